"""Targets (目标): the measurable commitments of a plan, each with its figure, indicator, period and sentence."""

from guatu.reader.targets.passages import read_targets

__all__ = ["read_targets"]
