"""The head of a text (文首) and its title (标题): what stands before the first numbered clause.

The notice that issues a plan gives the title where there is one; else the plan's own; else, as in news, the first line
that is neither a menu nor a line about the page.
"""

import re
from dataclasses import dataclass

from guatu.reader.draft import Clause
from guatu.reader.source import PlanText

_HAN = "一二三四五六七八九十"
DAY = rf"(?:(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|[一二][{_HAN}〇○零]{{3}}年[{_HAN}]{{1,2}}月[{_HAN}]{{1,3}}日)"
NUMBER = r"(?:[一-鿿]{1,12}?[〔（]\d{4}[〕）]第?\d{1,5}号|[一-鿿]{2,14}令第?\d{1,4}号)"
_PLAN_NOUN = (
    "方案|计划|措施|举措|意见|办法|规定|细则|要点|规划|纲要|条例|政策|分工|任务书|清单|指南|规则|规程|安排|实施意见|责任书|"
    r"(?:[十百\d一二三四五六七八九]+)条|任务|体系|制度|章程"
)
_NOTICE_NOUN = "通知|公告|通告|决定|批复|通报|令|函|复函|答复|报告|公报|请示|议案"
_TITLE = re.compile(rf"[^。；！？\n]{{2,150}}?(?:{_PLAN_NOUN}|{_NOTICE_NOUN})(?:》|”)?(?:（[^（）\n]{{1,24}}）)*")
_NOTICE = re.compile(
    r"[^。；！？\n]{0,150}?(?:印发|转发|发布|公布|下达|分解)[^。；！？\n]{2,160}?的?(?:通知|公告|决定|函|通报)"
)
_PLAN_TITLE = re.compile(rf".*(?:{_PLAN_NOUN}|通知)(?:》|”)?(?:（[^（）]{{1,24}}）)*")
_DECORATION = re.compile(
    rf"^(?:[#>*\s]+|标题：|\d{{1,3}}[.、](?=[一-鿿《])|{NUMBER}[-—：]?|[-•·]|[^。《]{{0,90}}?(?:点击|浏览|阅读|访问)(?:次数|量|数)?：\d*次?)"
)
_DATE_BEHIND = re.compile(rf"（{DAY}(?:[^（）]{{0,12}})?）$")
_ABOUT_PAGE = re.compile(
    r"首页|当前位置|您的位置|分享|打印|字号|字体|浏览|点击|来源|时间：|日期：|作者：|责任编辑|索引号|主题分类|发文机关|发布机构|发布单位|有效性|无障碍|长者模式|"
    r"登录|注册|扫一扫|微信|收藏|官方链接|层级：|状态：|类型：|分类：|http|^[-—=]+$"
)
_SALUTATION = re.compile(r"^[^。；《》]{2,}[：:]$")
_OPENING = re.compile(r"^(?:为|根据|按照|现将|经|近年来|日前|近日|依据|《)")
_MAGAZINE = re.compile(r"((?:19|20)\d\d)\.(\d{1,2})(?=\D|$)")
# Text that a layout printed twice over itself for weight comes out doubled.
_DOUBLED = re.compile(r"(.{5,60}?)\1")
_LONGEST_HEAD = 4000
# How far into a page a doubled heading may begin: behind a page number and a month.
_LATEST_DOUBLE = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with their place in the clean text; `words` may leave out what only layout put there."""

    words: str
    start: int
    end: int


def paragraphs_of(clean: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Return the paragraphs of a stretch of clean text."""
    return tuple(
        Stretch(match.group(), start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]+", clean[start:end])
    )


def head_end(plan: PlanText, outline: tuple[Clause, ...]) -> int:
    """Return where the first numbered clause begins, or a bound where none does."""
    first = next((clause.start for clause in outline if clause.path.rpartition("#")[2]), len(plan.clean))
    return min(max(first, plan.clean.find("\n")), _LONGEST_HEAD)


def find_title(plan: PlanText, end: int) -> Stretch | None:
    """Return the title in the head of a text that ends at `end`."""
    head = paragraphs_of(plan.clean, 0, end)
    lines = [undecorated(line) for line in head]
    for pattern in (_NOTICE, _TITLE):
        for place, line in enumerate(lines):
            if found := _title_in(lines, place, line=line, pattern=pattern):
                return found
    return _news_title(lines)


