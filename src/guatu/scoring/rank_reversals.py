"""Pairs that change their order when somebody else leaves (位次反转), though nothing about them has changed.

It comes from methods that compare with the others (min–max, standard scores, ranks, weights found from the figures):
the scale moves when a unit at its end goes. A ranking by lines fixed beforehand does not know it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from guatu.domain import Finding
from guatu.scoring.robustness_findings import TOO_FEW_UNITS, TOO_MANY_RUNS, UNKNOWN_UNIT
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.sheet import Floats, Sheet
from guatu.scoring.steps import score_sheet

FEWEST_UNITS = 3
MOST_RUNS = 200
PAIRS_TOLD = 20


@dataclass(frozen=True)
class Reversed:
    """Two units of a group: the first stood above the second, and stands below it now."""

    above: str
    below: str
    group: str


@dataclass(frozen=True)
class Reversal:
    """The ranking without some units: whether the top of any group changed and which pairs turned round.

    `pairs` is the number of all such pairs, `told` the first twenty of them, by the rank they had.
    """

    dropped: tuple[str, ...]
    top_changed: tuple[str, ...]
    pairs: int
    told: tuple[Reversed, ...]
    findings: tuple[Finding, ...] = ()


def drop_units(scoring: Scoring, units: Sequence[str]) -> Reversal:
    """Score again without these units, points and all, and compare the order of the rest."""
    known = set(scoring.sheet.units)
    wrong = [unit for unit in units if unit not in known]
    if wrong:
        found = UNKNOWN_UNIT.at(scoring.card.span, f"没有 {wrong[0]}。", "写参加排名的对象的代码。")
        return Reversal(tuple(units), (), 0, (), (found,))
    kept = [row for row, unit in enumerate(scoring.sheet.units) if unit not in set(units)]
    ranked = [row for row in kept if scoring.standings[row] is Standing.RANKED]
    if len(ranked) < FEWEST_UNITS - 1:
        found = TOO_FEW_UNITS.at(scoring.card.span, f"只剩 {len(ranked)} 个对象。", "少去掉几个。")
        return Reversal(tuple(units), (), 0, (), (found,))
    again = score_sheet(scoring.card, sheet_of(scoring.sheet, kept))
    before = np.array([scoring.ranks[row] for row in kept])
    after = np.array(again.ranks)
    groups = np.array([scoring.groups[row] for row in kept])
    pairs, told, changed = 0, list[Reversed](), list[str]()
    for group in dict.fromkeys(groups.tolist()):
        rows = np.flatnonzero((groups == group) & (before > 0) & (after > 0))
        rows = rows[np.argsort(before[rows], kind="stable")]
        if len(rows) and set(rows[before[rows] == before[rows].min()]) != set(rows[after[rows] == after[rows].min()]):
            changed.append(group)
        for above in rows:
            turned = rows[(before[above] < before[rows]) & (after[above] > after[rows])]
            pairs += len(turned)
            for below in turned[: PAIRS_TOLD - len(told)]:
                told.append(Reversed(again.sheet.units[above], again.sheet.units[below], group))
    return Reversal(tuple(units), tuple(changed), pairs, tuple(told))


def drop_worst(scoring: Scoring) -> Reversal:
    """Score again without the last of each group: does the top change?"""
    last: dict[str, int] = {}
    for group, rank in zip(scoring.groups, scoring.ranks, strict=True):
        last[group] = max(last.get(group, 0), rank)
    worst = [
        unit
        for unit, group, rank in zip(scoring.sheet.units, scoring.groups, scoring.ranks, strict=True)
        if rank > 1 and rank == last[group]
    ]
    return drop_units(scoring, worst)


def drop_each(scoring: Scoring, most: int = MOST_RUNS) -> tuple[tuple[Reversal, ...], tuple[Finding, ...]]:
    """Score again without each unit that is not first, one at a time; too many of them are a finding instead."""
    units = [unit for unit, rank in zip(scoring.sheet.units, scoring.ranks, strict=True) if rank > 1]
    if len(units) > most:
        sentence = f"不是第一名的有 {len(units)} 个，要重算同样多遍，超过 {most} 遍。"
        return (), (TOO_MANY_RUNS.at(scoring.card.span, sentence, "只去掉末位，或者点名去掉哪几个。"),)
    return tuple(drop_units(scoring, (unit,)) for unit in units), ()


def sheet_of(sheet: Sheet, rows: Sequence[int]) -> Sheet:
    """Return some rows of a sheet."""
    wanted = np.array(rows, dtype=np.intp)

    def part(values: Floats | None) -> Floats | None:
        return None if values is None else values[wanted]

    return replace(
        sheet,
        units=tuple(sheet.units[row] for row in rows),
        names=tuple(sheet.names[row] for row in rows),
        values=sheet.values[wanted],
        denominators=part(sheet.denominators),
        before=part(sheet.before),
        columns={name: tuple(texts[row] for row in rows) for name, texts in sheet.columns.items()},
        marks={name: points[wanted] for name, points in sheet.marks.items()},
        vetoes={name: flags[wanted] for name, flags in sheet.vetoes.items()},
    )
