"""What a month says of packs and rows that do not fit it."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guatu.desk import MonthRequest, compute_month, run_month
from guatu.domain import InvalidValue, Period
from guatu.pack import Packs, load_packs
from guatu.query import OBSERVATIONS, Facts, table_from_rows

SEPTEMBER = Period.month(2024, 9)


@pytest.fixture(scope="module")
def example() -> Packs:
    packs, _ = load_packs(("example",))
    assert packs is not None
    return packs


def observations(*keys: tuple[str, str, date, str]) -> pa.Table:
    rows = [(*key, 200.5, 0.095, None, None, "月报", None, None) for key in keys]
    return table_from_rows(OBSERVATIONS, rows)


def codes(packs: Packs, month: Period, *keys: tuple[str, str, date, str]) -> list[str]:
    found = compute_month(packs, Facts({"observations": observations(*keys)}), month).findings
    return [finding.code for finding in found if finding.code in ("M010", "M011")]


GOOD = ("999901", "industrial_output", date(2024, 9, 1), "cumulative")


def test_rows_that_fit_are_no_finding(example: Packs) -> None:
    assert codes(example, SEPTEMBER, GOOD) == []


@pytest.mark.parametrize(
    ("key", "word"),
    [
        (("甲子市", *GOOD[1:]), "甲子市"),
        ((GOOD[0], "工业总产值", *GOOD[2:]), "工业总产值"),
        ((*GOOD[:2], date(2024, 9, 30), GOOD[3]), "2024-09-30"),
        ((*GOOD[:3], "累计"), "累计"),
    ],
)
def test_rows_of_a_whole_table_that_fit_nothing_are_told_with_their_word(
    example: Packs, key: tuple[str, str, date, str], word: str
) -> None:
    found = compute_month(example, Facts({"observations": observations(GOOD, key)}), SEPTEMBER).findings
    told = [finding for finding in found if finding.code == "M011"]
    assert [f"“{word}”1 行" in finding.sentence for finding in told] == [True]


def test_a_month_outside_the_validity_of_a_pack_is_told(example: Packs) -> None:
    assert codes(example, Period.month(2021, 12), GOOD) == ["M010"]
    assert codes(example, Period.month(2024, 12), GOOD) == []
    assert codes(example, Period.month(2025, 1), GOOD) == ["M010"]


def test_an_unknown_place_ends_the_run_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    pq.write_table(observations(GOOD), tmp_path / "facts" / "observations.parquet")
    request = MonthRequest(SEPTEMBER, ("example",), tmp_path / "facts", tmp_path / "out", place="甲子高新")
    with pytest.raises(InvalidValue, match="没有“甲子高新”这个地区，是否想写“甲子高新区”"):
        run_month(request, "test", lambda _: None)
    assert not (tmp_path / "out").exists()
