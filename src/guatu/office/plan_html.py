"""Text out of web pages, line by line as they are shown: blocks as lines, rows of tables as lines with tabs.

Old pages of offices are laid out with tables: such a table is no table of figures, and its cells are read as blocks.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree, html

from guatu.office.list_numbers import to_list_number
from guatu.office.plan_grid import grid_lines, joined_lines

# lxml ships no types.
_Element: TypeAlias = etree._Element

_HIDDEN_TAGS = frozenset(
    ("head", "script", "style", "nav", "footer", "noscript", "template", "iframe", "object", "svg", "select", "button")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "header", "main", "aside", "center", "blockquote", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "li", "dl", "dt", "dd", "pre", "figure", "figcaption"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "fieldset", "address"),
    )
)
_LIST_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACES = re.compile(r"[ \t\f]+")
# What is longer is no cell of a table but a part of a page.
_LONGEST_CELL = 2000
# Wider than any table that was ever printed; what stands further right is read in one last column.
_MOST_COLUMNS = 100


def html_text(page: str) -> str:
    """Return the visible text of a web page.

    >>> html_text("<p>一、<b>总体</b>要求</p><p>A &amp; B</p>")
    '一、总体要求\\nA & B'
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", errors="replace"), parser=parser)
    except etree.LxmlError:
        return ""
    return "\n".join(_lines(root))


def _lines(root: _Element) -> Iterator[str]:
    """Yield the lines of a page, gone through without recursion: its depth is the author's."""
    parts: list[str] = []
    items: dict[_Element, int] = {}
    preformatted = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if parts and (element.tag in _BLOCKS or element.tag == "br"):
            yield from _flowed("".join(parts), keeps_breaks=preformatted > 0)
            parts.clear()
        if element.tag == "pre":
            preformatted += 1 if event == "start" else -1
        if event == "end":
            parts.append(element.tail or "")
        elif _is_hidden(element):
            walk.skip_subtree()
        elif element.tag == "table" and _is_grid(element):
            yield from grid_lines(_rows(element))
            walk.skip_subtree()
        else:
            parts.append(_item_label(element, items) + (element.text or ""))
    yield from _flowed("".join(parts), keeps_breaks=False)


def _flowed(text: str, *, keeps_breaks: bool) -> Iterator[str]:
    for line in text.splitlines() if keeps_breaks else (joined_lines(text),):
        shown = _SPACES.sub(" ", line).strip(" ")
        if shown:
            yield shown


def _is_hidden(element: _Element) -> bool:
    if element.tag in _HIDDEN_TAGS or "hidden" in element.attrib:
        return True
    return _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _item_label(element: _Element, items: dict[_Element, int]) -> str:
    """Return the number that a browser prints before an item of a numbered list; `items` counts them by their list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol" or "list-style" in parent.get("style", ""):
        return ""
    number = _whole(element.get("value"), items.get(parent, _whole(parent.get("start"), 1)))
    items[parent] = number + 1
    return f"{to_list_number(number, _LIST_KINDS.get(parent.get('type', ''), 'decimal'))}. "


def _is_grid(table: _Element) -> bool:
    """Tell a table of tasks or figures from one that lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    widths = [sum(1 for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr")]
    if max(widths, default=0) < 2:
        return False
    return all(len("".join(cell.itertext())) <= _LONGEST_CELL for cell in table.iter("td", "th"))


def _rows(table: _Element) -> list[dict[int, str]]:
    """Return the rows of a table by the columns of its grid; a cell that spans is said where it begins."""
    rows, below = [], dict[int, int]()
    for row in table.iter("tr"):
        cells: dict[int, list[str]] = {}
        taken, column = {each for each, left in below.items() if left > 0}, 0
        below = {each: left - 1 for each, left in below.items() if left > 1}
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while column in taken:
                column += 1
            column = min(column, _MOST_COLUMNS)
            cells.setdefault(column, []).append(_cell_text(cell))
            width, height = (min(_whole(cell.get(name), 1), _MOST_COLUMNS) or 1 for name in ("colspan", "rowspan"))
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        rows.append({column: " ".join(texts) for column, texts in cells.items()})
    return rows


def _cell_text(cell: _Element) -> str:
    return " ".join(_lines(cell))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise
