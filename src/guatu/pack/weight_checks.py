"""Checks of the weights of a scorecard (权重): known among siblings, not a slip of the hand, compared in pairs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from guatu.domain import Finding, Span, nearest
from guatu.pack.scorecard_findings import COMPARISONS_WRONG, GROUP_TWICE, WEIGHT_SLIP, WEIGHT_UNKNOWN
from guatu.pack.scorecard_nouns import Scorecard, ScoreItem

# The wholes that weights are usually parts of, and how far off a sum is taken for a slip: 99, 101, 0.95.
_WHOLES = ((Decimal(100), Decimal(5)), (Decimal(1), Decimal("0.05")))
_TIMES = (Decimal(1), Decimal(9))


def check_weights(card: Scorecard) -> Iterator[Finding]:
    """Weights are relative, so their sum is free; only a sum just beside 1 or 100 is told, and one that is missing."""
    if card.weigh.method == "ahp":
        yield from _comparisons(card)
    if card.weigh.method not in ("given", "optimised"):
        return
    for item in card.items:
        yield from _group_weights(card, item)
    for parent in dict.fromkeys(one.parent for one in card.items):
        siblings = card.children(parent)
        told = {f.sentence: f for group in _groups(siblings) for f in _sibling_weights(card, parent, siblings, group)}
        yield from told.values()


def _groups(siblings: Sequence[ScoreItem]) -> list[str | None]:
    """The groups for which siblings are weighed differently; None stands for every other group.

    Where weights are written group by group and none for the others, there is nothing to say about the others.
    """
    named = [one.group for item in siblings for one in item.weights] + [one for item in siblings for one in item.only]
    by_group = any(one.weight is None for one in siblings) and all(one.weights or one.weight for one in siblings)
    return [*(() if by_group else (None,)), *dict.fromkeys(named)]


def _sibling_weights(
    card: Scorecard, parent: str | None, siblings: Sequence[ScoreItem], group: str | None
) -> Iterator[Finding]:
    counted = [one for one in siblings if not one.only or group in one.only]
    if len(counted) < 2:
        return
    weights = [_weight(one, group) for one in counted]
    where = _where(card, parent) + (f"（{group}）" if group else "")
    unknown = [one.name for one, weight in zip(counted, weights, strict=True) if weight is None]
    if unknown:
        said = "都" if len(unknown) == len(counted) else ""
        sentence = f"{where}的“{'、'.join(unknown)}”{said}没有写权重，算不出上一级的分。"
        yield WEIGHT_UNKNOWN.at(
            _place(card, counted, unknown[0]), sentence, "请依据文件补上 weight；文件没有公布的，先问清再用。"
        )
        return
    known = [weight for weight in weights if weight is not None]
    negative = next((one for one, weight in zip(counted, known, strict=True) if weight < 0), None)
    if negative is not None:
        sentence = f"{where}的“{negative.name}”权重是负数。"
        yield WEIGHT_SLIP.at(negative.span or card.span, sentence, "越低越好的写 direction: down，权重写正数。")
        return
    total = sum(known, Decimal(0))
    slip = next((whole for whole, off in _WHOLES if total != whole and abs(total - whole) <= off), None)
    # Three times 0.33 is no slip: equal weights stay equal whatever their sum.
    if slip is not None and len(set(known)) > 1 and total != _whole_of(card, parent):
        sentence = f"{where}各项权重合计 {total}，差一点就是 {slip}。"
        yield WEIGHT_SLIP.at(
            _place(card, counted, counted[-1].name), sentence, "核对文件，看是不是漏了一项或写错一个数。"
        )


def _whole_of(card: Scorecard, parent: str | None) -> Decimal | None:
    item = None if parent is None else card.item(parent)
    return None if item is None else item.weight


def _weight(item: ScoreItem, group: str | None) -> Decimal | None:
    return next((one.weight for one in item.weights if one.group == group), item.weight)


def _group_weights(card: Scorecard, item: ScoreItem) -> Iterator[Finding]:
    groups = [one.group for one in item.weights]
    for group in dict.fromkeys(one for one in groups if groups.count(one) > 1):
        sentence = f"评价体系“{card.id}”的“{item.name}”给“{group}”写了 {groups.count(group)} 次权重。"
        yield GROUP_TWICE.at(item.span or card.span, sentence, "请只留一个。")


def _comparisons(card: Scorecard) -> Iterator[Finding]:
    ids = [one.id for one in card.items]
    pairs: list[frozenset[str]] = []
    for one in card.weigh.comparisons:
        span = one.span or card.weigh.span or card.span
        over, under = card.item(one.over), card.item(one.under)
        low, high = _TIMES
        if over is None or under is None:
            name = one.over if over is None else one.under
            sentence = f"两两比较里的“{name}”不是“{card.id}”的指标{nearest(name, ids) or '。'}"
            yield COMPARISONS_WRONG.at(span, sentence, "请写指标的编号。")
        elif over is under or over.parent != under.parent:
            sentence = f"“{over.name}”和“{under.name}”不在同一上级之内，不能相比。"
            yield COMPARISONS_WRONG.at(span, sentence, "只比同一上级的两项。")
        elif frozenset((one.over, one.under)) in pairs:
            sentence = f"“{over.name}”和“{under.name}”比了两次。"
            yield COMPARISONS_WRONG.at(span, sentence, "请只留一次。")
        elif not low <= one.times <= high:
            sentence = f"“{over.name}”比“{under.name}”的倍数是 {one.times}，不在 {low} 到 {high} 之间。"
            yield COMPARISONS_WRONG.at(span, sentence, "较重要的写在 over，倍数写 1 到 9。")
        pairs.append(frozenset((one.over, one.under)))
    for parent in dict.fromkeys(one.parent for one in card.items):
        wanted = list(combinations(card.children(parent), 2))
        missing = [pair for pair in wanted if frozenset(one.id for one in pair) not in pairs]
        if missing:
            over, under = missing[0]
            more = f"等 {len(missing)} 对" if len(missing) > 1 else ""
            sentence = f"{_where(card, parent)}没有比“{over.name}”和“{under.name}”{more}。"
            yield COMPARISONS_WRONG.at(card.weigh.span or card.span, sentence, "请给每一对写一条 comparisons。")


def _where(card: Scorecard, parent: str | None) -> str:
    item = None if parent is None else card.item(parent)
    return f"评价体系“{card.id}”" + (f"的“{item.name}”之下" if item is not None else "的一级指标")


def _place(card: Scorecard, items: Sequence[ScoreItem], name: str) -> Span | None:
    return next((one.span for one in items if one.name == name and one.span is not None), card.span)
