"""Why a step was not taken (没有办成): a sentence for the person who asked, never a broken page."""

from django.utils.translation import gettext as _

from guatu.domain import GuatuError


class Refused(GuatuError):
    """A step that cannot be taken as things stand; `str(error)` says why and what to do."""


class ChangedSince(Refused):
    """A step that was asked for on a page older than another's change."""

    def __init__(self) -> None:
        super().__init__(_("这一处在您打开之后被别人改过。框里是现在的内容，您写的列在框下，请核对后再保存。"))
