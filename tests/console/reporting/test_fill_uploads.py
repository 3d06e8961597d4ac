"""Workbooks of a liaison: down, up, read by the worker, good, faulty and hostile."""

import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guatu.console.audit.models import Entry as TrailEntry
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM
from guatu.console.jobs.models import Job
from guatu.console.jobs.queue import run_waiting
from guatu.console.people.models import User
from guatu.console.reporting import upload_job, uploads
from guatu.console.reporting.filing_acts import withdraw
from guatu.console.reporting.first_words import first_words
from guatu.console.reporting.models import Entry, Figure, Filing, FilingAct, Upload
from guatu.console.reporting.steps import Step

FilingOf = Callable[..., Filing]
SignIn = Callable[[str], Client]
QUARTER = "counties-quarterly"
PARTS = {"第一产业增加值": 10.0, "第二产业增加值": 40.0, "第三产业增加值": 50.0, "地区生产总值": 100.0}


@pytest.fixture
def filing(filing_of: FilingOf) -> Filing:
    return filing_of(duty=QUARTER)


def template(client: Client, filing: Filing) -> openpyxl.Workbook:
    """Return the form as a person downloads it."""
    answer = client.get(reverse("filing_template", args=(filing.pk,)))
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def filled(client: Client, filing: Filing, parts: Mapping[str, object]) -> bytes:
    """Return the form as a person fills it in: the figures in the first cell asked for, growth of 5 % beside it."""
    book = template(client, filing)
    sheet = book.worksheets[0]
    rows = {str(cell.value): int(cell.row or 0) for row in sheet.iter_rows() for cell in row if cell.value in PARTS}
    heads = next(row for row in sheet.iter_rows() if any("本期" in str(cell.value) for cell in row))
    columns = [number for number, cell in enumerate(heads, start=1) if "本期" in str(cell.value)]
    for name, value in parts.items():
        sheet.cell(rows[name], columns[0]).value = value  # type: ignore[assignment]  # any text a person types
        sheet.cell(rows[name], columns[0] + 1).value = 5
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def hand(client: Client, filing: Filing, content: bytes, name: str = "填报表.xlsx", **more: str) -> Upload | None:
    """Upload a file over the page and return its row; None where it was refused."""
    file = SimpleUploadedFile(name, content)
    address = reverse("filing_upload", args=(filing.pk,))
    client.post(address, {"file": file, "token": more.pop("token", name), **more})
    return Upload.objects.order_by("-id").first()


def read(upload: Upload | None) -> Upload:
    """Let the worker read an upload and return it."""
    assert upload is not None
    run_waiting()
    upload.refresh_from_db()
    return upload


def said(client: Client) -> str:
    """Return what the next page says."""
    return client.get(reverse("filings")).content.decode()


