"""Why a step was not taken (没有办成): a sentence for the person who asked, never a broken page."""

from django.utils.translation import gettext as _

from guatu.console.reporting.models import Filing
from guatu.domain import GuatuError


class Refused(GuatuError):
    """A step that cannot be taken as things stand; `str(error)` says why and what to do."""


def changed_since(filing: Filing) -> Refused:
    """Return the refusal of a step that was asked for on a page older than the last change."""
    filing.refresh_from_db()
    return Refused(
        _("这份报表在您打开之后有了变化，现在是“%(state)s”；请刷新页面，看过新内容再办。")
        % {"state": filing.get_state_display()}
    )
