"""pack: what a plan says, as data. Reads YAML, checks it, compares two versions; runs nothing."""

from guatu.pack.calendar import work_calendar
from guatu.pack.checks import check_packs
from guatu.pack.compare import Change, ChangeKind, compare_packs
from guatu.pack.findings import FINDING_CODES
from guatu.pack.load import bundled_names, load_packs
from guatu.pack.nouns import (
    AgencyAlias,
    AgencyEntry,
    Alert,
    CalendarYear,
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
    PlaceEntry,
    Ratio,
    Ruling,
    Target,
    TargetMeasure,
    Task,
)
from guatu.pack.pack import Manifest, Pack, Packs, split_clause
from guatu.pack.schema import KeyPage, json_schema, pack_keys
from guatu.pack.values import DatedValue

__all__ = [
    "FINDING_CODES",
    "AgencyAlias",
    "AgencyEntry",
    "Alert",
    "CalendarYear",
    "Change",
    "ChangeKind",
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
    "KeyPage",
    "Kind",
    "Light",
    "Manifest",
    "Pack",
    "Packs",
    "PlaceEntry",
    "Ratio",
    "Ruling",
    "Target",
    "TargetMeasure",
    "Task",
    "bundled_names",
    "check_packs",
    "compare_packs",
    "json_schema",
    "load_packs",
    "pack_keys",
    "split_clause",
    "work_calendar",
]
