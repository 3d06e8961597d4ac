import json
from pathlib import Path

import openpyxl
import pytest

from guatu.desk import (
    ReadReport,
    ReadRequest,
    apply_plan_review,
    check_plan,
    read_pasted_plan,
    read_plan,
    read_plan_folder,
)
from guatu.domain import has_blocking
from guatu.pack import load_packs

PLAN = Path(__file__).parents[2] / "docs/examples/plan.txt"


def silent(_stage: str) -> None:
    pass


def read(plan: Path, out: Path, annotation: Path | None = None) -> ReadReport:
    return read_plan(ReadRequest(plan, out, annotation=annotation), "0.1", silent)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("draft") / "shili"
    assert not has_blocking(read(PLAN, out).findings)
    return out


def codes(report: ReadReport) -> set[str]:
    return {finding.code for finding in report.findings}


def test_a_plan_becomes_a_pack_that_can_be_checked(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        "pack", "plan.txt", "review.html", "review.xlsx", "run.json", "tasks.docx", "tasks.xlsx",
    }  # fmt: skip
    assert not has_blocking(check_plan((str(folder / "pack"),)))
    packs, _ = load_packs((str(folder / "pack"),))
    assert packs is not None
    pack = packs.main
    assert (len(pack.tasks), len(pack.duties), len(pack.rewards)) == (4, 3, 5)
    assert {str(one.value[0].value) for one in pack.targets if one.indicator == "industrial_va"} == {"8"}
    assert pack.manifest.documents[0].doc_number == "示政办发〔2026〕8号"


