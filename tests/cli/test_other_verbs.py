import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guatu.cli.main import VERBS, guatu

PACKS = Path(__file__).parents[2] / "src" / "guatu" / "packs"


def call(*words: object) -> Result:
    return CliRunner().invoke(guatu, [str(word) for word in words])


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    result = call(verb, "--help")
    assert result.exit_code == 0
    assert verb in result.output


@pytest.mark.parametrize("pack", ["national", "chuxiong-2019", "yunnan-parks-2026", "example"])
def test_the_bundled_packs_have_no_blocking_finding(pack: str) -> None:
    result = call("check", pack)
    assert result.exit_code == 0, result.output


def test_several_packs_are_checked_together() -> None:
    assert call("check", "yunnan-parks-2026", "chuxiong-2019").exit_code == 0


def test_a_mistaken_condition_of_an_alert_is_found_by_check(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "national", tmp_path / "national")
    alerts = tmp_path / "national" / "alerts.yaml"
    text = alerts.read_text(encoding="utf-8")
    alerts.write_text(text.replace("超序时 <", "超时序 <"), encoding="utf-8")
    result = call("check", tmp_path / "national")
    assert result.exit_code == 1
    assert "alerts.yaml" in result.output
    assert "超序时" in result.output


def test_two_versions_of_a_pack_are_compared_noun_by_noun(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "example", tmp_path / "example")
    targets = tmp_path / "example" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("value:"))
    targets.write_text(text.replace(first, first.split(":")[0] + ": 99", 1), encoding="utf-8")
    result = call("compare", "example", tmp_path / "example")
    assert result.exit_code == 0
    assert "99" in result.output
    assert "共 1 处不同" in result.output


def test_the_schema_is_json() -> None:
    schema = json.loads(call("schema").output)
    assert "$defs" in schema


def test_explain_prints_every_step_with_its_reason() -> None:
    output = call("explain", "2024-09", "--packs", "example").output
    for step in ("usable", "book", "target_ledger", "gap_ledger", "tie_outs"):
        assert f"-- {step}: " in output


def test_the_sample_is_written_and_a_folder_of_the_users_own_is_refused(tmp_path: Path) -> None:
    assert call("sample", tmp_path / "s", "--seed", "3").exit_code == 0
    own = tmp_path / "own"
    own.mkdir()
    (own / "重要.txt").write_text("x", encoding="utf-8")
    result = call("sample", own)
    assert result.exit_code == 2
    assert (own / "重要.txt").read_text(encoding="utf-8") == "x"


def test_the_demo_writes_the_four_files_for_the_fictional_and_the_published_month(tmp_path: Path) -> None:
    result = call("demo", tmp_path / "demo")
    assert result.exit_code == 0, result.output
    for folder in ("示例州-2024-09", "楚雄-2018-10", "楚雄-2019-12"):
        names = {path.name for path in (tmp_path / "demo" / folder).iterdir()}
        assert {"ledgers.xlsx", "bulletin.docx", "wall.html", "run.json"} <= names
