"""What a scorecard (评价体系) computes on each row: figures, divisors, points of marks, vetoes, who is scored at all.

Each becomes a column of the rule book, so that its names, units and conditions are checked as those of any rule. The
columns are nobody's to call by name: they are there for the card.
"""

from dataclasses import replace

from guatu.pack import Scorecard
from guatu.rules.card_parts import CardPart, CardRole, card_words
from guatu.rules.card_units import Misfit, handed_over
from guatu.rules.choosing import all_of
from guatu.rules.findings import CARD_UNIT, NOT_A_FIGURE, NOT_POINTS, UNKNOWN_COLUMN_WORD
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.language.value_type import COUNTED, YES_NO, Sort, ValueType
from guatu.rules.rule_column import MadeValue, columns_read
from guatu.rules.scope import Scope


def card_value(part: CardPart, scope: Scope) -> MadeValue | None:
    """Return a card's column, or None with findings.

    Figures and divisors keep the unit of their expression; a mark is not less than 0, and 0 where its conditions do
    not hold.
    """
    if part.role is CardRole.FIGURE:
        return _figure(part, scope)
    if part.role is CardRole.DIVISOR:
        # What is wrong with a divisor is told with its figure.
        return _number(part.value, part, replace(scope, findings=[]))
    conditions = scope.conditions(part.when, part.span)
    if conditions is None:
        return None
    holds = all_of([one.sql for one in conditions])
    if part.role is CardRole.MARK:
        return _mark(part, holds, conditions, scope)
    return MadeValue(Operand(holds, YES_NO, said=part.name), columns_read(conditions), conditions)


def _figure(part: CardPart, scope: Scope) -> MadeValue | None:
    figure = _number(part.value, part, scope)
    divisor = None if part.divisor is None else _number(part.divisor, part, scope)
    if figure is None or (divisor is None and part.divisor is not None):
        return None
    handed = handed_over(figure.value.type, None if divisor is None else divisor.value.type, part.unit)
    if isinstance(handed, Misfit):
        formula = part.value if part.divisor is None else f"{part.value} ÷ {part.divisor}"
        scope.findings.append(
            CARD_UNIT.at(part.span, f"“{part.name}”的算式“{formula}”{handed.sentence}", handed.way_out)
        )
        return None
    return figure


def _number(text: str, part: CardPart, scope: Scope) -> MadeValue | None:
    found = scope.value(text, part.span)
    if found is None:
        return None
    if found.type.sort is not Sort.NUMBER:
        sentence = f"“{part.name}”的算式“{text}”的结果是{found.type.word}，不是数。"
        scope.findings.append(NOT_A_FIGURE.at(part.span, sentence, f"{NOT_A_FIGURE.instead}。"))
        return None
    return MadeValue(found.operand, found.columns)


def _mark(part: CardPart, holds: str, conditions: tuple[Expression, ...], scope: Scope) -> MadeValue | None:
    points = scope.value(part.value, part.span)
    if points is None:
        return None
    if not _is_plain(points):
        sentence = f"“{part.name}”的分写的是“{part.value}”（{points.type.word}）。"
        scope.findings.append(NOT_POINTS.at(part.span, sentence, f"{NOT_POINTS.instead}。"))
        return None
    value = points.operand.as_double
    counted = f"CASE WHEN {value} > 0 THEN {value} WHEN {value} <= 0 THEN 0e0 END"
    sql = counted if holds == "TRUE" else f"CASE WHEN {holds} THEN {counted} WHEN NOT {holds} THEN 0e0 END"
    made = Operand(sql, ValueType(Sort.NUMBER, "number"), said=part.name)
    return MadeValue(made, columns_read((*conditions, points)), conditions)


def _is_plain(points: Expression) -> bool:
    """Points are plain numbers: counted, or so many of a hundred; a percentage that is written out is a slip."""
    dimension = points.type.dimension
    return dimension in {"number", *COUNTED} or (dimension == "ratio" and points.operand.size is None)


def check_card_words(card: Scorecard, scope: Scope) -> None:
    """Note each column by which a card groups that is neither in the table nor made by a rule."""
    for word in card_words(card):
        if scope.table.column(word) is None and word not in scope.terms:
            sentence = f"评价体系“{card.name}”按“{word}”分组，而{scope.table.label}没有这一列。"
            scope.findings.append(UNKNOWN_COLUMN_WORD.at(card.span, sentence, UNKNOWN_COLUMN_WORD.instead))
