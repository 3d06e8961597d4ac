"""The job `read_upload` (读填报表): read a workbook that was handed in, fill it in where nothing is wrong, and say so.

A worker may die at any point. Each step carries the upload's own token, and the upload's row is written last: done
again, the job finds what is done and ends the same way.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path, PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from guatu.console.audit.trail import Actor
from guatu.console.frame.clock import now
from guatu.console.plans.active import active_packs
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Upload
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.sheet import read_sheet
from guatu.console.reporting.steps import Handed, Outcome, Step
from guatu.console.reporting.uploads import amounts_of, path_of, submit_token
from guatu.desk import FilingReading, read_filing
from guatu.domain import GuatuError

_State = Upload.State


def read_upload(about: str, tell: Callable[[str], None]) -> str:
    """Read the upload of a key and return the sentence for the person who handed it in."""
    upload = Upload.objects.select_related("by", "filing__round").get(pk=int(about))
    if upload.state != _State.WAITING:
        return upload.note
    tell(_("正在读文件"))
    try:
        reading = _read(upload)
    except GuatuError as error:
        return _end(upload, _State.FAILED, str(error))
    except Exception:
        # What broke is for the log, by way of the queue; whoever handed the file in must not wait for ever.
        _end(upload, _State.FAILED, _("这个文件读不了，没有填入；请用“下载填报表”得到的模板填写后再传。"))
        raise
    upload.good, upload.bad = reading.good, reading.bad
    upload.findings = [
        {
            "sheet": one.sheet,
            "cell": one.cell,
            "sentence": one.sentence,
            "way_out": one.way_out,
            "severity": one.severity,
        }
        for one in reading.problems
    ]
    upload.amounts = [[*key, _text(value), _text(growth)] for key, (value, growth) in reading.values.items()]
    upload.marked = _kept_name(reading.marked) if reading.marked is not None else ""
    if reading.bad:
        return _end(
            upload,
            _State.FAULTY,
            _("有 %(bad)s 处要改，%(good)s 格正确；正确的格没有丢。") % {"bad": reading.bad, "good": reading.good},
        )
    if not reading.values:
        return _end(upload, _State.FAILED, _("文件里没有读到这张表的数；请用“下载填报表”得到的模板填写。"))
    tell(_("正在填入"))
    return _fill_in(upload)


def _read(upload: Upload) -> FilingReading:
    sheet = read_sheet(upload.filing_id)
    path = path_of(upload.path)
    return read_filing(
        path,
        upload.name,
        packs=active_packs(),
        month=sheet.period,
        place_code=upload.filing.place,
        cells=tuple(line.cell for line in sheet.lines),
        marked_to=path.with_name(f"{PurePath(upload.path).stem}-marked{path.suffix}"),
        before={(one.indicator, one.basis): one for one in sheet.filed(sheet.amounts(), now())},
    )


def _fill_in(upload: Upload) -> str:
    """Save the figures of a workbook without mistakes, and hand them in where that was asked for."""
    by = upload.by
    actor = Actor(by.get_username(), str(by), "", "")
    try:
        save_entries(upload.filing, Step(by, actor, f"upload-{upload.pk}"), Handed(amounts_of(upload)))
    except Refused as refusal:
        return _end(upload, _State.FAILED, str(refusal))
    if not upload.submit:
        return _end(upload, _State.TAKEN, _("已填入 %d 格，还没有提交。") % upload.good)
    try:
        outcome = submit(upload.filing, Step(by, actor, submit_token(upload)))
    except Refused as refusal:
        return _end(
            upload,
            _State.TAKEN,
            _("已填入 %(good)s 格并暂存，没有提交：%(why)s") % {"good": upload.good, "why": refusal},
        )
    return _end(upload, _State.TAKEN, _said(upload, outcome))


def _said(upload: Upload, outcome: Outcome) -> str:
    if outcome.is_submitted:
        return _("已填入 %d 格并提交。") % upload.good
    said = _("已填入 %(good)s 格并暂存；还有 %(open)s 处要改正或答复，处理后再提交。")
    return said % {"good": upload.good, "open": len(outcome.blocking)}


def _end(upload: Upload, state: Upload.State, note: str) -> str:
    """Write what came of an upload; where another worker was quicker its word stands."""
    done = Upload.objects.filter(pk=upload.pk, state=_State.WAITING).update(
        state=state,
        note=note[:400],
        good=upload.good,
        bad=upload.bad,
        findings=upload.findings,
        amounts=upload.amounts,
        marked=upload.marked,
        done_at=now(),
    )
    return note if done else Upload.objects.values_list("note", flat=True).get(pk=upload.pk)


def _kept_name(path: Path) -> str:
    return path.relative_to(settings.WORKSPACE.path("uploads")).as_posix()


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
