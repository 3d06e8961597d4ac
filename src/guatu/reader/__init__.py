"""reader: a plan in prose becomes a draft (草案): outline, facts, targets, tasks, incentives, duties. Runs no rule.

Deterministic grammar over the text: no model, no network, no files. What is read keeps its place in the text.
"""

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
from guatu.reader.matching import Matches
from guatu.reader.passages import Passages
from guatu.reader.review import review_fingerprint, review_tables
from guatu.reader.review_answers import apply_review
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

__all__ = [
    "Clause",
    "DocumentFacts",
    "Draft",
    "FilledCell",
    "FilledReview",
    "FilledRow",
    "FilledTable",
    "Matches",
    "Passages",
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
    "review_fingerprint",
    "review_tables",
]
