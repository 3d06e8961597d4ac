"""Small packs of rules written to a folder, with the findings of all their rules; a mistake is marked where it stands.

A comment `# expect: R020` stands on the line of the mistake.
"""

import re
from pathlib import Path
from textwrap import dedent

from guatu.domain import Finding
from guatu.pack import load_packs
from guatu.query import tables_of
from guatu.rules import check_rules

_PACK = "id: planted\ntitle: 校验用\nvalid: {from: 2019-01-01, to: 2024-12-31}\n"


def findings_of(folder: Path, **files: str) -> tuple[Finding, ...]:
    """Write files of a pack by their names and return what checking its rules finds."""
    home = folder / "planted"
    home.mkdir(exist_ok=True)
    (home / "pack.yaml").write_text(_PACK, encoding="utf-8")
    for name, text in files.items():
        (home / f"{name}.yaml").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    packs, unread = load_packs([home])
    assert packs is not None, unread
    assert not unread, "\n".join(map(str, unread))
    tables, unfit = tables_of(packs)
    assert not unfit
    return check_rules(packs, tables)


def places_of(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return the code and place of each finding, in order."""
    return sorted((one.code, str(one.span)) for one in findings)


def expected_in(folder: Path) -> list[tuple[str, str]]:
    """Return the code and place of each mistake that is marked in the files of the pack."""
    found: list[tuple[str, str]] = []
    for path in sorted((folder / "planted").glob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for code in re.findall(r"# expect: ([A-Z]\d{3}(?: [A-Z]\d{3})*)", line):
                found.extend((one, f"planted/{path.name}:{number}") for one in code.split())
    return sorted(found)
