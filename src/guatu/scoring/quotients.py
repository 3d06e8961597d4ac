"""Denominating (相除): what is measured per mu, per head or per tonne is divided before it is compared."""

from dataclasses import replace

import numpy as np

from guatu.scoring.findings import BAD_DENOMINATOR
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.working import Working


def quotients(values: Floats, denominators: Floats, divided: Flags) -> Floats:
    """Return values divided where an item is divided; a denominator that is not above zero leaves a gap."""
    usable = np.where(denominators > 0, denominators, np.nan)
    result: Floats = np.where(divided[None, :], values / usable, values)
    return result


def denominate(working: Working) -> Working:
    """Divide the items that the card divides; land of zero leaves a gap and a finding."""
    sheet, done = working.sheet, (*working.done, "denominate")
    columns = [at for at, one in enumerate(working.tree.measures) if one.item.id in sheet.divided and one.column >= 0]
    if sheet.denominators is None or not columns:
        stage = Stage("denominate", "相除", "没有要相除的指标。", working.values)
        return replace(working, done=done).with_stage(stage)
    values = working.values.copy()
    below = sheet.denominators[:, [working.tree.measures[at].column for at in columns]]
    values[:, columns] = quotients(values[:, columns], below, np.ones(len(columns), dtype=np.bool_))
    values[~np.isfinite(values)] = np.nan
    bad = (below <= 0) & working.taking[:, None]
    remarks, findings = [], []
    for place, at in enumerate(columns):
        rows = [int(row) for row in np.flatnonzero(bad[:, place])]
        measure = working.tree.measures[at]
        if not rows or at not in working.tree.level_columns:
            continue
        remarks += [Remark(sheet.units[row], measure.item.id, "除数不大于零，这一项没有数") for row in rows]
        sentence = f"{working.names_of(rows)}“{measure.item.name}”的除数是零或负数，这一项没有数。"
        findings.append(BAD_DENOMINATOR.at(measure.item.span, sentence, "核实后改正；不能按零算。"))
    divided = "、".join(working.measured[at].name for at in columns)
    stage = Stage("denominate", "相除", f"数 ÷ 除数：{divided}。除数不大于零的没有数。", values, tuple(remarks))
    return replace(working, values=values, done=done).with_stage(stage, findings)
