"""Single observations: written as Parquet for a run, read from a folder that people typed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.desk import Observed, read_facts, read_observations, write_observations
from guatu.pack import Packs

GOOD = Observed(
    place="999901",
    indicator="industrial_output",
    period=date(2024, 9, 1),
    basis="cumulative",
    value=Decimal("200.83"),
    growth=Decimal("0.094"),
    growth_basis="nominal",
    status="flash",
    source="甲子市统计局",
    vintage=date(2024, 10, 8),
    origin="figure:123",
)
BARE = Observed("999902", "industrial_output", date(2024, 9, 1), "cumulative")


def test_what_is_written_is_read_again_to_the_last_digit(tmp_path: Path, example_packs: Packs) -> None:
    assert write_observations(tmp_path / "observations.parquet", (GOOD, BARE)) == 2
    read, findings = read_observations(tmp_path, example_packs)
    assert findings == ()
    assert read == (GOOD, BARE)
    assert str(read[0].value) == "200.83"


def test_a_run_takes_the_file_without_a_finding(tmp_path: Path, example_packs: Packs) -> None:
    write_observations(tmp_path / "observations.parquet", (GOOD,))
    _, findings, note = read_facts(tmp_path, example_packs)
    assert findings == ()
    assert note.rows == {"observations": 1}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.parquet", tmp_path / "b.parquet"
    for path in (first, second):
        write_observations(path, (GOOD, BARE))
    assert first.read_bytes() == second.read_bytes()


def test_a_typed_table_gives_figures_in_the_packs_units_and_its_mistakes(tmp_path: Path, example_packs: Packs) -> None:
    head = "地区,指标,报告期,口径,数值,计量单位,同比增速（%）\n"
    lines = ("甲子市,工业总产值,2024年1-9月,累计,2008300,万元,9.4", "无此县,工业总产值,2024年1-9月,累计,1,亿元,1")
    (tmp_path / "observations.csv").write_text(head + "\n".join(lines), encoding="utf-8")
    read, findings = read_observations(tmp_path, example_packs)
    assert [(one.place, one.value, one.growth) for one in read] == [("999901", Decimal("200.83"), Decimal("0.094"))]
    assert len(findings) == 1


def test_a_folder_without_observations_gives_none(tmp_path: Path, example_packs: Packs) -> None:
    read, findings = read_observations(tmp_path, example_packs)
    assert read == ()
    assert len(findings) == 1
