"""Forms from packs (报表): a duty, its indicators and places make what a site asks for; which cells, of whom, by when.

What a cell is asked for follows from the indicator: growth alone where no level is published, no ratio that is worked
out from figures asked for anyway, no January where it is published together with February.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guatu.domain import Agency, Period, unit_named
from guatu.ledgers import Plan, asked_indicators, duties_of, duty_places
from guatu.pack import MONTHS_APART, Duty, GrowthBasis, Indicator, Kind, Pack, Packs, due_day


@dataclass(frozen=True)
class FormCell:
    """One line of a form (一行): an indicator with what is asked of it, as plain values that keep as JSON."""

    indicator: str
    name: str
    unit: str
    basis: str
    asks_value: bool
    asks_growth: bool
    growth_basis: str
    decimals: int
    total: str
    definition: str


@dataclass(frozen=True)
class ReportForm:
    """A form of one period (一期报表): the places that owe it, the agencies it goes to, its day, its cells.

    `due` is already a working day, None where the plan sets none; `calendar_known` is False where the holidays of its
    year are not known and it was reckoned from Monday to Friday.
    """

    key: str
    title: str
    clause: str
    period: Period
    places: tuple[str, ...]
    recipients: tuple[str, ...]
    due: date | None
    calendar_known: bool
    cells: tuple[FormCell, ...]
    consequence: str


def report_forms(packs: Packs, month: Period) -> tuple[ReportForm, ...]:
    """Return the forms whose period ends in the month, in the order of the packs.

    A duty without indicators or without a known place makes no form.
    """
    plan = Plan(packs, month, None, "")
    forms = (_form(plan, pack, duty) for pack, duty in duties_of(plan))
    return tuple(form for form in forms if form.places and form.cells)


def _form(plan: Plan, pack: Pack, duty: Duty) -> ReportForm:
    due = due_day(duty.due, plan.month, plan.packs.calendar)
    return ReportForm(
        key=f"{pack.id}:{duty.id}",
        title=duty.what,
        clause=duty.clause or "",
        period=_period(duty.frequency, plan.month),
        places=duty_places(plan, duty.who),
        recipients=tuple(dict.fromkeys(one.id for key in duty.to for one in _agencies(plan.packs, key))),
        due=due,
        calendar_known=due is None or plan.packs.calendar.knows(due),
        cells=tuple(_cell(one) for one in asked_indicators(plan, duty)),
        consequence=duty.consequence or "",
    )


def _period(frequency: str, month: Period) -> Period:
    return Period(month.shift(1 - MONTHS_APART[frequency]).last, month.last)


def _agencies(packs: Packs, key: str) -> Iterator[Agency]:
    """Yield the agency of a name, or the members of a group; a group without members stands for itself."""
    agency = packs.agency_book().find(key)
    if agency is None:
        return
    members = tuple(one for member in agency.members if (one := packs.agency_book().find(member)) is not None)
    yield from members or (agency,)


def _cell(indicator: Indicator) -> FormCell:
    has_growth = indicator.growth is not GrowthBasis.NONE
    return FormCell(
        indicator=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        basis=_basis(indicator),
        asks_value=indicator.published == "levels",
        asks_growth=has_growth and unit_named(indicator.unit).dimension not in ("ratio", "points"),
        growth_basis=indicator.growth.value if has_growth else "",
        decimals=indicator.decimals,
        total=indicator.total or "",
        definition=indicator.definition or "",
    )


def _basis(indicator: Indicator) -> str:
    """Return the basis a form asks for: a stock at the period's end, all else from January on, as intake settles it."""
    return "stock" if indicator.kind is Kind.STOCK else "cumulative"
