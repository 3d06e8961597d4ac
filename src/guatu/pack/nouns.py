"""The nouns of a plan (文件 条款 目标 任务 …) as frozen values. What each key means is said once, here.

The loader, the JSON Schema for editors and the page of pack keys are all made from these classes.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from guatu.domain import ALWAYS, Span
from guatu.pack.values import DatedValues, Day, Flag, Number, PeriodText, ValidityKeys, Whole

Id = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="编号：小写字母、数字、连字符，在本类条目中唯一")
]
Clause = Annotated[str | None, Field(description="条款，如 2#二/（三）：第 2 个方案的二（三）")]
Valid = Annotated[ValidityKeys, Field(description="有效期：from 和 to")]
Where = Annotated[SkipJsonSchema[Span | None], Field(description="条目在文件中的位置，由程序填写")]
Names = tuple[str, ...]


class Confidence(StrEnum):
    """How sure a fact is, as its source says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class ClauseTitle:
    """One numbered statement (条款) and a heading in the pack's own words."""

    path: Annotated[str, Field(description="条款路径，如 二/（三）")]
    title: Annotated[str, Field(description="标题，用自己的话写")]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A plan's text (文件)."""

    id: Id
    title: Annotated[str, Field(description="文件标题")]
    number: Annotated[Whole | None, Field(description="方案序号：同一文件中第几个方案，即条款“2#”里的 2")] = None
    doc_number: Annotated[str | None, Field(description="发文字号")] = None
    issuers: Annotated[Names, Field(description="发文机关")] = ()
    issued_on: Annotated[Day | None, Field(description="成文日期")] = None
    period: Annotated[PeriodText | None, Field(description="计划期，如 2019 或 2026/2028")] = None
    source: Annotated[str | None, Field(description="出处")] = None
    confidence: Annotated[Confidence | None, Field(description="可信程度：high 高、medium 中、low 低")] = None
    note: Annotated[str | None, Field(description="说明")] = None
    clauses: Annotated[tuple[ClauseTitle, ...], Field(description="条款目录")] = ()
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class PlaceEntry:
    """A place (地区/园区) as written in a pack."""

    code: Annotated[str, Field(description="代码：行政区划六位码，园区自定")]
    name: Annotated[str, Field(description="名称")]
    level: Annotated[
        str,
        Field(
            pattern="^(nation|province|prefecture|county|town|park)$",
            description="层级：nation 国家、province 省、prefecture 州市、county 县、town 乡镇、park 园区",
        ),
    ]
    parent: Annotated[str | None, Field(description="上级代码")] = None
    aliases: Annotated[Names, Field(description="别名")] = ()
    former_codes: Annotated[Names, Field(description="曾用代码")] = ()
    tags: Annotated[Names, Field(description="标签，如 border 沿边、high-tech 高新区")] = ()
    valid: Valid = ALWAYS
    source: Annotated[str | None, Field(description="出处")] = None
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class AgencyAlias:
    """Another name of an agency (单位的别名) and when it was used."""

    name: Annotated[str, Field(description="别名或曾用名")]
    valid: Valid = ALWAYS


@dataclass(frozen=True, kw_only=True)
class AgencyEntry:
    """An agency (单位) as written in a pack."""

    id: Id
    name: Annotated[str, Field(description="名称")]
    aliases: Annotated[tuple[AgencyAlias, ...], Field(description="别名，可带有效期")] = ()
    place: Annotated[str | None, Field(description="所属地区代码")] = None
    group: Annotated[Flag, Field(description="统称：是不是一类单位的统称，如“各县市人民政府”")] = False
    members: Annotated[Names, Field(description="成员：统称包含的单位或地区代码")] = ()
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Industry:
    """One industry (产业) of a grouping."""

    id: Id
    name: Annotated[str, Field(description="产业名称")]
    driver: Annotated[
        str | None, Field(pattern="^(new|traditional)$", description="动能：new 新、traditional 传统")
    ] = None
    codes: Annotated[Names, Field(description="国民经济行业分类代码 GB/T 4754")] = ()


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """A versioned grouping of industries (产业体系), such as 2+5+3."""

    id: Id
    name: Annotated[str, Field(description="产业体系名称")]
    clause: Clause = None
    industries: Annotated[tuple[Industry, ...], Field(description="所含产业")] = ()
    valid: Valid = ALWAYS
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None


