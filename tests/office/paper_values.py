"""A month of 示例州, a fictional prefecture, as report values: what the writers' tests put on paper.

Ten counties and six parks; money, counts and rates; missing figures; all four lights; names that look like code.
"""

from datetime import date

from guatu.report import (
    Annex,
    Block,
    Bulletin,
    Cell,
    Column,
    Emphasis,
    Figure,
    Form,
    Heading,
    Lamp,
    Light,
    Paragraph,
    Row,
    Section,
    Table,
    Tile,
    Wall,
)

CREATED = date(2024, 10, 18)
COUNTIES = ("青溪市", "云岭县", "白水县", "石门县", "龙泉县", "安平县", "长丰县", "东川县", "南华县", "永定县")
PARKS = (
    "示例高新技术产业开发区",
    "青溪经济技术开发区",
    "云岭产业园区",
    "白水绿色铝产业园区",
    "龙泉化工园区",
    "永定农产品加工园区",
)
LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.GREEN, Light.GREY)

SCHEDULE_COLUMNS = (
    Column("地区", width=12),
    Column("1—9月累计完成", Form.NUMBER),
    Column("9月完成", Form.NUMBER),
    Column("全年目标", Form.NUMBER),
    Column("完成率", Form.PERCENT, "%"),
    Column("序时进度", Form.PERCENT, "%"),
    Column("超序时", Form.POINTS, "百分点"),
    Column("累计同比", Form.PERCENT, "%"),
    Column("位次", Form.COUNT),
    Column("亮灯", Form.LIGHT),
    Column("上期亮灯", Form.LIGHT),
    Column("牵头单位", width=14),
    Column("截止", Form.MONTH),
)


