"""Papers of a run as downloads (下载): under a Chinese name, written into the trail."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.run_choice import track_words
from guatu.console.monitor.run_papers import SHARED, SHARED_LEDGERS
from guatu.console.monitor.runs import MANIFEST, run_folder
from guatu.console.people.access import Act

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperName(StrEnum):
    """The papers of a run that can be downloaded, by the word in their address."""

    LEDGERS = "ledgers"
    LEDGERS_WITH_FIRMS = "ledgers-with-firms"
    BULLETIN = "bulletin"
    WALL = "wall"
    FINDINGS = "findings"
    MANIFEST = "manifest"


@dataclass(frozen=True)
class Paper:
    """A paper: the file in the run's folder, its kind, who may have it."""

    name: PaperName
    file: str
    content_type: str
    acts: frozenset[Act]

    @property
    def words(self) -> str:
        """What the paper is called."""
        return {
            PaperName.LEDGERS: _("六本账"),
            PaperName.LEDGERS_WITH_FIRMS: _("六本账（含企业数）"),
            PaperName.BULLETIN: _("月通报（初稿）"),
            PaperName.WALL: _("挂图"),
            PaperName.FINDINGS: _("数据问题清单"),
            PaperName.MANIFEST: _("运行清单"),
        }[self.name]


PAPERS = {
    one.name: one
    for one in (
        Paper(PaperName.LEDGERS, f"{SHARED}/{SHARED_LEDGERS}", _SHEET, frozenset({Act.SEE_LEDGERS})),
        Paper(PaperName.LEDGERS_WITH_FIRMS, "ledgers.xlsx", _SHEET, frozenset({Act.SEE_FIRMS})),
        Paper(
            PaperName.BULLETIN,
            "bulletin.docx",
            _DOCUMENT,
            frozenset({Act.DRAFT_BULLETIN, Act.REVIEW_BULLETIN, Act.SIGN_BULLETIN}),
        ),
        Paper(PaperName.WALL, "wall.html", "text/html; charset=utf-8", frozenset({Act.SEE_LEDGERS})),
        Paper(PaperName.FINDINGS, "findings.xlsx", _SHEET, frozenset({Act.RUN_MONTH})),
        Paper(PaperName.MANIFEST, MANIFEST, "application/json", frozenset({Act.SEE_LEDGERS})),
    )
}


def has_paper(run: MonthRun, paper: Paper) -> bool:
    """Tell whether a run has a paper; one without findings has no list of them."""
    return (run_folder(run) / paper.file).is_file()


def file_name(run: MonthRun, paper: Paper) -> str:
    """Return the name a paper is saved under: `2024年9月六本账（快报，第3号运行）.xlsx`."""
    name = _("%(year)s年%(month)s月%(paper)s（%(track)s，第%(number)s号运行）") % {
        "year": run.month.year,
        "month": run.month.month,
        "paper": paper.words,
        "track": track_words(run.track),
        "number": run.pk,
    }
    return f"{name}{Path(paper.file).suffix}"


def send_paper(request: HttpRequest, run: MonthRun, paper: Paper) -> HttpResponse | FileResponse:
    """Answer with a paper, and write that it was taken."""
    path = run_folder(run) / paper.file
    after = {"file": paper.file, "sha256_of_run": run.sha256}
    record(actor_of(request), "run.download", f"运行 {run} {paper.name.value}", kind=Kind.EXPORT, after=after)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=file_name(run, paper), content_type=paper.content_type
    )
    response["Cache-Control"] = "no-store"
    return response
