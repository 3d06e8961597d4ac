"""Scores of firms on files: a list and counts, no card for a firm, no advice on what to report."""

import csv
from pathlib import Path

import openpyxl
import pytest
from tests.desk.score_folder import firm_facts, score_pack

from guatu.desk import ScoreReport, ScoreRequest, score_units


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScoreReport, Path]:
    folder = tmp_path_factory.mktemp("firms")
    cards = ((score_pack(folder), "firms"),)
    request = ScoreRequest(cards, firm_facts(folder / "facts"), folder / "out")
    return score_units(request, "0.0", lambda _: None), folder / "out"


def listed(out: Path) -> list[dict[str, str]]:
    with (out / "score.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_firms_in_scope_are_listed_by_rank_and_those_without_figures_say_so(whole: tuple[ScoreReport, Path]) -> None:
    rows = listed(whole[1])
    assert [row["统一社会信用代码"][-2:] for row in rows] == ["1L", "2P", "3T"]
    assert [(row["位次"], row["等次"], row["状态"]) for row in rows[:2]] == [
        ("1", "A", "参加排名"),
        ("2", "B", "参加排名"),
    ]
    # 100 万元 a head is the base: full marks; the highest tax has full marks too.
    assert float(rows[0]["总分"]) == pytest.approx(100)
    assert float(rows[1]["总分"]) == pytest.approx(0.6 * 60 + 0.4 * 0)
    assert (rows[2]["位次"], rows[2]["总分"]) == ("", "")
    assert rows[2]["说明"]


def test_a_workbook_counts_each_grade_with_its_consequences(whole: tuple[ScoreReport, Path]) -> None:
    report, out = whole
    sheet = openpyxl.load_workbook(out / "score.xlsx")["等次"]
    rows = [row[:3] for row in sheet.iter_rows(values_only=True)]
    assert ("A（优先发展类）", 1, "用能优先") in rows
    assert [one.said for one in report.groups] == ["冶金：参加排名 2 户　A 1　B 1　无法评分 1"]


def test_no_firm_has_a_card_and_nobody_is_told_what_to_report(whole: tuple[ScoreReport, Path]) -> None:
    out = whole[1]
    assert {path.name for path in out.iterdir()} <= {"score.xlsx", "score.csv", "run.json", "findings.xlsx"}
    texts = [
        str(cell)
        for sheet in openpyxl.load_workbook(out / "score.xlsx").worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert not any("距上一" in text or "单靠" in text for text in texts)


def test_a_name_that_looks_like_a_formula_stays_a_text(whole: tuple[ScoreReport, Path]) -> None:
    assert listed(whole[1])[0]["企业名称"].startswith("'=")
    sheet = openpyxl.load_workbook(whole[1] / "score.xlsx")["名单"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")}
    assert kinds == {"s"}
