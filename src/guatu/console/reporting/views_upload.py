"""Excel 模板下载、上传、导入结果: the form as a workbook, down and up, and what was read of it."""

from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import attachment, written_attachment
from guatu.console.frame.clock import today
from guatu.console.jobs.models import Job
from guatu.console.people.access import Act, allow, may
from guatu.console.people.tree import tree_on
from guatu.console.reporting.cells import amount_of
from guatu.console.reporting.models import FilingAct, Upload
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.sheet import Line
from guatu.console.reporting.steps import SUBMISSIONS
from guatu.console.reporting.subjects import filing_subject, period_words
from guatu.console.reporting.uploads import path_of, submit_token, take_correct_cells, take_workbook
from guatu.console.reporting.views_filing import mode_of, own_sheet, step_of
from guatu.desk import FormRow, write_form_workbook


@require_GET
@allow(Act.FILL)
def filing_template(request: HttpRequest, key: int) -> HttpResponseBase:
    """Hand out a form as a workbook, with the last period and the same one last year beside each cell."""
    sheet = own_sheet(request, key, mode_of(request.GET))
    one = sheet.filing
    place_name = tree_on(today()).place_name(one.place)
    words = period_words(one.round.period_first, one.round.period_last)
    response = written_attachment(
        f"{one.round.title}-{place_name}-{words}.xlsx",
        lambda path: write_form_workbook(
            path,
            title=one.round.title,
            place_code=one.place,
            place_name=place_name,
            period=sheet.period,
            rows=tuple(_row(line) for line in sheet.lines),
            notes=(one.round.note,) if one.round.note else (),
        ),
    )
    record(actor_of(request), "filing.template", filing_subject(one), kind=Kind.EXPORT)
    return response


@require_POST
@allow(Act.FILL)
def filing_upload(request: HttpRequest, key: int) -> HttpResponse:
    """Take a workbook; the worker reads it, and the result has a page of its own."""
    sheet = own_sheet(request, key)
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise Refused(_("没有选文件；请先选择要上传的 Excel 或 CSV 文件。"))
        taken = take_workbook(sheet.filing, file, step_of(request), submit=bool(request.POST.get("submit")))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("filing", key)
    return redirect("upload", taken.pk)


@require_GET
@allow(Act.FILL)
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Show what was read of a workbook (导入结果)."""
    found = _own_upload(request, key)
    one = found.filing.round
    context = {
        "upload": found,
        "filing": found.filing,
        "round": one,
        "place_name": tree_on(today()).place_name(found.filing.place),
        "period": period_words(one.period_first, one.period_last),
        "job": Job.objects.filter(kind="read_upload", about=str(found.pk)).order_by("-id").first(),
        "receipt": FilingAct.objects.filter(filing=found.filing_id, token=submit_token(found), what__in=SUBMISSIONS)
        .order_by("id")
        .first(),
        "questions": sum(finding["severity"] == "question" for finding in found.findings),
    }
    return render(request, "reporting/upload.html", context)


@require_GET
@allow(Act.FILL)
def upload_marked(request: HttpRequest, key: int) -> HttpResponseBase:
    """Hand back the same workbook with its wrong cells coloured and commented."""
    found = _own_upload(request, key)
    if not found.marked or not path_of(found.marked).is_file():
        raise Http404
    record(actor_of(request), "upload.marked", f"{filing_subject(found.filing)} {found.name}", kind=Kind.EXPORT)
    name = f"{PurePath(found.name).stem}-{_('批注')}{PurePath(found.marked).suffix}"
    return attachment(path_of(found.marked).read_bytes(), name)


@require_POST
@allow(Act.FILL)
def upload_take(request: HttpRequest, key: int) -> HttpResponse:
    """Put the correct cells of a faulty workbook into the draft."""
    found = _own_upload(request, key)
    try:
        take_correct_cells(found, step_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("upload", key)
    messages.success(request, _("正确的格已填入草稿；请补上其余的格再提交。"))
    return redirect("filing", found.filing_id)


def _own_upload(request: HttpRequest, key: int) -> Upload:
    found = Upload.objects.filter(pk=key).select_related("filing__round", "by").first()
    if found is None or not may(request.user, Act.FILL, found.filing.place):
        raise Http404
    return found


def _row(line: Line) -> FormRow:
    last, year = amount_of(line.last), amount_of(line.year)
    return FormRow(
        cell=line.cell,
        value=line.amount.value,
        growth=line.amount.growth,
        last_value=last.value,
        last_growth=last.growth,
        year_value=year.value,
        year_growth=year.growth,
    )
