"""Demands (要求): what conditions ask of each figure, so that they can be held against each other.

A comparison with a written value asks for a set of values of what stands on its left; `且` joins demands; a list and an
`或` over one figure ask for any of their sets. Every other condition is taken as a whole: a figure of its own that has
to be yes. So two demands are called contradictory only where they are; two that may be so for a reason hidden in the
figures (a column computed from another) are taken to hold together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from guatu.query import Column
from guatu.rules.checks.value_sets import NO, YES, Numbers, ValueSet, Words
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Constant, Operand
from guatu.rules.language.value_type import Sort, ValueType
from guatu.rules.moment import DAY_WORD, FIRST_DAY_WORD, LAST_DAY_WORD, YEAR_WORD

_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "<>": "<>"}
_RUN_WORDS = (YEAR_WORD, FIRST_DAY_WORD, LAST_DAY_WORD, DAY_WORD)
_MOST_PIECES = 64


@dataclass(frozen=True, slots=True)
class Figure:
    """What a condition asks about: a column or an expression, the same where its SQL is the same."""

    key: str
    said: str
    type: ValueType
    column: Column | None = None

    @property
    def is_whole(self) -> bool:
        """True when only whole numbers occur."""
        digits = self.type.digits
        return self.type.sort is Sort.DATE or (digits is not None and digits.scale == 0)


@dataclass(frozen=True, slots=True)
class Demand:
    """The values of a figure that a condition asks for; `said` is the condition in its author's words.

    `is_plain` is False for a condition that is taken as a whole.
    """

    figure: Figure
    values: ValueSet
    said: str
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class Clash:
    """A demand that cannot be met, its condition, and the one before that it contradicts (None: several together)."""

    condition: Expression
    demand: Demand
    against: Demand | None


# By the key of the figure: what is left of it when all demands are met.
Circumstances = Mapping[str, Demand]
# The conditions that a yes of a column stands for, by the column's SQL.
Meanings = Mapping[str, tuple[Expression, ...]]


def demands_of(condition: Operand) -> tuple[Demand, ...]:
    """Return what a condition asks for; all of it must be met."""
    if condition.parts:
        return tuple(demand for part in condition.parts for demand in demands_of(part))
    denied = condition.denied
    if denied is not None and denied.either:
        turned = (_denied(one) for one in denied.either)
        return tuple(demand for one in turned for demand in demands_of(one))
    found = _demand(condition)
    return () if found is None else (found,)


def _denied(condition: Operand) -> Operand:
    return Operand(f"(NOT {condition.sql})", condition.type, said=f"非 {condition.said}", denied=condition)


def _demand(condition: Operand) -> Demand | None:
    """Return the demand of a condition on one figure; None for one that always holds."""
    if condition.constant is not None:
        return None if condition.constant is True else _whole(condition, Words.of(()))
    if condition.either:
        return _any_of(condition) or _whole(condition, YES)
    if condition.denied is not None and not condition.denied.parts:
        inner = _demand(condition.denied)
        if inner is None:
            return _whole(condition, Words.of(()))
        return replace(inner, values=inner.values.outside(), said=condition.said)
    if condition.sides is not None:
        left, sign, right = condition.sides.left, condition.sides.sign, condition.sides.right
        if right.constant is None or (left.constant is not None and _is_run_value(right)):
            left, sign, right = right, _TURNED[sign], left
        return _compared(condition, left, sign, right)
    return _whole(condition, YES)


def _compared(condition: Operand, left: Operand, sign: str, right: Operand) -> Demand | None:
    if right.constant is None or _is_run_value(right):
        return _whole(condition, YES)
    figure = Figure(left.sql, left.said, left.type, left.column)
    if left.constant is not None:
        if not _is_run_value(left):
            holds = not _values(sign, right.constant, figure).meet(_values("=", left.constant, figure)).is_empty
            return None if holds else _whole(condition, Words.of(()))
        figure = replace(figure, key=left.said)
    return Demand(figure, _values(sign, right.constant, figure), condition.said)


def _is_run_value(operand: Operand) -> bool:
    """Tell whether a written value is that of the run: another year, and it is another."""
    return operand.constant is not None and any(word in operand.said for word in _RUN_WORDS)


def _values(sign: str, mark: Constant, figure: Figure) -> ValueSet:
    if isinstance(mark, bool):
        return YES if mark is (sign == "=") else NO
    if isinstance(mark, str):
        choices = figure.column.choices if figure.column is not None else ()
        known: frozenset[str | bool] | None = frozenset(key for key, _ in choices) or None
        listed = Words.of((mark,), known)
        return listed if sign == "=" else listed.outside()
    number = mark if isinstance(mark, Decimal) else Decimal(mark.toordinal())
    return Numbers.meeting(sign, number, whole=figure.is_whole)


def _any_of(condition: Operand) -> Demand | None:
    """Return the demand of conditions of which one must hold, where all speak of one figure."""
    parts = [None if one.parts else _demand(one) for one in condition.either]
    known = [one for one in parts if one is not None]
    if len(known) != len(parts) or len({one.figure.key for one in known}) != 1:
        return None
    outside = reduce(lambda left, right: left.meet(right), (one.values.outside() for one in known))
    return replace(known[0], values=outside.outside(), said=condition.said)


def _whole(condition: Operand, values: ValueSet) -> Demand:
    figure = Figure(condition.sql, condition.said, condition.type, condition.column)
    return Demand(figure, values, condition.said, is_plain=condition.column is not None)


def together(conditions: Sequence[Expression], meanings: Meanings) -> Circumstances | Clash:
    """Return what is left of each figure when all conditions hold, or the first of them that cannot hold any more."""
    met: dict[str, Demand] = {}
    seen: list[Demand] = []
    for condition in conditions:
        for demand in _with_meanings(demands_of(condition.operand), meanings):
            key = demand.figure.key
            before = met.get(key)
            now = demand if before is None else replace(demand, values=before.values.meet(demand.values))
            rival = _rival(demand, met) if not now.values.is_empty else _opposed(demand, seen)
            if now.values.is_empty or rival is not None:
                return Clash(condition, demand, rival)
            # The first words for a figure stay; what is taken as a whole stays so.
            met[key] = now if before is None else replace(now, figure=before.figure)
            seen.append(demand)
    return met


def _with_meanings(demands: Sequence[Demand], meanings: Meanings) -> list[Demand]:
    """Add to a column that must be yes the conditions it stands for."""
    found: list[Demand] = []
    for demand in demands:
        found.append(demand)
        if demand.values == YES:
            meant = [one for each in meanings.get(demand.figure.key, ()) for one in demands_of(each.operand)]
            told = [replace(one, said=f"{demand.figure.said}要求的 {one.said}") for one in meant]
            found.extend(_with_meanings(told, meanings))
    return found


def _opposed(demand: Demand, seen: Sequence[Demand]) -> Demand | None:
    """Return the demand before that leaves nothing of this one's values by itself."""
    same = (one for one in seen if one.figure.key == demand.figure.key)
    return next((one for one in same if one.values.meet(demand.values).is_empty), None)


