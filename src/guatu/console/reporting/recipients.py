"""Whose filings a person decides on (审核范围): the act, the place within the post's reach, the agency it goes to."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from guatu.console.people.access import Act, grants_of
from guatu.console.people.models import User
from guatu.console.reporting.models import Filing, Round


def may_decide(user: User, act: Act, filing: Filing) -> bool:
    """Tell whether one post of a person holds the act, reaches the place, and stands at a recipient of the round.

    A round without recipients goes to every post above the place.
    """
    return any(
        act in grant.acts and filing.place in grant.places and _receives(grant.agency, filing.round)
        for grant in grants_of(user)
    )


def filings_for(user: User, act: Act, rounds: Iterable[Round]) -> QuerySet[Filing]:
    """Return the filings of some rounds on which a person may decide."""
    asked = tuple(rounds)
    reach = Q(pk__in=())
    for grant in grants_of(user):
        if act in grant.acts:
            keys = [one.pk for one in asked if _receives(grant.agency, one)]
            reach |= Q(round_id__in=keys, place__in=sorted(grant.places))
    return Filing.objects.filter(reach).select_related("round").order_by("round_id", "place")


def rounds_for(user: User, act: Act) -> list[Round]:
    """Return the rounds, newest first, that go to an agency at which a person holds an act; without their cells."""
    agencies = [grant.agency for grant in grants_of(user) if act in grant.acts]
    rounds = Round.objects.defer("cells", "late_list").order_by("-period_last", "form")
    return [one for one in rounds if any(_receives(agency, one) for agency in agencies)]


def _receives(agency: str, one: Round) -> bool:
    return not one.recipients or agency in one.recipients
