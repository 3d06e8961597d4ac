"""Which entries of the trail are asked for (查询条件): by person, kind, act, days, subject, outcome."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from guatu.console.audit.act_words import acts_called
from guatu.console.audit.models import Entry, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Choice:
    """What an auditor asks for; an empty text asks for nothing. Days count in the site's zone, both included."""

    person: str
    kind: str
    act: str
    subject: str
    from_day: str
    to_day: str
    undone: bool

    def entries(self) -> QuerySet[Entry]:
        """Return the entries that are asked for, newest first."""
        asked = Q()
        if self.person:
            asked &= Q(account__icontains=self.person) | Q(name__icontains=self.person)
        if self.kind in Kind.values:
            asked &= Q(kind=self.kind)
        if self.act:
            asked &= Q(act__istartswith=self.act) | Q(act__in=acts_called(self.act))
        if self.subject:
            asked &= Q(subject__icontains=self.subject)
        if (start := _day(self.from_day)) is not None:
            asked &= Q(at__gte=_midnight(start))
        if (end := _day(self.to_day)) is not None:
            asked &= Q(at__lt=_midnight(end + timedelta(days=1)))
        if self.undone:
            asked &= Q(was_done=False)
        return Entry.objects.filter(asked).order_by("-number")

    def plain(self) -> dict[str, object]:
        """Return what was asked, for the trail."""
        return {key: value for key, value in self.__dict__.items() if value}


def choice_of(request: "HttpRequest") -> Choice:
    """Return what a page's filters ask for."""
    given = request.GET
    person, kind, act, subject, from_day, to_day = (
        given.get(name, "").strip()[:100] for name in ("person", "kind", "act", "subject", "from", "to")
    )
    return Choice(person, kind, act, subject, from_day, to_day, undone=given.get("undone") == "1")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
