"""A step of a reporter (一步办理): who asks for it, what is handed in, what it came to, and that it is taken once.

Each step is taken once, however often its token arrives, and only on what its person has seen: a step that names an
older edition is refused with `Overtaken`, and the page shows what was typed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.console.audit.trail import Actor
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amounts
from guatu.console.reporting.hits import HitKey, is_blocking
from guatu.console.reporting.models import Filing, FilingAct, Hit
from guatu.console.reporting.refusals import Refused

SUBMISSIONS = (FilingAct.What.SUBMIT, FilingAct.What.CORRECT)


class Overtaken(Refused):
    """Somebody else changed the filing after the page was opened; nothing was written."""


@dataclass(frozen=True)
class Step:
    """One step as it was asked for: who, from where, the page's token, and the edition the page showed.

    `edition` is None for a workbook or a program, which have seen no page and mean the filing as it is.
    """

    by: User
    actor: Actor
    token: str
    edition: int | None = None


@dataclass(frozen=True)
class Handed:
    """What is handed in: the changed cells, answers to questions, why a figure is corrected, and what kind it is."""

    amounts: Amounts = field(default_factory=dict)
    answers: Mapping[HitKey, str] = field(default_factory=dict)
    reason: str = ""
    is_final: bool = False
    no_change: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a step came to: the filing, the act that tells of it, and the hits; `is_submitted` once it is handed in."""

    filing: Filing
    act: FilingAct
    hits: tuple[Hit, ...]

    @property
    def is_submitted(self) -> bool:
        """Tell whether the step handed the filing in."""
        return self.act.what in SUBMISSIONS

    @property
    def blocking(self) -> tuple[Hit, ...]:
        """Return what stands in the way of a submission."""
        return tuple(hit for hit in self.hits if is_blocking(hit))


def demand_edition(filing: Filing, step: Step) -> None:
    """Raise Overtaken where a filing is no longer the edition that the step's page showed."""
    if step.edition == filing.edition:
        return
    newest = FilingAct.objects.filter(filing=filing).select_related("by").order_by("-id").first()
    if newest is None:
        raise Overtaken(_("同一地区的另一张报表刚改了其中的数；下面是您刚才输入的，请核对后再保存。"))
    raise Overtaken(
        _(
            "您打开以后，%(who)s在 %(when)s 办过“%(what)s”；下面是您刚才输入的，"
            "和现在存着的不同的格已标出，请核对后再保存。"
        )
        % {"who": newest.by, "when": f"{timezone.localtime(newest.at):%H:%M}", "what": newest.get_what_display()}
    )


def claim(filing: Filing, step: Step, **changes: object) -> None:
    """Change a filing that nobody changed since it was seen."""
    if step.edition is not None:
        demand_edition(filing, step)
    Filing.objects.filter(pk=filing.pk, edition=filing.edition).update(edition=F("edition") + 1, **changes)
    filing.refresh_from_db(fields=("edition", *changes))


def done_before(filing: Filing, step: Step) -> FilingAct | None:
    """Return the act that a step's token already led to."""
    if not step.token:
        return None
    done = FilingAct.objects.filter(filing=filing, token=step.token).select_related("filing__round").order_by("id")
    return done.first()
