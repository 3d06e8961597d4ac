"""Divide one target among places (目标分解): wishes, one move for all, whole steps, and the reason for every line."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from guatu.allocation import findings
from guatu.allocation.apportionment import Apportionment
from guatu.allocation.clashes import irreducible_clash
from guatu.allocation.demands import Frame, demands_of
from guatu.allocation.division import Ask, Claim, Demand, DemandKind, Division, Part, Way
from guatu.allocation.growth_split import reached
from guatu.allocation.line_reasons import bound_words, count_reason, part_reason
from guatu.allocation.settlement import Settlement, can_be_met, settle
from guatu.allocation.split_words import amount, percent, said
from guatu.allocation.wishes import Floats, Wish, wishes_of
from guatu.domain import Finding, FindingCode

# Bases that differ from what was published for all together by no more are the same but for rounding.
_ALIKE = 0.005
# Of two demands that clash the one that is left out first is the general one: what a place asked for is told.
_ORDER = (DemandKind.ALIKE, DemandKind.BAND, DemandKind.CEILING, DemandKind.FLOOR, DemandKind.LOCK, DemandKind.TOTAL)


def divide_target(ask: Ask) -> Division:
    """Divide a target; where its demands cannot be met together, say which ones clash and give no part at all.

    A place without a usable base has no part, and the others carry the whole total.
    """
    served, unserved, found = served_claims(ask)
    if not served:
        sentence = f"“{ask.name}”没有一个地区有可用的基数，没有分。"
        told = findings.NOTHING_TO_DIVIDE.at(None, sentence, findings.NOTHING_TO_DIVIDE.instead)
        return Division(ask, parts=unserved, findings=(told,))
    frame = Frame(ask, served)
    demands = demands_of(frame)
    if not can_be_met(frame, demands):
        return _clashing(frame, demands, found)
    return _divided(frame, demands, unserved, found)


def served_claims(ask: Ask) -> tuple[tuple[Claim, ...], tuple[Part, ...], tuple[Finding, ...]]:
    """Return the claims that can have a part, the empty parts of those that cannot, and why not."""
    served, unserved, found = [], [], []
    for claim in ask.claims:
        code = _trouble(ask, claim)
        if code is None:
            served.append(claim)
            continue
        lacks = "没有上年基数" if claim.base is None else f"上年基数为{amount(claim.base, ask)}"
        found.append(code.at(None, f"“{ask.name}”：{claim.name}{lacks}，没有分。", code.instead))
        unserved.append(Part(claim.place, claim.name, claim.base, None, None, None, None, None, f"{lacks}，没有分"))
    return tuple(served), tuple(unserved), tuple(found)


def _trouble(ask: Ask, claim: Claim) -> FindingCode | None:
    if ask.way is Way.COUNT and claim.given is not None:
        return None
    if claim.base is None or not np.isfinite(claim.base):
        return findings.NO_BASE
    unfit = claim.base < 0 if ask.way is Way.COUNT else claim.base <= 0
    return findings.UNFIT_BASE if unfit else None


def _clashing(frame: Frame, demands: tuple[Demand, ...], found: tuple[Finding, ...]) -> Division:
    ordered = sorted(demands, key=lambda one: (_ORDER.index(one.kind), _strength(frame, one)))
    clash = irreducible_clash(ordered, lambda kept: can_be_met(frame, kept))
    told = "；".join(one.sentence for one in clash)
    ways = "；或者".join(dict.fromkeys(one.way_out for one in clash))
    finding = findings.CLASH.at(None, f"“{frame.ask.name}”分不下去，这几条互相冲突：{told}。", f"{ways}。")
    return Division(
        frame.ask, clash=clash, demands=tuple((one, one in clash) for one in demands), findings=(*found, finding)
    )


def _strength(frame: Frame, demand: Demand) -> float:
    """Return how much a demand takes of the total, so that what takes little is left out of a clash first."""
    if len(demand.places) != 1:
        return 0.0
    weight = float(frame.weights[demand.places[0]])
    return weight * demand.low if demand.low is not None else -weight * (demand.high or 0.0)


def _divided(
    frame: Frame, demands: tuple[Demand, ...], unserved: tuple[Part, ...], found: tuple[Finding, ...]
) -> Division:
    found = (*found, *_locks_beyond(frame), *_unlike_bases(frame))
    wishes = wishes_of(frame.ask, frame.claims)
    settled = settle(frame, demands, wishes)
    if settled is None:  # room for the total, but not in whole steps of places that must be alike
        return _clashing(frame, demands, found)
    if not settled.is_proven:
        found = (*found, findings.UNPROVEN.at(None, f"“{frame.ask.name}”的取整到时限为止。", findings.UNPROVEN.instead))
    miss = reached(frame, settled.steps) - frame.total
    if abs(miss) > frame.tolerance:
        sentence = (
            f"“{frame.ask.name}”各地合计比目标{'多' if miss > 0 else '少'}{amount(float(abs(miss)), frame.ask)}，"
            f"超过最小基数的一档{amount(float(frame.tolerance), frame.ask)}。"
        )
        found = (*found, findings.WIDE_MISS.at(None, sentence, findings.WIDE_MISS.instead))
    binding = _binding(frame, demands, settled.steps, settled.free)
    if settled.shares is not None:
        found = (*found, *_level(frame, settled.shares))
        parts = _counted(frame, settled.shares, binding)
    else:
        parts = tuple(
            _part(frame, index, wish, settled, held=binding.get(index, ())) for index, wish in enumerate(wishes)
        )
    return _result(frame, (*parts, *unserved), demands, binding, found, settled=settled)


def _unlike_bases(frame: Frame) -> tuple[Finding, ...]:
    """Tell where the bases of all places are not what was published for them together."""
    own, came = frame.ask.own_base, float(sum(frame.bases, Fraction(0)))
    if own is None or own <= 0 or len(frame.claims) < len(frame.ask.claims) or frame.ask.way is Way.COUNT:
        return ()
    part = abs(came - own) / own
    if part <= _ALIKE:
        return ()
    sentence = (
        f"“{frame.ask.name}”：各地基数合计{amount(came, frame.ask)}，"
        f"与本级的{amount(own, frame.ask)}相差{percent(part)}。"
    )
    return (findings.UNLIKE_BASES.at(None, sentence, findings.UNLIKE_BASES.instead),)


def _locks_beyond(frame: Frame) -> tuple[Finding, ...]:
    found = []
    for claim in frame.claims:
        if claim.locked is None:
            continue
        low, high = claim.floor, claim.ceiling
        if (low is not None and claim.locked < low) or (high is not None and claim.locked > high):
            bounds = "、".join(
                f"{word}{said(bound, frame.ask)}"
                for word, bound in (("下限", low), ("上限", high))
                if bound is not None
            )
            sentence = f"“{frame.ask.name}”：{claim.name}锁定{said(claim.locked, frame.ask)}，原来{bounds}。"
            found.append(findings.LOCK_BEYOND.at(None, sentence, findings.LOCK_BEYOND.instead))
    return tuple(found)


def _binding(
    frame: Frame, demands: Sequence[Demand], steps: Sequence[int], wanted: Floats
) -> dict[int, tuple[Demand, ...]]:
    """Return for each place the demands that hold its value where it would not be by itself."""
    held: dict[int, list[Demand]] = {}
    for demand in demands:
        if demand.kind is DemandKind.ALIKE:
            for index in _ends(frame, demand, steps):
                held.setdefault(index, []).append(demand)
        if demand.kind in (DemandKind.TOTAL, DemandKind.ALIKE):
            continue
        (index,) = demand.places
        want = float(wanted[index])
        at_low = demand.low is not None and steps[index] <= demand.low + 1e-9 and want <= demand.low + 0.5
        at_high = demand.high is not None and steps[index] >= demand.high - 1e-9 and want >= demand.high - 0.5
        if demand.kind is DemandKind.LOCK or at_low or at_high:
            held.setdefault(index, []).append(demand)
    return {index: tuple(ones) for index, ones in held.items()}


def _ends(frame: Frame, demand: Demand, steps: Sequence[int]) -> tuple[int, ...]:
    """Return who stands at the two ends of a group whose spread leaves no room for one more step."""
    growths = {index: _growth(frame, index, _value(frame, index, steps[index])) or 0.0 for index in demand.places}
    spread = max(growths.values()) - min(growths.values())
    if demand.high is None or spread < demand.high - float(frame.ask.step) / 2:
        return ()
    return tuple(index for index, one in growths.items() if one in (min(growths.values()), max(growths.values())))


def _value(frame: Frame, index: int, steps: int) -> Decimal:
    locked = frame.claims[index].locked
    return locked if locked is not None else steps * frame.ask.step


def _growth(frame: Frame, index: int, value: Decimal) -> float | None:
    if frame.ask.way is Way.GROWTH:
        return float(value)
    base = frame.bases[index]
    return float(Fraction(value) / base - 1) if base > 0 and frame.ask.way is Way.AMOUNT else None


def _part(frame: Frame, index: int, wish: Wish, settled: Settlement, *, held: tuple[Demand, ...]) -> Part:
    claim, shift = frame.claims[index], settled.shift or 0.0
    value = _value(frame, index, settled.steps[index])
    moved = float(settled.moved[index])
    growth_moved = _growth(frame, index, Decimal(repr(moved)) * frame.ask.step)
    level = float(frame.bases[index] * (1 + Fraction(value))) if frame.ask.way is Way.GROWTH else float(value)
    return Part(
        claim.place,
        claim.name,
        claim.base,
        wish.growth,
        growth_moved,
        value,
        _growth(frame, index, value),
        level,
        part_reason(frame.ask, claim, wish, shift=shift, moved=growth_moved or 0.0, value=value, held=held),
        bound_words(held),
        is_locked=claim.locked is not None,
    )


def _level(frame: Frame, shares: Apportionment) -> tuple[Finding, ...]:
    """Tell who had the same claim to the last ones."""
    if not shares.tied:
        return ()
    names = "、".join(frame.claims[index].name for index in shares.tied)
    sentence = f"“{frame.ask.name}”：{names}对最后的名额资格相同。"
    return (findings.LEVEL_CLAIMS.at(None, sentence, findings.LEVEL_CLAIMS.instead),)


def _counted(frame: Frame, shares: Apportionment, binding: dict[int, tuple[Demand, ...]]) -> tuple[Part, ...]:
    parts = []
    for index, (claim, quota, steps) in enumerate(zip(frame.claims, shares.quotas, shares.parts, strict=True)):
        share, value, held = (
            float(quota * Fraction(frame.ask.step)),
            _value(frame, index, steps),
            binding.get(index, ()),
        )
        parts.append(
            Part(
                claim.place,
                claim.name,
                claim.base,
                None,
                share,
                value,
                None,
                float(value),
                count_reason(frame, index, share, steps, held=held, tied=index in shares.tied),
                bound_words(held),
                is_locked=claim.locked is not None,
            )
        )
    return tuple(parts)


def _result(
    frame: Frame,
    parts: tuple[Part, ...],
    demands: tuple[Demand, ...],
    binding: dict[int, tuple[Demand, ...]],
    found: tuple[Finding, ...],
    *,
    settled: Settlement,
) -> Division:
    order = {claim.place: at for at, claim in enumerate(frame.ask.claims)}
    held = [one for ones in binding.values() for one in ones]
    amount_reached, whole = reached(frame, settled.steps), sum(frame.bases, Fraction(0))
    is_growth = frame.ask.way is Way.GROWTH
    return Division(
        frame.ask,
        tuple(sorted(parts, key=lambda part: order[part.place])),
        wanted=float(frame.ask.total + frame.ask.buffer) if is_growth else float(frame.total),
        reached=float(amount_reached / whole) if is_growth else float(amount_reached),
        miss=float(amount_reached - frame.total),
        tolerance=float(frame.tolerance),
        shift=settled.shift,
        demands=tuple((one, one.kind is DemandKind.TOTAL or one in held) for one in demands),
        findings=found,
    )
