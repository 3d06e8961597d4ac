"""Notices (通知公告): what happened in the last days that a person should know, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from guatu.console.people.access import Act, may, places_for
from guatu.console.reporting.models import UnlockRequest
from guatu.console.worklist.items import NEWS_DAYS, Desk

_SHOWN = 8


@dataclass(frozen=True)
class Notice:
    """One notice: when, what, where to read on."""

    at: datetime
    words: str
    address: str


def notices_for(desk: Desk) -> tuple[Notice, ...]:
    """Return the notices of the last two weeks."""
    found = [notice for source in (_rounds, _unlocks, _issued) for notice in source(desk)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_SHOWN])


def _rounds(desk: Desk) -> Iterator[Notice]:
    """Yield the forms that were opened and the lists that were frozen."""
    if not may(desk.user, Act.SEE_PROGRESS):
        return
    since = desk.moment - timedelta(days=NEWS_DAYS)
    for one in desk.rounds:
        address = f"{reverse('progress')}?month={one.period_last:%Y-%m}"
        if one.opened_at > since:
            yield Notice(one.opened_at, _("布置报表：%(form)s") % {"form": one.title}, address)
        if one.frozen_at and one.frozen_at > since:
            words = _("%(form)s的迟报、未报名单已锁定") % {"form": one.title}
            yield Notice(one.frozen_at, words, address)


def _unlocks(desk: Desk) -> Iterator[Notice]:
    own = places_for(desk.user, Act.ASK_UNLOCK)
    if not own:
        return
    since = desk.moment - timedelta(days=NEWS_DAYS)
    decided = UnlockRequest.objects.filter(filing__place__in=sorted(own), decided_at__gt=since)
    for one in decided.select_related("filing__round").order_by("-id")[:_SHOWN]:
        place = desk.tree.place_name(one.filing.place)
        words = _("%(place)s的补报申请：准予补报") if one.is_granted else _("%(place)s的补报申请：不予补报")
        if one.decided_at is not None:
            yield Notice(one.decided_at, words % {"place": place}, reverse("unlocks"))


def _issued(desk: Desk) -> Iterator[Notice]:
    for one in desk.issues:
        if one.issued_at is not None:
            month = {"year": one.month.year, "month": one.month.month}
            words = _("%(year)d年%(month)d月通报已签发") % month
            yield Notice(one.issued_at, words, reverse("issue", args=(one.pk,)))