def _rival(demand: Demand, met: Circumstances) -> Demand | None:
    """Return the demand that needs a figure which this one wants missing, or the other way round."""
    lacks = _wanted(demand, missing=True)
    if lacks is not None:
        return next((one for key, one in met.items() if lacks in (key, _wanted(one, missing=False))), None)
    needs = _wanted(demand, missing=False) or demand.figure.key
    return next((one for one in met.values() if _wanted(one, missing=True) == needs), None)


def _wanted(demand: Demand, *, missing: bool) -> str | None:
    """Return the key of the figure that must be missing, or must be there: 缺(x) is yes, or 有(x) is no; or turned."""
    key = demand.figure.key
    for end, values in ((" IS NULL)", YES if missing else NO), (" IS NOT NULL)", NO if missing else YES)):
        if key.endswith(end) and demand.values == values:
            return key[1 : -len(end)]
    return None


def covered(circumstances: Circumstances, others: Sequence[Circumstances]) -> bool:
    """Tell whether in these circumstances one of the others always holds, or is not known.

    Of the figures an other asks about, one outside its values is enough to fail it.
    """
    pieces: list[Circumstances] = [circumstances]
    for other in others:
        if not _may_meet(circumstances, other):
            continue
        pieces = [left for piece in pieces for left in _without(piece, other)]
        if not pieces or len(pieces) > _MOST_PIECES:
            break
    return not pieces


def _may_meet(one: Circumstances, other: Circumstances) -> bool:
    return all(key not in one or not one[key].values.meet(demand.values).is_empty for key, demand in other.items())


def _without(piece: Circumstances, other: Circumstances) -> list[Circumstances]:
    """Return the circumstances outside the others, in pieces that do not overlap."""
    if not _may_meet(piece, other):
        return [piece]
    inside: dict[str, Demand] = dict(piece)
    left: list[Circumstances] = []
    for key, demand in other.items():
        before = inside.get(key)
        among = demand.values if before is None else before.values.meet(demand.values)
        outside = demand.values.outside() if before is None else before.values.meet(demand.values.outside())
        if not outside.is_empty:
            left.append({**inside, key: replace(demand, values=outside)})
        inside[key] = replace(demand, values=among)
    return left
