"""Files handed in to do harm on the other pages that take some: accounts, packages, past figures, plans."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from tests.console.conftest import SignIn
from tests.console.safety.handing_in import in_time, post_file, sentences, told, wrong_words
from tests.console.safety.hostile_files import Hostile, hostile_workbooks, with_parts, workbook

from guatu.console.exchange import packages
from guatu.console.jobs.models import Job
from guatu.console.jobs.models import State as JobState
from guatu.console.jobs.queue import run_waiting
from guatu.console.monitor.models import HistoryImport
from guatu.console.people.models import User
from guatu.console.plans.models import PlanUpload

pytestmark = pytest.mark.usefixtures("bounded")


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


def test_hostile_packages_are_refused(good: bytes, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_MOST_BYTES", 4 << 20)
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
    bomb = {f"{at}.bin": b"\0" * (3 << 20) for at in range(2)}
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
    assert [trouble for one in (taken.note, *sentences(taken.findings)) for trouble in wrong_words(one)] == []
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
        said = (job.outcome, *sentences(taken.findings))
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


def _some(good: bytes) -> list[Hostile]:
    """Return some of each sort, for pages that read files in the same way as forms are read."""
    some = {"zip bomb", "billion laughs", "entity from outside", "cells as far as cells go", "claims ten gigabytes"}
    some |= {"encrypted", "macros", "half", "random", "random text", "zeros", "program", "many columns"}
    return [one for one in hostile_workbooks(good) if one.what in some]
