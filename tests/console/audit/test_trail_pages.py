"""The trail on its pages: found, read, counted, exported, verified, and kept by the database itself."""

import io
import time

import openpyxl
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.console.conftest import SignIn

from guatu.console.audit.guard import guard_trail, is_guarded, release_trail
from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import SYSTEM, Actor, broken_entries, record
from guatu.console.frame.models import Stamp

LI = Actor("li", "李审（州工信局）", "州工信局审核员", "10.1.1.7")


@pytest.fixture
def entries(site: None) -> None:
    for number in range(1, 121):
        record(
            LI, "filing.accept", f"第{number}件", kind=Kind.DECISION, before={"state": "submitted"}, after={"n": number}
        )
    record(LI, "filing.export", '=HYPERLINK("http://x")', kind=Kind.EXPORT, was_done=False)


def test_the_database_refuses_to_change_or_remove_an_entry(entries: None) -> None:
    assert is_guarded(connection)
    for change in (
        lambda: Entry.objects.filter(number=2).update(subject="改过"),
        lambda: Entry.objects.filter(number=2).delete(),
        lambda: connection.cursor().execute("UPDATE audit_entry SET subject = '改过' WHERE number = 2"),
        lambda: connection.cursor().execute("DELETE FROM audit_entry"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Entry.objects.count() == 121
    release_trail(connection)
    assert not is_guarded(connection)
    guard_trail(connection)
    guard_trail(connection)
    assert is_guarded(connection)


def test_auditors_alone_read_the_trail(sign_in: SignIn) -> None:
    for address in ("/audit/", "/audit/statistics", "/audit/verify", "/audit/export", "/audit/entries/1"):
        for name in ("wang", "gao", "sysadmin", "secadmin", "jiazi"):
            assert sign_in(name).get(address).status_code == 403
    assert sign_in("auditor").get("/audit/").status_code == 200


def test_entries_are_found_and_paged_by_number(entries: None, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    page = auditor.get("/audit/", {"act": "filing.accept"})
    assert [one.number for one in page.context["entries"]][:2] == [120, 119]
    assert page.context["newer"] is None
    older = auditor.get("/audit/", {"act": "filing.accept", "before": page.context["older"]})
    assert next(one.number for one in older.context["entries"]) == 70
    newer = auditor.get("/audit/", {"act": "filing.accept", "after": older.context["newer"]})
    assert [one.number for one in newer.context["entries"]] == [one.number for one in page.context["entries"]]
    assert [one.number for one in auditor.get("/audit/", {"subject": "第7件"}).context["entries"]] == [7]
    assert [one.number for one in auditor.get("/audit/", {"kind": "export"}).context["entries"]] == [121]
    assert [one.number for one in auditor.get("/audit/", {"undone": "1", "person": "李审"}).context["entries"]] == [121]
    assert not auditor.get("/audit/", {"to": "2024-10-01"}).context["entries"]
    assert len(auditor.get("/audit/", {"from": "2024-10-02", "to": "2024-10-02"}).context["entries"]) == 50
    assert auditor.get("/audit/", {"from": "nonsense", "before": "x", "kind": "?"}).status_code == 200


def test_an_entry_shows_before_beside_after(entries: None, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    page = auditor.get("/audit/entries/5")
    assert page.context["rows"] == [
        {"key": "state", "before": "submitted", "after": ""},
        {"key": "n", "before": "", "after": "5"},
    ]
    assert page.context["fits"]
    assert auditor.get("/audit/entries/9999").status_code == 404


def test_days_and_kinds_are_counted(entries: None, sign_in: SignIn) -> None:
    (row,) = sign_in("auditor").get("/audit/statistics").context["rows"]
    assert str(row["day"]) == "2024-10-02"
    assert row["total"] == 121
    assert [count for count in row["counts"] if count] == [120, 1]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_holds_no_formula_and_is_recorded(entries: None, sign_in: SignIn, ending: str) -> None:
    answer = sign_in("auditor").get("/audit/export", {"as": ending, "kind": "export"})
    if ending == "csv":
        assert "'=HYPERLINK" in answer.content.decode("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
        assert [cell.data_type for cell in cells] == ["s"]
    last = Entry.objects.first()
    assert last is not None
    assert (last.act, last.account, last.after) == (
        "trail.export", "auditor", {"rows": 1, "as": ending, "asked": {"kind": "export"}},
    )  # fmt: skip


def test_a_verification_finds_what_was_tampered_with_and_is_recorded(entries: None, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    assert auditor.post("/audit/verify").context["broken"] == []
    release_trail(connection)
    Entry.objects.filter(number=7).update(subject="改过")
    page = auditor.post("/audit/verify")
    assert page.context["broken"] == [(7, "内容与写入时不同")]
    assert not page.context["is_guarded"]
    last = Entry.objects.first()
    assert last is not None
    assert (last.act, last.after) == ("trail.verify", {"first": 1, "last": 122, "broken": [7]})
    assert not auditor.get("/audit/entries/7").context["fits"]


def test_entries_missing_at_the_end_show(entries: None) -> None:
    release_trail(connection)
    Entry.objects.filter(number__gt=119).delete()
    assert list(broken_entries()) == [(121, "第 120 至 121 号记录缺失")]
    assert list(broken_entries(1, 119)) == []
    assert list(broken_entries(50, 60)) == []


def test_a_long_trail_is_verified_in_steps(entries: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guatu.console.audit.views._MOST_VERIFIED", 100)
    auditor = sign_in("auditor")
    page = auditor.post("/audit/verify", {"first": "1"})
    assert (page.context["last"], page.context["next"]) == (100, 101)
    page = auditor.post("/audit/verify", {"first": "101"})
    assert page.context["broken"] == []
    assert page.context["next"] is None


def test_the_command_says_what_is_broken_and_fails(entries: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_trail")
    assert "审计记录 121 条，全部相符。" in capsys.readouterr().out
    release_trail(connection)
    Entry.objects.filter(number=3).delete()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_trail")
    assert stopped.value.code == 1
    said = capsys.readouterr().out
    assert "第 4 号：第 3 至 3 号记录缺失" in said
    assert "触发器不在了" in said


def test_an_entry_is_written_quickly(site: None) -> None:
    times = []
    for _number in range(60):
        start = time.process_time()  # of this process: other work of the machine does not count
        record(SYSTEM, "test.act", "计时", kind=Kind.CHANGE, before={"a": 1}, after={"a": 2})
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.010  # about 1 ms where the machine has nothing else to do
    with CaptureQueriesContext(connection) as asked:
        record(SYSTEM, "test.act", "计时", kind=Kind.CHANGE)
    assert len(asked) == 3
    assert Stamp.objects.get(name="audit").number == Entry.objects.count()
