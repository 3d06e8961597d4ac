"""下载: the files of a signed issue, and a draft as a document that says it is one."""

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.page import INTERNAL_FILES
from guatu.console.bulletins.steps import is_working_on
from guatu.console.bulletins.visible import visible_issue, working_issue
from guatu.console.bulletins.wording import bulletin_of, created_on, issue_folder, issue_subject, title_of
from guatu.console.frame.attachments import written_attachment
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.desk import DOCUMENT_FILE, write_draft

_LONGEST_NAME = 60


@allow(Act.READ_BULLETIN)
@require_GET
def issue_file(request: HttpRequest, key: int, name: str) -> HttpResponseBase:
    """Hand out a file of a signed issue; what it rests on only to who worked on it."""
    found = visible_issue(request, key)
    path = issue_folder(found) / name
    if name not in found.files or (name in INTERNAL_FILES and not is_working_on(person_of(request), found)):
        raise Http404
    if not path.is_file():
        raise Http404
    record(
        actor_of(request),
        "issue.download",
        issue_subject(found),
        kind=Kind.EXPORT,
        after={"文件": name, "sha256": found.files[name]},
    )
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{_file_title(found)}{path.suffix}")


@allow(Act.DRAFT_BULLETIN, Act.REVIEW_BULLETIN, Act.SIGN_BULLETIN)
@require_GET
def issue_preview(request: HttpRequest, key: int) -> HttpResponseBase:
    """Hand out an issue that is not signed yet as a document marked 草稿 on every page."""
    found = working_issue(request, key)
    if found.state == Issue.State.ISSUED:
        raise Http404
    name = f"{found.get_state_display()}-{_file_title(found)}{PurePath(DOCUMENT_FILE).suffix}"
    response = written_attachment(name, lambda path: write_draft(path, bulletin_of(found), created=created_on(found)))
    record(actor_of(request), "issue.preview", issue_subject(found), kind=Kind.EXPORT)
    return response


def _file_title(issue: Issue) -> str:
    kept = "".join(one for one in f"{issue.number} {title_of(issue)}" if one.isalnum() or one in " -—（）〔〕")
    return kept[:_LONGEST_NAME].strip() or str(issue.pk)
