"""The text of a Word document, line by line, as a reader of the printed page sees it.

Kept: paragraphs and tables in their order with the labels of lists, links, text boxes, insertions. Left out: deletions,
hidden text, notes, headers and footers, comments, the table of contents (its lines would be headings twice).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guatu.office.list_labels import ListLabels
from guatu.office.plan_grid import grid_lines
from guatu.office.word_xml import Element, attribute, child, children, is_on, tag

_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
# Elements around paragraphs or words that print nothing of their own.
_WRAPPERS = frozenset(
    (
        "body",
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "customXml",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "r",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
        "e",
        "num",
        "den",
        "sup",
        "sub",
        "txbxContent",
    )
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class _Words:
    """What a paragraph says, and the text boxes that hang on it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordText:
    """One document: its body, the labels of its lists, and the names of its styles by their ids."""

    body: Element
    labels: ListLabels
    style_names: dict[str, str]

    def lines(self) -> Iterator[str]:
        """Yield the lines in order; each document is gone through once, since its lists are counted on the way."""
        return self._blocks(self.body)

    def _blocks(self, container: Element) -> Iterator[str]:
        carried = ""
        for block in _unwrapped(container):
            if tag(block) == "tbl":
                if carried:
                    yield carried
                carried = ""
                yield from grid_lines([self._row(row) for row in _rows(block)])
                continue
            text, boxes = self._paragraph(block)
            if is_on(child(block, "pPr", "rPr", "del")):
                # The end of this paragraph was deleted: its words run on in the next.
                carried += text
            else:
                yield from (carried + text).split("\n")
                carried = ""
            for box in boxes:
                yield from self._blocks(box)
        if carried:
            yield carried

    def _paragraph(self, paragraph: Element) -> tuple[str, list[Element]]:
        words = _Words()
        _gather(paragraph, words)
        text = "".join(words.parts).rstrip()
        is_gone = not text.strip() and is_on(child(paragraph, "pPr", "rPr", "del"))
        style = attribute(child(paragraph, "pPr", "pStyle"), "val")
        if is_gone or _CONTENTS_STYLE.match(self.style_names.get(style, style)):
            return "", words.boxes
        label = self.labels.next_label(paragraph)
        if not label or not text.strip():
            return text, words.boxes
        body = text.lstrip()
        # "1." before "5亿元" must not become 1.5亿元.
        return label + (" " if label[-1] in ".．" and body[0].isdigit() else "") + body, words.boxes

    def _row(self, row: Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = _whole(attribute(child(row, "trPr", "gridBefore"), "val"))
        for cell in _unwrapped(row, "tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart"
            cells[column] = "" if goes_on else " ".join(filter(None, map(str.strip, self._blocks(cell))))
            column += _whole(attribute(child(properties, "gridSpan"), "val")) or 1
        return cells


def _unwrapped(container: Element, *names: str) -> Iterator[Element]:
    """Yield the paragraphs and tables in a container (or the elements named), through what is only wrapped around."""
    for block in container:
        name = tag(block)
        if name in (names or ("p", "tbl")):
            yield block
        elif name == "AlternateContent":
            yield from _unwrapped(_alternative(block), *names)
        elif name in _WRAPPERS and not _is_contents(block):
            yield from _unwrapped(block, *names)


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _unwrapped(table, "tr") if child(row, "trPr", "del") is None)


def _is_contents(block: Element) -> bool:
    gallery = attribute(child(block, "sdtPr", "docPartObj", "docPartGallery"), "val")
    return gallery == "Table of Contents"


def _alternative(block: Element) -> Element:
    """Return the first of the alternatives: programs write the same words into each of them."""
    return next(iter(block), block)


def _gather(element: Element, words: _Words) -> None:
    for each in element:
        name = tag(each)
        if name == "t":
            words.parts.append(each.text or "")
        elif name in _SIGNS:
            words.parts.append(_SIGNS[name])
        elif name == "r" and is_on(child(each, "rPr", "vanish")):
            continue
        elif name in _WRAPPERS:
            _gather(each, words)
        elif name == "AlternateContent":
            _gather(_alternative(each), words)
        elif name in ("drawing", "pict", "object"):
            words.boxes.extend(_boxes(each))


def _boxes(drawing: Element) -> Iterator[Element]:
    """Yield the outermost text boxes of a drawing; a box within a box is met while that one is read."""
    for each in drawing:
        if tag(each) == "txbxContent":
            yield each
        elif tag(each) == "AlternateContent":
            yield from _boxes(_alternative(each))
        else:
            yield from _boxes(each)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def style_names(styles: Element | None) -> dict[str, str]:
    """Return the names of the styles by their ids; the ids are numbers in Chinese editions."""
    found = () if styles is None else children(styles, "style")
    return {attribute(style, "styleId"): attribute(child(style, "name"), "val") for style in found}
