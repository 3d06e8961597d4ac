"""Run a month in the background (job `run_month`): figures out, ledgers in, all or nothing.

Everything is written beside the run's place and takes it in the same transaction that says the run is done: a worker
that is killed leaves a folder that nobody looks at, and the next one begins anew.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from guatu import __version__
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.frame.clock import now, today
from guatu.console.monitor.alert_cases import take_alerts
from guatu.console.monitor.facts import write_facts
from guatu.console.monitor.ledger_pick import unreported_in
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.run_papers import draw_main_charts, write_shared_ledgers
from guatu.console.monitor.runs import MANIFEST, PACKS, keep_pack_names, run_folder, runs_folder
from guatu.console.plans.active import active_packs, packs_for_run
from guatu.desk import MonthAlert, MonthReport, MonthRequest, month_alerts, read_month_pages
from guatu.desk import run_month as run_month_files
from guatu.domain import Finding, GuatuError, Period
from guatu.pack import load_packs
from guatu.report import Light

_FACTS, _SHOWN_FINDINGS = "facts", 200
_FORGOTTEN_SECONDS = 3600
Tell = Callable[[str], None]


def run_month(about: str, tell: Tell) -> str:
    """Carry out the run of a key and return a sentence for the person who asked; what is done stays as it is."""
    run = MonthRun.objects.get(pk=about)
    if run.state == MonthRun.State.DONE:
        return outcome_of(run)
    aside = _new_folder(run)
    try:
        report, alerts = _write_run(aside, run, tell)
        tell(_("登记预警"))
        _finish(aside, run, report, alerts)
    except GuatuError as error:
        _give_up(run, str(error))
        raise
    except Exception:
        _give_up(run, _("出了故障，没有运行成；日志里有详情，请告诉系统管理员，再重新运行。"))
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    run.refresh_from_db()
    # The run is done and can be seen; its charts are drawn ahead so that nobody waits for them.
    tell(_("画图"))
    draw_main_charts(run_folder(run), active_packs().main.manifest.place or "")
    return outcome_of(run)


def outcome_of(run: MonthRun) -> str:
    """Return a sentence about a run that is done: how its lights stand."""
    return _("%(month)s 已运行，用数 %(figures)s 个；亮灯：绿 %(green)s，黄 %(yellow)s，红 %(red)s，灰 %(grey)s。") % {
        "month": f"{run.month:%Y-%m}",
        "figures": run.figures,
        **{light.value: run.lights.get(light.value, 0) for light in Light},
    }


def _new_folder(run: MonthRun) -> Path:
    """Return an empty folder beside the run's place; what dead workers left long ago goes away."""
    parent = runs_folder()
    parent.mkdir(parents=True, exist_ok=True)
    for path in parent.glob(".*-*"):
        if time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f".{run.pk}-", dir=parent))


def _write_run(aside: Path, run: MonthRun, tell: Tell) -> tuple[MonthReport, tuple[MonthAlert, ...]]:
    tell(_("取出已通过的数"))
    figures = write_facts(aside / _FACTS, run.month, run.track, run.as_of)
    if not figures:
        raise GuatuError("还没有一个已通过的数，没有可算的；请先通过填报，或导入历史数据。")
    MonthRun.objects.filter(pk=run.pk, state=MonthRun.State.WAITING).update(figures=figures)
    names, month = packs_for_run(run.month, aside / PACKS), Period(run.month, run.month)
    keep_pack_names(aside, names)
    request = MonthRequest(
        month=month,
        packs=names,
        facts=aside / _FACTS,
        out=aside,
        as_of=run.as_of or today(),  # what is due later is not owed yet
        place=active_packs().main.manifest.place,
        keeps_pages=True,
    )
    report = run_month_files(request, __version__, tell)
    packs, _unread = load_packs(names, with_cases=False)
    if packs is None or not report.files:
        first = next((one.sentence for one in report.findings if one.blocks), "政策包读不了。")
        raise GuatuError(f"没有运行成：{first}")
    tell(_("写出共享的台账"))
    write_shared_ledgers(aside, month)
    return report, month_alerts(aside, packs, month)


def _finish(aside: Path, run: MonthRun, report: MonthReport, alerts: Sequence[MonthAlert]) -> None:
    """Put the folder in its place and say so, in one transaction; of two workers only the first does."""
    manifest = (aside / MANIFEST).read_bytes()
    unreported = unreported_in(read_month_pages(aside))
    with transaction.atomic():
        done = MonthRun.objects.filter(pk=run.pk, state=MonthRun.State.WAITING).update(
            state=MonthRun.State.DONE,
            packs=json.loads(manifest)["packs"],
            lights=dict(report.lights),
            findings=[_plain(one) for one in report.findings[:_SHOWN_FINDINGS]],
            sha256=hashlib.sha256(manifest).hexdigest(),
            note="",
            done_at=now(),
        )
        if not done:
            return
        run.refresh_from_db()
        count = take_alerts(run, alerts, unreported)
        after = {"sha256": run.sha256, "figures": run.figures, "raised": count.raised, "cleared": count.cleared}
        record(SYSTEM, "run.finish", f"运行 {run}", kind=Kind.SYSTEM, after=after)
        place = run_folder(run)
        shutil.rmtree(place, ignore_errors=True)
        aside.chmod(0o755)
        os.replace(aside, place)


def _give_up(run: MonthRun, why: str) -> None:
    MonthRun.objects.filter(pk=run.pk, state=MonthRun.State.WAITING).update(
        state=MonthRun.State.FAILED, note=why, done_at=now()
    )


def _plain(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": str(finding.span or ""),
        "title": finding.title,
        "sentence": finding.sentence,
        "way_out": finding.way_out,
    }
