"""How far ranks hold when weights and methods are drawn at random (蒙特卡洛检验).

Each draw multiplies every weight by a factor that is uniform within 1 ± spread, brings the weights under one parent
back to a sum of 1, and takes one combination of methods, each as likely as the others (OECD/JRC Handbook on
Constructing Composite Indicators 2008, step 7; COINr's noisy weights). Figures are not drawn: they are taken as true.
"""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.domain import Finding
from guatu.scoring.grade_bands import bands_of
from guatu.scoring.method_variants import USUAL_CHOICES, Choice, Variant, real_choices, score_variants
from guatu.scoring.robustness_findings import NOTHING_VARIES, TOO_FEW_UNITS, TOO_MANY_DRAWS
from guatu.scoring.scoring import Scoring
from guatu.scoring.sheet import Floats
from guatu.scoring.weighted_tree import WeightedTree, Whole, weighted_tree

SEED = 20240101
DRAWS = 10_000
SPREAD = 0.25
LOW_SHARE, HIGH_SHARE = 0.05, 0.95
FEWEST_UNITS = 3
# Ranks are kept for each unit and draw, four bytes each: 1 GiB.
MOST_RANKS = 2**28
# Totals of one chunk stay in the processor's cache, about 10 MB.
_CHUNK = 1_250_000
# Sorting and multiplying leave the interpreter to the other thread.
_THREADS = 2
Shares: TypeAlias = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class RankInterval:
    """One unit (位次区间): its rank, the ranks it has in 5 %, half and 95 % of the draws, and how often in the first k.

    `low` is the better end. `grades` are names and shares of draws, best grade first.
    """

    unit: str
    name: str
    group: str
    rank: int
    low: int
    median: int
    high: int
    top_share: float
    grades: Shares


@dataclass(frozen=True)
class VariantShift:
    """One combination of methods: its name, draws that took it, and by how many places a unit moved on average."""

    name: str
    draws: int
    shift: float


@dataclass(frozen=True)
class MonteCarlo:
    """What the draws say; `grade_draws` is the number of draws in which grades were counted.

    Lines that are points belong to the methods of the card, so grades by points are counted where it is unchanged.
    """

    draws: int
    seed: int
    spread: float
    top: int
    grade_draws: int
    intervals: tuple[RankInterval, ...]
    variants: tuple[VariantShift, ...]
    findings: tuple[Finding, ...] = ()


def vary_ranks(
    scoring: Scoring,
    choices: Sequence[Choice] = USUAL_CHOICES,
    *,
    draws: int = DRAWS,
    spread: float = SPREAD,
    top: int = 10,
    seed: int = SEED,
) -> MonteCarlo:
    """Draw weights and methods and return the interval of ranks of each unit, in the order of the sheet.

    An interval says how much a rank owes to choices, not how sure the figures are. Units that are not ranked have none.
    """
    variants, findings = score_variants(scoring, real_choices(scoring.card, choices))
    trees = trees_of(variants)
    findings = (*findings, *_complaints(scoring, trees[0], variants, draws=draws, spread=spread))
    if any(one.blocks for one in findings) or not trees[0].rows:
        return MonteCarlo(draws, seed, spread, top, 0, (), (), findings)
    rng = np.random.default_rng(seed)
    taken = rng.integers(len(trees), size=draws)
    ranks: npt.NDArray[np.int32] = np.empty((len(trees[0].rows), draws), dtype=np.int32)
    bands = bands_of(scoring, trees[0])
    graded = taken == 0 if bands.by_points else taken >= 0
    counts: Whole = np.zeros((len(trees[0].rows), len(bands.names)), dtype=np.int64)

    def draw(chunk: tuple[int, WeightedTree, Whole], factors: Floats) -> Whole | None:
        """Rank one chunk of draws into its columns, and count its grades where they are counted."""
        variant, tree, wanted = chunk
        totals = tree.totals(factors)
        drawn = tree.ranks(totals)
        ranks[:, wanted] = drawn.T
        if not bands.names or (bands.by_points and variant):
            return None
        numbers = bands.numbers(totals, drawn)
        return np.stack([(numbers == at).sum(axis=0) for at in range(len(bands.names))], axis=1)

    chunks = list(in_chunks(trees, taken))
    # Drawn in one order before anything is ranked: the seed alone decides, not which thread comes first.
    factors = [rng.uniform(1 - spread, 1 + spread, (len(wanted), len(tree.keys))) for _, tree, wanted in chunks]
    with ThreadPoolExecutor(_THREADS) as pool:
        for counted in pool.map(draw, chunks, factors):
            counts += 0 if counted is None else counted
    return MonteCarlo(
        draws,
        seed,
        spread,
        top,
        int(graded.sum()) if bands.names else 0,
        _intervals(scoring, trees[0], ranks, _shares(bands.names, counts, int(graded.sum())), top=top),
        _shifts(scoring, trees[0], ranks, variants, taken),
        findings,
    )


