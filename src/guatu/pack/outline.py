"""What a pack says, kind by kind, in the words of an official: for a page that shows any pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from guatu.pack.keys import LIST_FILES, id_field, keys_of
from guatu.pack.nouns import Confidence, Target
from guatu.pack.pack import Pack
from guatu.pack.reward_nouns import Reward
from guatu.pack.scorecard_nouns import Scorecard
from guatu.pack.scorecard_words import item_lines, scorecard_gist
from guatu.pack.wording import NOTHING, amount_words, target_words, value_words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
# What the gist of a target or a reward says already.
_IN_GIST = frozenset({"indicator", "measure", "comparator", "value", "value_max", "unit", "amount"})
# What the gist and the lines of a scorecard say already.
_IN_LINES = frozenset({"on", "items", "template"})
# Keys that are the entry's name or are shown beside it, and so are no fact of their own.
_BESIDE = frozenset({"id", "code", "year", "name", "title", "what", "question", "clause", "confidence"})
_CONFIDENCE_WORDS: dict[str, str] = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}


@dataclass(frozen=True)
class OutlineItem:
    """One entry of a pack: what it is called, what it asks for or gives, its clause, its other facts in words.

    `confidence` (可信程度) is 高, 中, 低, or empty where the source does not say.
    """

    id: str
    name: str
    gist: str
    clause: str
    facts: tuple[tuple[str, str], ...]
    confidence: str
    where: str


@dataclass(frozen=True)
class OutlineKind:
    """The entries of one kind, such as 目标; `key` is the name of its file without the ending."""

    key: str
    word: str
    items: tuple[OutlineItem, ...]


def pack_outline(pack: Pack, indicators: Mapping[str, str] = _NO_NAMES) -> tuple[OutlineKind, ...]:
    """Return every entry of a pack by kind, in the order of its files; kinds without an entry are left out.

    `indicators` are names by id: a target is called by its indicator's.
    """
    kinds = (
        OutlineKind(attribute, word, tuple(_item(one, id_field(noun), indicators) for one in getattr(pack, attribute)))
        for _, attribute, noun, word in LIST_FILES
    )
    return tuple(kind for kind in kinds if kind.items)


def _item(entry: "DataclassInstance", key: str, indicators: Mapping[str, str]) -> OutlineItem:
    id_, gist = str(getattr(entry, key)), _gist(entry)
    names = [getattr(entry, name, None) for name in ("name", "title", "what", "question")]
    if isinstance(entry, Target):
        names = [indicators.get(entry.indicator, entry.indicator)]
    facts = _facts(entry, _BESIDE | _IN_GIST if gist else _BESIDE)
    if isinstance(entry, Scorecard):
        facts = [*item_lines(entry), *_facts(entry, _BESIDE | _IN_LINES)]
    return OutlineItem(
        id_,
        str(next((name for name in names if name), id_)),
        gist,
        getattr(entry, "clause", None) or "",
        tuple(facts),
        _CONFIDENCE_WORDS.get(getattr(entry, "confidence", None) or "", ""),
        str(getattr(entry, "span", None) or ""),
    )


def _gist(entry: "DataclassInstance") -> str:
    if isinstance(entry, Target):
        return target_words(entry)
    if isinstance(entry, Reward) and entry.amount:
        return amount_words(entry.amount)
    if isinstance(entry, Scorecard):
        return scorecard_gist(entry)
    return ""


def _facts(entry: "DataclassInstance", without: frozenset[str]) -> list[tuple[str, str]]:
    written = ((key, value_words(key, getattr(entry, key.field))) for key in keys_of(type(entry)))
    return [
        (key.title, words)
        for key, words in written
        if key.name not in without and words != NOTHING and getattr(entry, key.field) is not False
    ]
