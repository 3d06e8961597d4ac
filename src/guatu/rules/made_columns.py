"""Derived columns, classes, scores and qualifications (计算列、分类、评分、资格条件) as SQL over one table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from guatu.domain import Span
from guatu.pack import Branch, Classification, Derived, Qualification, Score
from guatu.query import Measure
from guatu.rules.choosing import Edge, all_of, band_edges, banded, values_of
from guatu.rules.findings import EMPTY_RULE, UNKNOWN_SUM
from guatu.rules.language.arithmetic import add
from guatu.rules.language.atoms import text_operand
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand, missing, number
from guatu.rules.language.value_type import YES_NO
from guatu.rules.rule_column import MadeValue, columns_read
from guatu.rules.scope import Scope
from guatu.rules.word_cases import WordCase, cased_by_word

Answers = Mapping[str, str]


def derived_value(rule: Derived, scope: Scope) -> MadeValue | None:
    """Return the value of a derived column: one expression, or the first case that holds."""
    if len(rule.value) == 1 and not rule.value[0].if_:
        found = scope.value(rule.value[0].then, rule.span)
        return None if found is None else MadeValue(found.operand, found.columns)
    cases = _cases(rule.value, scope, rule.span)
    if cases is None:
        return None
    tests, expressions = cases
    last = rule.value[-1]
    otherwise = missing(0, "空值")
    if not last.if_:
        otherwise = tests.pop()[1]
    value = cased_by_word(tests, otherwise, scope, rule.name)
    return None if value is None else MadeValue(value, columns_read(expressions))


def _cases(
    branches: Sequence[Branch], scope: Scope, span: Span | None, *, labels: bool = False
) -> tuple[list[WordCase], list[Expression]] | None:
    """Return each branch's tests and value; labels are the text that stands there, not expressions."""
    cases: list[WordCase] = []
    expressions: list[Expression] = []
    for branch in branches:
        tests = scope.conditions(branch.if_, span)
        value = None if labels else scope.value(branch.then, span)
        if tests is None or (value is None and not labels):
            continue
        expressions.extend(tests if value is None else (*tests, value))
        made = text_operand(branch.then.strip(), 0) if value is None else value.operand
        cases.append((tuple(one.operand for one in tests), made))
    return (cases, expressions) if len(cases) == len(branches) else None


def class_value(rule: Classification, scope: Scope, answers: Answers) -> MadeValue | None:
    """Return the label of a classification; where an open question moves an edge, only rows on it are unknown."""
    otherwise = text_operand(rule.otherwise, 0) if rule.otherwise is not None else missing(0, "空值")
    if rule.bands and rule.of is not None:
        of = scope.value(rule.of, rule.span)
        if of is None:
            return None
        versions = [_labelled(rule, of.operand, edges, otherwise, scope) for edges in _edge_readings(rule, answers)]
        values = [one for one in versions if one is not None]
        if len(values) != len(versions):
            return None
        return MadeValue(_agreed(values), (*of.columns, *scope.take_term_columns()))
    if not rule.cases:
        scope.findings.append(EMPTY_RULE.at(rule.span, f"分类“{rule.name}”没有写怎么分。", EMPTY_RULE.instead))
        return None
    cases = _cases(rule.cases, scope, rule.span, labels=True)
    if cases is None:
        return None
    value = cased_by_word(cases[0], otherwise, scope, rule.name)
    return None if value is None else MadeValue(value, columns_read(cases[1]))


def _edge_readings(rule: Classification, answers: Answers) -> list[str]:
    """Return whose the edges are: as answered, or each possible answer while the question is open."""
    asked = [reading for reading in rule.readings if reading.question in rule.questions]
    decided = [one.edges for one in asked if answers.get(one.question) == one.answer]
    if decided or not asked:
        return decided[:1] or [rule.edges]
    return list(dict.fromkeys(one.edges for one in asked))


