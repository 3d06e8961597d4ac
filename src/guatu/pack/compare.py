"""Two versions of a pack, noun by noun: what was added, removed, changed, as an official reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard

from guatu.domain import Span
from guatu.pack.keys import LIST_FILES, Key, Noun, id_field, keys_of
from guatu.pack.nouns import ClauseTitle, Document, Target
from guatu.pack.pack import Manifest, Pack
from guatu.pack.reward_nouns import Reward
from guatu.pack.scorecard_nouns import Grade, Mark, Scorecard, ScoreItem, Veto
from guatu.pack.scorecard_words import part_words, scorecard_gist
from guatu.pack.wording import NOTHING, amount_words, target_words, value_words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


# Of a scorecard, what is compared entry by entry: the key, the noun, what an official calls it.
_PARTS: tuple[tuple[str, Noun, str], ...] = (
    ("items", ScoreItem, "指标"),
    ("marks", Mark, "加减分"),
    ("vetoes", Veto, "否决项"),
    ("grades", Grade, "等次"),
)


class ChangeKind(StrEnum):
    """What happened to an entry between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        """The kind as an official reads it."""
        return {"added": "新增", "removed": "删去", "changed": "修改"}[self.value]


@dataclass(frozen=True)
class Change:
    """One difference (改动): an entry added or removed, or one key of it with its old and new words.

    `noun` is the Chinese word of the kind of entry, `id` its id; `key` is the YAML key and `title` its Chinese name,
    both empty for a whole entry. Spans point into the old and the new folder.
    """

    kind: ChangeKind
    noun: str
    id: str
    key: str
    title: str
    old: str
    new: str
    old_span: Span | None
    new_span: Span | None

    def __str__(self) -> str:
        what = f"{self.kind.word} {self.noun}“{self.id}”"
        if self.kind is ChangeKind.CHANGED:
            return f"{what} {self.title}：{self.old} → {self.new}"
        return f"{what}：{self.new if self.kind is ChangeKind.ADDED else self.old}"


def compare_packs(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Return every difference between two versions of a pack, in the order of the pack's files.

    Entries are matched by id; a renamed id is one removed and one added.
    """
    manifests = (old.manifest, new.manifest)
    changes = list(_key_changes(Manifest, "政策包", new.id, manifests, without=frozenset({"documents"})))
    old_documents, new_documents = old.manifest.documents, new.manifest.documents
    changes += _entry_changes(Document, "文件", old_documents, new_documents, without=frozenset({"clauses"}))
    before = {document.id: document.clauses for document in old_documents}
    for document in new_documents:
        clauses = before.get(document.id, ())
        changes += _entry_changes(ClauseTitle, f"文件“{document.id}”的条款", clauses, document.clauses)
    for _, attribute, noun, word in LIST_FILES:
        without = frozenset(name for name, _, _ in _PARTS) if noun is Scorecard else frozenset[str]()
        changes += _entry_changes(noun, word, getattr(old, attribute), getattr(new, attribute), without)
    return (*changes, *_card_changes(old.scorecards, new.scorecards))


def _card_changes(old: Iterable[Scorecard], new: Iterable[Scorecard]) -> Iterator[Change]:
    """Yield what differs inside the scorecards of both versions, item by item."""
    before = {card.id: card for card in old}
    for card in new:
        if card.id in before:
            for name, noun, word in _PARTS:
                pair = getattr(before[card.id], name), getattr(card, name)
                yield from _entry_changes(noun, f"评价体系“{card.id}”的{word}", *pair)


def _entry_changes(
    noun: Noun,
    word: str,
    old: Iterable["DataclassInstance"],
    new: Iterable["DataclassInstance"],
    without: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    key = id_field(noun)
    before = {str(getattr(entry, key)): entry for entry in old}
    after = {str(getattr(entry, key)): entry for entry in new}
    for name, entry in before.items():
        if name in after:
            yield from _key_changes(noun, word, name, (entry, after[name]), without)
        else:
            yield Change(ChangeKind.REMOVED, word, name, "", "", _summary(entry), NOTHING, _span(entry), None)
    for name, entry in after.items():
        if name not in before:
            yield Change(ChangeKind.ADDED, word, name, "", "", NOTHING, _summary(entry), None, _span(entry))


def _key_changes(
    noun: Noun,
    word: str,
    name: str,
    entries: tuple["DataclassInstance", "DataclassInstance"],
    without: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    old, new = entries
    for key in keys_of(noun):
        pair = getattr(old, key.field), getattr(new, key.field)
        if key.name in without or _unplaced(pair[0]) == _unplaced(pair[1]):
            continue
        before, after = _key_words(old, key), _key_words(new, key)
        if before == after:
            # What differs is a note on the value: its clause, source, evidence … which the words leave out.
            after = f"{after}（改了{'、'.join(dict.fromkeys(_differing(*pair))) or '写法'}）"
        spans = _span(old), _span(new)
        yield Change(ChangeKind.CHANGED, word, name, key.name, key.title, before, after, *spans)


def _differing(old: object, new: object) -> Iterator[str]:
    """The titles of the keys in which two values differ, wherever inside."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        for one, other in zip(old, new, strict=False):
            yield from _differing(one, other)
    elif _is_noun(old) and type(old) is type(new):
        for key in keys_of(type(old)):
            one, other = getattr(old, key.field), getattr(new, key.field)
            if _unplaced(one) != _unplaced(other):
                inner = tuple(_differing(one, other))
                yield from inner or (key.title,)


def _unplaced(value: object) -> object:
    """The value without the lines of what is inside: an entry that only moved has not changed."""
    if isinstance(value, tuple):
        return tuple(_unplaced(one) for one in value)
    if _is_noun(value):
        fields = {name: _unplaced(getattr(value, name)) for name in value.__dataclass_fields__ if name != "span"}
        return type(value), tuple(fields.items())
    return value


def _is_noun(value: object) -> "TypeGuard[DataclassInstance]":
    return is_dataclass(value) and not isinstance(value, type)


def _key_words(entry: "DataclassInstance", key: Key) -> str:
    words = value_words(key, getattr(entry, key.field))
    if isinstance(entry, Target) and key.name in ("value", "value_max") and words != NOTHING:
        return f"{words}{entry.unit}"
    return words


def _summary(entry: "DataclassInstance") -> str:
    """An entry in one phrase: what a target asks for or a reward gives, else its name, title, question or content."""
    if isinstance(entry, Target):
        return f"{entry.indicator} {target_words(entry)}"
    if isinstance(entry, Reward):
        return f"{entry.name}，{amount_words(entry.amount)}" if entry.amount else entry.name
    if isinstance(entry, Scorecard):
        return f"{entry.name}，{scorecard_gist(entry)}"
    inside = part_words(entry)
    if inside is not None:
        return inside
    names = (getattr(entry, name, None) for name in ("name", "title", "what", "question", "year"))
    return str(next((name for name in names if name), NOTHING))


def _span(entry: "DataclassInstance") -> Span | None:
    span = getattr(entry, "span", None)
    return span if isinstance(span, Span) else None
