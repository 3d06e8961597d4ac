"""One run of September 2024, made once a session on the sample's figures, and put into each test that asks for it."""

import csv
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from tests.console.conftest import shift_to

from guatu.console.demo import DEMO_MONTH, make_demo_site
from guatu.console.frame import clock
from guatu.console.frame.clock import now
from guatu.console.monitor import facts, run_job
from guatu.console.monitor.alert_cases import take_alerts
from guatu.console.monitor.history import take_history
from guatu.console.monitor.ledger_pick import unreported_in
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import packs_of, pages_of, run_folder, runs_folder
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure, Filing, FilingState, Round
from guatu.desk import make_sample, month_alerts
from guatu.domain import Period

REPORTED_BY_FORM = "999907"  # 庚午县: its September figures came by a form and were accepted
_ABOUT_NOW = "2024-10-09T10:00"
_FIRMS, _YEARS = 120, ("2023", "2024")


@dataclass(frozen=True)
class Kept:
    """What a session keeps of its run: the folder, the run's fields, the rows that its numbers come from."""

    folder: Path
    run: dict[str, object]
    figures: list[Figure]
    form: Round
    filing: Filing


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's figures from 2023 on, its targets and supports, and 120 of its firms."""
    folder = tmp_path_factory.mktemp("sample") / "facts"
    make_sample(folder, 1)
    kept = {"targets.csv", "supports.csv", "firms.csv", "firm_periods.csv"}
    for path in folder.iterdir():
        if path.name not in kept and not path.name.startswith("observations-"):
            path.unlink()
    firms = _cut(folder / "firms.csv", lambda _row, number: number < _FIRMS)
    _cut(folder / "firm_periods.csv", lambda row, _number: row[0] in firms and row[1] in ("2023-09", "2024-09"))
    for name in ("prefecture", "province", "counties", "parks"):
        path = folder / f"observations-{name}.csv"
        _cut(path, lambda row, _number: row[2].startswith(_YEARS))
    (folder / "observations-dingmao.csv").unlink()
    (folder / "observations-park-wide.csv").unlink()
    return folder


@pytest.fixture(scope="session")
def kept_run(
    sample_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Kept:
    """Run the month once, in a transaction that leaves nothing behind but what is kept."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        shift = shift_to(_ABOUT_NOW)
        patch.setattr(clock, "_shift", lambda: shift)
        patch.setattr(facts, "registers_folder", lambda: sample_folder)
        patch.setattr(run_job, "draw_main_charts", lambda _folder, _place: None)  # a test draws what it looks at
        kept = _run_once(sample_folder, tmp_path_factory.mktemp("kept"))
        transaction.set_rollback(True)
    return kept


def _run_once(sample_folder: Path, place: Path) -> Kept:
    make_demo_site()
    take_history(sample_folder)
    form, filing = _report_by_form()
    analyst = User.objects.get(username="wang")
    run = MonthRun.objects.create(month=DEMO_MONTH, by=analyst, at=now())
    run_job.run_month(str(run.pk), lambda _text: None)
    run.refresh_from_db()
    folder = place / "run"
    shutil.move(run_folder(run), folder)
    months, places = (DEMO_MONTH, date(2023, 9, 1), date(2023, 12, 1)), (REPORTED_BY_FORM, "999900")
    figures = list(Figure.objects.filter(period__in=months, place__in=places).order_by("pk"))
    fields = ("month", "track", "state", "packs", "figures", "lights", "findings", "sha256")
    return Kept(folder, {name: getattr(run, name) for name in fields}, figures, form, filing)


def _report_by_form() -> tuple[Round, Filing]:
    """Let one county's September figures have come by a form, and correct one of them."""
    form = Round.objects.create(
        form="example:counties-monthly",
        title="上月主要经济指标",
        period_first=DEMO_MONTH,
        period_last=DEMO_MONTH,
        opened_at=now(),
    )
    filing = Filing.objects.create(round=form, place=REPORTED_BY_FORM, state=FilingState.ACCEPTED)
    moment = timezone.make_aware(datetime.fromisoformat("2024-10-02T15:00"))
    cell = {"place": REPORTED_BY_FORM, "period": DEMO_MONTH, "indicator": "industrial_output", "basis": "cumulative"}
    Figure.objects.filter(**cell).delete()
    for vintage, value, reason in ((1, Decimal(95), ""), (2, Decimal(96), "漏报一户")):
        Figure.objects.create(
            **cell,
            vintage=vintage,
            value=value,
            growth=Decimal("0.091"),
            filing=filing,
            reported_at=moment,
            accepted_at=moment,
            reason=reason,
        )
    return form, filing


@pytest.fixture
def put_run(kept_run: Kept, site: None, site_clock: Callable[[str], None]) -> Iterator[Callable[..., MonthRun]]:
    """Return a function that puts the session's run into the test's site, with the rows its numbers come from."""
    site_clock(_ABOUT_NOW)
    runs_folder().mkdir(parents=True, exist_ok=True)
    put: list[Path] = []

    def put_one(**changed: object) -> MonthRun:
        analyst = User.objects.get(username="wang")
        if not put:
            Round.objects.bulk_create([copy(kept_run.form)])
            Filing.objects.bulk_create([copy(kept_run.filing)])
            Figure.objects.bulk_create([copy(one) for one in kept_run.figures], batch_size=400)
        fields = {**kept_run.run, "by": analyst, "at": now(), "done_at": now(), **changed}
        run = MonthRun.objects.create(**fields)
        shutil.rmtree(run_folder(run), ignore_errors=True)  # of another test's run with the same number
        run_folder(run).symlink_to(kept_run.folder)  # charts that a test draws stay for the others
        put.append(run_folder(run))
        return run

    yield put_one
    for folder in put:
        folder.unlink()


@pytest.fixture
def ran(put_run: Callable[..., MonthRun]) -> MonthRun:
    """Return the run of September with its alerts taken over."""
    run = put_run()
    alerts = month_alerts(run_folder(run), packs_of(run), Period(run.month, run.month))
    take_alerts(run, alerts, unreported_in(pages_of(run)))
    return run


def _cut(path: Path, is_kept: Callable[[list[str], int], bool]) -> set[str]:
    """Keep some rows of a CSV file; return what stands in the first column of those."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    kept = [row for number, row in enumerate(rows) if is_kept(row, number)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *kept])
    return {row[0] for row in kept}
