"""Labels that a word processor prints before a paragraph and does not store in its text: 一、 （一） 1. 第三条.

A paragraph, or its style, names a list (w:num) and a level. The list's definition (w:abstractNum) says how each level
counts and is written. Lists of one definition go on counting together; deeper levels start again under a higher one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from guatu.office.list_numbers import to_list_number
from guatu.office.word_xml import Element, attribute, child, children, is_on, tag

_PLACE = re.compile(r"%([1-9])")
_MOST_STYLES = 20
# After these a label stands apart by itself; after a letter or a figure it takes a space.
_CLOSED = "、．.。，,:：;；)）]】〉》〕"
# Labels of bullets are often signs of a private font, which no other font shows.
_BULLETS = "bullet"


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    is_decimal: bool = False


@dataclass(frozen=True, slots=True)
class _Definition:
    levels: Mapping[int, _Level]
    level_of_style: Mapping[str, int]
    linked_style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """One w:num: the definition it follows, the levels it starts anew, and the levels it writes in its own way."""

    definition: str
    starts: Mapping[int, int]
    levels: Mapping[int, _Level]


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    list_id: str
    level: int | None


@dataclass
class ListLabels:
    """The labels of one document; it counts, so each paragraph is asked for once and in order."""

    definitions: Mapping[str, _Definition] = field(default_factory=dict)
    lists: Mapping[str, _List] = field(default_factory=dict)
    styles: Mapping[str, _Style] = field(default_factory=dict)
    usual_style: str = ""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next_label(self, paragraph: Element) -> str:
        """Return the label printed before a paragraph, with the space after it, or an empty text."""
        list_id, level = self._place(paragraph)
        found = self._followed(list_id)
        if found is None:
            return ""
        name, definition = found
        own = self.lists[list_id].levels
        levels = {**definition.levels, **own}
        if level not in levels:
            return ""
        counts = self._counted(list_id, name, level, levels)
        shown = levels[level]
        if shown.kind == _BULLETS:
            return ""

        def written(place: re.Match[str]) -> str:
            other = levels.get(int(place[1]) - 1, _Level())
            number = counts.get(int(place[1]) - 1, other.start)
            return to_list_number(number, "decimal" if shown.is_decimal else other.kind)

        label = _PLACE.sub(written, shown.text).strip()
        return label if not label or label[-1] in _CLOSED else f"{label} "

    def _counted(self, list_id: str, name: str, level: int, levels: Mapping[int, _Level]) -> dict[int, int]:
        """Count one more paragraph at a level and return how far each level has got."""
        counts = self._counts.setdefault(name, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for each, start in self.lists[list_id].starts.items():
                counts[each] = start - 1
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [each for each in counts if each > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Return the list and the level of a paragraph, its own or its style's; no list is an empty text."""
        properties = child(paragraph, "pPr")
        numbering = child(properties, "numPr")
        list_id = attribute(child(numbering, "numId"), "val")
        level = attribute(child(numbering, "ilvl"), "val")
        style = attribute(child(properties, "pStyle"), "val") or self.usual_style
        styled_id, styled_level = self._styled(style)
        return list_id or styled_id, _whole(level) if level else (0 if list_id else styled_level)

    def _styled(self, name: str) -> tuple[str, int]:
        own = name
        for _ in range(_MOST_STYLES):
            style = self.styles.get(name)
            if style is None:
                break
            if style.list_id:
                found = self._followed(style.list_id)
                by_style = {} if found is None else found[1].level_of_style
                return style.list_id, style.level or by_style.get(own, by_style.get(name, 0))
            name = style.parent
        return "", 0

    def _followed(self, list_id: str) -> tuple[str, _Definition] | None:
        """Return the definition that a list follows and its name, through a style of lists where it names one."""
        for _ in range(_MOST_STYLES):
            followed = self.lists.get(list_id)
            definition = None if followed is None else self.definitions.get(followed.definition)
            if followed is None or definition is None:
                return None
            if not definition.linked_style or definition.levels:
                return followed.definition, definition
            style = self.styles.get(definition.linked_style)
            list_id = "" if style is None else style.list_id
        return None


def list_labels(numbering: Element | None, styles: Element | None) -> ListLabels:
    """Return the labels of a document from its parts numbering.xml and styles.xml."""
    if numbering is None:
        return ListLabels()
    known = (
        {} if styles is None else {attribute(style, "styleId"): _style(style) for style in children(styles, "style")}
    )
    usual = (
        attribute(style, "styleId")
        for style in (() if styles is None else children(styles, "style"))
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
    )
    return ListLabels(
        {attribute(each, "abstractNumId"): _definition(each) for each in children(numbering, "abstractNum")},
        {attribute(each, "numId"): _list(each) for each in children(numbering, "num")},
        known,
        next(usual, ""),
    )


def _style(style: Element) -> _Style:
    numbering = child(style, "pPr", "numPr")
    level = attribute(child(numbering, "ilvl"), "val")
    return _Style(
        attribute(child(style, "basedOn"), "val"),
        attribute(child(numbering, "numId"), "val"),
        _whole(level) if level else None,
    )


def _definition(element: Element) -> _Definition:
    levels, level_of_style = {}, {}
    for each in children(element, "lvl"):
        number = _whole(attribute(each, "ilvl"))
        levels[number] = _level(each)
        level_of_style[attribute(child(each, "pStyle"), "val")] = number
    return _Definition(levels, level_of_style, attribute(child(element, "numStyleLink"), "val"))


def _list(element: Element) -> _List:
    starts, levels = {}, {}
    for override in children(element, "lvlOverride"):
        number = _whole(attribute(override, "ilvl"))
        for each in override:
            if tag(each) == "startOverride":
                starts[number] = _whole(attribute(each, "val"))
            elif tag(each) == "lvl":
                levels[number] = _level(each)
    return _List(attribute(child(element, "abstractNumId"), "val"), starts, levels)


def _level(element: Element) -> _Level:
    # A newer format stands in a choice of alternatives; what older programs use is its last numFmt.
    kinds = [attribute(each, "val") for each in element.iter() if tag(each) == "numFmt"]
    restart = attribute(child(element, "lvlRestart"), "val")
    return _Level(
        kinds[-1] if kinds else "decimal",
        attribute(child(element, "lvlText"), "val"),
        _whole(attribute(child(element, "start"), "val") or "1"),
        _whole(restart) if restart else None,
        is_on(child(element, "isLgl")),
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
