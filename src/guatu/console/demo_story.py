"""The demonstration's month so far (演示进度): history, most counties reported, a few left to fill, check and chase.

On the morning of the due day thirteen of sixteen have reported and were accepted; 甲子市 has not begun, 乙丑县 waits to
be checked, 丙寅县 has to be chased. Workbooks for 甲子市, one good and one with slips, lie in the workspace.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from guatu.console.audit.trail import SYSTEM
from guatu.console.demo import DEMO_MONTH, DEMO_PLACE
from guatu.console.frame.clock import now, today
from guatu.console.jobs.queue import ask_for, run_waiting
from guatu.console.monitor.history import take_history
from guatu.console.monitor.models import MonthRun
from guatu.console.people.models import Role, User
from guatu.console.plans.active import active_packs
from guatu.console.reporting.cells import Amount, CellKey, amount_of, cells_of, key_of, period_of
from guatu.console.reporting.decisions import accept
from guatu.console.reporting.filing_acts import submit
from guatu.console.reporting.models import Filing, Round
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.sheet import Line, read_sheet
from guatu.console.reporting.steps import Handed, Step
from guatu.desk import FormRow, Observed, make_sample, read_observations, write_form_workbook, write_observations
from guatu.domain import Period

TO_FILL, TO_CHECK, TO_CHASE = "999901", "999902", "999903"
PAPERS = "演示填报表"
_SEED = 1
_ROUNDS_OF_ANSWERS = 4
_CHECKED_AND_TRUE = "已与企业和部门核对，数据属实"
Told = Callable[[str], None]
_Amounts = Mapping[str, Mapping[CellKey, Amount]]


def tell_story(told: Told) -> None:
    """Bring the demonstration to the morning of the due day; twice leaves what once leaves."""
    if Round.objects.exists():
        return
    with tempfile.TemporaryDirectory(dir=settings.WORKSPACE.folder, prefix=".demo-") as name:
        folder = Path(name) / "sample"
        told("生成虚构州三年的数据")
        make_sample(folder, _SEED)
        rows, _findings = read_observations(folder, active_packs())
        told("装入历史数据")
        _take_history(Path(name) / "history", rows)
        _take_registers(folder)
    told("布置9月报表，各县市、园区报数")
    open_rounds(Period(DEMO_MONTH, DEMO_MONTH), _person(Role.ANALYST))
    amounts = _amounts_of_month(rows)
    due_now = Filing.objects.select_related("round").filter(round__due_at__lt=now() + timedelta(days=1))
    for filing in due_now.order_by("round__form", "place"):
        if filing.place in amounts and filing.place not in (TO_FILL, TO_CHASE):
            _report(filing, amounts[filing.place], is_accepted=filing.place != TO_CHECK)
    _write_papers(amounts.get(TO_FILL, {}))
    told("运行8月，作为上一期")
    _run_last_month()


def _take_history(folder: Path, rows: Iterable[Observed]) -> None:
    """Take all figures before the month that is played, and of that month what counties and parks do not report.

    What the sample publishes after the day of the demonstration is not known yet.
    """
    folder.mkdir()
    owing, day = _reporting_places(), today()
    known = (one for one in rows if one.vintage is None or one.vintage <= day)
    kept = (one for one in known if one.period < DEMO_MONTH or (one.period == DEMO_MONTH and one.place not in owing))
    write_observations(folder / "observations.parquet", kept)
    take_history(folder)


def _reporting_places() -> frozenset[str]:
    tree = active_packs().place_tree()
    return frozenset(one.code for one in tree.within(DEMO_PLACE) if one.code != DEMO_PLACE)


def _take_registers(folder: Path) -> None:
    for path in sorted(folder.glob("*.csv")):
        if not path.name.startswith("observations"):
            path.replace(settings.WORKSPACE.path("registers", path.name))


def _amounts_of_month(rows: Iterable[Observed]) -> _Amounts:
    """Return what each place has to report of the month, the figure that was known last."""
    found: dict[str, dict[CellKey, Amount]] = {}
    for one in sorted(rows, key=lambda row: row.vintage or date.min):
        if one.period == DEMO_MONTH:
            found.setdefault(one.place, {})[(one.indicator, one.basis)] = Amount(one.value, one.growth)
    return found


def _report(filing: Filing, amounts: Mapping[CellKey, Amount], *, is_accepted: bool) -> None:
    """Submit a filing as its place would, answering what the checks ask, and accept it."""
    filler = User.objects.get(posts__role=Role.FILLER, posts__place=filing.place)
    asked = {key_of(cell): cell for cell in cells_of(filing.round)}
    given = {
        key: _asked_for(amounts[key], asked[key].asks_value, asked[key].asks_growth) for key in asked.keys() & amounts
    }
    if all(amount.is_blank for amount in given.values()):
        return  # the sample's county that is always late
    outcome = submit(filing, Step(filler, SYSTEM, "demo-0"), Handed(given))
    answers: dict[tuple[str, str], str] = {}
    for again in range(1, _ROUNDS_OF_ANSWERS):
        if outcome.is_submitted:
            break
        # What is wrong is left blank, as by a county that asks its bureau first; a blank may raise a question itself.
        wrong = {hit.indicator for hit in outcome.blocking if hit.severity == "error"}
        given = {key: Amount() if key[0] in wrong else amount for key, amount in given.items()}
        answers |= {(hit.check_id, hit.indicator): _CHECKED_AND_TRUE for hit in outcome.blocking}
        outcome = submit(filing, Step(filler, SYSTEM, f"demo-{again}"), Handed(given, answers))
    if outcome.is_submitted and is_accepted:
        checker = User.objects.get(username="li")
        accept(outcome.filing, checker, SYSTEM, token="demo-accept", edition=outcome.filing.edition)  # noqa: S106


def _asked_for(amount: Amount, asks_value: bool, asks_growth: bool) -> Amount:  # noqa: FBT001  # two facts of one cell
    return Amount(amount.value if asks_value else None, amount.growth if asks_growth else None)


def _write_papers(amounts: Mapping[CellKey, Amount]) -> None:
    """Write the workbooks with which 甲子市 can be played: one with slips that come back marked, one that is right."""
    folder = settings.WORKSPACE.path(PAPERS)
    folder.mkdir(exist_ok=True)
    for filing in Filing.objects.select_related("round").filter(place=TO_FILL).order_by("round__form"):
        sheet = read_sheet(filing.pk)
        rows = [_row(line, amounts.get(line.key, Amount())) for line in sheet.lines]
        month = period_of(filing.round)
        for name, shown in (("改好", rows), ("有错", _with_slips(rows))):
            path = folder / f"甲子市-{month.words}-{name}.xlsx"
            write_form_workbook(
                path,
                title=filing.round.title,
                place_code=TO_FILL,
                place_name="甲子市",
                period=month,
                rows=shown,
                notes=(),
            )


def _row(line: Line, amount: Amount) -> FormRow:
    last, year = amount_of(line.last), amount_of(line.year)
    return FormRow(line.cell, amount.value, amount.growth, last.value, last.growth, year.value, year.growth)


def _with_slips(rows: Iterable[FormRow]) -> list[FormRow]:
    """Return the rows with two slips that offices know: a sum in 万元 under 亿元, a sum of the year that fell."""
    slips = list(rows)
    factors = iter((Decimal(10_000), Decimal("0.5")))
    for at, row in enumerate(slips):
        if row.value is not None and (factor := next(factors, None)) is not None:
            slips[at] = replace(row, value=row.value * factor)
    return slips


def _run_last_month() -> None:
    analyst = _person(Role.ANALYST)
    last = Period(DEMO_MONTH, DEMO_MONTH).shift(-1).last
    run = MonthRun.objects.create(month=last, by=analyst, at=now())
    ask_for("run_month", run.pk, analyst.pk)
    run_waiting()


def _person(role: Role) -> User:
    return User.objects.filter(posts__role=role).order_by("pk")[0]
