"""What is wrong with weights once they are there: unknown, negative, or not adding up; and groups that nobody is in."""

import numpy as np

from guatu.domain import Finding, Span
from guatu.scoring.ascent import Climber
from guatu.scoring.figures import listed, written
from guatu.scoring.findings import NEGATIVE_WEIGHT, UNKNOWN_GROUP, WEIGHT_UNKNOWN, WEIGHTS_DO_NOT_SUM
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.tree import Branch
from guatu.scoring.working import Working

# Weights printed with three decimals may miss 1 by half a thousandth for every item; more than this is a slip.
_ROUNDED, _MOST_ROUNDED = 0.0005, 0.002


def weight_findings(working: Working, climber: Climber, weights: Floats) -> list[Finding]:
    """Return the findings about the weights of every parent."""
    found = _unknown_groups(working)
    # Weights differ between groups only: one unit of each is enough.
    first = np.array([rows[0] for rows in working.group_rows().values()], dtype=np.intp)
    for branch in working.tree.branches:
        under = list(branch.children)
        applies = climber.applies[np.ix_(first, under)]
        here = weights[np.ix_(first, under)]
        parent = working.tree.name_of(branch.parent)
        several = applies.sum(axis=1) > 1
        unknown = (applies & np.isnan(here))[several].any(axis=0)
        adding = climber.method(branch).method == "sum"
        if unknown.any() and not (adding and _none_given(here, applies)):
            names = listed(working.tree.nodes[at].name for at, one in zip(under, unknown, strict=True) if one)
            sentence = f"{names}的权重不知道，“{parent}”不能评分；下级各项照常有分。"
            found.append(WEIGHT_UNKNOWN.at(_span(working, branch), sentence, "向主管部门问清后写上 weight。"))
        elif working.card.weigh.method == "given":
            found += _given_findings(working, branch, np.where(applies, here, 0.0)[several], adding=adding)
    return found


def _given_findings(working: Working, branch: Branch, weights: Floats, *, adding: bool) -> list[Finding]:
    parent, span = working.tree.name_of(branch.parent), _span(working, branch)
    found = []
    if (weights < 0).any():
        sentence = f"“{parent}”之下有负的权重：这一项越好，总分越低。"
        found.append(NEGATIVE_WEIGHT.at(span, sentence, "扣分请用减分项（marks），不要写负权重。"))
    if adding or not len(weights):
        return found
    own = float("nan") if branch.parent < 0 else working.tree.nodes[branch.parent].weight
    for row in np.unique(weights, axis=0):
        given = row[row != 0]
        total, room = float(given.sum()), min(_ROUNDED * len(given), _MOST_ROUNDED) + 1e-9
        good = any(abs(total - whole) <= room * max(whole, 1.0) for whole in (1.0, 100.0, own) if not np.isnan(whole))
        # Equal weights are a wish for equal weights, whatever they add up to.
        if not good and np.ptp(given) > 0:
            sentence = f"“{parent}”之下权重合计 {written(total)}，不是 1 也不是 100；已按各自占合计的比例折算。"
            found.append(WEIGHTS_DO_NOT_SUM.at(span, sentence, "对照文件核对有没有漏项或写错。"))
            break
    return found


def _none_given(weights: Floats, applies: Flags) -> bool:
    return bool(np.isnan(weights[applies]).all())


def _span(working: Working, branch: Branch) -> Span | None:
    return working.card.span if branch.parent < 0 else working.tree.items[branch.parent].span


def _unknown_groups(working: Working) -> list[Finding]:
    found = []
    for item in working.card.items:
        named = [*item.only, *(one.group for one in item.weights)]
        for name in dict.fromkeys(one for one in named if one not in working.members):
            sentence = f"“{item.name}”写了“{name}”这一组，数据里没有这一组。"
            found.append(UNKNOWN_GROUP.at(item.span, sentence, "照数据里的组名改；这一组今年确实没有的，不用改。"))
    return found