class Kind(StrEnum):
    """What an indicator's number is: a flow over a period, a stock at its end, or a rate."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


class GrowthBasis(StrEnum):
    """At which prices or on which caliber growth is published; `none`: no growth is published."""

    REAL = "real"
    NOMINAL = "nominal"
    COMPARABLE = "comparable"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A rate made from two other indicators (比率): over / under."""

    over: Annotated[str, Field(description="分子指标编号")]
    under: Annotated[str, Field(description="分母指标编号")]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What is counted (指标), with its unit and how its figures are published."""

    id: Id
    name: Annotated[str, Field(description="指标名称")]
    unit: Annotated[str, Field(description="计量单位")]
    kind: Annotated[Kind, Field(description="类型：flow 流量、stock 时点、rate 比率")]
    growth: Annotated[
        GrowthBasis, Field(description="增速口径：real 可比价、nominal 现价、comparable 可比口径、none 无")
    ]
    aliases: Annotated[Names, Field(description="别名")] = ()
    direction: Annotated[
        str, Field(pattern="^(up|down|neutral)$", description="方向：up 越高越好、down 越低越好、neutral 不论高低")
    ] = "up"
    january: Annotated[str, Field(pattern="^(merged|own)$", description="1月：merged 与2月合并、own 单独发布")] = "own"
    published: Annotated[
        str, Field(pattern="^(levels|growth_only)$", description="公布方式：levels 有总量、growth_only 只公布增速")
    ] = "levels"
    frequency: Annotated[
        str,
        Field(
            pattern="^(monthly|quarterly|half_yearly|yearly)$",
            description="多久公布一次：monthly 每月、quarterly 每季、half_yearly 每半年、yearly 每年",
        ),
    ] = "monthly"
    decimals: Annotated[Whole, Field(ge=0, le=6, description="印出时保留几位小数")] = 2
    total: Annotated[str | None, Field(description="合计指标：是哪个指标的组成部分")] = None
    split: Annotated[str | None, Field(description="分组：按什么分，如 行业、三次产业")] = None
    driver: Annotated[
        str | None, Field(pattern="^(new|traditional)$", description="动能：new 新、traditional 传统")
    ] = None
    industry: Annotated[str | None, Field(description="所属产业编号")] = None
    ratio: Annotated[Ratio | None, Field(description="比率：由哪两个指标相除")] = None
    quality: Annotated[Flag, Field(description="质量效益账：是否列入")] = False
    schedule: Annotated[
        str, Field(pattern="^(linear|usual)$", description="序时进度：linear 按月均摊、usual 按往年同期占比")
    ] = "linear"
    definition: Annotated[str | None, Field(description="口径说明")] = None
    source: Annotated[str | None, Field(description="出处")] = None
    confidence: Annotated[Confidence | None, Field(description="可信程度：high 高、medium 中、low 低")] = None
    valid: Valid = ALWAYS
    span: Where = None


class TargetMeasure(StrEnum):
    """What a target's number measures; the words of the annotation of plans."""

    GROWTH = "growth"
    ANNUAL_AVERAGE_GROWTH = "annual_average_growth"
    LEVEL = "level"
    INCREMENT = "increment"
    SHARE = "share"
    REDUCTION = "reduction"
    MULTIPLE = "multiple"
    RANK = "rank"
    RATE_OF_COMPLETION = "rate_of_completion"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A measurable commitment (目标): indicator + scope + comparator + value + period + clause."""

    id: Id
    clause: Clause = None
    indicator: Annotated[str, Field(description="指标编号")]
    measure: Annotated[
        TargetMeasure,
        Field(
            description="目标类型：growth 增速、annual_average_growth 年均增速、level 总量、increment 增量、"
            "share 占比、reduction 降幅、multiple 倍数、rank 位次、rate_of_completion 完成率"
        ),
    ]
    comparator: Annotated[
        str, Field(pattern="^(=|>=|>|<=|<|~)$", description="要求：= 达到、>= 以上、> 超过、<= 以内、< 低于、~ 左右")
    ]
    value: Annotated[DatedValues, Field(description="目标值；可写成带日期的多个值")] = ()
    value_max: Annotated[Number | None, Field(description="目标上限（3—5个 的 5）")] = None
    unit: Annotated[str, Field(description="目标值的计量单位")] = ""
    period: Annotated[PeriodText | None, Field(description="目标期：2019、2026/2028；到某年为止只写该年")] = None
    per: Annotated[
        str | None,
        Field(pattern="^(year|quarter|month)$", description="频次：有多份时填写，year 每年、quarter 每季、month 每月"),
    ] = None
    place: Annotated[str | None, Field(description="地区代码；不写时为政策包的地区")] = None
    scope: Annotated[str | None, Field(description="范围，如 全州园区")] = None
    tag: Annotated[str | None, Field(description="标签：只对带此标签的园区")] = None
    modality: Annotated[str | None, Field(description="语气：力争、原则上")] = None
    condition: Annotated[str | None, Field(description="前提条件")] = None
    reference: Annotated[str | None, Field(description="参照：没有数值时写，如 省下达目标")] = None
    lead: Annotated[Names, Field(description="牵头单位")] = ()
    support: Annotated[Names, Field(description="责任单位、配合单位")] = ()
    schedule: Annotated[
        str | None,
        Field(
            pattern="^(linear|usual|stepped)$",
            description="序时进度：linear 按月均摊、usual 按往年同期占比、stepped 按 steps；不写时随指标",
        ),
    ] = None
    steps: Annotated[tuple[tuple[Whole, Number], ...], Field(description="分月累计进度：[[3, 0.25], [6, 0.5]]")] = ()
    valid: Valid = ALWAYS
    confidence: Annotated[Confidence | None, Field(description="可信程度：high 高、medium 中、low 低")] = None
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None

    def value_on(self, day: date, as_of: date | None = None) -> Decimal | None:
        """Return the number in force on a day, as it had been published by `as_of`; None when none was."""
        known = [
            dated
            for dated in self.value
            if (dated.effective is None or dated.effective <= day)
            and (as_of is None or dated.published is None or dated.published <= as_of)
        ]
        return known[-1].value if known else None


@dataclass(frozen=True, kw_only=True)
class Task:
    """A piece of work with a responsibility note (任务)."""

    id: Id
    clause: Clause = None
    title: Annotated[str, Field(description="任务名称，用自己的话写")]
    lead: Annotated[Names, Field(description="牵头单位")] = ()
    support: Annotated[Names, Field(description="责任单位、配合单位")] = ()
    deadline: Annotated[Day | None, Field(description="完成时限")] = None
    indicators: Annotated[Names, Field(description="与任务有关的指标编号")] = ()
    valid: Valid = ALWAYS
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """When a report is due (报送时限): day N of a month after the period, the period's end, or a date."""

    day: Annotated[Whole | None, Field(ge=1, le=31, description="几日")] = None
    month: Annotated[str, Field(pattern="^(same|next)$", description="月份：same 当月、next 次月")] = "next"
    period_end: Annotated[Flag, Field(description="报告期末")] = False
    on: Annotated[Day | None, Field(description="固定日期")] = None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Reporting by a fixed time (报送要求)."""

    id: Id
    clause: Clause = None
    who: Annotated[Names, Field(description="报送单位")]
    what: Annotated[str, Field(description="报送内容，用自己的话写")]
    to: Annotated[Names, Field(description="报给谁")] = ()
    frequency: Annotated[
        str,
        Field(
            pattern="^(monthly|quarterly|half_yearly|yearly|once)$",
            description="频次：monthly 每月、quarterly 每季、half_yearly 每半年、yearly 每年、once 一次",
        ),
    ]
    due: Annotated[Due | None, Field(description="报送时限")] = None
    indicators: Annotated[Names, Field(description="要报的指标编号")] = ()
    consequence: Annotated[str | None, Field(description="未报、迟报的后果")] = None
    valid: Valid = ALWAYS
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Alert:
    """A movement that needs an answer (预警), as a rule over a ledger's columns."""

    id: Id
    name: Annotated[str, Field(description="预警名称")]
    on: Annotated[str, Field(description="台账：target_ledger、schedule_ledger、gap_ledger …")]
    when: Annotated[Names, Field(description="条件，全部成立才预警")]
    level: Annotated[
        str, Field(pattern="^(red|yellow|notice)$", description="级别：red 红、yellow 黄、notice 提示")
    ] = "yellow"
    clause: Clause = None
    answers: Annotated[str | None, Field(description="应答单位；不写时为目标的牵头单位")] = None
    why: Annotated[str | None, Field(description="为什么设这条预警")] = None
    valid: Valid = ALWAYS
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Light:
    """Thresholds of the lights (红黄绿灯): green and yellow by condition, red otherwise, grey when not reported."""

    id: Id
    name: Annotated[str, Field(description="亮灯规则名称")]
    basis: Annotated[
        str,
        Field(pattern="^(completion|growth|level)$", description="比什么：completion 完成率、growth 增速、level 水平"),
    ]
    green: Annotated[str, Field(description="绿灯条件")]
    yellow: Annotated[str, Field(description="黄灯条件（不满足绿灯时）")]
    indicators: Annotated[Names, Field(description="只用于这些指标；不写时用于全部")] = ()
    clause: Clause = None
    valid: Valid = ALWAYS
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Check:
    """A condition that reported figures must meet (数据校验)."""

    id: Id
    name: Annotated[str, Field(description="校验名称")]
    on: Annotated[str, Field(description="事实表：observations、firm_periods …；填报时的校验写 filings")]
    expect: Annotated[str, Field(description="应当成立的条件")]
    severity: Annotated[str, Field(pattern="^(error|question)$", description="轻重：error 错误、question 请核实")] = (
        "question"
    )
    sentence: Annotated[str, Field(description="不成立时告诉填报人的话")]
    valid: Valid = ALWAYS
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A signed answer to an unclear clause (口径决定); without an answer the question is open."""

    id: Id
    question: Annotated[str, Field(description="问题")]
    clause: Clause = None
    choices: Annotated[Names, Field(description="可能的答案")] = ()
    answer: Annotated[str | None, Field(description="决定")] = None
    decided_by: Annotated[str | None, Field(description="谁决定")] = None
    decided_on: Annotated[Day | None, Field(description="何时决定")] = None
    document: Annotated[str | None, Field(description="依据文件")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """The rest days and make-up workdays (放假调休) of one year, for years the bundled calendar does not know."""

    year: Annotated[Whole, Field(ge=1949, le=2200, description="年份")]
    rest_days: Annotated[tuple[Day, ...], Field(description="放假的日子，逐日写出")]
    make_up_days: Annotated[tuple[Day, ...], Field(description="调休上班的日子")] = ()
    source: Annotated[str | None, Field(description="出处，如国务院办公厅通知的文号")] = None
    span: Where = None
