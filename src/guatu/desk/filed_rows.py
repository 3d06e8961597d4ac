"""Filed figures as rows of the table `filings`: each beside what it is judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.domain import Period, unit_named
from guatu.pack import MONTHS_APART, GrowthBasis, Indicator, Kind, Packs
from guatu.query import FILINGS


@dataclass(frozen=True)
class FiledFigure:
    """One figure of a filing (一个填报的数) and what is known of it already; growth is a fraction, missing is None.

    `last_*` is the period before, `year_*` the same period of last year, `before_value` the figure it corrects.
    """

    place: str
    indicator: str
    basis: str
    value: Decimal | None
    growth: Decimal | None
    last_value: Decimal | None = None
    last_growth: Decimal | None = None
    year_value: Decimal | None = None
    year_growth: Decimal | None = None
    before_value: Decimal | None = None
    days_late: int = 0


def filing_row(packs: Packs, month: Period, figure: FiledFigure, filing: Sequence[FiledFigure]) -> Mapping[str, object]:
    """Return a figure's row of `filings` by column; `filing` is all that its place reports of the month."""
    indicator = _known(packs, figure)
    goes_on = continues(indicator, month)
    last_value = figure.last_value if goes_on else None
    last_growth = figure.last_growth if goes_on else None
    parts_sum, parts = _parts(packs, figure, filing)
    row: dict[str, object] = {
        "place": figure.place,
        "indicator": indicator.id,
        "period": month.last,
        "basis": figure.basis,
        "kind": indicator.kind.value,
        "growth_basis": _growth_basis(indicator),
        "value": figure.value,
        "growth": figure.growth,
        "last_value": last_value,
        "last_growth": last_growth,
        "year_value": figure.year_value,
        "year_growth": figure.year_growth,
        "usual": _usual(indicator, month, last_value, last_growth, figure.year_value),
        "before_value": figure.before_value,
        "parts_sum": parts_sum,
        "parts": parts,
        "last_digit": _last_digit(indicator),
        "decimals": indicator.decimals,
        "days_late": figure.days_late,
    }
    return {name: row[name] for name in FILINGS.names}


def continues(indicator: Indicator, month: Period) -> bool:
    """Tell whether the figure of the period before can be compared: a sum from January begins anew each year."""
    before = month.last.month - MONTHS_APART[indicator.frequency]
    return indicator.kind is Kind.STOCK or before > (1 if indicator.january == "merged" else 0)


def _known(packs: Packs, figure: FiledFigure) -> Indicator:
    indicator = packs.indicator(figure.indicator)
    if indicator is None:
        raise KeyError(figure.indicator)
    return indicator


def _growth_basis(indicator: Indicator) -> str | None:
    return None if indicator.growth is GrowthBasis.NONE else indicator.growth.value


def _last_digit(indicator: Indicator) -> Decimal:
    digit = Decimal(1).scaleb(-indicator.decimals)
    unit = unit_named(indicator.unit)
    return digit * unit.factor if unit.dimension in ("ratio", "points") else digit


def _usual(
    indicator: Indicator,
    month: Period,
    last_value: Decimal | None,
    last_growth: Decimal | None,
    year_value: Decimal | None,
) -> Decimal | None:
    """Return about what the figure should be by those before it; None where none are known."""
    if year_value is not None and last_growth is not None:
        return year_value * (1 + last_growth)
    if last_value is None:
        return year_value
    if indicator.kind is not Kind.FLOW:
        return last_value
    done = month.last.month - MONTHS_APART[indicator.frequency]
    return last_value * month.last.month / done


def _parts(packs: Packs, figure: FiledFigure, filing: Sequence[FiledFigure]) -> tuple[Decimal | None, int | None]:
    """Return the sum of a total's parts and their number, where all parts of one split are given.

    Of several splits (按产业、按地区), the one whose sum is farthest from the total.
    """
    splits: dict[str | None, list[str]] = {}
    for one in packs.indicators:
        if one.total == figure.indicator:
            splits.setdefault(one.split, []).append(one.id)
    given = {one.indicator: one.value for one in filing if one.basis == figure.basis and one.value is not None}
    sums = [
        (sum((given[part] for part in parts), Decimal(0)), len(parts))
        for parts in splits.values()
        if all(part in given for part in parts)
    ]
    if not sums:
        return None, None
    return max(sums, key=lambda one: abs(one[0] - (figure.value or 0)))
