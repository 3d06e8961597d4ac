"""Aggregation (汇总): level by level up to the index; a gap takes its weight along, an unknown weight stops it."""

from dataclasses import replace

import numpy as np

from guatu.domain import Finding
from guatu.scoring.ascent import Ascent, Climber, Gap
from guatu.scoring.figures import written
from guatu.scoring.findings import NOT_POSITIVE_POINTS
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.tree import INDEX
from guatu.scoring.weighing import climber_of
from guatu.scoring.working import Working

METHODS = {
    "arithmetic": "加权平均",
    "geometric": "加权几何平均",
    "harmonic": "加权调和平均",
    "copeland": "两两比较（Copeland）：逐家比，得分高的记上这一项的权重，相同的各记一半",
    "sum": "分数相加",
}
_GAPS = {
    Gap.NO_FIGURES: "下级各项都没有分",
    Gap.TOO_FEW: "下级有分的项数不够",
    Gap.WEIGHT_UNKNOWN: "下级有权重不知道",
    Gap.NOT_POSITIVE: "下级有零分或负分，求不出平均",
}


def aggregate(working: Working) -> Working:
    """Sum points up to the index; who has none is unscored, with the reason."""
    climber = climber_of(working)
    ascent = climber.climb(working.values, working.weights)
    unscored = [int(row) for row in np.flatnonzero(working.taking & np.isnan(ascent.index))]
    words = {row: f"无法评分：{_reason(working, ascent, row)}" for row in unscored}
    remarks = [
        Remark(working.sheet.units[row], working.tree.nodes[at].id, _GAPS[Gap(ascent.gaps[row, at])])
        for row, at in np.argwhere((ascent.gaps[:, :-1] > 0) & working.taking[:, None] & climber.applies)
    ]
    working = replace(working, points=ascent.points, shares=ascent.shares, index=ascent.index)
    working = working.standing(unscored, Standing.UNSCORED).saying(words)
    stage = Stage("aggregate", "汇总", _method(climber), None, tuple(remarks))
    return working.with_stage(stage, _not_positive(working, climber, ascent))


def _reason(working: Working, ascent: Ascent, row: int) -> str:
    """Follow the gap down to where it comes from."""
    branches = {branch.parent: branch for branch in working.tree.branches}
    at = INDEX
    gap = ascent.gaps[row, INDEX]
    while gap >= Gap.WEIGHT_UNKNOWN:
        below = [child for child in branches[at].children if ascent.gaps[row, child] == gap and child in branches]
        if not below:
            break
        at = below[0]
    return f"“{working.tree.name_of(at)}”{_GAPS[Gap(gap)]}"


def _not_positive(working: Working, climber: Climber, ascent: Ascent) -> list[Finding]:
    found = []
    for branch in climber.tree.branches:
        method = climber.method(branch).method
        own = ascent.gaps[:, branch.parent] == Gap.NOT_POSITIVE
        inherited = (ascent.gaps[:, list(branch.children)] == Gap.NOT_POSITIVE).any(axis=1)
        rows = [int(row) for row in np.flatnonzero(own & ~inherited & working.taking)]
        if rows and method in {"geometric", "harmonic"}:
            sentence = f"{working.names_of(rows)}在“{climber.tree.name_of(branch.parent)}”之下有零分或负分，没有总分。"
            found.append(
                NOT_POSITIVE_POINTS.at(working.card.span, sentence, "在 normalise 里写 low: 1，或改用加权平均。")
            )
    return found


def _method(climber: Climber) -> str:
    parts = []
    for level in sorted({branch.level for branch in climber.tree.branches if not branch.blended}):
        how = climber.methods.get(level)
        words = METHODS[how.method if how else "arithmetic"]
        least = f"，至少 {written(float(how.available) * 100)}% 的下级有分" if how and how.available is not None else ""
        parts.append(f"第 {level} 级往上：{words}{least}")
    return f"{'；'.join(parts)}。没有分的一项不算，它的权重按比例归同级其他各项。"
