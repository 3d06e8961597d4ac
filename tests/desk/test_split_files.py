"""Dividing targets on files: papers, settings and edits read back, clashes leave nothing, a month takes the result."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.desk.split_folder import split_folder

from guatu.desk import MonthRequest, SplitReport, SplitRequest, compute_month, read_facts, run_month, split_targets
from guatu.domain import InvalidValue, Period
from guatu.pack import load_packs

RETAIL, FIRMS = "small:retail-growth", "small:new-firms"
Cells = dict[str, object]


def run(request: SplitRequest) -> SplitReport:
    return split_targets(request, "0.0", lambda _: None)


@pytest.fixture(scope="module")
def request_of(tmp_path_factory: pytest.TempPathFactory) -> SplitRequest:
    folder = tmp_path_factory.mktemp("split")
    pack, facts = split_folder(folder)
    return SplitRequest((str(pack),), facts, 2025, folder / "out")


@pytest.fixture(scope="module")
def first(request_of: SplitRequest) -> SplitReport:
    return run(request_of)


def rows_of(path: Path, sheet: str) -> list[Cells]:
    """Return the rows of a sheet by header, headings and notes left out."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
    headers = [str(cell or "").replace("\n", "").split("（")[0] for cell in rows[head]]
    return [dict(zip(headers, row, strict=True)) for row in rows[head + 1 :]]


def rows_of_notes(path: Path) -> list[Cells]:
    """Return the rows of the notes by their two headers."""
    rows = list(openpyxl.load_workbook(path)["说明"].iter_rows(values_only=True))
    return [dict(zip(("项目", "说明"), row[:2], strict=True)) for row in rows]


def values(out: Path, sheet: str, key: str) -> dict[str, object]:
    rows = rows_of(out / "分解表.xlsx", sheet)
    return {str(row["地区"]): row["分解值"] for row in rows if row.get("目标编号") == key}


