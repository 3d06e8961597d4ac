"""Choosing (选取): SQL of the first case that holds, and of the band in which a number lies, in three values."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.domain import Span
from guatu.pack import Band
from guatu.query import Measure
from guatu.rules.language.comparison import alike, as_type, compare, product_tests
from guatu.rules.language.operand import Operand
from guatu.rules.scope import Scope


@dataclass(frozen=True, slots=True)
class Edge:
    """A band with its edges compiled, and what it gives.

    `test` is SQL that tells a number inside from those that no band before takes; `limits` what it compares with, as
    (sign, edge).
    """

    test: str
    limits: tuple[tuple[str, Operand], ...]
    start: Operand | None
    end: Operand | None
    band: Band


def all_of(tests: Sequence[str]) -> str:
    """Return SQL that all tests hold; of none, TRUE."""
    if not tests:
        return "TRUE"
    return tests[0] if len(tests) == 1 else "(" + " AND ".join(tests) + ")"


def first_of(cases: Sequence[tuple[str, str]], otherwise: str) -> str:
    """Return SQL of the value of the first case that holds; a case that is unknown before that makes it missing."""
    branches = []
    for index, (test, value) in enumerate(cases):
        if test == "TRUE":
            otherwise = value
            break
        branches.append(f"WHEN {test} THEN {value}")
        if index < len(cases) - 1 or otherwise != "NULL":
            # Made twice on the rows that are left, which takes less than coalesce around the test and a CASE inside.
            branches.append(f"WHEN {test} IS NULL THEN NULL")
    return f"CASE {' '.join(branches)} ELSE {otherwise} END" if branches else otherwise


def band_edges(of: Operand, bands: Sequence[Band], edges: str, scope: Scope, span: Span | None) -> list[Edge]:
    """Return the bands with their tests; an edge belongs to the band it starts (`lower`) or ends (`upper`)."""
    starts = [scope.term(band.from_, span) if band.from_ else None for band in bands]
    above, below = (">=", "<") if edges == "lower" else (">", "<=")
    found: list[Edge] = []
    taken = True  # whether the bands so far take every number below where this one starts
    for index, band in enumerate(bands):
        start = starts[index]
        end = scope.term(band.to, span) if band.to else next((one for one in starts[index + 1 :] if one), None)
        limits = [(sign, edge) for sign, edge in ((above, start), (below, end)) if edge is not None]
        tests = [_edge_test(sign, of, edge, scope, span) for sign, edge in limits]
        taken = taken and (start is None if index == 0 else _meet(found[-1].end, start))
        first = 1 if taken and len(limits) == 2 else 0
        found.append(Edge(all_of(tests[first:]), tuple(limits[first:]), start, end, band))
    return found


def _edge_test(sign: str, of: Operand, edge: Operand, scope: Scope, span: Span | None) -> str:
    test = scope.settle(compare(sign, of, edge), f"{of.said} {sign} {edge.said}", span)
    return "FALSE" if test is None else test.sql


def _meet(end: Operand | None, start: Operand | None) -> bool:
    """Tell whether a band ends where the next one starts."""
    return end is not None and start is not None and end.sql == start.sql


def banded(
    of: Operand,
    edges: Sequence[Edge],
    values: Sequence[Operand],
    otherwise: Operand,
    scope: Scope,
) -> Operand | None:
    """Return the value of the band in which a number lies; missing where the number is."""
    value_type = scope.settle_type(alike((*values, otherwise)), of)
    if value_type is None:
        return None
    given = [as_type(value, value_type) for value in values]
    rest = as_type(otherwise, value_type)
    sql = _banded_by_sign(of, edges, given, rest) or _in_bands(of.sql, [edge.test for edge in edges], given, rest)
    return Operand(sql, value_type, said=of.said)


def _in_bands(of: str, tests: Sequence[str], values: Sequence[str], rest: str) -> str:
    branches = [f"WHEN {test} THEN {value}" for test, value in zip(tests, values, strict=True)]
    # A missing number is in no band: where the rest is missing too, that says it.
    if rest != "NULL" or "TRUE" in tests:
        branches.insert(0, f"WHEN {of} IS NULL THEN NULL")
    return f"CASE {' '.join(branches)} ELSE {rest} END"


def _banded_by_sign(of: Operand, edges: Sequence[Edge], values: Sequence[str], rest: str) -> str:
    """Return SQL that asks a quotient for the sign of its base once and not at every edge; empty where it is none."""
    if of.quotient is None:
        return ""
    above, below = [], []
    for edge in edges:
        pairs = [product_tests(sign, of.quotient, mark.size) for sign, mark in edge.limits if mark.size is not None]
        exact = [one for one in pairs if one is not None]
        if len(exact) < len(edge.limits):
            return ""
        above.append(all_of([f"({one})" for one, _ in exact]))
        below.append(all_of([f"({one})" for _, one in exact]))
    over = of.quotient.over.sql
    return of.quotient.by_sign(_in_bands(over, above, values, rest), _in_bands(over, below, values, rest))


def cased(cases: Sequence[tuple[str, Operand]], otherwise: Operand, scope: Scope, said: str) -> Operand | None:
    """Return the value of the first case that holds, as one operand."""
    value_type = scope.settle_type(alike((*(value for _, value in cases), otherwise)), otherwise)
    if value_type is None:
        return None
    sql = first_of([(test, as_type(value, value_type)) for test, value in cases], as_type(otherwise, value_type))
    return Operand(sql, value_type, said=said)


def values_of(edges: Sequence[Edge], scope: Scope, span: Span | None, expect: Measure | None) -> list[Operand] | None:
    """Return what each band gives, or None when one of them has a mistake."""
    found = [scope.term(edge.band.then, span, expect) for edge in edges]
    values = [one for one in found if one is not None]
    return values if len(values) == len(found) else None
