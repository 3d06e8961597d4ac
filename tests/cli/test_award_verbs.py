"""`guatu whatif` and `guatu explain` as they are called: what is printed, and the codes they end with."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.desk.award_register import CODES, PACK, write_register

from guatu.cli.main import guatu


def call(*words: object) -> Result:
    return CliRunner().invoke(guatu, [str(word) for word in words])


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_register(tmp_path_factory.mktemp("register"))


def test_whatif_prints_the_comparison_and_ends_well(register: Path) -> None:
    result = call("whatif", PACK, "--set", "sales-expansion.cap=80万元", "--year", 2019, "--facts", register)
    assert result.exit_code == 0, result.output
    assert "最高 50万元 → 主营业务收入增长额 × 2‰，最高 80万元" in result.output
    assert "增加 60.00万元；2 户多得" in result.output
    assert all(len(line) <= 100 for line in result.output.splitlines() if line.startswith("扩销"))


def test_whatif_that_names_nothing_runs_nothing(register: Path, tmp_path: Path) -> None:
    words = ("--year", 2019, "--facts", register, "--out", tmp_path / "out")
    result = call("whatif", PACK, "--set", "sales-expnsion.cap=80万元", *words)
    assert result.exit_code == 1
    assert "R014" in result.output
    assert "没有试算" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("setting", ["sales-expansion.cap", "=80万元", "sales-expansion.cap="])
def test_a_setting_without_a_value_is_a_wrong_call(register: Path, setting: str) -> None:
    result = call("whatif", PACK, "--set", setting, "--year", 2019, "--facts", register)
    assert result.exit_code == 2
    assert "名称.项目=值" in result.output


def test_explain_tells_one_clause_on_one_firm(register: Path) -> None:
    result = call("explain", "丙食品", "扩销促产补助", "--packs", PACK, "--facts", register, "--year", 2019)
    assert result.exit_code == 0, result.output
    assert CODES["丙"] in result.output
    assert "正好500万元，须超过" in result.output


def test_explain_lists_what_fits_where_several_do(register: Path) -> None:
    result = call("explain", "冶金", "sales-expansion", "--packs", PACK, "--facts", register, "--year", 2019)
    assert result.exit_code == 2
    assert CODES["戊"] in result.output


def test_explain_of_a_clause_asks_for_facts_and_year(register: Path) -> None:
    result = call("explain", "丙食品", "sales-expansion", "--packs", PACK)
    assert result.exit_code == 2
    assert "--facts 和 --year" in result.output


def test_explain_without_a_clause_takes_a_month() -> None:
    assert call("explain", "2024-09", "--packs", "example").output.startswith("-- ")
    result = call("explain", "丙食品", "--packs", "example")
    assert result.exit_code == 2
    assert "怎样用：guatu explain --help" in result.output
