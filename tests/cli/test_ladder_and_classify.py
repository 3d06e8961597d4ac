"""`guatu ladder` and `guatu classify` as they are called."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.desk.register_folder import FIRMS, register_folder

from guatu.cli.main import guatu


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return register_folder(tmp_path_factory.mktemp("facts"))


def call(verb: str, year: str, facts: Path, out: Path, *more: str) -> Result:
    words = [verb, year, "--packs", "national-enterprise", "--facts", str(facts), "--out", str(out), *more]
    return CliRunner().invoke(guatu, words)


def test_ladder_prints_how_many_firms_stand_on_each_rung(facts: Path, tmp_path: Path) -> None:
    result = call("ladder", "2025", facts, tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "成长阶段：未上梯 0　登记 1　个转企 2　小升规 1　规改股 0　上市 0　不知道 0" in result.output
    assert f"已写出 {tmp_path / 'out' / 'ladders.xlsx'}" in result.output


def test_of_a_hundred_missing_columns_a_few_are_printed_and_the_rest_counted(facts: Path, tmp_path: Path) -> None:
    result = call("ladder", "2025年", facts, tmp_path / "out")
    assert result.output.count("R010  提醒") == 6
    assert "R010  名册里缺列，规则只能得“不知道”：另有" in result.output


def test_ladder_prints_the_card_of_one_firm(facts: Path, tmp_path: Path) -> None:
    result = call("ladder", "2025", facts, tmp_path / "out", "--firm", FIRMS[0], "--ladder", "growth")
    assert result.exit_code == 0, result.output
    assert "成长阶段　现在：个转企　下一层级：小升规" in result.output


@pytest.mark.parametrize(
    ("year", "more", "told"),
    [
        ("今年", (), "“今年”不是年度；请写成 2019"),
        ("2025", ("--firm", "戊公司"), "没有“戊公司”2025年度的行"),
        ("2025", ("--ladder", "未知"), "没有梯度“未知”"),
        ("2025", ("--day", "明天"), "“明天”不是日期"),
    ],
)
def test_a_wrong_call_ends_with_one_sentence(
    facts: Path, tmp_path: Path, year: str, more: tuple[str, ...], told: str
) -> None:
    result = call("ladder", year, facts, tmp_path / "out", *more)
    assert result.exit_code == 2, result.output
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_a_year_without_rows_blocks_and_names_the_years_there_are(facts: Path, tmp_path: Path) -> None:
    result = call("ladder", "2024", facts, tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert "企业年度里没有 2024 年度的行；有的年度：2025。" in result.output


def test_classify_prints_how_many_firms_have_each_result(facts: Path, tmp_path: Path) -> None:
    result = call("classify", "2025", facts, tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "企业年度　企业规模：中型 1　小型 2　不知道 1" in result.output
    assert f"已写出 {tmp_path / 'out' / 'classes-firm_years.csv'}" in result.output
