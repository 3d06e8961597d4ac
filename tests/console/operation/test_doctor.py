"""The examination finds what is not well and says what to do."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from guatu.console.audit.guard import release_trail
from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job, State
from guatu.console.monitor.models import MonthRun
from guatu.console.operation.doctor import Seen, Verdict, examine
from guatu.console.people.models import User
from guatu.console.workspace import make_workspace

pytestmark = pytest.mark.usefixtures("site", "own_workspace")


@pytest.fixture
def own_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A workspace that no other test has left papers in, or taken a folder from."""
    own = replace(settings.WORKSPACE, folder=make_workspace(tmp_path / "workspace").folder)
    monkeypatch.setattr(settings, "WORKSPACE", own)


def seen() -> dict[str, Seen]:
    return {one.what: one for one in examine()}


def test_a_good_site_has_nothing_bad() -> None:
    found = seen()
    assert {one.what for one in found.values() if one.verdict is Verdict.BAD} == set()
    assert found["账号"].verdict is Verdict.NOTE  # the demonstration's passwords are known to all
    assert all(one.way_out for one in found.values() if one.verdict is not Verdict.GOOD)


def test_a_changed_trail_is_found() -> None:
    record(SYSTEM, "test.act", "一件事", kind=Kind.CHANGE)
    release_trail(connection)
    Entry.objects.filter(act="test.act").update(subject="改过")
    assert seen()["审计链"].verdict is Verdict.BAD


def test_a_run_whose_papers_are_gone_is_found() -> None:
    run = MonthRun.objects.create(month=now().date(), by=User.objects.get(username="wang"), at=now(), state="done")
    said = seen()["文件"]
    assert said.verdict is Verdict.BAD
    assert str(run.pk) in said.sentence


def test_a_secret_that_others_can_read_is_found() -> None:
    secret = Path(settings.WORKSPACE.path("secret.key"))
    secret.chmod(0o644)
    try:
        assert seen()["密钥"].verdict is Verdict.BAD
    finally:
        secret.chmod(0o600)


def test_a_job_that_failed_is_told_with_its_sentence() -> None:
    Job.objects.create(kind="run_month", about="1", state=State.FAILED, outcome="没有数据", asked_at=now())
    assert "没有数据" in seen()["失败的作业"].sentence
