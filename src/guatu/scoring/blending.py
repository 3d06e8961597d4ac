"""Blending (三量合并): an item's level, increment and growth are measured side by side and weighed together."""

from dataclasses import replace

import numpy as np

from guatu.scoring.findings import BASE_NOT_POSITIVE
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.tree import GROWTH, INCREMENT
from guatu.scoring.working import Working


def blend(working: Working) -> Working:
    """Fill the columns of increment (this year less last year) and growth (that over last year, a fraction).

    A unit without last year's figure has neither; last year's figure of zero or below has no growth, only a finding.
    """
    parts = [(at, one) for at, one in enumerate(working.tree.measures) if one.part in (INCREMENT, GROWTH)]
    if not parts:
        return replace(working, done=(*working.done, "blend"))
    before = working.sheet.before
    values = working.values.copy()
    remarks, findings = [], []
    for at, measure in parts:
        now = values[:, at].copy()
        last = np.full(len(now), np.nan) if before is None or measure.column < 0 else before[:, measure.column]
        if measure.part == INCREMENT:
            values[:, at] = now - last
            continue
        values[:, at] = np.divide(now - last, last, out=np.full(len(now), np.nan), where=last > 0)
        rows = [int(row) for row in np.flatnonzero((last <= 0) & ~np.isnan(now))]
        if rows:
            remarks += [
                Remark(working.sheet.units[row], working.tree.nodes[at].id, "上年数不大于零，没有增速") for row in rows
            ]
            sentence = f"{working.names_of(rows)}“{measure.item.name}”上年数是零或负数，算不出增速。"
            findings.append(BASE_NOT_POSITIVE.at(measure.item.span, sentence, "不用改；增速的权重归总量和增量。"))
    values[~np.isfinite(values)] = np.nan
    names = "、".join(dict.fromkeys(one.item.name for _, one in parts))
    method = f"{names}：增量 = 本年 − 上年，增速 = 增量 ÷ 上年；没有上年数的没有增量和增速。"
    stage = Stage("blend", "三量合并", method, values, tuple(remarks))
    return replace(working, values=values, done=(*working.done, "blend")).with_stage(stage, findings)
