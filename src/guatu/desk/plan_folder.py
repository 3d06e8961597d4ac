"""Read a folder of plans (批量读取) on all processors: one folder of papers a plan, and a list of what was read."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from guatu.desk.findings import NO_PLANS
from guatu.desk.plan_reading import ReadReport, ReadRequest, read_plan
from guatu.domain import Finding, Span
from guatu.office import PLAN_ENDINGS
from guatu.pack import Packs, load_packs

# Documents that share a stem (方案.docx, 方案.pdf) keep apart by their ending.
_AT_ONCE = 8


@dataclass(frozen=True)
class PlanOutcome:
    """One plan of a folder: its file and what came of it."""

    plan: Path
    report: ReadReport


@dataclass(frozen=True)
class FolderReport:
    """What a folder of plans came to."""

    outcomes: tuple[PlanOutcome, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a plan could not be read, or there was none."""
        return bool(self.findings) or any(one.report.is_blocked for one in self.outcomes)


def find_plans(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder, its subfolders included, whose endings are those of plans, in order."""
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in PLAN_ENDINGS and path.is_file() and not path.name.startswith((".", "~$"))
        )
    )


def read_plan_folder(
    request: ReadRequest, version: str, watch: Callable[[int, int, str], None], *, workers: int | None = None
) -> FolderReport:
    """Read every plan of the folder `request.plan`; `watch` is told how many of how many are done, and the last name.

    Plans are read in processes of their own, so many at once as there are processors; what was read is written as soon
    as it is there. `annotation`, where asked for, is a folder as well.
    """
    folder = request.plan
    if not isinstance(folder, Path):
        raise TypeError("read_plan_folder reads a folder")
    plans = find_plans(folder)
    if not plans:
        return FolderReport(
            (), (NO_PLANS.at(Span(str(folder)), f"“{folder}”里没有能读的文件。", f"{NO_PLANS.instead}。"),)
        )
    requests = [_request_for(request, folder, plan, plans) for plan in plans]
    count = workers or min(os.cpu_count() or 1, len(plans))
    outcomes = []
    if count == 1:
        for done, one in enumerate(requests, start=1):
            outcomes.append(PlanOutcome(plans[done - 1], _read_one(one, version)))
            watch(done, len(plans), plans[done - 1].name)
        return FolderReport(tuple(outcomes))
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        runs = pool.map(
            _read_one, requests, [version] * len(requests), chunksize=min(_AT_ONCE, -(-len(plans) // count))
        )
        for done, report in enumerate(runs, start=1):
            outcomes.append(PlanOutcome(plans[done - 1], report))
            watch(done, len(plans), plans[done - 1].name)
    return FolderReport(tuple(outcomes))


def _request_for(request: ReadRequest, folder: Path, plan: Path, plans: tuple[Path, ...]) -> ReadRequest:
    inside = plan.relative_to(folder)
    twins = sum(1 for other in plans if other.with_suffix("") == plan.with_suffix(""))
    name = inside.with_suffix("") if twins == 1 else inside
    return replace(
        request,
        plan=plan,
        out=None if request.out is None else request.out / name,
        annotation=None if request.annotation is None else request.annotation / f"{name}.json",
    )


def _read_one(request: ReadRequest, version: str) -> ReadReport:
    return read_plan(request, version, _in_silence, _loaded_packs(request.packs))


@lru_cache(maxsize=1)
def _loaded_packs(names: tuple[str, ...]) -> Packs | None:
    """Return the packs that all plans of a folder are read against, loaded once a process; None where they are broken.

    Reading the first plan then says what is wrong with them.
    """
    return load_packs(names, with_cases=False)[0]


def _in_silence(_stage: str) -> None:
    """Stages of one plan among many are not told."""