def _schedule_row(index: int, name: str, scale: float, *, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    light = LIGHTS[index % 5]
    if light is Light.GREY:
        missing: tuple[Cell, ...] = (None, None, scale * 12, None, 0.75, None, None, None)
        return Row((name, *missing, light, LIGHTS[(index + 1) % 5], "州工业和信息化局", date(2024, 12, 1)), emphasis)
    completion = 0.75 + (2 - index % 5) * 0.043
    figures: tuple[Cell, ...] = (
        scale * 12 * completion,
        scale * 1.02,
        scale * 12,
        completion,
        0.75,
        completion - 0.75,
        0.081 - index * 0.013,
        index + 1,
    )
    return Row((name, *figures, light, LIGHTS[(index + 1) % 5], "州工业和信息化局", date(2024, 12, 1)), emphasis)


def _schedule_rows(scale: float) -> tuple[Row, ...]:
    return (
        _schedule_row(0, "合计", scale * 10, emphasis=Emphasis.TOTAL),
        *(_schedule_row(index, name, scale * (1 + index * 0.37)) for index, name in enumerate(COUNTIES)),
        *(_schedule_row(index, name, scale * 0.4, emphasis=Emphasis.PARK) for index, name in enumerate(PARKS)),
    )


def schedule_table() -> Table:
    return Table(
        name="时序账",
        title="示例州2024年1—9月时序账",
        subtitle="报告期：2024年1—9月　单位：见各指标",
        columns=SCHEDULE_COLUMNS,
        sections=(
            Section("规模以上工业增加值", _schedule_rows(8.4), "亿元"),
            Section("固定资产投资", _schedule_rows(123456.7), "万元"),
            Section("新增规模以上工业企业", _schedule_rows(3), "户", decimals=0),
            Section("研发经费投入强度", (Row(("合计", 0.0123, None, 0.015, None, 0.75, *((None,) * 7))),), "%"),
        ),
        notes=(
            "完成率＝累计完成÷全年目标；超序时＝完成率－序时进度，先减后四舍五入。",
            "红灯为落后超过容许范围，黄灯为落后但在容许范围以内，绿灯为持平或超前，灰灯为未报或不评。空白为未报，不等于零；"
            "园区与县市有交叉，不计入合计。",
        ),
        frozen_columns=1,
    )


def quality_table() -> Table:
    return Table(
        name="质量/效益账",
        title="示例州2024年1—9月质量效益账",
        subtitle="报告期：2024年1—9月",
        columns=(
            Column("地区", width=12),
            Column("本期", Form.NUMBER),
            Column("上年同期", Form.NUMBER),
            Column("比上年同期", Form.CHANGE),
            Column("是否改善", width=6),
        ),
        sections=(
            Section(
                "营业收入利润率", (Row(("青溪市", 0.0623, 0.0581, 0.0042, "是")), Row(("云岭县", *(None,) * 4))), "%"
            ),
            Section(
                "亩均税收", (Row(("<b>=1+1", 12.345, 13.0, -0.655, "否")), Row(("=1+1", 1.5, None, None, None))), "万元"
            ),
        ),
    )


def target_table() -> Table:
    """A wide ledger: long words beside many numbers."""
    numbers = tuple(Column(label, Form.NUMBER) for label in ("上年全年", "全年目标", "本月累计目标", "一季度目标"))
    more = tuple(Column(label, Form.NUMBER) for label in ("上半年目标", "前三季度目标", "全年累计目标"))
    words = (Column("条款", width=10), Column("牵头单位", width=14), Column("责任单位", width=18))
    lead = "州工业和信息化局"
    support = "州发展和改革委员会、州财政局、州统计局，各县市人民政府、各开发区管理委员会"

    def row(name: str, scale: float, emphasis: Emphasis) -> Row:
        cells = (100.5, 112.3, 84.2, 22.1, 52.6, 84.2, 112.3)
        return Row(
            (name, "年均增长12%以上", "2024", *(cell * scale for cell in cells), 0.12, 1, "2#二/（三）", lead, support),
            emphasis,
        )

    sections = tuple(
        Section(
            indicator,
            (
                row("合计", 10, Emphasis.TOTAL),
                *(row(name, 1.0, Emphasis.PLAIN) for name in COUNTIES),
                *(row(name, 0.5, Emphasis.PARK) for name in PARKS),
            ),
            "亿元",
        )
        for indicator in ("规模以上工业总产值", "高技术制造业营业收入")
    )
    return Table(
        "目标任务账",
        "示例州2024年1—9月目标任务账",
        "报告期：2024年1—9月　单位：见各指标",
        (
            Column("地区", width=10),
            Column("目标要求", width=14),
            Column("目标期", width=8),
            *numbers,
            *more,
            Column("目标增速", Form.PERCENT, "%"),
            Column("矛盾目标数", Form.COUNT),
            *words,
        ),
        sections,
    )


def ranking_table() -> Table:
    rows = tuple(
        Row(
            (
                index + 1,
                name,
                None if index == 4 else 112.3 - index * 9.4,
                None if index == 4 else 0.112 - index * 0.016,
                None if index == 4 else 0.78 - index * 0.011,
                None if index == 4 else 0.03 - index * 0.011,
                LIGHTS[index % 5],
            )
        )
        for index, name in enumerate(COUNTIES)
    )
    return Table(
        name="排名",
        title="表1　各县市规模以上工业增加值完成情况",
        subtitle="2024年1—9月累计",
        columns=(
            Column("位次", Form.COUNT),
            Column("地区", width=8),
            Column("累计完成", Form.NUMBER, "亿元"),
            Column("同比", Form.PERCENT, "%"),
            Column("完成率", Form.PERCENT, "%"),
            Column("超序时", Form.POINTS, "百分点"),
            Column("亮灯", Form.LIGHT),
        ),
        sections=(
            Section("", (Row((None, "合计", 812.4, 0.064, 0.742, -0.008, Light.YELLOW), Emphasis.TOTAL), *rows)),
        ),
        notes=("龙泉县未报，按空白列示，不参加排位。",),
    )


def annex_table(figures: tuple[Figure, ...]) -> Table:
    rows = tuple(
        Row((index, figure.printed, figure.meaning, figure.formula, figure.source))
        for index, figure in enumerate(figures, start=1)
    )
    return Table(
        name="数据来源",
        title="通报所用数据及来源一览表",
        subtitle="",
        columns=(
            Column("序号", Form.COUNT, width=4),
            Column("印出的数", width=10),
            Column("含义", width=22),
            Column("公式", width=22),
            Column("来源", width=26),
        ),
        sections=(Section("", rows),),
    )


def _figure(printed: str, meaning: str) -> Figure:
    return Figure(printed, meaning, "A ÷ T，A为1—9月累计，T为全年目标", "月报.xlsx［工业］C5，2024-10-05报送，初步数")


def bulletin(*, dated: date | None = CREATED) -> Bulletin:
    situation = Paragraph(
        (
            "1—9月，全州规模以上工业增加值完成",
            _figure("812.40亿元", "全州规上工业增加值1—9月累计"),
            "，同比增长",
            _figure("6.4%", "全州规上工业增加值同比"),
            "，完成全年目标的",
            _figure("74.2%", "全州规上工业增加值完成率"),
            "，落后序时进度",
            _figure("0.8个百分点", "完成率与序时进度之差"),
            "。10个县市中，4个达到或超过序时进度，2个黄灯，2个红灯，2个未报（空白，不按零计）。",
        )
    )
    counties = Paragraph(
        (
            "青溪市、云岭县、白水县增速居前三位，分别增长",
            _figure("11.2%", "青溪市同比"),
            "、",
            _figure("9.6%", "云岭县同比"),
            "、",
            _figure("8.0%", "白水县同比"),
            "；名称含特殊字符的<b>=1+1</b>照原样印出。后三个月需月均完成",
            _figure("94.20亿元", "剩余月份需月均"),
            "，方可完成全年目标任务。",
        )
    )
    blocks: tuple[Block, ...] = (
        Heading("一、总体情况"),
        situation,
        Heading("二、各县市情况"),
        Heading("（一）规模以上工业", 2),
        counties,
        ranking_table(),
        Heading("（二）固定资产投资", 2),
        *(counties, situation) * 2,
        Heading("三、下一步工作"),
        situation,
    )
    draft = Bulletin(
        title="关于2024年1—9月全州工业经济运行和重点目标任务完成情况的通报",
        issuer="示例州工业经济领导小组办公室文件",
        number="示工办〔2024〕15号",
        recipients="各县市人民政府，各开发区管理委员会，州级各有关部门",
        blocks=blocks,
        signed="示例州工业经济领导小组办公室",
        dated=dated,
        draft_note="送审稿",
    )
    return Bulletin(
        **{name: getattr(draft, name) for name in Bulletin.__slots__ if name != "annexes"},
        annexes=(
            Annex("通报所用数据及来源一览表", (annex_table(draft.figures()),), dense=True),
            Annex("示例州2024年1—9月各表", (schedule_table(), ranking_table())),
        ),
    )


def wall() -> Wall:
    indicators = (
        ("规模以上工业增加值", "累计112.30亿元／目标150.00亿元，完成74.9%", "州工业和信息化局"),
        ("固定资产投资", "累计1,234,567.80万元／目标1,600,000.00万元，完成77.2%", "州发展和改革委员会"),
        ("新增规模以上工业企业", "累计18户／目标30户，完成60.0%", "州统计局"),
        ("研发经费投入强度", "1.23%／目标1.50%", "州科学技术局"),
        ("高技术制造业增加值增速", "同比3.2%／目标12.0%", "州工业和信息化局"),
    )

    def lamp(at: int, index: int) -> Lamp:
        name, reading, lead = indicators[index]
        light = LIGHTS[(at + index) % 5]
        gaps = {
            Light.RED: "差8.8个百分点，后三月需月均完成12.57亿元",
            Light.YELLOW: "落后序时1.2个百分点",
            Light.GREEN: "超序时2.1个百分点",
            Light.GREY: "本期未报",
        }
        history = tuple(LIGHTS[(at + index + back) % 5] for back in range(6))
        return Lamp(name, light, "" if light is Light.GREY else reading, gaps[light], lead, history)

    def tile(at: int, name: str, kind: str) -> Tile:
        lamps = tuple(lamp(at, index) for index in range(5))
        counts = tuple((light, sum(one.light is light for one in lamps)) for light in Light)
        return Tile(name, kind, lamps, counts)

    return Wall(
        title="示例州2024年1—9月重点目标挂图作战图",
        subtitle="报告期：2024年1—9月　数据截至2024年10月18日",
        groups=(
            ("县市", tuple(tile(at, name, "县级市" if at == 0 else "县") for at, name in enumerate(COUNTIES))),
            ("园区（与县市有交叉，不相加）", tuple(tile(at, name, "省级") for at, name in enumerate(PARKS))),
        ),
        legend=(
            (Light.RED, "落后超过容许范围"),
            (Light.YELLOW, "落后但在容许范围以内"),
            (Light.GREEN, "达到或超过序时进度"),
            (Light.GREY, "未报或不评"),
        ),
        notes=("示意图，不表示行政区划界线。", "红灯指落后，与景气监测“红为过热”的用法不同。"),
    )
