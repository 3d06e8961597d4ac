"""Files handed in to do harm, through the site's own pages: each ends with a sentence and leaves nothing behind."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.console.conftest import SignIn
from tests.console.reporting.test_fill_uploads import PARTS, filled
from tests.console.safety.handing_in import in_time, post_file, told, wrong_words
from tests.console.safety.hostile_files import Hostile, hostile_workbooks, mutations, with_parts
from tests.console.safety.pages import body_of

from guatu.console.jobs.models import Job
from guatu.console.jobs.models import State as JobState
from guatu.console.jobs.queue import run_waiting
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure, Filing, Upload
from guatu.console.reporting.upload_job import read_upload
from guatu.console.reporting.uploads import path_of

pytestmark = pytest.mark.usefixtures("bounded")
_KEPT_NAME = re.compile(r"[0-9a-f]{32}(-marked)?\.(xlsx|xlsm|xls|et|csv|txt)")


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


def test_a_file_over_which_the_reader_falls_is_told_to_who_handed_it_in(
    filing: Filing, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_what: object, **_named: object) -> None:
        raise RuntimeError("no sentence of this reaches the page")

    monkeypatch.setattr("guatu.console.reporting.upload_job.read_filing", fall)
    client = sign_in("jiazi")
    post_file(client, reverse("filing_upload", args=(filing.pk,)), "file", ("a.csv", _ROWS), token="f")
    run_waiting()
    taken = Upload.objects.get()
    assert (taken.state, wrong_words(taken.note)) == ("failed", [])
    assert Job.objects.get().state == JobState.FAILED
    assert "no sentence" not in body_of(client.get(reverse("upload", args=(taken.pk,)))).decode()


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
