"""How much a reward gives (金额): each kind of incentive as an amount of a pack, or a question where it is silent.

What is asked is asked in words that the office which issued the plan can answer; until then the result is unknown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.draft import ReadIncentive
from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.plain import Entry, money_text, quote_text, rate_text
from guatu.reader.pack_draft.reward_conditions import short_name
from guatu.reader.pack_draft.tier_amounts import tier_amount

_OTHER_CLAUSE = re.compile(r"上述|前[款述条项]|同类|该标准|原标准|本条|同等|同标准|补助额度|奖励标准")
# A share of a rate or of a tariff is no sum before somebody says of what.
# 按80%收取 and 八折 print what is still paid; the relief is the rest.
_CHARGED = re.compile(r"%(?:的标准|标准)?(?:收取|缴纳|征收|计收|交纳)|[折](?:优惠|收|计|$)")
_GENERIC = re.compile(r"(?:一次性)?(?:资金|经费)?(?:奖励|补助|支持|奖补|补贴|资助|扶持)(?:资金|经费|金额)?")
_NO_MONEY = re.compile(r"(?:利率|费率|标准|价格|单价|门槛)$")
_TIME = re.compile(r"天|日|月|年|夜|晚")
_STEP = re.compile(
    r"每?(?:新?上|增加|增长|达到|提高|新增|满|递增|跨)+\D{0,4}?(?P<number>\d+(?:\.\d+)?|一)?个?"
    r"(?P<unit>亿元|千万元|百万元|万元|亿|千万|百万)"
)
_FULL_UNIT = {"亿": "亿元", "千万": "千万元", "百万": "百万元"}
_LOAN = re.compile(r"贷款")
_INCREMENT = re.compile(r"(?:增长|增量|新增|增加|超出|超过)部分?$|增[长加]?额$|增量$")
_UNIT_WORD = re.compile(r"[人名件个项户家亩次台套辆场期平间块座张篇吨艘架头只所处班]")
_MEASURES = {"人": "people", "名": "people"}


@dataclass(frozen=True, slots=True)
class Question:
    """What the text leaves open: the question, and the answers where they can be listed, each with its amount."""

    text: str
    choices: tuple[str, ...] = ()
    amounts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountDraft:
    """An amount as packs write it. A stub is one that nobody can reckon before its question is answered.

    `test` is a condition that the amount itself brings: one of the levels was reached.
    """

    amount: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()
    is_stub: bool = False
    test: str | None = None


def draft_amount(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    """Return the amount of an incentive over the columns of a table."""
    return _DRAFTS.get(incentive.kind, _stub_of_kind)(incentive, table, columns)


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


def stub(incentive: ReadIncentive, table: str, columns: NewColumns, question: str) -> AmountDraft:
    """Return an amount that a person decides: a column of approved amounts, unknown until the question is answered."""
    name = columns.figure(f"{short_name(incentive.recipient)}核定金额", table, "money", "由审核单位核定的金额")
    return AmountDraft(({"then": name, **_cap(incentive)},), (Question(question),), is_stub=True)


def _lump(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    amount = incentive.amount
    if not amount:
        return _stub_of_kind(incentive, table, columns)
    if incentive.amount_max is not None:
        printed = f"{money_text(amount)}到{money_text(incentive.amount_max)}"
        return stub(incentive, table, columns, f"{printed}之间给多少，按什么标准核定、由谁核定？")
    if incentive.comparator in ("<", "<="):
        name = columns.figure(f"{short_name(incentive.recipient)}核定金额", table, "money", "由审核单位核定的金额")
        return AmountDraft(({"then": name, "cap": money_text(amount)},))
    if incentive.comparator in (">", ">="):
        return stub(incentive, table, columns, f"“{money_text(amount)}以上”给多少，按什么标准核定、由谁核定？")
    return AmountDraft(({"lump": money_text(amount)},))


def _per_unit(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    if not incentive.amount:
        return _stub_of_kind(incentive, table, columns)
    count = count_column(incentive, incentive.recipient, table, columns)
    return AmountDraft(({"items": count, "each": money_text(incentive.amount), **_cap(incentive)},))


def count_column(incentive: ReadIncentive, words: str, table: str, columns: NewColumns) -> str:
    """Return the column of how many there are: 件数, 人数, and 人天数 where each day is paid."""
    counted = re.sub(r"每|设立|新增|引进|、|/|·|，|\s", "", incentive.base or "件")
    unit = "".join(dict.fromkeys(_UNIT_WORD.findall(counted))) or "件"
    time = "".join(dict.fromkeys(_TIME.findall(counted.replace("年度", "年"))))
    if "平" in unit:
        measure, unit = "number", "平方米"
    elif time and time != "年":
        measure = "number"
    else:
        measure = _MEASURES.get(unit[0], "count")
    noun = f"{short_name(words, 12)}{unit}{'' if time == '年' else time}数"
    return columns.figure(noun, table, measure, f"给予补助的数量，每{counted.removeprefix('每') or '件'}一份")


def _rate(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    rate, base = incentive.rate, incentive.base
    if not rate or base is None:
        return stub(incentive, table, columns, "按什么数的多少比例给？原文没有写明基数或者比例。")
    if _OTHER_CLAUSE.search(base):
        return stub(incentive, table, columns, f"“{base}”指哪一条的金额？按它的 {rate_text(rate)} 算。")
    if _NO_MONEY.search(base):
        return stub(incentive, table, columns, f"“{base}”本身不是金额，{rate_text(rate)} 乘以哪一笔钱？")
    if incentive.rate_max is not None:
        question = f"{rate_text(rate)} 到 {rate_text(incentive.rate_max)} 之间按多少比例，由谁定？"
        return stub(incentive, table, columns, question)
    if incentive.comparator in ("<", "<=", ">", ">="):
        word = "以内" if "<" in incentive.comparator else "以上"
        return stub(incentive, table, columns, f"“{rate_text(rate)}{word}”按多少比例，由谁定？")
    of = base_column(base, table, columns, is_increment=incentive.kind == "rate_of_increment")
    relief = 100 - rate if _CHARGED.search(quote_text(incentive.quote.text)) and rate < 100 else rate
    return AmountDraft(({"rate": rate_text(relief), "of": of, **_cap(incentive)},))


def base_column(base: str, table: str, columns: NewColumns, *, is_increment: bool = False) -> str:
    """Return the column, or the difference of two, that a rate is taken of."""
    if (known := columns.find(base, table, "money")) is not None:
        return known
    if is_increment or _INCREMENT.search(base):
        stem = _INCREMENT.sub("", base).rstrip("的") or base
        pair = columns.pair(stem, table)
        if pair is not None and columns.find(f"{stem}增长额", table, "money") is None:
            return f"{pair[0]} - {pair[1]}"
        return columns.figure(f"{stem}增长额", table, "money", f"{base}，按原文的口径填")
    return columns.figure(base, table, "money", f"{base}，按原文的口径填")


def _step(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    text = f"{incentive.base or ''}{quote_text(incentive.quote.text)}"
    match = _STEP.search(text)
    if match is None or not incentive.amount:
        return stub(incentive, table, columns, "一个台阶是多少，按哪个数算？")
    number = "1" if match["number"] in (None, "一") else match["number"]
    step = f"{number}{_FULL_UNIT.get(match['unit'], match['unit'])}"
    stem = re.sub(r"每$|^年", "", text[: match.start()]) or "营业收入"
    of = columns.figure(stem, table, "money", f"{stem}，按原文的口径填")
    above = columns.figure(f"上年{of}", table, "money", f"上年的{of}")
    each = money_text(incentive.amount)
    passed: Entry = {"step": step, "each": each, "of": of, "above": above, **_cap(incentive)}
    added: Entry = {"step": step, "each": each, "of": f"{of} - {above}", **_cap(incentive)}
    text = f"“每上{step}台阶”是越过整数门槛就算，还是比上年增加满 {step} 才算？"
    question = Question(text, ("越过整数门槛，比上年", "比上年增加满一个台阶"), (passed, added))
    return AmountDraft((passed,), (question,))


def _tiered(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    if not incentive.tiers or any(not one.amount and not one.rate for one in incentive.tiers):
        return stub(incentive, table, columns, "各档分别给多少？")
    made = tier_amount(incentive, table, columns, counts=count_column, bases=base_column)
    if made is None:
        return stub(incentive, table, columns, "各档分别按什么数的多少比例给？")
    amounts, test = made
    return AmountDraft(tuple({**one, **_cap(incentive)} for one in amounts), test=test)


def _cap_only(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    if not incentive.cap:
        return _stub_of_kind(incentive, table, columns)
    base = incentive.base
    if table == "loans":
        return AmountDraft(({"then": "申请金额", "cap": money_text(incentive.cap)},))
    if base is None or _GENERIC.fullmatch(base):
        return stub(incentive, table, columns, f"最高 {money_text(incentive.cap)} 之内按什么算？原文只写了上限。")
    if re.search(rf"按照?[^，。；]{{0,6}}{re.escape(base)}", quote_text(incentive.quote.text)):
        return stub(incentive, table, columns, f"按“{base}”的多少比例给？原文只写了上限 {money_text(incentive.cap)}。")
    name = columns.figure(f"{base}金额", table, "money", f"经审核的{base}金额")
    return AmountDraft(({"then": name, "cap": money_text(incentive.cap)},))


def _stub_of_kind(incentive: ReadIncentive, table: str, columns: NewColumns) -> AmountDraft:
    return stub(incentive, table, columns, "给多少，怎么算？原文没有写明。")


def _cap(incentive: ReadIncentive) -> Entry:
    cap: Decimal | None = incentive.cap
    return {"cap": money_text(cap)} if cap else {}


_DRAFTS: dict[str, Callable[[ReadIncentive, str, NewColumns], AmountDraft]] = {
    "lump_sum": _lump,
    "per_unit": _per_unit,
    "step": _step,
    "rate_of_increment": _rate,
    "rate_of_base": _rate,
    "tiered": _tiered,
    "cap_only": _cap_only,
}
