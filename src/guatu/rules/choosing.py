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
    """A band with its edges compiled: SQL that is true inside, and what the band gives."""

    test: str
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
    # Rows on which a test is true or unknown leave the line there, so that on the others each test is made once.
    branches = [f"WHEN coalesce({test}, TRUE) THEN CASE WHEN {test} THEN {value} END" for test, value in cases]
    return f"CASE {' '.join(branches)} ELSE {otherwise} END" if branches else otherwise


def band_edges(of: Operand, bands: Sequence[Band], edges: str, scope: Scope, span: Span | None) -> list[Edge]:
    """Return the bands with their tests; an edge belongs to the band it starts (`lower`) or ends (`upper`)."""
    starts = [scope.term(band.from_, span) if band.from_ else None for band in bands]
    above, below = (">=", "<") if edges == "lower" else (">", "<=")
    found = []
    for index, band in enumerate(bands):
        end = scope.term(band.to, span) if band.to else next((one for one in starts[index + 1 :] if one), None)
        tests = []
        for sign, edge in ((above, starts[index]), (below, end)):
            if edge is not None:
                test = scope.settle(compare(sign, of, edge), f"{of.said} {sign} {edge.said}", span)
                tests.append("FALSE" if test is None else test.sql)
        found.append(Edge(all_of(tests), starts[index], end, band))
    return found


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
    branches = " ".join(
        f"WHEN {edge.test} THEN {as_type(value, value_type)}" for edge, value in zip(edges, values, strict=True)
    )
    sql = f"CASE WHEN {of.sql} IS NULL THEN NULL {branches} ELSE {as_type(otherwise, value_type)} END"
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
