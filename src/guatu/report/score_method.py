"""How a scorecard was computed: weights with their sources, each step in words, what was filled in, what is wrong."""

from collections.abc import Iterable

from guatu.domain import Finding
from guatu.pack import Condition, ScoreItem
from guatu.report.score_reading import ScoreReading, grade_title, known, sure_word
from guatu.report.values import Cell, Column, Form, Row, Section, Table

_MOST_REMARKS = 20_000
_WEIGHING = {
    "given": "文件给定",
    "equal": "等权",
    "entropy": "熵权法",
    "critic": "CRITIC 法",
    "pca": "主成分法",
    "optimised": "优化法",
    "ahp": "层次分析法",
}
_DIRECTIONS = {"up": "越高越好", "down": "越低越好"}
_EFFECTS = {
    "exclude": "取消资格，不排名",
    "last": "列末等",
    "at_most": "不得高于“{}”",
    "exempt": "列作“{}”，不参加评价",
}


def weight_table(reading: ScoreReading) -> Table:
    """Return the sheet 权重: each node with its weight in its parent, its source and how sure it is."""
    card, now = reading.card, reading.now
    rows = []
    for at in reading.tree():
        node = now.nodes[at]
        item = reading.item(node)
        own = item is not None and item.id == node.id
        indent = "　" * _depth(reading, node.id)
        # A weight that differs by group is no one number of the node; the card's own stands for the groups not named.
        weight = known(node.weight)
        if weight is None and own and item is not None and item.weight is not None:
            weight = float(item.weight)
        rows.append(
            Row(
                (
                    f"{indent}{node.name}",
                    weight,
                    _grouped(item) if own else None,
                    None if item is None or (weight is None and not item.weights) else _origin(card.weigh.method, item),
                    _DIRECTIONS[item.direction] if item is not None and node.measured else None,
                    _formula(item) if item is not None and node.measured else None,
                    "；".join(item.evidence) or None if item is not None and own else None,
                    sure_word(item.confidence) or None if item is not None else None,
                    _said(reading, item) if item is not None and own else None,
                )
            )
        )
    return Table(
        "权重",
        f"{reading.title}指标、权重和出处",
        reading.subtitle,
        (
            Column("指标", width=16),
            Column("权重", Form.FIGURE, width=4),
            Column("分组权重", width=10),
            Column("权重来源", width=6),
            Column("方向", width=5),
            Column("算式（用表里的列名）", width=18),
            Column("凭什么材料", width=12),
            Column("可信程度", width=3),
            Column("出处和说明", width=24),
        ),
        (Section("", tuple(rows)),),
        notes=(
            "权重是在同一上级之内的权重；空格是文件没有公布，不编造。某单位缺的指标，权重按比例归同级其他各项，见成绩单。",
            "可信程度“高”为几处一致，“中”“低”为只见转述，正式使用前以官方文本为准。",
        ),
        numbered=False,
    )


def mark_table(reading: ScoreReading) -> Table:
    """Return the sheet of marks, vetoes, grades and the appeal (加减分、一票否决、等次、异议申诉)."""
    card = reading.card
    marks = [
        Row((one.name, "加分" if one.kind == "bonus" else "扣分", _points(one.points, one.max), _conditions(one.when)))
        for one in card.marks
    ]
    vetoes = [
        Row((one.name, "一票否决", _EFFECTS[one.effect].format(one.grade or ""), _conditions(one.when)))
        for one in card.vetoes
    ]
    grades = [
        Row((grade_title(one), "等次", _reach(one.from_, one.to_share), "；".join(one.consequences) or None))
        for one in card.grades
    ]
    caps = [
        Row((name, "上限", f"{cap} 分", None))
        for name, cap in (("加分合计", card.bonus_cap), ("扣分合计", card.deduction_cap))
        if cap is not None
    ]
    appeal = [] if card.appeal is None else [Row(("异议申诉", "程序", appeal_words(reading), None))]
    parts = (("加减分", (*marks, *caps)), ("一票否决", vetoes), ("等次", grades), ("异议申诉", appeal))
    return Table(
        "加减分和等次",
        f"{reading.title}加减分、一票否决、等次和申诉",
        reading.subtitle,
        (
            Column("名称", width=16),
            Column("类别", width=5),
            Column("分值或后果", width=22),
            Column("条件或政策", width=36),
        ),
        tuple(Section(title, tuple(rows)) for title, rows in parts if rows),
        numbered=False,
        nothing="（办法里没有加减分、一票否决和等次）",
    )


def method_table(reading: ScoreReading) -> Table:
    """Return the sheet 方法: each step in its order, in words, with what it does and how often it had to."""
    rows = [
        Row((number, stage.name, stage.method, len(stage.remarks) or None))
        for number, stage in enumerate(reading.now.stages, 1)
    ]
    return Table(
        "方法",
        f"{reading.title}计算步骤",
        reading.subtitle,
        (
            Column("步骤", Form.COUNT, width=3),
            Column("名称", width=7),
            Column("怎么算", width=64),
            Column("处理了几处", Form.COUNT, width=4),
        ),
        (Section("", tuple(rows)),),
        notes=(
            "方法见 OECD 与欧盟联合研究中心《综合指数编制手册》（2008）；逐步例子见 docs/scoring.md。",
            "同一份数据、同一套办法，任何人重算都得到同样的分数；成绩单里的表格可以在 WPS 或 Excel 里直接重算。",
        ),
        numbered=False,
    )


