"""Bonus and deduction (加减分): added to the index, each up to its own limit and all up to the card's."""

from dataclasses import replace
from decimal import Decimal

import numpy as np

from guatu.scoring.figures import written
from guatu.scoring.findings import NEGATIVE_MARK, UNSETTLED
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.working import Working


def add_marks(working: Working) -> Working:
    """Return total = index + bonuses - deductions; a mark that is not known counts for nothing yet and is said."""
    units, card = len(working.sheet.units), working.card
    sums = {"bonus": np.zeros(units), "deduction": np.zeros(units)}
    remarks, findings = [], []
    unsettled = dict(working.unsettled)
    for mark in card.marks:
        given = working.sheet.marks.get(mark.id, np.full(units, np.nan))
        points, bad = _points(given, mark.max)
        sums[mark.kind] += np.nan_to_num(points)
        word = "加" if mark.kind == "bonus" else "扣"
        remarks += [
            Remark(working.sheet.units[at], mark.id, f"{mark.name}{word} {written(points[at])} 分")
            for at in np.flatnonzero(np.nan_to_num(points) > 0)
        ]
        open_ = [int(row) for row in np.flatnonzero(np.isnan(points) & working.taking)]
        for row in open_:
            unsettled[row] = (*unsettled.get(row, ()), mark.name)
        if bad.any():
            sentence = f"{working.names_of(np.flatnonzero(bad))}的“{mark.name}”是负数，没有算。"
            findings.append(NEGATIVE_MARK.at(card.span, sentence, "改成正数。"))
        if open_:
            sentence = f"{working.names_of(open_)}的“{mark.name}”还不清楚，暂不{word}分。"
            findings.append(UNSETTLED.at(card.span, sentence, "核实后填上，再算一遍。"))
    bonuses = _capped(sums["bonus"], card.bonus_cap)
    deductions = _capped(sums["deduction"], card.deduction_cap)
    total = working.index + bonuses - deductions
    working = replace(working, bonuses=bonuses, deductions=deductions, total=total, unsettled=unsettled)
    return working.with_stage(Stage("mark", "加减分", _method(working), None, tuple(remarks)), findings)


def _points(given: Floats, most: Decimal | None) -> tuple[Floats, Flags]:
    bad = given < 0
    points = np.where(bad | ~np.isfinite(given), np.nan, given)
    return _capped(points, most), bad


def _capped(points: Floats, most: Decimal | None) -> Floats:
    return points if most is None else np.minimum(points, float(most))


def _method(working: Working) -> str:
    card = working.card
    if not card.marks:
        return "没有加减分。"
    caps = [
        f"{word}合计最多 {written(float(cap))} 分"
        for word, cap in (("加分", card.bonus_cap), ("扣分", card.deduction_cap))
        if cap is not None
    ]
    return f"总分 = 指标得分 + 加分 − 扣分{'；' if caps else ''}{'，'.join(caps)}。"
