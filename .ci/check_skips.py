"""Fails when a test was skipped that is not listed with its reason. Run: check_skips.py JUNIT_XML ALLOWED_SKIPS."""

import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Allowed:
    """A line of the list: tests by name (`*` stands for any text), and why they may be skipped."""

    test: str
    reason: str


def read_allowed(path: Path) -> tuple[Allowed, ...]:
    """Return the list: `file::test = reason`, one a line; a line without a reason raises ValueError."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    allowed = []
    for line in lines:
        if line and not line.startswith("#"):
            test, _, reason = line.partition(" = ")
            if not reason.strip():
                raise ValueError(f"{path.name}: no reason is given for {test}")
            allowed.append(Allowed(test.strip(), reason.strip()))
    return tuple(allowed)


def skipped_tests(report: Path) -> tuple[tuple[str, str], ...]:
    """Return the skipped tests of a pytest report, each with its message; a report without tests raises ValueError."""
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314 — pytest wrote it a moment ago
    if not cases:
        raise ValueError("no test was run")
    skipped = []
    for case in cases:
        for mark in case.iter("skipped"):
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '')}"
            skipped.append((name, mark.get("message", "")))
    return tuple(skipped)


def main(report: str, allowed_skips: str) -> int:
    """Print what was skipped and return 1 when something was that may not be."""
    allowed = read_allowed(Path(allowed_skips))
    refused = 0
    for name, message in skipped_tests(Path(report)):
        reason = next((one.reason for one in allowed if fnmatchcase(name, one.test)), None)
        refused += reason is None
        print(f"skipped: {name}: {message} ({reason or 'NOT ALLOWED: see .ci/allowed-skips.txt'})")  # noqa: T201 — a script
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
