"""Parallel levels (分档): by marks of a figure (5亿元), by names (国家级、省级), or by parts that are each relieved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.reader.draft import ReadIncentive, Tier
from guatu.reader.pack_draft.amount_columns import NO_MONEY, Setting, base_column, count_column
from guatu.reader.pack_draft.plain import Entry, money_text, quote_text, rate_text
from guatu.reader.pack_draft.reward_conditions import plain_words, short_name, subject_at_end, test_name
from guatu.reader.pack_draft.reward_names import LONGEST_REWARD_NAME, shortened

_UNITS = "亿元|千万元|百万元|万元|元|%|人|名|户|家|个|项|件|年"
_UP_TO = rf"(?:以上)?(?:至|到|-|—|～|~)\d+(?:\.\d+)?(?:{_UNITS})?(?:（不?含）)?(?:以下|以内|之间)?"
_MARK = re.compile(
    rf"(?P<before>\D*?)(?:首次)?(?:达到?|超过|突破|满|在)?(?P<number>\d+(?:\.\d+)?)(?P<unit>{_UNITS})"
    rf"(?:（含）|及)?(?:{_UP_TO}|以上)?"
)
# A list of marks in a recipient's words: 达到10亿元、50亿元、100亿元以上.
_ONE_MARK = rf"\d+(?:\.\d+)?(?:{_UNITS})(?:（不?含）|及)?(?:以上|以下|以内)?"
_MARKS = re.compile(
    rf"(?:首次)?(?:达到?|超过|突破|满|在)?(?:相应)?{_ONE_MARK}(?:(?:分别|[、，和及至到或\-—～~])+{_ONE_MARK})+(?:之间)?的?"
)
_FACTORS = {"亿元": 10**8, "千万元": 10**7, "百万元": 10**6, "万元": 10**4}
_KINDS = {"元": "money", "%": "ratio", "人": "people", "名": "people", "年": "number"}
_LEVELLED = re.compile(r"[^，、]{0,16}首次?达到相应[^，、的]*的?|相应(?:台阶|营收|标准|级别)的?")
_GIVING = re.compile(
    r"(?:成功|新|首次)?(?:认定|获批|评定|获得|获评|被评为|评为|成为|进入|创建|通过|列入|入选|申报|建成|晋升)+(?:成功)?(?:的|为)?|首次"
)
_NEW = re.compile("新(?:认定|获批|评定|获|评|创建|增|备案)|首次(?:认定|获|评|被)|成功创建")
_ORDINAL = re.compile(r"第\d+档")
_SHARED_HEAD = re.compile(r"(?P<head>[一-鿿]{2,4})\d")


@dataclass(frozen=True, slots=True)
class TierAmounts:
    """What levels give: the amounts, the test that one level holds, its name, and how several levels add up."""

    amounts: tuple[Entry, ...]
    test: str | None = None
    name: str = ""
    summed: Entry | None = None
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marks:
    """Levels by a figure: what the figure is called, and each mark from the lowest up with what it gives."""

    subject: str
    levels: tuple[tuple["re.Match[str]", Tier], ...]


def words_without_levels(words: str, incentive: ReadIncentive) -> str:
    """Return words without the levels by a figure in them: the amount tells them, no test needs them again."""
    if incentive.kind != "tiered" or _marks_of(incentive) is None:
        return words
    words = plain_words(words)
    match = _MARKS.search(words)
    if match is None:
        return _LEVELLED.sub("", words)
    subject = subject_at_end(words[: match.start()]) or ""
    head = words[: match.start()]
    return f"{head[: head.rindex(subject)] if subject else head}{words[match.end() :]}"


def levels_name(incentive: ReadIncentive) -> str | None:
    """Return the name of levels by a figure: 主营业务收入首次达到10亿元等3档."""
    marks = _marks_of(incentive) if incentive.kind == "tiered" else None
    if marks is None:
        return None
    first, verb = marks.levels[0][0], "首次达到" if _is_first_time(incentive) else "达到"
    reached = f"{verb}{first['number']}{first['unit']}等{len(marks.levels)}档"
    if len(marks.subject) + len(reached) > LONGEST_REWARD_NAME - 4:
        reached = f"分{len(marks.levels)}档"
    return f"{shortened(marks.subject, LONGEST_REWARD_NAME - len(reached) - 4, is_figure=True)}{reached}"


def has_named_levels(incentive: ReadIncentive) -> bool:
    """Tell levels by names (国家级、省级), each of which says who is paid."""
    return incentive.kind == "tiered" and bool(incentive.tiers) and _marks_of(incentive) is None


def tier_amounts(setting: Setting, before: Sequence[str] = ()) -> TierAmounts | None:
    """Return the amounts of a tiered incentive; None where no rate has a base.

    `before` are the tests of the levels of the reward before it, for levels that the text does not name again.
    """
    incentive = setting.incentive
    marks = _marks_of(incentive)
    if marks is not None:
        return _by_marks(marks, setting)
    if all(one.rate is not None for one in incentive.tiers):
        return _by_rates(setting)
    if any(one.amount is None for one in incentive.tiers):
        return None
    return _by_names(setting, before)


def _marks_of(incentive: ReadIncentive) -> _Marks | None:
    """Return the levels as marks of one figure, where every level is one."""
    quote = plain_words(quote_text(incentive.quote.text))
    found = [_MARK.fullmatch(_with_lower_end(plain_words(one.threshold), quote)) for one in incentive.tiers]
    matches = [match for match in found if match is not None]
    if not matches or len(matches) < len(found) or any(match["before"] for match in matches[1:]):
        return None
    if len({_size(match) for match in matches}) < len(matches):
        return None
    if any(one.amount is None for one in incentive.tiers) and incentive.base is None:
        return None
    first = matches[0]
    mark = f"{first['number']}{first['unit']}"
    texts = (first["before"], *(text[: text.find(mark)] for text in (quote, incentive.recipient) if mark in text))
    subject = next((name for text in texts if (name := subject_at_end(text))), None)
    subject = subject or subject_at_end(incentive.recipient.partition("首次")[0]) or "分档的数"
    levels = sorted(zip(matches, incentive.tiers, strict=True), key=lambda pair: _size(pair[0]))
    return _Marks(subject, tuple(levels))


def _with_lower_end(threshold: str, quote: str) -> str:
    """Return a range with its lower end, where only 以上至5000万元 of 1000万元以上至5000万元 is left of it."""
    lower = re.search(rf"\d+(?:\.\d+)?(?:{_UNITS})(?=及?{re.escape(threshold)})", quote)
    return f"{lower.group()}{threshold}" if lower is not None and threshold.startswith("以上") else threshold


def _is_first_time(incentive: ReadIncentive) -> bool:
    return re.search("首次(?:达|突破|超|迈|跨)", f"{incentive.recipient}{quote_text(incentive.quote.text)}") is not None


def _by_marks(marks: _Marks, setting: Setting) -> TierAmounts:
    unit = marks.levels[0][0]["unit"]
    measure = _KINDS.get(unit, "money" if unit.endswith("元") else "count")
    columns, table = setting.columns, setting.table
    of = columns.figure(marks.subject, table, measure, f"{marks.subject}，按原文的口径填")
    starts = [f"{match['number']}{_unit(match['unit'])}" for match, _ in marks.levels]
    test, name = f"{of} >= {starts[0]}", f"{marks.subject}达到{starts[0]}"
    tiers = [tier for _, tier in marks.levels]
    if any(one.amount is None for one in tiers):
        said = plain_words(setting.incentive.base or "")
        base = of if len(said) >= 4 and marks.subject.endswith(said) else base_column(said, setting)
        rates: list[Entry] = [
            {"if": f"{of} >= {start}", "rate": rate_text(tier.rate or Decimal(0)), "of": base}
            for start, tier in zip(starts, tiers, strict=True)
        ]
        return TierAmounts(tuple(reversed(rates)), test, name)
    amount: Entry = {"of": of}
    if _is_first_time(setting.incentive):
        # A mark that was reached before is not reached for the first time.
        amount["above"] = columns.figure(f"历年最高{of}", table, measure, f"以前各年最高的{of}")
    amount["tiers"] = [
        {"from": start, "then": money_text(tier.amount or Decimal(0))}
        for start, tier in zip(starts, tiers, strict=True)
    ]
    return TierAmounts((amount,), test, name, {**amount, "take": "each"} if "above" in amount else None)


def _size(match: "re.Match[str]") -> Decimal:
    return Decimal(match["number"]) * _FACTORS.get(match["unit"], 1)


def _unit(unit: str) -> str:
    return {"名": "人", "年": ""}.get(unit, unit)


def _by_rates(setting: Setting) -> TierAmounts | None:
    """A rate for each level of one base; without a base each level names the part that is relieved."""
    incentive = setting.incentive
    if incentive.base is not None:
        if NO_MONEY.search(incentive.base):
            return None
        of = base_column(incentive.base, setting)
        flags = [_flag(one, setting) for one in incentive.tiers]
        ranked = sorted(zip(flags, incentive.tiers, strict=True), key=lambda pair: -(pair[1].rate or Decimal(0)))
        amounts: tuple[Entry, ...] = tuple(
            {"if": flag, "rate": rate_text(tier.rate or Decimal(0)), "of": of} for flag, tier in ranked
        )
        return TierAmounts(amounts, " 或 ".join(flags), "属于其中一档", levels=tuple(flags))
    parts = [
        f"{setting.money(f'{tier.threshold}金额', f'{tier.threshold}的金额')} * {rate_text(tier.rate or Decimal(0))}"
        for tier in incentive.tiers
    ]
    return TierAmounts(({"then": " + ".join(parts)},))


def _by_names(setting: Setting, before: Sequence[str]) -> TierAmounts:
    """A sum for each named level: paid once for the highest, or for each thing where the text says 每件."""
    incentive = setting.incentive
    base = incentive.base or ""
    if base.startswith("每"):
        counted = [(count_column(one.threshold, setting), one) for one in _ranked(incentive.tiers)]
        parts = [f"{column} * {money_text(one.amount or Decimal(0))}" for (column, _), one in counted]
        test = " 或 ".join(test for (_, test), _ in counted)
        return TierAmounts(({"then": " + ".join(parts)},), test)
    if len(before) == len(incentive.tiers) and all(_ORDINAL.fullmatch(one.threshold) for one in incentive.tiers):
        flags = list(before)
    else:
        flags = [_flag(one, setting) for one in incentive.tiers]
    ranked = sorted(zip(flags, incentive.tiers, strict=True), key=lambda pair: -(pair[1].amount or Decimal(0)))
    sums = [(flag, money_text(one.amount or Decimal(0))) for flag, one in ranked]
    if base:
        items, _ = count_column(incentive.recipient, setting)
        branches: tuple[Entry, ...] = tuple({"if": flag, "items": items, "each": each} for flag, each in sums)
    else:
        branches = tuple({"if": flag, "lump": lump} for flag, lump in sums)
    return TierAmounts(branches, " 或 ".join(flag for flag, _ in sums), "属于其中一档", levels=tuple(flags))


def _ranked(tiers: Sequence[Tier]) -> list[Tier]:
    return sorted(tiers, key=lambda one: -(one.amount or Decimal(0)))


def _shared_start(words: list[str]) -> int:
    """Return how many characters all words begin with: 全国 of 全国20强 and 全国50强."""
    return next((place for place, signs in enumerate(zip(*words, strict=False)) if len(set(signs)) > 1), 0)


def _level_words(incentive: ReadIncentive) -> dict[str, str]:
    """Return each level in full: 全国20强、50强 are 全国20强 and 全国50强."""
    first = _SHARED_HEAD.match(incentive.tiers[0].threshold)
    head = "" if first is None else first["head"]
    return {one.threshold: f"{head}{one.threshold}" if one.threshold[0].isdigit() else one.threshold
            for one in incentive.tiers}  # fmt: skip


def _flag(tier: Tier, setting: Setting) -> str:
    """Return the yes/no column of a named level: one of a loaded pack that is called so, else one for its words."""
    incentive, columns, table = setting.incentive, setting.columns, setting.table
    level = _level_words(incentive)[tier.threshold]
    noun = plain_words(incentive.recipient)
    shared = _shared_start([one.threshold for one in incentive.tiers])
    for one in sorted(incentive.tiers, key=lambda tier: -len(tier.threshold)):
        noun = noun.replace(one.threshold, "").replace(one.threshold[shared:] or one.threshold, "")
    noun = re.sub(r"[、，和及]+(?=的|认定|[、，])|[、，]{2,}|(?<=[、，])(?:和|及)", "", noun)
    noun = re.sub("^(?:[、，和及的或为经]|年度)+", "", _GIVING.sub("", re.sub("^[、，和及的或为经]+", "", noun)))
    if any(len(one.threshold) >= 4 and one.threshold[-4:] in noun for one in incentive.tiers) or len(level) >= 8:
        noun = ""
    if noun in ("企业", "单位", "机构", "主体"):
        noun = ""
    for name in (f"新认定{level}{noun}", f"{level}{noun}", level):
        if known := columns.find(name, table, "yes_no"):
            return test_name(known)
    words = f"{level}{short_name(noun, max(15 - len(level), 6))}" if len(noun) > 1 else level
    if _NEW.search(incentive.recipient) and len(words) <= 17:
        words = f"新认定{words}"
    return test_name(columns.flag(words, table, f"是不是：{incentive.recipient}，属于“{level}”一档"))
