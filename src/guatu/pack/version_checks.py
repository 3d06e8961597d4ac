"""Checks of time in rules: versions that follow each other without a gap, dated terms in the order of their days."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from guatu.domain import Finding, Validity
from guatu.pack.column_nouns import DatedTerm
from guatu.pack.entries import Entry, all_with, parts_among
from guatu.pack.keys import keys_of
from guatu.pack.pack import Packs
from guatu.pack.rule_findings import DATED_TERMS, VERSION_GAP, VERSION_OVERLAP
from guatu.pack.rule_references import replaced_by
from guatu.pack.values import DatedValue

_ONE_DAY = timedelta(days=1)


def following_versions(packs: Packs) -> Iterator[Finding]:
    """A version begins the day after the one it replaces ends: no day has two of them, none is left without."""
    known = {(entry.file, entry.id): entry for entry in all_with(packs, "replaces")}
    for new in known.values():
        older = replaced_by(new)
        old = None if older is None or older == new.id else known.get((new.file, older))
        if old is not None:
            yield from _between(old, new)


def terms_by_day(packs: Packs) -> Iterator[Finding]:
    """Dated values stand in the order of their days, each day once: the last that is in force is the one used."""
    for entry, (noun, span) in parts_among(packs, DatedTerm, DatedValue):
        for key in keys_of(type(noun)):
            if key.shape.item is None or key.shape.item.noun not in (DatedTerm, DatedValue):
                continue
            terms: tuple[DatedTerm | DatedValue, ...] = getattr(noun, key.field)
            for earlier, later in pairwise(terms):
                mistake = _order_mistake(earlier, later)
                if mistake is not None:
                    where = getattr(later, "span", None) or span
                    sentence = f"{entry.by}的“{key.name}”（{key.title}）{mistake}。"
                    way_out = "请按生效日期从早到晚列出，同一天只留一个；第一个可以不写 effective。"
                    yield DATED_TERMS.at(where, sentence, way_out)


def _between(old: Entry, new: Entry) -> Iterator[Finding]:
    before, after = old.valid, new.valid
    pair = f"{new.word}“{new.id}”和它替代的“{old.id}”（{old.span}）"
    if before.overlaps(after):
        both = Validity(_latest(before.start, after.start), _earliest(before.end, after.end))
        last = "新版生效的前一天" if after.start is None else f" {after.start - _ONE_DAY}"
        sentence = f"{pair}在 {_days(both)} 同时有效。"
        yield VERSION_OVERLAP.at(new.span, sentence, f"请把旧版有效期的 to 写成{last}，新版的 from 写成它生效的那天。")
    elif before.end is None or after.start is None or after.start < before.end:
        sentence = f"{pair}次序反了：新版 {_days(after)}，旧版 {_days(before)}。"
        yield VERSION_GAP.at(new.span, sentence, "请把 replaces 写在新版里，写旧版的编号。")
    elif after.start - before.end > _ONE_DAY:
        gap = Validity(before.end + _ONE_DAY, after.start - _ONE_DAY)
        sentence = f"{pair}之间，{_days(gap)} 没有一版有效。"
        way_out = f"请核对原文：接着执行的，新版的 from 写 {gap.start}；确实停了一段的，可以不改。"
        yield VERSION_GAP.at(new.span, sentence, way_out)


def _order_mistake(earlier: DatedTerm | DatedValue, later: DatedTerm | DatedValue) -> str | None:
    """What is wrong with the order of two values; a correction may take effect on the same day, published later."""
    before, after = _day_key(earlier), _day_key(later)
    if before < after:
        return None
    if before == after:
        day = "都没有写生效日期" if later.effective is None else f"都从 {later.effective} 起生效"
        return f"里，“{earlier.value}”和“{later.value}”{day}，不知道用哪一个"
    return f"里，“{later.value}”早于排在它前面的“{earlier.value}”"


def _day_key(term: DatedTerm | DatedValue) -> tuple[date, date]:
    return term.effective or date.min, term.published or date.min


def _latest(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days) if days else None


def _earliest(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def _days(valid: Validity) -> str:
    if valid.start is not None and valid.start == valid.end:
        return f"{valid.start} 这一天"
    return f"{valid.start or '开始'} 至 {valid.end or '长期'}"


VERSION_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (following_versions, terms_by_day)
