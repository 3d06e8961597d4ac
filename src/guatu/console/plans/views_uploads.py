"""Pages of plans handed in (读方案): upload, the review page beside the text, the corrected workbook, loading."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import attachment
from guatu.console.frame.headers import paper_policy
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.console.plans.models import PlanUpload
from guatu.console.plans.plan_files import PACK_FOLDER, PAGE_FILE, PAPERS, papers_of, zipped
from guatu.console.plans.plan_job import is_loadable
from guatu.console.plans.plan_uploads import (
    LARGEST_PLAN,
    hand_in_plan,
    hand_in_review,
    last_job,
    load_draft,
    packs_to_read_against,
)
from guatu.domain import InvalidValue
from guatu.office import PLAN_ENDINGS

_SHOWN = 100


@allow(Act.MANAGE_PLANS)
@require_safe
def plan_uploads(request: HttpRequest) -> HttpResponse:
    """Show the plans handed in, newest first, and the form to hand one in."""
    shown = {
        "uploads": PlanUpload.objects.select_related("by", "loaded")[:_SHOWN],
        "token": uuid.uuid4().hex,
        "endings": ",".join(PLAN_ENDINGS),
        "ending_words": "、".join(one[1:] for one in PLAN_ENDINGS),
        "megabytes": LARGEST_PLAN >> 20,
        "active": packs_to_read_against(with_active=True)[len(packs_to_read_against(with_active=False)) :],
    }
    return render(request, "plans/plan_uploads.html", shown)


@allow(Act.MANAGE_PLANS)
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take a plan and ask for its reading."""
    user = person_of(request)
    file = request.FILES.get("plan")
    if file is None:
        messages.error(request, _("没有选文件；请先选方案文件，再点“上传并读取”。"))
        return redirect("plan_uploads")
    try:
        upload = hand_in_plan(
            file,
            with_active=request.POST.get("with_active") == "1",
            token=request.POST.get("token", "")[:40],
            by=user,
            actor=actor_of(request),
        )
    except InvalidValue as error:
        messages.error(request, str(error))
        return redirect("plan_uploads")
    return redirect("plan_upload", upload.pk)


@allow(Act.MANAGE_PLANS)
@require_safe
def plan_upload(request: HttpRequest, key: int) -> HttpResponse:
    """Show one plan: how far it is, the text with what was read beside it, downloads, problems, what can be done."""
    upload = get_object_or_404(PlanUpload.objects.select_related("by", "loaded"), pk=key)
    folder = papers_of(upload)
    shown = {
        "upload": upload,
        "job": last_job(upload),
        "papers": [
            (name, saved_as)
            for name, (file, saved_as) in PAPERS.items()
            if folder is not None and (folder / file).is_file()
        ],
        "is_read": folder is not None,
        "is_loadable": is_loadable(upload),
        "blocking": [one for one in upload.findings if one["severity"] == "error"],
        "others": [one for one in upload.findings if one["severity"] != "error"],
    }
    return render(request, "plans/plan_upload.html", shown)


@allow(Act.MANAGE_PLANS)
@require_safe
@xframe_options_sameorigin
def review_page(request: HttpRequest, key: int) -> HttpResponse:
    """Return the reader's page of a plan, for the frame on the upload's page: no script, its own style and no other."""
    folder = papers_of(get_object_or_404(PlanUpload, pk=key))
    if folder is None or not (folder / PAGE_FILE).is_file():
        raise Http404
    page = (folder / PAGE_FILE).read_text(encoding="utf-8")
    response = HttpResponse(page)
    response["Content-Security-Policy"] = paper_policy(page, framed=True)
    return response


@allow(Act.MANAGE_PLANS)
@require_safe
def paper(request: HttpRequest, key: int, name: str) -> HttpResponseBase:
    """Hand out one of the papers that reading gave."""
    upload = get_object_or_404(PlanUpload, pk=key)
    folder = papers_of(upload)
    if folder is None or name not in PAPERS or not (folder / PAPERS[name][0]).is_file():
        raise Http404
    file, saved_as = PAPERS[name]
    after = {"upload": upload.pk, "paper": file}
    record(actor_of(request), "plan.download", f"下载“{upload.name}”的{saved_as}", kind=Kind.EXPORT, after=after)
    return FileResponse((folder / file).open("rb"), as_attachment=True, filename=str(saved_as))


@allow(Act.MANAGE_PLANS)
@require_safe
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out the draft pack as a zip."""
    upload = get_object_or_404(PlanUpload, pk=key)
    folder = papers_of(upload)
    if folder is None:
        raise Http404
    record(
        actor_of(request),
        "plan.download",
        f"下载“{upload.name}”的政策包草案",
        kind=Kind.EXPORT,
        after={"upload": upload.pk, "paper": PACK_FOLDER},
    )
    name = f"plan-{upload.pk}"
    return attachment(zipped(folder / PACK_FOLDER, name), f"{name}.zip")


@allow(Act.MANAGE_PLANS)
@require_POST
def hand_in_corrected(request: HttpRequest, key: int) -> HttpResponse:
    """Take a corrected review workbook and ask for it to be written back."""
    user = person_of(request)
    upload = get_object_or_404(PlanUpload, pk=key)
    file = request.FILES.get("review")
    try:
        if file is None:
            raise InvalidValue("没有选文件；请先选改好的核对表，再点“交回”")
        hand_in_review(upload, file, by=user, actor=actor_of(request))
    except InvalidValue as error:
        messages.error(request, str(error))
    return redirect("plan_upload", upload.pk)


@allow(Act.MANAGE_PLANS)
@require_POST
def load(request: HttpRequest, key: int) -> HttpResponse:
    """Put the draft on the shelf of packs."""
    user = person_of(request)
    upload = get_object_or_404(PlanUpload, pk=key)
    try:
        row = load_draft(upload, by=user, actor=actor_of(request))
    except InvalidValue as error:
        messages.error(request, str(error))
        return redirect("plan_upload", upload.pk)
    messages.success(request, _("已装入“%(title)s”。要用它，请在“政策包”页换用。") % {"title": row.title})
    return redirect("packs")
