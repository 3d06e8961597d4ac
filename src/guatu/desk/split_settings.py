"""What an officer sets for a division (分解设置) and changes by hand (调整值、锁定), read from their workbooks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from guatu.desk.findings import UNREAD_SETTING
from guatu.desk.headed_rows import HeadedRow, headed_rows
from guatu.domain import Finding, GuatuError, InvalidValue
from guatu.intake import stored_number
from guatu.office import read_sheets
from guatu.report import SPLIT_EDIT_HEADERS, SPLIT_TARGET_HEADERS, SPLIT_TIER_HEADERS

_YES, _NO = ("是", "√", "y", "Y"), ("否", "×", "n", "N", "不")


@dataclass(frozen=True)
class TargetSetting:
    """What is set for one target: whether it is divided (None: nothing was said), and the row it stands in."""

    divides: bool | None
    row: HeadedRow


@dataclass(frozen=True)
class TierSetting:
    """A tier (档次): places whose `indicator` was at least so much last year get at least `least` (个数目标)."""

    indicator: str
    size: Decimal
    least: Decimal
    row: HeadedRow


@dataclass(frozen=True)
class SplitSettings:
    """Everything that was set and changed by hand, by target and place."""

    targets: Mapping[str, TargetSetting] = field(default_factory=dict)
    places: Mapping[tuple[str, str], HeadedRow] = field(default_factory=dict)
    tiers: Mapping[str, tuple[TierSetting, ...]] = field(default_factory=dict)
    edits: Mapping[tuple[str, str], HeadedRow] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_settings(settings: Path | None, edits: Path | None) -> SplitSettings:
    """Return what stands in the workbook of settings and in an edited table; a file of neither is refused.

    Raises InvalidValue where a file has none of the columns it is read for.
    """
    targets: dict[str, TargetSetting] = {}
    places: dict[tuple[str, str], HeadedRow] = {}
    tiers: dict[str, tuple[TierSetting, ...]] = {}
    found: list[Finding] = []
    if settings is not None:
        sheets, found_sheets = read_sheets(settings)
        found += found_sheets
        for row in headed_rows(sheets, SPLIT_TARGET_HEADERS[:3]):
            if key := row.text("目标编号"):
                targets[key] = TargetSetting(_flag(row, "分解", found), row)
        for row in headed_rows(sheets, ("目标编号", "地区代码", "自报能力")):
            if row.text("目标编号"):
                places[row.text("目标编号"), row.text("地区代码")] = row
        for row in headed_rows(sheets, SPLIT_TIER_HEADERS):
            tier = _tier(row, found)
            if tier is not None:
                tiers[row.text("目标编号")] = (*tiers.get(row.text("目标编号"), ()), tier)
        if not targets and not places:
            _refuse(settings, SPLIT_TARGET_HEADERS[:3])
    changed: dict[tuple[str, str], HeadedRow] = {}
    if edits is not None:
        sheets, found_sheets = read_sheets(edits)
        found += found_sheets
        rows = list(headed_rows(sheets, SPLIT_EDIT_HEADERS))
        changed = {(row.text("目标编号"), row.text("地区代码")): row for row in rows if row.text("地区代码")}
        if not rows:
            _refuse(edits, SPLIT_EDIT_HEADERS)
    return SplitSettings(targets, places, tiers, changed, tuple(found))


def _refuse(path: Path, headers: Iterable[str]) -> None:
    raise InvalidValue(f"“{path.name}”里没有一张有“{'”“'.join(headers)}”这几列的表；请用上一次分解写出的文件来改。")


def _flag(row: HeadedRow, header: str, found: list[Finding]) -> bool | None:
    text = row.text(header)
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    found.append(UNREAD_SETTING.at(row.span, f"“{header}”写的是“{text}”，没有采用。", "只写“是”或“否”。"))
    return None


def is_locked(row: HeadedRow, found: list[Finding]) -> bool:
    """Tell whether a row of an edited table is locked: by 是, or by having a 调整值."""
    flag = _flag(row, "锁定", found)
    return flag if flag is not None else bool(row.text("调整值"))


def set_number(row: HeadedRow, header: str, unit: str, found: list[Finding], *, growth: bool = False) -> Decimal | None:
    """Return the number under a header in the unit asked for (a growth as a fraction), None where blank or unreadable.

    What cannot be read is told and has no effect.
    """
    text = row.text(header)
    try:
        return stored_number(text, unit, growth=growth) if text else None
    except GuatuError as reason:
        sentence = f"“{header}”写的“{text}”不是数：{str(reason).rstrip('。')}，没有采用。"
        found.append(UNREAD_SETTING.at(row.span, sentence, UNREAD_SETTING.instead))
        return None


def _tier(row: HeadedRow, found: list[Finding]) -> TierSetting | None:
    if not row.text("目标编号"):
        return None
    size, least = (set_number(row, header, "", found) for header in ("规模不低于", "每地最少"))
    if size is None or least is None or not row.text("档次指标"):
        return None
    return TierSetting(row.text("档次指标"), size, least, row)
