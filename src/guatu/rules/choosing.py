"""Choosing (选取): SQL of the first case that holds, and of the band in which a number lies, in three values."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.domain import Span
from guatu.pack import Band
from guatu.query import Measure
from guatu.rules.language.comparison import alike, as_type, compare
from guatu.rules.language.operand import Operand
from guatu.rules.scope import Scope


@dataclass(frozen=True, slots=True)
class Edge:
    """A band with its edges compiled, and what it gives; `test` is SQL that is true inside.

    `next_test` is what is left of it for numbers that no band before takes.
    """

    test: str
    next_test: str
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
        tests = [_edge_test(sign, of, edge, scope, span) for sign, edge in ((above, start), (below, end)) if edge]
        taken = taken and (start is None if index == 0 else _meet(found[-1].end, start))
        left = tests[-1] if taken and tests else all_of(tests)
        found.append(Edge(all_of(tests), left, start, end, band))
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
    branches = [
        f"WHEN {edge.next_test} THEN {as_type(value, value_type)}" for edge, value in zip(edges, values, strict=True)
    ]
    rest = as_type(otherwise, value_type)
    # A missing number is in no band: where the rest is missing too, that says it.
    if rest != "NULL" or any(edge.next_test == "TRUE" for edge in edges):
        branches.insert(0, f"WHEN {of.sql} IS NULL THEN NULL")
    sql = f"CASE {' '.join(branches)} ELSE {rest} END"
    return Operand(sql, value_type, said=of.said)


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
