"""How much a reward gives (金额): each kind of incentive as an amount of a pack, or a question where it is silent.

What is asked is asked in words that the office which issued the plan can answer; until then the result is unknown.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.draft import ReadIncentive
from guatu.reader.pack_draft.amount_columns import NO_MONEY, Setting, base_column, count_column
from guatu.reader.pack_draft.plain import Entry, money_text, quote_text, rate_text
from guatu.reader.pack_draft.reward_conditions import Test, short_name, subject_at_end
from guatu.reader.pack_draft.tier_amounts import tier_amounts

_OTHER_CLAUSE = re.compile(r"上述|前[款述条项]|同类|该标准|原标准|本条|同等|同标准|补助额度|奖励标准")
# 补助比例提高2个百分点 adds to the rate of another rule.
_RAISED = re.compile(r"(?:提高|上浮|增加|上调)[^，。；]{0,16}?个?百分点")
# 按80%收取 and 八折 print what is still paid; the relief is the rest.
_CHARGED = re.compile(r"%(?:的标准|标准)?(?:收取|缴纳|征收|计收|交纳)|[折](?:优惠|收|计|$)")
_GENERIC = re.compile(r"(?:一次性)?(?:资金|经费)?(?:奖励|补助|支持|奖补|补贴|资助|扶持)(?:资金|经费|金额)?")
_WHOLE = re.compile("全额(?:给予|予以)?(?:奖励|补助|返还|补贴|奖补)")
_WHOLE_OF = re.compile("(?:所|而)?(?:形成|增加|产生|缴纳)的(?P<base>[^，。；的]{3,20}?)(?=，|。|；|的|$)")
_STEP = re.compile(
    r"每?(?:新?上|增加|增长|达到|提高|新增|满|递增|跨)+\D{0,4}?(?P<number>\d+(?:\.\d+)?|一)?个?"
    r"(?P<unit>亿元|千万元|百万元|万元|亿|千万|百万)"
)
# Who takes part in an event may do so several times a year.
_EVENT = re.compile("(?:参加|参展)[^，。；]*(?:展|会|赛)")
_FULL_UNIT = {"亿": "亿元", "千万": "千万元", "百万": "百万元"}
_LOAN = re.compile(r"贷款")


@dataclass(frozen=True, slots=True)
class Question:
    """What the text leaves open: the question, and the answers where they can be listed, each with its amount."""

    text: str
    choices: tuple[str, ...] = ()
    amounts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountDraft:
    """An amount as packs write it. A stub is one that nobody can reckon before its question is answered.

    `test` is a condition that the amount itself brings, called `name`: one of the levels was reached. `levels` are the
    tests of named levels. `rises_from` is a figure and that of the year before, where steps end at a bound: it is the
    year before that lies below the bound.
    """

    amount: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()
    is_stub: bool = False
    test: str | None = None
    name: str = ""
    levels: tuple[str, ...] = ()
    rises_from: tuple[str, str] | None = None


def draft_amount(setting: Setting, levels: Sequence[str] = ()) -> AmountDraft:
    """Return the amount of an incentive; `levels` are those of the reward before it in its clause."""
    if setting.incentive.kind == "tiered":
        return _tiered(setting, levels)
    return _DRAFTS.get(setting.incentive.kind, _stub_of_kind)(setting)


def table_of(incentive: ReadIncentive) -> str:
    """Return the table whose rows an incentive is for: loans, years of places, else years of firms."""
    if incentive.kind == "cap_only" and _LOAN.search(incentive.base or "") and "贴息" not in (incentive.base or ""):
        return "loans"
    return "place_years" if is_match(incentive) else "firm_years"


def is_match(incentive: ReadIncentive) -> bool:
    """Tell money that one budget adds to another's (财政配套) from money for firms."""
    return (
        "配套" in incentive.quote.text and re.search("财政|资金$", f"{incentive.recipient}{incentive.base}") is not None
    )


