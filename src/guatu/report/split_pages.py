"""The sheets of a division (分解表): targets by places with reasons, the year by months, demands, what moves."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from guatu.allocation import Demand, DemandKind, Part, Way
from guatu.report.split_settings_pages import PLACE_CODE, TARGET_KEY
from guatu.report.split_values import DividedTarget, SplitReading
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table

_KINDS = {
    DemandKind.TOTAL: "合计",
    DemandKind.FLOOR: "下限",
    DemandKind.CEILING: "上限",
    DemandKind.BAND: "与平均相差",
    DemandKind.ALIKE: "同类相差",
    DemandKind.LOCK: "锁定",
}
_SHEETS = {Way.GROWTH: "增速目标", Way.AMOUNT: "总量目标", Way.COUNT: "个数目标"}
_REASON = Column("理由", width=36)
_HANDS = (
    Column("调整值", Form.FIGURE, width=5, by_hand=True),
    Column("锁定", width=4, by_hand=True),
    Column(TARGET_KEY, width=12),
    Column(PLACE_CODE, width=5),
)
_COLUMNS = {
    Way.GROWTH: (
        Column("地区", width=7),
        Column("上年基数", Form.NUMBER, width=6),
        Column("测算值", Form.POINTS, "%", width=4),
        Column("统一加减后", Form.POINTS, "%", width=5),
        Column("分解值", Form.POINTS, "%", width=5),
        Column("按此全年", Form.NUMBER, width=6),
        Column("受什么限", width=5),
        _REASON,
        *_HANDS,
    ),
    Way.AMOUNT: (
        Column("地区", width=7),
        Column("上年基数", Form.NUMBER, width=6),
        Column("测算值", Form.POINTS, "%", width=4),
        Column("统一加减后", Form.POINTS, "%", width=5),
        Column("分解值", Form.NUMBER, width=6),
        Column("比上年", Form.POINTS, "%", width=5),
        Column("受什么限", width=5),
        _REASON,
        *_HANDS,
    ),
    Way.COUNT: (
        Column("地区", width=7),
        Column("权重", Form.NUMBER, width=6),
        Column("应得", Form.FIGURE, width=5),
        Column("分解值", Form.NUMBER, width=5),
        Column("受什么限", width=5),
        _REASON,
        *_HANDS,
    ),
}
_MONTHS = (
    "1月",
    "1—2月",
    "一季度",
    "1—4月",
    "1—5月",
    "上半年",
    "1—7月",
    "1—8月",
    "前三季度",
    "1—10月",
    "1—11月",
    "全年",
)
_NO_BASES = "没有分解：各地都没有上年基数。在分解设置填“基数”，或在“基数用哪个指标”写一个有总量的指标，再分一次。"
_EDIT_NOTE = (
    "要改：在“调整值”填数（增速填 6.5 就是 6.5%），“锁定”写“是”，存盘后用 guatu split … --edits 这个文件；"
    "锁定的不动，其余重新求解。只写“锁定”不填“调整值”，就锁在现在的分解值。"
)


_WITHOUT_PARKS = (
    "园区的数已经统计在所在县（市、区）里，和县一起分就重复了，所以这里只分到县，县的数里含园区。"
    "要另给园区定目标，运行时加 --among parks，单独在园区之间分。"
)
_AMONG_PARKS = (
    "只在园区之间分，不含园区以外：增速目标，各园区合起来达到全域的增速；总量、个数目标，全部数分给各园区，"
    "只想分一部分的，在分解设置“加码”填负数（-40 就是只分六成）。园区的数已含在所在县里，不能与县的分解值相加。"
)


def split_tables(reading: SplitReading) -> tuple[Table, ...]:
    """Return the sheets in the order they are read."""
    by_way = [_way_table(reading, way) for way in Way if reading.of_way(way)]
    moved = [_sensitivity_table(reading, growth=growth) for growth in (True, False)]
    return (*by_way, _months_table(reading), *filter(None, moved), _demand_table(reading), _notes_table(reading))


def decimals_of(one: DividedTarget) -> int:
    """Return with how many decimals amounts of a target are printed: those of what they are rounded to."""
    if one.way is Way.GROWTH:
        return one.indicator.decimals
    return max(-int(one.division.ask.step.normalize().as_tuple().exponent), 0)


def _way_table(reading: SplitReading, way: Way) -> Table:
    return Table(
        name=_SHEETS[way],
        title=f"{reading.title}{_SHEETS[way]}分解表",
        subtitle=_fictional(reading, ""),
        columns=_COLUMNS[way],
        sections=tuple(_way_section(one) for one in reading.of_way(way)),
        notes=(_EDIT_NOTE, *(_bases_note(one) for one in reading.of_way(way) if one.base_of)),
    )


def _bases_note(one: DividedTarget) -> str:
    return f"{one.name}：本指标没有可用的总量，基数借用“{one.base_of}”。"


def _way_section(one: DividedTarget) -> Section:
    rows = tuple(Row(_part_cells(one, part)) for part in one.division.parts)
    total = () if one.division.clash else (Row(_total_cells(one), Emphasis.TOTAL),)
    head = f"{one.name}{'：要求互相冲突，没有分，见“约束”' if one.division.clash else ''}"
    heading = f"{head}（{one.indicator.unit}）"
    return Section(heading, (*total, *rows), decimals=decimals_of(one), rate_decimals=one.rate_decimals)


def _part_cells(one: DividedTarget, part: Part) -> tuple[Cell, ...]:
    ends = ("、".join(part.binds) or None, part.because, None, "是" if part.is_locked else None, one.key, part.place)
    if one.way is Way.COUNT:
        return (part.name, part.base, _two(part.moved), part.value, *ends)
    if one.way is Way.AMOUNT:
        return (part.name, part.base, part.wish, part.moved, part.value, part.growth, *ends)
    return (part.name, part.base, part.wish, part.moved, part.value, _level(one, part), *ends)


def _level(one: DividedTarget, part: Part) -> float | None:
    """Return the amount a growth means, where amounts of this indicator may be worked out so."""
    return part.amount if any(month is not None for month in one.time.total) else None


def _two(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.2f}")


def _total_cells(one: DividedTarget) -> tuple[Cell, ...]:
    division = one.division
    told = f"目标{_printed(one, division.wanted)}，合计{_printed(one, division.reached)}"
    if one.way is Way.GROWTH and division.miss is not None and division.tolerance is not None:
        word = "少" if division.miss < 0 else "多出"
        told += f"，增量{word}{abs(division.miss):.4f}{one.indicator.unit}，最小基数的一档是{division.tolerance:.4f}"
    blank = (None, None, one.key, None)
    reached = None if division.reached is None else Decimal(repr(division.reached))
    if one.way is Way.COUNT:
        return ("合计", None, None, reached, None, told, *blank)
    if one.way is Way.AMOUNT:
        return ("合计", None, None, None, reached, None, None, told, *blank)
    return ("合计", None, None, None, reached, one.time.total[-1], None, told, *blank)


def _printed(one: DividedTarget, value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.3%}" if one.way is Way.GROWTH else f"{value:,.{decimals_of(one)}f}{one.indicator.unit}"


def _months_table(reading: SplitReading) -> Table:
    columns = (
        Column("地区", width=7),
        *(Column(name, Form.NUMBER, width=5.5) for name in _MONTHS),
        Column("怎样分到各月", width=22),
    )
    sections = tuple(_months_section(one) for one in reading.given if not one.division.clash)
    return Table(
        name="分季分月",
        title=f"{reading.title}目标分季分月表",
        subtitle=_fictional(reading, "均为年初至当月累计"),
        columns=columns,
        sections=sections,
        notes=("1—2月合并公布的指标不单列1月；按季公布的指标只列季末。可比价增速不折算总量，各月累计增速同全年。",),
    )


def _months_section(one: DividedTarget) -> Section:
    has_amounts = any(month is not None for place in one.time.places for month in place.months)
    rows = []
    for place in one.time.places:
        part = next(part for part in one.division.parts if part.place == place.place)
        months = place.months
        if not has_amounts:
            months = tuple(place.growth if month in one.months else None for month in range(1, 13))
        rows.append(Row((part.name, *months, place.because)))
    if has_amounts:
        rows.insert(0, Row(("合计", *one.time.total, None), Emphasis.TOTAL))
    unit = one.indicator.unit if has_amounts else "%"
    return Section(one.name, tuple(rows), unit=unit, decimals=decimals_of(one), rate_decimals=one.rate_decimals)


def _sensitivity_table(reading: SplitReading, *, growth: bool) -> Table | None:
    chosen = [one for one in reading.given if one.sensitivities and (one.way is Way.GROWTH) is growth]
    if not chosen:
        return None
    names = tuple(dict.fromkeys(part.name for one in chosen for part in one.division.parts))
    form, unit = (Form.POINTS, "%") if growth else (Form.FIGURE, "")
    columns = (
        Column("多给哪里", width=7),
        Column("多给", form, "个百分点" if growth else "", width=5),
        Column("调到", form, unit, width=5),
        *(Column(name, form, width=4.5) for name in names),
        Column("说明", width=24),
    )
    return Table(
        name="敏感性（增速）" if growth else "敏感性（总量个数）",
        title=f"{reading.title}多给一地一点，别地怎样变",
        subtitle="把一地调高后锁定，其余重新求解；正数为增加，负数为减少" + ("，单位为个百分点" if growth else ""),
        columns=columns,
        sections=tuple(_sensitivity_section(one, names) for one in chosen),
    )


def _sensitivity_section(one: DividedTarget, names: tuple[str, ...]) -> Section:
    rows = []
    for moved in one.sensitivities:
        changes = dict(zip((part.name for part in one.division.parts), moved.changes, strict=False))
        cells = tuple(changes.get(name) or None for name in names)
        rows.append(Row((moved.name, moved.more, moved.value, *cells, moved.because)))
    heading = f"{one.name}（{'百分点' if one.way is Way.GROWTH else one.indicator.unit}）"
    return Section(heading, tuple(rows), rate_decimals=one.rate_decimals)


def _demand_table(reading: SplitReading) -> Table:
    return Table(
        name="约束",
        title=f"{reading.title}分解的约束",
        subtitle="起作用：去掉它，结果就会变；冲突：和别的几条放在一起做不到",
        columns=(
            Column("约束", width=50),
            Column("类别", width=6),
            Column("状态", width=6),
            Column("要放宽时", width=24),
        ),
        sections=tuple(
            Section(
                one.name,
                tuple(_demand_rows(one)),
            )
            for one in reading.given
        ),
    )


def _demand_rows(one: DividedTarget) -> Iterator[Row]:
    """Yield a row for each demand; what is asked of every place alike is said once, with those whom it holds."""
    said: set[str] = set()
    for demand, binds in one.division.demands:
        if not demand.general or demand in one.division.clash:
            yield _demand_row(one, demand, binds=binds)
        elif demand.general not in said:
            said.add(demand.general)
            held = [part.name for part in one.division.parts if _KINDS[demand.kind] in part.binds]
            sentence = f"{demand.general}；停在边上的：{'、'.join(held)}" if held else demand.general
            yield _demand_row(one, replace(demand, sentence=sentence), binds=bool(held))


def _demand_row(one: DividedTarget, demand: Demand, *, binds: bool) -> Row:
    clashes = demand in one.division.clash
    state = "冲突" if clashes else "起作用" if binds else "未起作用"
    return Row((demand.sentence, _KINDS[demand.kind], state, demand.way_out if clashes or binds else None))


def _notes_table(reading: SplitReading) -> Table:
    rows = [
        ("测算值", "近三年增速的平均，加上在手支撑比平均多（少）的一部分；填了“自报能力”的用自报的。"),
        ("统一加减", "各地测算值合起来不等于目标，就同加（同减）一样多的百分点，碰到上下限的停在上下限。"),
        (
            "取整",
            "增速取整到一档（一般 0.1 个百分点）：在合计不低于目标、多出不超过最小基数一档的办法中，取离测算值最近的。",
        ),
        ("总量、个数", "按最大余数法（或韦伯斯特法）取整，各地相加正好等于目标。"),
        ("分月", "总量按往年各月累计占全年的平均比重，个数同样按最大余数法落到各月，各月相加正好等于全年。"),
        ("锁定", "手工锁定的一地不再受它自己的上下限和“与平均相差”约束，其余地区重新求解。"),
        ("园区", _AMONG_PARKS if reading.parks else _WITHOUT_PARKS),
        *((one.name, f"没有分解：{one.reason}") for one in reading.undivided),
        *((one.name, _NO_BASES) for one in reading.divided if not one.is_given),
    ]
    return Table(
        name="说明",
        title=f"{reading.title}目标分解说明",
        subtitle=_fictional(reading, ""),
        columns=(Column("项目", width=18), Column("说明", width=60)),
        sections=(Section("", tuple(Row(one) for one in rows)),),
        numbered=False,
    )


def duty_annex(reading: SplitReading) -> Table:
    """Return the annex of a letter of responsibility (责任书附件): a target a row, the places side by side."""
    done = [one for one in reading.given if one.division.is_divided]
    names = tuple(dict.fromkeys(part.name for one in done for part in one.division.parts))
    columns = (
        Column("目标", width=14),
        Column("单位", width=4),
        Column("合计", width=6),
        *(Column(name, width=5) for name in names),
    )
    rows = []
    for one in done:
        values = {part.name: part.value for part in one.division.parts}
        cells = tuple(_plain(one, values.get(name)) for name in names)
        unit = "%" if one.way is Way.GROWTH else one.indicator.unit
        rows.append(Row((one.name, unit, _plain_total(one), *cells)))
    made_up, parks = "（虚构）" if reading.is_fictional else "", "园区" if reading.parks else ""
    title = f"{reading.place}{made_up}{reading.year}年{parks}目标分解表"
    return Table("目标分解表", title, "", columns, (Section("", tuple(rows)),))


def _plain(one: DividedTarget, value: Decimal | None) -> str | None:
    if value is None:
        return None
    if one.way is not Way.GROWTH:
        return f"{value:,.{decimals_of(one)}f}"
    return f"{value:.{one.rate_decimals}%}".removesuffix("%")


def _plain_total(one: DividedTarget) -> str | None:
    reached = one.division.reached
    if reached is None:
        return None
    return _plain(one, Decimal(repr(reached)))


def _fictional(reading: SplitReading, text: str) -> str:
    words = [text, "演示用虚构数据" if reading.is_fictional else ""]
    return "；".join(filter(None, words))
