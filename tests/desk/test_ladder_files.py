"""Ladders on files: the workbook and the manifest of a year, one firm, one ladder, and wrong calls."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.desk.register_folder import FIRMS, YEAR, register_folder

from guatu.desk import LadderReport, LadderRequest, run_ladders
from guatu.desk import ladder_files as module
from guatu.domain import InvalidValue

PACKS = ("national-enterprise",)
DAY = date(2026, 3, 1)


def run(facts: Path, out: Path, **changed: object) -> LadderReport:
    request = LadderRequest(**{"year": YEAR, "packs": PACKS, "facts": facts, "out": out, "day": DAY, **changed})  # type: ignore[arg-type] # each test changes a field by its name
    return run_ladders(request, "0.0", lambda _: None)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return register_folder(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def whole(facts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[LadderReport, Path]:
    out = tmp_path_factory.mktemp("out") / "结果"
    return run(facts, out), out


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_year_writes_a_sheet_for_each_ladder_and_the_others_beside(whole: tuple[LadderReport, Path]) -> None:
    report, out = whole
    assert [path.name for path in report.files] == ["findings.xlsx", "ladders.xlsx", "run.json"]
    names = openpyxl.load_workbook(out / "ladders.xlsx").sheetnames
    assert names == ["各县市层级", "优质中小企业梯度", "高新技术企业", "成长阶段", "到期称号", "逐条条件", "说明"]


def test_the_board_of_growth_says_what_is_left_to_the_line_of_the_firms_own_trade(
    whole: tuple[LadderReport, Path],
) -> None:
    board = {row[1]: row[2:] for row in cells(whole[1] / "ladders.xlsx", "成长阶段")[3:]}
    assert board["甲公司"] == (
        "楚雄市",
        "个转企",
        "小升规",
        0,
        1,
        0,
        "达到所在行业的标准：“主营业务收入”差150万元",
        "1—6月营业收入1000万元，按目前进度12月达到2000万元",
        None,
    )
    assert board["丙公司"][5:8] == (
        0,
        "达到所在行业的标准：“主营业务收入”差100元",
        "1—6月营业收入900万元，年内达不到（按目前进度全年1800万元）",
    )
    assert board["乙公司"][1:3] == ("小升规", "规改股")
    assert board["乙公司"][-1] == "全部达到"
    assert board["丁公司"][1:3] == ("登记", "个转企")


def test_titles_that_run_out_within_six_months_of_the_day_are_listed(whole: tuple[LadderReport, Path]) -> None:
    rows = cells(whole[1] / "ladders.xlsx", "到期称号")
    assert [(row[1], row[3], row[7]) for row in rows if row[0] == 1] == [("乙公司", "专精特新中小企业", 60)]


def test_the_report_counts_the_firms_on_each_rung(whole: tuple[LadderReport, Path]) -> None:
    counts = {name: dict(rungs) for name, rungs in whole[0].counts}
    assert counts["成长阶段"] == {
        "未上梯": 0,
        "登记": 1,
        "个转企": 2,
        "小升规": 1,
        "规改股": 0,
        "上市": 0,
        "不知道": 0,
    }
    assert counts["高新技术企业"]["高新技术企业"] == 1


def test_the_manifest_says_what_was_run_on_which_packs_and_facts(whole: tuple[LadderReport, Path]) -> None:
    manifest = json.loads((whole[1] / "run.json").read_text(encoding="utf-8"))
    assert (manifest["verb"], manifest["year"], manifest["day"]) == ("ladder", 2025, "2026-03-01")
    assert manifest["ladders"] == ["quality-sme", "high-tech", "growth"]
    assert manifest["rows"]["firms"] == 4
    assert [pack["id"] for pack in manifest["packs"]] == ["national", "national-enterprise"]
    assert set(manifest["files"]) == {"ladders.xlsx", "findings.xlsx"}


def test_what_the_register_lacks_for_the_ladders_is_among_the_findings(whole: tuple[LadderReport, Path]) -> None:
    told = [one.sentence for one in whole[0].findings if one.code == "R010"]
    assert "企业年度的“研发费用”整列没有填；“优质中小企业梯度”要读它。" in told
    assert not whole[0].is_blocked


def test_the_same_inputs_give_the_same_bytes(facts: Path, whole: tuple[LadderReport, Path], tmp_path: Path) -> None:
    run(facts, tmp_path / "again")
    for name in ("ladders.xlsx", "run.json"):
        assert (tmp_path / "again" / name).read_bytes() == (whole[1] / name).read_bytes()


def test_one_firm_is_found_by_name_or_code_and_its_card_is_told(facts: Path, tmp_path: Path) -> None:
    by_name = run(facts, tmp_path / "a", firm="甲公司", ladder="成长阶段")
    by_code = run(facts, tmp_path / "b", firm=FIRMS[0], ladder="growth")
    assert by_name.card == by_code.card
    assert by_name.card == (
        f"甲公司（{FIRMS[0]}）　楚雄市",
        "成长阶段　现在：个转企　下一层级：小升规",
        "  未达 1. 达到所在行业的标准：主营业务收入 1850万元（要求主营业务收入不低于2000万元），"
        "“主营业务收入”差150万元",
        "  1—6月营业收入1000万元，按目前进度12月达到2000万元",
    )
    assert [name for name, _ in by_name.counts] == ["成长阶段"]


def test_a_firm_or_ladder_that_is_not_there_is_a_wrong_call_and_writes_nothing(facts: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="没有“戊公司”2025年度的行"):
        run(facts, tmp_path / "out", firm="戊公司")
    with pytest.raises(InvalidValue, match="是否想写“成长阶段”"):
        run(facts, tmp_path / "out", ladder="成长阶梯")
    assert not (tmp_path / "out").exists()


def test_packs_without_ladders_and_folders_without_firms_write_nothing(facts: Path, tmp_path: Path) -> None:
    none = run(facts, tmp_path / "out", packs=("national",))
    assert (none.files, [one.code for one in none.findings if one.blocks]) == ((), ["M016"])
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "titles.csv").write_text("统一社会信用代码,称号\n", encoding="utf-8")
    lacking = run(empty, tmp_path / "out")
    assert lacking.files == ()
    assert "M013" in {one.code for one in lacking.findings}
    late = run(facts, tmp_path / "out", year=2024)
    assert (late.files, [one.code for one in late.findings if one.blocks]) == ((), ["M014"])
    assert not (tmp_path / "out").exists()


def test_without_titles_the_rungs_of_titles_are_unknown_and_the_sheet_says_why(tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = run(register_folder(tmp_path / "facts", titles=False), out)
    assert dict(dict(report.counts)["高新技术企业"])["不知道"] == 4
    assert any("没有交资质称号" in str(row[0]) for row in cells(out / "ladders.xlsx", "到期称号"))


def test_more_conditions_than_a_sheet_holds_stand_in_a_file_of_their_own(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(module, "LONGEST_SHEET", 10)
    names = [path.name for path in run(facts, out).files]
    assert names == ["conditions.csv", "findings.xlsx", "ladders.xlsx", "run.json"]
    lines = (out / "conditions.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "企业,县市,标准,用途,条,条件,结果,现值,要求,差多少、缺什么"
    told = [str(row[0]) for row in cells(out / "ladders.xlsx", "逐条条件")]
    assert any(f"共 {len(lines) - 1} 行" in text and "conditions.csv" in text for text in told)
    monkeypatch.undo()
    assert "conditions.csv" not in [path.name for path in run(facts, out).files]
    assert not (out / "conditions.csv").exists()


def test_a_run_that_stops_half_way_leaves_no_file(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(module, "write_findings", stop)
    with pytest.raises(OSError, match="disk full"):
        run(facts, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
