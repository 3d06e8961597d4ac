"""The same sheet under other methods (方法组合): what a sceptic would have chosen at each step of the card.

A choice changes the method of the card. Items that have a method of their own keep it: the document decided it for
them. Each combination is scored once; drawing weights on it costs no more scoring.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from guatu.domain import Finding
from guatu.pack import Aggregation, Normalisation, Scorecard, ScoreItem
from guatu.scoring.figures import listed
from guatu.scoring.robustness_findings import VARIANT_FAILED
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.steps import score_sheet

STEP_WORDS = {
    "impute": "补缺",
    "treat": "异常值",
    "normalise": "无量纲化",
    "weigh": "权重",
    "aggregate": "汇总",
}
METHOD_WORDS = {
    "none": "不处理",
    "mean": "同组平均",
    "median": "同组中位",
    "lowest": "同组最低",
    "zero": "记零分",
    "carry_forward": "沿用上年",
    "winsorise": "缩尾",
    "log": "取对数",
    "box_cox": "博克斯—考克斯变换",
    "winsorise_or_log": "缩尾或取对数",
    "min_max": "极差",
    "z": "标准分",
    "rank": "位次",
    "percentile": "百分位",
    "target": "距目标",
    "maximum": "距最高",
    "reference": "比参照对象",
    "goalposts": "上下限",
    "capped_ratio": "比基准值",
    "as_is": "原值",
    "given": "文件给定",
    "equal": "等权",
    "entropy": "熵权",
    "critic": "CRITIC 法",
    "pca": "主成分",
    "optimised": "按相关程度",
    "ahp": "层次分析",
    "arithmetic": "加权平均",
    "geometric": "几何平均",
    "harmonic": "调和平均",
    "copeland": "两两比较",
    "sum": "分数相加",
}
# Means that a single zero brings to zero. The OECD/JRC handbook (2008) and COINr scale to 1–100 for them.
_NEED_POSITIVE = ("geometric", "harmonic")
_BOUNDED = ("min_max", "rank", "percentile", "goalposts", "target", "maximum")
_LOWEST_POSITIVE = Decimal(1)


@dataclass(frozen=True)
class Choice:
    """A step whose method is uncertain (方法选择): the card's own method, or one of these instead."""

    step: str
    methods: tuple[str, ...]

    @property
    def name(self) -> str:
        """What an official reads: 无量纲化方法."""
        return f"{STEP_WORDS[self.step]}方法"


@dataclass(frozen=True)
class Variant:
    """One combination (组合): the number of the method taken at each choice (0: the card's own), and its scoring."""

    picks: tuple[int, ...]
    name: str
    scoring: Scoring


USUAL_CHOICES = (
    Choice("normalise", ("min_max", "z", "rank")),
    Choice("aggregate", ("arithmetic", "geometric")),
)


def own_method(card: Scorecard, step: str) -> str:
    """Return the method a card itself takes at a step; for aggregation that of its lowest level."""
    if step == "aggregate":
        return min(card.aggregate, key=lambda one: one.level).method if card.aggregate else "arithmetic"
    return {
        "impute": card.impute.method,
        "treat": card.treat.method,
        "normalise": card.normalise.method,
        "weigh": card.weigh.method,
    }[step]


def real_choices(card: Scorecard, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices without the card's own methods; those where nothing else is left are dropped."""
    kept = [
        Choice(choice.step, tuple(method for method in choice.methods if method != own_method(card, choice.step)))
        for choice in choices
    ]
    return tuple(choice for choice in kept if choice.methods)


def score_variants(scoring: Scoring, choices: Sequence[Choice]) -> tuple[tuple[Variant, ...], tuple[Finding, ...]]:
    """Score the sheet under every combination of methods; the first is the scoring itself.

    A combination under which a unit loses its rank is left out and named in a finding: ranks among fewer units say
    something else. Standard scores are given the mean and spread that the card's own points have, so that bonuses and
    deductions keep their size.
    """
    variants: list[Variant] = []
    findings: list[Finding] = []
    for picks in itertools.product(*(range(len(choice.methods) + 1) for choice in choices)):
        taken = {choice.step: choice.methods[pick - 1] for choice, pick in zip(choices, picks, strict=True) if pick}
        name = "、".join(f"{STEP_WORDS[step]}用{METHOD_WORDS[method]}" for step, method in taken.items())
        if not taken:
            variants.append(Variant(picks, "本办法", scoring))
            continue
        varied = score_sheet(change_card(scoring, taken), scoring.sheet)
        lost = [
            scoring.sheet.names[row]
            for row, standing in enumerate(scoring.standings)
            if standing is Standing.RANKED and varied.standings[row] is not Standing.RANKED
        ]
        if not lost:
            variants.append(Variant(picks, name, varied))
            continue
        sentence = f"{name}：{listed(lost)}没有总分，这种组合不进入检验。"
        findings.append(VARIANT_FAILED.at(scoring.card.span, sentence, "不列这种方法，或者先补报、补缺。"))
    return tuple(variants), tuple(findings)


def change_card(scoring: Scoring, taken: dict[str, str]) -> Scorecard:
    """Return the card with other methods at some steps."""
    card = scoring.card
    if "impute" in taken:
        card = replace(card, impute=replace(card.impute, method=taken["impute"]))
    if "treat" in taken:
        card = replace(card, treat=replace(card.treat, method=taken["treat"]))
    if "weigh" in taken:
        card = replace(card, weigh=replace(card.weigh, method=taken["weigh"]))
    if "normalise" in taken:
        card = replace(card, normalise=_normalisation(scoring, taken["normalise"]))
    if "aggregate" in taken:
        card = _aggregate_otherwise(card, scoring, taken["aggregate"])
    return card


def _normalisation(scoring: Scoring, method: str) -> Normalisation:
    """Return the normalisation of another method on the scale of the card's own points."""
    own = scoring.card.normalise
    if method != "z" and own.method != "z":
        return replace(own, method=method)
    if method != "z":
        return Normalisation(method=method, within=own.within)
    measured = scoring.points[:, [at for at, node in enumerate(scoring.nodes) if node.measured]]
    known = measured[~np.isnan(measured)]
    if not len(known):
        return Normalisation(method=method, within=own.within)
    mean, spread = Decimal(f"{known.mean():.1f}"), Decimal(f"{known.std():.1f}")
    return Normalisation(method=method, within=own.within, low=mean, high=spread or Decimal(1))


def _aggregate_otherwise(card: Scorecard, scoring: Scoring, method: str) -> Scorecard:
    """Return the card with another aggregation on every level that takes a mean."""
    own = {one.level: one for one in card.aggregate}
    levels = range(1, max(node.level for node in scoring.nodes) + 1)
    changed = tuple(
        replace(found, method=method) if found.method in ("arithmetic", *_NEED_POSITIVE) else found
        for found in (own.get(level, Aggregation(level=level)) for level in levels)
    )
    card = replace(card, aggregate=changed)
    if method not in _NEED_POSITIVE:
        return card
    return replace(card, normalise=_positive(card.normalise), items=tuple(_positive_item(item) for item in card.items))


def _positive(normalisation: Normalisation) -> Normalisation:
    """Return a normalisation whose lowest points are above zero, where they are bounded."""
    if normalisation.method in _BOUNDED and (normalisation.low or 0) <= 0:
        return replace(normalisation, low=_LOWEST_POSITIVE)
    return normalisation


def _positive_item(item: ScoreItem) -> ScoreItem:
    return item if item.normalise is None else replace(item, normalise=_positive(item.normalise))
