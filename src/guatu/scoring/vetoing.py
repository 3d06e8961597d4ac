"""Vetoes (一票否决): a condition that decides alone; one that is not known is said and decides nothing yet."""

from dataclasses import replace

import numpy as np

from guatu.scoring.findings import UNSETTLED
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.working import Working


def judge(working: Working) -> Working:
    """Take vetoed units out of the ranking; what a veto does to a grade is done when grades are given.

    An excluded unit (取消资格) keeps its points, and its figures their place among the others'.
    """
    card, sheet = working.card, working.sheet
    nowhere = np.full(len(sheet.units), np.nan)
    remarks, findings = [], []
    unsettled = dict(working.unsettled)
    for veto in card.vetoes:
        known = sheet.vetoes.get(veto.id, nowhere)
        rows = [int(row) for row in np.flatnonzero(known == 1)]
        remarks += [Remark(sheet.units[row], veto.id, f"“{veto.name}”成立") for row in rows]
        if veto.effect == "exclude":
            out = [row for row in rows if working.taking[row]]
            working = working.standing(out, Standing.EXCLUDED).saying(dict.fromkeys(out, f"取消资格：{veto.name}"))
        open_ = [int(row) for row in np.flatnonzero(np.isnan(known) & working.taking)]
        for row in open_:
            unsettled[row] = (*unsettled.get(row, ()), veto.name)
        if open_:
            sentence = f"{working.names_of(open_)}的“{veto.name}”还不清楚，照常排名，标明待定。"
            findings.append(UNSETTLED.at(card.span, sentence, "核实后填上，再算一遍。"))
    method = "；".join(f"{veto.name}：{_EFFECTS[veto.effect]}{veto.grade or ''}" for veto in card.vetoes)
    stage = Stage("veto", "一票否决", f"{method}。" if method else "没有一票否决。", None, tuple(remarks))
    return replace(working, unsettled=unsettled).with_stage(stage, findings)


_EFFECTS = {"exclude": "取消资格不排名", "last": "列末等", "at_most": "不得高于", "exempt": "不适合评价"}
