"""The sheets 单位 and 指标 of the review: names in the plan, names in the packs, and which of them it shall be.

A name that a person settles takes the place of the printed one in the draft, so that it is found in the packs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from guatu.reader.draft import ReadDuty, ReadTarget, ReadTask
from guatu.reader.indicator_matching import IndicatorMatch
from guatu.reader.matching import AgencyMatch, Matches
from guatu.reader.review_cells import cell_words, names_in_cell
from guatu.reader.review_fields import KINDS, Item, item_number
from guatu.reader.review_values import FilledReview, FilledTable, ReviewCell, ReviewColumn, ReviewForm, ReviewTable

AGENCIES, INDICATORS = "单位", "指标"
_AGENCY_HEADING, _INDICATOR_HEADING, _TARGETS_HEADING = "文中名称", "文中指标", "目标编号"
_SUGGESTED, _SETTLED = "建议名称", "定为"
_HINT = "看“建议名称”对不对；不对的，在“定为”一栏选一个相近的名称，或写上规范名称。“新{0}”会按“定为”里的名称新登记。"


@dataclass(frozen=True)
class Renames:
    """Names that a person settled: of bodies by their printed name, of indicators by the number of the target."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)

    def applied(self, item: Item, number: str, read: Item | None) -> Item:
        """Return an item under the settled names; an indicator corrected in its own row stays as it was corrected."""
        if isinstance(item, ReadTarget):
            name = self.indicators.get(number)
            is_as_read = isinstance(read, ReadTarget) and read.indicator == item.indicator
            return replace(item, indicator=name) if name and is_as_read else item
        if isinstance(item, ReadTask):
            return replace(item, lead=self._names(item.lead), support=self._names(item.support))
        if isinstance(item, ReadDuty):
            return replace(item, who=self._joined(item.who), to=None if item.to is None else self._joined(item.to))
        return item

    def _names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.agencies.get(name, name) for name in names))

    def _joined(self, text: str) -> str:
        names = names_in_cell(text)
        return "、".join(self._names(names)) if any(name in self.agencies for name in names) else text


def match_tables(matches: Matches) -> tuple[ReviewTable, ...]:
    """Return the sheets 单位 and 指标."""
    return (_agency_table(matches.agencies), _indicator_table(matches.indicators))


def settled_names(review: FilledReview) -> Renames:
    """Return the names that were settled otherwise than suggested."""
    agencies = dict(_settled(review.table(AGENCIES), _AGENCY_HEADING))
    indicators = {
        number: settled
        for numbers, settled in _settled(review.table(INDICATORS), _TARGETS_HEADING)
        for number in numbers.split("、")
    }
    return Renames(agencies, indicators)


def _settled(table: FilledTable | None, heading: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for row in () if table is None else table.rows:
        key, suggested, settled = (cell_words(row.value(one)) for one in (heading, _SUGGESTED, _SETTLED))
        if key and settled and settled != suggested:
            pairs.append((key, settled))
    return tuple(pairs)


def _agency_table(agencies: tuple[AgencyMatch, ...]) -> ReviewTable:
    columns = (
        ReviewColumn("name", _AGENCY_HEADING, 22, editable=False),
        ReviewColumn("count", "出现次数", 5, editable=False, form=ReviewForm.NUMBER),
        ReviewColumn("state", "对照结果", 9, editable=False),
        ReviewColumn("suggested", _SUGGESTED, 20, editable=False),
        ReviewColumn("settled", _SETTLED, 20, by_row=True),
        ReviewColumn("near", "相近的已有单位", 17, editable=False),
    )
    rows = tuple(
        (one.name, Decimal(one.count), _agency_state(one), one.written, one.written, "、".join(one.near) or None)
        for one in agencies
    )
    choices = tuple(tuple(dict.fromkeys((one.written, one.name, *one.near))) for one in agencies)
    return ReviewTable("agencies", AGENCIES, columns, rows, hint=_HINT.format(AGENCIES), row_choices=choices)


def _agency_state(one: AgencyMatch) -> str:
    if one.known_name is None:
        return "新单位，有相近的" if one.near else "新单位"
    return "已有单位" if one.in_force else "已有，当时未启用"


def _indicator_table(indicators: tuple[IndicatorMatch, ...]) -> ReviewTable:
    columns = (
        ReviewColumn("name", _INDICATOR_HEADING, 20, editable=False),
        ReviewColumn("unit", "计量单位", 5, editable=False),
        ReviewColumn("targets", _TARGETS_HEADING, 10, editable=False),
        ReviewColumn("state", "对照结果", 9, editable=False),
        ReviewColumn("suggested", _SUGGESTED, 17, editable=False),
        ReviewColumn("settled", _SETTLED, 17, by_row=True),
        ReviewColumn("near", "相近的已有指标", 16, editable=False),
    )
    rows = tuple(_indicator_row(one) for one in indicators)
    choices = tuple(tuple(dict.fromkeys((one.indicator.name, one.name, *one.near))) for one in indicators)
    return ReviewTable("indicators", INDICATORS, columns, rows, hint=_HINT.format(INDICATORS), row_choices=choices)


def _indicator_row(one: IndicatorMatch) -> tuple[ReviewCell, ...]:
    numbers = "、".join(item_number(KINDS[0], at) for at in one.targets)
    state = "已有指标" if not one.is_new else "新指标，有相近的" if one.near else "新指标"
    name = one.indicator.name
    return (one.name, one.indicator.unit or None, numbers, state, name, name, "、".join(one.near) or None)
