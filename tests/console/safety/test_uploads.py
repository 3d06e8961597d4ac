"""Files handed in to do harm, through the site's own pages: each ends with a sentence and leaves nothing behind."""

import io
import os
import re
import resource
import shutil
import signal
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from tests.console.conftest import SignIn
from tests.console.reporting.test_fill_uploads import PARTS, filled
from tests.console.safety.conftest import QUARTERLY, SEPTEMBER
from tests.console.safety.hostile_files import Hostile, hostile_workbooks, mutations, with_parts, workbook
from tests.console.safety.pages import body_of

from guatu.console.jobs.models import Job
from guatu.console.jobs.models import State as JobState
from guatu.console.jobs.queue import run_waiting
from guatu.console.monitor.models import HistoryImport
from guatu.console.people.models import User
from guatu.console.plans.models import PlanUpload
from guatu.console.reporting.models import Figure, Filing, Upload
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.upload_job import read_upload
from guatu.console.reporting.uploads import path_of

_SECONDS = 90  # of one file, on a machine that does other things too
_MOST_GROWTH_KIB = 500 << 10
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_MACHINE_WORDS = re.compile(r"Traceback|Error\b|Exception|codec|0x[0-9a-f]{4}|/tmp|\.py\b|\bNone\b")
_KEPT_NAME = re.compile(r"[0-9a-f]{32}(-marked)?\.(xlsx|xlsm|xls|et|csv|txt)")
Post = Callable[..., HttpResponseBase]


@pytest.fixture(autouse=True)
def _bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Watch a test: it ends in time, in little memory, with no temporary file and nothing outside the workspace."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    workspace = Path(settings.WORKSPACE.folder)
    for folder in ("filings", "history", "plans"):
        shutil.rmtree(workspace / "uploads" / folder, ignore_errors=True)
    around = set(workspace.parent.glob("guatu-was-here*"))
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size < _MOST_GROWTH_KIB
    assert [path.name for path in passing.iterdir()] == []
    assert set(workspace.parent.glob("guatu-was-here*")) == around
    strange = [path for path in workspace.rglob("*") if "was-here" in path.name or "passwd" in path.name]
    assert not [path for path in strange if path.parent.parent != workspace / "uploads" / "history"]
    assert not [path for path in workspace.rglob(".*") if path.name != ".gitignore"]


