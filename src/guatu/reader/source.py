"""The plan's text, twice: as it is printed, and clean, with a way back from every clean character.

Clean means: one width, one set of punctuation, no layout. Line breaks that only end a line of paper are gone, those
that end a paragraph stay. All grammar works on `clean`; all quotes are cut from `text`.
"""

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache

from guatu.reader.characters import BLANKS, is_han, pinyin_noise, plain_punctuation, plain_signs
from guatu.reader.draft import Quote
from guatu.reader.labels import is_label_alone
from guatu.reader.line_breaks import Line, hard_breaks

_FIRST_LINE = re.compile(r"#\s*source:.*", re.IGNORECASE)
_STARS = re.compile(r"\*{2,}|_{4,}|#\s*Page\s+\d+\s*:|^#{1,6}\s+", re.MULTILINE)
_PIECE = re.compile(r"[^\n\r\f\x0b\x85\u2028\u2029]+|\f")
_DROPPED = "\ue000"  # a sign of private use: no plan prints it
_PAGE_MARK = re.compile(
    rf"{_DROPPED}+|[-—–－]+\s*\d{{1,4}}\s*[-—–－]+|第\s*\d+\s*页(?:\s*[，,/／]?\s*共\s*\d+\s*页)?|\f+"
)
_RUN = re.compile(rf"[^{BLANKS}{_DROPPED}]+")
_LONG_LINE = 1500
# What a line that lost its break begins with: an item's number, or the note that the paper is public.
_ITEM = re.compile(r"\d{1,3}\s?[.．、﹒](?!\d)")
_PUBLICATION = re.compile(r"[(（]此[件文]")


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan's prose: `text` as printed, `clean` for the grammar, `offsets[i]` of clean character i in `text`.

    `is_flat` tells a text whose line breaks were lost: there labels of clauses stand inside lines.
    """

    text: str
    clean: str
    offsets: "array[int]"
    is_flat: bool

    def quote(self, start: int, end: int) -> Quote:
        """Return the printed stretch behind clean characters `start` to `end` (end not included)."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        return Quote(first, last, self.text[first:last])


# The draft, the review, its page and the draft pack ask for one text after another.
@lru_cache(maxsize=1)
def read_source(text: str) -> PlanText:
    """Return the two forms of a text.

    >>> read_source("一、总的要求\\n到 ２０２８ 年,产值超 5 亿元。").clean
    '一、总的要求\\n到2028年，产值超5亿元。'
    """
    return _read(text)


def clean_words(text: str) -> str:
    """Return the clean form of some words, such as a cell of a table; the plan that was read last stays at hand.

    >>> clean_words("Ａ县,B县")
    'A县，B县'
    """
    return _read(text).clean


def _read(text: str) -> PlanText:
    lines = _lines_of(text)
    is_flat = bool(lines) and sum(len(line.clean) for line in lines) / len(lines) > _LONG_LINE
    breaks = hard_breaks(lines)
    signs: list[str] = []
    offsets = array("l")
    for number, line in enumerate(lines):
        if number and breaks[number - 1] and signs and signs[-1] != "\n":
            signs.append("\n")
            offsets.append(line.offsets[0] - 1)
        elif number and signs and _needs_space(signs[-1], line.clean[0]):
            signs.append(" ")
            offsets.append(line.offsets[0] - 1)
        signs.append(line.clean)
        offsets.extend(line.offsets)
    return PlanText(text, "".join(signs), offsets, is_flat)


def _needs_space(before: str, after: str) -> bool:
    return before[-1:].isascii() and before[-1:].isalpha() and after.isascii() and after.isalpha()


def _lines_of(text: str) -> list[Line]:
    """Return the lines that carry text, cleaned; page marks and running heads are dropped and remembered as gaps."""
    plain = plain_signs(_without_dropped(text))
    lines: list[Line] = []
    start, gap, blank = 0, False, False
    if first := _FIRST_LINE.match(text):
        start = first.end()
    for piece in _PIECE.finditer(plain, start):
        if _PAGE_MARK.fullmatch(piece.group().strip()):
            gap = True
            continue
        blank = blank or _has_blank_line(text, piece.start())
        for line in _clean_line(plain, piece.start(), piece.end()):
            lines.append(Line(line.clean, line.offsets, page_gap=gap, blank_before=blank and not gap))
            gap = blank = False
    return _without_running_heads(lines)


def _has_blank_line(text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start]
    return bool(re.search(r"\n[^\S\n]*\r?\n[^\S\n]*$", before))


def _without_dropped(text: str) -> str:
    """Return a text of the same length, its marks of pages and layout and its pinyin noise as one sign that goes."""
    stretches = sorted((*(match.span() for match in _STARS.finditer(text)), *pinyin_noise(text)))
    pieces: list[str] = []
    place = 0
    for first, last in stretches:
        if first >= place:
            pieces.extend((text[place:first], _DROPPED * (last - first)))
            place = last
    return "".join((*pieces, text[place:]))


def _clean_line(plain: str, start: int, end: int) -> list[Line]:
    """Return a printed line as one clean line, or several where wide gaps in a long line stand for lost breaks."""
    parts: list[tuple[list[str], array[int]]] = [([], array("l"))]
    is_long = end - start > _LONG_LINE
    before = start
    for run in _RUN.finditer(plain, start, end):
        signs, offsets = parts[-1]
        blanks = sum(sign != _DROPPED for sign in plain[before : run.start()])
        if signs and "\t" in plain[before : run.start()]:
            if border := _cell_border("".join(signs)):
                signs.append(border)
                offsets.append(plain.rindex("\t", before, run.start()))
        elif blanks and signs:
            if is_long and _is_lost_break(signs[-1][-1], plain[run.start() : run.start() + 5], blanks):
                parts.append(([], array("l")))
                signs, offsets = parts[-1]
            elif _needs_space(signs[-1], plain[run.start()]):
                signs.append(" ")
                offsets.append(run.start() - 1)
        signs.append(run.group())
        offsets.extend(range(run.start(), run.end()))
        before = run.end()
    return [Line(plain_punctuation("".join(signs)), offsets) for signs, offsets in parts if signs]


def _cell_border(cells: str) -> str:
    """Return what stands between two cells of a table's row: the dot of a number in front, else a semicolon.

    A tab behind the label of a clause is only layout.
    """
    if cells.isdigit() and len(cells) <= 3:
        return "."
    return "" if is_label_alone(cells) else "；"


def _is_lost_break(before: str, after: str, blanks: int) -> bool:
    """Tell a space that was a line break: between Chinese or closing marks and Chinese, an opening mark or a label."""
    sign = after[0]
    if _ITEM.match(after) or _PUBLICATION.match(after):
        return True
    opens = is_han(sign) or sign in "（(《“〔" or sign.isdigit()
    return opens and (before in "。！？；：）”》〕" or (is_han(before) and (is_han(sign) or blanks > 1)))


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Drop heads and feet that every page repeats: a line of words alone that comes again four times or more.

    The first of them stays, for it is usually the title.
    """
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.clean] = counts.get(line.clean, 0) + 1
    seen: set[str] = set()
    kept = []
    cut = False
    for line in lines:
        is_head = counts[line.clean] >= 4 and line.is_words
        if is_head and line.clean in seen:
            cut = True
            continue
        seen.add(line.clean)
        kept.append(Line(line.clean, line.offsets, page_gap=line.page_gap or cut, blank_before=line.blank_before))
        cut = False
    return kept
