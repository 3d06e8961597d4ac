"""Check a filing (填报校验): what one place is about to report, judged by the checks of packs as it is typed.

The checks are the packs' own: those on `filings`, and those on `observations` that a month asks too. Measured on
two busy cores: 35 indicators and 18 checks take 75 to 90 ms of processor time, most of it opening the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from guatu.desk.filed_rows import FiledFigure, filing_row
from guatu.domain import Period
from guatu.engines import DuckDBEngine
from guatu.ledgers import FilingProgram, Plan, filing_program
from guatu.pack import Indicator, Packs
from guatu.query import FILINGS, Column, Facts, Measure, table_from_rows
from guatu.report import print_amount, print_percent

# A filing has some dozens of rows; one thread is done before a second one is woken.
_ENGINE = DuckDBEngine(memory_limit="256MB", threads=1)
_PRINTED = (Measure.INDICATOR, Measure.RATIO, Measure.COUNT)
_TECHNICAL = ("last_digit", "decimals")


@dataclass(frozen=True)
class FilingHit:
    """A check that a figure does not meet; `severity` is error (改正) or question (核实), `because` the numbers.

    `cell` says which of the figure's two cells it is about: value or growth; `is_about_blank` that one of them was
    empty, so that somebody who is still typing need not be asked yet.
    """

    check: str
    severity: str
    indicator: str
    sentence: str
    because: str
    cell: str = "value"
    is_about_blank: bool = False


@dataclass(frozen=True)
class _Key:
    """What a compiled program depends on: the content of the packs and the month."""

    versions: tuple[tuple[str, str], ...]
    month: Period
    packs: Packs = field(compare=False)


def check_filing(packs: Packs, month: Period, figures: Sequence[FiledFigure]) -> tuple[FilingHit, ...]:
    """Return what the checks of packs say of one place's filing: errors first, then in the order of the figures.

    A figure left blank is judged only by checks that ask for it; one whose indicator is unknown by none.
    """
    known = {(one.indicator, one.basis): one for one in figures if packs.indicator(one.indicator) is not None}
    made = _compiled(_Key(tuple(packs.versions().items()), month, packs))
    if not known or not made.checks:
        return ()
    rows = {key: filing_row(packs, month, one, tuple(known.values())) for key, one in known.items()}
    table = table_from_rows(FILINGS, [tuple(row.values()) for row in rows.values()])
    results = _ENGINE.run(made.program, Facts({FILINGS.name: table}))
    failed = [row for name in made.program.outputs for row in results.rows(name)]
    order = {key: index for index, key in enumerate(known)}
    hits = [(order[key], _hit(packs, made, row, rows[key])) for row in failed if (key := _key(row)) in rows]
    return tuple(hit for _, hit in sorted(hits, key=lambda one: (one[1].severity, one[0], one[1].check)))


@lru_cache(maxsize=16)
def _compiled(key: _Key) -> FilingProgram:
    return filing_program(Plan(key.packs, key.month, None, ""))


def _key(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row["indicator"]), str(row["basis"])


def _hit(packs: Packs, made: FilingProgram, row: Mapping[str, object], filed: Mapping[str, object]) -> FilingHit:
    check = made.checks[str(row["flag"])]
    indicator = packs.indicator(str(row["indicator"]))
    columns = made.columns[check.id]
    because = "" if indicator is None else _because(indicator, columns, filed)
    cell = "value" if "value" in columns or "growth" not in columns else "growth"
    asked = ("growth",) if indicator is not None and indicator.published == "growth_only" else ("value", "growth")
    is_about_blank = any(name in columns and filed[name] is None for name in asked)
    return FilingHit(check.id, check.severity, str(row["indicator"]), check.sentence, because, cell, is_about_blank)


def _because(indicator: Indicator, columns: Sequence[str], filed: Mapping[str, object]) -> str:
    """Return the numbers a check looked at, in the indicator's unit: 数值 12.50亿元，上期数 11.20亿元."""
    passed = (*_TECHNICAL, *(("value",) if indicator.published == "growth_only" else ()))
    return "，".join(
        f"{column.label} {words}"
        for column in FILINGS.columns
        if column.name in columns and column.measure in _PRINTED and column.name not in passed
        for words in (_printed(column, filed[column.name], indicator),)
        if words
    )


def _printed(column: Column, value: object, indicator: Indicator) -> str:
    if not isinstance(value, (Decimal, int)):
        return "未填" if column.name in ("value", "growth") else ""
    if column.measure is Measure.RATIO:
        return print_percent(float(value))
    if column.measure is Measure.COUNT:
        return str(value)
    number, crumb = Decimal(value), Decimal(1).scaleb(-indicator.decimals) / 2
    if number != 0 and abs(number) < crumb and indicator.unit != "%":
        return f"{number.normalize():f}{indicator.unit}"  # 0.00 would hide what is wrong with it
    return print_amount(float(number), indicator)
