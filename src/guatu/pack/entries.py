"""Entries of packs whatever their kind, and what is written inside them, each with its line.

A check that concerns every noun with a `clause`, a `valid` or `questions` asks here instead of listing the nouns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, NamedTuple

from guatu.domain import ALWAYS, Period, Span, Validity
from guatu.pack.keys import LIST_FILES, Key, Noun, id_field, keys_of, nouns_in
from guatu.pack.pack import Pack, Packs

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Entry(NamedTuple):
    """An entry of a list file: the file, what an official calls the kind, the id, and the entry itself."""

    file: str
    word: str
    id: str
    noun: "DataclassInstance"
    span: Span | None

    @property
    def by(self) -> str:
        """The entry as findings name it: 奖补条款“entry”."""
        return f"{self.word}“{self.id}”"

    @property
    def valid(self) -> Validity:
        """The days between which it holds; always, when its kind has no validity."""
        valid = getattr(self.noun, "valid", ALWAYS)
        return valid if isinstance(valid, Validity) else ALWAYS


class Part(NamedTuple):
    """A noun inside an entry (or the entry itself) with the nearest line known."""

    noun: "DataclassInstance"
    span: Span | None


def entries_with(pack: Pack, field: str) -> Iterator[Entry]:
    """Return every entry of the kinds that have a field, in the order of the files."""
    for file, attribute, noun, word in LIST_FILES:
        if field in noun.__dataclass_fields__:
            key = id_field(noun)
            for one in getattr(pack, attribute):
                yield Entry(file, word, str(getattr(one, key)), one, one.span)


def all_with(packs: Packs, field: str) -> Iterator[Entry]:
    """Return every entry of all packs of the kinds that have a field."""
    return (entry for pack in packs.packs for entry in entries_with(pack, field))


def parts_of(entry: Entry) -> Iterator[Part]:
    """Return an entry and every noun written inside it, outer first."""
    return _parts(entry.noun, entry.span)


def parts_among(packs: Packs, *nouns: Noun) -> Iterator[tuple[Entry, Part]]:
    """Return the entries of all packs with their parts, of those kinds in which one of these nouns may be written."""
    for pack in packs.packs:
        for entry in entries_with(pack, "span"):
            if not set(nouns).isdisjoint(nouns_in(type(entry.noun))):
                yield from ((entry, part) for part in parts_of(entry))


def written_keys(noun: "DataclassInstance") -> tuple[Key, ...]:
    """Return the keys of a noun that were written with something else than what they are without being written."""
    defaults = {name: field.default for name, field in noun.__dataclass_fields__.items()}
    return tuple(key for key in keys_of(type(noun)) if getattr(noun, key.field) != defaults[key.field])


def _parts(noun: "DataclassInstance", around: Span | None) -> Iterator[Part]:
    span = getattr(noun, "span", None) or around
    yield Part(noun, span)
    for name in noun.__dataclass_fields__:
        for one in _listed(getattr(noun, name)):
            if is_dataclass(one) and not isinstance(one, (type, Span, Validity, Period)):
                yield from _parts(one, span)


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)
