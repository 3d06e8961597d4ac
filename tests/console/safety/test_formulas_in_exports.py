"""What persons type stays a text in every file that leaves the site: no cell computes, no cell calls."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.console.conftest import SignIn
from tests.console.reporting.test_fill_uploads import PARTS, filled
from tests.console.safety.conftest import Lived
from tests.console.safety.handing_in import post_file
from tests.console.safety.pages import body_of, visit
from tests.console.safety.typed_everywhere import type_everywhere, typed_fields

from guatu.console.audit.trail import SYSTEM
from guatu.console.bulletins.models import Issue
from guatu.console.exchange.tokens import SCOPES, make_token
from guatu.console.frame.clock import today
from guatu.console.jobs.queue import run_waiting
from guatu.console.people.models import User
from guatu.console.reporting.models import Filing, FilingState, Upload

TEXTS = (
    '=HYPERLINK("http://x.example","点")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "|cmd",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "http://x.example/a",
)
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?%?")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_SHEET = "xl/worksheets/"


def wrong_in_workbook(content: bytes) -> Iterator[str]:
    """Yield what could act in a workbook: formulas, links to elsewhere, macros, connections."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith(_SHEET) and _FORMULA.search(part):
                yield f"{name}: a formula"
            if name.endswith(".rels") and b'TargetMode="External"' in part:
                yield f"{name}: leads elsewhere"
            if re.search(r"vbaProject|externalLink|connections|embeddings|activeX", name):
                yield name
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            yield from (f"{sheet.title}!{cell.coordinate}: {cell.value}" for cell in row if cell.data_type == "f")


def wrong_in_csv(content: bytes) -> Iterator[str]:
    """Yield cells that a spreadsheet would compute."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from (cell for cell in row if cell.startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(cell))


def shows(content: bytes, text: str) -> bool:
    """Tell whether a file has a text in it, so that what is looked at is what was typed."""
    if not content.startswith(b"PK"):
        return text.encode() in content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return any(text in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_looks_for_formulas_finds_them() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"
    kept = io.BytesIO()
    book.save(kept)
    assert len(list(wrong_in_workbook(kept.getvalue()))) == 2
    assert list(wrong_in_csv(b"a,=1\r\n-2.5,'=1\r\n")) == ["=1"]


def test_texts_go_into_fields_of_every_slice() -> None:
    slices = {model._meta.app_label for model, _field in typed_fields()}
    assert slices == {"people", "exchange", "reporting", "monitor", "bulletins", "plans"}


def workbooks(lived: Lived, sign_in: SignIn) -> Iterator[tuple[str, bytes]]:
    """Yield the workbooks that the site hands out, by name."""
    run, wang, jiazi = lived.run.pk, sign_in("wang"), sign_in("jiazi")
    yield "progress", body_of(wang.post(reverse("progress_export"), {"month": "2024-09"}))
    yield "ranking", visit(wang, reverse("ranking_workbook", args=(run,))).body
    yield "targets", visit(wang, reverse("export_targets")).body
    yield "ledgers", visit(wang, reverse("paper", args=(run, "ledgers"))).body
    yield "findings", visit(wang, reverse("paper", args=(run, "findings"))).body
    yield "template", visit(jiazi, reverse("filing_template", args=(lived.not_begun.pk,))).body
    yield "trail", visit(sign_in("auditor"), reverse("export_trail") + "?as=xlsx").body


def lists(sign_in: SignIn, lived: Lived) -> Iterator[tuple[str, bytes]]:
    """Yield the CSV files that the site hands out, by name."""
    account, maker = User.objects.get(username="jiazi"), User.objects.get(username="secadmin")
    made = make_token("导出", account, SCOPES, today() + timedelta(days=9), by=maker, actor=SYSTEM)
    machine = Client(headers={"Authorization": f"Bearer {made.text}"})
    yield "trail", visit(sign_in("auditor"), reverse("export_trail") + "?as=csv").body
    yield "accounts", visit(sign_in("sysadmin"), reverse("accounts_template")).body
    yield "observations", visit(machine, "/api/v1/observations.csv").body
    yield "sdmx", visit(machine, "/api/v1/observations.sdmx").body
    for ledger in ("schedule_ledger", "gap_ledger", "target_ledger"):
        answer = visit(machine, f"/api/v1/runs/{lived.run.pk}/ledgers/{ledger}.csv")
        assert answer.answer.status_code == 200, ledger
        yield ledger, answer.body


def test_no_cell_of_an_export_computes_or_calls(lived: Lived, sign_in: SignIn) -> None:
    type_everywhere(lived, TEXTS)
    wrong, seen = [], set()
    for name, content in workbooks(lived, sign_in):
        wrong += [f"{name}: {why}" for why in wrong_in_workbook(content)]
        seen |= {name} if any(shows(content, text.strip()) for text in TEXTS) else set()
    for name, content in lists(sign_in, lived):
        wrong += [f"{name}: {cell!r}" for cell in wrong_in_csv(content)]
        seen |= {name} if any(shows(content, text.strip()) for text in TEXTS) else set()
    assert not wrong, "\n".join(wrong)
    assert {"progress", "trail", "template", "observations"} <= seen


def test_a_marked_workbook_keeps_what_was_typed_as_text(lived: Lived, sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    Filing.objects.filter(pk=lived.handed_in.pk).update(
        state=FilingState.DRAFT, unlocked_until="2024-12-01T00:00+08:00"
    )
    content = filled(client, lived.handed_in, {**PARTS, "第二产业增加值": '=HYPERLINK("http://x.example","四十")'})
    address = reverse("filing_upload", args=(lived.handed_in.pk,))
    post_file(client, address, "file", ("=1+1.xlsx", content), token="marked")
    run_waiting()
    upload = Upload.objects.get()
    assert upload.state == "faulty", upload.note
    marked = visit(client, reverse("upload_marked", args=(upload.pk,)))
    assert list(wrong_in_workbook(marked.body)) == []


@pytest.mark.usefixtures("lived")
def test_the_figures_of_a_signed_issue_are_no_formulas(lived: Lived, sign_in: SignIn) -> None:
    type_everywhere(lived, TEXTS)
    Issue.objects.filter(pk=lived.issue.pk).update(added={})  # typed numbers would have to be confirmed first
    for name, what in (("wang", "send"), ("sun", "pass"), ("gao", "sign")):
        edition = Issue.objects.get(pk=lived.issue.pk).edition
        address = reverse("issue_step", args=(lived.issue.pk,))
        sign_in(name).post(address, {"what": what, "comment": TEXTS[0], "edition": edition})
    run_waiting()
    answer = visit(sign_in("wang"), reverse("issue_file", args=(lived.issue.pk, "figures.xlsx")))
    assert answer.answer.status_code == 200, Issue.objects.get(pk=lived.issue.pk).state
    assert list(wrong_in_workbook(answer.body)) == []
