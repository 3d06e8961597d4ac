"""The year foretold (全年预测): each history with its outlook, counties and prefecture made to agree, rows to keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from guatu.allocation.forecast_chances import chance_of, interval_of
from guatu.allocation.forecast_course import FigureCourse, Outlook
from guatu.allocation.forecast_findings import MISSING_PART, NOT_RECONCILED, SHORT_HISTORY, UNUSED_TOTAL
from guatu.allocation.forecast_history import LEVEL, History, Note, Subject
from guatu.allocation.forecast_methods import COMBINED
from guatu.allocation.forecast_outlook import foresee
from guatu.allocation.forecast_reconciliation import reconcile

_AGREES = 0.01  # so far may counties and prefecture be apart to date
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """A place and the places that make it up (全州与各县市), for one indicator; parks are never in it."""

    indicator: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target that the year's figure is held against: a level or a growth, to be reached or not to be passed."""

    target: str
    place: str
    indicator: str
    measure: str
    level: float
    at_least: bool


@dataclass(frozen=True, slots=True)
class YearForecast:
    """A history with what is foretold of it; `alone` is what it said before counties and prefecture were to agree."""

    history: History
    course: FigureCourse
    outlook: Outlook
    alone: Outlook
    is_given: bool = False

    @property
    def is_reconciled(self) -> bool:
        """True where the figure moved so that counties add up."""
        return self.outlook is not self.alone


def foretell(
    histories: Sequence[History],
    families: Iterable[Family],
    *,
    hold_totals: bool = False,
    given: Mapping[tuple[str, str], float] | None = None,
) -> tuple[tuple[YearForecast, ...], tuple[Note, ...]]:
    """Return the year of every history that can be foretold, and what a reader must know of the others.

    `given` are figures for the year that an official has already, by place and indicator; such a figure stays as it
    is, as every prefecture's does where totals are held, and the counties share the difference.
    """
    notes = [note for one in histories for note in one.notes]
    courses = [(one, one.course) for one in histories if one.course is not None]
    found: dict[Key, YearForecast] = {}
    for (history, course), outlook in zip(courses, foresee([course for _, course in courses]), strict=True):
        if outlook.unknown:
            notes.append(Note(SHORT_HISTORY, history.subject, outlook.unknown))
        else:
            found[_key(history.subject)] = YearForecast(history, course, outlook, outlook)
    unused = dict(given or {})
    for family in families:
        fixed = unused.get((family.total, family.indicator))
        agreed = _agree(family, found, notes, held=hold_totals, fixed=fixed)
        if agreed and fixed is not None:
            unused.pop((family.total, family.indicator))
        found.update(agreed)
    for place, indicator in unused:
        subject = Subject(place, indicator, "flow", LEVEL, 1, merged=False)
        notes.append(Note(UNUSED_TOTAL, subject, "给定的全年数没有用"))
    return tuple(found.values()), tuple(notes)


def _key(subject: Subject) -> Key:
    return subject.place, subject.indicator, subject.measure


def _agree(
    family: Family, found: Mapping[Key, YearForecast], notes: list[Note], *, held: bool, fixed: float | None
) -> dict[Key, YearForecast]:
    """Return the year of a family whose parts add up to the total; nothing, and a note, where that cannot be."""
    total = found.get((family.total, family.indicator, LEVEL))
    if total is None or not family.parts:
        return {}
    parts = [found.get((place, family.indicator, LEVEL)) for place in family.parts]
    known = [one for one in parts if one is not None]
    if not known:
        return {}
    if len(known) < len(parts):
        notes.append(Note(MISSING_PART, total.history.subject, f"{len(parts) - len(known)}个县没有预测"))
        return {}
    if (apart := _apart(total, known)) > _AGREES:
        notes.append(Note(NOT_RECONCILED, total.history.subject, f"到本期相差{apart:.1%}"))
        return {}
    whole = total.outlook if fixed is None else _fixed(total, fixed)
    agreed, moved = reconcile(whole, [one.outlook for one in known], held=held or fixed is not None)
    result = {_key(total.history.subject): replace(total, outlook=agreed, is_given=fixed is not None)}
    result.update(
        {_key(one.history.subject): replace(one, outlook=after) for one, after in zip(known, moved, strict=True)}
    )
    return result


def _apart(total: YearForecast, parts: Sequence[YearForecast]) -> float:
    """Return how far the sum of the parts lies from the total, as a part of it, in the last month known of all."""
    every = [dict(one.history.past) for one in (total, *parts)]
    common = set.intersection(*(set(one) for one in every))
    if not common:
        return 1.0
    day = max(common)
    own, added = every[0][day], fsum(one[day] for one in every[1:])
    return abs(added - own) / abs(own) if own else float(added != 0)


def _fixed(total: YearForecast, year: float) -> Outlook:
    """Return a total's outlook with a year's figure that was given; months on the way keep their shares of the rest."""
    course = total.course
    outlook, rest = total.outlook, total.outlook.values[-1] - course.made[-1]
    moved = tuple(
        made + (value - made) * (year - course.made[-1]) / rest if rest else value
        for made, value in zip(course.made, outlook.values, strict=True)
    )
    return replace(outlook, values=(*moved[:-1], year), spreads=(None,) * len(moved))


def chances_of(
    forecasts: Iterable[YearForecast], aims: Iterable[Aim]
) -> Mapping[Key, tuple[tuple[Aim, float | None], ...]]:
    """Return the aims of each forecast with how likely each is reached, None where nothing could be tested."""
    by_key = {_key(one.history.subject): one for one in forecasts}
    found: dict[Key, list[tuple[Aim, float | None]]] = {}
    for aim in aims:
        key = (aim.place, aim.indicator, aim.measure)
        if (one := by_key.get(key)) is not None:
            found.setdefault(key, []).append((aim, chance_of(one.outlook, aim.level, at_least=aim.at_least)))
    return {key: tuple(each) for key, each in found.items()}


def kept_rows(
    forecasts: Iterable[YearForecast], chances: Mapping[Key, tuple[tuple[Aim, float | None], ...]], made_on: date
) -> tuple[tuple[object, ...], ...]:
    """Return the rows of the table of forecasts: of each method the next figure and the year's.

    The year's row of the combination stands once for each target, with the chance of reaching it.
    """
    return tuple(row for one in forecasts for row in _rows(one, chances.get(_key(one.history.subject), ()), made_on))


def _rows(one: YearForecast, aims: tuple[tuple[Aim, float | None], ...], made_on: date) -> Iterable[tuple[object, ...]]:
    outlook, months, course = one.outlook, one.history.months, one.course
    for at in sorted({0, len(months) - 1}):
        interval = interval_of(outlook, at)
        scale = outlook.scale * abs(fsum(course.weights[at])) or None
        head = (*_key(one.history.subject), months[at], made_on)
        ranges = (interval.low80, interval.high80, interval.low95, interval.high95)
        for aim, chance in aims if at == len(months) - 1 and aims else ((None, None),):
            target = None if aim is None else aim.target
            yield (*head, COMBINED, interval.value, *ranges, outlook.origins, scale, target, chance)
        for method in outlook.methods:
            yield (*head, method.method, method.values[at], *(None,) * 4, outlook.origins, scale, None, None)
