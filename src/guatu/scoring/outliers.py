"""Treatment of outliers (异常值处理): a few extreme figures must not decide everybody's points.

The process of OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 3, with the limits and formulas
of COINr 1.1 (W. Becker), functions check_SkewKurt, winsorise, log_CT and boxcox.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import scipy

from guatu.domain import Finding
from guatu.pack import Treatment
from guatu.scoring.figures import written
from guatu.scoring.findings import NEGATIVE_LOG, SHIFTED_LOG
from guatu.scoring.scoring import Remark, Stage
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.working import Working

SKEW, KURTOSIS, POINTS = 2.0, 3.5, 5
# A power beyond these turns every figure but the extremes into the same number.
_POWERS = (-5.0, 5.0)
_WORDS = {
    "none": "不处理",
    "winsorise": "缩尾",
    "log": "取对数 ln(数 − 最小 + 0.01 × (最大 − 最小))",
    "box_cox": "博克斯—考克斯变换，先平移到最小为 1",
    "winsorise_or_log": "先缩尾；还不行的从原数起取对数 ln(数 − 最小 + 0.01 × (最大 − 最小))",
}


@dataclass(frozen=True)
class Treated:
    """An item after treatment: its figures, what was done in words, and whether single figures were cut."""

    figures: Floats
    words: str
    is_cut: bool = False


def shape_of(figures: Floats) -> tuple[float, float]:
    """Return skewness (偏度) and excess kurtosis (峰度) of figures without gaps, as Excel's SKEW and KURT have them.

    Fewer than four figures, or all of them equal, have no shape: both are NaN.
    """
    n = len(figures)
    if n < 4 or figures.min() == figures.max():
        return float("nan"), float("nan")
    centred = figures - figures.sum() / n
    squares = centred * centred
    second, third, fourth = float(squares.sum()), float(squares @ centred), float(squares @ squares)
    skew = math.sqrt(n) * third / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    ratio = n * fourth / second**2
    return skew, ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def has_outliers(figures: Floats, how: Treatment) -> bool:
    """Tell whether skewness and kurtosis are both at or beyond the limits; too few figures have none."""
    return _is_beyond(shape_of(figures), how)


def _is_beyond(shape: tuple[float, float], how: Treatment) -> bool:
    most_skew = SKEW if how.skew is None else float(how.skew)
    most_kurtosis = KURTOSIS if how.kurtosis is None else float(how.kurtosis)
    return abs(shape[0]) >= most_skew and shape[1] >= most_kurtosis


def winsorised(figures: Floats, how: Treatment) -> Treated:
    """Return figures whose outermost are set to the next ones (缩尾), at most `points` of them.

    The top is cut while the skew is to the right, else the bottom. Counted are the figures now tied at the top plus
    those at the bottom, as COINr counts them.
    """
    found, most = figures.copy(), POINTS if how.points is None else how.points
    top = bottom = 0
    while top + bottom < most and _is_beyond(shape := shape_of(found), how):
        if shape[0] >= 0:
            extreme = found == found.max()
            found[extreme], top = found[~extreme].max(), int(extreme.sum())
        else:
            extreme = found == found.min()
            found[extreme], bottom = found[~extreme].min(), int(extreme.sum())
    parts = [
        f"最{side}的 {count} 个数改取 {written(value)}"
        for count, side, value in (
            (top, "大", found.max()),
            (bottom, "小", found.min()),
        )
        if count
    ]
    return Treated(found, "，".join(parts), is_cut=True)


def shifted_log(figures: Floats) -> Floats:
    """Return ln(x - min + 0.01 × (max - min)), which keeps the order and is defined for every figure."""
    low, high = figures.min(), figures.max()
    logs: Floats = np.log(figures - low + 0.01 * (high - low))
    return logs


def box_cox(figures: Floats, power: float | None) -> tuple[Floats, float]:
    """Return the Box-Cox transform of x - min + 1 and its power, found by maximum likelihood when not given.

    (x^λ - 1) / λ, or ln x for λ = 0 (Box & Cox, 1964).
    """
    positive = figures - figures.min() + 1.0
    if power is None:
        # The sign is turned because the search is for the lowest.
        power = float(
            scipy.optimize.minimize_scalar(lambda one: -_likelihood(positive, one), bounds=_POWERS, method="bounded").x
        )
    return _powered(positive, power), power


def _powered(positive: Floats, power: float) -> Floats:
    result: Floats = np.log(positive) if power == 0 else (positive**power - 1.0) / power
    return result


def _likelihood(positive: Floats, power: float) -> float:
    variance = float(_powered(positive, power).var())
    spread = len(positive) / 2.0 * math.log(max(variance, 1e-300))
    return (power - 1.0) * float(np.log(positive).sum()) - spread


def _log(figures: Floats, _: Treatment) -> Treated:
    return Treated(shifted_log(figures), f"取对数，最小 {written(figures.min())}，最大 {written(figures.max())}")


def _box_cox(figures: Floats, how: Treatment) -> Treated:
    found, power = box_cox(figures, None if how.power is None else float(how.power))
    return Treated(found, f"博克斯—考克斯变换，最小 {written(figures.min())}，λ = {written(power)}")


def _winsorise_or_log(figures: Floats, how: Treatment) -> Treated:
    cut = winsorised(figures, how)
    return _log(figures, how) if has_outliers(cut.figures, how) else cut


_METHODS: Mapping[str, Callable[[Floats, Treatment], Treated]] = {
    "winsorise": winsorised,
    "log": _log,
    "box_cox": _box_cox,
    "winsorise_or_log": _winsorise_or_log,
}


def treat(working: Working) -> Working:
    """Treat each item whose skewness and kurtosis are both beyond the limits; the others stay as they are."""
    values = working.values.copy()
    remarks: list[Remark] = []
    findings: list[Finding] = []
    methods: dict[str, list[str]] = {}
    for at, measure in enumerate(working.tree.measures):
        item, node = measure.item, working.measured[at]
        how = item.treat or working.card.treat
        methods.setdefault(_words(how), []).append(node.name)
        known = ~np.isnan(values[:, at])
        figures = values[known, at]
        if how.method == "none" or not has_outliers(figures, how):
            continue
        if how.method == "log" and figures.min() < 0:
            sentence = f"“{node.name}”有负数（最小 {written(figures.min())}），没有取对数，照原数算。"
            findings.append(NEGATIVE_LOG.at(item.span, sentence, "改用缩尾（winsorise），或先缩尾后取对数。"))
            continue
        treated = _METHODS[how.method](figures, how)
        if how.method == "winsorise_or_log" and not treated.is_cut and figures.min() < 0:
            sentence = f"“{node.name}”有负数，平移后取了对数。"
            findings.append(SHIFTED_LOG.at(item.span, sentence, "不想这样的，给这一项写 treat: winsorise。"))
        remarks += _remarks(working, at, known, treated)
        values[known, at] = treated.figures
    method = "；".join(
        f"{how}：{'全部指标' if len(methods) == 1 else '、'.join(names)}" for how, names in methods.items()
    )
    stage = Stage("treat", "异常值处理", f"{method}。", values, tuple(remarks))
    return replace(working, values=values, done=(*working.done, "treat")).with_stage(stage, findings)


def _remarks(working: Working, at: int, known: Flags, treated: Treated) -> list[Remark]:
    """Say for the item what was done; a figure that was cut is said for its unit, a transform moves them all."""
    node, old = working.measured[at].id, working.values[known, at]
    remarks = [Remark("", node, treated.words)]
    if not treated.is_cut:
        return remarks
    rows = np.flatnonzero(known)
    return remarks + [
        Remark(working.sheet.units[rows[place]], node, f"{written(old[place])} 改为 {written(treated.figures[place])}")
        for place in np.flatnonzero(old != treated.figures)
    ]


def _words(how: Treatment) -> str:
    if how.method == "none":
        return _WORDS["none"]
    skew = SKEW if how.skew is None else float(how.skew)
    limit = KURTOSIS if how.kurtosis is None else float(how.kurtosis)
    points = POINTS if how.points is None else how.points
    most = f"，最多 {points} 个数" if "winsorise" in how.method else ""
    return f"偏度绝对值不小于 {written(skew)} 而且峰度不小于 {written(limit)} 的，{_WORDS[how.method]}{most}"
