"""The page on writing a clause: what it shows is a pack that can be read, and its cases hold."""

import re
from pathlib import Path

from guatu.desk import run_pack_cases
from guatu.pack import load_packs

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def shown_pack(folder: Path) -> Path:
    """Write the files that the page shows; parts of one file follow each other."""
    folder.mkdir()
    for block in re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        name = re.match(r"# (\w+\.yaml)", block)
        assert name is not None, block
        with (folder / name[1]).open("a", encoding="utf-8") as file:
            file.write(block + "\n")
    return folder


def test_what_the_page_shows_can_be_read(tmp_path: Path) -> None:
    packs, findings = load_packs([shown_pack(tmp_path / "shown")])
    assert packs is not None
    assert not findings
    assert {"sales-expansion", "sales-expansion-strategic", "fair-national"} == {one.id for one in packs.main.rewards}


def test_the_cases_of_the_page_hold(tmp_path: Path) -> None:
    folder = shown_pack(tmp_path / "shown")
    report = run_pack_cases((folder,))
    assert len(report.results) == 3
    assert not report.failed
