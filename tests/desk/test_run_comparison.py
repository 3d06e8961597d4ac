"""What changed between two runs: figures, lights, alerts, ledgers, packs; where nothing did, the table says so."""

import json
import shutil
from pathlib import Path

import pytest
from tests.desk.conftest import Kept

from guatu.desk import compare_runs
from guatu.domain import InvalidValue
from guatu.report import Light, Row, Table


def rows(tables: tuple[Table, ...], name: str) -> list[Row]:
    (table,) = (one for one in tables if one.name == name)
    return [row for section in table.sections for row in section.rows]


@pytest.fixture(scope="module", name="changes")
def _changes(kept: Kept, corrected: Kept) -> tuple[Table, ...]:
    return compare_runs(kept.folder, corrected.folder)


def test_a_run_beside_itself_has_no_difference_and_says_so(kept: Kept) -> None:
    tables = compare_runs(kept.folder, kept.folder)
    assert [table.name for table in tables] == [
        "数据变动",
        "亮灯变动",
        "预警变动",
        "台账变动",
        "目标增减",
        "政策包变动",
    ]
    assert not any(section.rows for table in tables for section in table.sections)
    assert all(table.nothing.startswith("（") for table in tables)


def test_a_corrected_figure_is_listed_before_and_after_with_its_source(changes: tuple[Table, ...]) -> None:
    (row,) = (one for one in rows(changes, "数据变动") if one.cells[0] == "甲子市")
    assert row.cells[2:7] == ("累计", 16.4594, 15.0, 0.036, -0.056)
    assert row.cells[-1] == "甲子市统计局（虚构）"
    assert row.about == ("999901", "budget_revenue", "2024-09-01:cumulative")


def test_the_light_that_turned_is_told_with_its_direction(changes: tuple[Table, ...]) -> None:
    turned = [row.cells for row in rows(changes, "亮灯变动") if row.cells[:2] == ("甲子市", "一般公共预算收入")]
    assert [cells[3:] for cells in turned] == [(Light.GREEN, Light.RED, "转差")]


def test_an_alert_that_was_raised_is_new_and_seen_from_the_other_side_cleared(
    changes: tuple[Table, ...], kept: Kept, corrected: Kept
) -> None:
    raised = [row.cells for row in rows(changes, "预警变动") if row.cells[3] == "甲子市"]
    assert {cells[0] for cells in raised} == {"新增"}
    back = rows(compare_runs(corrected.folder, kept.folder), "预警变动")
    assert {row.cells[0] for row in back if row.cells[3] == "甲子市"} == {"解除"}


def test_numbers_made_of_the_figure_are_listed_ledger_by_ledger(changes: tuple[Table, ...]) -> None:
    moved = {
        (row.cells[1], row.cells[2]): row.cells[3:] for row in rows(changes, "台账变动") if row.cells[0] == "甲子市"
    }
    assert moved["时序账", "累计完成"] == ("16.46", "15.00")
    assert ("差距账", "差距") in moved


def test_another_version_of_a_pack_is_told(kept: Kept, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(kept.folder, other)
    run = json.loads((other / "run.json").read_text(encoding="utf-8"))
    run["packs"][0]["version"] = "0000"
    run["packs"].append({"id": "local", "title": "本地", "version": "1"})
    (other / "run.json").write_text(json.dumps(run), encoding="utf-8")
    changed = [row.cells[:2] for row in rows(compare_runs(kept.folder, other), "政策包变动")]
    assert changed == [("换版本", "national"), ("新用", "local")]


def test_a_run_without_pages_cannot_be_compared(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue):
        compare_runs(tmp_path, kept.folder)