def edit(path: Path, to: Path, changes: Mapping[tuple[str, str, str], object]) -> Path:
    """Type values into the cells of (target, place, header) in every sheet that has them, and save elsewhere."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        _type_in(sheet, changes)
    book.save(to)
    return to


def _type_in(sheet: Worksheet, changes: Mapping[tuple[str, str, str], object]) -> None:
    headers: dict[str, int] = {}
    for row in sheet.iter_rows():
        texts = [str(cell.value or "").replace("\n", "").split("（")[0] for cell in row]
        if not headers and "目标编号" in texts:
            headers = {text: at for at, text in enumerate(texts)}
        elif headers:
            key = str(row[headers["目标编号"]].value)
            place = str(row[headers["地区代码"]].value) if "地区代码" in headers else ""
            for (target, code, header), value in changes.items():
                if (key, place) == (target, code) and header in headers:
                    row[headers[header]].value = value  # type: ignore[assignment]  # no merged cell here


def test_every_target_is_divided_or_says_why_not(first: SplitReport) -> None:
    assert dict(first.lines) == {
        "零售额增速 7%以上": "分增速，3 地，合计 7.000%",
        "固定投资增速 4%以上": "没有基数，没有分",
        "新增规上企业增量 30户以上": "分个数，3 地，合计 30户",
    }
    assert dict(first.undivided) == {"税收占比占比 60%以上": "比率类目标不能相加，各地要求另定"}
    assert [finding.code for finding in first.findings] == ["A005", "A007"]


def test_the_table_shows_values_that_add_up(first: SplitReport, request_of: SplitRequest) -> None:
    assert values(request_of.out, "增速目标", RETAIL) == {"合计": 7, "甲县": 6, "乙县": 9, "丙县": 7}
    assert values(request_of.out, "个数目标", FIRMS) == {"合计": 30, "甲县": 18, "乙县": 8, "丙县": 4}
    months = rows_of(request_of.out / "分解表.xlsx", "分季分月")
    first_county = next(row for row in months if row["地区"] == "甲县" and row["一季度"] == pytest.approx(53))
    assert (first_county["1月"], first_county["全年"]) == (None, pytest.approx(212))


def test_the_manifest_lists_every_file(first: SplitReport, request_of: SplitRequest) -> None:
    manifest = json.loads((request_of.out / "run.json").read_text(encoding="utf-8"))
    assert manifest["verb"] == "split"
    assert manifest["divided"] == {RETAIL: "growth", "small:fai-growth": "growth", FIRMS: "count"}
    names = {path.relative_to(request_of.out).as_posix() for path in first.files}
    assert set(manifest["files"]) == names - {"run.json"}


def test_an_edited_table_is_locked_and_the_rest_divided_again(
    first: SplitReport, request_of: SplitRequest, tmp_path: Path
) -> None:
    changes = {(RETAIL, "532301", "调整值"): 6.5, (FIRMS, "532303", "锁定"): "是"}
    edits = edit(request_of.out / "分解表.xlsx", tmp_path / "改.xlsx", changes)
    report = run(replace(request_of, out=tmp_path / "out", edits=edits))
    found = values(tmp_path / "out", "增速目标", RETAIL)
    assert found["甲县"] == 6.5
    assert found["乙县"] == pytest.approx(8.3)
    locked = [row for row in rows_of(tmp_path / "out/分解表.xlsx", "个数目标") if row["锁定"] == "是"]
    assert [(row["地区"], row["分解值"]) for row in locked] == [("丙县", 4)]
    assert not report.is_blocked


def test_a_growth_is_printed_with_the_decimals_it_was_locked_with(
    first: SplitReport, request_of: SplitRequest, tmp_path: Path
) -> None:
    edits = edit(request_of.out / "分解表.xlsx", tmp_path / "改.xlsx", {(RETAIL, "532301", "调整值"): 6.25})
    run(replace(request_of, out=tmp_path / "out", edits=edits))
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "out/分解表.xlsx")["增速目标"].iter_rows() for cell in row
    ]
    assert {cell.number_format for cell in cells if cell.value == 6.25} == {"#,##0.00"}
    told = rows_of(tmp_path / "out/分解表.xlsx", "约束")
    bands = [row["约束"] for row in told if "与平均" in str(row["约束"])]
    assert bands == ["各地增速与平均7.0%相差不超过3.0个百分点（4.0%至10.0%）"]


def test_parks_are_parts_only_where_they_are_asked_for(
    first: SplitReport, request_of: SplitRequest, tmp_path: Path
) -> None:
    told = {row["项目"]: row["说明"] for row in rows_of_notes(request_of.out / "分解表.xlsx")}
    assert "已经统计在所在县" in str(told["园区"])
    report = run(replace(request_of, out=tmp_path / "out", parks=True))
    assert dict(report.lines)["新增规上企业增量 30户以上"] == "分个数，2 地，合计 30户"
    assert values(tmp_path / "out", "个数目标", FIRMS) == {"合计": 30, "甲园": 18, "乙园": 12}
    assert json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))["among"] == "parks"


def test_settings_are_read_back_and_written_again(first: SplitReport, request_of: SplitRequest, tmp_path: Path) -> None:
    changes = {
        (RETAIL, "", "分解"): "否",
        ("small:fai-growth", "", "基数用哪个指标"): "零售额",
        ("small:fai-growth", "532302", "上限"): 4.5,
        (FIRMS, "532303", "下限"): 10,
        (FIRMS, "", "个数取整办法"): "韦伯斯特法",
    }
    settings = edit(request_of.out / "分解设置.xlsx", tmp_path / "设置.xlsx", changes)
    report = run(replace(request_of, out=tmp_path / "out", settings=settings))
    assert dict(report.undivided)["零售额增速 7%以上"] == "分解设置写明不分解"
    assert values(tmp_path / "out", "增速目标", "small:fai-growth")["乙县"] <= 4.5  # type: ignore[operator]
    assert values(tmp_path / "out", "个数目标", FIRMS)["丙县"] == 10
    again = rows_of(tmp_path / "out/分解设置.xlsx", "目标设置")
    assert {row["目标编号"]: row["分解"] for row in again if row["分解"]}[RETAIL] == "否"
    places = rows_of(tmp_path / "out/分解设置.xlsx", "地区设置")
    assert [row["下限"] for row in places if row["目标编号"] == FIRMS] == [None, None, 10]


def test_tiers_give_each_place_its_least_number(first: SplitReport, request_of: SplitRequest, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(request_of.out / "分解设置.xlsx")
    for size, least in ((150, 14), (80, 9), (0, 5)):
        book["档次"].append([None, "零售额", size, least, FIRMS])
    book.save(tmp_path / "设置.xlsx")
    run(replace(request_of, out=tmp_path / "out", settings=tmp_path / "设置.xlsx"))
    found = values(tmp_path / "out", "个数目标", FIRMS)
    assert found == {"合计": 30, "甲县": 16, "乙县": 9, "丙县": 5}


def test_clashing_settings_name_the_demands_and_leave_what_was_there(
    first: SplitReport, request_of: SplitRequest, tmp_path: Path
) -> None:
    changes = {(FIRMS, "532301", "下限"): 20, (FIRMS, "532302", "下限"): 15}
    settings = edit(request_of.out / "分解设置.xlsx", tmp_path / "设置.xlsx", changes)
    before = (request_of.out / "分解表.xlsx").read_bytes()
    report = run(replace(request_of, settings=settings))
    assert report.is_blocked
    assert report.files == ()
    assert (request_of.out / "分解表.xlsx").read_bytes() == before
    told = next(finding for finding in report.findings if finding.code == "A003")
    assert "乙县不低于15户；甲县不低于20户；各地合计等于30户" in told.sentence


def test_what_cannot_be_read_in_settings_is_told_and_has_no_effect(
    first: SplitReport, request_of: SplitRequest, tmp_path: Path
) -> None:
    changes = {(RETAIL, "532301", "上限"): "适当", (FIRMS, "", "分解"): "也许", (FIRMS, "532301", "目标编号"): "nobody"}
    settings = edit(request_of.out / "分解设置.xlsx", tmp_path / "设置.xlsx", changes)
    report = run(replace(request_of, out=tmp_path / "out", settings=settings))
    assert {finding.code for finding in report.findings} == {"A005", "A007", "M031", "M032"}
    assert report.files


def test_a_file_without_the_columns_is_a_wrong_call(request_of: SplitRequest, tmp_path: Path) -> None:
    (tmp_path / "错.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="没有一张有"):
        run(replace(request_of, settings=tmp_path / "错.csv"))
    with pytest.raises(InvalidValue, match="没有指标"):
        run(replace(request_of, indicators=("不存在",)))


def test_a_year_without_targets_says_so(request_of: SplitRequest, tmp_path: Path) -> None:
    report = run(replace(request_of, year=2031, out=tmp_path / "out"))
    assert [finding.code for finding in report.findings] == ["M030"]
    assert not (tmp_path / "out").exists()


def _month_pack(out: Path, facts: Path) -> tuple[str, Path]:
    return str(out / "pack"), facts


def _month_list(out: Path, facts: Path) -> tuple[str, Path]:
    (facts / "targets.csv").write_bytes((out / "targets.csv").read_bytes())
    return str(out.parent / "small"), facts


@pytest.mark.parametrize("laid", [_month_pack, _month_list])
def test_a_month_takes_the_divided_targets(laid: Callable[[Path, Path], tuple[str, Path]], tmp_path: Path) -> None:
    pack, facts = split_folder(tmp_path)
    out = tmp_path / "out"
    run(SplitRequest((str(pack),), facts, 2025, out))
    chosen, folder = laid(out, facts)
    packs, _ = load_packs((chosen,), with_cases=False)
    assert packs is not None
    month = compute_month(packs, read_facts(folder, packs)[0], Period.month(2025, 3))
    ledger = {str(row["target"]).rsplit(":", 1)[-1]: row for row in month.results.rows("target_ledger")}
    retail = ledger["2025-retail-growth-532301"]
    assert retail["growth_target"] == pytest.approx(0.06)
    assert retail["level"] == pytest.approx(212)
    assert retail["month_level"] == pytest.approx(53, abs=0.01)
    assert ledger["2025-new-firms-532301"]["level"] == 18


def test_a_month_runs_on_the_written_pack_to_its_papers(tmp_path: Path) -> None:
    pack, facts = split_folder(tmp_path)
    run(SplitRequest((str(pack),), facts, 2025, tmp_path / "out"))
    request = MonthRequest(Period.month(2025, 3), (str(tmp_path / "out/pack"),), facts, tmp_path / "month")
    report = run_month(request, "0.0", lambda _: None)
    assert not report.is_blocked
    assert (tmp_path / "month/ledgers.xlsx").is_file()
