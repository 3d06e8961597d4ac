"""The columns that conditions and amounts may use (可用的列), with every word by which a plan may call them."""

import re
from dataclasses import dataclass

from guatu.pack import Aggregate, Derived, PackColumn, Packs
from guatu.query import FACT_TABLES, TableSchema, tables_of

# Tables with one row for whom money may be given to: a firm's year, a place's year, a project, a loan.
PAID_TABLES = ("firm_years", "place_years", "projects", "loans")
_GATHERED = {"any": "yes_no", "count": "count"}
# A column of 资质称号 that looks for one title alone stands for that title: 有效高企 for 高新技术企业.
_CALLED = {"专精特新中小企业": ("专精特新企业",), "小巨人": ("专精特新小巨人企业", "小巨人企业")}
_TITLE_SOUGHT = re.compile("包含\\(称号, *'([^']+)'\\)")


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A column of a table by its Chinese name; `measure` is yes_no, money, ratio, count … as packs write it."""

    name: str
    table: str
    measure: str
    aliases: tuple[str, ...] = ()
    is_declared: bool = False


def known_columns(packs: Packs | None) -> tuple[KnownColumn, ...]:
    """Return the columns of the paid tables: built in, added by packs, gathered from other tables, computed."""
    tables: tuple[TableSchema, ...] = FACT_TABLES if packs is None else tables_of(packs)[0]
    columns = [
        KnownColumn(column.label, table.name, column.measure.value, (column.name, *column.aliases))
        for table in tables
        if table.name in PAID_TABLES
        for column in table.columns
    ]
    if packs is not None:
        columns.extend(_gathered(one) for one in packs.every(lambda pack: pack.aggregates))
        columns.extend(_computed(one) for one in packs.every(lambda pack: pack.derived))
        columns.extend(KnownColumn(one.name, one.on, "yes_no") for one in packs.every(lambda pack: pack.qualifications))
    return tuple(columns)


def declared_column(column: PackColumn) -> KnownColumn:
    """Return a column that a draft itself adds, as one that its later rules may use."""
    return KnownColumn(column.name, column.on, column.measure, column.aliases, is_declared=True)


def _gathered(column: Aggregate) -> KnownColumn:
    sought = [match[1] for one in column.where if (match := _TITLE_SOUGHT.fullmatch(one.test)) is not None]
    is_title = column.table == "titles" and column.take == "any" and len(sought) == 1
    words = (*_CALLED.get(sought[0], ()), sought[0]) if is_title and not _is_of_one_year(column) else ()
    return KnownColumn(column.name, column.on, _GATHERED.get(column.take) or _measure_of(column.name), words)


def _is_of_one_year(column: Aggregate) -> bool:
    """Tell a title that was newly given this year from one that still holds."""
    return any("年初" in one.test or "年末" in one.test or "级别" in one.test for one in column.where)


def _computed(column: Derived) -> KnownColumn:
    return KnownColumn(column.name, column.on, _measure_of(column.name))


def _measure_of(name: str) -> str:
    """What a computed column measures, by its name: the packs do not say, and only rules could tell."""
    if name.endswith(("增速", "增长率", "率", "占比", "比例", "强度")):
        return "ratio"
    if any(word in name for word in ("收入", "额", "费用", "资金", "投资", "利润", "税", "产值")):
        return "money"
    return "text"
