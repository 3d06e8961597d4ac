"""Every mistake planted in the fixture packs is found, where it was planted, and nothing else is.

A comment `# expect: P022` stands on the line of the mistake or just above it; `# expect FILE: P013` means a whole file.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from guatu.domain import Finding
from guatu.pack import FINDING_CODES, check_packs, load_packs

PLANTED = Path(__file__).parent / "packs" / "planted"
# The packs to load, each with the folders that it leads to.
LOADS = {
    "entries": ("entries",),
    "files": ("files",),
    "shapes": ("shapes",),
    "missing-base": ("missing-base",),
    "circle": ("circle", "circle-other"),
    "twins": ("twins", "twins-base"),
    "rules": ("rules", "rules-base"),
    "scorecards": ("scorecards",),
}
DAY = date(2026, 6, 30)
NOT_PLANTED = {"P008": "a file of more than 5 MB is made by test_from_yaml instead of being kept"}

Place = tuple[str, str, int | None]


def expected_in(folder: Path) -> set[Place]:
    found: set[Place] = set()
    for path in sorted(folder.rglob("*.yaml")):
        waiting: list[str] = []
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            text = line.decode("utf-8", errors="replace")
            match = re.search(r"# expect(?: (\S+))?: ((?:P\d{3} ?)+)", text)
            codes = match[2].split() if match else []
            if match and match[1]:
                found |= {(code, f"{folder.name}/{match[1]}", None) for code in codes}
            elif match and text.lstrip().startswith("#"):
                waiting = codes
            else:
                found |= {
                    (code, f"{folder.name}/{path.relative_to(folder).as_posix()}", number)
                    for code in (*codes, *waiting)
                }
                waiting = []
    return found


def place_of(finding: Finding) -> Place:
    assert finding.span is not None
    return finding.code, finding.span.file, finding.span.line


def findings_of(name: str) -> tuple[Finding, ...]:
    packs, findings = load_packs([PLANTED / name])
    return findings if packs is None else (*findings, *check_packs(packs, on=DAY))


@pytest.mark.parametrize("name", LOADS)
def test_planted_mistakes_are_found_where_they_stand(name: str) -> None:
    expected = set[Place]().union(*(expected_in(PLANTED / folder) for folder in LOADS[name]))
    found = {place_of(finding) for finding in findings_of(name)}
    assert expected
    assert sorted(found - expected, key=str) == [], "found, but not planted"
    assert sorted(expected - found, key=str) == [], "planted, but not found"


def test_every_code_is_planted_somewhere() -> None:
    planted = {code for folder in PLANTED.iterdir() for code, _, _ in expected_in(folder)}
    assert {code.code for code in FINDING_CODES} - planted == set(NOT_PLANTED)


@pytest.mark.parametrize("name", LOADS)
def test_findings_speak_chinese_and_offer_a_way_out(name: str) -> None:
    for finding in findings_of(name):
        for text in (finding.sentence, finding.way_out):
            assert re.search(r"[一-鿿]", text), finding
            assert text.endswith(("。", "？")), finding
            assert not re.search(r"Input should|Value error|[Ff]ield required|None\b", text), finding


def test_codes_are_unique_and_carry_their_page() -> None:
    codes = [code.code for code in FINDING_CODES]
    assert codes == sorted(set(codes))
    for code in FINDING_CODES:
        assert re.fullmatch(r"P\d{3}", code.code)
        assert all((code.title, code.why, code.example, code.instead))
