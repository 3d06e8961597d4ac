"""The workbook in which an officer sets how targets are divided (分解设置): written with what holds, read back."""

from decimal import Decimal, InvalidOperation

from guatu.allocation import Way
from guatu.report.split_values import DividedTarget, SplitReading, Undivided
from guatu.report.values import Cell, Column, Form, Row, Section, Table

TARGET_KEY, PLACE_CODE = "目标编号", "地区代码"
SPLIT_TARGET_HEADERS = (
    TARGET_KEY,
    "分解",
    "取整",
    "加码",
    "与平均相差不超过",
    "同类相差不超过",
    "支撑权重",
    "个数取整办法",
    "基数用哪个指标",
)
SPLIT_PLACE_HEADERS = (TARGET_KEY, PLACE_CODE, "基数", "自报能力", "下限", "上限", "同类")
SPLIT_TIER_HEADERS = (TARGET_KEY, "档次指标", "规模不低于", "每地最少")
SPLIT_EDIT_HEADERS = (TARGET_KEY, PLACE_CODE, "分解值", "调整值", "锁定")


def settings_tables(reading: SplitReading) -> tuple[Table, ...]:
    """Return the sheets of settings: targets, places, tiers; what was typed before stands in them again."""
    return _targets_sheet(reading), _places_sheet(reading), _tiers_sheet(reading)


def _targets_sheet(reading: SplitReading) -> Table:
    rows = [_target_row(reading, one) for one in reading.divided]
    rows += [_left_row(reading, one) for one in reading.undivided if one.by_setting]
    columns = (
        Column("目标", width=20),
        Column("办法", width=5),
        Column("分解", width=4),
        Column("取整", Form.FIGURE, width=4),
        Column("取整单位", width=5),
        Column("加码", Form.FIGURE, "%", width=4),
        Column("与平均相差不超过", Form.FIGURE, "百分点", width=6),
        Column("同类相差不超过", Form.FIGURE, "百分点", width=6),
        Column("支撑权重", Form.FIGURE, width=4),
        Column("个数取整办法", width=7),
        Column("基数用哪个指标", width=10),
        Column(TARGET_KEY, width=16),
    )
    return Table(
        "目标设置",
        f"{reading.title}分解设置：目标",
        "改完存盘，再用 guatu split … --settings 这个文件",
        columns,
        (Section("", tuple(rows)),),
        notes=(
            "分解：写“否”的目标不分。取整：增速填 0.1 就是 0.1 个百分点，总量填计量单位的数。",
            "加码：增速目标填百分点（0.5 就是合计比目标高 0.5 个百分点），总量、个数目标填百分数（2 就是多分 2%）。",
            "支撑权重：0 为不看在手支撑，1 为支撑比平均多几个百分点，测算值就加几个百分点。",
            "个数取整办法：最大余数法或韦伯斯特法。基数用哪个指标：本指标没有总量时，借用别的指标的上年数作基数。",
        ),
    )


def _target_row(reading: SplitReading, one: DividedTarget) -> Row:
    ask, typed = one.division.ask, reading.typed.targets.get(one.key, {})
    growth, count = one.way is Way.GROWTH, one.way is Way.COUNT
    step = ask.step * 100 if growth else ask.step
    cells: tuple[Cell, ...] = (
        one.name,
        one.way.word,
        "是",
        step.normalize() if step != step.to_integral() else step.quantize(Decimal(1)),
        "百分点" if growth else ask.unit,
        _number(typed.get("加码", "") or "0"),
        None if count else _number(typed.get("与平均相差不超过", "") or "3"),
        _number(typed.get("同类相差不超过", "")),
        None if count else _number(typed.get("支撑权重", "") or "0.5"),
        ask.rounding.word if count else None,
        typed.get("基数用哪个指标") or None,
        one.key,
    )
    return Row(cells)


def _left_row(reading: SplitReading, one: Undivided) -> Row:
    typed = reading.typed.targets.get(one.key, {})
    numbers = [_number(typed.get(name, "")) for name in SPLIT_TARGET_HEADERS[2:7]]
    return Row(
        (
            one.name,
            None,
            "否",
            numbers[0],
            None,
            *numbers[1:],
            typed.get("个数取整办法") or None,
            typed.get("基数用哪个指标") or None,
            one.key,
        )
    )


def _places_sheet(reading: SplitReading) -> Table:
    columns = (
        Column("地区", width=7),
        Column("参考：上年数", Form.FIGURE, width=7),
        Column("参考：近年增速", Form.POINTS, "%", width=6),
        Column("基数", Form.FIGURE, width=6),
        Column("自报能力", Form.FIGURE, width=6),
        Column("下限", Form.FIGURE, width=5),
        Column("上限", Form.FIGURE, width=5),
        Column("同类", width=5),
        Column("填写单位", width=5),
        Column(TARGET_KEY, width=16),
        Column(PLACE_CODE, width=6),
    )
    return Table(
        "地区设置",
        f"{reading.title}分解设置：地区",
        "留空就按左边的参考数算；基数填计量单位的数，自报能力填增速（个数目标填权重）",
        columns,
        tuple(_places_section(reading, one) for one in reading.divided),
        notes=(
            "下限、上限：增速目标填 % 数，总量、个数目标填计量单位的数。",
            "同类：写同样字样的地区，彼此相差受“同类相差不超过”约束。",
        ),
    )


def _places_section(reading: SplitReading, one: DividedTarget) -> Section:
    rows = []
    for claim in one.division.ask.claims:
        typed = reading.typed.places.get((one.key, claim.place), {})
        numbers = tuple(_number(typed.get(name, "")) for name in SPLIT_PLACE_HEADERS[2:6])
        known = None if numbers[0] is not None else claim.base
        unit = "%" if one.way is Way.GROWTH else one.indicator.unit
        rows.append(
            Row((claim.name, known, claim.trend, *numbers, typed.get("同类") or None, unit, one.key, claim.place))
        )
    return Section(f"{one.name}（{one.indicator.unit}）", tuple(rows))


def _tiers_sheet(reading: SplitReading) -> Table:
    columns = (
        Column("档次指标", width=12),
        Column("规模不低于", Form.FIGURE, width=7),
        Column("每地最少", Form.FIGURE, width=7),
        Column(TARGET_KEY, width=20),
    )
    typed = [
        Row(
            (
                one.get("档次指标"),
                _number(one.get("规模不低于", "")),
                _number(one.get("每地最少", "")),
                one.get(TARGET_KEY),
            )
        )
        for one in reading.typed.tiers
    ]
    kept = {str(one.get(TARGET_KEY)) for one in reading.typed.tiers}
    blank = [Row((None, None, None, one.key)) for one in reading.of_way(Way.COUNT) if one.key not in kept]
    return Table(
        "档次",
        f"{reading.title}分解设置：按档次的最低数",
        "一个目标可以写几行，如 工业总产值 500 以上每地最少 20、100 以上最少 10、0 以上最少 5",
        columns,
        (Section("", tuple(typed + blank)),),
        notes=("档次按上年数定；一地够上几档的，按最高的一档。",),
        nothing="（没有个数目标）",
    )


def _number(text: str) -> Cell:
    """Return what was typed as a number where it is one, else as it stands."""
    if not text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
