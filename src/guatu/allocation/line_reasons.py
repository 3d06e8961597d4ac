"""The reason for each line of a division (逐行理由): wish from what, moved by how much, rounded, held by what."""

from collections.abc import Iterable
from decimal import Decimal

from guatu.allocation.demands import Frame
from guatu.allocation.division import Ask, Claim, Demand, DemandKind
from guatu.allocation.split_words import amount, percent, points, said
from guatu.allocation.wishes import Wish

_BINDS = {
    DemandKind.FLOOR: "下限",
    DemandKind.CEILING: "上限",
    DemandKind.BAND: "与平均相差",
    DemandKind.ALIKE: "同类相差",
    DemandKind.LOCK: "锁定",
}


def bound_words(held: Iterable[Demand]) -> tuple[str, ...]:
    """Return the kinds of demands that hold a value, as the table prints them."""
    return tuple(dict.fromkeys(_BINDS[one.kind] for one in held))


def part_reason(
    ask: Ask, claim: Claim, wish: Wish, *, shift: float, moved: float, value: Decimal, held: tuple[Demand, ...]
) -> str:
    """Return the reason for a growth or an amount.

    近年平均增长6.2%，各地统一加0.3个百分点为6.5%，取整为6.5%。
    """
    if claim.locked is not None:
        return f"手工锁定为{said(value, ask)}，其余地区重新求解"
    word = "加" if shift >= 0 else "减"
    clauses = [wish.because]
    if abs(shift) >= 0.00005:
        clauses.append(f"各地统一{word}{points(abs(shift), 2)}为{percent(wish.growth + shift, 2)}")
    stopped = [one for one in held if one.kind is not DemandKind.ALIKE]
    if stopped and abs(moved - wish.growth - shift) >= 0.00005:
        clauses.append(f"受“{stopped[0].sentence}”所限为{percent(moved, 2)}")
    clauses.append(f"取整为{said(value, ask)}")
    clauses.extend(f"受“{one.sentence}”所限" for one in held if one.kind is DemandKind.ALIKE)
    return "，".join(clauses)


def count_reason(frame: Frame, index: int, quota: float, steps: int, *, held: tuple[Demand, ...], tied: bool) -> str:
    """Return the reason for a whole number: weight, share (`quota`, in the unit of the ask), rounding, bound."""
    ask, claim = frame.ask, frame.claims[index]
    if claim.locked is not None:
        return f"手工锁定为{said(claim.locked, ask)}，其余地区重新求解"
    weights = [one.given if one.given is not None else one.base or 0.0 for one in frame.claims]
    own, whole = weights[index], sum(weights)
    share = own / whole if whole > 0 else 1 / len(weights)
    clauses = [f"权重占{percent(share)}"]
    if held:
        clauses.append(f"受“{held[0].sentence}”所限")
    clauses.append(f"应得{round(quota, 4):g}{ask.unit}，按{ask.rounding.word}取整为{amount(steps * ask.step, ask)}")
    if tied:
        clauses.append("与别地资格相同，按次序定")
    return "，".join(clauses)
