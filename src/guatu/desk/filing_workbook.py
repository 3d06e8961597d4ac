"""The form as a workbook (填报表): filled down by a site, filled in by a liaison, read back by `read_filing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from guatu.desk.filing_forms import FormCell
from guatu.domain import Period, unit_named
from guatu.office import FormLine, write_form

_STANDING_NOTES = (
    "只填浅黄色的格；数与所列计量单位一致，写在数后面的单位（如 3.2亿）会自动换算。",
    "同比填百分数：增长 5.2% 填 5.2，下降 3% 填 -3。没有数请留空，不要填 0。",
)


@dataclass(frozen=True)
class FormRow:
    """A cell of a form with the figures beside it; growth and rates are fractions, missing is None."""

    cell: FormCell
    value: Decimal | None = None
    growth: Decimal | None = None
    last_value: Decimal | None = None
    last_growth: Decimal | None = None
    year_value: Decimal | None = None
    year_growth: Decimal | None = None


def write_form_workbook(
    path: Path,
    *,
    title: str,
    place_code: str,
    place_name: str,
    period: Period,
    rows: Sequence[FormRow],
    notes: Sequence[str] = (),
) -> None:
    """Write the form of one place and period with what is known already; `notes` stand above the standing ones.

    Raises OSError where the path cannot be written.
    """
    about = f"地区：{place_name}（{place_code}）　　报告期：{period_words(period)}"
    write_form(path, title=title, about=about, lines=tuple(map(_line, rows)), notes=(*notes, *_STANDING_NOTES))


def period_words(period: Period) -> str:
    """Return the period as figures cover it, from January on: 2024年1-9月, as the reader of sheets knows it."""
    month = period.last.month
    return f"{period.last.year}年1-{month}月" if month > 1 else f"{period.last.year}年1月"


def _line(row: FormRow) -> FormLine:
    cell = row.cell
    return FormLine(
        name=cell.name,
        unit=cell.unit,
        decimals=cell.decimals,
        asks_value=cell.asks_value,
        asks_growth=cell.asks_growth,
        value=_shown(row.value, cell.unit),
        growth=_shown(row.growth, "%"),
        last_value=_shown(row.last_value, cell.unit),
        last_growth=_shown(row.last_growth, "%"),
        year_value=_shown(row.year_value, cell.unit),
        year_growth=_shown(row.year_growth, "%"),
        hint=("填期末数。" if cell.basis == "stock" else "填年初至本期的累计数。") + cell.definition,
    )


def _shown(number: Decimal | None, unit: str) -> Decimal | None:
    """Return a number as it is printed under its unit: a rate is kept as a fraction and shown in per cent."""
    if number is None:
        return None
    own = unit_named(unit)
    return number / own.factor if own.dimension in ("ratio", "points") else number
