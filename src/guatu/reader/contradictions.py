"""What in a draft contradicts itself or loaded packs (矛盾), and what no pack knows: findings, nothing is changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from guatu.domain import Finding, Span, unit_named
from guatu.pack import Pack, Packs, Target
from guatu.reader.draft import Draft, Quote, ReadIncentive, ReadTarget, ReadTask
from guatu.reader.findings import (
    AGENCIES_NEW,
    AGENCY_NEARLY_KNOWN,
    AGENCY_RENAMED,
    DATES_DISAGREE,
    DIFFERS_FROM_PACK,
    INDICATORS_NEW,
    PLACE_UNKNOWN,
    REWARD_PRINTED_TWICE,
    TWO_FIGURES,
    TWO_LEADS,
)
from guatu.reader.indicator_names import is_whole
from guatu.reader.matching import Matches
from guatu.reader.nearness import likeness
from guatu.reader.target_wording import demand_of, stretch_of, target_text

_SAME_RECIPIENT = 0.8
_NEARLY = 0.75
_MOST_NAMED = 12
_MOST_FIGURES = 5
# Recipients of one sum that a further one is compared with; a plan has a dozen.
_MOST_COMPARED = 200
# Shorter headings (目标任务, 组织领导) come in every plan and name no piece of work.
_LEAST_TITLE = 6


@dataclass(frozen=True, slots=True)
class _Case:
    """A draft with what was matched, and where its lines are counted."""

    draft: Draft
    matches: Matches
    packs: Packs | None
    file: str

    def at(self, quote: Quote) -> Span:
        """Return the line of the text on which a quote begins."""
        return Span(self.file, line=self.draft.text.count("\n", 0, max(quote.start, 0)) + 1)


def find_contradictions(
    draft: Draft, matches: Matches, packs: Packs | None, *, name_of_file: str = "plan.txt"
) -> tuple[Finding, ...]:
    """Return what does not agree in a draft, and with `packs`; lines are those of its text, called `name_of_file`."""
    case = _Case(draft, matches, packs, name_of_file)
    return tuple(finding for check in _CHECKS for finding in check(case))


def _two_figures(case: _Case) -> Iterator[Finding]:
    """Targets of several clauses for one indicator, scope and time that ask for different figures.

    Different figures inside one clause are steps or parts that the clause itself tells apart.
    """
    for match in case.matches.indicators:
        things: dict[tuple[object, ...], list[ReadTarget]] = {}
        for target in (case.draft.targets[number] for number in match.targets):
            if target.value is not None:
                things.setdefault(_thing(target), []).append(target)
        for targets in things.values():
            rivals = _rivals(targets)
            if len(rivals) > 1:
                listed = "，".join(f"在 {_place(one)} 写的是{target_text(one)}" for one in rivals[:_MOST_FIGURES])
                sentence = f"“{match.indicator.name}”{listed}{'……' if len(rivals) > _MOST_FIGURES else ''}。"
                yield TWO_FIGURES.at(case.at(rivals[1].quote), sentence, f"{TWO_FIGURES.instead}。")


def _thing(target: ReadTarget) -> tuple[object, ...]:
    """What a target is about, when its indicator is known."""
    scope = None if is_whole(target.scope) else target.scope
    return target.measure, target.per, target.period, target.condition, scope


def _rivals(targets: list[ReadTarget]) -> list[ReadTarget]:
    """Return the first target of each demand, where several clauses make them."""
    demands: dict[object, ReadTarget] = {}
    for target in targets:
        demands.setdefault(demand_of(target), target)
    clauses = {target.clause for target in targets}
    return list(demands.values()) if len(clauses) > 1 else []


def _rewards_twice(case: _Case) -> Iterator[Finding]:
    """The same sum for the same people in two places or more."""
    for group in _same_rewards(case.draft.incentives):
        if len(group) > 1:
            places = [_place(one) for one in group]
            listed = f"{'、'.join(places[: min(len(places), _MOST_NAMED) - 1])} 和 {places[-1]}"
            count = f"共 {len(places)} 处，" if len(places) > 2 else ""
            sentence = f"{listed} {count}都写了对“{group[1].recipient}”的同一项奖补，金额、比例和上限都相同。"
            yield REWARD_PRINTED_TWICE.at(case.at(group[1].quote), sentence, f"{REWARD_PRINTED_TWICE.instead}。")


def _same_rewards(incentives: tuple[ReadIncentive, ...]) -> Iterator[list[ReadIncentive]]:
    """Yield incentives in groups of the same figures for the same recipient, as far as they are worth comparing."""
    by_figures: dict[object, list[ReadIncentive]] = {}
    for one in incentives:
        figures = one.kind, one.amount, one.amount_max, one.rate, one.cap, one.tiers, one.base
        by_figures.setdefault(figures, []).append(one)
    for alike in by_figures.values():
        groups: dict[str, list[ReadIncentive]] = {}
        for one in alike:
            same = groups.get(one.recipient)
            if same is None:
                first = next(
                    (
                        name
                        for name in islice(groups, _MOST_COMPARED)
                        if likeness(name, one.recipient) >= _SAME_RECIPIENT
                    ),
                    one.recipient,
                )
                same = groups.setdefault(first, [])
            same.append(one)
        yield from groups.values()


def _dates(case: _Case) -> Iterator[Finding]:
    """Times that lie before the document itself."""
    facts = case.draft.document
    issued = _first_day(facts.issued_on)
    if issued is None:
        return
    if facts.period_end is not None and facts.period_end < issued:
        quote = dict(facts.quotes).get("issued_on", Quote(0, 0, ""))
        sentence = f"文件 {facts.issued_on} 印发，计划期却到 {facts.period_end} 就结束了。"
        yield DATES_DISAGREE.at(case.at(quote), sentence, f"{DATES_DISAGREE.instead}。")
    for task in case.draft.tasks:
        if task.deadline is not None and task.deadline < issued:
            sentence = f"{_place(task)} 的任务要求 {task.deadline} 前完成，文件却是 {facts.issued_on} 印发的。"
            yield DATES_DISAGREE.at(case.at(task.quote), sentence, f"{DATES_DISAGREE.instead}。")
    for target in case.draft.targets:
        stretch = stretch_of(target.period)
        if stretch is not None and stretch.end is not None and stretch.end < issued:
            sentence = (
                f"{_place(target)} 的目标“{target.indicator}{target_text(target)}”的目标期是 {target.period}，"
                f"文件却是 {facts.issued_on} 印发的。"
            )
            yield DATES_DISAGREE.at(case.at(target.quote), sentence, f"{DATES_DISAGREE.instead}。")


def _two_leads(case: _Case) -> Iterator[Finding]:
    """One title, two places, other leads. Several notes in one clause are parts of its work, no contradiction."""
    by_title: dict[str, list[ReadTask]] = {}
    for task in case.draft.tasks:
        if task.title is not None and len(task.title) >= _LEAST_TITLE:
            by_title.setdefault(task.title, []).append(task)
    for title, tasks in by_title.items():
        notes: dict[tuple[str, frozenset[str]], ReadTask] = {}
        for task in tasks:
            key = task.clause, _written(case.matches, task.lead)
            if key in notes:
                continue
            earlier = next(
                (note for (clause, lead), note in notes.items() if clause != key[0] and lead != key[1]), None
            )
            notes[key] = task
            if earlier is not None:
                sentence = (
                    f"“{title}”在 {_place(earlier)} 由{'、'.join(earlier.lead)}牵头，"
                    f"在 {_place(task)} 由{'、'.join(task.lead)}牵头。"
                )
                yield TWO_LEADS.at(case.at(task.quote), sentence, f"{TWO_LEADS.instead}。")


def _written(matches: Matches, names: tuple[str, ...]) -> frozenset[str]:
    found = ((matches.agency(name), name) for name in names)
    return frozenset(name if match is None else match.written for match, name in found)


def _against_packs(case: _Case) -> Iterator[Finding]:
    """A target that a loaded pack gives another figure for: same indicator, place, scope, measure and time."""
    if case.packs is None or case.matches.place.code is None:
        return
    known: dict[str, list[tuple[Pack, Target]]] = {}
    for pack, target in case.packs.targets_with_packs():
        indicator = case.packs.indicator(target.indicator)
        if indicator is not None and (target.place or pack.manifest.place) == case.matches.place.code:
            known.setdefault(indicator.id, []).append((pack, target))
    for match in case.matches.indicators:
        for number in match.targets:
            read = case.draft.targets[number]
            rivals = [pair for pair in known.get(match.indicator.id, ()) if _is_same_target(read, pair[1])]
            agreed = {pack.id for pack, target in rivals if _asks_the_same(read, target)}
            for pack, target in rivals:
                if pack.id not in agreed:
                    sentence = (
                        f"“{match.indicator.name}”在 {_place(read)} 写的是{target_text(read)}，"
                        f"政策包“{pack.manifest.title}”{target.clause or ''}写的是 {_pack_words(target)}。"
                    )
                    yield DIFFERS_FROM_PACK.at(case.at(read.quote), sentence, f"{DIFFERS_FROM_PACK.instead}。")


def _is_same_target(read: ReadTarget, target: Target) -> bool:
    stretch = stretch_of(read.period)
    if read.value is None or not target.value or target.period is None or stretch is None:
        return False
    if (stretch.start, stretch.end) != (target.period.first, target.period.last_day) or target.per != read.per:
        return False
    scope = None if is_whole(read.scope) else read.scope
    return target.measure is read.measure and target.scope == scope and target.tag is None


def _asks_the_same(read: ReadTarget, target: Target) -> bool:
    unit = unit_named(target.unit)
    value = target.value[-1].value * unit.factor
    comparator, _, own, _ = demand_of(read)
    return comparator == target.comparator and own == value


def _pack_words(target: Target) -> str:
    return f"{target.comparator} {target.value[-1].value:f}{target.unit}"


def _agencies(case: _Case) -> Iterator[Finding]:
    """Names that are out of date, nearly known, or new."""
    new: list[str] = []
    for match in case.matches.agencies:
        span = _span_of_name(case, match.name)
        if not match.in_force:
            sentence = (
                f"“{match.name}”是“{match.known_name}”的名称，但发文那天（{case.draft.document.issued_on}）不这样叫。"
            )
            yield AGENCY_RENAMED.at(span, sentence, f"{AGENCY_RENAMED.instead}。")
        elif match.proposed is not None and match.near and likeness(match.name, match.near[0]) >= _NEARLY:
            sentence = f"“{match.name}”（出现 {match.count} 次）没有登记，已有“{'”“'.join(match.near)}”。"
            yield AGENCY_NEARLY_KNOWN.at(span, sentence, f"{AGENCY_NEARLY_KNOWN.instead}。")
        elif match.proposed is not None and match.name == match.proposed.name:
            new.append(match.name)
    if new:
        sentence = f"有 {len(new)} 个单位没有登记：{_listed(new)}。"
        yield AGENCIES_NEW.at(Span(case.file), sentence, f"{AGENCIES_NEW.instead}。")


def _span_of_name(case: _Case, name: str) -> Span:
    for task in case.draft.tasks:
        if name in task.lead or name in task.support:
            return case.at(task.quote)
    duty = next((one for one in case.draft.duties if name in f"{one.who}{one.to}"), None)
    return Span(case.file) if duty is None else case.at(duty.quote)


def _place_known(case: _Case) -> Iterator[Finding]:
    """A place that no pack has, or none named at all."""
    if not (case.draft.targets or case.draft.tasks or case.draft.incentives or case.draft.duties):
        return
    place = case.matches.place
    if place.proposed is not None:
        sentence = f"“{place.name}”没有登记，草案暂用代码 {place.code}。"
        yield PLACE_UNKNOWN.at(Span(case.file), sentence, f"{PLACE_UNKNOWN.instead}。")
    elif place.code is None:
        sentence = "从标题和发文机关看不出是哪个地区的文件。"
        yield PLACE_UNKNOWN.at(Span(case.file), sentence, f"{PLACE_UNKNOWN.instead}。")


def _indicators(case: _Case) -> Iterator[Finding]:
    new = [
        f"{one.indicator.name}（{one.indicator.unit or '没有单位'}{f'，相近：{one.near[0]}' if one.near else ''}）"
        for one in case.matches.indicators
        if one.is_new
    ]
    if new:
        sentence = f"有 {len(new)} 个指标没有登记：{_listed(new)}。"
        yield INDICATORS_NEW.at(Span(case.file), sentence, f"{INDICATORS_NEW.instead}。")


_CHECKS: tuple[Callable[[_Case], Iterator[Finding]], ...] = (
    _two_figures,
    _rewards_twice,
    _dates,
    _two_leads,
    _against_packs,
    _agencies,
    _place_known,
    _indicators,
)


def _listed(names: list[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return f"{'、'.join(names[:_MOST_NAMED])}{more}"


def _place(item: ReadTarget | ReadTask | ReadIncentive) -> str:
    return item.clause or "正文开头"


def _first_day(printed: str | None) -> date | None:
    if printed is None:
        return None
    year, month, *day = (int(part) for part in printed.split("-"))
    return date(year, month, day[0] if day else 1)
