"""Parallel levels (分档): by marks of a figure (5亿元), by names (国家级、省级), or by parts that are each relieved."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from guatu.reader.draft import ReadIncentive, Tier
from guatu.reader.pack_draft.new_columns import NewColumns
from guatu.reader.pack_draft.plain import Entry, money_text, quote_text, rate_text
from guatu.reader.pack_draft.reward_conditions import short_name, subject_before, test_name

_MARK = re.compile(
    r"(?:首次)?(?:达到?|超过|突破|满)?(?P<number>\d+(?:\.\d+)?)(?P<unit>亿元|千万元|百万元|万元|元|%|人|名|户|家|个|项|件)(?:（含）|及)?(?:以上)?"
)
_FACTORS = {"亿元": 10**8, "千万元": 10**7, "百万元": 10**6, "万元": 10**4}
_KINDS = {"元": "money", "%": "ratio", "人": "people", "名": "people"}
_TABLE_NOUN = re.compile(r"(?:新认定|新获批|新评定|认定|获得|被评为|首次|通过)(?:的|为)?")
Counts = Callable[[ReadIncentive, str, str, NewColumns], str]


class Bases(Protocol):
    """What finds the column that a rate is taken of."""

    def __call__(self, base: str, table: str, columns: NewColumns) -> str:
        """Return the column's name."""


def tier_amount(
    incentive: ReadIncentive, table: str, columns: NewColumns, *, counts: Counts, bases: Bases
) -> tuple[tuple[Entry, ...], str | None] | None:
    """Return the amounts of a tiered incentive, and the test that one level holds; None where no rate has a base."""
    marks = [_MARK.fullmatch(one.threshold) for one in incentive.tiers]
    found = [match for match in marks if match is not None]
    if len(found) == len(marks) and all(one.amount is not None for one in incentive.tiers):
        return _by_marks(incentive, found, table, columns)
    if all(one.rate is not None for one in incentive.tiers):
        return _by_rates(incentive, table, columns, bases)
    if any(one.amount is None for one in incentive.tiers):
        return None
    return _by_names(incentive, table, columns, counts)


def _by_marks(
    incentive: ReadIncentive, marks: "list[re.Match[str]]", table: str, columns: NewColumns
) -> tuple[tuple[Entry, ...], str | None]:
    unit = marks[0]["unit"]
    measure = _KINDS.get(unit, "money" if unit.endswith("元") else "count")
    quote = quote_text(incentive.quote.text)
    subject = subject_before(quote, marks[0].group("number") + unit) or subject_before(incentive.recipient, "首次")
    subject = re.sub(r"^(?:年|当年|全年|年度)(?=..)", "", subject or "分档的数")
    of = columns.figure(subject, table, measure, f"{subject}，按原文的口径填")
    levels = sorted(zip(map(_size, marks), marks, incentive.tiers, strict=True), key=lambda one: one[0])
    tiers: list[Entry] = [
        {"from": f"{match['number']}{match['unit']}", "then": money_text(tier.amount or Decimal(0))}
        for _, match, tier in levels
    ]
    amount: Entry = {"of": of}
    if "首次" in f"{incentive.recipient}{quote}":
        # A mark that was reached before is not reached for the first time.
        amount["above"] = columns.figure(f"历年最高{of}", table, measure, f"以前各年最高的{of}")
    amount["tiers"] = tiers
    return (amount,), f"{of} >= {tiers[0]['from']}"


def _size(match: "re.Match[str]") -> Decimal:
    return Decimal(match["number"]) * _FACTORS.get(match["unit"], 1)


def _by_rates(
    incentive: ReadIncentive, table: str, columns: NewColumns, bases: Bases
) -> tuple[tuple[Entry, ...], str | None]:
    """A rate for each level of one base; without a base each level names the part that is relieved."""
    if incentive.base is not None:
        of = bases(incentive.base, table, columns)
        flags = [_flag(one, incentive, table, columns) for one in incentive.tiers]
        amounts: tuple[Entry, ...] = tuple(
            {"if": flag, "rate": rate_text(tier.rate or Decimal(0)), "of": of}
            for flag, tier in sorted(
                zip(flags, incentive.tiers, strict=True), key=lambda pair: -(pair[1].rate or Decimal(0))
            )
        )
        return amounts, " 或 ".join(flags)
    parts = [
        f"{columns.figure(f'{tier.threshold}金额', table, 'money', f'{tier.threshold}的金额')}"
        f" * {rate_text(tier.rate or Decimal(0))}"
        for tier in incentive.tiers
    ]
    return ({"then": " + ".join(parts)},), None


def _by_names(
    incentive: ReadIncentive, table: str, columns: NewColumns, counts: Counts
) -> tuple[tuple[Entry, ...], str | None]:
    """A sum for each named level: paid once for the highest, or for each thing where the text says 每件."""
    ranked = sorted(incentive.tiers, key=lambda one: -(one.amount or Decimal(0)))
    base = incentive.base or ""
    if base.startswith("每"):
        parts = [
            f"{counts(incentive, one.threshold, table, columns)} * {money_text(one.amount or Decimal(0))}"
            for one in ranked
        ]
        return ({"then": " + ".join(parts)},), None
    flags = [_flag(one, incentive, table, columns) for one in ranked]
    if base:
        items = counts(incentive, incentive.recipient, table, columns)
        branches: tuple[Entry, ...] = tuple(
            {"if": flag, "items": items, "each": money_text(one.amount or Decimal(0))}
            for flag, one in zip(flags, ranked, strict=True)
        )
    else:
        branches = tuple(
            {"if": flag, "lump": money_text(one.amount or Decimal(0))} for flag, one in zip(flags, ranked, strict=True)
        )
    return branches, " 或 ".join(flags)


def _shared_start(words: list[str]) -> int:
    """Return how many characters all words begin with: 全国 of 全国20强 and 全国50强."""
    return next((place for place, signs in enumerate(zip(*words, strict=False)) if len(set(signs)) > 1), 0)


def _flag(tier: Tier, incentive: ReadIncentive, table: str, columns: NewColumns) -> str:
    """Return the yes/no column of a named level: one of a loaded pack that is called so, else one for its words."""
    noun = _TABLE_NOUN.sub("", incentive.recipient)
    shared = _shared_start([one.threshold for one in incentive.tiers])
    for one in sorted(incentive.tiers, key=lambda tier: -len(tier.threshold)):
        noun = noun.replace(one.threshold, "").replace(one.threshold[shared:] or one.threshold, "")
    noun = re.sub(r"^[、，和及的]+|[、，]{2,}", "", noun)
    if any(len(one.threshold) >= 4 and one.threshold[-4:] in noun for one in incentive.tiers):
        noun = ""
    for name in (f"新认定{tier.threshold}{noun}", f"{tier.threshold}{noun}", tier.threshold):
        if known := columns.find(name, table, "yes_no"):
            return test_name(known)
    words = f"{tier.threshold}{short_name(noun, 12)}" if len(noun) > 1 else tier.threshold
    return test_name(columns.flag(words, table, f"{incentive.recipient}，属于“{tier.threshold}”一档"))
