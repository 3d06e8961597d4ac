"""Hits (校验提示) of a filing: what the packs' checks say to its figures, and how a question was answered.

An error stops a submission. A question does not: it is answered with a reason, and the figure stays as it is.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from guatu.console.people.models import User
from guatu.console.plans.active import active_packs
from guatu.console.reporting.cells import Amounts
from guatu.console.reporting.decisions import ASKED
from guatu.console.reporting.models import Filing, Hit
from guatu.console.reporting.sheet import Sheet
from guatu.desk import FilingHit, check_filing

ERROR, QUESTION = "error", "question"
# A hit as a page names it: its check and its indicator.
HitKey = tuple[str, str]


def find_hits(sheet: Sheet, amounts: Amounts, moment: datetime) -> tuple[Hit, ...]:
    """Return what the checks of the packs in use say to a filing's figures; not stored yet."""
    found = check_filing(active_packs(), sheet.period, sheet.filed(amounts, moment))
    return tuple(_hit(sheet.filing, one) for one in found)


def find_hits_while_typing(sheet: Sheet, amounts: Amounts, moment: datetime) -> tuple[Hit, ...]:
    """Return the same without the questions about cells that are still empty: they will be filled in a moment."""
    found = check_filing(active_packs(), sheet.period, sheet.filed(amounts, moment))
    return tuple(_hit(sheet.filing, one) for one in found if one.severity == ERROR or not one.is_about_blank)


def _hit(filing: Filing, found: FilingHit) -> Hit:
    return Hit(
        filing=filing,
        check_id=found.check[:80],
        severity=found.severity,
        indicator=found.indicator[:80],
        sentence=found.sentence[:400],
        because=found.because[:400],
    )


def answer_hits(
    hits: Iterable[Hit], answers: Mapping[HitKey, str], *, kept: Iterable[Hit], by: User, at: datetime
) -> None:
    """Put the answers to their questions: those given now, else those given before to the very same numbers."""
    before = {(one.check_id, one.indicator, one.because): one for one in kept if one.answer}
    for hit in hits:
        if hit.severity != QUESTION:
            continue
        given = answers.get((hit.check_id, hit.indicator), "").strip()[:400]
        old = before.get((hit.check_id, hit.indicator, hit.because))
        if old is not None and given in ("", old.answer):
            hit.answer, hit.answered_by_id, hit.answered_at = old.answer, old.answered_by_id, old.answered_at
        elif given:
            hit.answer, hit.answered_by, hit.answered_at = given, by, at


def kept_hits(filing: Filing) -> tuple[Hit, ...]:
    """Return the stored hits of a filing, those that a checker asked first."""
    return tuple(Hit.objects.filter(filing=filing).select_related("answered_by").order_by("severity", "id"))


def store_hits(filing: Filing, hits: Iterable[Hit]) -> None:
    """Put new hits of checks in the place of the old ones; what a checker asked stays."""
    Hit.objects.filter(filing=filing).exclude(check_id=ASKED).delete()
    Hit.objects.bulk_create(hits)


def is_blocking(hit: Hit) -> bool:
    """Tell whether a hit stops a submission: an error, or a question without an answer."""
    return hit.severity == ERROR or not hit.answer
