"""签发: the files are written once, hashed, and never change; the same bulletin can be made of them again."""

import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.console.bulletins.conftest import Desk, make_run, report

from guatu.console.audit.models import Entry, Kind
from guatu.console.bulletins import issue_job
from guatu.console.bulletins.issue_job import write_issue
from guatu.console.bulletins.models import Issue, Revision
from guatu.console.bulletins.wording import issue_folder
from guatu.console.jobs.models import Job
from guatu.console.monitor.models import MonthRun
from guatu.console.reporting.models import Figure
from guatu.desk import rebuild_bulletin


def hashes(issue: Issue) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in issue_folder(issue).iterdir()}


def test_signing_freezes_the_files_with_their_hashes(office: Desk, issue: Issue) -> None:
    office.sign(issue)
    assert set(issue.files) == {"bulletin.docx", "figures.xlsx", "issue.json", "run.json"}
    assert issue.files == hashes(issue)
    page = office.page("gao", f"/bulletins/{issue.pk}/")
    assert page.count("与签发时一致") == 4
    assert issue.files["bulletin.docx"] in page
    assert "LibreOffice" in page
    text = "\n".join(one.text for one in docx.Document(str(issue_folder(issue) / "bulletin.docx")).paragraphs)
    assert "须经审签" not in text
    assert "地区、数据均为虚构" in text
    assert "2024年10月9日" in text
    assert "2024年第1期" in text


def test_a_changed_file_is_told(office: Desk, issue: Issue) -> None:
    office.sign(issue)
    (issue_folder(issue) / "figures.xlsx").write_bytes(b"other")
    assert "与签发时不同" in office.page("wang", f"/bulletins/{issue.pk}/")


def test_the_document_is_made_again_from_what_was_kept(office: Desk, issue: Issue, tmp_path: Path) -> None:
    office.write(issue, 0, {"text-0": "现通报如下。"})
    office.sign(issue)
    rebuild_bulletin(issue_folder(issue), tmp_path / "again.docx")
    again = hashlib.sha256((tmp_path / "again.docx").read_bytes()).hexdigest()
    assert again == issue.files["bulletin.docx"]


