"""Parity with a published index: scores and ranks of the ASEM example of COINr 1.1.14."""

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from guatu.pack import Imputation, Normalisation, Scorecard, ScoreItem, Treatment
from guatu.scoring import Scoring, Sheet, places, score_sheet

ASEM = Path(__file__).parents[3] / "shared" / "reference" / "asem"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM data are not beside the project"),
]


def _read(name: str) -> list[dict[str, str]]:
    with (ASEM / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(rows: list[dict[str, str]], columns: list[str]) -> npt.NDArray[np.float64]:
    return np.array([[float(row[one]) if one and row[one] else np.nan for one in columns] for row in rows], np.float64)


def asem_items() -> tuple[ScoreItem, ...]:
    """Return the tree of the index: the top aggregate is the index itself, so its children stand first."""
    rows = [row for row in _read("metadata.csv") if row["Level"]]
    top = next(row["iCode"] for row in rows if row["Level"] == "4")
    return tuple(
        ScoreItem(
            id=row["iCode"],
            name=row["iName"],
            parent=None if row["Parent"] == top else row["Parent"],
            weight=Decimal(row["Weight"]),
            direction="down" if row["Direction"] == "-1" else "up",
            of=row["iCode"] if row["Level"] == "1" else None,
            full=Decimal(row["Target"]) if row["Target"] else None,
        )
        for row in reversed(rows)
        if row["Level"] != "4"
    )


def asem_sheet() -> Sheet:
    """Return the 51 countries with their 49 indicators and denominators."""
    meta = {row["iCode"]: row for row in _read("metadata.csv")}
    rows = _read("raw_indicators.csv")
    codes = [item.id for item in asem_items() if item.of]
    per = [meta[code]["Denominator"] for code in codes]
    return Sheet(
        tuple(row["uCode"] for row in rows),
        tuple(row["uName"] for row in rows),
        tuple(codes),
        _numbers(rows, codes),
        denominators=_numbers(rows, per),
        divided=frozenset(code for code, one in zip(codes, per, strict=True) if one),
        columns={"EurAsia_group": tuple(row["EurAsia_group"] for row in rows)},
    )


@pytest.fixture(scope="module")
def example() -> Scoring:
    card = Scorecard(
        id="asem",
        name="ASEM",
        items=asem_items(),
        order=("denominate", "impute", "screen", "treat", "normalise"),
        impute=Imputation(method="mean", within="EurAsia_group"),
        screen=Decimal("0.9"),
        treat=Treatment(method="winsorise_or_log"),
        normalise=Normalisation(method="min_max"),
    )
    return score_sheet(card, asem_sheet())


def test_scores_of_the_published_example_are_reached_to_nine_digits(example: Scoring) -> None:
    published = {row["uCode"]: row for row in _read("example_scores.csv")}
    columns = {node.id: at for at, node in enumerate(example.nodes)}
    for row, unit in enumerate(example.sheet.units):
        assert example.total[row] == pytest.approx(float(published[unit]["Index"]), abs=1e-9)
        for code in [one for one in published[unit] if one in columns]:
            assert example.points[row, columns[code]] == pytest.approx(float(published[unit][code]), abs=1e-9)


def test_ranks_of_the_published_example_are_equal(example: Scoring) -> None:
    published = {row["uCode"]: row for row in _read("example_scores.csv")}
    assert example.ranks == tuple(int(published[unit]["rank_Index"]) for unit in example.sheet.units)
    for at, node in enumerate(example.nodes):
        if not node.measured:
            expected = tuple(int(published[unit][f"rank_{node.id}"]) for unit in example.sheet.units)
            assert places(example.points[:, at]) == expected
