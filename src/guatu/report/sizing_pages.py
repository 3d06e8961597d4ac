"""The sheets of a sizing (以荷定源测算): what to build, the year's balance, costs, other shares, terms and method."""

from dataclasses import dataclass

from guatu.allocation import Frontier, Shortfall, Supply, TermLine, Week
from guatu.report.printed import print_percent
from guatu.report.values import Chart, ChartKind, Column, Form, Role, Row, Section, Series, Table

_HOURS_A_DAY = 24
_FEWEST_POINTS = 2


@dataclass(frozen=True)
class SizingReading:
    """One sizing for print: the place's name, the supply asked for, others, weeks, and the terms as written."""

    place: str
    supply: Supply
    frontier: Frontier
    weeks: tuple[Week, ...]
    lines: tuple[TermLine, ...]

    @property
    def title(self) -> str:
        """What every title begins with."""
        return f"{self.place}以荷定源测算（绿电比例不低于{print_percent(self.supply.asked)}）"


def sizing_tables(reading: SizingReading) -> tuple[Table, ...]:
    """Return the sheets in the order they are read."""
    return (_result(reading), _shares(reading), _terms(reading), _method(reading))


def sizing_charts(reading: SizingReading) -> tuple[tuple[str, Chart], ...]:
    """Return the pictures by name: a usual week, the week that takes most from the grid, cost against green share."""
    weeks = tuple(_week_chart(reading, week) for week in reading.weeks)
    named = tuple(zip(("week", "hardest-week"), weeks, strict=False))
    frontier = _frontier_chart(reading)
    return (*named, *((("frontier", frontier),) if frontier is not None else ()))


def shortfall_words(short: Shortfall, share: float) -> str:
    """Return what cannot be had, and by how much."""
    told = []
    if short.unserved:
        told.append(
            f"有 {short.hours} 个小时供不上电，合计缺 {short.unserved:,.0f} 千瓦时，"
            f"最多的一小时缺 {short.most_unserved:,.0f} 千瓦（购电最大功率和装机上限合起来不够）"
        )
    if short.green_missing:
        told.append(
            f"绿电比例要 {print_percent(share)}，全部用足最多约 {print_percent(short.green_reached)}，"
            f"还差 {short.green_missing:,.0f} 千瓦时"
        )
    return "；".join(told) + "。"


def _result(reading: SizingReading) -> Table:
    one = reading.supply
    built = (
        ("光伏", one.solar, "千瓦"),
        ("风电", one.wind, "千瓦"),
        ("储能功率", one.storage_power, "千瓦"),
        ("储能容量", one.storage_energy, "千瓦时"),
        ("最大购电功率", one.peak_grid, "千瓦"),
    )
    balance = (
        ("用电负荷", one.load, None),
        ("光伏、风电可发", one.generated, None),
        ("其中：就地用掉（含充电）", one.used, one.self_use),
        ("　　　上网", one.exported, one.export_share),
        ("　　　弃电", one.curtailed, one.curtailed_share),
        ("向电网买", one.bought, one.bought_share),
        ("储能充电", one.charged, None),
        ("储能损耗", one.losses, None),
    )
    told = (
        "按费用最低已达到，要求没有增加费用"
        if not one.point_yuan
        else f"再高 1 个百分点，每年多花 {one.point_yuan:,.0f} 元"
    )
    amounts = tuple(Row((name, value, unit, None)) for name, value, unit in built)
    kwh = tuple(Row((name, value, "千瓦时", share)) for name, value, share in balance)
    costs = (
        *(Row((part.name, part.yuan, "元/年", None)) for part in one.costs),
        Row(("合计", one.yuan, "元/年", None)),
    )
    per_kwh = Section("", (Row(("每千瓦时用电的费用", one.yuan_per_kwh, "元/千瓦时", None)),), decimals=4)
    return Table(
        name="结果",
        title=reading.title,
        subtitle=f"绿电比例 {print_percent(one.green)}；{told}",
        columns=(
            Column("项目", width=24),
            Column("数", Form.NUMBER, width=16),
            Column("单位", width=12),
            Column("占比", Form.PERCENT, width=10),
        ),
        sections=(
            Section("建多少", amounts, decimals=0),
            Section("一年的电量", kwh, decimals=0),
            Section("一年的费用", costs, decimals=0),
            per_kwh,
        ),
        notes=(
            "绿电比例 = 1 − 向电网买的电量 ÷ 用电量。储能损耗不算用掉的绿电：发出来、存进去、损耗掉的，不增加比例。",
            "上网、弃电、就地用掉的占比以光伏、风电可发电量为分母。",
            f"费用与理论下界相差不到百万分之{one.gap_millionths}；全年每小时都算，没有合并或抽样。"
            + (f"有 {one.both_hours} 个小时既充又放。" if one.both_hours else ""),
        ),
        numbered=False,
    )


