"""The period a target is for (目标期): the sentence's own, else that of the lead sentence, heading, note or title."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guatu.reader.dates import read_deadline, read_period
from guatu.reader.draft import DocumentFacts
from guatu.reader.numerals import han_number
from guatu.reader.sentences import Sentence
from guatu.reader.targets.figures import MASK

_NAMES = re.compile(
    r"《[^》\n]{0,80}》|〔[^〕\n]{0,12}〕|（[^（）\n]{0,30}(?:发|函|字|规|令)〔?20\d\d〕?[^（）\n]{0,12}）"
)
# Years that something is compared with or counted from are no goal's years.
_BASE = re.compile(
    r"(?:较|比|以|高于|低于|不低于|不高于|超过|优于|相比|对照|在|自|从|截至|截止|按照?)(?:上年|去年|20\d\d年(?:度|末|底)?(?:\d{1,2}月(?:\d{1,2}日)?)?)"
    r"(?:同期|基础上|为基数|为基期|水平|以来|起|增长|下降|提高|降低|增加|减少|的|翻|（|净增)|(?:较|比)20\d\d年(?:末|底)?|20\d\d年(?:度|末|底)?(?:同期|水平|基数|基础上)|"
    r"自20\d\d年\d{0,2}月?\d{0,2}日?起|20\d\d年以来"
)
_LEADS = re.compile(
    r"^(?:[^，。；：]{0,12}：)?(?:[一二三四五]是)?(?:力争|确保|争取|计划|预计|总体目标|主要目标|近期|远期|中期|用[三五两]年左右时间)?[，：]?"
    r"(?:到|至|截至)?(?:“?十[三四五六七]五”?(?:末|期间)|20\d\d年|20\d\d[—\-~至]{1,2}20\d\d年|今年|全年|年内)"
)
_NOTE = re.compile(r"[（〔][^（）〔〕\n]{0,200}(?:责任|牵头|配合|负责|时限|部门|单位)[^（）〔〕\n]{0,200}[）〕]|(?:责任|牵头|配合)(?:单位|部门)：[^\n]{0,200}|完成时(?:限|间)：[^\n]{0,40}")  # fmt: skip # noqa: E501
# 到2028年底 in the middle of a sentence leads on to those behind it; a bare year does not.
_UNTIL = re.compile(r"(?:到|至)20\d\d年(?:底|末)?[，、]")
_COUNTED = re.compile(
    r"(?P<first>20\d\d)年(?:起|开始)，?(?:的?未来|今后|用|在)?(?P<count>\d{1,2}|[二两三四五六十])年(?:内|时间)"
)
_WITHIN = re.compile(r"(\d{1,2}|[二两三四五六十])年(?:内|时间)")
_GOALS = re.compile(r"目标|指标")
_TITLE_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Lead:
    """The period that holds for the sentences to come, and whether the clauses below inherit it."""

    period: str | None = None
    goes_down: bool = False


def prepare(text: str) -> str:
    """Return a text in which the years of documents and of comparisons are blotted out; places stay."""
    return _BASE.sub(_blot, _NAMES.sub(_blot, text))


def _blot(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def stated_period(prepared: str, *, before: int, phrase_end: int, year: int | None) -> str | None:
    """Return the period that a sentence states for a figure: the nearest before it, else behind it in its phrase."""
    return read_period(prepared[:before], year) or read_period(prepared[before:phrase_end], year)


def counted_years(text: str) -> Mapping[str, str]:
    """Return the years that a text counts from a first one, by their number: 从2026年起，5年内 gives 5 → 2026/2030."""
    found = {}
    for match in _COUNTED.finditer(text):
        count = han_number(match["count"])
        first = int(match["first"])
        found[match["count"]] = f"{first}/{first + count - 1}"
    return found


def counted_period(prepared: str, counted: Mapping[str, str]) -> str | None:
    """Return the period of a sentence that says 5年内, where the text says from which year that is counted."""
    years = [counted[count] for count in _WITHIN.findall(prepared) if count in counted]
    return years[-1] if years else None


def lead_after(lead: Lead, sentence: Sentence, prepared: str, *, mark: str, year: int | None) -> Lead:
    """Return the lead that holds behind a sentence: a sentence that opens with a period leads those that follow."""
    opening = _LEADS.match(prepared)
    if opening is not None and (period := read_period(prepared, year)):
        is_goal = _GOALS.search(f"{sentence.clause.title or ''}{prepared}") is not None
        first = read_period(prepared[: opening.end() + 12].split("，", maxsplit=1)[0], year)
        return Lead(first or period, is_goal or mark in ("", "：") or prepared.endswith("："))
    if (mark == "；" or _UNTIL.search(prepared)) and (period := read_period(prepared, year)):
        return Lead(period, lead.goes_down)
    return lead


def heading_period(title: str | None, year: int | None) -> str | None:
    """Return the period in a clause's heading: 主要目标（到2028年）."""
    return None if title is None else read_period(prepare(title), year)


def note_periods(text: str, offset: int, year: int | None) -> tuple[tuple[int, str], ...]:
    """Return where the responsibility notes of a clause stand and the years of their deadlines (完成时限)."""
    found = []
    for note in _NOTE.finditer(text):
        stated = _DEADLINE.search(note.group())
        deadline = read_deadline(stated.group(), year) if stated else None
        if deadline is not None:
            found.append((offset + note.end(), str(deadline.year)))
    return tuple(found)


_DEADLINE = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|份)?|第?[一二三四1-4]季度|[上下]半年|年)(?:底|末|内|中旬|上旬|下旬)?(?:前|以前|之前)|"
    r"(?:20\d\d年)(?:\d{1,2}月)?(?:底|末)?(?:前|完成)|(?:时限|时间|期限)：?[^，；）〕\n]{0,4}20\d\d年[^，；）〕\n]{0,8}"
)


def title_period(facts: DocumentFacts) -> str | None:
    """Return the years in the title; a validity clause gives no period, so its days are not asked."""
    start, end = facts.period_start, facts.period_end
    if start is None or end is None:
        return None
    named = set(_TITLE_YEAR.findall(facts.title or ""))
    if facts.title is not None and not {str(start.year), str(end.year)} <= named:
        return None
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return None
    return str(start.year) if start.year == end.year else f"{start.year}/{end.year}"


def inherited_lead(path: str, leads: Mapping[str, Lead]) -> Lead:
    """Return the lead of the nearest clause above that hands one down."""
    while "/" in path:
        path = path.rpartition("/")[0]
        lead = leads.get(path)
        if lead is not None and lead.goes_down:
            return Lead(lead.period, goes_down=True)
    return Lead()