def stub(setting: Setting, question: str) -> AmountDraft:
    """Return an amount that a person decides: a column of approved amounts, unknown until the question is answered."""
    name = _approved(setting)
    asked = Question(f"{question}答复以后，各户金额由审核单位核定，填在“{name}”一列。")
    return AmountDraft(({"then": name, **_cap(setting.incentive)},), (asked,), is_stub=True)


def _approved(setting: Setting) -> str:
    incentive = setting.incentive
    meaning = f"由审核单位核定的金额（原文：{quote_text(incentive.quote.text)}）"
    return setting.columns.own_figure(f"{short_name(incentive.recipient, 16)}核定金额", setting.table, meaning)


def _lump(setting: Setting) -> AmountDraft:
    incentive = setting.incentive
    amount = incentive.amount
    if not amount:
        return _stub_of_kind(setting)
    if incentive.amount_max is not None:
        printed = f"{money_text(amount)}到{money_text(incentive.amount_max)}"
        return stub(setting, f"{printed}之间给多少，按什么标准核定、由谁核定？")
    if incentive.comparator in ("<", "<="):
        return AmountDraft(({"then": _approved(setting), "cap": money_text(amount)},))
    if incentive.comparator in (">", ">="):
        return stub(setting, f"“{money_text(amount)}以上”给多少，按什么标准核定、由谁核定？")
    lump: Entry = {"lump": money_text(amount)}
    if not _EVENT.search(incentive.recipient):
        return AmountDraft((lump,))
    times = f"{short_name(incentive.recipient, 16)}次数"
    count = setting.columns.figure(times, setting.table, "count", f"一年里几次：{incentive.recipient}")
    each: Entry = {"items": count, "each": money_text(amount)}
    return AmountDraft(
        (lump,), (Question("每户每年给一次，还是参加一次给一次？", ("每户每年一次", "每次"), (lump, each)),)
    )


def _per_unit(setting: Setting) -> AmountDraft:
    incentive = setting.incentive
    if not incentive.amount:
        return _stub_of_kind(setting)
    count, test = count_column(incentive.recipient, setting)
    amount: Entry = {"items": count, "each": money_text(incentive.amount), **_cap(incentive)}
    return AmountDraft((amount,), test=test)


def _rate(setting: Setting) -> AmountDraft:
    incentive = setting.incentive
    quote = quote_text(incentive.quote.text)
    rate, base = incentive.rate, incentive.base
    if base is None and _WHOLE.search(quote) and (whole := _WHOLE_OF.search(quote)):
        rate, base = Decimal(100), whole["base"]
    if raised := _RAISED.search(quote):
        return stub(setting, f"“{raised.group()}”加在哪一条的补助比例上？")
    if not rate or base is None:
        return stub(setting, "按什么数的多少比例给？原文没有写明基数或者比例。")
    if _OTHER_CLAUSE.search(base):
        return stub(setting, f"“{base}”指哪一条的金额？按它的 {rate_text(rate)} 算。")
    if NO_MONEY.search(base):
        return stub(setting, f"“{base}”本身不是金额，{rate_text(rate)} 乘以哪一笔钱？")
    if incentive.rate_max is not None:
        return stub(setting, f"{rate_text(rate)} 到 {rate_text(incentive.rate_max)} 之间按多少比例，由谁定？")
    if incentive.comparator in ("<", "<=", ">", ">="):
        word = "以内" if "<" in incentive.comparator else "以上"
        return stub(setting, f"“{rate_text(rate)}{word}”按多少比例，由谁定？")
    of = base_column(base, setting, is_increment=incentive.kind == "rate_of_increment")
    relief = 100 - rate if _CHARGED.search(quote) and rate < 100 else rate
    return AmountDraft(({"rate": rate_text(relief), "of": of, **_cap(incentive)},))


