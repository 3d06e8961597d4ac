"""What must hold between the entries of packs; each check is a function, and their order is a value.

A check never repairs: packs stay as they were read, and whatever is wrong becomes a finding with its line.
Names of ledgers and fact tables are checked where those tables are known, not here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from guatu.domain import ALWAYS, Finding, Span, Validity
from guatu.pack.column_checks import COLUMN_CHECKS
from guatu.pack.column_nouns import PackColumn
from guatu.pack.entries import Entry, entries_with
from guatu.pack.findings import (
    CALENDAR_DAYS,
    DUTY_WITHOUT_DUE,
    INDICATOR_CYCLE,
    NEVER_IN_FORCE,
    NOT_IN_FORCE,
    OPEN_RULING,
    PLACE_CYCLE,
    REPEATED_ID,
    SHARED_NAME,
)
from guatu.pack.form_checks import FORM_CHECKS
from guatu.pack.keys import LIST_FILES, id_field
from guatu.pack.pack import Pack, Packs
from guatu.pack.question_checks import QUESTION_CHECKS
from guatu.pack.references import (
    known_agencies,
    known_clauses,
    known_indicators,
    known_industries,
    known_places,
    known_tags,
)
from guatu.pack.reward_checks import REWARD_CHECKS
from guatu.pack.rule_references import RULE_REFERENCES
from guatu.pack.scorecard_checks import SCORECARD_CHECKS
from guatu.pack.scorecard_nouns import Mark, ScoreItem, Veto
from guatu.pack.target_checks import (
    contradictions,
    fitting_units,
    known_units,
    periods_inside,
    rising_steps,
    values_given,
)
from guatu.pack.version_checks import VERSION_CHECKS

# Places outlive plans: a former county is no mistake in a plan of this year.
_UNDATED_FILES = frozenset({"places.yaml"})


def unique_ids(packs: Packs) -> Iterator[Finding]:
    """Ids are unique within a kind in a pack; across packs a later entry replaces an earlier one."""
    for pack in packs.packs:
        for group, keys in _id_groups(pack):
            first: dict[str, Span | None] = {}
            for key, span in keys:
                if key in first:
                    sentence = f"{group}“{key}”在 {first[key]} 已经用过。"
                    yield REPEATED_ID.at(span, sentence, "请给这一条换一个编号，或者删去重复的一条。")
                first.setdefault(key, span)


def unshared_names(packs: Packs) -> Iterator[Finding]:
    """No name or alias belongs to two agencies, indicators, places or columns of a table on the same day."""
    for word, claims in _claims(packs).items():
        held: dict[str, list[_Claim]] = {}
        for claim in claims:
            others = held.setdefault(claim.name, [])
            rival = next((one for one in others if one.id != claim.id and one.valid.overlaps(claim.valid)), None)
            if rival is not None:
                sentence = f"“{claim.name}”既是{word}“{rival.id}”的名称（{rival.span}），又是“{claim.id}”的名称。"
                yield SHARED_NAME.at(claim.span, sentence, "请改用全称，或者给别名写上互不重叠的有效期。")
            others.append(claim)


def no_place_cycles(packs: Packs) -> Iterator[Finding]:
    """No place is above itself."""
    parents = {one.code: one for pack in packs.packs for one in pack.places}
    for circle in _circles({code: (one.parent,) for code, one in parents.items() if one.parent}):
        names = " → ".join(parents[code].name for code in circle)
        sentence = f"地区的上级绕成了圈：{names}。"
        yield PLACE_CYCLE.at(parents[circle[0]].span, sentence, "请改正其中一个地区的 parent。")


def no_indicator_cycles(packs: Packs) -> Iterator[Finding]:
    """No indicator is a part of itself, or divided by itself."""
    indicators = {one.id: one for one in packs.indicators}
    totals = {one.id: _resolved(packs, (one.total,)) for one in packs.indicators if one.total}
    ratios = {one.id: _resolved(packs, (one.ratio.over, one.ratio.under)) for one in packs.indicators if one.ratio}
    for key, graph in (("total", totals), ("ratio", ratios)):
        for circle in _circles(graph):
            names = " → ".join(indicators[one].name for one in circle)
            sentence = f"指标互相构成（{key}），绕成了圈：{names}。"
            yield INDICATOR_CYCLE.at(indicators[circle[0]].span, sentence, f"请改正其中一个指标的 {key}。")


def in_force_sometime(packs: Packs) -> Iterator[Finding]:
    """The validity of an entry meets that of its pack."""
    for pack in packs.packs:
        whole = pack.manifest.valid
        for entry in _dated_entries(pack):
            if not entry.valid.overlaps(whole):
                sentence = f"{entry.by}的有效期（{_days(entry.valid)}）和政策包的有效期（{_days(whole)}）不重合。"
                yield NEVER_IN_FORCE.at(entry.span, sentence, "请核对年份；确实不用的条目可以删去。")


def answered_rulings(packs: Packs) -> Iterator[Finding]:
    """Open questions are listed, so that somebody decides them; a later pack may hold the answer."""
    for ruling in packs.every(lambda pack: pack.rulings):
        if ruling.answer is None:
            sentence = f"“{ruling.id}”还没有决定：{ruling.question}"
            yield OPEN_RULING.at(ruling.span, sentence, "请有权的单位决定后写进 answer、decided_by 和 decided_on。")


def dated_duties(packs: Packs) -> Iterator[Finding]:
    """Duties without a due day are listed: their lateness cannot be told."""
    for pack in packs.packs:
        for duty in pack.duties:
            due = duty.due
            if due is None or not (due.day or due.period_end or due.on):
                sentence = f"报送要求“{duty.id}”没有写几日前报，不判定迟报。"
                yield DUTY_WITHOUT_DUE.at(duty.span, sentence, "请向发文单位问明时限，写进 due，如 due: {day: 3}。")


def fitting_calendar(packs: Packs) -> Iterator[Finding]:
    """The days of a calendar year lie in the year; no day is both off and worked."""
    for pack in packs.packs:
        for year in pack.calendar:
            days = (*year.rest_days, *year.make_up_days)
            wrong = [f"{day} 不在 {year.year} 年" for day in days if day.year != year.year]
            wrong += [f"{day} 写了两次" for day, count in Counter(days).items() if count > 1]
            if wrong:
                sentence = f"{year.year} 年的放假安排不对：{'；'.join(wrong)}。"
                yield CALENDAR_DAYS.at(year.span, sentence, "请对照国务院办公厅的放假通知逐日核对。")


CHECKS: tuple[Callable[[Packs], Iterable[Finding]], ...] = (
    unique_ids,
    unshared_names,
    known_places,
    known_agencies,
    known_industries,
    known_indicators,
    known_clauses,
    known_tags,
    no_place_cycles,
    no_indicator_cycles,
    known_units,
    fitting_units,
    values_given,
    rising_steps,
    periods_inside,
    in_force_sometime,
    contradictions,
    fitting_calendar,
    answered_rulings,
    dated_duties,
    *COLUMN_CHECKS,
    *QUESTION_CHECKS,
    *RULE_REFERENCES,
    *FORM_CHECKS,
    *REWARD_CHECKS,
    *VERSION_CHECKS,
    *SCORECARD_CHECKS,
)


def check_packs(packs: Packs, on: date | None = None) -> tuple[Finding, ...]:
    """Run every check; with a day, also note the entries that are not in force on it (过期、尚未生效)."""
    findings = [finding for check in CHECKS for finding in check(packs)]
    if on is not None:
        findings.extend(_not_in_force(packs, on))
    return tuple(findings)


def _not_in_force(packs: Packs, on: date) -> Iterator[Finding]:
    for pack in packs.packs:
        if not pack.manifest.valid.holds_on(on):
            sentence = f"政策包“{pack.manifest.title}”的有效期是 {_days(pack.manifest.valid)}，{on} 不在其中。"
            yield NOT_IN_FORCE.at(pack.manifest.span, sentence, "需要继续执行时，请依据新的文件改有效期。")
        for entry in _dated_entries(pack):
            valid = entry.valid
            if not valid.holds_on(on):
                state = "已经过期" if valid.end is not None and valid.end < on else "尚未生效"
                sentence = f"{entry.by}在 {on} {state}（有效期 {_days(valid)}）。"
                yield NOT_IN_FORCE.at(entry.span, sentence, "不需要改；需要继续执行时，请依据新的文件改有效期。")


class _Claim(NamedTuple):
    """A name, whose it is, and when."""

    name: str
    id: str
    valid: Validity
    span: Span | None


def _claims(packs: Packs) -> Mapping[str, list[_Claim]]:
    agencies = {one.id: one for pack in packs.packs for one in pack.agencies}
    places = {one.code: one for pack in packs.packs for one in pack.places}
    columns = packs.every(lambda pack: pack.columns)
    return {
        **{f"表 {table} 的列": _column_claims(columns, table) for table in dict.fromkeys(one.on for one in columns)},
        "单位": [
            _Claim(name, one.id, valid, one.span)
            for one in agencies.values()
            for name, valid in ((one.name, ALWAYS), *((alias.name, alias.valid) for alias in one.aliases))
        ],
        "指标": [
            _Claim(name, one.id, one.valid, one.span)
            for one in packs.indicators
            for name in dict.fromkeys((one.name, *one.aliases))
        ],
        "地区": [
            _Claim(name, one.code, one.valid, one.span)
            for one in places.values()
            for name in dict.fromkeys((one.name, *one.aliases))
        ],
    }


def _column_claims(columns: Iterable[PackColumn], table: str) -> list[_Claim]:
    return [
        _Claim(name, one.id, ALWAYS, one.span)
        for one in columns
        if one.on == table
        for name in dict.fromkeys((one.name, one.id, *one.aliases))
    ]


def _id_groups(pack: Pack) -> Iterator[tuple[str, list[tuple[str, Span | None]]]]:
    """The ids that must differ from each other, group by group."""
    for _, attribute, noun, word in LIST_FILES:
        key = id_field(noun)
        yield word, [(str(getattr(entry, key)), entry.span) for entry in getattr(pack, attribute)]
    documents = pack.manifest.documents
    yield "文件", [(one.id, one.span) for one in documents]
    yield "方案序号", [(str(one.number), one.span) for one in documents if one.number is not None]
    for document in documents:
        yield f"文件“{document.id}”的条款", [(one.path, one.span) for one in document.clauses]
    for grouping in pack.industries:
        yield f"产业体系“{grouping.id}”的产业", [(one.id, grouping.span) for one in grouping.industries]
    for ladder in pack.ladders:
        yield f"梯度“{ladder.id}”的层级", [(rung.id, rung.span or ladder.span) for rung in ladder.rungs]
    for card in pack.scorecards:
        parts: tuple[tuple[str, Iterable[ScoreItem | Mark | Veto]], ...] = (
            ("指标", card.items),
            ("加减分", card.marks),
            ("否决项", card.vetoes),
        )
        for word, listed in parts:
            yield f"评价体系“{card.id}”的{word}", [(one.id, one.span or card.span) for one in listed]


def _dated_entries(pack: Pack) -> Iterator[Entry]:
    return (entry for entry in entries_with(pack, "valid") if entry.file not in _UNDATED_FILES)


def _resolved(packs: Packs, names: Iterable[str]) -> tuple[str, ...]:
    found = (packs.indicator(name) for name in names)
    return tuple(one.id for one in found if one is not None)


def _circles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each circle of a graph once, as the path that closes it: depth first, without recursion."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        waiting = [iter((start,))]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                done.update(trail[-1:])
                del trail[-1:]
            elif node in trail:
                yield (*trail[trail.index(node) :], node)
            elif node not in done:
                trail.append(node)
                waiting.append(iter(graph.get(node, ())))


def _days(valid: Validity) -> str:
    return f"{valid.start or '开始'} 至 {valid.end or '长期'}"
