"""reader: a plan in prose becomes a draft (草案): outline, facts, targets, tasks, incentives, duties. Runs no rule.

Deterministic grammar over the text: no model, no network, no files. What is read keeps its place in the text.
"""

from guatu.reader.annotation import to_annotation
from guatu.reader.contradictions import find_contradictions
from guatu.reader.differences import Difference, compare_with_pack
from guatu.reader.draft import (
    Clause,
    DocumentFacts,
    Draft,
    Quote,
    ReadDuty,
    ReadIncentive,
    ReadTarget,
    ReadTask,
    Tier,
)
from guatu.reader.findings import FINDING_CODES as DRAFT_CODES
from guatu.reader.indicator_matching import IndicatorMatch
from guatu.reader.matching import AgencyMatch, Matches, PlaceMatch, match_draft
from guatu.reader.pack_draft import PackFile, draft_pack
from guatu.reader.passages import Passages
from guatu.reader.plan_reading import read_draft
from guatu.reader.review import review_fingerprint, review_tables
from guatu.reader.review_answers import apply_review
from guatu.reader.review_fields import as_printed
from guatu.reader.review_findings import REVIEW_CODES
from guatu.reader.review_values import (
    FilledCell,
    FilledReview,
    FilledRow,
    FilledTable,
    ReviewCell,
    ReviewColumn,
    ReviewForm,
    ReviewTable,
)
from guatu.reader.text_findings import TEXT_CODES

FINDING_CODES = (*DRAFT_CODES, *TEXT_CODES, *REVIEW_CODES)

__all__ = [
    "FINDING_CODES",
    "AgencyMatch",
    "Clause",
    "Difference",
    "DocumentFacts",
    "Draft",
    "FilledCell",
    "FilledReview",
    "FilledRow",
    "FilledTable",
    "IndicatorMatch",
    "Matches",
    "PackFile",
    "Passages",
    "PlaceMatch",
    "Quote",
    "ReadDuty",
    "ReadIncentive",
    "ReadTarget",
    "ReadTask",
    "ReviewCell",
    "ReviewColumn",
    "ReviewForm",
    "ReviewTable",
    "Tier",
    "apply_review",
    "as_printed",
    "compare_with_pack",
    "draft_pack",
    "find_contradictions",
    "match_draft",
    "read_draft",
    "review_fingerprint",
    "review_tables",
    "to_annotation",
]
