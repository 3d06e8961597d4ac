"""Weighing (赋权): where the weight of each node within its parent comes from."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from guatu.domain import Finding
from guatu.scoring.ascent import Climber
from guatu.scoring.data_weights import DATA_WEIGHTS
from guatu.scoring.figures import listed, written
from guatu.scoring.findings import (
    COMPARISONS_INCOMPLETE,
    INCONSISTENT_JUDGEMENTS,
    NEGATIVE_WEIGHT,
    WEIGHTS_NOT_FOUND,
    WEIGHTS_NOT_REACHED,
)
from guatu.scoring.group_weights import given_weights
from guatu.scoring.optimised_weights import optimum
from guatu.scoring.pairwise import judged
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.sheet import Floats, Rows
from guatu.scoring.tree import Branch
from guatu.scoring.weight_checks import weight_findings
from guatu.scoring.working import Working

CONSISTENCY = 0.1
_Found = tuple[Floats, str, list[Finding]]


def weigh(working: Working) -> Working:
    """Give every node its weight for every unit; a weight that is not known stays so."""
    climber = climber_of(working)
    weights, method, findings = _WAYS[working.card.weigh.method](
        working, climber, given_weights(working.tree, working.members, len(working.groups))
    )
    findings += weight_findings(working, climber, weights)
    nodes = list(working.tree.nodes)
    for at, node in enumerate(nodes):
        here = weights[climber.applies[:, at], at]
        nodes[at] = replace(node, weight=float(here[0]) if len(here) and (here == here[0]).all() else float("nan"))
    tree = replace(working.tree, nodes=tuple(nodes))
    stage = Stage("weigh", "赋权", f"{method}。", None, _remarks(working, climber, weights))
    return replace(working, weights=weights, tree=tree).with_stage(stage, findings)


def climber_of(working: Working) -> Climber:
    """Return what the ways up the tree have in common."""
    return Climber(
        working.tree,
        working.applies,
        tuple(working.group_rows().values()),
        {one.level: one for one in working.card.aggregate},
    )


def _given(_working: Working, _climber: Climber, weights: Floats) -> _Found:
    return weights, "权重由文件给定，按同级合计折成比例", []


def _equal(working: Working, climber: Climber, weights: Floats) -> _Found:
    found = weights.copy()
    for branch in _branches(working):
        under = list(branch.children)
        count = climber.applies[:, under].sum(axis=1, keepdims=True)
        found[:, under] = 1.0 / np.maximum(count, 1)
    return found, "同级各项等权", []


def _by_data(working: Working, climber: Climber, weights: Floats) -> _Found:
    words, weights_of = DATA_WEIGHTS[working.card.weigh.method]
    level = working.card.weigh.level or 1
    points = climber.climb(working.values, weights, until=level).points
    found, findings = weights.copy(), []
    for branch in _branches(working, level):
        under = np.array(branch.children)
        for rows, columns in _patterns(working, climber, under):
            sizes = np.ones(1) if len(columns) == 1 else weights_of(points[np.ix_(rows, columns)])
            parent = working.tree.name_of(branch.parent)
            if sizes is None:
                sentence = f"“{parent}”之下数据不全、或有一项各家都一样，定不出权重。"
                findings.append(
                    WEIGHTS_NOT_FOUND.at(working.card.weigh.span, sentence, "补齐数据，或改用文件给定的权重。")
                )
                sizes = np.full(len(columns), np.nan)
            found[np.ix_(rows, columns)] = sizes
            negative = [working.tree.nodes[at].name for at, size in zip(columns, sizes, strict=True) if size < 0]
            if negative:
                sentence = f"“{parent}”之下{listed(negative)}的权重是负数：它越好，总分越低。"
                findings.append(NEGATIVE_WEIGHT.at(working.card.weigh.span, sentence, "检查方向，或换一种赋权方法。"))
    return found, f"第 {level} 级：{words}；其余各级由文件给定", findings


def _by_correlation(working: Working, climber: Climber, weights: Floats) -> _Found:
    level = working.card.weigh.level or 1
    columns = [at for branch in _branches(working, level) for at in branch.children]
    asked = np.array([working.tree.nodes[at].weight for at in columns])
    asked = np.ones(len(columns)) if np.isnan(asked).all() else asked
    method = f"第 {level} 级：使各项与总分的相关系数之比等于要求的权重之比（最小二乘）；其余各级由文件给定"
    if not columns or not (asked > 0).all():
        return weights, method, []
    points = climber.climb(working.values, weights, until=level).points

    def with_sizes(sizes: Floats) -> Floats:
        changed = weights.copy()
        changed[:, columns] = sizes
        return changed

    best = optimum(
        points[np.ix_(working.taking, columns)],
        asked,
        lambda sizes: climber.climb(working.values, with_sizes(sizes)).index[working.taking],
    )
    findings = []
    if not best.is_reached:
        furthest = int(np.argmax(np.abs(best.asked - best.obtained)))
        sentence = (
            f"相关程度没有全部调到：“{working.tree.nodes[columns[furthest]].name}”"
            f"要求占 {written(round(best.asked[furthest], 4))}，得到 {written(round(best.obtained[furthest], 4))}。"
        )
        findings.append(WEIGHTS_NOT_REACHED.at(working.card.weigh.span, sentence, "换指标，或放宽要求。"))
    return with_sizes(best.weights), method, findings


def _by_judgement(working: Working, _climber: Climber, weights: Floats) -> _Found:
    how = working.card.weigh
    limit = CONSISTENCY if how.consistency is None else float(how.consistency)
    found, findings, parts = weights.copy(), [], []
    used: set[int] = set()
    for branch in _branches(working):
        ids = [working.tree.nodes[at].id for at in branch.children]
        mine = {at for at, one in enumerate(how.comparisons) if one.over in ids or one.under in ids}
        used |= mine
        if not mine:
            continue
        parent = working.tree.name_of(branch.parent)
        judgement = judged(ids, [how.comparisons[at] for at in sorted(mine)])
        if isinstance(judgement, str):
            sentence = f"“{parent}”之下：{judgement}，权重定不出来。"
            findings.append(COMPARISONS_INCOMPLETE.at(how.span, sentence, "每两项比一次，1 到 9 倍。"))
            found[:, list(branch.children)] = np.nan
            continue
        found[:, list(branch.children)] = judgement.weights
        ratio = written(round(judgement.ratio, 4))
        parts.append(f"“{parent}”之下 λmax = {written(round(judgement.eigenvalue, 4))}、一致性比率 {ratio}")
        if judgement.ratio > limit:
            sentence = f"“{parent}”之下一致性比率 {ratio}，超过 {written(limit)}。"
            findings.append(INCONSISTENT_JUDGEMENTS.at(how.span, sentence, "请专家重新比较前后矛盾的几对。"))
    for at in set(range(len(how.comparisons))) - used:
        one = how.comparisons[at]
        sentence = f"没有“{one.over}”和“{one.under}”这两项。"
        findings.append(COMPARISONS_INCOMPLETE.at(one.span or how.span, sentence, "写指标的编号。"))
    working_out = f"（{'；'.join(parts)}）" if parts else ""
    return found, f"层次分析法：判断矩阵的主特征向量{working_out}；没有比较的由文件给定", findings


_WAYS: Mapping[str, Callable[[Working, Climber, Floats], _Found]] = {
    "given": _given,
    "equal": _equal,
    "entropy": _by_data,
    "critic": _by_data,
    "pca": _by_data,
    "optimised": _by_correlation,
    "ahp": _by_judgement,
}


def _branches(working: Working, level: int | None = None) -> tuple[Branch, ...]:
    """Return the branches whose weights a method may set: not those of blended items."""
    return tuple(one for one in working.tree.branches if not one.blended and level in {None, one.level})


def _patterns(working: Working, climber: Climber, columns: Rows) -> list[tuple[Rows, Rows]]:
    """Return which units have which of the columns: groups with items of their own are weighed apart."""
    applies = climber.applies[:, columns]
    kinds, which = np.unique(applies, axis=0, return_inverse=True)
    return [
        (np.flatnonzero((which.ravel() == kind) & working.taking), columns[kinds[kind]])
        for kind in range(len(kinds))
        if kinds[kind].any() and ((which.ravel() == kind) & working.taking).any()
    ]


def _remarks(working: Working, climber: Climber, weights: Floats) -> tuple[Remark, ...]:
    """Say each node's weight: once where it is the same for all, else group by group."""
    first = {group: rows[0] for group, rows in working.group_rows().items()}
    remarks = []
    for at, node in enumerate(working.tree.nodes):
        told = {
            group: "权重不知道" if np.isnan(weights[row, at]) else f"权重 {written(weights[row, at])}"
            for group, row in first.items()
            if climber.applies[row, at]
        }
        if len(set(told.values())) == 1:
            remarks.append(Remark("", node.id, next(iter(told.values()))))
            continue
        remarks += [Remark("", node.id, f"“{group}”：{words}") for group, words in told.items()]
    return tuple(remarks)
