"""An issue as it reads (通报文稿): the draft in the words that people gave it, or the frozen one as it was signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guatu.console.bulletins.models import Issue
from guatu.desk import read_issued
from guatu.domain import Period
from guatu.report import Block, Bulletin, Figure, Rewording, figures_in, from_plain, reworded, reworded_block

HEAD = ("title", "recipients", "signed")
_FOLDER = "issues"


def issue_folder(issue: Issue) -> Path:
    """Return where the files of a signed issue lie."""
    return Path(settings.WORKSPACE.path(_FOLDER, str(issue.pk)))


def issue_subject(issue: Issue) -> str:
    """Return how an issue is called in the trail: its number and title."""
    return f"{issue.number} {title_of(issue)}".strip()


def title_of(issue: Issue) -> str:
    """Return the title as it reads now."""
    return str(issue.head.get("title", ""))


def draft_of(issue: Issue) -> Bulletin:
    """Return the bulletin as the run drafted it; kept in memory, since a draft never changes."""
    return _draft(issue.pk, issue.drafted_at)


@lru_cache(maxsize=16)
def _draft(key: int, _drafted_at: datetime) -> Bulletin:
    return from_plain(Bulletin, Issue.objects.values_list("draft", flat=True).get(pk=key))


def rewording_of(issue: Issue) -> Rewording:
    """Return what people have written into it."""
    texts = {_position(where): str(text) for where, text in issue.texts.items()}
    head = {name: str(issue.head[name]) for name in HEAD if name in issue.head}
    return Rewording(
        texts=texts,
        hidden=frozenset(issue.hidden),
        added={int(at): tuple(paragraphs) for at, paragraphs in issue.added.items()},
        number=issue.number or None,
        dated=issue.dated,
        draft_note=issue.issued_note if issue.state == Issue.State.ISSUED else None,
        **head,
    )


def bulletin_of(issue: Issue) -> Bulletin:
    """Return the bulletin as it reads now: a signed one with files from these, any other one reworded."""
    if issue.state == Issue.State.ISSUED and issue.files:
        return read_issued(issue_folder(issue)).bulletin
    return reworded(draft_of(issue), rewording_of(issue))


def created_on(issue: Issue) -> date:
    """Return the day that a document of an issue carries as its own: the one it bears, else the month's last."""
    return issue.dated or Period(issue.month, issue.month).last_day


@dataclass(frozen=True)
class PlacedBlock:
    """A block at its position in the draft, in the words it has now; `added` are the paragraphs put behind it."""

    at: int
    block: Block
    is_hidden: bool
    is_reworded: bool
    added: tuple[str, ...]

    @property
    def kind(self) -> str:
        """heading, paragraph or table."""
        return type(self.block).__name__.lower()

    @property
    def pieces(self) -> Sequence[tuple[str, Figure | None, int]]:
        """The words and figures in order: each a text, or a figure with its number in the block."""
        if self.kind != "paragraph":
            return ()
        pieces: list[tuple[str, Figure | None, int]] = []
        count = 0
        for part in getattr(self.block, "parts", ()):
            if isinstance(part, Figure):
                pieces.append((part.printed, part, count))
                count += 1
            else:
                pieces.append((part, None, 0))
        return pieces


def placed_blocks(issue: Issue) -> tuple[PlacedBlock, ...]:
    """Return the blocks for a page: of a signed issue those that stand, else every block of the draft, hidden too."""
    if issue.state == Issue.State.ISSUED:
        return tuple(
            PlacedBlock(at, block, is_hidden=False, is_reworded=False, added=())
            for at, block in enumerate(bulletin_of(issue).blocks)
        )
    rewording = rewording_of(issue)
    changed = {at for at, _ in rewording.texts}
    return tuple(
        PlacedBlock(
            at,
            reworded_block(block, at, rewording),
            is_hidden=at in rewording.hidden,
            is_reworded=at in changed,
            added=rewording.added.get(at, ()),
        )
        for at, block in enumerate(draft_of(issue).blocks)
    )


def figure_at(issue: Issue, at: int, index: int) -> Figure | None:
    """Return a figure by its block and its number in it; None where there is none."""
    blocks = bulletin_of(issue).blocks if issue.state == Issue.State.ISSUED else draft_of(issue).blocks
    figures = figures_in(blocks[at]) if 0 <= at < len(blocks) else ()
    return figures[index] if 0 <= index < len(figures) else None


def _position(where: str) -> tuple[int, int]:
    at, _, index = where.partition(".")
    return int(at), int(index)
