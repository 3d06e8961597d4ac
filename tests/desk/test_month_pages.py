"""What a run keeps for pages: it comes back as printed, and a run that keeps nothing writes the same papers."""

import hashlib
import json
from pathlib import Path

import pytest
from tests.desk.conftest import SEPTEMBER, Kept

from guatu.desk import MonthRequest, month_charts, read_month_pages, run_month
from guatu.domain import InvalidValue
from guatu.ledgers import MONTH_TABLES
from guatu.report import ChartKind

PAPERS = ("ledgers.xlsx", "bulletin.docx", "wall.html")


def test_a_run_keeps_its_pages_charts_and_every_table(kept: Kept) -> None:
    names = {path.relative_to(kept.folder).as_posix() for path in kept.folder.rglob("*") if path.is_file()}
    tables = {f"tables/{schema.name}.parquet" for schema in MONTH_TABLES}
    assert names >= {"pages.json", "charts.json", "run.json", *PAPERS, *tables}
    listed = json.loads((kept.folder / "run.json").read_text(encoding="utf-8"))["files"]
    assert set(listed) == names - {"run.json"}


def test_pages_that_are_read_are_those_that_were_printed(kept: Kept) -> None:
    pages = read_month_pages(kept.folder)
    assert [table.key for table in pages.ledgers[:6]] == [schema.name for schema in MONTH_TABLES[:6]]
    assert pages.bulletin.title.endswith("目标任务完成情况的通报")
    assert pages.wall.groups


def test_keeping_pages_changes_no_paper(kept: Kept, sample_facts: Path, tmp_path: Path) -> None:
    run_month(MonthRequest(SEPTEMBER, ("example",), sample_facts, tmp_path / "plain"), "test", lambda _stage: None)
    assert not (tmp_path / "plain" / "pages.json").exists()
    for name in PAPERS:
        first, second = (hashlib.sha256((one / name).read_bytes()) for one in (kept.folder, tmp_path / "plain"))
        assert first.hexdigest() == second.hexdigest(), name


def test_charts_tell_which_place_and_indicator_they_are_about(kept: Kept) -> None:
    charts = month_charts(kept.folder)
    of_months = {ChartKind.TREND, ChartKind.CONTRIBUTION, ChartKind.LIGHTS, ChartKind.RANKING}
    assert {chart.kind for chart in charts} == of_months
    trends = [chart for chart in charts if chart.kind is ChartKind.TREND]
    assert ("999901", "budget_revenue") in {chart.about for chart in trends}
    assert all(len(one.values) == len(chart.labels) for chart in charts for one in chart.series)


@pytest.mark.parametrize("text", [None, "", "[", '{"ledgers": 1}', "[" * 5000])
def test_a_folder_without_readable_pages_says_to_run_again(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "pages.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValue):
        read_month_pages(tmp_path)
