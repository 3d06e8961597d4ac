"""The nouns of columns that rules make: what a row is called, how many points it gets, whether it qualifies.

Conditions stay the words of the author here; `rules` gives them their meaning.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from guatu.domain import ALWAYS
from guatu.pack.nouns import Clause, Confidence, Id, Names, Valid, Where
from guatu.pack.values import Day, Flag, Whole

Name = Annotated[str, Field(description="名称；列和结果在条件里就用这个名称")]
On = Annotated[str, Field(description="用在哪张表：firm_years、place_years、projects、loans")]
Sureness = Annotated[Confidence | None, Field(description="可信程度：high 高、medium 中、low 低")]
Source = Annotated[str | None, Field(description="出处")]
Note = Annotated[str | None, Field(description="说明")]
Questions = Annotated[
    Names, Field(description="未定的口径：rulings.yaml 里的编号；没有决定前，答案会改变结果的记“不知道”")
]
Replaces = Annotated[str | None, Field(description="替代：本条是哪一条的新版本，写旧条的编号")]
EDGES = "^(lower|upper)$"
COLUMN_NAME = r"^[a-z][a-z0-9_]*$"


@dataclass(frozen=True, kw_only=True)
class DatedTerm:
    """A value as text, an amount, rate or threshold, with its first day and when it was published (带日期的值)."""

    value: Annotated[str, Field(description="写法，如 10万元、15%、2‰，或算式")]
    effective: Annotated[Day | None, Field(description="生效日期")] = None
    published: Annotated[Day | None, Field(description="公布日期")] = None
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition (条件), in the words of the plan; written alone it is just its text."""

    test: Annotated[str, Field(description="条件，如 主营业务收入增速 >= 15%")]
    name: Annotated[str | None, Field(description="条件的名称")] = None
    evidence: Annotated[str | None, Field(description="凭什么材料")] = None
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """One band of a table (档): from one edge to the next, and what it gives."""

    from_: Annotated[tuple[DatedTerm, ...], Field(description="起点；不写时没有下限")] = ()
    to: Annotated[tuple[DatedTerm, ...], Field(description="止点；不写时到下一档的起点，最后一档没有上限")] = ()
    then: Annotated[tuple[DatedTerm, ...], Field(description="结果：称谓、分值、金额或比例")]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One case: when its conditions hold, its result (情形)."""

    if_: Annotated[Conditions, Field(description="条件，全部成立才用这一项；不写时为其余情形")] = ()
    then: Annotated[str, Field(description="结果：算式、称谓或分值")]
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class PackColumn:
    """A column that a pack adds to a fact table (增加的列)."""

    id: Annotated[str, Field(pattern=COLUMN_NAME, description="列名：小写字母、数字、下划线")]
    name: Name
    on: Annotated[str, Field(description="加在哪张事实表")]
    measure: Annotated[
        str,
        Field(
            pattern="^(text|date|yes_no|number|count|money|ratio|people|area)$",
            description="量：text 文字、date 日期、yes_no 是否、number 数、count 个数、money 金额、ratio 比率、"
            "people 人数、area 面积",
        ),
    ]
    meaning: Annotated[str, Field(description="含义和口径")]
    provenance: Annotated[
        str,
        Field(
            pattern="^(self-reported|tax|registration|statistics)$",
            description="数据性质：self-reported 企业申报、tax 税务、registration 登记与认定、statistics 统计调查",
        ),
    ] = "self-reported"
    unit: Annotated[str, Field(description="计量单位")] = ""
    aliases: Annotated[Names, Field(description="别名")] = ()
    choices: Annotated[Names, Field(description="只能填这些词")] = ()
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class RuleParameter:
    """A named value that rules share (参数): a threshold, a rate, a setting."""

    id: Id
    name: Name
    value: Annotated[tuple[DatedTerm, ...], Field(description="值，如 500亿元、是；可带日期列出几个")]
    meaning: Annotated[str | None, Field(description="含义")] = None
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """A column gathered from a related table (汇总列): a firm's titles, events, payments, earlier years."""

    id: Id
    name: Name
    on: On = "firm_years"
    table: Annotated[str, Field(description="从哪张表汇总：titles、firm_events、payments、firm_years、projects …")]
    take: Annotated[
        str,
        Field(
            pattern="^(count|any|sum|max|min|average)$",
            description="怎么汇总：count 几条、any 有没有、sum 合计、max 最大、min 最小、average 平均",
        ),
    ]
    of: Annotated[str | None, Field(description="汇总哪一列或算式；count 和 any 不写")] = None
    by: Annotated[Names, Field(description="按哪些列对应，两张表都有；不写时为统一社会信用代码")] = ()
    where: Annotated[Conditions, Field(description="只汇总满足这些条件的行；可用 本年度、年初、年末")] = ()
    complete: Annotated[Flag, Field(description="完整：表里没有就是没有（记 0 或否）；否则记不知道")] = True
    valid: Valid = ALWAYS
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A column computed from others (计算列)."""

    id: Id
    name: Name
    on: On = "firm_years"
    value: Annotated[tuple[Branch, ...], Field(description="算式；分情形时逐项写 if 和 then")]
    clause: Clause = None
    valid: Valid = ALWAYS
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Classification:
    """A label for each row (分类): by bands of a figure, or by cases in order."""

    id: Id
    name: Name
    on: On = "firm_years"
    of: Annotated[str | None, Field(description="按哪个数分档")] = None
    edges: Annotated[
        str, Field(pattern=EDGES, description="界点归谁：lower 归以它为起点的档、upper 归以它为止点的档")
    ] = "lower"
    bands: Annotated[tuple[Band, ...], Field(description="分档表")] = ()
    cases: Annotated[tuple[Branch, ...], Field(description="按次序的情形，第一个成立的为准")] = ()
    otherwise: Annotated[str | None, Field(description="都不成立时的称谓；不写时为不知道")] = None
    questions: Questions = ()
    readings: Annotated[tuple["EdgeReading", ...], Field(description="每个答案下怎么算")] = ()
    clause: Clause = None
    valid: Valid = ALWAYS
    replaces: Replaces = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class EdgeReading:
    """What one answer to a question makes of the edges of a classification (分类的读法)."""

    question: Annotated[str, Field(description="口径编号")]
    answer: Annotated[str, Field(description="答案，rulings.yaml 里 choices 之一")]
    edges: Annotated[str, Field(pattern=EDGES, description="界点归谁：lower 归以它为起点的档、upper 归以它为止点的档")]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Score:
    """Points for each row (评分): from bands, from cases, or the sum of other scores."""

    id: Id
    name: Name
    on: On = "firm_years"
    of: Annotated[str | None, Field(description="按哪个数给分")] = None
    edges: Annotated[
        str, Field(pattern=EDGES, description="界点归谁：lower 归以它为起点的档、upper 归以它为止点的档")
    ] = "lower"
    bands: Annotated[tuple[Band, ...], Field(description="分档表")] = ()
    cases: Annotated[tuple[Branch, ...], Field(description="按次序的情形，第一个成立的为准")] = ()
    otherwise: Annotated[str | None, Field(description="都不成立时的分值；不写时为不知道")] = None
    sum: Annotated[Names, Field(description="合计哪些评分")] = ()
    max: Annotated[Whole | None, Field(description="满分，超过的按满分")] = None
    clause: Clause = None
    valid: Valid = ALWAYS
    replaces: Replaces = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Qualification:
    """Named conditions that must all hold (资格条件): yes, no or unknown, and which condition decided."""

    id: Id
    name: Name
    on: On = "firm_years"
    when: Annotated[Conditions, Field(description="条件，全部成立才符合")]
    questions: Questions = ()
    application: Annotated[
        str, Field(pattern="^(any|new|review)$", description="申请类型：any 不限、new 新申报、review 复核")
    ] = "any"
    clause: Clause = None
    valid: Valid = ALWAYS
    replaces: Replaces = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A table of brackets that an amount is taken through (分级标准)."""

    id: Id
    name: Name
    kind: Annotated[
        str,
        Field(
            pattern="^(marginal_rate|single_amount|average_rate)$",
            description="算法：marginal_rate 超额累进、single_amount 按档定额、average_rate 全额累进",
        ),
    ]
    edges: Annotated[
        str, Field(pattern=EDGES, description="界点归谁：lower 归以它为起点的档、upper 归以它为止点的档")
    ] = "lower"
    brackets: Annotated[tuple[Band, ...], Field(description="分级表：from、to、then")]
    clause: Clause = None
    source: Source = None
    confidence: Sureness = None
    span: Where = None
