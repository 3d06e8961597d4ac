"""Normalisation (无量纲化): figures of different units become points that can be added."""

from dataclasses import dataclass, replace

import numpy as np

from guatu.domain import Finding
from guatu.pack import Normalisation
from guatu.scoring.figures import written
from guatu.scoring.findings import BEYOND_FULL, CONSTANT_ITEM
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.sheet import Floats, Rows
from guatu.scoring.tree import LEVEL, Measure
from guatu.scoring.working import Working
from guatu.scoring.yardsticks import YARDSTICKS, Block, Trouble

# Lines and bases are drawn for an item's own figure; its increment and growth have none.
_LINES = frozenset({"target", "goalposts", "capped_ratio", "as_is"})
# Standard scores have mean 0 and deviation 1, ranks start from 1 (COINr: n_zscore, n_rank); the rest run to 100.
_LOW = {"z": 0.0, "rank": 1.0}
_HIGH = {"z": 1.0}


@dataclass(frozen=True)
class _Way:
    method: str
    low: float
    high: float
    within: str | None
    unit: str | None


def normalise(working: Working) -> Working:
    """Turn figures into points, group by group; a yardstick that cannot be laid on leaves a gap and a finding."""
    ways: dict[_Way, list[int]] = {}
    for at, measure in enumerate(working.tree.measures):
        ways.setdefault(_way(measure, working.card.normalise), []).append(at)
    values = np.full(working.values.shape, np.nan)
    remarks: list[Remark] = []
    troubles: dict[tuple[int, Trouble], list[str]] = {}
    for way, columns in ways.items():
        for group, rows in working.rows_by(way.within).items():
            block = _block(working, way, columns, rows)
            result = YARDSTICKS[way.method][1](block)
            points = result.points
            points[~np.isfinite(points)] = np.nan
            for place, trouble in enumerate(result.troubles):
                if trouble is not None:
                    points[:, place] = np.nan
                    troubles.setdefault((columns[place], trouble), []).append(group)
            values[np.ix_(rows, columns)] = points
            prefix = f"“{group}”：" if way.within else ""
            remarks += [
                Remark("", working.measured[columns[place]].id, prefix + words)
                for place, words in enumerate(result.yardsticks)
                if result.troubles[place] is None
            ]
    values[working.noughts] = 0.0
    findings = [*_troubles(working, troubles), *_beyond(working, ways, values)]
    stage = Stage("normalise", "无量纲化", _method(working, ways), values, tuple(remarks))
    return replace(working, values=values, done=(*working.done, "normalise")).with_stage(stage, findings)


def _way(measure: Measure, of_card: Normalisation) -> _Way:
    how = measure.item.normalise or of_card
    method = "min_max" if measure.part != LEVEL and how.method in _LINES else how.method
    low = _LOW.get(method, 0.0) if how.low is None else float(how.low)
    high = _HIGH.get(method, 100.0) if how.high is None else float(how.high)
    return _Way(method, low, high, how.within, how.unit)


def _block(working: Working, way: _Way, columns: list[int], rows: Rows) -> Block:
    items = tuple(working.tree.measures[at].item for at in columns)
    signs = np.array([-1.0 if item.direction == "down" else 1.0 for item in items])
    reference = np.full(len(columns), np.nan)
    if way.unit in working.sheet.units:
        reference = working.values[working.sheet.units.index(way.unit), columns] * signs
    return Block(working.values[np.ix_(rows, columns)] * signs, signs, items, way.low, way.high, reference)


def _troubles(working: Working, troubles: dict[tuple[int, Trouble], list[str]]) -> list[Finding]:
    found = []
    for (at, (code, sentence)), groups in troubles.items():
        item, name = working.tree.measures[at].item, working.measured[at].name
        where = "、".join(f"“{group}”" for group in groups if group)
        where = f"在{where}中" if where else ""
        way_out = "这一项不给分，权重归同级其他各项。" if code is CONSTANT_ITEM else "照文件改这一项的算分线。"
        found.append(code.at(item.span, f"“{name}”{where}{sentence}，没有评分。", way_out))
    return found


def _beyond(working: Working, ways: dict[_Way, list[int]], values: Floats) -> list[Finding]:
    found = []
    for way, columns in ways.items():
        if way.method not in {"target", "reference"}:
            continue
        for at in columns:
            item = working.tree.measures[at].item
            count = int((values[:, at] > max(way.low, way.high) + 1e-9).sum())
            if count:
                sentence = f"“{item.name}”有 {count} 家超过满分线，得分超过 {written(way.high)}。"
                found.append(BEYOND_FULL.at(item.span, sentence, "文件规定封顶的，给这一项写 cap: 1。"))
    return found


def _method(working: Working, ways: dict[_Way, list[int]]) -> str:
    parts = []
    for way, columns in ways.items():
        names = "全部指标" if len(ways) == 1 else "、".join(working.measured[at].name for at in columns)
        span = {
            "z": f"，平均 {written(way.low)} 分、一个标准差 {written(way.high)} 分",
            "rank": f"，从 {written(way.low)} 分起",
            "capped_ratio": f"，满分 {written(way.high)}",
            "as_is": "",
        }.get(way.method, f"，{written(way.low)} 至 {written(way.high)} 分")
        within = f"，在同一“{way.within}”之内" if way.within else ""
        parts.append(f"{names}：{YARDSTICKS[way.method][0]}{span}{within}")
    return f"{'；'.join(parts)}。越低越好的先变号。"