def is_plan_title(words: str) -> bool:
    """Tell the title of a plan or of the notice that issues one from that of a reply, a report or a news item."""
    return _PLAN_TITLE.fullmatch(words) is not None


def printed_words(plan: PlanText, one: Stretch) -> str:
    """Return a stretch as it is printed, without layout: traditional characters and narrow marks stay."""
    places = [place for place in range(one.start, one.end) if plan.clean[place] != "\n"]
    if len(places) != len(one.words):
        return one.words
    return "".join(plan.text[plan.offsets[place]] for place in places)


def magazine_month(plan: PlanText, end: int) -> str | None:
    """Return the month of a magazine that is printed at its page number: 2023.08."""
    match = _MAGAZINE.search(plan.clean, 0, min(end, 200))
    return f"{match[1]}-{int(match[2]):02d}" if match and 1 <= int(match[2]) <= 12 else None


def undecorated(line: Stretch) -> Stretch:
    """Return a line without what only layout put at it: marks, a running number, its own number, the day behind it."""
    words, start = line.words, line.start
    while match := _DECORATION.match(words):
        words, start = words[match.end() :], start + match.end()
    end = line.end
    if match := _DATE_BEHIND.search(words):
        words, end = words[: match.start()], end - len(match.group())
    return Stretch(words, start, end)


def _title_in(lines: list[Stretch], place: int, *, line: Stretch, pattern: "re.Pattern[str]") -> Stretch | None:
    """Return a title that fills a line, or opens a line whose break behind it was lost."""
    match = pattern.match(line.words)
    if not match or len(match.group()) < 6 or _ABOUT_PAGE.search(match.group()) or _OPENING.match(line.words):
        return None
    whole = pattern.fullmatch(line.words)
    if whole is None:
        behind = re.match(rf"{NUMBER}|各|（\d{{4}}年|[^。，；：]{{2,30}}：|$", line.words[match.end() :])
        if len(line.words) < 200 or behind is None:
            return None
        return Stretch(match.group(), line.start, line.start + match.end())
    if "，" in re.sub(r"《[^》]*》|“[^”]*”", "", line.words) and len(line.words) > 60:
        return None
    return _with_lines_before(lines, place)


def _with_lines_before(lines: list[Stretch], place: int) -> Stretch:
    """Put the lines of a long title together again: 某市人民政府关于 / 印发…的通知, 某区工业经济 / 发展的若干意见."""
    found = lines[place]
    while place > 0:
        before = lines[place - 1]
        goes_on = re.match(r"印发|转发|的?通知|发布", found.words) or re.search(r"(?:关于|印发|的|、)$", before.words)
        is_begun = "关于" in before.words and "关于" not in found.words
        is_first = place == 1 and re.fullmatch(r"[一-鿿]{2,8}[省市县区州旗][一-鿿]{2,16}", before.words)
        named = re.match(r"关于", found.words) is None and "关于" not in found.words and is_first
        if len(before.words) > 60 or re.search(r"[。；：，]$", before.words) or not (goes_on or is_begun or named):
            break
        if _TITLE.fullmatch(before.words) or _ABOUT_PAGE.search(before.words):
            break
        found = Stretch(before.words + found.words, before.start, found.end)
        place -= 1
    return found


def _news_title(lines: list[Stretch]) -> Stretch | None:
    """Return the first line that could head a news item: some words, no sentence, nothing about the page."""
    for line in lines:
        doubled = _doubled_title(line)
        if doubled is not None:
            return doubled
        words = line.words
        if 8 <= len(words) <= 100 and words[-1] not in "。；，" and not _ABOUT_PAGE.search(words):
            return None if _SALUTATION.match(words) else line
    return None


def _doubled_title(line: Stretch) -> Stretch | None:
    """Return a heading that is printed twice over itself in the opening of a page."""
    opening = line.words[:240]
    first = last = _DOUBLED.search(opening)
    if first is None or last is None or first.start() > _LATEST_DOUBLE:
        return None
    while following := _DOUBLED.match(opening, last.end()):
        last = following
    start, end = first.start(), last.end()
    words = _DOUBLED.sub(r"\1", opening[start:end])
    return Stretch(words, line.start + start, line.start + end) if len(words) >= 8 else None
