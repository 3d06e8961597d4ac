"""What moves the ranking most (位次变动的来源): the weight of which first-level item, or the choice of which method."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guatu.domain import Finding
from guatu.scoring.method_variants import STEP_WORDS, USUAL_CHOICES, Choice, real_choices, score_variants
from guatu.scoring.monte_carlo import SEED, SPREAD, in_chunks, trees_of
from guatu.scoring.robustness_findings import NOTHING_VARIES, TOO_FEW_UNITS, UNKNOWN_UNIT
from guatu.scoring.scoring import Scoring
from guatu.scoring.sheet import Floats
from guatu.scoring.sobol import VarianceShare, share_variance

FEWEST_UNITS = 3


@dataclass(frozen=True)
class RankVariance:
    """Shares of the variance of a result: of the mean shift of all ranks, or of one unit's rank.

    `unit` is empty for the mean shift. `runs` is the number of rankings that were computed.
    """

    unit: str
    seed: int
    spread: float
    runs: int
    shares: tuple[VarianceShare, ...]
    findings: tuple[Finding, ...] = ()


def explain_ranks(
    scoring: Scoring,
    choices: Sequence[Choice] = USUAL_CHOICES,
    *,
    unit: str = "",
    base: int = 512,
    spread: float = SPREAD,
    seed: int = SEED,
) -> RankVariance:
    """Divide the movement of the ranks among first-level weights and choices of method (Sobol, first and total order).

    The result whose variance is divided is the mean number of places by which units move from their rank, or the rank
    of one unit. Weights vary as in the Monte Carlo test; `base` (a power of two) × (inputs + 2) rankings are computed.
    Combinations of methods that are left out count as the card's own.
    """
    choices = real_choices(scoring.card, choices)
    variants, findings = score_variants(scoring, choices)
    trees = trees_of(variants)
    units = [scoring.sheet.units[row] for row in trees[0].rows]
    span = scoring.card.span
    if unit and unit not in units:
        found = UNKNOWN_UNIT.at(span, f"{unit} 没有参加排名的检验。", "写参加排名的对象的代码。")
        return RankVariance(unit, seed, spread, 0, (), (*findings, found))
    if len(units) < FEWEST_UNITS:
        found = TOO_FEW_UNITS.at(
            span, f"参加排名的只有 {len(units)} 个对象，稳健性没有检验。", "并入相近的组，或者不做稳健性检验。"
        )
        return RankVariance(unit, seed, spread, 0, (), (*findings, found))
    first = [at for at, node in enumerate(scoring.nodes) if not node.parent] if spread else []
    first = first if len(first) > 1 else []
    names = [f"{scoring.nodes[at].name}的权重" for at in first]
    names += [f"{STEP_WORDS[choice.step]}方法" for choice in choices]
    numbers = {variant.picks: at for at, variant in enumerate(variants)}
    nominal = np.array([scoring.ranks[row] for row in trees[0].rows])

    def shift(points: Floats) -> Floats:
        """Return the mean shift, or the unit's rank, at points of the unit cube."""
        methods = points[:, len(first) :]
        sizes = np.array([len(choice.methods) + 1 for choice in choices])
        picks = np.floor(methods * sizes).astype(np.int64)
        taken = np.array([numbers.get(tuple(row), 0) for row in picks.tolist()], dtype=np.int64)
        found = np.empty(len(points))
        for _, tree, wanted in in_chunks(trees, taken):
            factors = np.ones((len(wanted), len(tree.keys)))
            factors[:, first] = 1 + spread * (2 * points[wanted][:, : len(first)] - 1)
            ranks = tree.ranks(tree.totals(factors))
            found[wanted] = ranks[:, units.index(unit)] if unit else np.abs(ranks - nominal).mean(axis=1)
        return found

    shares = share_variance(shift, names, base=base, seed=seed)
    if not shares:
        found = NOTHING_VARIES.at(span, "权重和方法怎么变，位次都不变。", "加大权重浮动，或者多写几种可替换的方法。")
        findings = (*findings, found)
    return RankVariance(unit, seed, spread, base * (len(names) + 2) if names else 0, shares, findings)
