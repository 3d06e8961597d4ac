"""The nouns of what rules decide: rewards, their groups, gates, ladders, and the cases they are tried on.

Conditions and amounts stay the words of the author here; `rules` gives them their meaning.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from guatu.domain import ALWAYS
from guatu.pack.column_nouns import (
    Band,
    Conditions,
    DatedTerm,
    Name,
    Note,
    On,
    Questions,
    Replaces,
    Source,
    Sureness,
)
from guatu.pack.nouns import Clause, Id, Names, Valid, Where
from guatu.pack.values import Day, Pairs, Whole


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much a reward gives (金额): one of lump, rate, step, items, tiers, scale or then; with cap and floor."""

    if_: Annotated[Conditions, Field(description="条件；不写时为其余情形")] = ()
    lump: Annotated[tuple[DatedTerm, ...], Field(description="一次性金额")] = ()
    rate: Annotated[tuple[DatedTerm, ...], Field(description="比例，乘以 of")] = ()
    step: Annotated[tuple[DatedTerm, ...], Field(description="一个台阶多大；of 每上一个台阶给一份 each")] = ()
    items: Annotated[str | None, Field(description="件数，每件给一份 each")] = None
    each: Annotated[tuple[DatedTerm, ...], Field(description="每个台阶或每件的金额")] = ()
    tiers: Annotated[tuple[Band, ...], Field(description="分档金额，按 of 达到的档")] = ()
    take: Annotated[
        str, Field(pattern="^(highest|each)$", description="一次过几档时：highest 取最高、each 逐档相加")
    ] = "highest"
    scale: Annotated[str | None, Field(description="分级标准的编号，按 of 计算")] = None
    of: Annotated[str | None, Field(description="按哪个数计算")] = None
    above: Annotated[str | None, Field(description="已经达到过的数，只算超过它的台阶或档")] = None
    then: Annotated[str | None, Field(description="直接写算式")] = None
    cap: Annotated[tuple[DatedTerm, ...], Field(description="上限")] = ()
    floor: Annotated[tuple[DatedTerm, ...], Field(description="下限")] = ()
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one answer to a question makes of a reward (读法): the keys written here replace those of the rule."""

    question: Annotated[str, Field(description="口径编号")]
    answer: Annotated[str, Field(description="答案，rulings.yaml 里 choices 之一")]
    who: Annotated[Conditions | None, Field(description="对象：代替原条的对象")] = None
    when: Annotated[Conditions | None, Field(description="条件：代替原条的条件")] = None
    amount: Annotated[tuple[Amount, ...] | None, Field(description="金额：代替原条的金额")] = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Reward:
    """A clause that pays (奖补条款)."""

    id: Id
    name: Name
    clause: Clause = None
    also_in: Annotated[Names, Field(description="同一条又写在哪些条款里，只兑现一次")] = ()
    on: On = "firm_years"
    who: Annotated[Conditions, Field(description="对象：对谁说的；不属于对象的不列入不予兑现名单")] = ()
    when: Annotated[Conditions, Field(description="条件，全部成立才兑现")] = ()
    amount: Annotated[tuple[Amount, ...], Field(description="金额；分情形时逐项写 if")] = ()
    pays: Annotated[
        str,
        Field(
            pattern="^(grant|ceiling|match)$",
            description="性质：grant 兑现资金、ceiling 额度上限（不拨付）、match 财政配套（不拨付给企业）",
        ),
    ] = "grant"
    exception_to: Annotated[str | None, Field(description="是哪一条的例外；条件在原条之上再加，金额代替原条")] = None
    round_to: Annotated[
        str,
        Field(
            pattern="^(fen|jiao|yuan|hundred|thousand|ten_thousand)$",
            description="取整到：fen 分、jiao 角、yuan 元、hundred 百元、thousand 千元、ten_thousand 万元",
        ),
    ] = "fen"
    round_by: Annotated[
        str, Field(pattern="^(half_up|down|up)$", description="取整方法：half_up 四舍五入、down 舍去、up 进位")
    ] = "half_up"
    questions: Questions = ()
    readings: Annotated[tuple[Reading, ...], Field(description="每个答案下怎么算")] = ()
    proof: Annotated[Names, Field(description="申报材料")] = ()
    funding: Annotated[str | None, Field(description="资金来源")] = None
    review: Annotated[str | None, Field(description="须先审查的事项，如公平竞争审查；写了就不兑现")] = None
    valid: Valid = ALWAYS
    replaces: Replaces = None
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class GroupReading:
    """What one answer to a question makes of a group (条款组的读法)."""

    question: Annotated[str, Field(description="口径编号")]
    answer: Annotated[str, Field(description="答案，rulings.yaml 里 choices 之一")]
    kind: Annotated[
        str, Field(pattern="^(highest|stack|once)$", description="办法：highest 就高不重复、stack 叠加、once 只发一次")
    ]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class RewardGroup:
    """Rewards that limit each other (条款组): the highest only, a cap for a firm's year, paid once, a budget."""

    id: Id
    name: Name
    rewards: Annotated[Names, Field(description="条款编号，按兑现的先后")]
    kind: Annotated[
        str,
        Field(
            pattern="^(highest|stack|once|budget)$",
            description="办法：highest 就高不重复、stack 叠加、once 只发一次、budget 预算总额",
        ),
    ]
    cap: Annotated[tuple[DatedTerm, ...], Field(description="一户一年的上限")] = ()
    budget: Annotated[tuple[DatedTerm, ...], Field(description="预算总额")] = ()
    over: Annotated[
        str, Field(pattern="^(proportional|queue)$", description="超出预算时：proportional 按比例、queue 按先后")
    ] = "proportional"
    queue_by: Annotated[Names, Field(description="按哪些列排先后，如 申报日期")] = ()
    questions: Questions = ()
    readings: Annotated[tuple[GroupReading, ...], Field(description="每个答案下怎么算")] = ()
    clause: Clause = None
    valid: Valid = ALWAYS
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class GateTest:
    """One figure that a newcomer is held to (门槛): not below the peers' average."""

    name: Name
    over: Annotated[str, Field(description="分子，如 总投资")]
    under: Annotated[str, Field(description="分母，如 用地面积")]
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """An admission test against the average of peers (准入门槛)."""

    id: Id
    name: Name
    on: On = "projects"
    who: Annotated[Conditions, Field(description="对象：对哪些新项目")] = ()
    peers: Annotated[Conditions, Field(description="比较对象：哪些算现有项目")]
    by: Annotated[Names, Field(description="同类：这些列相同才相比")]
    tests: Annotated[tuple[GateTest, ...], Field(description="比哪些数")]
    average: Annotated[
        str,
        Field(pattern="^(ratio_of_sums|mean)$", description="平均：ratio_of_sums 合计相除、mean 各项目简单平均"),
    ] = "ratio_of_sums"
    fewest: Annotated[Whole, Field(ge=1, le=1000, description="至少几个现有项目才比，不足的为不知道")] = 1
    modality: Annotated[str | None, Field(description="语气，如 原则上")] = None
    clause: Clause = None
    valid: Valid = ALWAYS
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Pace:
    """A monthly figure of a firm and the mark it is to reach this year (进度推算)."""

    of: Annotated[str, Field(description="企业数据里的列，如 营业收入")]
    reach: Annotated[tuple[DatedTerm, ...], Field(description="达到多少，如 2000万元")]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One level of a ladder (层级)."""

    id: Id
    name: Name
    held: Annotated[str | None, Field(description="怎样算已在这一级，如 有效专精特新 = 是")] = None
    standards: Annotated[Names, Field(description="资格条件的编号；按申请类型和日期选用")] = ()
    pace: Annotated[Pace | None, Field(description="按目前进度几月能到")] = None
    agency: Annotated[str | None, Field(description="认定单位")] = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Levels a firm climbs (梯度), lowest first."""

    id: Id
    name: Name
    on: On = "firm_years"
    rungs: Annotated[tuple[Rung, ...], Field(description="层级，由低到高")]
    clause: Clause = None
    valid: Valid = ALWAYS
    source: Source = None
    confidence: Sureness = None
    note: Note = None
    span: Where = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A worked example that an official can read (用例): what is given, what must come out."""

    title: Annotated[str, Field(description="这个用例说明什么")]
    on: On = "firm_years"
    year: Annotated[Whole | None, Field(ge=1949, le=2200, description="年度；不写时为政策包有效期的最后一年")] = None
    day: Annotated[Day | None, Field(description="申请日期；不写时为年度最后一天")] = None
    given: Annotated[Pairs, Field(description="已知：列: 值；没写的列就是缺")] = ()
    expect: Annotated[Pairs, Field(description="结果：条款、分类或列: 值；金额、称谓、是、否、不知道")]
    answers: Annotated[Pairs, Field(description="口径: 答案，只在本例里这样决定")] = ()
    span: Where = None