def _step(setting: Setting) -> AmountDraft:
    incentive = setting.incentive
    text = f"{incentive.base or ''}{quote_text(incentive.quote.text)}"
    match = _STEP.search(text)
    if match is None or not incentive.amount:
        return stub(setting, "一个台阶是多少，按哪个数算？")
    number = "1" if match["number"] in (None, "一") else match["number"]
    step = f"{number}{_FULL_UNIT.get(match['unit'], match['unit'])}"
    stem = setting.stem or subject_at_end(re.sub("每$", "", (incentive.base or "").partition("每")[0])) or "营业收入"
    of = setting.money(stem)
    last = setting.money(f"上年{of}", f"上年的{of}")
    peak = setting.money(f"历年最高{of}", f"以前各年最高的{of}")
    bound = next((one.test.rpartition(" ")[2] for one in setting.tests if _is_below(one, of)), None)
    reached = of if bound is None else f"取小({of}, {bound})"
    each: Entry = {"step": step, "each": money_text(incentive.amount)}
    amounts: tuple[Entry, ...] = (
        {**each, "of": reached, "above": last, **_cap(incentive)},
        {**each, "of": reached, "above": peak, **_cap(incentive)},
        {**each, "of": f"{reached} - {last}", **_cap(incentive)},
    )
    asked = f"“每上{step}台阶”按越过的整数门槛算，还是按比上年增加满{step}算？同上年比还是同历史最高比？"
    question = Question(asked, ("整数门槛，比上年", "整数门槛，比历史最高", f"比上年增加满{step}"), amounts)
    return AmountDraft(amounts[:1], (question,), rises_from=(of, last) if bound else None)


def _is_below(test: Test, column: str) -> bool:
    """Tell a test that a figure stays below a bound: 5亿元以下的企业 rise to it in steps."""
    return test.column == column and " < " in test.test


def _tiered(setting: Setting, levels: Sequence[str]) -> AmountDraft:
    incentive = setting.incentive
    if raised := _RAISED.search(quote_text(incentive.quote.text)):
        return stub(setting, f"“{raised.group()}”加在哪一条的补助比例上？")
    if not incentive.tiers or any(not one.amount and not one.rate for one in incentive.tiers):
        return stub(setting, "各档分别给多少？")
    made = tier_amounts(setting, levels)
    if made is None:
        return stub(setting, "各档分别按什么数的多少比例给？")
    amounts = tuple({**one, **_cap(incentive)} for one in made.amounts)
    questions: tuple[Question, ...] = ()
    if made.summed is not None:
        choices = (amounts[0], {**made.summed, **_cap(incentive)})
        asked = "一年里一次越过几档的，只给最高一档，还是逐档相加？"
        questions = (Question(asked, ("只给最高一档", "逐档相加"), choices),)
    return AmountDraft(amounts, questions, test=made.test, name=made.name, levels=made.levels)


def _cap_only(setting: Setting) -> AmountDraft:
    incentive = setting.incentive
    if not incentive.cap:
        return _stub_of_kind(setting)
    base = incentive.base
    if setting.table == "loans":
        return AmountDraft(({"then": "申请金额", "cap": money_text(incentive.cap)},))
    if base is None or _GENERIC.fullmatch(base):
        return stub(setting, f"最高 {money_text(incentive.cap)} 之内按什么算？原文只写了上限。")
    if re.search(rf"按照?[^，。；]{{0,6}}{re.escape(base)}", quote_text(incentive.quote.text)):
        return stub(setting, f"按“{base}”的多少比例给？原文只写了上限 {money_text(incentive.cap)}。")
    return AmountDraft(
        ({"then": setting.money(f"{base}金额", f"经审核的{base}金额"), "cap": money_text(incentive.cap)},)
    )


def _stub_of_kind(setting: Setting) -> AmountDraft:
    return stub(setting, "给多少，怎么算？原文没有写明。")


def _cap(incentive: ReadIncentive) -> Entry:
    cap: Decimal | None = incentive.cap
    return {"cap": money_text(cap)} if cap else {}


_DRAFTS: dict[str, Callable[[Setting], AmountDraft]] = {
    "lump_sum": _lump,
    "per_unit": _per_unit,
    "step": _step,
    "rate_of_increment": _rate,
    "rate_of_base": _rate,
    "cap_only": _cap_only,
}
