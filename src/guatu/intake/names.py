"""Tables, places, indicators and choices by any word an office may use for them (名称对照)."""

import re
from dataclasses import dataclass
from functools import cached_property

from guatu.domain import UNITS, Place, PlaceTree, nearest
from guatu.intake import findings
from guatu.intake.amounts import is_missing, is_unit, plain_text
from guatu.intake.fields import field_words
from guatu.intake.sheet import Cell
from guatu.intake.unreadable import Unreadable
from guatu.intake.words import CHOICE_WORDS, FIXED_CHOICES, TOTALS
from guatu.pack import Indicator, Packs
from guatu.query import Column, TableSchema, tables_of

_BRACKET = re.compile(r"(.+)[(\[【](?:计量)?(?:单位[:：]?)?([^()\[\]【】]+)[)\]】]")
_NUMBERING = re.compile(r"(?:其中[:：]?|#|\*|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])+")


def split_unit(text: str) -> tuple[str, str]:
    """Split a name from the unit in brackets behind it; a bracket that holds no unit stays part of the name.

    >>> split_unit("数值（万元）"), split_unit("同比±%"), split_unit("固定资产投资(不含农户)")
    (('数值', '万元'), ('同比', '%'), ('固定资产投资(不含农户)', ''))
    """
    plain = plain_text(text)
    match = _BRACKET.fullmatch(plain)
    if match is not None:
        unit = re.sub(r"^(?:±|\+-|增减)", "", match[2])
        if is_unit(unit):
            return match[1], unit
    if plain.endswith("%") and len(plain) > 1:
        return re.sub(r"(?:±|\+-)?%$", "", plain).rstrip(":："), "%"
    return plain, ""


@dataclass(frozen=True)
class NameBook:
    """Finds what a cell names; every finder takes the cell as typed and raises Unreadable with the nearest name.

    `ranks_places` says that figures of places are read too, so that every list must keep to the places of the packs.
    """

    packs: Packs
    ranks_places: bool = True

    @cached_property
    def tables(self) -> tuple[TableSchema, ...]:
        """The fact tables with the columns that the packs add."""
        return tables_of(self.packs)[0]

    @cached_property
    def fields(self) -> dict[str, dict[str, str]]:
        """The words of the heads of each table's columns, by the table's name."""
        return {table.name: field_words(table) for table in self.tables}

    @cached_property
    def tree(self) -> PlaceTree:
        """The places of all packs."""
        return self.packs.place_tree()

    @cached_property
    def _places(self) -> dict[str, Place]:
        found = {}
        for key in self.tree.names():
            place = self.tree.find(key)
            if place is not None:
                found[plain_text(key).upper()] = place
        return found

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        found = {}
        for key in self.packs.indicator_names():
            indicator = self.packs.indicator(key)
            if indicator is not None:
                found[plain_text(key).lower()] = indicator
        return found

    @cached_property
    def _long_names(self) -> tuple[tuple[str, Place], ...]:
        names = ((key, place) for key, place in self._places.items() if len(key) > 1 and not key.isdigit())
        return tuple(sorted(names, key=lambda pair: -len(pair[0])))

    def place_named(self, text: str) -> Place | None:
        """Return the place of a plain text, or None."""
        return self._places.get(text.upper())

    def is_place(self, cell: Cell) -> bool:
        """Tell whether a cell names a place."""
        return plain_text(cell).upper() in self._places

    def place_code(self, cell: Cell, *, as_written: bool = False) -> str | None:
        """Return the code in force of a code, former code, name or alias.

        With `as_written` a text that names no known place stands for itself.
        """
        text = plain_text(cell)
        if is_missing(text):
            return None
        place = self._places.get(text.upper())
        if place is not None:
            return place.code
        if text in TOTALS:
            raise Unreadable(findings.TOTAL_ROW, f"“{text}”行没有读。", findings.TOTAL_ROW.instead)
        if as_written:
            return text
        sentence = f"“{text}”不在地区名单里{nearest(text, self._places) or '。'}"
        raise Unreadable(findings.UNKNOWN_PLACE, sentence, findings.UNKNOWN_PLACE.instead)

    def place_in_title(self, title: str) -> str | None:
        """Return the one place a title begins with or names, or None."""
        plain = plain_text(title).upper()
        hits = [(key, place.code) for key, place in self._long_names if key in plain]
        longest = [code for key, code in hits if not any(key in other and key != other for other, _ in hits)]
        return longest[0] if len(set(longest)) == 1 else None

    def indicator_named(self, text: str) -> Indicator | None:
        """Return the indicator of a plain text, or None."""
        return self._indicators.get(text.lower())

    @staticmethod
    def counts(indicator: Indicator) -> bool:
        """Tell whether an indicator counts something, and is not itself a rate."""
        return indicator.unit not in UNITS or UNITS[indicator.unit].dimension not in ("ratio", "points")

    def indicator(self, cell: Cell) -> tuple[Indicator, str] | None:
        """Return the indicator of an id, name or alias, and the unit in brackets behind it."""
        text = plain_text(cell)
        if is_missing(text):
            return None
        name, unit = split_unit(text)
        bare = _NUMBERING.sub("", text, count=1)
        for key, written in ((text, ""), (name, unit), (bare, ""), (split_unit(bare)[0], unit)):
            found = self._indicators.get(key.lower())
            if found is not None:
                return found, written
        sentence = f"指标“{text}”没有登记{nearest(name, self._indicators) or '。'}"
        raise Unreadable(findings.UNKNOWN_INDICATOR, sentence, findings.UNKNOWN_INDICATOR.instead)


def choice_words(column: Column) -> dict[str, str]:
    """Return every word a column's choice may be written by, with the key it stands for; empty for a free column."""
    words = {word: word for word in FIXED_CHOICES.get(column.name, ())}
    words.update({key: key for key, _ in column.choices} | {label: key for key, label in column.choices})
    if words:
        allowed = set(words.values())
        extra = CHOICE_WORDS.get(column.name, {})
        words.update({word: key for word, key in extra.items() if key in allowed})
    return words


def read_choice(cell: Cell, column: Column, words: dict[str, str]) -> str | None:
    """Return the key of a choice written in English or Chinese."""
    text = plain_text(cell)
    if text == "" or (is_missing(text) and text not in words):
        return None
    key = words.get(text) or words.get(text.lower())
    if key is None:
        known = "、".join(label for _, label in column.choices) or "、".join(FIXED_CHOICES[column.name])
        sentence = f"{column.label}写的是“{text}”{nearest(text, words) or '。'}"
        raise Unreadable(findings.UNKNOWN_CHOICE, sentence, f"请写其中一个：{known}。")
    return key
