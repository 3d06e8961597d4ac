"""Scores on files: ranking, cards that compute themselves again, tests of the ranking, and registers that lack much."""

import csv
import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.desk.score_folder import ROWS, score_facts, score_pack
from tests.office.soffice import needs_soffice
from tests.office.test_workbook_formulas import recomputed

from guatu.desk import ScoreReport, ScoreRequest, score_units
from guatu.domain import InvalidValue

ZONES = Path(__file__).parents[3] / "shared" / "data" / "development-zones.csv"


def run(folder: Path, rows: tuple[str, ...] = ROWS, card: str = "parks", **asked: object) -> ScoreReport:
    cards = ((score_pack(folder), card),)
    wanted: dict[str, object] = {"draws": 200, **asked}
    # Any: a test hands on whatever option it is about.
    request = ScoreRequest(cards, score_facts(folder / "facts", rows), folder / "out", **wanted)  # type: ignore[arg-type]
    return score_units(request, "0.0", lambda _: None)


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScoreReport, Path]:
    folder = tmp_path_factory.mktemp("run")
    return run(folder, weights=(("green", 0.9),)), folder / "out"


def test_the_newest_year_is_scored_and_the_ranking_says_grade_last_year_and_what_is_open(
    whole: tuple[ScoreReport, Path],
) -> None:
    report, out = whole
    assert report.year == 2024
    rows = cells(out / "score.xlsx", "排名")
    header = [str(cell).replace("\n", "") for cell in rows[2]]
    found = {row[1]: dict(zip(header, row, strict=True)) for row in rows if row[0] in (1, 2, 3, 4)}
    ranks = {name: row["位次"] for name, row in found.items()}
    assert ranks == {"丙/园区：东": 1, "=乙园区": 2, "甲园区": 3, "丁园区": 4}
    assert (found["丙/园区：东"]["等次"], found["丙/园区：东"]["后果"]) == ("优秀", "优先用地")
    assert found["丙/园区：东"]["备注"] == "“发生重大事故”未定"
    assert found["甲园区"]["加分"] == 2
    assert (found["甲园区"]["上年位次"], found["丁园区"]["上年位次"]) == (3, None)


def test_totals_are_those_computed_by_hand(whole: tuple[ScoreReport, Path]) -> None:
    # 丁: output alone counts in 经济 (no tax): level 0, increment and growth unknown; green 20/80.
    rows = cells(whole[1] / "score.xlsx", "排名")
    total = {row[1]: row[2] for row in rows}
    assert total["丁园区"] == pytest.approx(0.6 * 0 + 0.4 * 25)
    level, increment, growth = (100 - 60) / 90 * 100, 0.0, 0.0
    output = 0.5 * level + 0.2 * increment + 0.3 * growth
    # Increments are 10, 18, 14 and growths 1/9, 3/22, 7/33: those of 甲 are the lowest of both.
    assert total["甲园区"] == pytest.approx(0.6 * (0.5 * output + 0.5 * 75) + 0.4 * 68.75 + 2)


