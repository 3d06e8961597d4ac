"""The nouns of a scorecard (评价体系): a tree of items, the methods of its steps, marks, vetoes, grades.

Expressions and conditions stay the words of the author here; `rules` gives them their meaning, `scoring` the points.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from guatu.domain import ALWAYS
from guatu.pack.column_nouns import Conditions, Name, Note, Source, Sureness
from guatu.pack.nouns import Clause, Id, Names, Valid, Where
from guatu.pack.values import Day, Flag, Number, Whole

SHARE = "以比例写，如 0.65"
Within = Annotated[str | None, Field(description="在哪一列相同的对象中取，如 kind；不写时在全部对象中取")]


@dataclass(frozen=True, kw_only=True)
class Imputation:
    """What stands in for a missing figure (缺数处理); without one it stays missing and its weight falls to the rest."""

    method: Annotated[
        str,
        Field(
            pattern="^(none|mean|median|lowest|zero|carry_forward)$",
            description="缺数：none 不补、mean 同组平均、median 同组中位、lowest 同组最低、zero 记零分、"
            "carry_forward 沿用上年",
        ),
    ] = "none"
    within: Within = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """What is done with outliers (异常值处理) of an item whose skewness and kurtosis are both beyond the limits."""

    method: Annotated[
        str,
        Field(
            pattern="^(none|winsorise|log|box_cox|winsorise_or_log)$",
            description="异常值：none 不处理、winsorise 缩尾、log 取对数、box_cox 博克斯—考克斯变换、"
            "winsorise_or_log 先缩尾不行再取对数",
        ),
    ] = "none"
    skew: Annotated[Number | None, Field(description="偏度上限；不写时为 2")] = None
    kurtosis: Annotated[Number | None, Field(description="峰度上限；不写时为 3.5")] = None
    points: Annotated[Whole | None, Field(ge=1, le=1000, description="最多缩几个数；不写时为 5")] = None
    power: Annotated[Number | None, Field(description="幂次 λ，只用于 box_cox；不写时由数据定")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Normalisation:
    """How figures become comparable points (无量纲化)."""

    method: Annotated[
        str,
        Field(
            pattern="^(min_max|z|rank|percentile|target|maximum|reference|goalposts|capped_ratio|as_is)$",
            description="无量纲化：min_max 极差、z 标准分、rank 位次、percentile 百分位、target 距目标、"
            "maximum 距最高、reference 比参照对象、goalposts 上下限、capped_ratio 比基准值（限幅）、as_is 原值就是分",
        ),
    ] = "min_max"
    low: Annotated[Number | None, Field(description="最低分；不写时为 0（z 的均值为 0，rank 的末位为 1）")] = None
    high: Annotated[Number | None, Field(description="最高分；不写时为 100（z 的标准差为 1）")] = None
    unit: Annotated[str | None, Field(description="参照对象的代码，只用于 reference")] = None
    within: Within = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How many times as important one item is as another of the same parent (两两比较), 1 to 9."""

    over: Annotated[str, Field(description="较重要的一项")]
    under: Annotated[str, Field(description="较次要的一项")]
    times: Annotated[Number, Field(description="重要几倍，1 到 9")]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Where weights come from (权重)."""

    method: Annotated[
        str,
        Field(
            pattern="^(given|equal|entropy|critic|pca|optimised|ahp)$",
            description="权重：given 文件给定、equal 等权、entropy 熵权、critic CRITIC 法、pca 主成分、"
            "optimised 使各项与总分的相关程度合于权重、ahp 层次分析",
        ),
    ] = "given"
    comparisons: Annotated[tuple[Comparison, ...], Field(description="判断矩阵，只用于 ahp")] = ()
    consistency: Annotated[Number | None, Field(description="一致性比率上限；不写时为 0.1")] = None
    level: Annotated[
        Whole | None,
        Field(
            ge=1,
            le=9,
            description="entropy、critic、pca、optimised 定哪一级的权重，最下一级为 1；不写时为 1，其余各级由文件给定",
        ),
    ] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Aggregation:
    """How the items of one level become those of the level above (汇总)."""

    level: Annotated[Whole, Field(ge=1, le=9, description="从第几级往上汇总，最下一级为 1")]
    method: Annotated[
        str,
        Field(
            pattern="^(arithmetic|geometric|harmonic|copeland|sum)$",
            description="汇总：arithmetic 加权平均、geometric 几何平均、harmonic 调和平均、copeland 两两比较、"
            "sum 分数相加",
        ),
    ] = "arithmetic"
    available: Annotated[Number | None, Field(description=f"至少要有多大比例的下级有数才汇总，{SHARE}")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Blend:
    """Level, increment and growth of one item weighed together (三量合并)."""

    level: Annotated[Number, Field(description="总量（本年数）的权重")]
    increment: Annotated[Number, Field(description="增量（比上年增加多少）的权重")]
    growth: Annotated[Number, Field(description="增速（比上年增长百分之几）的权重")]


@dataclass(frozen=True, kw_only=True)
class GroupWeight:
    """The weight that an item has in one group (分组权重)."""

    group: Annotated[str, Field(description="组名")]
    weight: Annotated[Number | None, Field(description="权重")] = None


@dataclass(frozen=True, kw_only=True)
class ScoreItem:
    """A dimension or an indicator of a scorecard (评价指标); one with `of` is measured, the others are summed up."""

    id: Id
    name: Name
    parent: Annotated[str | None, Field(description="上级指标编号；不写时为一级指标")] = None
    weight: Annotated[Number | None, Field(description="权重，同一上级之内；不写时为文件没有公布，不能评分")] = None
    weights: Annotated[tuple[GroupWeight, ...], Field(description="分组权重：各组不同时逐组写")] = ()
    only: Annotated[Names, Field(description="只用于这些组；不写时用于全部")] = ()
    of: Annotated[str | None, Field(description="算式，用表里的列名；只有最下级写")] = None
    per: Annotated[
        str | None, Field(description="除以什么：算式，如 用地面积；unit 写 万元/亩 时，被除数用万元、除数用亩")
    ] = None
    direction: Annotated[str, Field(pattern="^(up|down)$", description="方向：up 越高越好、down 越低越好")] = "up"
    blend: Annotated[Blend | None, Field(description="总量、增量、增速各占多少")] = None
    impute: Annotated[Imputation | None, Field(description="本项缺数怎么办；不写时随整套")] = None
    treat: Annotated[Treatment | None, Field(description="本项异常值怎么办；不写时随整套")] = None
    normalise: Annotated[Normalisation | None, Field(description="本项怎么无量纲化；不写时随整套")] = None
    zero: Annotated[
        Number | None, Field(description="零分线：到此得最低分，用于 goalposts 和 target（target 不写时为最低的一家）")
    ] = None
    full: Annotated[
        Number | None,
        Field(description="满分线：到此得最高分，用于 goalposts 和 target（target 超过的多得，要封顶写 cap: 1）"),
    ] = None
    base: Annotated[Number | None, Field(description="基准值，用于 capped_ratio；不写时为最好的一家的数")] = None
    cap: Annotated[
        Number | None, Field(description="得分上限是满分的几倍，用于 capped_ratio、target 和 reference；不写时不限")
    ] = None
    floor: Annotated[
        Number | None, Field(description="得分下限是满分的几倍，用于 capped_ratio、target 和 reference；不写时不限")
    ] = None
    unit: Annotated[str, Field(description="计量单位：零分线、满分线、基准值和印出的数都用它，算式的结果换算成它")] = ""
    decimals: Annotated[Whole, Field(ge=0, le=6, description="印出时保留几位小数")] = 2
    evidence: Annotated[Names, Field(description="凭什么材料")] = ()
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Points added or taken (加减分) where conditions hold; `points` is an expression, always written positive."""

    id: Id
    name: Name
    kind: Annotated[str, Field(pattern="^(bonus|deduction)$", description="类型：bonus 加分、deduction 扣分")]
    when: Annotated[Conditions, Field(description="条件，全部成立才加或扣；不写时都算")] = ()
    points: Annotated[str, Field(description="加或扣几分：数或算式，写正数")]
    max: Annotated[Number | None, Field(description="最多加或扣几分")] = None
    evidence: Annotated[Names, Field(description="凭什么材料")] = ()
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Veto:
    """A condition that decides alone (一票否决): out of the ranking, the lowest grade, or no grade above one."""

    id: Id
    name: Name
    when: Annotated[Conditions, Field(description="条件，全部成立即否决")]
    effect: Annotated[
        str,
        Field(
            pattern="^(exclude|last|at_most|exempt)$",
            description="后果：exclude 取消资格不排名、last 列末等、at_most 不得高于 grade 所写的等次、"
            "exempt 不适合评价（不是处罚）",
        ),
    ] = "last"
    grade: Annotated[str | None, Field(description="等次名称：at_most 时最高列到哪一等，exempt 时列作什么")] = None
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A band of the result (等次), best first: by points reached, or by the share of the ranking down to it."""

    name: Name
    from_: Annotated[Number | None, Field(description="起点：得分不低于它；最后一等不写")] = None
    to_share: Annotated[Number | None, Field(description=f"到前百分之几为止（累计），{SHARE}；最后一等写 1")] = None
    title: Annotated[str | None, Field(description="称谓，如 优先发展类")] = None
    consequences: Annotated[Names, Field(description="后果：差别化政策")] = ()
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """How a result can be objected to (异议申诉)."""

    days: Annotated[Whole | None, Field(ge=1, le=365, description="公示几日")] = None
    how: Annotated[str | None, Field(description="怎么提出，用自己的话写")] = None
    until: Annotated[Day | None, Field(description="截止日期")] = None


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """Items, weights, methods, marks, vetoes and grades by which places or firms are ranked (评价体系)."""

    id: Id
    name: Name
    on: Annotated[str, Field(description="评价谁：place_years 地区和园区、firm_years 企业")] = "place_years"
    where: Annotated[Conditions, Field(description="范围：满足这些条件的才评价")] = ()
    groups: Annotated[Names, Field(description="分组列：这些列相同的在一起排名，如 kind 园区类型")] = ()
    items: Annotated[tuple[ScoreItem, ...], Field(description="指标，上级在前")]
    order: Annotated[
        Names,
        Field(
            description="步骤次序；不写时为 screen 筛选、denominate 相除、impute 补缺、treat 异常值、normalise 无量纲化"
        ),
    ] = ()
    screen: Annotated[Number | None, Field(description=f"筛选：至少要有多大比例的指标有数才评价，{SHARE}")] = None
    impute: Annotated[Imputation, Field(description="缺数处理")] = Imputation()
    treat: Annotated[Treatment, Field(description="异常值处理")] = Treatment()
    normalise: Annotated[Normalisation, Field(description="无量纲化")] = Normalisation()
    weigh: Annotated[Weighing, Field(description="权重从哪里来")] = Weighing()
    aggregate: Annotated[tuple[Aggregation, ...], Field(description="逐级汇总；不写时都是加权平均")] = ()
    marks: Annotated[tuple[Mark, ...], Field(description="加减分")] = ()
    bonus_cap: Annotated[Number | None, Field(description="加分合计最多几分")] = None
    deduction_cap: Annotated[Number | None, Field(description="扣分合计最多几分")] = None
    vetoes: Annotated[tuple[Veto, ...], Field(description="一票否决和不适合评价")] = ()
    ties: Annotated[
        str, Field(pattern="^(min|dense)$", description="并列：min 同分占同一位次、其后空出，dense 其后不空")
    ] = "min"
    grades: Annotated[tuple[Grade, ...], Field(description="等次，从高到低")] = ()
    decimals: Annotated[Whole, Field(ge=0, le=6, description="得分印出时保留几位小数")] = 2
    appeal: Annotated[Appeal | None, Field(description="异议申诉")] = None
    template: Annotated[Flag, Field(description="示范模板：不是正式办法，权重由使用单位确定")] = False
    clause: Clause = None
    valid: Valid = ALWAYS
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None

    def item(self, key: str) -> ScoreItem | None:
        """Return the item of an id, or None."""
        return next((one for one in self.items if one.id == key), None)

    def children(self, parent: str | None) -> tuple[ScoreItem, ...]:
        """Return the items directly under one, or the first level."""
        return tuple(one for one in self.items if one.parent == parent)

    @property
    def leaves(self) -> tuple[ScoreItem, ...]:
        """The items that are measured (最下级指标): those that no other item names as its parent."""
        parents = {one.parent for one in self.items}
        return tuple(one for one in self.items if one.id not in parents)
