"""The same key twice: what collapses, what is kept beside each other, what contradicts itself."""

import math
from collections.abc import Sequence
from datetime import date

from guatu.intake import findings
from guatu.intake.finding_log import FindingLog
from guatu.intake.rows import Row
from guatu.query import OBSERVATIONS, STATUSES, TableSchema

# The rule as the ledgers apply it; the words of STATUSES stand in the order of trust.
_TRUST = "、".join(label for _, label in reversed(STATUSES))
RANKING = (
    f"取用次序：报送日期晚的在先；同日的看数据状态（{_TRUST}）；仍相同的，来源名称排在前的优先；取了哪个见“数据来源”表"
)
_VINTAGE, _STATUS = (OBSERVATIONS.names.index(name) for name in ("vintage", "status"))
_CELL = ("place", "indicator", "period", "basis", "growth_basis")
# A row said twice is one row wherever it stands; in a register the source does not make it another.
_PLACES = frozenset(("origin",))
_REGISTER_PLACES = frozenset(("origin", "source"))


def without_duplicates(schema: TableSchema, rows: Sequence[Row], log: FindingLog) -> list[Row]:
    """Return the rows with identical ones collapsed; of two that contradict each other the first is kept."""
    key = [schema.names.index(name) for name in schema.key]
    if schema is OBSERVATIONS:
        # An earlier status of the same day is replaced by a later one, and is no contradiction.
        key.append(schema.names.index("status"))
    passed = _PLACES if schema is OBSERVATIONS else _REGISTER_PLACES
    compared = [index for index, name in enumerate(schema.names) if name not in passed and index not in key]
    firsts: dict[tuple[object, ...], Row] = {}
    for row in rows:
        identity = tuple([row.values[index] for index in key])
        first = firsts.setdefault(identity, row)
        if first is not row and any(_differ(first.values[index], row.values[index]) for index in compared):
            _log_contradiction(schema, first, row, compared, log)
    return list(firsts.values())


def warn_of_rivals(rows: Sequence[Row], log: FindingLog) -> None:
    """Warn where two sources give one figure different values; both are kept and the ranking rule is stated."""
    cells = [OBSERVATIONS.names.index(name) for name in _CELL]
    figures = [OBSERVATIONS.names.index(name) for name in ("value", "growth")]
    source = OBSERVATIONS.names.index("source")
    firsts: dict[tuple[object, ...], Row] = {}
    for row in rows:
        cell = tuple([row.values[index] for index in cells])
        first = firsts.setdefault(cell, row)
        if first is row:
            continue
        if first.values[source] == row.values[source]:
            # A source is held to what it said last: its own correction is no rival.
            firsts[cell] = max(first, row, key=_reported_on)
            continue
        rival = next((one for one in figures if _disagree(first.values[one], row.values[one])), None)
        if rival is not None:
            name = OBSERVATIONS.names[rival]
            sentence = (
                f"{_figure(row, rival)}（{row.values[source]}）与 {first.draft.span(first.index, name)} 的 "
                f"{_figure(first, rival)}（{first.values[source]}）不同，两个都保留。{RANKING}。"
            )
            log.add(findings.TWO_SOURCES, row.draft.span(row.index, name), sentence, findings.TWO_SOURCES.instead)


def _reported_on(row: Row) -> tuple[date, int]:
    day, status = row.values[_VINTAGE], row.values[_STATUS]
    trust = next((rank for rank, (word, _) in enumerate(STATUSES, start=1) if word == status), 0)
    return day if isinstance(day, date) else date.min, trust


def _figure(row: Row, index: int) -> str:
    return str(row.values[index])


def _differ(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return not math.isclose(one, other, rel_tol=1e-9)
    return one != other


def _disagree(one: object, other: object) -> bool:
    return one is not None and other is not None and _differ(one, other)


def _log_contradiction(schema: TableSchema, first: Row, row: Row, compared: Sequence[int], log: FindingLog) -> None:
    column = next(schema.columns[index] for index in compared if _differ(first.values[index], row.values[index]))
    sentence = (
        f"这一行与 {first.draft.layout.sheet.span(first.draft.rows[first.index])} 说的是同一项，"
        f"{column.label}却不同；只留先出现的那一行。"
    )
    log.add(findings.CONTRADICTION, row.draft.span(row.index, column.name), sentence, findings.CONTRADICTION.instead)
