"""Distances (差距): the value a condition found, what it asks for, and how far a row that fails is from passing.

All are SQL of texts in the units an official reads: 差320万元, 差1.5个百分点, 差2个, 须为“是”.
"""

from dataclasses import replace

from guatu.query import literal
from guatu.rules.language.explanation import MISSING_WORD, operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand, Sides
from guatu.rules.language.value_type import COUNTED, Sort, ValueType

SIGN_WORDS = {">": "大于", ">=": "不低于", "<": "小于", "<=": "不超过", "=": "为", "<>": "不为"}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_RATES = ("ratio", "points")
_MOST_LEAVES = 6  # conditions joined in one; of more a list would say nothing any more
_NO_NUMBER = "CAST(NULL AS DOUBLE)"
_TOO_MANY = "各项都没有达到"


def found_sql(condition: Expression) -> str:
    """Return SQL of the value that a condition looks at; of several, each with its name."""
    subjects = _subjects(condition.operand)
    texts = {one.said: f"coalesce({_side_text(one, other)}, '{MISSING_WORD}')" for one, other in subjects}
    if len(texts) == 1:
        return next(iter(texts.values()))
    return " || '，' || ".join(f"{literal(f'{said} ')} || {text}" for said, text in texts.items()) or "''"


def asked_sql(condition: Expression) -> str:
    """Return SQL of what a condition asks of that value: 不低于2000万元, 是; empty where only its own words say it."""
    operand = condition.operand
    if (sides := _turned(operand)) is not None:
        return _asked_side(sides)
    if operand.denied is not None and _is_flag(operand.denied):
        return "'否'"
    if _is_flag(operand):
        return "'是'"
    if choices := _choices(operand):
        return literal(f"为{choices}")
    leaves = _leaves(operand)
    joint = "，或" if operand.either else "，且"
    told = [(one, _turned(one)) for one in leaves]
    if not leaves or len(leaves) > _MOST_LEAVES or any(sides is None for _, sides in told):
        return "''"
    return f" || '{joint}' || ".join(
        f"{literal(sides.left.said)} || {_asked_side(sides)}" for _, sides in told if sides is not None
    )


def gap_sql(condition: Expression) -> str:
    """Return SQL of how far a row on which the condition fails is from passing; use it on such rows only."""
    return _gap(condition.operand)


def share_sql(condition: Expression) -> str:
    """Return SQL of the distance as a share of what is asked, to find the nearest by; missing without numbers."""
    return _share(condition.operand)


def _subjects(operand: Operand) -> list[tuple[Operand, Operand | None]]:
    """Return the values that a condition looks at, each with what it is compared with."""
    if (sides := _turned(operand)) is not None:
        compared: list[tuple[Operand, Operand | None]] = [(sides.left, sides.right)]
        return compared if sides.right.constant is not None else [*compared, (sides.right, None)]
    parts = operand.parts or operand.either or ((operand.denied,) if operand.denied is not None else ())
    if parts:
        return [one for part in parts for one in _subjects(part)]
    return [(operand, None)] if operand.column is not None else []


def _leaves(operand: Operand) -> tuple[Operand, ...]:
    parts = operand.parts or operand.either
    return tuple(leaf for part in parts for leaf in _leaves(part)) if parts else (operand,)


def _turned(operand: Operand) -> Sides | None:
    """Return the sides of a comparison, a written value on the right and in the unit of the column on the left."""
    sides = operand.sides
    if sides is None:
        return None
    if sides.left.constant is not None and sides.right.constant is None:
        sides = Sides(sides.right, _TURNED.get(sides.sign, sides.sign), sides.left)
    if sides.right.size is not None and sides.left.column is not None:
        return replace(sides, right=replace(sides.right, column=sides.left.column))
    return sides


def _is_flag(operand: Operand) -> bool:
    return operand.column is not None and operand.type.sort is Sort.YES_NO


def _is_ordered(sides: Sides | None) -> bool:
    return sides is not None and sides.left.type.is_number and sides.sign in _TURNED


def _asked_side(sides: Sides) -> str:
    return f"{literal(SIGN_WORDS[sides.sign])} || coalesce({operand_text_sql(sides.right)}, '{MISSING_WORD}')"


def _side_text(value: Operand, other: Operand | None) -> str:
    """SQL of a value; a rate that rounding would put on what it is compared with keeps its decimals."""
    plain = operand_text_sql(value)
    if other is None or value.type.dimension not in _RATES or value.size is not None:
        return plain
    difference = f"{value.as_double} - {other.as_double}"
    near = f"abs({difference}) < 0.001 AND round({difference}, 9) <> 0"
    return f"CASE WHEN {near} THEN {operand_text_sql(value, exact=True)} ELSE {plain} END"


