"""What people write into a drafted bulletin (改稿): other words between its figures, paragraphs left out or added.

A figure is never among the words: whatever is written, it stands where the draft has it, or goes with its paragraph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guatu.domain import InvalidValue
from guatu.report.source_annex import renewed_sources
from guatu.report.values import Block, Bulletin, Figure, Heading, Paragraph


@dataclass(frozen=True, slots=True)
class Rewording:
    """The words of a person in the place of the draft's.

    `texts` are by block and stretch: stretch 0 stands before the first figure, stretch 1 behind it, and so on. `added`
    are paragraphs without figures by the block they follow. None in the head means: as the draft has it.
    """

    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    added: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    title: str | None = None
    number: str | None = None
    recipients: str | None = None
    signed: str | None = None
    dated: date | None = None
    draft_note: str | None = None


def stretches(block: Heading | Paragraph) -> tuple[str, ...]:
    """Return the words before, between and behind the figures of a block, one more than it has figures.

    >>> stretches(Paragraph(("完成", Figure("3项", "", "", ""), "。")))
    ('完成', '。')
    """
    if isinstance(block, Heading):
        return (block.text,)
    found = [""]
    for part in block.parts:
        if isinstance(part, str):
            found[-1] += part
        else:
            found.append("")
    return tuple(found)


def figures_in(block: Block) -> tuple[Figure, ...]:
    """Return the figures of a block in their order; only paragraphs have any."""
    return tuple(part for part in block.parts if isinstance(part, Figure)) if isinstance(block, Paragraph) else ()


def reworded_block(block: Block, at: int, rewording: Rewording) -> Block:
    """Return the block at a position in a person's words, its figures where they were."""
    if not isinstance(block, Heading | Paragraph):
        return block
    texts = [rewording.texts.get((at, index), text) for index, text in enumerate(stretches(block))]
    if isinstance(block, Heading):
        return replace(block, text=texts[0])
    parts: list[str | Figure] = [texts[0]]
    for figure, text in zip(figures_in(block), texts[1:], strict=True):
        parts += [figure, text]
    return Paragraph(tuple(part for part in parts if part))


def reworded(draft: Bulletin, rewording: Rewording) -> Bulletin:
    """Return the bulletin in a person's words; the annex of sources lists the figures that are left.

    A heading without anything under it falls away. Words for a stretch the draft does not have raise InvalidValue.
    """
    for at, index in rewording.texts:
        block = draft.blocks[at] if 0 <= at < len(draft.blocks) else None
        if not isinstance(block, Heading | Paragraph) or not 0 <= index < len(stretches(block)):
            raise InvalidValue(f"通报初稿里没有这一处文字：{at}.{index}")
    blocks = _without_empty_headings(tuple(_shown_blocks(draft, rewording)))
    head = {
        name: value
        for name in ("title", "number", "recipients", "signed", "dated", "draft_note")
        if (value := getattr(rewording, name)) is not None
    }
    return replace(draft, blocks=blocks, annexes=renewed_sources(draft.annexes, blocks), **head)


def _shown_blocks(draft: Bulletin, rewording: Rewording) -> Iterator[Block]:
    for at, block in enumerate(draft.blocks):
        if at not in rewording.hidden:
            yield reworded_block(block, at, rewording)
        for text in rewording.added.get(at, ()):
            yield Paragraph((text,))


def _without_empty_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out each heading that is followed by one of its own level or above, or by nothing."""
    kept: list[Block] = []
    for block in reversed(blocks):
        following = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            following is None or (isinstance(following, Heading) and following.level <= block.level)
        ):
            continue
        kept.append(block)
    return tuple(reversed(kept))
