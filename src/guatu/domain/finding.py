"""Findings (问题): what is wrong in a pack or a workbook, where, and the way out.

A floor keeps its own codes in a file `findings.py` and hands them on as `FINDING_CODES`.
Codes are never reused: P = packs, E = expressions, F = facts, L = ledgers, M = the month.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guatu.domain.span import Span


class Severity(StrEnum):
    """How far a finding reaches: an error blocks, a warning is to be read, a note explains."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> str:
        """The severity as an official reads it."""
        return {"error": "错误", "warning": "提醒", "note": "说明"}[self.value]


@dataclass(frozen=True, slots=True)
class FindingCode:
    """The page of one kind of mistake: what it looks for, why, an example, what to write instead."""

    code: str
    title: str
    why: str
    example: str
    instead: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span | None, sentence: str, way_out: str, *, severity: Severity | None = None) -> "Finding":
        """Return a finding of this code at a place; sentence and way out are for a county clerk."""
        return Finding(self.code, severity or self.severity, self.title, span, sentence, way_out)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: code, place, sentence, way out (编号, 位置, 说明, 办法)."""

    code: str
    severity: Severity
    title: str
    span: Span | None
    sentence: str
    way_out: str

    @property
    def blocks(self) -> bool:
        """True when the finding stops what depends on it."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = "" if self.span is None else f"{self.span}  "
        return f"{place}{self.code}  {self.severity.word}：{self.title}\n  {self.sentence}\n  办法：{self.way_out}"


def has_blocking(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding blocks."""
    return any(finding.blocks for finding in findings)


# Comparing takes the square of the length; no name of the field is as long as this.
_LONGEST_GUESSED = 100


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `，是否想写“…”？` for the known name closest to a wrong one, or an empty text.

    >>> nearest("工业投姿", ["工业投资", "财政收入"])
    '，是否想写“工业投资”？'
    """
    if len(word) > _LONGEST_GUESSED:
        return ""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"，是否想写“{close[0]}”？" if close else ""