def test_a_worker_killed_before_the_hashes_were_stored_does_it_over(
    office: Desk, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        broken.setattr(issue_job, "_keep", killed)
        for name, what in (("wang", "send"), ("sun", "pass"), ("gao", "sign")):
            office.step(name, issue, what)
        with pytest.raises(KeyboardInterrupt):
            write_issue(str(issue.pk), lambda _text: None)
    first = hashes(issue)
    assert Issue.objects.get(pk=issue.pk).files == {}
    for _again in range(2):
        write_issue(str(issue.pk), lambda _text: None)
    issue.refresh_from_db()
    assert issue.files == first == hashes(issue)
    assert Entry.objects.filter(act="issue.freeze").count() == 1
    shutil.rmtree(issue_folder(issue))
    Issue.objects.filter(pk=issue.pk).update(files={})
    write_issue(str(issue.pk), lambda _text: None)
    assert hashes(issue) == first


def test_a_given_up_job_can_be_asked_for_again(office: Desk, issue: Issue) -> None:
    for name, what in (("wang", "send"), ("sun", "pass"), ("gao", "sign")):
        office.step(name, issue, what)
    Job.objects.update(state="failed", ended_at=issue.drafted_at)
    assert "重新写出" in office.page("gao", f"/bulletins/{issue.pk}/")
    for _click in range(2):
        office.at("gao").post(f"/bulletins/{issue.pk}/write-again")
    assert Job.objects.filter(ended_at__isnull=True).count() == 1


def test_downloads_are_recorded_and_what_it_rests_on_stays_with_those_who_made_it(office: Desk, issue: Issue) -> None:
    assert office.at("jiazi").get(f"/bulletins/{issue.pk}/files/bulletin.docx").status_code == 404
    office.sign(issue)
    answer = office.at("jiazi").get(f"/bulletins/{issue.pk}/files/bulletin.docx")
    assert hashlib.sha256(answer.getvalue()).hexdigest() == issue.files["bulletin.docx"]
    entry = Entry.objects.get(kind=Kind.EXPORT, act="issue.download")
    assert entry.account == "jiazi"
    assert entry.after is not None
    assert entry.after["sha256"] == issue.files["bulletin.docx"]
    for name in ("issue.json", "run.json", "figures.xlsx", "..%2Fsite.toml", "nothing.docx"):
        assert office.at("jiazi").get(f"/bulletins/{issue.pk}/files/{name}").status_code == 404
    sheet = office.at("sun").get(f"/bulletins/{issue.pk}/files/figures.xlsx")
    assert sheet.status_code == 200
    assert sheet.getvalue()


def test_a_draft_document_says_that_it_is_one(office: Desk, issue: Issue) -> None:
    answer = office.at("sun").get(f"/bulletins/{issue.pk}/draft.docx")
    document = docx.Document(io.BytesIO(answer.content))
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        assert "草稿" in header.paragraphs[0].text
    assert Entry.objects.filter(act="issue.preview", account="sun").exists()
    assert office.at("jiazi").get(f"/bulletins/{issue.pk}/draft.docx").status_code == 403
    office.sign(issue)
    assert office.at("sun").get(f"/bulletins/{issue.pk}/draft.docx").status_code == 404


def test_a_later_correction_stands_beside_the_issue_and_in_the_next_one(
    office: Desk, issue: Issue, run_papers: Path, site_clock: Callable[[str], None]
) -> None:
    office.sign(issue)
    before = hashes(issue)
    site_clock("2024-10-20T10:00")
    corrected = report("210.00", vintage=2, reason="少计两户", day="2024-10-19")
    page = office.page("wang", f"/bulletins/{issue.pk}/")
    assert "修订表" in page
    assert "少计两户" in page
    revision = Revision.objects.get()
    assert (revision.issue_id, revision.figure_id) == (issue.pk, corrected.pk)
    assert (str(revision.before), str(revision.after)) == ("201.500000", "210.000000")
    office.page("wang", f"/bulletins/{issue.pk}/")
    assert Revision.objects.count() == 1
    assert "少计两户" in office.page("jiazi", f"/bulletins/{issue.pk}/")

    others = list(Figure.objects.filter(place="999902"))
    following = office.draft(make_run(run_papers, [corrected, *others], issue.drafted_at))
    assert "以前各期通报所载数的修订" in office.page("wang", f"/bulletins/{following.pk}/")
    assert following.corrections == [revision.pk]
    issue.refresh_from_db()
    assert hashes(issue) == before == issue.files

    Issue.objects.filter(pk=following.pk).update(number="2024年第2期")
    office.sign(following)
    third = office.draft(make_run(run_papers, [corrected, *others], issue.drafted_at))
    assert third.corrections == []


def test_a_figure_missing_at_signing_and_reported_later_is_a_revision(
    office: Desk, issue: Issue, site_clock: Callable[[str], None]
) -> None:
    office.sign(issue)
    assert Revision.objects.count() == 0
    site_clock("2024-10-20T10:00")
    late = report("77.10", place="999903", day="2024-10-19")
    assert "签发时没有报，后来补报" in office.page("wang", f"/bulletins/{issue.pk}/")
    revision = Revision.objects.get()
    assert (revision.figure_id, revision.before, str(revision.after)) == (late.pk, None, "77.100000")


def test_a_figure_that_was_not_accepted_revises_nothing(office: Desk, issue: Issue) -> None:
    office.sign(issue)
    waiting = report("210.00", vintage=2)
    type(waiting).objects.filter(pk=waiting.pk).update(accepted_at=None, refused_at=waiting.reported_at)
    assert Revision.objects.count() == 0
    same = report("201.50", vintage=3)
    assert same.value is not None
    office.page("wang", "/bulletins/")
    assert Revision.objects.count() == 0


def test_a_run_that_is_not_done_gives_no_issue(office: Desk, run: MonthRun) -> None:
    waiting = MonthRun.objects.create(month=run.month, by=run.by, at=run.at)
    page = office.at("wang").post("/bulletins/start", {"run": waiting.pk}, follow=True).content.decode()
    assert "还没有完成" in page
    assert not Issue.objects.exists()
    assert office.at("wang").post("/bulletins/start", {"run": "x"}).status_code == 404
