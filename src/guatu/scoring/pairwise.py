"""The analytic hierarchy process (层次分析法): weights from comparisons of every two items of one parent.

T. L. Saaty, The Analytic Hierarchy Process (1980): the weights are the principal eigenvector of the matrix of
comparisons; CI = (λmax - n) / (n - 1), CR = CI / RI with the mean CI of random matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guatu.pack import Comparison
from guatu.scoring.sheet import Floats

# Saaty (1980), mean consistency index of random matrices of order 1 to 15.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
_LEAST, _MOST = 1, 9


@dataclass(frozen=True)
class Judgement:
    """Weights from comparisons, the largest eigenvalue and the consistency ratio (一致性比率)."""

    weights: Floats
    eigenvalue: float
    ratio: float


def judged(items: Sequence[str], comparisons: Sequence[Comparison]) -> Judgement | str:
    """Return the judgement on items compared pair by pair, or a sentence that says what is wrong.

    >>> equal = [Comparison(over="a", under="b", times=1)]
    >>> judged(["a", "b"], equal).weights.tolist()
    [0.5, 0.5]
    """
    place = {item: at for at, item in enumerate(items)}
    count = len(items)
    matrix = np.full((count, count), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for one in comparisons:
        over, under = place.get(one.over), place.get(one.under)
        if over is None or under is None or over == under:
            return f"“{one.over}”和“{one.under}”不是同一上级之内的两项"
        if not _LEAST <= one.times <= _MOST:
            return f"“{one.over}”比“{one.under}”写成 {one.times} 倍，应在 1 到 9 之间"
        if not np.isnan(matrix[over, under]):
            return f"“{one.over}”和“{one.under}”比了两次"
        matrix[over, under], matrix[under, over] = float(one.times), 1.0 / float(one.times)
    if np.isnan(matrix).any():
        row, column = np.argwhere(np.isnan(matrix))[0]
        return f"“{items[row]}”和“{items[column]}”没有比"
    if count > len(RANDOM_INDEX):
        return f"一次比 {count} 项太多，最多 {len(RANDOM_INDEX)} 项"
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    eigenvalue = float(values[largest].real)
    random = RANDOM_INDEX[count - 1]
    # Rounding can leave a consistent matrix a hair below n.
    index = max(eigenvalue - count, 0.0) / (count - 1) if count > 1 else 0.0
    return Judgement(vector / vector.sum(), eigenvalue, index / random if random else 0.0)