def _shares(reading: SizingReading) -> Table:
    rows = []
    for share, one in reading.frontier.others:
        asked = print_percent(share) if share else "不要求"
        if isinstance(one, Shortfall):
            rows.append(Row((asked, *(None,) * 8, shortfall_words(one, share))))
            continue
        built = (one.solar, one.wind, one.storage_power, one.storage_energy)
        point = one.point_yuan or None
        rows.append(Row((asked, one.green, *built, one.curtailed_share, one.yuan, point, f"{one.yuan_per_kwh:.4f}")))
    return Table(
        name="不同比例",
        title=f"{reading.place}绿电比例与费用",
        subtitle="比例越高，再高一个百分点越贵",
        columns=(
            Column("要求的比例", width=6),
            Column("达到", Form.PERCENT, width=5),
            Column("光伏", Form.NUMBER, "千瓦", width=7),
            Column("风电", Form.NUMBER, "千瓦", width=7),
            Column("储能功率", Form.NUMBER, "千瓦", width=7),
            Column("储能容量", Form.NUMBER, "千瓦时", width=7),
            Column("弃电率", Form.PERCENT, width=5),
            Column("一年费用", Form.NUMBER, "元", width=9),
            Column("再高1个百分点", Form.NUMBER, "元/年", width=8),
            Column("每千瓦时用电（元）", width=10),
        ),
        sections=(Section("", tuple(rows), decimals=0),),
        notes=("“再高1个百分点”是在这个比例上多要求一点时费用增加的速度（线性规划的对偶值）；空着是要求没有起作用。",),
        numbered=False,
    )


def _terms(reading: SizingReading) -> Table:
    return Table(
        name="参数",
        title=f"{reading.place}测算所用的参数",
        subtitle="全部是填报的数；没有写的不代填",
        columns=(Column("参数", width=12), Column("取值", width=8), Column("单位", width=8), Column("来源", width=30)),
        sections=(
            Section(
                "", tuple(Row((one.item, one.value, one.unit or None, one.source or None)) for one in reading.lines)
            ),
        ),
    )


def _method(reading: SizingReading) -> Table:
    rows = (
        ("定什么", "光伏、风电、储能功率、储能容量，以及每小时买电、就地用、充、放、上网各多少"),
        ("求什么", "一年费用最低：投资折成等额年金，加运维、购电费，减上网收入"),
        ("等额年金", "投资 × 折现率 ÷（1 −（1 + 折现率）的负寿命次方）；折现率为零时是投资 ÷ 寿命"),
        ("每小时平衡", "就地用 + 买电 + 放电 − 充电 = 负荷；就地用 + 上网 ≤ 光伏、风电可发，余下是弃电"),
        ("储能", "充电乘充电效率存进去，放电除以放电效率取出来；年末存的与年初一样；充加放不超过功率，存的不超过容量"),
        ("绿电比例", "向电网买的 ≤（1 − 比例）× 用电量；损耗不算绿电"),
        ("就地用下限、上网上限", "各占光伏、风电可发电量的比例，填了才用"),
        ("怎么解", "线性规划，内点法（Mehrotra 1992、Gondzio 1996），全年逐小时一次解出，附理论下界"),
    )
    return Table(
        name="说明",
        title="怎样测算",
        subtitle="只算电量和费用；电网安全、用地、并网批复另行论证",
        columns=(Column("项", width=14), Column("说明", width=60)),
        sections=(Section("", tuple(Row(row) for row in rows)),),
        numbered=False,
    )


def _week_chart(reading: SizingReading, week: Week) -> Chart:
    hours = range(len(week.load))
    labels = tuple(f"第{week.first_day + hour // _HOURS_A_DAY}天{hour % _HOURS_A_DAY}时" for hour in hours)
    title = f"{reading.place}{week.name}：电从哪里来"
    return Chart(
        kind=ChartKind.WEEK,
        title=title,
        subtitle="单位：千瓦",
        labels=labels,
        series=(
            Series("光伏、风电直供", week.direct, Role.GREEN),
            Series("储能放电", week.stored, Role.YELLOW),
            Series("电网", week.bought, Role.GREY),
            Series("负荷", week.load, Role.NOW),
        ),
        form=Form.NUMBER,
        unit="千瓦",
        decimals=0,
        summary=f"{title}。第 {week.first_day} 天起的 168 小时，光伏风电直供、储能放电、电网三部分相加等于负荷。",
    )


def _frontier_chart(reading: SizingReading) -> Chart | None:
    known = [(share, one) for share, one in reading.frontier.others if isinstance(one, Supply)]
    if len(known) < _FEWEST_POINTS:
        return None
    title = f"{reading.place}绿电比例与每千瓦时费用"
    labels = tuple(print_percent(share) if share else f"不要求（{print_percent(one.green)}）" for share, one in known)
    ends = f"{known[0][1].yuan_per_kwh:.3f} 元到 {known[-1][1].yuan_per_kwh:.3f} 元"
    return Chart(
        kind=ChartKind.TREND,
        title=title,
        subtitle="单位：元/千瓦时",
        labels=labels,
        series=(Series("每千瓦时用电的费用", tuple(one.yuan_per_kwh for _, one in known), Role.NOW),),
        form=Form.NUMBER,
        unit="元/千瓦时",
        decimals=3,
        summary=f"{title}：从 {ends}。",
    )