def _gap(operand: Operand) -> str:
    sides = _turned(operand)
    if sides is not None:
        return _gap_of_sides(sides)
    if operand.denied is not None:
        return "'须为“否”'" if _is_flag(operand.denied) else "'不符合'"
    if _is_flag(operand):
        return "'须为“是”'"
    parts = operand.parts or operand.either
    if not parts:
        return "'不符合'"
    if choices := _choices(operand):
        return literal(f"须为{choices}")
    if len(_leaves(operand)) > _MOST_LEAVES:
        return f"'{_TOO_MANY}'"
    told = ", ".join(
        f"CASE WHEN NOT {one.sql} THEN {_named_gap(one)} WHEN {one.sql} IS NULL THEN {literal(f'“{one.said}”缺数')} END"
        for one in parts
    )
    return f"concat_ws('{'，或' if operand.either else '，且'}', {told})"


def _named_gap(operand: Operand) -> str:
    if operand.parts or operand.either:
        return f"'（' || {_gap(operand)} || '）'"
    sides = _turned(operand)
    subject = sides.left if sides is not None else operand.denied or operand
    return f"{literal(f'“{subject.said}”')} || {_gap(operand)}"


def _choices(operand: Operand) -> str:
    """Return the values of a list (`in (…)`) in words, when it is nothing else and short enough to be told."""
    told = [_turned(one) for one in operand.either]
    subjects = {one.left.said for one in told if one is not None and one.sign == "="}
    if len(subjects) != 1 or any(one is None or one.sign != "=" or one.right.constant is None for one in told):
        return ""
    words = tuple(str(one.right.constant) for one in told if one is not None)
    return f"{'、'.join(words)}之一" if 1 < len(words) <= _MOST_LEAVES else ""


def _gap_of_sides(sides: Sides) -> str:
    asked = f"coalesce({operand_text_sql(sides.right)}, '{MISSING_WORD}')"
    if not _is_ordered(sides):
        words = {"=": "须为", "<>": "不能是"}
        return f"{literal(words.get(sides.sign, f'须{SIGN_WORDS[sides.sign]}'))} || {asked}"
    short = sides.sign in (">", ">=")
    difference = _difference(sides.right, sides.left) if short else _difference(sides.left, sides.right)
    text = f"{literal('差' if short else '超出')} || {_difference_text(difference)}"
    if sides.sign in (">=", "<="):
        return text
    if difference.type.dimension in COUNTED and difference.type.digits is not None:
        # Whole things: more than 2 is 3.
        return f"{literal('差' if short else '超出')} || {_difference_text(_one_more(difference))}"
    edge = f"'正好' || {asked} || {literal('，须超过' if short else '，须低于')}"
    return f"CASE WHEN round({difference.as_double}, 9) = 0 THEN {edge} ELSE {text} || '以上' END"


def _difference(more: Operand, less: Operand) -> Operand:
    """Return how much one side is above the other, in the unit of print; exact where both are."""
    dimension = next((one.type.dimension for one in (less, more) if one.type.dimension != "number"), "number")
    column = less.column or more.column
    if dimension in _RATES:
        return Operand(f"({more.as_double} - {less.as_double})", ValueType(Sort.NUMBER, "points"))
    if more.is_exact and less.is_exact:
        digits = less.type.digits if dimension in COUNTED else more.type.digits
        return Operand(f"({more.sql} - {less.sql})", ValueType(Sort.NUMBER, dimension, digits), column=column)
    return Operand(f"({more.as_double} - {less.as_double})", ValueType(Sort.NUMBER, dimension), column=column)


def _one_more(difference: Operand) -> Operand:
    return Operand(f"({difference.sql} + 1)", difference.type, column=difference.column)


def _difference_text(difference: Operand) -> str:
    text = operand_text_sql(difference)
    if difference.type.dimension != "points":
        return text
    # What rounds to nothing is still a distance.
    exact = operand_text_sql(difference, exact=True)
    fine = f"CASE WHEN round({difference.sql}, 6) = 0 THEN '不到0.0001个百分点' ELSE {exact} END"
    return f"CASE WHEN abs({difference.sql}) < 0.0005 THEN {fine} ELSE {text} END"


def _share(operand: Operand) -> str:
    sides = _turned(operand)
    if sides is not None:
        if not _is_ordered(sides):
            return _NO_NUMBER
        distance = f"abs({sides.left.as_double} - {sides.right.as_double})"
        return f"({distance} / nullif(abs({sides.right.as_double}), 0))"
    parts = operand.parts or operand.either
    shares = [(one.sql, _share(one)) for one in parts]
    if not parts or (operand.parts and any(share == _NO_NUMBER for _, share in shares)):
        return _NO_NUMBER
    if operand.either:
        known = [share for _, share in shares if share != _NO_NUMBER]
        return f"least({', '.join(known)})" if known else _NO_NUMBER
    return f"greatest({', '.join(f'CASE WHEN {sql} THEN 0 ELSE {share} END' for sql, share in shares)})"
