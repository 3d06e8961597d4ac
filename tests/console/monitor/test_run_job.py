"""Running a month: once however often it is asked for or done, nothing half-done when it breaks."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guatu.console.audit.models import Entry
from guatu.console.jobs.models import Job, State
from guatu.console.jobs.queue import run_waiting
from guatu.console.monitor import facts, run_job
from guatu.console.monitor.facts import FINAL, FLASH, facts_of, write_facts
from guatu.console.monitor.models import AlertCase, MonthRun
from guatu.console.monitor.runs import latest_run, run_folder, runs_folder
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure, Filing, Round
from guatu.console.reporting.observed_figures import figure_key
from guatu.desk import MonthReport
from guatu.domain import InvalidValue
from guatu.query import read_rows

SignIn = Callable[[str], Client]
MONTH = date(2024, 9, 1)
TOKEN = "0123456789abcdef0123456789abcdef"  # of a form, no secret


def _figure(vintage: int, value: int, *, day: str, filing: Filing | None = None, **fields: object) -> Figure:
    moment = timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
    cell = {"place": "999901", "period": MONTH, "indicator": "fai", "basis": "cumulative", **fields}
    return Figure.objects.create(
        **cell, vintage=vintage, value=Decimal(value), filing=filing, reported_at=moment, accepted_at=moment
    )


@pytest.fixture
def filing(site: None) -> Filing:
    """Return a filing of 甲子市 for September."""
    form = Round.objects.create(
        form="a:b", title="月报", period_first=MONTH, period_last=MONTH, opened_at=timezone.now()
    )
    return Filing.objects.create(round=form, place="999901")


def test_the_highest_accepted_vintage_counts(filing: Filing) -> None:
    last = date(2024, 8, 1)
    for vintage, value in ((1, 10), (2, 11)):
        _figure(vintage, value, day=f"2024-09-0{vintage + 2}", filing=filing, period=last)
    Figure.objects.create(
        place="999901",
        period=last,
        indicator="fai",
        basis="cumulative",
        vintage=3,
        value=99,
        filing=filing,
        reported_at=timezone.now(),
    )
    rows = list(facts_of(MONTH, FLASH))
    assert [(str(one.value), one.source) for one in rows] == [("11.000000", "月报 · 甲子市")]
    assert figure_key(rows[0].origin) == Figure.objects.get(vintage=2).pk


def test_in_the_month_itself_the_first_report_keeps_its_day(filing: Filing) -> None:
    _figure(1, 10, day="2024-10-03", filing=filing)
    _figure(2, 11, day="2024-10-20", filing=filing)
    shown = [(f"{one.value:.0f}", str(one.vintage)) for one in facts_of(MONTH, FLASH)]
    assert shown == [("10", "2024-10-03"), ("11", "2024-10-20")]
    assert [one.value for one in facts_of(MONTH, FLASH, date(2024, 10, 9))] == [10]


def test_the_final_track_leaves_flash_reports_out_and_takes_history(filing: Filing) -> None:
    _figure(1, 10, day="2024-10-03", filing=filing)
    _figure(1, 12, day="2024-10-18", filing=filing, status="final")
    _figure(1, 8, day="2024-09-03", period=date(2024, 8, 1), status="preliminary")
    assert sorted(str(one.value) for one in facts_of(MONTH, FINAL)) == ["12.000000", "8.000000"]
    assert len(list(facts_of(MONTH, FLASH))) == 3


@pytest.mark.usefixtures("site")
def test_registers_are_copied_without_observations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registers = tmp_path / "registers"
    registers.mkdir()
    for name in ("targets.csv", "observations-counties.csv", "observations.parquet", ".hidden"):
        (registers / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(facts, "registers_folder", lambda: registers)
    assert write_facts(tmp_path / "facts", MONTH, FLASH) == 0
    assert [path.name for path in (tmp_path / "facts").iterdir()] == ["targets.csv"]


def test_a_double_click_is_one_run(sign_in: SignIn) -> None:
    client = sign_in("wang")
    asked = {"month": "2024-09", "track": "flash", "token": TOKEN}
    first = client.post(reverse("start_run"), asked)
    again = client.post(reverse("start_run"), asked)
    assert first["Location"] == again["Location"]
    assert MonthRun.objects.count() == Job.objects.count() == 1
    assert "等待" in client.get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"month": "2024-10"}, "2024-10"),
        ({"track": "rumour"}, "rumour"),
        ({"as_of": "2024-12-31"}, "截止日不能晚于今天"),
        ({"as_of": "9月底"}, "截止日请写成"),
        ({"token": "x"}, "页面已经过期"),
    ],
)
def test_a_wrong_wish_is_told_and_nothing_is_run(sign_in: SignIn, asked: dict[str, str], told: str) -> None:
    wish = {"month": "2024-09", "track": "flash", "token": TOKEN, **asked}
    response = sign_in("wang").post(reverse("start_run"), wish)
    assert response.status_code == 400
    assert told in response.content.decode()
    assert not MonthRun.objects.exists()


def test_a_run_without_a_figure_says_what_to_do(sign_in: SignIn) -> None:
    client = sign_in("wang")
    page = client.post(reverse("start_run"), {"month": "2024-09", "track": "flash", "token": TOKEN})["Location"]
    assert run_waiting() == 1
    run, job = MonthRun.objects.get(), Job.objects.get()
    assert (run.state, job.state) == (MonthRun.State.FAILED, State.FAILED)
    assert "导入历史数据" in client.get(page).content.decode()
    assert latest_run() is None
    assert not any(path.name.startswith(f".{run.pk}-") for path in runs_folder().iterdir())


@pytest.fixture
def stored(put_run: Callable[..., MonthRun], monkeypatch: pytest.MonkeyPatch) -> Callable[[], MonthRun]:
    """Let a run's ledgers be those of the session's run, so that the job around them can be tried quickly."""
    source = put_run()
    monkeypatch.setattr(run_job, "draw_main_charts", lambda _folder, _place: None)

    def give(request: object, _version: str, _watch: object) -> object:
        out = request.out  # type: ignore[attr-defined]  # a MonthRequest
        for path in run_folder(source).iterdir():
            if path.name not in ("facts", "shared", "packs.json"):
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, out / path.name)
        return MonthReport((out / "run.json",), (), (("green", 1), ("yellow", 2), ("red", 3), ("grey", 4)))

    monkeypatch.setattr(run_job, "run_month_files", give)

    def new_run() -> MonthRun:
        run = MonthRun.objects.create(month=MONTH, by=User.objects.get(username="wang"), at=timezone.now())
        shutil.rmtree(run_folder(run), ignore_errors=True)  # of a run of another test with this number
        return run

    return new_run


def test_a_run_done_twice_leaves_what_once_leaves(stored: Callable[[], MonthRun]) -> None:
    run = stored()
    told: list[str] = []
    outcome = run_job.run_month(str(run.pk), told.append)
    before = run_folder(run).stat().st_mtime_ns, AlertCase.objects.count(), Entry.objects.count()
    assert run_job.run_month(str(run.pk), told.append) == outcome
    assert (run_folder(run).stat().st_mtime_ns, AlertCase.objects.count(), Entry.objects.count()) == before
    run.refresh_from_db()
    assert run.state == MonthRun.State.DONE
    assert run.lights == {"green": 1, "yellow": 2, "red": 3, "grey": 4}
    assert json.loads((run_folder(run) / "run.json").read_text(encoding="utf-8"))["month"] == "2024-09"
    assert told[0] == "取出已通过的数"


def test_a_run_that_breaks_in_the_middle_leaves_nothing(
    stored: Callable[[], MonthRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = stored()

    def broken(*_any: object) -> None:
        raise InvalidValue("断了")

    with monkeypatch.context() as patch:
        patch.setattr(run_job, "take_alerts", broken)
        with pytest.raises(InvalidValue):
            run_job.run_month(str(run.pk), lambda _text: None)
    run.refresh_from_db()
    assert (run.state, run.note, run.sha256) == (MonthRun.State.FAILED, "断了", "")
    assert not run_folder(run).exists()
    assert not AlertCase.objects.filter(first_run=run).exists()


def test_what_a_killed_worker_left_is_taken_up_by_the_next(stored: Callable[[], MonthRun]) -> None:
    run = stored()
    left = run_folder(run)
    left.mkdir()
    (left / "half.txt").write_text("x", encoding="utf-8")
    run_job.run_month(str(run.pk), lambda _text: None)
    assert not (left / "half.txt").exists()
    assert (left / "pages.json").is_file()


def test_the_session_run_has_numbers_lights_and_a_hash(put_run: Callable[..., MonthRun]) -> None:
    run = put_run()
    assert sum(run.lights.values()) > 100
    assert len(run.sha256) == 64
    assert [one["id"] for one in run.packs] == ["national", "example"]


def test_what_is_due_later_is_not_called_missing(put_run: Callable[..., MonthRun]) -> None:
    rows = read_rows(run_folder(put_run()) / "tables" / "report_states.parquet")
    states = {row["state"] for row in rows if row["duty"] == "example:counties-quarterly"}  # due on 21 October
    assert states == {"waiting"}