def _labelled(rule: Classification, of: Operand, edges: str, otherwise: Operand, scope: Scope) -> Operand | None:
    bands = band_edges(of, rule.bands, edges, scope, rule.span)
    labels = []
    for edge in bands:
        chosen = scope.moment.choose(edge.band.then)
        labels.append(text_operand("" if chosen is None else chosen.value, 0))
    return banded(of, bands, labels, otherwise, scope)


def _agreed(values: Sequence[Operand]) -> Operand:
    if len(values) == 1:
        return values[0]
    same = " AND ".join(f"{values[0].sql} = {one.sql}" for one in values[1:])
    return Operand(f"CASE WHEN {same} THEN {values[0].sql} END", values[0].type, said=values[0].said)


def score_value(rule: Score, scope: Scope) -> MadeValue | None:
    """Return the points of a score: a band's, the first case's, or the sum of others; not more than the most."""
    most = None if rule.max is None else number(Decimal(rule.max), "number")
    if not rule.sum:
        return _scored(rule, scope, most)
    made = _summed(rule, scope)
    return None if made is None else replace(made, value=_at_most(most, made.value))


def _at_most(most: Operand | None, points: Operand) -> Operand:
    """Return the points, or the most where they are more; of points that are written out it is known beforehand."""
    if most is None or most.size is None or not points.type.is_number:
        return points
    if points.size is not None:
        return points if points.size <= most.size else replace(most, type=points.type)
    sql = f"CASE WHEN {points.sql} > {most.sql} THEN {most.sql} ELSE {points.sql} END"
    return Operand(sql, points.type, said=points.said)


def _scored(rule: Score, scope: Scope, most: Operand | None) -> MadeValue | None:
    rest = scope.value(rule.otherwise, rule.span) if rule.otherwise is not None else None
    otherwise = missing(0, "空值") if rest is None else _at_most(most, rest.operand)
    if rule.bands and rule.of is not None:
        of = scope.value(rule.of, rule.span)
        if of is None:
            return None
        edges: list[Edge] = band_edges(of.operand, rule.bands, rule.edges, scope, rule.span)
        values = values_of(edges, scope, rule.span, Measure.NUMBER)
        if values is None:
            return None
        value = banded(of.operand, edges, [_at_most(most, one) for one in values], otherwise, scope)
        return None if value is None else MadeValue(value, (*of.columns, *scope.take_term_columns()))
    if not rule.cases:
        scope.findings.append(EMPTY_RULE.at(rule.span, f"评分“{rule.name}”没有写怎么评。", EMPTY_RULE.instead))
        return None
    cases = _cases(rule.cases, scope, rule.span)
    if cases is None:
        return None
    limited = [(tests, _at_most(most, points)) for tests, points in cases[0]]
    value = cased_by_word(limited, otherwise, scope, rule.name)
    return None if value is None else MadeValue(value, columns_read(cases[1]))


def _summed(rule: Score, scope: Scope) -> MadeValue | None:
    parts: list[Operand] = []
    for name in rule.sum:
        term = scope.terms.get(name)
        if term is None:
            sentence = f"评分“{rule.name}”合计里的“{name}”没有。"
            scope.findings.append(UNKNOWN_SUM.at(rule.span, sentence, UNKNOWN_SUM.instead))
            return None
        parts.append(term.operand(0, name))
    total = parts[0]
    for part in parts[1:]:
        more = scope.settle(add(total, part, "+"), rule.name, rule.span)
        if more is None:
            return None
        total = more
    return MadeValue(total, tuple(one.column.name for one in parts if one.column is not None))


def qualified(rule: Qualification, scope: Scope, answers: Answers) -> MadeValue | None:
    """Return whether all conditions hold; with an open question no row can be sure to qualify."""
    conditions = scope.conditions(rule.when, rule.span)
    if conditions is None:
        return None
    sql = all_of([one.sql for one in conditions])
    if any(question not in answers for question in rule.questions):
        sql = f"({sql} AND NULL)"
    return MadeValue(Operand(sql, YES_NO, said=rule.name), columns_read(conditions), conditions)
