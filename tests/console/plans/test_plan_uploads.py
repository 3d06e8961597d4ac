"""A plan from its file to a pack in use: handed in, read, corrected, loaded; nothing is kept that must not be."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.jobs.models import Job
from guatu.console.jobs.queue import run_waiting
from guatu.console.plans import plan_job
from guatu.console.plans.models import PackFolder, PlanUpload
from guatu.console.plans.plan_files import papers_of, reading_path, uploads_path

PLAN = (Path(__file__).parents[3] / "docs/examples/plan.txt").read_bytes()
State = PlanUpload.State


def hand_in(client: Client, content: bytes = PLAN, name: str = "工业提质行动方案.txt") -> str:
    form = {"plan": SimpleUploadedFile(name, content), "token": "once", "with_active": "1"}
    return client.post("/plans/uploads/hand-in", form, follow=True).content.decode()


@pytest.fixture
def wang(sign_in: SignIn) -> Client:
    return sign_in("wang")


@pytest.fixture
def really_read(wang: Client) -> PlanUpload:
    """A plan that was handed in and read."""
    hand_in(wang)
    assert run_waiting() == 1
    return PlanUpload.objects.get()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@pytest.fixture
def read(request: pytest.FixtureRequest, wang: Client, shelf: Path) -> PlanUpload:
    """The same, read once for all tests of this file."""
    if not (shelf / "papers").exists():
        upload: PlanUpload = request.getfixturevalue("really_read")
        folder = papers_of(upload)
        assert folder is not None
        shutil.copytree(folder, shelf / "papers")
        told = {"note": upload.note, "counts": upload.counts, "findings": upload.findings}
        (shelf / "row.json").write_text(json.dumps(told), encoding="utf-8")
        return upload
    hand_in(wang)
    Job.objects.all().delete()
    upload = PlanUpload.objects.get()
    path = reading_path(upload, "read")
    shutil.rmtree(uploads_path(path), ignore_errors=True)
    shutil.copytree(shelf / "papers", uploads_path(path))
    told = json.loads((shelf / "row.json").read_text(encoding="utf-8"))
    PlanUpload.objects.update(state=State.READ, reading=path, **told)
    return PlanUpload.objects.get()


def corrected(upload: PlanUpload) -> bytes:
    """The review workbook with one target refused."""
    folder = papers_of(upload)
    assert folder is not None
    book = openpyxl.load_workbook(folder / "review.xlsx")
    sheet = book["目标"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    column = {cell.value: cell.column for cell in header if cell.value}
    for row in range(int(header[0].row or 0) + 1, sheet.max_row + 1):
        if sheet.cell(row, column["编号"]).value == "目标-001":
            sheet.cell(row, column["采用"]).value = "不采用"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_plan_is_read_corrected_loaded_and_put_on_the_shelf(wang: Client, really_read: PlanUpload) -> None:
    read = really_read
    assert (read.state, read.counts[0]) == (State.READ, ["目标", 15])
    page = wang.get(f"/plans/uploads/{read.pk}")
    assert page.context["is_loadable"], page.context["blocking"]
    before = papers_of(read)
    assert before is not None
    form = {"review": SimpleUploadedFile("核对表.xlsx", corrected(read))}
    wang.post(f"/plans/uploads/{read.pk}/review", form)
    assert run_waiting() == 1
    read.refresh_from_db()
    assert read.state == State.APPLIED, read.note
    after = papers_of(read)
    assert after is not None
    assert "industrial_va" in (before / "pack/targets.yaml").read_text(encoding="utf-8")
    assert "industrial_va\n" not in (after / "pack/targets.yaml").read_text(encoding="utf-8")
    wang.post(f"/plans/uploads/{read.pk}/load")
    wang.post(f"/plans/uploads/{read.pk}/load")
    row = PackFolder.objects.exclude(path="").get()
    read.refresh_from_db()
    assert (read.state, read.loaded) == (State.LOADED, row)
    assert row.pack == f"plan-{read.pk}"
    assert row.path in wang.get("/plans/packs").content.decode()
    assert wang.get(f"/plans/packs/{row.path}").status_code == 200
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["plan.hand_in", "plan.read", "plan.hand_in_review", "plan.review", "plan.load"]


def test_the_readers_page_stands_in_a_frame_with_a_policy_of_its_own(wang: Client, read: PlanUpload) -> None:
    page = wang.get(f"/plans/uploads/{read.pk}/page")
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "sandbox" in policy
    assert "规模以上工业增加值" in page.content.decode()
    assert f"/plans/uploads/{read.pk}/page" in wang.get(f"/plans/uploads/{read.pk}").content.decode()


def test_papers_are_handed_out_by_name_alone_and_recorded(wang: Client, read: PlanUpload) -> None:
    for name in ("review", "tasks", "task_sheet", "text"):
        answer = wang.get(f"/plans/uploads/{read.pk}/papers/{name}")
        assert answer.status_code == 200
        assert b"".join(answer)
    with zipfile.ZipFile(io.BytesIO(wang.get(f"/plans/uploads/{read.pk}/draft").content)) as archive:
        assert f"plan-{read.pk}/targets.yaml" in archive.namelist()
    assert Entry.objects.filter(act="plan.download", kind="export").count() == 5
    assert wang.get(f"/plans/uploads/{read.pk}/papers/run.json").status_code == 404
    assert wang.get(f"/plans/uploads/{read.pk}/papers/..").status_code == 404


def test_the_same_page_sent_twice_is_one_upload(wang: Client) -> None:
    hand_in(wang)
    hand_in(wang)
    assert (PlanUpload.objects.count(), Job.objects.count()) == (1, 1)


def test_a_job_that_was_killed_before_it_told_is_done_again(really_read: PlanUpload) -> None:
    read = really_read
    first = papers_of(read)
    assert first is not None
    content = (first / "review.xlsx").read_bytes()
    PlanUpload.objects.filter(pk=read.pk).update(state=State.WAITING, reading="")
    plan_job.read_plan(str(read.pk), lambda _text: None)
    plan_job.read_plan(str(read.pk), lambda _text: None)
    read.refresh_from_db()
    assert read.state == State.READ
    again = papers_of(read)
    assert again is not None
    assert (again / "review.xlsx").read_bytes() == content
    assert not list(again.parent.glob(".aside-*"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("方案.exe", b"MZ", "不是能读的方案文件"),
        ("方案.txt", b"", "是空的"),
        ("机密方案.docx", b"x", "文件名标明涉密"),
    ],
)
def test_files_that_are_not_taken_are_told_why(wang: Client, name: str, content: bytes, words: str) -> None:
    page = hand_in(wang, content, name)
    assert words in page or (not content and "plan" in page)
    assert not PlanUpload.objects.exists()
    assert not Job.objects.exists()


def test_a_file_with_a_mark_of_secrecy_is_erased(wang: Client) -> None:
    hand_in(wang, "秘密★10年\n关于工业提质的通知\n".encode() + PLAN)
    run_waiting()
    upload = PlanUpload.objects.get()
    assert upload.state == State.FAILED
    assert "密级标志" in upload.note
    assert not Path(settings.WORKSPACE.path("uploads", "plans", str(upload.pk))).exists()
    assert Entry.objects.filter(act="plan.refuse").exists()
    assert "密级标志" in wang.get(f"/plans/uploads/{upload.pk}").content.decode()


def test_a_file_that_cannot_be_read_says_why(wang: Client) -> None:
    hand_in(wang, b"\x89PNG\r\n\x1a\n" + bytes(200), "扫描.pdf")
    run_waiting()
    upload = PlanUpload.objects.get()
    assert upload.state == State.FAILED
    assert upload.note
    assert wang.get(f"/plans/uploads/{upload.pk}/page").status_code == 404


def test_a_workbook_that_is_no_review_changes_nothing(wang: Client, read: PlanUpload) -> None:
    book = openpyxl.Workbook()
    written = io.BytesIO()
    book.save(written)
    form = {"review": SimpleUploadedFile("别的.xlsx", written.getvalue())}
    wang.post(f"/plans/uploads/{read.pk}/review", form)
    run_waiting()
    before = read.reading
    read.refresh_from_db()
    assert (read.state, read.reading) == (State.READ, before)
    assert "没有写回" in read.note
    wrong = wang.post(f"/plans/uploads/{read.pk}/review", {"review": SimpleUploadedFile("a.txt", b"x")}, follow=True)
    assert "不是核对表" in wrong.content.decode()


def test_a_draft_with_mistakes_is_not_loaded(wang: Client, read: PlanUpload) -> None:
    finding = {"of": "check", "severity": "error", "word": "错误", "code": "P1", "title": "", "where": ""}
    PlanUpload.objects.update(findings=[{**finding, "sentence": "单位不对。", "way_out": "改。"}])
    page = wang.post(f"/plans/uploads/{read.pk}/load", follow=True).content.decode()
    assert "没有装入" in page
    assert "单位不对。" in page
    assert not PackFolder.objects.exclude(path="").exists()


def test_only_those_who_manage_plans_hand_them_in(sign_in: SignIn, read: PlanUpload) -> None:
    for name in ("jiazi", "sun", "gao", "auditor"):
        client = sign_in(name)
        assert client.get("/plans/uploads").status_code == 403
        assert client.get(f"/plans/uploads/{read.pk}/page").status_code == 403
        assert client.post("/plans/uploads/hand-in", {}).status_code == 403
        assert client.post(f"/plans/uploads/{read.pk}/load").status_code == 403