def test_a_card_is_a_workbook_of_formulas_that_shows_the_same_total(whole: tuple[ScoreReport, Path]) -> None:
    path = next((whole[1] / "cards").glob("甲园区-*.xlsx"))
    formulas = openpyxl.load_workbook(path)["算分"]
    written = [cell.value for row in formulas.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(written) > 20
    assert all("!" not in str(one) and "http" not in str(one) for one in written)
    rows = cells(path, "算分")
    header = [str(cell).replace("\n", "") for cell in rows[2]]
    totals = {str(row[0]).strip(): row[header.index("得分")] for row in rows[3:]}
    ranking = {row[1]: row[2] for row in cells(whole[1] / "score.xlsx", "排名")}
    assert totals["总分"] == pytest.approx(ranking["甲园区"])


@needs_soffice
def test_another_program_computes_every_card_to_the_same_total(whole: tuple[ScoreReport, Path], tmp_path: Path) -> None:
    ranking = {row[1]: row[2] for row in cells(whole[1] / "score.xlsx", "排名")}
    for name, stem in (("甲园区", "甲园区"), ("=乙园区", "=乙园区"), ("丁园区", "丁园区")):
        source = next((whole[1] / "cards").glob(f"{stem}-*.xlsx"))
        path = tmp_path / f"{name.strip('=')}.xlsx"
        # What is kept beside a formula must not be what is read: break it first.
        book = openpyxl.load_workbook(source)
        book.save(path)
        rows = cells(recomputed(path), "算分")
        header = [str(cell).replace("\n", "") for cell in rows[2]]
        total = next(row[header.index("得分")] for row in rows if str(row[0]).strip() == "总分")
        assert total == pytest.approx(ranking[name], abs=1e-9)


def test_a_name_that_looks_like_a_formula_stays_a_text_and_one_with_slashes_makes_a_file(
    whole: tuple[ScoreReport, Path],
) -> None:
    out = whole[1]
    sheet = openpyxl.load_workbook(out / "score.xlsx")["排名"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=乙园区"}
    assert kinds == {"s"}
    names = {path.name for path in (out / "cards").iterdir()}
    assert {"丙-园区：东-532300-P3.docx", "丙-园区：东-532300-P3.xlsx"} <= names
    for path in out.rglob("*.svg"):
        assert "<script" not in path.read_text(encoding="utf-8")


def test_every_paper_of_a_template_says_that_it_is_one(whole: tuple[ScoreReport, Path]) -> None:
    out = whole[1]
    for path in sorted(out.rglob("*.docx")):
        assert any("示范模板" in paragraph.text for paragraph in docx.Document(str(path)).paragraphs), path.name
    for path in (out / "score.xlsx", out / "robustness.xlsx", *(out / "cards").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets:
            head = [str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row]
            assert any("示范模板" in one for one in head), (path.name, sheet.title)


def test_a_card_document_says_where_points_come_from_and_how_to_object(whole: tuple[ScoreReport, Path]) -> None:
    document = docx.Document(str(next((whole[1] / "cards").glob("甲园区-*.docx"))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "须备材料：产值：统计年报" in text
    assert "异议申诉：公示 5 日，书面提出。" in text
    assert "距上一位：第2位" in text
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "900.00万元 ÷ 60.00亩 = 15.00万元/亩" in told
    assert "基准值 20.00万元/亩" in told


def test_the_manifest_names_cards_seed_draws_and_hashes_of_every_file(whole: tuple[ScoreReport, Path]) -> None:
    out = whole[1]
    run_of = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (run_of["verb"], run_of["year"], run_of["draws"], run_of["seed"]) == ("score", 2024, 200, 20240101)
    assert run_of["day"] == "2024-12-31"
    assert run_of["rows"] == {"parks": 4}
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert set(run_of["files"]) == written - {"run.json"}
    assert {"score.xlsx", "robustness.docx", "robustness.xlsx", "charts/intervals.svg"} <= written


def test_a_day_chooses_the_rules_and_the_year_is_still_that_of_the_register(tmp_path: Path) -> None:
    report = run(tmp_path, day=date(2026, 6, 30), with_cards=False)
    assert report.year == 2024
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["day"] == "2026-06-30"


def test_two_runs_give_the_same_bytes(whole: tuple[ScoreReport, Path], tmp_path: Path) -> None:
    run(tmp_path, weights=(("green", 0.9),))
    first, second = whole[1], tmp_path / "out"
    names = [path.relative_to(first) for path in first.rglob("*") if path.is_file() and path.name != "run.json"]
    assert names
    assert [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()] == []


def test_another_weight_is_tried_and_drawn(whole: tuple[ScoreReport, Path]) -> None:
    assert "权重 绿电比重" in openpyxl.load_workbook(whole[1] / "robustness.xlsx").sheetnames
    assert (whole[1] / "charts" / "weights.svg").exists()


def test_a_pack_alone_or_a_wrong_card_names_the_cards_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"parks（园区评价）、.*unknown-weights"):
        run(tmp_path, card="")
    with pytest.raises(InvalidValue, match="没有 2024-12-31 有效的评价体系“park”"):
        run(tmp_path, card="park")


def test_a_group_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="没有“高新区”这一组。有的组：经开区"):
        run(tmp_path, groups=("高新区",))


def test_unknown_weights_give_items_but_no_total_and_say_why(tmp_path: Path) -> None:
    report = run(tmp_path, card="unknown-weights")
    rows = cells(tmp_path / "out" / "score.xlsx", "排名")
    units = [row for row in rows if row[1] in ("甲园区", "丁园区")]
    assert [(row[0], row[2]) for row in units] == [(None, None)] * 2
    assert all("权重不知道" in str(row[-1]) for row in units)
    points = cells(tmp_path / "out" / "score.xlsx", "指标得分")
    assert any(isinstance(cell, float) for row in points for cell in row)
    assert [one.ranked for one in report.groups] == [0]
    note = "\n".join(str(row[0]) for row in rows)
    assert "权重文件没有公布，不编造" in note


@pytest.mark.parametrize(
    "rows",
    [
        ("532300-P1,2024,经开区,100,900,60,55,否,3",),
        ("532300-P1,2024,经开区,,,,,,", "532300-P2,2024,经开区,,,,,,"),
        ("532300-P1,2024,,100,900,60,55,否,3", "532300-P2,2024,经开区,100,900,0,55,否,-3"),
    ],
    ids=["one park alone", "nothing reported", "no group, no land, a negative mark"],
)
def test_too_little_is_said_and_never_a_rank_or_an_undefined_number(tmp_path: Path, rows: tuple[str, ...]) -> None:
    report = run(tmp_path, rows)
    assert report.files
    for path in (tmp_path / "out").rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            for row in sheet.iter_rows(values_only=True):
                assert not any(
                    str(cell).casefold() in ("nan", "inf", "-inf", "none") for cell in row if cell is not None
                )
    ranking = cells(tmp_path / "out" / "score.xlsx", "排名")
    for unit in ranking:
        if unit[1] in ("甲园区", "=乙园区") and unit[2] is None:
            assert unit[0] is None
            assert unit[-1]


def test_a_year_without_rows_blocks_and_writes_nothing(tmp_path: Path) -> None:
    report = run(tmp_path, year=2025)
    assert (report.files, report.is_blocked) == ((), True)
    assert "M035" in [one.code for one in report.findings]
    assert not (tmp_path / "out").exists()


def test_cards_of_an_earlier_run_go_away_and_other_files_stay(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    run(tmp_path, ROWS[3:6])
    left = {path.name for path in (tmp_path / "out").rglob("*")}
    assert "丁园区-532300-P4.docx" not in left
    assert {"mine.txt", "甲园区-532300-P1.docx"} <= left


@pytest.mark.shared
@pytest.mark.skipif(not ZONES.exists(), reason="the list of zones is not here")
def test_the_real_zones_with_nearly_nothing_reported_are_unknown_and_not_ranked(tmp_path: Path) -> None:
    with ZONES.open(encoding="utf-8") as file:
        zones = list(csv.DictReader(file))
    rows = tuple(
        f"Z{one['serial']}-{at},2024,{one['type']},{'12' if at % 500 == 0 else ''},,{one['area_ha']},,,"
        for at, one in enumerate(zones)
    )
    report = run(tmp_path, rows, with_cards=False)
    ranking = cells(tmp_path / "out" / "score.xlsx", "排名")
    header = [str(cell).replace("\n", "") for cell in ranking[2]]
    units = [row for row in ranking[3:] if str(row[1]).startswith("Z")]
    assert len(units) == len(zones)
    ranked = [row for row in units if row[0] is not None]
    assert len(ranked) == sum(one.ranked for one in report.groups)
    assert all(row[2] is not None for row in ranked)
    assert all(row[header.index("备注")] for row in units if row[0] is None)
    assert len(ranked) < len(zones) / 100
