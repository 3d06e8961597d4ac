"""Weights that data give (客观赋权) to the children of one parent: entropy, CRITIC, principal component.

They weigh by how much units differ, not by what matters; a card that uses them should say why.
"""

from collections.abc import Callable, Mapping

import numpy as np

from guatu.scoring.sheet import Floats

_LEAST_UNITS = 3


def entropy_weights(points: Floats) -> Floats | None:
    """Return weights by the entropy method (熵权法), or None where the data give none.

    p = x / Σ x over the units, e = -Σ p ln p / ln n, weight = (1 - e) / Σ (1 - e). Shannon's entropy (1948); points
    below zero are moved up to zero first. Each item takes the units that have points in it.
    """
    found = []
    for column in points.T:
        known = column[~np.isnan(column)]
        if len(known) < _LEAST_UNITS:
            return None
        moved = known - min(0.0, float(known.min()))
        if not moved.sum():
            return None
        share = moved / moved.sum()
        some = share[share > 0]
        found.append(1.0 + float((some * np.log(some)).sum()) / np.log(len(known)))
    return _normalised(np.array(found))


def critic_weights(points: Floats) -> Floats | None:
    """Return weights by CRITIC: deviation times what the other items do not tell already, or None.

    C = s × Σ (1 - r), with figures spread from 0 to 1; Diakoulaki, Mavrotas & Papayannakis (1995). Units with points
    in all items only.
    """
    whole = _complete(points)
    if whole is None:
        return None
    spread = (whole - whole.min(axis=0)) / np.ptp(whole, axis=0)
    told = np.corrcoef(spread, rowvar=False).reshape(spread.shape[1], spread.shape[1])
    return _normalised(spread.std(axis=0, ddof=1) * (1.0 - told).sum(axis=0))


def component_weights(points: Floats) -> Floats | None:
    """Return the loadings of the first principal component of the correlations (主成分法), or None.

    As get_PCA of COINr 1.1: units with points in all items, columns standardised; the sign of the component is chosen
    so that the loadings add up to more than nought. A loading can be negative.
    """
    whole = _complete(points)
    if whole is None:
        return None
    told = np.corrcoef(whole, rowvar=False).reshape(whole.shape[1], whole.shape[1])
    loadings = np.linalg.eigh(told)[1][:, -1]
    return _normalised(loadings if loadings.sum() > 0 else -loadings)


DATA_WEIGHTS: Mapping[str, tuple[str, Callable[[Floats], Floats | None]]] = {
    "entropy": ("熵权法：p = 分 ÷ 合计，e = −Σ p ln p ÷ ln n，权重 = (1 − e) ÷ Σ(1 − e)", entropy_weights),
    "critic": ("CRITIC 法：标准差 × Σ(1 − 相关系数)，再按比例折成 1", critic_weights),
    "pca": ("主成分法：各项标准化后第一主成分的载荷，再按比例折成 1", component_weights),
}


def _complete(points: Floats) -> Floats | None:
    """Return the units with points in all items, or None where they are too few or an item is the same for all."""
    whole: Floats = points[~np.isnan(points).any(axis=1)]
    if len(whole) < _LEAST_UNITS or not (np.ptp(whole, axis=0) > 0).all():
        return None
    return whole


def _normalised(weights: Floats) -> Floats | None:
    total = float(weights.sum())
    # Two items that mirror each other leave loadings that add up to nothing.
    if not np.isfinite(total) or abs(total) < 1e-12:
        return None
    shares: Floats = weights / total
    return shares
