"""Take past figures over in the background (job `take_history`); done twice it leaves what once leaves."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from guatu.console.frame.clock import now
from guatu.console.monitor.history import read_history
from guatu.console.monitor.models import HistoryImport
from guatu.domain import GuatuError

_SHOWN_FINDINGS = 200


def take_history(about: str, tell: Callable[[str], None]) -> str:
    """Read the folder of an import and return a sentence for the person who asked."""
    taken = HistoryImport.objects.get(pk=about)
    if taken.state == HistoryImport.State.DONE:
        return taken.note
    tell(_("读取文件"))
    try:
        report = read_history(Path(settings.WORKSPACE.path(taken.path)))
    except GuatuError as error:
        _end(taken, HistoryImport.State.FAILED, note=str(error))
        raise
    note = _("读到 %(read)s 个数，新增 %(added)s 个。") % {"read": report.read, "added": report.added}
    if not report.read:
        note = _("没有读到历史数据；请看下面的说明，改好后重新导入。")
    findings = [
        {"severity": one.severity.value, "where": str(one.span or ""), "sentence": one.sentence, "way_out": one.way_out}
        for one in report.findings[:_SHOWN_FINDINGS]
    ]
    state = HistoryImport.State.DONE if report.read else HistoryImport.State.FAILED
    _end(taken, state, note=note, read=report.read, added=report.added, findings=findings)
    return note


def _end(taken: HistoryImport, state: HistoryImport.State, **values: object) -> None:
    HistoryImport.objects.filter(pk=taken.pk).update(state=state, done_at=now(), **values)