def remark_table(reading: ScoreReading) -> Table:
    """Return the sheet 缺数与处理: each thing a step did to a figure, and to whom."""
    now = reading.now
    names = dict(zip(now.sheet.units, now.sheet.names, strict=True))
    items = _item_names(reading)
    sections = []
    left = _MOST_REMARKS
    for stage in now.stages:
        rows = [
            Row((names.get(one.unit, one.unit), items.get(one.item, one.item) or "全部", one.sentence))
            for one in [one for one in stage.remarks if one.unit][:left]
        ]
        left -= len(rows)
        if rows:
            sections.append(Section(stage.name, tuple(rows)))
    return Table(
        "缺数与处理",
        f"{reading.title}缺数、补数和异常值处理",
        reading.subtitle,
        (Column("单位", width=14), Column("指标", width=14), Column("怎么处理的", width=60)),
        tuple(sections),
        notes=(f"只列前 {_MOST_REMARKS} 条。",) if left <= 0 else (),
        nothing="（没有缺数，也没有处理过异常值）",
    )


def yardstick_table(reading: ScoreReading) -> Table:
    """Return the sheet 尺子和权重: what each item was measured by and what it weighs, where all units share it."""
    items = _item_names(reading)
    sections = tuple(
        Section(stage.name, tuple(Row((items.get(one.item, one.item) or "全部", one.sentence)) for one in found))
        for stage in reading.now.stages
        if (found := [one for one in stage.remarks if not one.unit])
    )
    return Table(
        "尺子和权重",
        f"{reading.title}各项的尺子和权重",
        reading.subtitle,
        (Column("指标", width=16), Column("尺子或权重", width=60)),
        sections,
        notes=("尺子取自这一年各家的数或办法写定的线；权重是同一上级之内、没有缺数时的权重。",),
        numbered=False,
        nothing="（没有）",
    )


def _item_names(reading: ScoreReading) -> dict[str, str]:
    card = reading.card
    named = {node.id: node.name for node in reading.now.nodes} | {item.id: item.name for item in card.items}
    return named | {one.id: one.name for one in card.marks} | {one.id: one.name for one in card.vetoes}


def finding_table(reading: ScoreReading, findings: Iterable[Finding]) -> Table:
    """Return the sheet 问题: what was found on the way that concerns the scores."""
    rows = [Row((one.code, one.severity.word, one.title, one.sentence, one.way_out)) for one in findings]
    return Table(
        "问题",
        f"{reading.title}发现的问题",
        reading.subtitle,
        (
            Column("编号", width=4),
            Column("程度", width=3),
            Column("问题", width=12),
            Column("说明", width=36),
            Column("怎么办", width=28),
        ),
        (Section("", tuple(rows)),),
        nothing="（没有发现问题）",
    )


def appeal_words(reading: ScoreReading) -> str:
    """Return how a result can be objected to, in a sentence; that the card says nothing where it does not."""
    appeal = reading.card.appeal
    if appeal is None:
        return "办法没有写异议申诉的程序，请向组织评价的单位提出。"
    words = [f"公示 {appeal.days} 日" if appeal.days is not None else "", appeal.how or ""]
    words.append(f"{appeal.until} 截止" if appeal.until is not None else "")
    return "，".join(one.rstrip("。") for one in words if one) + "。"


def _depth(reading: ScoreReading, key: str) -> int:
    parents = {node.id: node.parent for node in reading.now.nodes}
    depth = 0
    while parents.get(key):
        key, depth = parents[key], depth + 1
    return depth


def _grouped(item: ScoreItem | None) -> str | None:
    if item is None or not (item.weights or item.only):
        return None
    words = [f"{one.group} {'未公布' if one.weight is None else one.weight}" for one in item.weights]
    words += [f"只用于{'、'.join(item.only)}"] if item.only else []
    return "；".join(words)


def _origin(method: str, item: ScoreItem) -> str:
    return _WEIGHING[method] if method != "given" or item.weight is not None or item.weights else "未公布"


def _formula(item: ScoreItem) -> Cell:
    if item.of is None:
        return None
    return f"{_closed(item.of)} ÷ {_closed(item.per)}" if item.per else item.of


def _closed(expression: str) -> str:
    return f"（{expression}）" if " " in expression.strip() else expression


def _said(reading: ScoreReading, item: ScoreItem) -> str | None:
    parts = [reading.cited(item.clause), item.source, item.note]
    return "；".join(one.rstrip("。") for one in parts if one) or None


def _points(points: str, most: object) -> str:
    return f"{points} 分" + (f"，最多 {most} 分" if most is not None else "")


def _conditions(conditions: tuple[Condition, ...]) -> str | None:
    return "；并且 ".join(one.name or one.test for one in conditions) or None


def _reach(start: object, share: object) -> str:
    if start is not None:
        return f"{start} 分及以上"
    return f"排在前 {share}（按比例累计）" if share is not None else "其余"
