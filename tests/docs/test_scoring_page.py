"""The page on scoring: its snippet prints what it says, and its card has no mistake."""

import re
from pathlib import Path

import pytest

from guatu.desk import check_plan

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_snippet_prints_the_totals_that_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    code = block("python")
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - the page's own snippet
    told = re.search(r"  # (.+)$", code, re.MULTILINE)
    assert told is not None
    assert capsys.readouterr().out.startswith(f"{told[1]}\n")


def test_the_card_of_the_page_can_be_used_as_it_stands(tmp_path: Path) -> None:
    pack = tmp_path / "two"
    pack.mkdir()
    head = "id: two\ntitle: 例\nplace: '530000'\nextends: [yunnan-park-evaluation]\n"
    (pack / "pack.yaml").write_text(head, encoding="utf-8")
    (pack / "scorecards.yaml").write_text(block("yaml"), encoding="utf-8")
    own = [one for one in check_plan((pack,)) if one.span is not None and one.span.file.startswith("two/")]
    assert [str(one) for one in own if "权重" in one.sentence or one.blocks] == []
