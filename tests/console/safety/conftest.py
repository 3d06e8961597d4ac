"""A site of which every page has something to show: a round, filings, a run with alerts, an issue, a plan."""

import csv
import hashlib
import json
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from tests.console.conftest import SignIn
from tests.console.reporting.test_fill_uploads import PARTS, filled

from guatu.console.audit.trail import SYSTEM
from guatu.console.bulletins.models import Issue
from guatu.console.frame.clock import now
from guatu.console.monitor.alert_cases import take_alerts
from guatu.console.monitor.ledger_pick import unreported_in
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.run_papers import write_shared_ledgers
from guatu.console.monitor.runs import keep_pack_names, packs_of, pages_of, run_folder
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, cells_of, key_of
from guatu.console.reporting.filing_acts import submit
from guatu.console.reporting.models import Filing
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.steps import Handed, Step
from guatu.desk import MonthRequest, make_sample, month_alerts, run_month
from guatu.domain import Period

MONTH = date(2024, 9, 1)
SEPTEMBER = Period.month(2024, 9)
QUARTERLY = "example:counties-quarterly"
PERSONAS = ("jiazi", "zhao", "wang", "sun", "gao", "zhou", "qian", "sysadmin", "secadmin", "auditor")


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice, whose start takes seconds."""
    monkeypatch.setattr("guatu.office.converter._program", lambda: None)


@pytest.fixture(scope="session")
def ran_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of September 2024 of the prefecture and its counties; computed once, never changed."""
    folder = tmp_path_factory.mktemp("papers")
    _run_september(folder)
    return folder / "run"


def _run_september(folder: Path) -> None:
    facts = folder / "facts"
    make_sample(facts, 1)
    for path in facts.iterdir():
        if path.name not in ("observations-prefecture.csv", "observations-counties.csv", "targets.csv"):
            path.unlink()
    for path in facts.glob("observations-*.csv"):
        _keep_two_years(path)
    request = MonthRequest(SEPTEMBER, ("example",), facts, folder / "run", keeps_pages=True)
    run_month(request, "0.1.0", lambda _stage: None)
    write_shared_ledgers(folder / "run", SEPTEMBER)


def _keep_two_years(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *(row for row in rows if row[2].startswith(("2023", "2024")))])


@dataclass(frozen=True)
class Lived:
    """A site in the middle of its month: its run, an issue drafted from it, a filing handed in and one not begun."""

    run: MonthRun
    issue: Issue
    handed_in: Filing
    not_begun: Filing


@pytest.fixture
def lived(site: None, site_clock: Callable[[str], None], ran_folder: Path, sign_in: SignIn) -> Iterator[Lived]:
    """A site on the morning after the deadline, with a run of the month and an issue drafted."""
    open_rounds(SEPTEMBER, None)
    handed_in = Filing.objects.select_related("round").get(place="999901", round__form=QUARTERLY)
    hand_in(handed_in, "jiazi")
    site_clock("2024-10-30T10:00")
    run = _put_run(ran_folder)
    sign_in("wang").post("/bulletins/start", {"run": run.pk})
    not_begun = Filing.objects.select_related("round").get(place="999901", round__form="example:counties-monthly")
    yield Lived(run, Issue.objects.get(), handed_in, not_begun)
    shutil.rmtree(run_folder(run), ignore_errors=True)


def hand_in(filing: Filing, username: str, answer: str = "已核实") -> None:
    """Hand in a quarterly form whose parts make their total, every question answered with the same words."""
    parts = {"gdp_primary": 10, "gdp_secondary": 40, "gdp_tertiary": 50, "gdp": 100}
    asked = {key_of(cell) for cell in cells_of(filing.round)}
    amounts = {(name, basis): Amount(Decimal(parts[name]), Decimal("0.05")) for name, basis in asked if name in parts}
    by = User.objects.get(username=username)
    answers: dict[tuple[str, str], str] = {}
    for again in range(3):
        outcome = submit(filing, Step(by, SYSTEM, f"hand-in-{again}"), Handed(amounts, answers))
        if outcome.is_submitted:
            filing.refresh_from_db()
            return
        answers |= {(hit.check_id, hit.indicator): answer for hit in outcome.blocking}
    raise AssertionError([hit.sentence for hit in outcome.blocking])


def _put_run(papers: Path) -> MonthRun:
    manifest = (papers / "run.json").read_bytes()
    run = MonthRun.objects.create(
        month=MONTH,
        state=MonthRun.State.DONE,
        packs=json.loads(manifest)["packs"],
        sha256=hashlib.sha256(manifest).hexdigest(),
        by=User.objects.get(username="wang"),
        at=now(),
        done_at=now(),
        figures=4,
    )
    folder = run_folder(run)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(papers, folder)
    keep_pack_names(folder, ("example",))
    alerts = month_alerts(folder, packs_of(run), SEPTEMBER)
    take_alerts(run, alerts, unreported_in(pages_of(run)))
    return run


_MOST_GROWTH_KIB = 500 << 10


@pytest.fixture
def bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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


@pytest.fixture
def filing(site: None) -> Filing:
    """The quarterly form of a county."""
    open_rounds(SEPTEMBER, None)
    return Filing.objects.select_related("round").get(place="999901", round__form=QUARTERLY)


@pytest.fixture
def good(filing: Filing, sign_in: SignIn) -> bytes:
    """The form as its county fills it in, without a mistake."""
    return filled(sign_in("jiazi"), filing, PARTS)
