"""Read a plan, and write back a review of it, in the background (jobs `read_plan`, `apply_review`).

Papers are made aside and take their place before the row names them: a worker that is killed leaves a folder that
nobody looks at, and the next one begins anew. Doing a job twice leaves what doing it once leaves.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from guatu import __version__
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.plans.models import PlanUpload
from guatu.console.plans.plan_files import (
    PACK_FOLDER,
    REVIEW_FILE,
    made_aside,
    own_folder,
    papers_of,
    reading_path,
    uploads_path,
)
from guatu.desk import ReadReport, ReadRequest, apply_plan_review, check_plan, secrecy_mark
from guatu.desk import read_plan as read_plan_files
from guatu.domain import Finding, GuatuError, has_blocking
from guatu.office import PlanFile, read_plan_text

Tell = Callable[[str], None]
State = PlanUpload.State
_Findings = list[dict[str, str]]
READ, REVIEW = "read", "review"
_MOST_FINDINGS = 300


def read_plan(about: str, tell: Tell) -> str:
    """Read the plan of an upload and return a sentence for the person who handed it in."""
    upload = PlanUpload.objects.get(pk=about)
    if upload.state != State.WAITING:
        return upload.note
    tell(_("读取文件"))
    file, found = read_plan_text(uploads_path(upload.path), upload.name)
    if file is None:
        raise _failed(upload, _sentences(found))
    _refuse_secrets(upload, file)
    path = reading_path(upload, READ)
    with made_aside(path) as folder:
        report = read_plan_files(ReadRequest(file, folder, tuple(upload.against)), __version__, tell)
        if report.is_blocked:
            raise _failed(upload, _sentences((*found, *report.findings)))
        tell(_("检查政策包草案"))
        checked = check_plan((str(folder / PACK_FOLDER),))
    note = _outcome(_("已读出"), report)
    findings = _findings((*found, *report.findings), checked)
    _store(upload, State.READ, path=path, note=note, report=report, findings=findings)
    return note


def apply_review(about: str, tell: Tell) -> str:
    """Write the corrected workbook of an upload back into its draft, and return a sentence.

    A workbook with mistakes changes nothing; what is wrong with it is on the upload's page.
    """
    upload = PlanUpload.objects.get(pk=about)
    before = papers_of(upload)
    if not upload.review or before is None:
        raise GuatuError("没有交回的核对表；请先下载核对表，改好后交回")
    path = reading_path(upload, Path(upload.review).stem)
    if upload.reading == path:
        return upload.note
    with made_aside(path) as folder:
        shutil.copytree(before, folder)
        shutil.copyfile(uploads_path(upload.review), folder / REVIEW_FILE)
        report = apply_plan_review(folder / REVIEW_FILE, None, __version__, tell, packs=tuple(upload.against))
        if report.is_blocked:
            sentence = _("核对表没有写回：%(why)s") % {"why": _sentences(report.findings)}
            kept = [one for one in upload.findings if one["of"] == "check"]
            findings = [*_plain(report.findings, REVIEW), *kept]
            PlanUpload.objects.filter(pk=upload.pk, review=upload.review).update(note=sentence, findings=findings)
            raise GuatuError(sentence)
        tell(_("检查政策包草案"))
        checked = check_plan((str(folder / PACK_FOLDER),))
    note = _outcome(_("已按核对表改定"), report)
    _store(upload, State.APPLIED, path=path, note=note, report=report, findings=_findings(report.findings, checked))
    return note


def is_loadable(upload: PlanUpload) -> bool:
    """Tell whether the draft pack may be loaded: it was read, and its check found nothing that blocks."""
    return bool(upload.reading) and not any(
        one["of"] == "check" and one["severity"] == "error" for one in upload.findings
    )


def _refuse_secrets(upload: PlanUpload, file: PlanFile) -> None:
    """Erase a file that bears a mark of secrecy, and say so in the trail."""
    mark = secrecy_mark(file.text)
    if not mark:
        return
    shutil.rmtree(uploads_path(own_folder(upload)), ignore_errors=True)
    record(
        SYSTEM, "plan.refuse", f"方案“{upload.name}”有密级标志，已删除", kind=Kind.SYSTEM, after={"upload": upload.pk}
    )
    words = _("文件上有密级标志“%(mark)s”，已经删除；本系统严禁存储、处理国家秘密，请按保密规定报告。")
    raise _failed(upload, words % {"mark": mark})


def _failed(upload: PlanUpload, sentence: str) -> GuatuError:
    PlanUpload.objects.filter(pk=upload.pk, state=State.WAITING).update(state=State.FAILED, note=sentence)
    return GuatuError(sentence)


@transaction.atomic
def _store(upload: PlanUpload, to: State, *, path: str, note: str, report: ReadReport, findings: _Findings) -> None:
    """Let the row name the new papers, once."""
    mine = PlanUpload.objects.filter(pk=upload.pk, state=upload.state, reading=upload.reading).update(
        state=to, reading=path, note=note, counts=[list(one) for one in report.counts], findings=findings
    )
    if mine:
        act = "plan.read" if to == State.READ else "plan.review"
        record(SYSTEM, act, f"方案“{upload.name}”：{note}", kind=Kind.SYSTEM, after={"upload": upload.pk})


def _outcome(words: str, report: ReadReport) -> str:
    counts = "　".join(f"{word} {count}" for word, count in report.counts)
    return _("%(done)s：%(counts)s。请对照原文核对后再装入。") % {"done": words, "counts": counts or _("没有条目")}


def _sentences(findings: Iterable[Finding]) -> str:
    blocking = [one for one in findings if one.blocks]
    return "；".join(f"{one.sentence}{one.way_out}" for one in blocking[:3]) or _("没有读成")


def _findings(reading: Iterable[Finding], check: Iterable[Finding]) -> _Findings:
    return [*_plain(reading, "reading"), *_plain(check, "check")]


def _plain(findings: Iterable[Finding], of: str) -> _Findings:
    given = sorted(findings, key=lambda one: not has_blocking((one,)))
    return [
        {
            "of": of,
            "severity": one.severity.value,
            "word": one.severity.word,
            "code": one.code,
            "title": one.title,
            "where": str(one.span or ""),
            "sentence": one.sentence,
            "way_out": one.way_out,
        }
        for one in given[:_MOST_FINDINGS]
    ]
