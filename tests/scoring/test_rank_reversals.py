"""Who changes places when somebody else leaves."""

from dataclasses import replace

from tests.scoring.robust_cards import flat, random_sheet, scored, sheet

from guatu.pack import Normalisation
from guatu.scoring.rank_reversals import drop_each, drop_units, drop_worst, sheet_of

MIN_MAX = Normalisation()


def test_the_top_changes_when_the_worst_leaves_and_the_pair_is_named() -> None:
    # With u3: a 100, 80; b 77.8, 100 → u1 ahead by weights .5/.5; see below for the other way round.
    scoring = scored(flat(0.55, 0.45, normalise=MIN_MAX), sheet([[10, 5], [8.2, 7], [4, 4], [0, -9]]))
    assert scoring.ranks == (1, 2, 3, 4)
    found = drop_worst(scoring)
    assert found.dropped == ("u3",)
    assert found.top_changed == ("",)
    assert [(one.above, one.below) for one in found.told] == [("u0", "u1")]
    assert found.pairs == 1


def test_points_by_fixed_lines_never_turn_round() -> None:
    scoring = scored(flat(0.5, 0.5), random_sheet(8, 2))
    reversals, findings = drop_each(scoring)
    assert findings == ()
    assert len(reversals) == 7
    assert all((one.pairs, one.top_changed) == (0, ()) for one in reversals)


def test_the_worst_of_every_group_leaves() -> None:
    figures = replace(random_sheet(8, 2), columns={"kind": ("A", "B") * 4})
    scoring = scored(flat(0.5, 0.5, groups=("kind",)), figures)
    assert sorted(scoring.ranks[scoring.position(unit)] for unit in drop_worst(scoring).dropped) == [4, 4]


def test_what_cannot_be_dropped_is_a_finding() -> None:
    scoring = scored(flat(0.5, 0.5), random_sheet(4, 2))
    assert [one.code for one in drop_units(scoring, ("nobody",)).findings] == ["S036"]
    assert [one.code for one in drop_units(scoring, ("u0", "u1", "u2")).findings] == ["S030"]
    assert [one.code for one in drop_each(scoring, most=2)[1]] == ["S033"]


def test_rows_of_a_sheet_keep_their_texts_and_figures() -> None:
    figures = replace(random_sheet(4, 2), columns={"kind": ("A", "B", "C", "D")})
    part = sheet_of(figures, (2, 0))
    assert (part.units, part.columns["kind"]) == (("u2", "u0"), ("C", "A"))
    assert part.values.tolist() == figures.values[[2, 0]].tolist()
