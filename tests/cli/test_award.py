"""`guatu award` as it is called: what it prints, its exit codes, and wrong calls told in one sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.desk.award_folders import FIRM_HEADER, TRIAL, TRIAL_FIRMS, code, sheet, write_csv, write_pack

from guatu.cli.main import guatu


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("award")
    write_pack(folder / "trial", TRIAL)
    write_csv(folder / "facts" / "firm_years.csv", FIRM_HEADER, TRIAL_FIRMS)
    return folder


def award(folder: Path, *more: object, year: str = "2019", out: str = "out") -> Result:
    words = ["award", year, "--packs", folder / "trial", "--facts", folder / "facts", "--out", folder / out, *more]
    return CliRunner().invoke(guatu, [str(word) for word in words])


def test_a_run_prints_the_totals_the_files_and_the_findings(folder: Path) -> None:
    result = award(folder, "--letter", "甲公司", "--letter", code(2))
    assert result.exit_code == 0, result.output
    assert "兑现 6 户次 329,999.99元，不予兑现 10" in result.output
    assert f"已写出 {folder / 'out' / 'letters'}（2 份告知书）" in result.output
    for name in ("award.xlsx", "notice.docx", "findings.xlsx", "run.json"):
        assert f"已写出 {folder / 'out' / name}" in result.output
    assert "M020" in result.output
    assert "Traceback" not in result.output


def test_all_letters_are_written_on_request(folder: Path) -> None:
    result = award(folder, "--letters", out="all")
    assert "5 份告知书" in result.output
    assert len(list((folder / "all" / "letters").iterdir())) == 5


def test_a_year_without_rows_writes_nothing_and_says_so(folder: Path) -> None:
    result = award(folder, year="2031", out="none")
    assert result.exit_code == 1
    assert "没有写出名单" in result.output
    assert not (folder / "none").exists()


@pytest.mark.parametrize(
    ("option", "owed"), [("--as-of", "60,000.00元"), ("--day", "60,000.00元"), (None, "80,000.00元")]
)
def test_only_what_was_published_and_in_force_by_a_day_counts(folder: Path, option: str | None, owed: str) -> None:
    result = award(folder, *((option, "2019-05-19") if option else ()), out="dated")
    assert result.exit_code == 0
    remarks = [row["备注"] for row in sheet(folder / "dated" / "award.xlsx", "拟兑现名单") if row["条款"] == "用工奖"]
    assert [str(one).split("，按")[0] for one in remarks] == [f"应兑现 {owed}"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--memory", "plenty"), "请写成 2GB"),
        (("--memory", "0GB"), "请写成 2GB"),
        (("--as-of", "去年"), "请写成"),
        (("--letter", "无名公司"), "2019 年度的名册里没有“无名公司”"),
        (("--lettr", "甲公司"), "--letter"),
    ],
)
def test_a_wrong_call_ends_with_code_2_and_a_sentence(folder: Path, more: tuple[str, ...], sentence: str) -> None:
    result = award(folder, *more, out="none")
    assert result.exit_code == 2, result.output
    assert sentence in result.output
    assert not (folder / "none").exists()


def test_a_year_that_is_none_is_refused(folder: Path) -> None:
    result = award(folder, year="19")
    assert result.exit_code == 2
    assert "请写成 2019" in result.output


def test_memory_is_handed_to_the_database(folder: Path) -> None:
    assert award(folder, "--memory", "512mb", out="small").exit_code == 0
