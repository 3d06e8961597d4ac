"""Imputation (补缺): what stands in for a missing figure, said for every figure that was put in."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from guatu.domain import Finding
from guatu.pack import Imputation, ScoreItem
from guatu.scoring.figures import written
from guatu.scoring.findings import ITEM_WITHOUT_FIGURES, UNIT_WITHOUT_FIGURES
from guatu.scoring.group_weights import applicable
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.sheet import Floats
from guatu.scoring.tree import LEVEL
from guatu.scoring.working import Working, taken_out

_WORDS = {
    "none": "不补",
    "mean": "平均数",
    "median": "中位数",
    "lowest": "得分最低的一家的数",
    "zero": "记零分",
    "carry_forward": "沿用上年数",
}


def impute(working: Working) -> Working:
    """Put in what the card says, item by item; who has no figure at all gets none, and is not scored.

    Means and medians after OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 3.
    """
    working, findings = _without_empty(working)
    values, noughts = working.values.copy(), working.noughts.copy()
    applies = applicable(working)
    remarks: list[Remark] = []
    methods: dict[str, list[str]] = {}
    for at, measure in enumerate(working.tree.measures):
        how = measure.item.impute or working.card.impute
        within = f"（同一“{how.within}”之内）" if how.within else ""
        methods.setdefault(_WORDS[how.method] + within, []).append(working.measured[at].name)
        gaps = np.isnan(values[:, at]) & working.taking & applies[:, at]
        if how.method == "none" or not gaps.any():
            continue
        if how.method == "zero":
            noughts[:, at] |= gaps
            remarks += _remarks(working, at, gaps, "缺数，记零分")
        elif how.method == "carry_forward":
            remarks += _carry(working, at, values, gaps)
        else:
            remarks += _fill(working, at, values, gaps)
    method = "；".join(
        f"{how}：{'全部指标' if len(methods) == 1 else '、'.join(names)}" for how, names in methods.items()
    )
    if "normalise" in working.done:
        values[noughts] = 0.0
    stage = Stage("impute", "补缺", f"{method}。", values, tuple(remarks))
    return replace(working, values=values, noughts=noughts, done=(*working.done, "impute")).with_stage(stage, findings)


def _fill(working: Working, at: int, values: Floats, gaps: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[Remark]:
    item = working.tree.measures[at].item
    how = item.impute or working.card.impute
    remarks: list[Remark] = []
    for group, rows in working.rows_by(how.within).items():
        column = values[rows, at]
        empty = gaps[rows]
        if not empty.any() or np.isnan(column).all():
            continue
        stand_in = _statistic(how, item, "normalise" in working.done)(column[~np.isnan(column)])
        values[rows[empty], at] = stand_in
        where = f"“{group}”" if how.within else "全部对象"
        chosen = np.zeros(len(gaps), dtype=np.bool_)
        chosen[rows[empty]] = True
        remarks += _remarks(working, at, chosen, f"缺数，用{where}的{_WORDS[how.method]} {written(stand_in)} 补")
    return remarks


def _statistic(how: Imputation, item: ScoreItem, is_points: bool) -> Callable[[Floats], float]:  # noqa: FBT001
    if how.method == "mean":
        return lambda column: float(column.mean())
    if how.method == "median":
        return lambda column: float(np.median(column))
    if item.direction == "down" and not is_points:
        return lambda column: float(column.max())
    return lambda column: float(column.min())


def _carry(working: Working, at: int, values: Floats, gaps: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[Remark]:
    measure, sheet = working.tree.measures[at], working.sheet
    if sheet.before is None or measure.part != LEVEL or measure.column < 0 or "normalise" in working.done:
        return []
    last = sheet.before[:, measure.column]
    if "denominate" not in working.done and measure.item.id in sheet.divided and sheet.denominators is not None:
        last = last * sheet.denominators[:, measure.column]
    known = gaps & np.isfinite(last)
    values[known, at] = last[known]
    return [
        Remark(sheet.units[row], working.tree.nodes[at].id, f"缺数，沿用上年的 {written(last[row])}")
        for row in np.flatnonzero(known)
    ]


def _remarks(
    working: Working, at: int, cells: np.ndarray[tuple[int], np.dtype[np.bool_]], sentence: str
) -> list[Remark]:
    node, units = working.tree.nodes[at].id, working.sheet.units
    return [Remark(units[row], node, sentence) for row in np.flatnonzero(cells)]


def _without_empty(working: Working) -> tuple[Working, list[Finding]]:
    known = ~np.isnan(working.values)
    empty = [int(row) for row in np.flatnonzero(working.taking & ~known.any(axis=1))]
    findings = []
    if empty:
        sentence = f"{working.names_of(empty)}一项数都没有，不评分、不排名。"
        findings.append(UNIT_WITHOUT_FIGURES.at(working.card.span, sentence, "催报；不该评价的写明不适合评价。"))
    for at in working.tree.level_columns:
        item = working.tree.measures[at].item
        if working.taking.any() and not known[:, at].any():
            sentence = f"“{item.name}”没有一家有数。"
            findings.append(ITEM_WITHOUT_FIGURES.at(item.span, sentence, "催报；等不到就不评这一项，不要记零。"))
    working = taken_out(working, empty, Standing.UNSCORED)
    return working.saying(dict.fromkeys(empty, "一项数都没有")), findings
