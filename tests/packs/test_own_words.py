"""The packs carry facts and numbers of the plans, in their own words: no stretch of twelve characters is copied."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from guatu.pack import Pack, load_packs

SOURCES = {
    "chuxiong-2019": "003_6f5ce1d23f98a5ef.txt",
    "yunnan-parks-2026": "004_1a473be4cc8d82ae.txt",
}
PACKS = ("national", *SOURCES)
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LONGEST = 12


def own_words(pack: Pack) -> Iterator[str]:
    """Every text that the pack writes in its own words; names of agencies, documents and indicators are names."""
    for document in pack.manifest.documents:
        yield from (clause.title for clause in document.clauses)
        yield document.note or ""
    yield pack.manifest.note or ""
    for target in pack.targets:
        yield target.note or ""
    for task in pack.tasks:
        yield from (task.title, task.note or "")
    for duty in pack.duties:
        yield from (duty.what, duty.consequence or "")
    for ruling in pack.rulings:
        yield from (ruling.question, *ruling.choices)
    for grouping in pack.industries:
        yield grouping.note or ""
    for indicator in pack.indicators:
        yield indicator.definition or ""
    for alert in pack.alerts:
        yield from (alert.name, alert.why or "")
    yield from texts_in((pack.columns, pack.parameters, pack.aggregates, pack.derived, pack.classes, pack.scores))
    yield from texts_in((pack.qualifications, pack.rewards, pack.groups, pack.gates, pack.ladders, pack.cases))


def texts_in(value: object) -> Iterator[str]:
    """Every text of rules and of what they are made of, but for sources: those are titles of documents."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("source", "span"):
                yield from texts_in(getattr(value, one.name))


def runs(text: str) -> Iterator[str]:
    """Every stretch of Chinese characters that is long enough to count as copied."""
    for stretch in re.findall(rf"[\u4e00-\u9fff]{{{LONGEST},}}", text):
        yield from (stretch[start : start + LONGEST] for start in range(len(stretch) - LONGEST + 1))


def test_a_copied_stretch_of_twelve_characters_is_noticed() -> None:
    assert "建立健全利益共享机制推进" in set(runs("要建立健全利益共享机制推进协作"))
    assert not set(runs("建立利益共享机制，推进协作"))


@pytest.mark.shared
@pytest.mark.parametrize("name", PACKS)
def test_nothing_is_copied_from_the_plans(name: str) -> None:
    sources = [CORPUS / file for file in SOURCES.values()]
    if not all(source.is_file() for source in sources):
        pytest.skip("the texts of the plans are not beside the project")
    text = re.sub(r"\s", "", "\n".join(source.read_text(encoding="utf-8") for source in sources))
    packs, _ = load_packs([name])
    assert packs is not None
    copied = {run for words in own_words(packs.main) for run in runs(words) if run in text}
    assert not copied
