"""The findings of a reading: each once, and not more than a page can bear of one kind in one column."""

import re
from dataclasses import dataclass, field, replace

from guatu.domain import Finding, FindingCode, Severity, Span

_COLUMN = re.compile(r"([A-Z]+)\d+")


@dataclass
class FindingLog:
    """Collects findings in order; of one kind in one column the first `most_alike` are kept, the rest counted."""

    most_alike: int = 20
    _kept: list[Finding] = field(default_factory=list)
    _seen: set[tuple[str, Span | None, str]] = field(default_factory=set)
    _counts: dict[tuple[str, str, str | None, str], int] = field(default_factory=dict)
    _firsts: dict[tuple[str, str, str | None, str], Finding] = field(default_factory=dict)

    def add(
        self, code: FindingCode, span: Span, sentence: str, way_out: str, *, severity: Severity | None = None
    ) -> None:
        """Note a finding; the same kind at the same cell is noted once."""
        identity = (code.code, span, sentence)
        if identity in self._seen:
            return
        self._seen.add(identity)
        match = _COLUMN.fullmatch(span.cell or "")
        group = (code.code, span.file, span.sheet, match[1] if match else "")
        count = self._counts.get(group, 0) + 1
        self._counts[group] = count
        if count <= self.most_alike:
            finding = code.at(span, sentence, way_out, severity=severity)
            self._firsts.setdefault(group, finding)
            self._kept.append(finding)

    def add_once(self, code: FindingCode, sentence: str, way_out: str, *, severity: Severity) -> None:
        """Note a finding that is about all sheets alike, however many of them show it."""
        finding = code.at(None, sentence, way_out, severity=severity)
        if finding not in self._kept:
            self._kept.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, and for each kind that was cut short one that says how many there are."""
        sums = []
        for group, count in self._counts.items():
            if count > self.most_alike:
                first = self._firsts[group]
                where = Span(group[1], sheet=group[2], cell=f"{group[3]} 列" if group[3] else None)
                sentence = f"同类问题共 {count} 处，只列出前 {self.most_alike} 处。"
                sums.append(replace(first, span=where, sentence=sentence))
        return (*self._kept, *sums)
