"""A run of September 2024 with its papers and some of its figures, and an issue drafted from it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import timezone
from tests.console.conftest import SignIn

from guatu.console.bulletins.models import Issue
from guatu.console.jobs.queue import run_waiting
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import keep_pack_names, run_folder
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure
from guatu.desk import MonthRequest, Observed, make_sample, run_month, write_observations
from guatu.domain import Period

MONTH = date(2024, 9, 1)


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice, whose start takes seconds: the PDF has a test of its own in tests/desk."""
    monkeypatch.setattr("guatu.office.converter._program", lambda: None)


# The output of 甲子市 in September, as the sample's report has it in the ledgers.
OUTPUT_PLACE, OUTPUT = "999901", "gross_output"


@pytest.fixture(scope="session")
def run_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of September 2024 of the fictional prefecture; computed once, never changed."""
    folder = tmp_path_factory.mktemp("papers")
    make_sample(folder / "facts", 1)
    request = MonthRequest(Period.month(2024, 9), ("example",), folder / "facts", folder / "run", keeps_pages=True)
    run_month(request, "0.1.0", lambda _stage: None)
    return folder / "run"


def make_run(papers: Path, figures: list[Figure], done_at: datetime) -> MonthRun:
    """Return a run that is done, with the papers of the fixture and facts that name the figures."""
    manifest = (papers / "run.json").read_bytes()
    run = MonthRun.objects.create(
        month=MONTH,
        state=MonthRun.State.DONE,
        packs=json.loads(manifest)["packs"],
        sha256=hashlib.sha256(manifest).hexdigest(),
        by=User.objects.get(username="wang"),
        at=done_at,
        done_at=done_at,
        figures=len(figures),
    )
    folder = run_folder(run)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(papers, folder)
    keep_pack_names(folder, ("example",))
    (folder / "facts").mkdir()
    write_observations(folder / "facts" / "observations.parquet", map(_observed, figures))
    return run


def _observed(figure: Figure) -> Observed:
    return Observed(
        place=figure.place,
        indicator=figure.indicator,
        period=figure.period,
        basis=figure.basis,
        value=figure.value,
        growth=figure.growth,
        status=figure.status,
        source="月报",
        vintage=figure.reported_at.date(),
        origin=f"№{figure.pk}",
    )


def report(
    value: str, vintage: int = 1, *, place: str = OUTPUT_PLACE, reason: str = "", day: str = "2024-10-07"
) -> Figure:
    """Store a figure of September that was accepted, and return it."""
    moment = timezone.make_aware(datetime.fromisoformat(f"{day}T10:00"))
    return Figure.objects.create(
        place=place,
        period=MONTH,
        indicator=OUTPUT,
        basis="cumulative",
        vintage=vintage,
        value=Decimal(value),
        growth=Decimal("0.094"),
        growth_basis="nominal",
        reason=reason,
        reported_by=User.objects.get(username="jiazi"),
        reported_at=moment,
        accepted_at=moment,
    )


@pytest.fixture
def run(site: None, site_clock: Callable[[str], None], run_papers: Path) -> MonthRun:
    """A run of September on 9 October, on two figures."""
    site_clock("2024-10-09T10:00")
    figures = [report("201.50"), report("88.20", place="999902")]
    moment = timezone.make_aware(datetime.fromisoformat("2024-10-09T09:00"))
    shutil.rmtree(run_folder(MonthRun()).parent.parent / "issues", ignore_errors=True)
    return make_run(run_papers, figures, moment)


class Answer(NamedTuple):
    """What a browser is answered."""

    status: int
    page: str


@dataclass
class Desk:
    """The persons at their desks: what each of them does with an issue."""

    sign_in: SignIn
    clients: dict[str, Client]

    def at(self, name: str) -> Client:
        """Return the browser of a person."""
        return self.clients.setdefault(name, self.sign_in(name))

    def draft(self, run: MonthRun) -> Issue:
        """Let the analyst draft an issue from a run."""
        answer = self.at("wang").post("/bulletins/start", {"run": run.pk})
        assert answer.status_code == 302, answer.content
        return Issue.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))

    def step(self, name: str, issue: Issue, what: str, comment: str = "", edition: int | None = None) -> str:
        """Let a person take a step, and return the page that answers."""
        issue.refresh_from_db()
        sent = {"what": what, "comment": comment, "edition": issue.edition if edition is None else edition}
        answer = self.at(name).post(f"/bulletins/{issue.pk}/step", sent, follow=True)
        issue.refresh_from_db()
        return answer.content.decode()

    def page(self, name: str, address: str) -> str:
        """Return the page of an address as a person sees it."""
        answer = self.at(name).get(address)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def seen(self, address: str) -> str:
        """Return the mark of what the analyst sees in the form of an address."""
        page = self.at("wang").get(address, headers={"HX-Request": "true"}, follow=True).content.decode()
        return page.partition('name="seen" value="')[2].partition('"')[0]

    def write(self, issue: Issue, at: int, texts: dict[str, str], seen: str | None = None) -> Answer:
        """Let the analyst write into a block, and return what answers."""
        address = f"/bulletins/{issue.pk}/blocks/{at}"
        answer = self.at("wang").post(address, {**texts, "seen": self.seen(address) if seen is None else seen})
        issue.refresh_from_db()
        return Answer(answer.status_code, answer.content.decode())

    def sign(self, issue: Issue) -> None:
        """Let the three persons send, pass and sign an issue, and the worker write its files."""
        for name, what in (("wang", "send"), ("sun", "pass"), ("gao", "sign")):
            self.step(name, issue, what)
        assert issue.state == Issue.State.ISSUED
        run_waiting()
        issue.refresh_from_db()


@pytest.fixture
def office(sign_in: SignIn) -> Desk:
    """The persons of the approval."""
    return Desk(sign_in, {})


@pytest.fixture
def issue(office: Desk, run: MonthRun) -> Issue:
    """An issue that was drafted from the run."""
    return office.draft(run)