def trees_of(variants: Sequence[Variant]) -> tuple[WeightedTree, ...]:
    """Return the tree of each variant on the units that the card itself ranks."""
    first = weighted_tree(variants[0].scoring)
    return (first, *(weighted_tree(variant.scoring, first.rows) for variant in variants[1:]))


def _complaints(
    scoring: Scoring, tree: WeightedTree, variants: Sequence[Variant], *, draws: int, spread: float
) -> Iterator[Finding]:
    span = scoring.card.span
    units = len(tree.rows)
    if units < FEWEST_UNITS:
        yield TOO_FEW_UNITS.at(
            span, f"参加排名的只有 {units} 个对象，稳健性没有检验。", "并入相近的组，或者不做稳健性检验。"
        )
    if units * draws > MOST_RANKS:
        sentence = f"{units} 个对象抽 {draws} 次，超过 {MOST_RANKS} 个位次。"
        yield TOO_MANY_DRAWS.at(span, sentence, f"最多抽 {MOST_RANKS // units} 次。")
    if spread == 0 and len(variants) == 1:
        yield NOTHING_VARIES.at(span, "权重浮动为 0，又没有别的方法可换。", "权重浮动写 0.25，或者写上可替换的方法。")


def in_chunks(trees: Sequence[WeightedTree], taken: Whole) -> Iterator[tuple[int, WeightedTree, Whole]]:
    """Yield each variant with the numbers of some of the draws that take it."""
    size = max(1, _CHUNK // len(trees[0].rows))
    for variant, tree in enumerate(trees):
        wanted = np.flatnonzero(taken == variant)
        for start in range(0, len(wanted), size):
            yield variant, tree, wanted[start : start + size]


def _shares(names: Sequence[str], counts: Whole, draws: int) -> tuple[Shares, ...]:
    if not draws:
        return ((),) * len(counts)
    return tuple(tuple(zip(names, (float(count) / draws for count in row), strict=True)) for row in counts)


def _intervals(
    scoring: Scoring, tree: WeightedTree, ranks: npt.NDArray[np.int32], grades: Sequence[Shares], *, top: int
) -> tuple[RankInterval, ...]:
    in_first = (ranks <= top).mean(axis=1)
    # The smallest rank that this share of the draws does not exceed, so that every end is a rank that occurred.
    ends = np.sort(ranks, axis=1)[
        :, [math.ceil(share * ranks.shape[1]) - 1 for share in (LOW_SHARE, 0.5, HIGH_SHARE)]
    ].T
    return tuple(
        RankInterval(
            scoring.sheet.units[row],
            scoring.sheet.names[row],
            scoring.groups[row],
            scoring.ranks[row],
            int(ends[0, at]),
            int(ends[1, at]),
            int(ends[2, at]),
            top_share=float(in_first[at]),
            grades=grades[at],
        )
        for at, row in enumerate(tree.rows)
    )


def _shifts(
    scoring: Scoring,
    tree: WeightedTree,
    ranks: npt.NDArray[np.int32],
    variants: Sequence[Variant],
    taken: Whole,
) -> tuple[VariantShift, ...]:
    nominal = np.array([scoring.ranks[row] for row in tree.rows], dtype=np.int32)
    shift = np.abs(ranks - nominal[:, None]).mean(axis=0)
    return tuple(
        VariantShift(variant.name, int((taken == at).sum()), float(shift[taken == at].mean()))
        for at, variant in enumerate(variants)
        if (taken == at).any()
    )
