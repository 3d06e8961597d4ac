"""Imputation (补缺): what stands in for a missing figure, said for every figure that was put in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from guatu.domain import Finding
from guatu.scoring.figures import written
from guatu.scoring.findings import ITEM_WITHOUT_FIGURES, UNIT_WITHOUT_FIGURES
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.sheet import Flags, Floats
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
    ways: dict[tuple[str, str | None], list[int]] = {}
    for at, measure in enumerate(working.tree.measures):
        how = measure.item.impute or working.card.impute
        ways.setdefault((how.method, how.within), []).append(at)
    values, noughts = working.values.copy(), working.noughts.copy()
    gaps = np.isnan(values) & working.taking[:, None] & working.applies[:, : values.shape[1]]
    remarks: list[Remark] = []
    for (method, within), columns in ways.items():
        if method == "zero":
            noughts[:, columns] |= gaps[:, columns]
            remarks += _remarks(working, gaps, columns, "缺数，记零分")
        elif method == "carry_forward":
            remarks += _carry(working, values, gaps, columns)
        elif method != "none":
            remarks += _fill(working, values, gaps, (method, within, columns))
    if "normalise" in working.done:
        values[noughts] = 0.0
    stage = Stage("impute", "补缺", _method(working, ways), values, tuple(remarks))
    return replace(working, values=values, noughts=noughts, done=(*working.done, "impute")).with_stage(stage, findings)


def _fill(working: Working, values: Floats, gaps: Flags, way: tuple[str, str | None, list[int]]) -> list[Remark]:
    """Fill the gaps of some columns with the statistic of their group, and say so."""
    method, within, columns = way
    remarks: list[Remark] = []
    down = [working.tree.measures[at].item.direction == "down" and "normalise" not in working.done for at in columns]
    for group, rows in working.rows_by(within).items():
        where = f"“{group}”" if within else "全部对象"
        block, empty = values[np.ix_(rows, columns)], gaps[np.ix_(rows, columns)]
        stand_ins = _STATISTICS[method](block, np.array(down))
        empty &= ~np.isnan(stand_ins)
        values[np.ix_(rows, columns)] = np.where(empty, stand_ins, block)
        for place in np.flatnonzero(empty.any(axis=0)).tolist():
            node = working.tree.nodes[columns[place]].id
            sentence = f"缺数，用{where}的{_WORDS[method]} {written(stand_ins[place])} 补"
            remarks += [Remark(working.sheet.units[row], node, sentence) for row in rows[empty[:, place]].tolist()]
    return remarks


def _mean(block: Floats, _down: Flags) -> Floats:
    known = ~np.isnan(block)
    count = known.sum(axis=0)
    mean: Floats = np.where(known, block, 0.0).sum(axis=0) / np.where(count > 0, count, np.nan)
    return mean


def _median(block: Floats, _down: Flags) -> Floats:
    found = np.full(block.shape[1], np.nan)
    some = ~np.isnan(block).all(axis=0)
    found[some] = np.nanmedian(block[:, some], axis=0)
    return found


def _worst(block: Floats, down: Flags) -> Floats:
    worst: Floats = np.where(down, np.fmax.reduce(block, axis=0), np.fmin.reduce(block, axis=0))
    return worst


_STATISTICS: Mapping[str, Callable[[Floats, Flags], Floats]] = {"mean": _mean, "median": _median, "lowest": _worst}


def _carry(working: Working, values: Floats, gaps: Flags, columns: list[int]) -> list[Remark]:
    """Carry last year's figures on; last year's quotient is multiplied back where nothing has been divided yet."""
    sheet = working.sheet
    remarks: list[Remark] = []
    if sheet.before is None or "normalise" in working.done:
        return remarks
    for at in columns:
        measure = working.tree.measures[at]
        # An increment or a growth of nothing would be invented: only the level is carried on.
        if measure.part != LEVEL or measure.column < 0:
            continue
        last = sheet.before[:, measure.column]
        if "denominate" not in working.done and measure.item.id in sheet.divided and sheet.denominators is not None:
            last = last * sheet.denominators[:, measure.column]
        rows = np.flatnonzero(gaps[:, at] & np.isfinite(last))
        values[rows, at] = last[rows]
        node = working.tree.nodes[at].id
        remarks += [Remark(sheet.units[row], node, f"缺数，沿用上年的 {written(last[row])}") for row in rows]
    return remarks


def _remarks(working: Working, cells: Flags, columns: list[int], sentence: str) -> list[Remark]:
    nodes, units = working.tree.nodes, working.sheet.units
    return [Remark(units[row], nodes[at].id, sentence) for at in columns for row in np.flatnonzero(cells[:, at])]


def _method(working: Working, ways: Mapping[tuple[str, str | None], list[int]]) -> str:
    parts = []
    for (method, within), columns in ways.items():
        names = "全部指标" if len(ways) == 1 else "、".join(working.measured[at].name for at in columns)
        parts.append(f"{names}：{_WORDS[method]}{f'（同一“{within}”之内）' if within else ''}")
    return f"{'；'.join(parts)}。"


def _without_empty(working: Working) -> tuple[Working, list[Finding]]:
    """Take out units without any figure, before a mean could stand in for all of them."""
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
