"""The pages of a run of awards (兑现): the sheets of the workbook in their order, and the public notice."""

from dataclasses import dataclass
from datetime import date

from guatu.report.award_clauses import clause_table, review_table
from guatu.report.award_lists import list_table
from guatu.report.award_notice import award_notice
from guatu.report.award_payments import notice_table, payment_table
from guatu.report.award_questions import question_table
from guatu.report.award_reading import AwardReading
from guatu.report.award_sums import budget_table, industry_table, place_table, summary_table
from guatu.report.award_values import AnswerEffect, AwardKind
from guatu.report.values import Bulletin, Table


@dataclass(frozen=True, slots=True)
class AwardPages:
    """All that is printed of a run of awards, but for the letters."""

    sheets: tuple[Table, ...]
    notice: Bulletin


def award_pages(
    reading: AwardReading, *, effects: tuple[AnswerEffect, ...] = (), dated: date | None = None
) -> AwardPages:
    """Return the pages; `effects` are what answers to the open questions would pay, `dated` the day of the notice."""
    sheets = (
        summary_table(reading),
        list_table(reading, AwardKind.PAID),
        list_table(reading, AwardKind.REFUSED),
        list_table(reading, AwardKind.OPEN),
        place_table(reading),
        industry_table(reading),
        budget_table(reading),
        question_table(reading, effects),
        review_table(reading),
        list_table(reading, AwardKind.LIMIT),
        payment_table(reading),
        notice_table(reading),
        clause_table(reading),
    )
    return AwardPages(sheets, award_notice(reading, dated))
