"""pack: what a plan says, as data. Reads YAML, checks it, compares two versions; runs nothing."""

from guatu.pack.nouns import (
    Alert,
    Check,
    ClauseTitle,
    Document,
    Due,
    Duty,
    Grouping,
    GrowthBasis,
    Indicator,
    Industry,
    Kind,
    Light,
    Ratio,
    Ruling,
    Target,
    TargetMeasure,
    Task,
)
from guatu.pack.pack import Manifest, Pack, Packs, split_clause
from guatu.pack.values import DatedValue

__all__ = [
    "Alert",
    "Check",
    "ClauseTitle",
    "DatedValue",
    "Document",
    "Due",
    "Duty",
    "Grouping",
    "GrowthBasis",
    "Indicator",
    "Industry",
    "Kind",
    "Light",
    "Manifest",
    "Pack",
    "Packs",
    "Ratio",
    "Ruling",
    "Target",
    "TargetMeasure",
    "Task",
    "split_clause",
]
