"""The fictional prefecture's packs and the September form of one of its cities, for tests of filings."""

from decimal import Decimal
from functools import cache

from guatu.desk import FiledFigure, FormCell, ReportForm, report_forms
from guatu.domain import Period
from guatu.pack import Packs, load_packs

SEPTEMBER = Period.month(2024, 9)
CITY = "999901"  # 甲子市


@cache
def packs() -> Packs:
    """Return the packs, read once."""
    found, _ = load_packs(("example",))
    assert found is not None
    return found


@cache
def form(key: str = "example:counties-monthly", month: Period = SEPTEMBER) -> ReportForm:
    """Return a form by its key."""
    return next(one for one in report_forms(packs(), month) if one.key == key)


def cell(indicator: str) -> FormCell:
    """Return a cell of the September form."""
    return next(one for one in form().cells if one.indicator == indicator)


def number(text: str | None) -> Decimal | None:
    """Return an exact number, None for None."""
    return None if text is None else Decimal(text)


def figure(indicator: str = "retail_sales", basis: str = "cumulative", /, **known: str | int | None) -> FiledFigure:
    """Return a figure that no check minds, with what is `known` in place of what it has."""
    usual: dict[str, str | int | None] = {
        "value": "9.20",
        "growth": "0.08",
        "last_value": "8.10",
        "last_growth": "0.08",
        "year_value": "8.52",
        "year_growth": "0.07",
        "before_value": None,
        "days_late": 0,
    }
    given = {**usual, **known}
    days = given.pop("days_late")
    assert isinstance(days, int)
    numbers = {key: Decimal(one) if isinstance(one, str) else None for key, one in given.items()}
    return FiledFigure(
        CITY,
        indicator,
        basis,
        numbers["value"],
        numbers["growth"],
        numbers["last_value"],
        numbers["last_growth"],
        numbers["year_value"],
        numbers["year_growth"],
        numbers["before_value"],
        days,
    )
