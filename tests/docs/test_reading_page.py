"""The page on reading a plan: what it shows is what comes out of the plan it names."""

import re
from pathlib import Path

import pytest

from guatu.desk import ReadRequest, read_plan

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reading.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```yaml\n# (pack/[\w./-]+)\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reading") / "shili"
    report = read_plan(ReadRequest(DOCS / "examples/plan.txt", out), "0", lambda _stage: None)
    counts = "读出 " + "　".join(f"{kind} {count}" for kind, count in report.counts)
    assert counts in PAGE
    return out


@pytest.mark.parametrize(("name", "shown"), SHOWN, ids=[name for name, _ in SHOWN])
def test_what_the_page_shows_is_what_is_drafted(name: str, shown: str, draft: Path) -> None:
    assert len(SHOWN) == 4
    made = (draft / name).read_text(encoding="utf-8")
    for item in shown.split("\n\n"):
        assert item in made


def test_the_page_names_every_file_that_is_written(draft: Path) -> None:
    for path in draft.iterdir():
        assert f"`{path.name}`" in PAGE
