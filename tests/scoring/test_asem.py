"""Parity with a published index: scores and ranks of the ASEM example of COINr 1.1.14."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from guatu.pack import Aggregation, Imputation, Normalisation, Scorecard, ScoreItem, Treatment, Weighing
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


# Any: the fields of a card are of every kind.
def _variant(**fields: Any) -> tuple[Scoring, npt.NDArray[np.float64]]:
    """Return a scoring of the index without treatment, and its denominated and imputed figures."""
    how: dict[str, Any] = {"impute": Imputation(method="mean", within="EurAsia_group"), **fields}
    card = Scorecard(id="asem", name="ASEM", items=asem_items(), order=("denominate", "impute"), **how)
    scoring = score_sheet(card, asem_sheet())
    figures = next(stage.values for stage in scoring.stages if stage.step == "impute")
    assert figures is not None
    signs = np.array([-1.0 if item.direction == "down" else 1.0 for item in card.leaves])
    return scoring, figures * signs


def _children(scoring: Scoring, parent: str) -> list[int]:
    return [at for at, node in enumerate(scoring.nodes) if node.parent == parent]


def _node(scoring: Scoring, key: str) -> int:
    return next(at for at, node in enumerate(scoring.nodes) if node.id == key)


def test_z_scores_and_means_level_by_level_are_those_of_plain_formulas() -> None:
    scoring, figures = _variant(normalise=Normalisation(method="z", low=Decimal(50), high=Decimal(10)))
    points = (figures - figures.mean(axis=0)) / figures.std(axis=0, ddof=1) * 10 + 50
    assert scoring.points[:, : points.shape[1]] == pytest.approx(points, abs=1e-9)
    pillars = {key: points[:, _children(scoring, key)].mean(axis=1) for key in ("Physical", "Social")}
    for key, expected in pillars.items():
        assert scoring.points[:, _node(scoring, key)] == pytest.approx(expected, abs=1e-9)


def test_geometric_pillars_and_harmonic_sub_indexes_are_those_of_plain_formulas() -> None:
    how = (Aggregation(level=1, method="geometric"), Aggregation(level=2, method="harmonic"))
    scoring, figures = _variant(normalise=Normalisation(low=Decimal(1)), aggregate=how)
    points = 1 + 99 * (figures - figures.min(axis=0)) / np.ptp(figures, axis=0)
    conn = _children(scoring, "Conn")
    for at in conn:
        under = points[:, _children(scoring, scoring.nodes[at].id)]
        assert scoring.points[:, at] == pytest.approx(np.exp(np.log(under).mean(axis=1)), abs=1e-9)
    harmonic = len(conn) / (1 / scoring.points[:, conn]).sum(axis=1)
    assert scoring.points[:, _node(scoring, "Conn")] == pytest.approx(harmonic, abs=1e-9)


def test_copeland_scores_of_a_pillar_are_those_of_a_comparison_pair_by_pair() -> None:
    scoring, figures = _variant(aggregate=(Aggregation(level=1, method="copeland"),))
    under = figures[:, _children(scoring, "Political")]
    expected = [
        sum(float(np.mean((one > other) + 0.5 * (one == other))) for at, other in enumerate(under) if at != row)
        for row, one in enumerate(under)
    ]
    assert scoring.points[:, _node(scoring, "Political")] == pytest.approx(expected, abs=1e-9)


def test_principal_components_weigh_the_second_level_when_asked() -> None:
    scoring, _ = _variant(weigh=Weighing(method="pca", level=2))
    conn = _children(scoring, "Conn")
    pillars = scoring.points[:, conn]
    standard = (pillars - pillars.mean(axis=0)) / pillars.std(axis=0, ddof=1)
    loadings = np.linalg.svd(standard, full_matrices=False)[2][0]
    expected = pillars @ (loadings / loadings.sum())
    assert scoring.points[:, _node(scoring, "Conn")] == pytest.approx(expected, abs=1e-9)


def test_the_full_marks_of_the_metadata_serve_as_targets() -> None:
    scoring, figures = _variant(normalise=Normalisation(method="target", high=Decimal(1)))
    signs = np.array([-1.0 if item.direction == "down" else 1.0 for item in scoring.card.leaves])
    full = np.array([float(item.full) for item in scoring.card.leaves if item.full is not None]) * signs
    low = figures.min(axis=0)
    # A full-marks line below the lowest figure turns the scale round; no points are given on it.
    good = full > low
    expected = 1 - (full - figures) / (full - low)
    assert scoring.points[:, : len(full)][:, good] == pytest.approx(expected[:, good], abs=1e-9)
    assert good.sum() > 30