def test_reading_again_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "shili"
    read(PLAN, again)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_what_was_not_accepted_stays_out_and_what_was_corrected_goes_in(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    read(PLAN, out)
    book = openpyxl.load_workbook(out / "review.xlsx")
    sheet = book["目标"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    column = {cell.value: cell.column for cell in header if cell.value}
    rows = {
        str(sheet.cell(row, column["编号"]).value): row for row in range(int(header[0].row or 0) + 1, sheet.max_row + 1)
    }
    sheet.cell(rows["目标-001"], column["采用"]).value = "不采用"
    sheet.cell(rows["目标-002"], column["目标值"]).value = 13
    book.save(out / "review.xlsx")
    report = apply_plan_review(out / "review.xlsx", None, "0.1", silent)
    assert not report.is_blocked, report.findings
    packs, _ = load_packs((str(out / "pack"),))
    assert packs is not None
    values = {one.indicator: one.value[0].value for one in packs.main.targets if one.value}
    assert "industrial_va" not in values
    assert values["industrial_investment"] == 13
    assert openpyxl.load_workbook(out / "review.xlsx")["目标"].cell(rows["目标-001"], column["采用"]).value == "不采用"


def test_a_review_that_was_filled_in_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    read(PLAN, out)
    (out / "pack/targets.yaml").write_text("[]\n", encoding="utf-8")
    report = read(PLAN, out)
    assert codes(report) == {"M025"}
    assert (out / "pack/targets.yaml").read_text(encoding="utf-8") == "[]\n"


def test_a_filled_review_outlives_reading_again_after_it_was_applied(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    read(PLAN, out)
    book = openpyxl.load_workbook(out / "review.xlsx")
    book["目标"]["B4"].value = "不采用"
    book.save(out / "review.xlsx")
    filled = (out / "review.xlsx").read_bytes()
    assert not apply_plan_review(out / "review.xlsx", None, "0.1", silent).is_blocked
    assert "M025" in codes(read(PLAN, out))
    assert (out / "review.xlsx").read_bytes() == filled


@pytest.mark.parametrize("name", ["plan.txt", "review.xlsx", "pack"])
def test_a_file_of_somebody_else_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("别人的", encoding="utf-8")
    report = read(PLAN, tmp_path)
    assert "M025" in codes(report)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize(
    "manifest", ["{", '{"files": [1]}', '{"verb": "month", "files": {"report.docx": "x"}}', "[" * 100_000]
)
def test_a_folder_of_another_run_is_not_written_into(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(manifest, encoding="utf-8")
    (tmp_path / "report.docx").write_text("月报", encoding="utf-8")
    assert codes(read(PLAN, tmp_path)) == {"M025"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.docx", "run.json"]


def test_a_manifest_that_names_files_elsewhere_removes_none(tmp_path: Path) -> None:
    kept, out = tmp_path / "kept.txt", tmp_path / "out"
    kept.write_text("留着", encoding="utf-8")
    out.mkdir()
    run = {"verb": "read", "files": {"../kept.txt": "", str(kept): ""}}
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")
    assert not read(PLAN, out).is_blocked
    assert kept.read_text(encoding="utf-8") == "留着"


def test_the_annotation_is_never_written_over_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_bytes(PLAN.read_bytes())
    report = read_plan(ReadRequest(plan, annotation=tmp_path / "plan.txt"), "0.1", silent)
    assert report.is_blocked
    assert plan.read_bytes() == PLAN.read_bytes()


def test_a_text_beside_the_review_that_was_saved_in_another_encoding_is_told(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    read(PLAN, out)
    (out / "plan.txt").write_bytes(PLAN.read_text(encoding="utf-8").encode("gbk"))
    report = apply_plan_review(out / "review.xlsx", tmp_path / "other", "0.1", silent)
    assert codes(report) == {"M025"}


def test_a_review_away_from_its_folder_says_where_it_belongs(folder: Path, tmp_path: Path) -> None:
    lone = tmp_path / "review.xlsx"
    lone.write_bytes((folder / "review.xlsx").read_bytes())
    assert codes(apply_plan_review(lone, None, "0.1", silent)) == {"M026"}
    assert codes(apply_plan_review(tmp_path / "none.xlsx", None, "0.1", silent)) == {"M026"}


def test_a_review_of_another_plan_is_refused(folder: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.txt", tmp_path / "other"
    other.write_text(PLAN.read_text(encoding="utf-8").replace("8%以上", "9%以上"), encoding="utf-8")
    read(other, out)
    (out / "review.xlsx").write_bytes((folder / "review.xlsx").read_bytes())
    report = apply_plan_review(out / "review.xlsx", None, "0.1", silent)
    assert report.is_blocked
    assert report.files == ()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "O"),
        ("blank.docx", b"PK\x03\x04broken", "O"),
        ("missing.txt", None, "O"),
    ],
)
def test_a_file_that_cannot_be_read_writes_nothing(name: str, data: bytes | None, code: str, tmp_path: Path) -> None:
    plan = tmp_path / name
    if data is not None:
        plan.write_bytes(data)
    report = read(plan, tmp_path / "out")
    assert report.is_blocked
    assert {one[0] for one in codes(report)} == {code}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("This is an English report about 15 projects and 30% growth. " * 20, "X020"),
        ("今天上午，全县召开工业工作会议。会议强调要抓好落实。", "X021"),
    ],
)
def test_a_text_that_is_no_plan_gives_an_honest_empty_draft(text: str, code: str, tmp_path: Path) -> None:
    plan = tmp_path / "text.txt"
    plan.write_text(text, encoding="utf-8")
    report = read(plan, tmp_path / "out")
    assert code in codes(report)
    assert dict(report.counts) == {"目标": 0, "任务": 0, "奖补": 0, "报送": 0}
    assert not has_blocking(check_plan((str(tmp_path / "out/pack"),)))


def test_pasted_text_is_read_in_any_usual_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        pasted, findings = read_pasted_plan(PLAN.read_text(encoding="utf-8").encode(encoding))
        assert pasted is not None
        assert findings == ()
        report = read_plan(ReadRequest(pasted, tmp_path / encoding), "0.1", silent)
        assert dict(report.counts)["任务"] == 4


def test_the_annotation_is_written_beside_or_alone(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "plan.json"
    report = read_plan(ReadRequest(PLAN, annotation=target), "0.1", silent)
    assert report.files == (target,)
    annotation = json.loads(target.read_text(encoding="utf-8"))
    assert annotation["document"]["issued_on"] == "2026-02-03"
    assert len(annotation["tasks"]) == 4


def test_a_folder_is_read_in_processes_and_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.md"):
        (plans / name).write_text(PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    (plans / "a.md").write_text("一、目标\n产值增长8%。\n", encoding="utf-8")
    (plans / "bad.docx").write_bytes(b"PK\x03\x04")
    told: list[tuple[int, int]] = []
    request = ReadRequest(plans, tmp_path / "out", annotation=tmp_path / "json")
    report = read_plan_folder(request, "0.1", lambda done, total, _name: told.append((done, total)), workers=2)
    assert [one.plan.name for one in report.outcomes if one.report.is_blocked] == ["bad.docx"]
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert (tmp_path / "out/sub/c/review.xlsx").is_file()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.md", "a.txt", "b", "sub"}
    assert (tmp_path / "json/a.txt.json").is_file()


def test_a_folder_without_plans_says_so(tmp_path: Path) -> None:
    report = read_plan_folder(ReadRequest(tmp_path, tmp_path / "out"), "0.1", lambda *_told: None)
    assert [one.code for one in report.findings] == ["M027"]
