"""`guatu match` and `guatu size` on the terminal: what is printed, and calls that are written wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from guatu.cli.main import guatu
from guatu.sample import make_clean_sheets

_FILES = ("park_offers.csv", "leads.csv", "projects-parks.csv")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    for sheet in make_clean_sheets(1):
        if sheet.name in _FILES:
            (folder / sheet.name).write_bytes(sheet.to_bytes())
    return folder


def test_a_match_prints_how_many_are_placed(facts: Path, tmp_path: Path) -> None:
    call = ["match", "2024", "--packs", "example", "--facts", str(facts), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--weight", "产业=60"])
    assert result.exit_code == 0, result.output
    assert "24 个项目 × 6 个园区：建议落地" in result.output
    assert "match.xlsx" in result.output


@pytest.mark.parametrize("weight", ["产业", "产业=多", "税收=5", "产业=-1", "产业=nan"])
def test_a_weight_that_is_none_is_a_wrong_call(facts: Path, tmp_path: Path, weight: str) -> None:
    call = ["match", "2024", "--packs", "example", "--facts", str(facts), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--weight", weight])
    assert result.exit_code == 2
    assert "产业=40" in result.output


@pytest.mark.parametrize("share", ["六成", "160%", "-5%"])
def test_a_share_that_is_none_is_a_wrong_call(facts: Path, tmp_path: Path, share: str) -> None:
    call = ["size", "--packs", "example", "--facts", str(facts), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, f"--green={share}"])
    assert result.exit_code == 2
    assert "60%" in result.output


def test_without_hours_of_load_nothing_is_sized(facts: Path, tmp_path: Path) -> None:
    call = ["size", "--packs", "example", "--facts", str(facts), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--green", "60%"])
    assert result.exit_code == 1
    assert "A082" in result.output
    assert not (tmp_path / "out").exists()
