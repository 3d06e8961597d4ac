"""The days on which rules are put together to be checked (校验日): few, and none is left out that shows another rule.

A rule, and each of its dated values, holds between two days. On the days chosen every one of them is in force, and any
that are ever in force on one day are so on one of these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta

from guatu.domain import Span, Validity
from guatu.pack import DatedTerm, Pack, Packs
from guatu.rules.moment import Moment

_ONE_DAY = timedelta(days=1)
# Where no rule says a day, every day is like any other.
_ANY_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class _Hold:
    """Between which days something holds; both ends belong to it."""

    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


def check_moments(packs: Packs) -> tuple[Moment, ...]:
    """Return the days on which the rules of packs differ most, earliest first."""
    holds = list(dict.fromkeys(one for pack in packs.packs for one in _holds_of(pack)))
    days = sorted({one.first for one in holds} | {one.last + _ONE_DAY for one in holds if one.last < date.max})
    starts = [day for day in days if day > date.min]
    if not starts:
        return (Moment(_ANY_DAY.year, _ANY_DAY),)
    # The day before the first change stands for all days before it.
    candidates = [starts[0] - _ONE_DAY, *starts]
    in_force = {day: frozenset(one for one in holds if one.holds_on(day)) for day in candidates}
    chosen: list[date] = []
    for day in sorted(candidates, key=lambda one: len(in_force[one]), reverse=True):
        if not any(in_force[day] <= in_force[other] for other in chosen):
            chosen.append(day)
    return tuple(Moment(day.year, day) for day in sorted(chosen))


def _holds_of(pack: Pack) -> Iterator[_Hold]:
    for entry in _entries(pack):
        valid: object = getattr(entry, "valid", None)
        span = valid if isinstance(valid, Validity) else Validity()
        first, last = span.start or date.min, span.end or date.max
        if first > last:
            continue
        yield _Hold(first, last)
        for terms in _dated_terms(entry):
            yield from _terms_hold(terms, _Hold(first, last))


def _entries(pack: Pack) -> Iterator[object]:
    kinds: tuple[tuple[object, ...], ...] = (
        pack.parameters,
        pack.aggregates,
        pack.derived,
        pack.classes,
        pack.scores,
        pack.qualifications,
        pack.scales,
        pack.rewards,
        pack.groups,
        pack.gates,
        pack.ladders,
        pack.scorecards,
    )
    return (entry for kind in kinds for entry in kind)


def _terms_hold(terms: Sequence[DatedTerm], entry: _Hold) -> Iterator[_Hold]:
    """Each dated value from its day to the next; and the days of the entry before the first of them."""
    days = sorted({term.effective or date.min for term in terms})
    if days == [date.min]:
        return
    if entry.first > date.min and entry.first < days[0]:
        yield _Hold(entry.first, min(entry.last, days[0] - _ONE_DAY))
    for day, after in zip(days, [*days[1:], None], strict=True):
        first = max(day, entry.first)
        last = entry.last if after is None else min(entry.last, after - _ONE_DAY)
        if first <= last:
            yield _Hold(first, last)


def _dated_terms(value: object) -> Iterator[tuple[DatedTerm, ...]]:
    """Return every list of dated values inside an entry."""
    if isinstance(value, tuple):
        terms = tuple(one for one in value if isinstance(one, DatedTerm))
        if terms:
            yield terms
            return
        for one in value:
            yield from _dated_terms(one)
    elif is_dataclass(value) and not isinstance(value, (type, Span, Validity)):
        for field in fields(value):
            yield from _dated_terms(getattr(value, field.name))
