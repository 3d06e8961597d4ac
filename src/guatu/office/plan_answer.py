"""What a reader of plan files answers: the text, or none, and what is wrong with the file."""

from typing import TypeAlias

from guatu.domain import Finding, FindingCode, Span

PlanAnswer: TypeAlias = tuple[str | None, tuple[Finding, ...]]


def noted(code: FindingCode, called: str, sentence: str, way_out: str = "") -> Finding:
    """Return a finding about a file as a whole, with the code's own way out where none is given."""
    return code.at(Span(called), sentence, way_out or code.instead)


def refused(code: FindingCode, called: str, sentence: str, way_out: str = "") -> PlanAnswer:
    """Return no text, and why."""
    return None, (noted(code, called, sentence, way_out),)
