"""The same key twice: what collapses, what is kept beside each other, what contradicts itself."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from guatu.domain import Severity
from guatu.intake import findings
from guatu.intake.finding_log import FindingLog
from guatu.intake.rows import Row
from guatu.query import OBSERVATIONS, STATUSES, Provenance, TableSchema

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
# Of a firm that is named twice in a register the first name and source are as good as the second.
_FIRST_SAID = frozenset(("name", "source"))


def without_duplicates(schema: TableSchema, rows: Sequence[Row], log: FindingLog) -> list[Row]:
    """Return the rows with identical ones collapsed; of two that contradict each other the first is kept."""
    key = [schema.names.index(name) for name in schema.key]
    if schema.name == OBSERVATIONS.name:
        # An earlier status of the same day is replaced by a later one, and is no contradiction.
        key.append(schema.names.index("status"))
    passed = _PLACES if schema.name == OBSERVATIONS.name else _REGISTER_PLACES
    compared = [index for index, name in enumerate(schema.names) if name not in passed and index not in key]
    firsts: dict[tuple[object, ...], Row] = {}
    for row in rows:
        identity = tuple([row.values[index] for index in key])
        first = firsts.setdefault(identity, row)
        if first is not row and any(_differ(first.values[index], row.values[index]) for index in compared):
            _log_contradiction(schema, first, row, compared, log)
    return list(firsts.values())


def merged_rows(schema: TableSchema, rows: Sequence[Row], log: FindingLog) -> list[Row]:
    """Return the rows of a register, one for each key: rows of one key fill each other's gaps.

    Where they contradict each other the figure is missing, so that what is paid by it is unknown and not a guess.
    """
    key = [schema.names.index(name) for name in schema.key]
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple([row.values[index] for index in key]), []).append(row)
    return [same[0] if len(same) == 1 else _merged(schema, same, log) for same in groups.values()]


def _merged(schema: TableSchema, same: Sequence[Row], log: FindingLog) -> Row:
    first = same[0]
    values: list[object] = []
    torn: set[int] = set()
    for index, name in enumerate(schema.names):
        given = [row.values[index] for row in same if row.values[index] is not None]
        if name == "provenance" and Provenance.STATISTICS in given:
            values.append(Provenance.STATISTICS.value)
        elif name in _FIRST_SAID or not any(_differ(given[0], one) for one in given[1:]):
            values.append(given[0] if given else None)
        else:
            values.append(None)
            torn.add(index)
    for row in same[1:]:
        _log_same_key(schema, first, row, torn, log)
    return replace(first, values=tuple(values))


def _log_same_key(schema: TableSchema, first: Row, row: Row, torn: set[int], log: FindingLog) -> None:
    differing = [
        index
        for index, name in enumerate(schema.names)
        if name not in (*schema.key, *_FIRST_SAID) and _differ(first.values[index], row.values[index])
    ]
    if not differing:
        return
    lost = [index for index in differing if index in torn]
    words = "、".join(schema.columns[index].label for index in lost)
    ending = f"{words}两行不同，按缺数处理，不猜取哪个" if lost else "两行互相补齐"
    keys = "、".join(column.label for column in schema.columns if column.name in schema.key)
    where = first.draft.layout.sheet.span(first.draft.rows[first.index])
    span = row.draft.span(row.index, schema.names[(lost or differing)[0]])
    severity = Severity.ERROR if lost else Severity.WARNING
    sentence = f"这一行与 {where} 的{keys}相同；{ending}。"
    log.add(findings.SAME_KEY, span, sentence, findings.SAME_KEY.instead, severity=severity)


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
