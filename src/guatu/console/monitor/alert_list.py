"""The alerts a person sees (预警清单), and what of them is asked for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import QueryDict

from guatu.console.monitor.models import AlertAct, AlertCase
from guatu.console.people.access import Act, agencies_for, places_for
from guatu.console.people.models import User

# 红色预警, 黄色预警, 提示: as a pack's rules say.
LEVELS = ("red", "yellow", "notice")


@dataclass(frozen=True)
class AlertPick:
    """What is asked for; empty asks for all."""

    month: date | None = None
    level: str = ""
    state: str = ""
    place: str = ""
    rule: str = ""


def seen_by(user: User) -> QuerySet[AlertCase]:
    """Return the alerts a person sees: of the places under a post, and those the own agency must answer."""
    places, agencies = places_for(user, Act.SEE_LEDGERS), agencies_for(user, Act.SEE_LEDGERS)
    asked = Q(place__in=sorted(places))
    for agency in sorted(agencies):
        # Codes stand with a comma between them, so that one is found as a whole.
        asked |= Q(answers=agency) | Q(answers__startswith=f"{agency},")
        asked |= Q(answers__endswith=f",{agency}") | Q(answers__contains=f",{agency},")
    return AlertCase.objects.filter(asked)


def read_pick(asked: QueryDict, months: list[date]) -> AlertPick:
    """Return what an address asks for; without a month the newest that has alerts."""
    by_text = {f"{one:%Y-%m}": one for one in months}
    month = by_text.get(asked.get("month", ""), months[0] if months else None)
    texts = (asked.get(name, "")[:160] for name in ("level", "state", "place", "rule"))
    return AlertPick(month, *texts)


def picked_alerts(found: QuerySet[AlertCase], pick: AlertPick) -> QuerySet[AlertCase]:
    """Return the alerts asked for: open ones first, red before yellow, then by place."""
    wanted = {
        "month": pick.month,
        "level": pick.level,
        "state": pick.state,
        "place": pick.place,
        "rule": pick.rule,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    weight = Case(
        *(When(level=level, then=Value(at)) for at, level in enumerate(LEVELS)),
        default=Value(len(LEVELS)),
        output_field=IntegerField(),
    )
    is_over = Case(When(state=AlertCase.State.CLEARED, then=Value(1)), default=Value(0), output_field=IntegerField())
    is_lasting = Exists(AlertAct.objects.filter(case=OuterRef("pk"), what=AlertAct.What.LAST))
    found = found.annotate(weight=weight, is_over=is_over, is_lasting=is_lasting)
    return found.select_related("last_run").order_by("is_over", "weight", "place", "indicator", "pk")
