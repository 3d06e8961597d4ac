"""Distances (差距): the value a condition found, what it asks for, and how far a row that fails is from passing.

All are SQL of texts in the units an official reads: 差320万元, 差1.5个百分点, 差2件, 须为“是”. A condition that names
another qualification is told by that one's own conditions; of several qualifications that would each do, by the one
that holds or else the one that lacks the smallest share of what it asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guatu.query import literal, quote
from guatu.rules.language.explanation import MISSING_WORD, operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand, Sides
from guatu.rules.language.value_type import COUNTED, Sort, ValueType
from guatu.rules.rule_column import ColumnKind
from guatu.rules.table_rules import TableRules

SIGN_WORDS = {">": "大于", ">=": "不低于", "<": "小于", "<=": "不超过", "=": "为", "<>": "不为"}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_RATES = ("ratio", "points")
_MOST_LEAVES = 6  # conditions joined in one; of more a list would say nothing any more
_NO_NUMBER = "CAST(NULL AS DOUBLE)"
_NOTHING = "''"
_NONE_MET, _NOT_FIT = "'各项都没有达到'", "'不符合'"


@dataclass(frozen=True, slots=True)
class Distance:
    """SQL of what is told of a condition.

    `found` is the value it looks at, of several each with its name; `asked` what it asks of it, empty where only its
    own words say it; `gap` how far it is, for rows on which it fails; `share` the same as a share of what is asked, to
    find the nearest by, missing where there are no numbers. Where `chosen` is not empty, the others read it as a column
    of the name that was given for it.
    """

    found: str
    asked: str
    gap: str
    share: str
    chosen: str = ""


def distance(condition: Expression, rules: TableRules, chosen: str = "") -> Distance:
    """Return what is told of a condition on a table.

    `chosen` is a name for a column that it may need beside it; without one that column's SQL is repeated where it is
    read, which is slow where many conditions are told.
    """
    operand = condition.operand
    if inner := _conditions_of(operand, rules):
        told = _of_qualification(inner)
        # Without figures of its own it is told by whether it holds.
        return told if told.asked != _NOTHING else replace(told, found=_found(operand), asked=_asked(operand))
    choices = [_conditions_of(one, rules) for one in operand.either]
    if choices and all(choices):
        ways = [_of_qualification(each) for each in choices]
        return _of_choices([one.sql for one in operand.either], ways, chosen)
    return Distance(_found(operand), _asked(operand), _gap(operand), _share(operand))


def _conditions_of(operand: Operand, rules: TableRules) -> tuple[Operand, ...]:
    """Return the conditions of the qualification that a condition consists of, if it is one."""
    made = rules.column(operand.column.name) if _is_flag(operand) and operand.column is not None else None
    if made is None or made.kind is not ColumnKind.QUALIFICATION:
        return ()
    return tuple(one.operand for one in made.made.conditions)


def _of_qualification(conditions: Sequence[Operand]) -> Distance:
    """Tell a qualification by its conditions: the figures it looks at, and the gaps of those that fail."""
    figures = [sides for one in conditions for leaf in leaves(one) if is_ordered(sides := turned(leaf))]
    named = {sides.left.said: sides for sides in figures if sides is not None}
    shown = list(named.values()) if len(named) <= _MOST_LEAVES else []
    found = _joined([f"{literal(f'{one.left.said} ')} || {value_text(one.left, one.right)}" for one in shown], "，")
    asked = _joined([f"{literal(one.left.said)} || {_asked_side(one)}" for one in shown], "，且")
    failed = ", ".join(f"CASE WHEN NOT {one.sql} THEN {_named_gap(one)} END" for one in conditions)
    return Distance(found, asked, f"concat_ws('，且', {failed})", _largest(conditions))


def _of_choices(tests: Sequence[str], told: Sequence[Distance], chosen: str) -> Distance:
    """Tell of several qualifications the one that holds, else the nearest of those that only numbers part from it."""
    shares = f"[{', '.join(one.share for one in told)}]"
    holds = " ".join(f"WHEN {sql} THEN {at}" for at, sql in enumerate(tests, start=1))
    nearest = f"WHEN list_min({shares}) IS NOT NULL THEN list_position({shares}, list_min({shares}))"

    choice = f"CASE {holds} {nearest} END"

    def of_chosen(texts: Sequence[str], otherwise: str) -> str:
        cases = " ".join(f"WHEN {at} THEN {text}" for at, text in enumerate(texts, start=1))
        return f"CASE {quote(chosen) if chosen else choice} {cases} ELSE {otherwise} END"

    return Distance(
        of_chosen([one.found for one in told], _NOTHING),
        of_chosen([one.asked for one in told], _NOTHING),
        of_chosen([one.gap for one in told], _NONE_MET),
        f"list_min({shares})",
        choice if chosen else "",
    )


def _found(operand: Operand) -> str:
    texts = {one.said: value_text(one, other) for one, other in _subjects(operand)}
    if len(texts) == 1:
        return next(iter(texts.values()))
    return _joined([f"{literal(f'{said} ')} || {text}" for said, text in texts.items()], "，")


def _asked(operand: Operand) -> str:
    if (sides := turned(operand)) is not None:
        return _asked_side(sides)
    if operand.denied is not None and _is_flag(operand.denied):
        return "'否'"
    if _is_flag(operand):
        return "'是'"
    if listed := _listed(operand):
        return literal(f"为{listed}")
    told = [turned(one) for one in leaves(operand)]
    if not 0 < len(told) <= _MOST_LEAVES or any(sides is None for sides in told):
        return _NOTHING
    parts = [f"{literal(one.left.said)} || {_asked_side(one)}" for one in told if one is not None]
    return _joined(parts, "，或" if operand.either else "，且")


def _subjects(operand: Operand) -> list[tuple[Operand, Operand | None]]:
    """Return the values that a condition looks at, each with what it is compared with."""
    if (sides := turned(operand)) is not None:
        compared: list[tuple[Operand, Operand | None]] = [(sides.left, sides.right)]
        return compared if sides.right.constant is not None else [*compared, (sides.right, None)]
    parts = operand.parts or operand.either or ((operand.denied,) if operand.denied is not None else ())
    if parts:
        return [one for part in parts for one in _subjects(part)]
    return [(operand, None)] if operand.column is not None else []


def leaves(operand: Operand) -> tuple[Operand, ...]:
    """Return the conditions that `and`, `or` and lists join into one, or the one itself."""
    parts = operand.parts or operand.either
    return tuple(leaf for part in parts for leaf in leaves(part)) if parts else (operand,)


def turned(operand: Operand) -> Sides | None:
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


def is_ordered(sides: Sides | None) -> bool:
    """Tell whether a comparison is of numbers and asks for more or less, so that a distance means something."""
    return sides is not None and sides.left.type.is_number and sides.sign in _TURNED


def _asked_side(sides: Sides) -> str:
    return f"{literal(SIGN_WORDS[sides.sign])} || coalesce({operand_text_sql(sides.right)}, '{MISSING_WORD}')"


def value_text(value: Operand, other: Operand | None) -> str:
    """SQL of a value; a rate that rounding would put on what it is compared with has more decimals."""
    plain = operand_text_sql(value)
    if other is not None and value.type.dimension in _RATES and value.size is None:
        plain = _with_decimals(value, f"{value.as_double} - {other.as_double}")
    return f"coalesce({plain}, '{MISSING_WORD}')"


def _with_decimals(rate: Operand, difference: str) -> str:
    """SQL of a rate with one decimal, with two or four where the difference would not show."""
    finer = f"WHEN abs({difference}) >= 0.00005 THEN {operand_text_sql(rate, decimals=2)}"
    finest = f"WHEN round({difference}, 9) <> 0 THEN {operand_text_sql(rate, decimals=4)}"
    plain = operand_text_sql(rate)
    return f"CASE WHEN abs({difference}) >= 0.0005 THEN {plain} {finer} {finest} ELSE {plain} END"


def _gap(operand: Operand) -> str:
    sides = turned(operand)
    if sides is not None:
        return gap_of_sides(sides)
    if operand.denied is not None:
        return "'须为“否”'" if _is_flag(operand.denied) else _NOT_FIT
    if _is_flag(operand):
        return "'须为“是”'"
    parts = operand.parts or operand.either
    if not parts:
        return _NOT_FIT
    if listed := _listed(operand):
        return literal(f"须为{listed}")
    if operand.either:
        # Of several ways the plain ones are told; one that itself has several parts would not be read.
        parts = tuple(one for one in parts if not (one.parts or one.either)) or parts
    if sum(len(leaves(one)) for one in parts) > _MOST_LEAVES:
        return _NONE_MET
    told = ", ".join(
        f"CASE WHEN NOT {one.sql} THEN {_named_gap(one)} WHEN {one.sql} IS NULL THEN {literal(f'“{one.said}”缺数')} END"
        for one in parts
    )
    return f"concat_ws('{'，或' if operand.either else '，且'}', {told})"


def _named_gap(operand: Operand) -> str:
    if operand.parts or operand.either:
        return _gap(operand)
    sides = turned(operand)
    subject = sides.left if sides is not None else operand.denied or operand
    return f"{literal(f'“{subject.said}”')} || {_gap(operand)}"


def _listed(operand: Operand) -> str:
    """Return the values of a list (`in (…)`) in words, when it is nothing else and short enough to be told."""
    told = [turned(one) for one in operand.either]
    subjects = {one.left.said for one in told if one is not None and one.sign == "="}
    if len(subjects) != 1 or any(one is None or one.sign != "=" or one.right.constant is None for one in told):
        return ""
    words = tuple(str(one.right.constant) for one in told if one is not None)
    return f"{'、'.join(words)}之一" if 1 < len(words) <= _MOST_LEAVES else ""


def gap_of_sides(sides: Sides) -> str:
    """Return SQL of how far a comparison that fails is from holding: 差0.02个百分点, 超出3人, 正好1亿元，须超过."""
    asked = f"coalesce({operand_text_sql(sides.right)}, '{MISSING_WORD}')"
    if not is_ordered(sides):
        words = {"=": "须为", "<>": "不能是"}
        return f"{literal(words.get(sides.sign, f'须{SIGN_WORDS[sides.sign]}'))} || {asked}"
    short = sides.sign in (">", ">=")
    difference = _difference(sides.right, sides.left) if short else _difference(sides.left, sides.right)
    if sides.sign in ("<", ">") and difference.type.dimension in COUNTED and difference.type.digits is not None:
        # Whole things: more than 2 is 3.
        difference = replace(difference, sql=f"({difference.sql} + 1)")
        sides = replace(sides, sign=f"{sides.sign}=")
    text = f"{literal('差' if short else '超出')} || {_difference_text(difference)}"
    if sides.sign in (">=", "<="):
        return text
    edge = f"'正好' || {asked} || {literal('，须超过' if short else '，须低于')}"
    return f"CASE WHEN round({difference.as_double}, 9) = 0 THEN {edge} ELSE {text} || '以上' END"


def _difference(more: Operand, less: Operand) -> Operand:
    """Return how much one side is above the other, in the unit of print; exact where both are."""
    dimension = next((one.type.dimension for one in (less, more) if one.type.dimension != "number"), "number")
    column = less.column or more.column
    if dimension in _RATES:
        return Operand(f"({more.as_double} - {less.as_double})", ValueType(Sort.NUMBER, "points"))
    if more.is_exact and less.is_exact:
        return Operand(f"({more.sql} - {less.sql})", ValueType(Sort.NUMBER, dimension, more.type.digits), column=column)
    return Operand(f"({more.as_double} - {less.as_double})", ValueType(Sort.NUMBER, dimension), column=column)


def _difference_text(difference: Operand) -> str:
    # What rounds to nothing is still a distance.
    if difference.type.dimension == "money" and not difference.is_exact:
        return f"CASE WHEN abs({difference.sql}) < 0.005 THEN '不到0.01元' ELSE {operand_text_sql(difference)} END"
    if difference.type.dimension != "points":
        return operand_text_sql(difference)
    text = _with_decimals(difference, difference.sql)
    return f"CASE WHEN abs({difference.sql}) < 0.0000005 THEN '不到0.0001个百分点' ELSE {text} END"


def _share(operand: Operand) -> str:
    sides = turned(operand)
    if sides is not None:
        if not is_ordered(sides):
            return _NO_NUMBER
        difference = f"abs({sides.left.as_double} - {sides.right.as_double})"
        return f"({difference} / nullif(abs({sides.right.as_double}), 0))"
    if operand.parts:
        return _largest(operand.parts)
    shares = [share for one in operand.either if (share := _share(one)) != _NO_NUMBER]
    return f"least({', '.join(shares)})" if shares else _NO_NUMBER


def _largest(parts: Sequence[Operand]) -> str:
    """SQL of the largest share that lacks among conditions that must all hold; missing where one without fails."""
    shares = [(one.sql, _share(one)) for one in parts]
    barred = " OR ".join(f"NOT coalesce({sql}, TRUE)" for sql, share in shares if share == _NO_NUMBER)
    known = [f"CASE WHEN {sql} THEN 0 ELSE {share} END" for sql, share in shares if share != _NO_NUMBER]
    if not known:
        return _NO_NUMBER
    largest = f"greatest({', '.join(known)})"
    return f"CASE WHEN NOT ({barred}) THEN {largest} END" if barred else largest


def _joined(parts: Sequence[str], mark: str) -> str:
    return f" || '{mark}' || ".join(parts) if parts else _NOTHING
