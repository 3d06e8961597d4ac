"""Checks of the columns that packs add to tables (增加的列): their units, and that a column means one thing.

Whether the table exists is checked where tables are known, not here.
"""

from collections.abc import Callable, Iterator, Mapping

from guatu.domain import Finding, InvalidValue, unit_named
from guatu.pack.column_nouns import PackColumn
from guatu.pack.findings import UNKNOWN_UNIT
from guatu.pack.pack import Packs
from guatu.pack.rule_findings import COLUMN_UNIT, COLUMNS_DIFFER

# The dimensions a unit may have for each measure; a number may be in any unit, words and days have none.
_DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "text": (),
    "date": (),
    "yes_no": (),
    "count": ("count", "firms", "people"),
    "money": ("money",),
    "ratio": ("ratio", "points"),
    "people": ("people",),
    "area": ("area", "area_mu"),
}
_EXAMPLES = {"count": "个、户", "money": "元、万元", "ratio": "%", "people": "人、万人", "area": "亩、平方米"}


def fitting_column_units(packs: Packs) -> Iterator[Finding]:
    """The unit of a column is registered and suits what it measures; a column may go without one."""
    for pack in packs.packs:
        for column in pack.columns:
            if not column.unit:
                continue
            try:
                unit = unit_named(column.unit)
            except InvalidValue as error:
                sentence = f"增加的列“{column.id}”：{error}".rstrip("。")
                stop = "" if sentence.endswith("？") else "。"
                way_out = "请写常用单位，如 元、万元、人、个、%、亩。"
                yield UNKNOWN_UNIT.at(column.span, f"{sentence}{stop}", way_out)
                continue
            allowed = _DIMENSIONS.get(column.measure)
            if allowed is not None and unit.dimension not in allowed:
                sentence = f"增加的列“{column.id}”的 measure 是 {column.measure}，单位却写了“{column.unit}”。"
                examples = _EXAMPLES.get(column.measure)
                mend = "删去 unit，这种列没有单位" if examples is None else f"写 {examples} 这样的单位"
                yield COLUMN_UNIT.at(column.span, sentence, f"请{mend}；或者改正 measure。")


def one_meaning_each(packs: Packs) -> Iterator[Finding]:
    """A column that two packs add to one table is the same column in both."""
    seen: dict[tuple[str, str], PackColumn] = {}
    for pack in packs.packs:
        for column in pack.columns:
            first = seen.setdefault((column.on, column.id), column)
            if (first.name, first.measure, first.unit) != (column.name, column.measure, column.unit):
                sentence = f"{column.on} 的列“{column.id}”在 {first.span} 是 {_words(first)}，这里是 {_words(column)}。"
                way_out = "请只在一个政策包里写这一列，或者给其中一列换个列名。"
                yield COLUMNS_DIFFER.at(column.span, sentence, way_out)


def _words(column: PackColumn) -> str:
    return "、".join(part for part in (column.name, column.measure, column.unit) if part)


COLUMN_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (fitting_column_units, one_meaning_each)