def in_time(act: Callable[[], object]) -> None:
    """Do something that must not hang."""

    def too_late(*_what: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(_SECONDS)
    try:
        act()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def wrong_words(said: str) -> list[str]:
    """Return what a clerk would not understand of a sentence."""
    return [*_MACHINE_WORDS.findall(said), *([] if _CHINESE.search(said) else [f"no Chinese: {said!r}"])]


def post_file(client: Client, address: str, field: str, file: tuple[str, bytes], **fields: str) -> HttpResponseBase:
    """Post a file under any name at all, as a program could, and follow to the page that answers."""
    name, content = file
    lines = [
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n'.encode()
        for key, text in fields.items()
    ]
    head = f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    body = b"".join(lines) + head.encode("utf-8", "surrogatepass") + content + b"\r\n--x--\r\n"
    answer: HttpResponseBase = client.post(address, body, content_type="multipart/form-data; boundary=x", follow=True)
    return answer


_MESSAGE = re.compile(
    r'<(?:p class="(?:message|error)[^"]*"|ul class="errorlist[^"]*")[^>]*>(.*?)</(?:p|ul)>', re.DOTALL
)


def told(answer: HttpResponseBase) -> str:
    """Return what a page says about what was done."""
    said = " ".join(_MESSAGE.findall(body_of(answer).decode()))
    return re.sub(r"<[^>]*>", " ", said).strip()


@pytest.fixture
def filing(site: None) -> Filing:
    """The quarterly form of a county."""
    open_rounds(SEPTEMBER, None)
    return Filing.objects.select_related("round").get(place="999901", round__form=QUARTERLY)


@pytest.fixture
def good(filing: Filing, sign_in: SignIn) -> bytes:
    """The form as its county fills it in, without a mistake."""
    return filled(sign_in("jiazi"), filing, PARTS)


def upload(client: Client, filing: Filing, one: Hostile, token: str) -> str:
    """Hand a workbook in, let it be read, and return what is wrong with how that ended."""
    address = reverse("filing_upload", args=(filing.pk,))
    before = Upload.objects.count()
    answer = post_file(client, address, "file", (one.name, one.content), token=token)
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if Upload.objects.count() == before:
        return " ".join(wrong_words(told(answer)))
    in_time(run_waiting)
    taken = Upload.objects.order_by("-id")[0]
    job = Job.objects.order_by("-id")[0]
    trouble = wrong_words(taken.note)
    for finding in taken.findings:
        trouble += wrong_words(finding["sentence"] + finding["way_out"])
    if taken.state not in ("failed", "faulty", "taken") or job.state != JobState.DONE:
        trouble.append(f"upload {taken.state}, job {job.state}: {job.outcome}")
    if not _KEPT_NAME.fullmatch(Path(taken.path).name):
        trouble.append(taken.path)
    page = client.get(reverse("upload", args=(taken.pk,)))
    if page.status_code != 200:
        trouble.append(f"page {page.status_code}")
    return " ".join(trouble)


def test_hostile_workbooks_end_with_a_sentence(filing: Filing, good: bytes, sign_in: SignIn) -> None:
    client, wrong = sign_in("jiazi"), []
    for at, one in enumerate(hostile_workbooks(good)):
        if trouble := upload(client, filing, one, f"hostile-{at}"):
            wrong.append(f"{one.what}: {trouble}")
    assert not wrong, "\n".join(wrong)
    assert not Figure.objects.exists()


def test_what_looks_for_words_of_the_machine_finds_them() -> None:
    assert wrong_words("文件读不出来") == []
    assert wrong_words("'utf-8' codec can't decode byte")
    assert wrong_words("文件读不出来：ValueError")


def test_a_good_workbook_with_macros_or_links_is_read_and_comes_back_without_them(
    filing: Filing, good: bytes, sign_in: SignIn
) -> None:
    client = sign_in("jiazi")
    faulty = filled(client, filing, {**PARTS, "第二产业增加值": "四十左右"})
    parts = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    assert upload(client, filing, Hostile("", "填报表.xlsm", with_parts(faulty, parts)), "macro") == ""
    taken = Upload.objects.get()
    assert (taken.state, taken.bad) == ("faulty", 1)
    marked = path_of(taken.marked).read_bytes()
    assert b"vbaProject" not in marked
    assert b"externalLink" not in marked


@pytest.mark.parametrize(("count", "seed"), [(12, 1), pytest.param(200, 2, marks=pytest.mark.slow)])
def test_a_workbook_with_any_bytes_changed_is_read_or_told(
    count: int, seed: int, filing: Filing, good: bytes, sign_in: SignIn
) -> None:
    by, wrong, ends = User.objects.get(username="jiazi"), [], set()
    for at, content in enumerate(mutations(good, count, seed)):
        path = path_of(f"filings/{at:032x}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        one = Upload.objects.create(
            filing=filing,
            name="填报表.xlsx",
            path=f"filings/{path.name}",
            token=f"m{at}",
            by=by,
            at=filing.round.opened_at,
        )
        in_time(lambda key=one.pk: read_upload(str(key), lambda _text: None))  # type: ignore[misc]
        one.refresh_from_db()
        ends.add(one.state)
        said = [one.note, *(finding["sentence"] + finding["way_out"] for finding in one.findings)]
        wrong += [f"{at}: {trouble}" for text in said for trouble in wrong_words(text)]
        if one.state not in ("failed", "faulty", "taken"):
            wrong.append(f"{at}: {one.state}")
    assert not wrong, "\n".join(wrong)
    assert len(ends) > 1


NAMES = (
    "../../guatu-was-here.csv",
    "..\\..\\guatu-was-here.csv",
    "/etc/passwd.csv",
    "C:\\Windows\\win.csv",
    "a\x00b.csv",
    "填" * 300 + ".csv",
    "CON.csv",
    "nul.csv",
    "报表\u202excod.csv",
    "a\r\nSet-Cookie: x.csv",
    "<script>alert(1)</script>.csv",
    "' OR 1=1 --.csv",
    ".csv",
    "....csv",
    "-rf.csv",
    "~$填报.csv",
)
_ROWS = "地区,报告期,指标,单位,数值,同比（%）\r\n甲子市,2024年1-9月,地区生产总值,亿元,100,5\r\n".encode()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere_and_is_shown_as_a_name(name: str, filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    address = reverse("filing_upload", args=(filing.pk,))
    answer = post_file(client, address, "file", (name, _ROWS), token="n")
    page = body_of(answer).decode()
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "<script>alert" not in page
    for taken in Upload.objects.all():
        assert not set("/\\\x00\r\n\u202e") & set(taken.name)
        assert len(taken.name) <= 200
        assert _KEPT_NAME.fullmatch(Path(taken.path).name)
        in_time(run_waiting)
        assert client.get(reverse("upload", args=(taken.pk,))).status_code == 200


@pytest.mark.parametrize(
    "name", ["填报表.exe", "填报表.xlsx.exe", "填报表", "填报表.html", "填报表.docx", "填报表.zip", "x.php"]
)
def test_another_kind_of_file_is_refused_by_its_ending(name: str, filing: Filing, sign_in: SignIn) -> None:
    address = reverse("filing_upload", args=(filing.pk,))
    answer = post_file(sign_in("jiazi"), address, "file", (name, _ROWS), token="k")
    assert "不是能读的表格" in told(answer)
    assert not Upload.objects.exists()


def test_a_file_of_eleven_megabytes_is_refused(filing: Filing, sign_in: SignIn) -> None:
    address = reverse("filing_upload", args=(filing.pk,))
    answer = post_file(sign_in("jiazi"), address, "file", ("填报表.csv", b"1" * (11 << 20)), token="l")
    assert "超过 10 MB" in told(answer)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("length", [str(10 << 30), str((64 << 20) + 1), "9" * 40, "²"])
def test_a_request_that_claims_to_be_huge_is_refused_unread(length: str, filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    for who, address in ((client, reverse("filing_upload", args=(filing.pk,))), (Client(), reverse("sign_in"))):
        answer = who.post(
            address, b"--x", content_type="multipart/form-data; boundary=x", headers={"Content-Length": length}
        )
        assert answer.status_code == 413
        assert "不能超过 64 MB" in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["机密 三季度.xlsx", "绝密★.csv", "（秘密）填报.xls"])
def test_a_name_with_a_secrecy_mark_is_refused(name: str, filing: Filing, sign_in: SignIn) -> None:
    address = reverse("filing_upload", args=(filing.pk,))
    answer = post_file(sign_in("jiazi"), address, "file", (name, _ROWS), token="s")
    assert "密级" in told(answer)
    assert not Upload.objects.exists()
    assert not list(path_of("filings").glob("*"))


def test_hostile_lists_of_accounts_make_none(good: bytes, sign_in: SignIn) -> None:
    client, wrong, before = sign_in("sysadmin"), [], User.objects.count()
    address = reverse("import_accounts")
    files = [*_some(good), Hostile("formulas", "名单.csv", "账号,姓名\n=1+1,=HYPERLINK(1)\n".encode())]
    for one in files:
        answer = post_file(client, address, "file", (one.name, one.content))
        if answer.status_code >= 500 or wrong_words(told(answer) or "没有找到表头"):
            wrong.append(f"{one.what}: {answer.status_code} {told(answer)}")
    assert not wrong, "\n".join(wrong)
    assert User.objects.count() == before


def test_hostile_packages_are_refused(good: bytes, sign_in: SignIn) -> None:
    client, wrong = sign_in("wang"), []
    for one in (*hostile_workbooks(good), *_hostile_packages()):
        answer = post_file(client, reverse("package_take"), "file", ("包.zip", one.content))
        if answer.status_code >= 500 or wrong_words(told(answer)):
            wrong.append(f"{one.what}: {answer.status_code} {told(answer)}")
    assert not wrong, "\n".join(wrong)


def _hostile_packages() -> Iterator[Hostile]:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w"):
        pass
    bomb = {f"{at}.bin": b"\0" * (150 << 20) for at in range(2)}
    yield Hostile("bomb of allowed parts", "", with_parts(empty.getvalue(), bomb))
    for what, said in (
        ("no object", b"[]"),
        ("deep", b"[" * 100_000),
        ("no text", b"\xff\xfe"),
        ("null", b'{"number": null, "key": null, "files": null, "kind": "observations"}'),
        ("nul", b'{"number": "a", "key": "\\u0000", "files": {}, "kind": "observations"}'),
        ("surrogate", b'{"number": "a", "key": "\\ud800", "files": {}, "kind": "observations"}'),
    ):
        parts = {"manifest.json": said, "signature.bin": b"x", "observations.csv": b"x"}
        yield Hostile(f"manifest: {what}", "", with_parts(empty.getvalue(), parts))
    for what, receipt in (
        ("empty", b"{}"),
        ("half", b'{"said": '),
        ("deep", b"{" + b'"a":{' * 50_000),
        ("null", b'{"said": null, "signature": null}'),
        ("no object", b'{"said": "[]", "signature": "00"}'),
        ("nul", b'{"said": "{\\"key\\": \\"\\\\u0000\\", \\"receipt_for\\": 1, \\"sha256\\": 1}", "signature": "00"}'),
    ):
        yield Hostile(f"receipt: {what}", "", receipt)


def test_hostile_files_of_past_figures_are_told_and_nothing_is_taken(good: bytes, sign_in: SignIn) -> None:
    client, address = sign_in("wang"), reverse("take_history")
    files = [*_some(good), Hostile("parquet", "历史.parquet", b"PAR1" + os.urandom(2000) + b"PAR1")]
    lines = b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + b"0" * 32 + b"\r\n"
    for at, one in enumerate(files):
        name = f"../../guatu-was-here-{at}{Path(one.name).suffix}"
        head = f'--x\r\nContent-Disposition: form-data; name="given"; filename="{name}"\r\n\r\n'
        lines += head.encode() + one.content + b"\r\n"
    answer = client.post(address, lines + b"--x--\r\n", content_type="multipart/form-data; boundary=x", follow=True)
    assert answer.status_code == 200
    in_time(run_waiting)
    taken = HistoryImport.objects.get()
    assert taken.state in ("done", "failed")
    assert [trouble for one in (taken.note, *_sentences(taken.findings)) for trouble in wrong_words(one)] == []
    assert Job.objects.get().state == JobState.DONE
    folder = Path(settings.WORKSPACE.path(taken.path)).resolve()
    assert folder.is_relative_to(settings.WORKSPACE.path("uploads", "history").resolve())
    assert client.get(reverse("history_import", args=(taken.pk,))).status_code == 200


def test_hostile_plans_are_told(good: bytes, sign_in: SignIn) -> None:
    client, wrong = sign_in("wang"), []
    for at, one in enumerate(_hostile_plans()):
        before = PlanUpload.objects.count()
        answer = post_file(client, reverse("hand_in_plan"), "plan", (one.name, one.content), token=f"p{at}")
        if answer.status_code >= 500:
            wrong.append(f"{one.what}: {answer.status_code}")
        if PlanUpload.objects.count() == before:
            wrong += [f"{one.what}: {trouble}" for trouble in wrong_words(told(answer))]
            continue
        in_time(run_waiting)
        taken, job = PlanUpload.objects.order_by("-pk")[0], Job.objects.order_by("-pk")[0]
        said = (job.outcome, *_sentences(taken.findings))
        wrong += [f"{one.what}: {trouble} in {text}" for text in said for trouble in wrong_words(text)]
        if "故障" in job.outcome or client.get(reverse("plan_upload", args=(taken.pk,))).status_code != 200:
            wrong.append(f"{one.what}: {job.outcome}")
    assert not wrong, "\n".join(wrong)


def _hostile_plans() -> Iterator[Hostile]:
    document = b'<?xml version="1.0"?><w:document xmlns:w="x"><w:body/></w:document>'
    small = workbook()
    entities = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
    yield Hostile("random docx", "方案.docx", os.urandom(3000))
    yield Hostile("workbook as docx", "方案.docx", small)
    yield Hostile("docx with entities", "方案.docx", with_parts(small, {"word/document.xml": entities}))
    bomb = document + b" " * (60 << 20)
    yield Hostile("docx bomb", "方案.docx", with_parts(small, {"word/document.xml": bomb}))
    yield Hostile("random pdf", "方案.pdf", b"%PDF-1.7\n" + os.urandom(3000))
    yield Hostile("random text", "方案.txt", os.urandom(3000))
    yield Hostile("web page with script", "方案.html", b"<script>alert(1)</script><img src=x onerror=alert(1)>")
    yield Hostile("empty", "方案.docx", b"")
    yield Hostile("program", "方案.exe", b"MZ")
    yield Hostile("secret", "机密方案.docx", small)


def _sentences(findings: list[dict[str, str]]) -> list[str]:
    return [one["sentence"] + one["way_out"] for one in findings]


def _some(good: bytes) -> list[Hostile]:
    """Return some of each sort, for pages that read files in the same way as forms are read."""
    some = {"zip bomb", "billion laughs", "entity from outside", "cells as far as cells go", "claims ten gigabytes"}
    some |= {"encrypted", "macros", "half", "random", "random text", "zeros", "program", "many columns"}
    return [one for one in hostile_workbooks(good) if one.what in some]
