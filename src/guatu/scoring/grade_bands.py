"""The grades of many rankings at once (等次), with what vetoes do to them, and the line of the next better grade."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guatu.pack import Grade
from guatu.scoring.figures import written
from guatu.scoring.grading import count_of_share
from guatu.scoring.scoring import Scoring
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.weighted_tree import NOISE, Rows, WeightedTree, Whole, rank_rows


@dataclass(frozen=True)
class GradeBands:
    """The grades of a card on some units; `least` is the best grade (from 0) that vetoes leave to each unit."""

    grades: tuple[Grade, ...]
    groups: tuple[Rows, ...]
    dense: bool
    least: Whole

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the grades, the best first."""
        return tuple(grade.name for grade in self.grades)

    @property
    def by_points(self) -> bool:
        """True where any grade begins at a number of points."""
        return any(grade.from_ is not None for grade in self.grades)

    def numbers(self, totals: Floats, ranks: Whole) -> Whole:
        """Return the number of the grade, from 0, of each unit in each draw; one more than the last is no grade."""
        found = np.full(totals.shape, len(self.grades), dtype=np.int64)
        for members in self.groups:
            ours = totals[:, members]
            # Shares of the ranking count units, whatever way the card writes ties.
            places = rank_rows(ours, dense=False) if self.dense else ranks[:, members]
            numbers = np.full(ours.shape, len(self.grades), dtype=np.int64)
            for at in reversed(range(len(self.grades))):
                numbers[self._reaches(self.grades[at], ours, places)] = at
            found[:, members] = numbers
        return np.maximum(found, self.least)

    def next_line(self, scoring: Scoring, row: int, totals: Sequence[float]) -> tuple[tuple[str, float] | None, str]:
        """Return the next better grade of a unit and the total it takes; or why there is none, in a sentence.

        `totals` are those of the ranked units of its group, the highest first.
        """
        if not self.grades:
            return None, ""
        grade = scoring.grades[row]
        at = self.names.index(grade) if grade in self.names else len(self.grades)
        if at == 0:
            return None, f"已经是最高一等“{grade}”。"
        # A veto that holds keeps the unit down whatever its points are.
        if at <= _least(scoring, row):
            return None, f"一票否决使它最高列“{grade}”，加分也升不了等。"
        better = self.grades[at - 1]
        lines = [] if better.from_ is None else [float(better.from_)]
        if better.to_share is not None:
            last = count_of_share(better.to_share, len(totals))
            if not last:
                share = written(float(better.to_share) * 100)
                return None, f"本组 {len(totals)} 家，前 {share}% 不到一家，没有“{better.name}”。"
            lines.append(totals[last - 1])
        return (better.name, max(lines)) if lines else None, ""

    def _reaches(self, grade: Grade, totals: Floats, places: Whole) -> Flags:
        reached: Flags = np.ones(totals.shape, dtype=np.bool_)
        if grade.from_ is not None:
            line = float(grade.from_)
            reached &= totals >= line - NOISE * abs(line)
        if grade.to_share is not None:
            reached &= places <= count_of_share(grade.to_share, totals.shape[1])
        return reached


def bands_of(scoring: Scoring, tree: WeightedTree) -> GradeBands:
    """Return the grades of a scoring for the units of a tree."""
    least = np.array([_least(scoring, row) for row in tree.rows], dtype=np.int64)
    return GradeBands(scoring.card.grades, tree.groups, tree.dense, least)


def _least(scoring: Scoring, row: int) -> int:
    """Return the best grade that vetoes leave to a unit: 0 where none holds."""
    names = [grade.name for grade in scoring.card.grades]
    least = 0
    for veto in scoring.card.vetoes:
        known = scoring.sheet.vetoes.get(veto.id)
        if known is None or known[row] != 1 or not names:
            continue
        if veto.effect == "last":
            least = len(names) - 1
        elif veto.effect == "at_most" and veto.grade in names:
            least = max(least, names.index(veto.grade))
    return least
