"""Facts of the document (文件要素): title, number, issuers, date of issue and the time it covers.

Where each stands in the text is found in `titles`, `signatures` and `validity`; here they become one value. Dates that
contradict each other are told, never corrected: the printed date stays, and a person looks at the original.
"""

import re
from collections.abc import Iterator
from datetime import date

from guatu.reader.draft import Clause, DocumentFacts
from guatu.reader.signatures import find_issue_day, find_issuers, find_signature, read_printed_day
from guatu.reader.source import PlanText
from guatu.reader.titles import (
    DAY,
    NUMBER,
    Stretch,
    find_title,
    head_end,
    is_plan_title,
    paragraphs_of,
    printed_words,
    undecorated,
)
from guatu.reader.validity import day_of, find_validity, years_of_title

_LABELLED_NUMBER = re.compile(rf"(?:文号|发文字号|文件编号|发文号)：?({NUMBER})")
_NUMBER = re.compile(rf"({NUMBER})")
_NUMBER_YEAR = re.compile(r"[〔（\[]((?:19|20)\d\d)[〕）\]]")
_POSTED = re.compile(r"(?:发布日期|发布时间|日期|时间)：?(?P<day>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})")
_IN_BRACKETS = re.compile(rf"（(?P<day>{DAY})）(?=\n|$)")
_HEAD_LENGTH = 1500
_LONGEST_TITLE = 160


def read_facts(plan: PlanText, outline: tuple[Clause, ...]) -> DocumentFacts:
    """Return what a text says about itself; what it does not say is left empty."""
    end = head_end(plan, outline)
    title = find_title(plan, end)
    number = _find_number(plan.clean, end, title)
    signature = find_signature(plan, end)
    issuers = find_issuers(plan, end, title=title, signature=signature)
    issued_on, issued_at = find_issue_day(plan, end, title=title, signature=signature)
    found = [("title", title), ("doc_number", number), ("issued_on", issued_at), *(("issuers", one) for one in issuers)]
    first, last, period_at = _period(plan, outline, title=title, issued_on=issued_on)
    found.append(("period", period_at))
    return DocumentFacts(
        title=printed_words(plan, title) if title else None,
        doc_number=printed_words(plan, number) if number else None,
        issuers=tuple(dict.fromkeys(printed_words(plan, one) for one in issuers)),
        issued_on=issued_on,
        period_start=first,
        period_end=last,
        quotes=tuple((field, plan.quote(one.start, one.end)) for field, one in found if one is not None),
    )


def _find_number(clean: str, end: int, title: Stretch | None) -> Stretch | None:
    """Return the document's own number: on a line of its own, behind its label, before or behind the title."""
    if match := _LABELLED_NUMBER.search(clean, 0, end):
        return Stretch(match[1], match.start(1), match.end(1))
    for line in paragraphs_of(clean, 0, end):
        match = _NUMBER.match(line.words)
        if match and (match.end() == len(line.words) or line.words[match.end()] in "-—：" or len(line.words) < 40):
            return Stretch(match[1], line.start, line.start + len(match[1]))
    if title and (match := _NUMBER.match(clean, title.end)):
        return Stretch(match[1], match.start(), match.end())
    return None


def _period(
    plan: PlanText, outline: tuple[Clause, ...], *, title: Stretch | None, issued_on: str | None
) -> tuple[date | None, date | None, Stretch | None]:
    """Return the years of the notice's title or of a plan's own, else the time that a clause says it is in force."""
    titles = [title] if title else []
    own = (clause for clause in outline if not clause.path.rpartition("#")[2])
    titles.extend(line for clause in own for line in paragraphs_of(plan.clean, clause.start, clause.end)[:1])
    for one in map(undecorated, titles):
        if len(one.words) <= _LONGEST_TITLE and is_plan_title(one.words) and (years := years_of_title(one.words)):
            return *years, one
    validity = find_validity(plan, issued_on)
    if validity is None:
        return None, None, None
    at = Stretch(plan.clean[validity.start : validity.end], validity.start, validity.end)
    return validity.first, validity.last, at


def date_doubts(plan: PlanText, facts: DocumentFacts) -> tuple[str, ...]:
    """Return a Chinese sentence for each contradiction between the document's dates.

    The year of the number, a second date in the head, the day on which the page was posted and the period are
    compared with the date of issue.
    """
    return tuple(dict.fromkeys(_doubts(plan, facts)))


def _doubts(plan: PlanText, facts: DocumentFacts) -> Iterator[str]:
    if facts.period_start and facts.period_end and facts.period_end < facts.period_start:
        yield f"实施期的结束日期{facts.period_end}早于开始日期{facts.period_start}，请核对原文。"
    if facts.issued_on is None:
        return
    issued_on = facts.issued_on
    year = int(issued_on[:4])
    number = _NUMBER_YEAR.search(facts.doc_number or "")
    if number and int(number[1]) != year:
        yield f"文号“{facts.doc_number}”是{number[1]}年的，落款日期却是{issued_on}，请核对哪一个有误。"
    if len(issued_on) > 7 and day_of(issued_on) is None:
        yield f"落款日期{issued_on}在日历上不存在，请核对原文后改正。"
    head = plan.clean[:_HEAD_LENGTH]
    for match in _IN_BRACKETS.finditer(head):
        other = read_printed_day(match["day"])
        if other and len(issued_on) > 7 and other != issued_on:
            yield f"标题后的日期是{other}，落款日期是{issued_on}，两处不一致，请核对。"
    posted = _POSTED.search(head)
    on_page = read_printed_day(posted["day"]) if posted else None
    if on_page and len(issued_on) > 7 and on_page < issued_on:
        yield f"网页发布日期{on_page}早于落款日期{issued_on}，请核对哪一个有误。"
    if facts.period_end and facts.period_end.year < year:
        yield f"实施期到{facts.period_end}为止，落款日期{issued_on}却在其后，请核对年份。"
