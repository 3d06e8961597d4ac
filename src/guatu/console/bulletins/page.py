"""What the page of an issue shows (通报页): the document, who is next, the numbers, the acts, the files."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from guatu.console.bulletins.edits import block_stretches, head_of, mark_of
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.number_lines import check_numbers
from guatu.console.bulletins.revisions import note_revisions, revised_figures
from guatu.console.bulletins.steps import is_working_on, may_write, people_next, steps_for
from guatu.console.bulletins.wording import bulletin_of, draft_of, issue_folder, placed_blocks
from guatu.console.jobs.models import Job
from guatu.console.people.access import Act, may
from guatu.console.people.person import person_of
from guatu.desk import DOCUMENT_FILE, FIGURES_FILE, ISSUE_FILE, PDF_FILE, issued_hashes
from guatu.office import table_html
from guatu.report import Figure, Table, figures_in, revision_table

# Below so many characters a stretch is typed in one line.
_SHORT = 24
INTERNAL_FILES = (FIGURES_FILE, ISSUE_FILE, "run.json")

_FILE_WORDS = {
    DOCUMENT_FILE: gettext_lazy("通报（Word）"),
    PDF_FILE: gettext_lazy("通报（PDF）"),
    FIGURES_FILE: gettext_lazy("核数表（Excel）"),
    ISSUE_FILE: gettext_lazy("通报数据（JSON）"),
    "run.json": gettext_lazy("运行清单（JSON）"),
}


@dataclass(frozen=True)
class TypedStretch:
    """A stretch of words in a form, and the figure behind it."""

    index: int
    text: str
    figure: Figure | None

    @property
    def is_short(self) -> bool:
        """Tell whether one line is enough."""
        return len(self.text) <= _SHORT

    @property
    def size(self) -> int:
        """How wide the line is, in the browser's measure of half a Chinese character."""
        return max(4, 2 * len(self.text) + 2)


@dataclass(frozen=True)
class WrittenFile:
    """A file of a signed issue: its hash when it was written, and whether it still has it."""

    name: str
    words: str | Promise
    sha256: str
    is_whole: bool


def issue_context(request: HttpRequest, issue: Issue) -> dict[str, object]:
    """Return what the whole page shows."""
    user = person_of(request)
    if may(user, Act.DRAFT_BULLETIN, issue.place):
        note_revisions(issue)
    bulletin = bulletin_of(issue)
    base = reverse("source", args=(issue.run_id,)) if may(user, Act.SEE_LEDGERS) else ""
    revisions = list(
        issue.revisions.select_related("issue", "figure__reported_by").order_by("indicator", "place", "pk")
    )
    return {
        **side_context(request, issue),
        "bulletin": bulletin,
        "annexes": [
            (annex.title, [(table.title, _table_html(table, base)) for table in annex.tables])
            for annex in bulletin.annexes
        ],
        "blocks": placed_blocks(issue),
        "revisions": revision_table(revised_figures(revisions)) if revisions else None,
    }


@lru_cache(maxsize=48)
def _table_html(table: Table, source_base: str) -> SafeString:
    """Return a table of an annex as HTML: an annex is long, and the same for everybody until somebody writes."""
    return mark_safe(table_html(table, source_base))  # noqa: S308  # table_html escapes every text


def side_context(request: HttpRequest, issue: Issue) -> dict[str, object]:
    """Return what stands beside the document: state, steps, numbers, acts, files."""
    user = person_of(request)
    is_working = is_working_on(user, issue)
    job = Job.objects.filter(kind="write_issue", about=str(issue.pk)).order_by("-id").first()
    acts = list(issue.acts.select_related("by").order_by("-id")) if is_working else []
    return {
        "issue": issue,
        "is_working": is_working,
        "may_write": may_write(user, issue),
        "steps": steps_for(user, issue),
        "next_people": people_next(issue),
        "chain": (Issue.State.DRAFT, Issue.State.REVIEW, Issue.State.SIGNING, Issue.State.ISSUED),
        "check": check_numbers(issue) if is_working and issue.state != Issue.State.ISSUED else None,
        "acts": [one for one in acts if one.what != IssueAct.What.EDIT],
        "edits": [one for one in acts if one.what == IssueAct.What.EDIT],
        "token": uuid.uuid4().hex,
        "takes_comments": is_working and issue.state in (Issue.State.DRAFT, Issue.State.REVIEW, Issue.State.SIGNING),
        "files": _files(issue, shows_all=is_working),
        "lacks_pdf": bool(issue.files) and PDF_FILE not in issue.files,
        # Only who asked may look at a job; the others see that the files are being written.
        "job": job if job is not None and job.asked_by_id == user.pk and not issue.files else None,
        "was_given_up": not issue.files and job is not None and job.ended_at is not None,
    }


def block_form(issue: Issue, at: int) -> dict[str, object]:
    """Return what the form of a block shows."""
    texts = block_stretches(issue, at)
    figures: tuple[Figure | None, ...] = (*figures_in(draft_of(issue).blocks[at]), None) if texts else ()
    return {
        "issue": issue,
        "at": at,
        "stretches": [
            TypedStretch(index, text, figure) for index, (text, figure) in enumerate(zip(texts, figures, strict=True))
        ],
        "seen": mark_of(texts),
    }


def head_form(issue: Issue) -> dict[str, object]:
    """Return what the form of the head shows."""
    head = head_of(issue)
    return {"issue": issue, "head": head, "seen": mark_of(head)}


def added_form(issue: Issue, at: int) -> dict[str, object]:
    """Return what the form of the paragraphs behind a block shows."""
    present = tuple(issue.added.get(str(at), ()))
    return {"issue": issue, "at": at, "paragraphs": [*present, ""], "seen": mark_of(present)}


def _files(issue: Issue, *, shows_all: bool) -> list[WrittenFile]:
    present = issued_hashes(issue_folder(issue))
    shown = (name for name in issue.files if shows_all or name not in INTERNAL_FILES)
    return [
        WrittenFile(name, _FILE_WORDS.get(name, name), issue.files[name], present.get(name) == issue.files[name])
        for name in sorted(shown)
    ]