def test_the_form_goes_down_with_its_name_and_is_told_in_the_trail(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    names = {cell.value for row in template(client, filing).worksheets[0].iter_rows() for cell in row}
    assert names >= set(PARTS)
    assert TrailEntry.objects.filter(kind=Kind.EXPORT, act="filing.template").count() == 1


def test_a_good_workbook_is_filled_in_and_not_handed_in_unless_asked(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    upload = read(hand(client, filing, filled(client, filing, PARTS)))
    assert (upload.state, upload.bad) == ("taken", 0), upload.findings
    assert Entry.objects.get(indicator="gdp").value == Decimal(100)
    filing.refresh_from_db()
    assert filing.state == "draft"
    page = client.get(reverse("upload", args=(upload.pk,))).content.decode()
    assert "已填入" in page


def test_a_good_workbook_is_handed_in_at_once_where_that_was_asked_for(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    upload = read(hand(client, filing, filled(client, filing, PARTS), submit="1"))
    assert upload.note == "已填入 8 格并提交。"
    assert Figure.objects.get(indicator="gdp").value == Decimal(100)
    act = FilingAct.objects.get(what="submit")
    assert reverse("receipt", args=(act.pk,)) in client.get(reverse("upload", args=(upload.pk,))).content.decode()


def test_a_faulty_workbook_comes_back_marked_and_its_correct_cells_are_not_lost(
    filing: Filing, sign_in: SignIn
) -> None:
    client = sign_in("jiazi")
    upload = read(hand(client, filing, filled(client, filing, {**PARTS, "第二产业增加值": "四十左右"}), submit="1"))
    assert (upload.state, upload.bad) == ("faulty", 1), upload.findings
    assert not Entry.objects.exists()
    page = client.get(reverse("upload", args=(upload.pk,))).content.decode()
    assert upload.findings[0]["cell"] in page
    marked = client.get(reverse("upload_marked", args=(upload.pk,)))
    book = openpyxl.load_workbook(io.BytesIO(marked.content))
    comments = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert comments
    assert client.post(reverse("upload_take", args=(upload.pk,)))["Location"] == reverse("filing", args=(filing.pk,))
    assert Entry.objects.get(indicator="gdp_primary").value == Decimal(10)
    assert not Entry.objects.filter(indicator="gdp_secondary", value__isnull=False).exists()
    client.post(reverse("upload_take", args=(upload.pk,)))
    assert FilingAct.objects.filter(what="save").count() == 1


def test_a_gbk_csv_of_the_county_is_read_like_the_form(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    lines = ["地区,报告期,指标,单位,数值,同比（%）"]
    lines += [f"甲子市,2024年1-9月,{name},亿元,{value},5" for name, value in PARTS.items()]
    upload = read(hand(client, filing, "\r\n".join(lines).encode("gb18030"), "三季度.csv"))
    assert upload.state == "taken", upload.findings
    kept = Entry.objects.get(indicator="gdp")
    assert (kept.value, kept.growth) == (Decimal(100), Decimal("0.05"))


def test_the_same_file_sent_twice_is_one_upload(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    content = filled(client, filing, PARTS)
    first = hand(client, filing, content, token="same")
    second = hand(client, filing, content, token="same")
    assert first == second
    assert Job.objects.count() == 1


def test_the_job_done_twice_leaves_what_once_leaves(
    filing: Filing, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies after each step is followed by another that ends the same way."""
    client = sign_in("jiazi")
    upload = hand(client, filing, filled(client, filing, PARTS), submit="1")
    assert upload is not None
    ends = upload_job._end
    deaths = iter(("die", "die"))

    def dying(upload: Upload, state: Upload.State, note: str) -> str:
        if next(deaths, None):
            raise KeyboardInterrupt
        return ends(upload, state, note)

    monkeypatch.setattr(upload_job, "_end", dying)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            upload_job.read_upload(str(upload.pk), lambda _text: None)
    acts, figures = FilingAct.objects.count(), Figure.objects.count()
    note = upload_job.read_upload(str(upload.pk), lambda _text: None)
    upload.refresh_from_db()
    assert upload.state == "taken"
    assert (FilingAct.objects.count(), Figure.objects.count()) == (acts, figures)
    assert upload_job.read_upload(str(upload.pk), lambda _text: None) == note


def test_a_workbook_for_a_form_that_was_handed_in_meanwhile_changes_nothing(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    upload = hand(client, filing, filled(client, filing, PARTS))
    Filing.objects.filter(pk=filing.pk).update(state="submitted")
    assert read(upload).state == "failed"
    assert not Entry.objects.exists()
    Filing.objects.filter(pk=filing.pk).update(state="submitted")
    before = Upload.objects.count()
    hand(client, filing, b"x", "b.csv")
    assert Upload.objects.count() == before
    assert "先撤回" in said(client)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "不是能读的表格"),
        ("a.xlsx", b"", "空文件"),
        ("机密名单.xlsx", b"x", "密级标志"),
        ("a.csv", "秘密★10年\n指标,数值\n".encode(), "密级标志"),
        ("a.csv", "机密★\n".encode("gb18030"), "密级标志"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\x00" + "绝密★启用前".encode("utf-16-le"), "密级标志"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_a_sentence(
    filing: Filing, sign_in: SignIn, name: str, content: bytes, sentence: str
) -> None:
    client = sign_in("jiazi")
    assert hand(client, filing, content, name) is None
    assert sentence in said(client)
    assert not list(settings.WORKSPACE.path("uploads").rglob("*.exe"))


def test_a_workbook_that_bears_a_secrecy_mark_is_not_kept(filing: Filing, sign_in: SignIn) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "机密★5年"
    kept = io.BytesIO()
    book.save(kept)
    client, folder = sign_in("jiazi"), settings.WORKSPACE.path("uploads", "filings")
    before = set(folder.glob("*")) if folder.is_dir() else set()
    assert hand(client, filing, kept.getvalue()) is None
    assert (set(folder.glob("*")) if folder.is_dir() else set()) == before
    refused = TrailEntry.objects.get(act="filing.upload")
    assert not refused.was_done


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    filing: Filing, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_BYTES", 1000)
    client = sign_in("jiazi")
    assert hand(client, filing, b"1" * 1001, "a.csv") is None
    assert "超过 10 MB" in said(client)


def test_a_name_with_a_path_is_kept_as_a_name_alone(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    upload = hand(client, filing, "指标,数值\n".encode(), "..\\..\\etc\\passwd.csv")
    assert upload is not None
    assert "/" not in upload.name
    assert "\\" not in upload.name
    assert uploads.path_of(upload.path).parent == Path(settings.WORKSPACE.path("uploads", "filings"))


def test_a_bomb_and_a_broken_file_end_with_a_sentence(filing: Filing, sign_in: SignIn) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<c>" + b"0" * (40 << 20))
    client = sign_in("jiazi")
    for name, content in (("bomb.xlsx", packed.getvalue()), ("broken.xlsx", b"PK\x03\x04 broken")):
        upload = read(hand(client, filing, content, name))
        assert upload.state in ("failed", "faulty")
        assert upload.note
    assert not Entry.objects.exists()


def test_an_upload_of_another_county_looks_like_one_that_is_not_there(filing: Filing, sign_in: SignIn) -> None:
    upload = hand(sign_in("jiazi"), filing, "指标,数值\n".encode(), "a.csv")
    assert upload is not None
    other = sign_in("yichou")
    assert other.get(reverse("upload", args=(upload.pk,))).status_code == 404
    assert other.get(reverse("upload_marked", args=(upload.pk,))).status_code == 404
    assert other.post(reverse("upload_take", args=(upload.pk,))).status_code == 404


def test_the_request_of_an_upload_does_not_read_the_workbook(
    filing: Filing, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError

    client = sign_in("jiazi")
    content = filled(client, filing, PARTS)
    monkeypatch.setattr(upload_job, "read_filing", never)
    upload = hand(client, filing, content)
    assert upload is not None
    assert upload.state == "waiting"
    assert "刷新" in client.get(reverse("upload", args=(upload.pk,))).content.decode()


def test_the_first_words_of_a_lying_zip_are_few() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<t>" + b"1" * (30 << 20))
    assert len(first_words(packed.getvalue(), ".xlsx")) <= 256 << 10
    assert first_words(b"PK\x03\x04junk", ".xlsx") == ""


def test_a_form_taken_back_can_be_filled_by_workbook_again(filing: Filing, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    read(hand(client, filing, filled(client, filing, PARTS), submit="1"))
    withdraw(filing, Step(User.objects.get(username="jiazi"), SYSTEM, "w"))
    again = read(
        hand(client, filing, filled(client, filing, {**PARTS, "第一产业增加值": 11.0, "地区生产总值": 101.0}), "b.xlsx")
    )
    assert again.state == "taken"
    assert Entry.objects.get(indicator="gdp").value == Decimal(101)
