"""Screening (筛选): who has reported too few of the items is not scored, and moves no yardstick."""

from dataclasses import replace

import numpy as np

from guatu.scoring.figures import written
from guatu.scoring.findings import SCREENED_OUT
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.working import Working, taken_out


def screen(working: Working) -> Working:
    """Take out units with figures for less than the card's share of the items that apply to them.

    Share of items present, after OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 3.
    """
    card = working.card
    done = (*working.done, "screen")
    if card.screen is None:
        stage = Stage("screen", "筛选", "不按有数的多少筛选。", working.values)
        return replace(working, done=done).with_stage(stage)
    columns = list(working.tree.level_columns)
    applies = working.applies[:, columns]
    asked = applies.sum(axis=1)
    present = (~np.isnan(working.values[:, columns]) & applies).sum(axis=1)
    share = np.divide(present, asked, out=np.zeros(len(asked)), where=asked > 0)
    # 9 of 10 items must pass a line of 0.9, which no binary fraction equals.
    out = [int(row) for row in np.flatnonzero(working.taking & (share < float(card.screen) - 1e-12))]
    line = f"{written(float(card.screen) * 100)}%"
    words = {row: f"{asked[row]} 项指标有数的只有 {present[row]} 项，不到 {line}" for row in out}
    remarks = tuple(Remark(working.sheet.units[row], "", sentence) for row, sentence in words.items())
    findings = []
    if out:
        sentence = f"{working.names_of(out)}有数的指标不到 {line}，不评分、不排名。"
        findings.append(SCREENED_OUT.at(card.span, sentence, "催报；或按文件规定改 screen。"))
    working = replace(taken_out(working, out, Standing.OUTSIDE).saying(words), done=done)
    return working.with_stage(
        Stage("screen", "筛选", f"有数的指标不到 {line} 的不参加评价。", working.values, remarks), findings
    )
