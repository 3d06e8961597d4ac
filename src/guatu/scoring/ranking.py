"""Ranking (排名): within groups, the highest total first; equal totals share a place; who is not scored has none."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from guatu.scoring.figures import comparable
from guatu.scoring.findings import ALONE_IN_GROUP
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.sheet import Floats
from guatu.scoring.working import Working


def places(values: Floats, groups: Sequence[str] = (), ties: str = "min") -> tuple[int, ...]:
    """Return the place of each value within its group, the highest first, 0 for a missing one.

    Values equal in twelve significant digits share a place; after it `min` leaves places out, `dense` does not.

    >>> places(np.array([90.0, 80.0, 80.0, np.nan, 70.0]))
    (1, 2, 2, 0, 4)
    """
    found: npt.NDArray[np.int64] = np.zeros(len(values), dtype=np.int64)
    rounded = comparable(np.asarray(values, dtype=np.float64))
    codes = np.unique(np.array(groups), return_inverse=True)[1] if groups else np.zeros(len(values), dtype=np.intp)
    for code in np.unique(codes):
        rows = np.flatnonzero((codes == code) & ~np.isnan(rounded))
        falling = -rounded[rows]
        steps = np.unique(falling) if ties == "dense" else np.sort(falling)
        found[rows] = np.searchsorted(steps, falling, side="left") + 1
    return tuple(int(one) for one in found)


def rank(working: Working) -> Working:
    """Rank those who are scored; a rank alone in a group says nothing, and that is said."""
    ranked = np.array([standing is Standing.RANKED for standing in working.standings], dtype=np.bool_)
    totals = np.where(ranked, working.total, np.nan)
    ranks = places(totals, working.groups, working.card.ties)
    members: dict[str, list[int]] = {}
    for row in np.flatnonzero(ranked):
        members.setdefault(working.groups[row], []).append(int(row))
    findings, alone = [], {}
    for group, rows in members.items():
        if len(rows) == 1:
            where = f"“{group}”" if group else "参加排名的"
            sentence = f"{where}只有{working.sheet.names[rows[0]]}一家，第 1 位不说明好坏。"
            findings.append(ALONE_IN_GROUP.at(working.card.span, sentence, "看得分，不看位次；或与相近的组合并。"))
            alone[rows[0]] = "本组只有这一家，位次不说明好坏"
    remarks = _ties(working, ranks, members)
    words = "同分占同一位次，其后空出" if working.card.ties == "min" else "同分占同一位次，其后不空"
    by = f"按“{'、'.join(working.card.groups)}”分组，" if working.card.groups else ""
    method = f"{by}总分从高到低；{words}；前 12 位有效数字相同的算同分；没有评分的不排。"
    working = replace(working, ranks=ranks).saying(alone)
    return working.with_stage(Stage("rank", "排名", method, None, remarks), findings)


def _ties(working: Working, ranks: tuple[int, ...], members: dict[str, list[int]]) -> tuple[Remark, ...]:
    remarks = []
    for rows in members.values():
        count: dict[int, int] = {}
        for row in rows:
            count[ranks[row]] = count.get(ranks[row], 0) + 1
        remarks += [
            Remark(working.sheet.units[row], "", f"第 {ranks[row]} 位，{count[ranks[row]]} 家并列")
            for row in rows
            if count[ranks[row]] > 1
        ]
    return tuple(remarks)
