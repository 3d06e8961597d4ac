"""Read a folder of plans (批量读取) on all processors: one folder of papers a plan, and a list of what was read."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from guatu.desk.findings import NO_PLANS, PLAN_NOT_WRITTEN, PLAN_STOPPED
from guatu.desk.plan_papers import files_written_before
from guatu.desk.plan_reading import ReadReport, ReadRequest, read_plan
from guatu.desk.reading_pool import STOPPED, run_in_order
from guatu.desk.run_manifest import MANIFEST_FILE
from guatu.domain import Finding, FindingCode, Span
from guatu.office import PLAN_ENDINGS, shown_name
from guatu.pack import Packs, load_packs

# These trouble every plan that is still to come; any other concerns the one that is being written.
_NO_USE_TO_GO_ON = (errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))
_IN_THE_WAY = "有同名的文件或文件夹挡着"
_REASONS = {
    errno.ENAMETOOLONG: "文件名太长",
    errno.EACCES: "没有权限写",
    errno.EPERM: "没有权限写",
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
}


@dataclass(frozen=True)
class PlanOutcome:
    """One plan of a folder: its file and what came of it."""

    plan: Path
    report: ReadReport

    @property
    def name(self) -> str:
        """The file's name as it is shown, on one line."""
        return shown_name(self.plan)


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
    """Return the files of a folder, its subfolders included, whose endings are those of plans, in order.

    What earlier readings wrote into the folder is no plan, nor is what is hidden.
    """
    papers = {
        manifest.parent / name
        for manifest in folder.rglob(MANIFEST_FILE)
        for name in files_written_before(manifest.parent)
    }
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in PLAN_ENDINGS
            and path not in papers
            and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
            and _is_file(path)
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
    if request.out is not None and (broken := _pack_findings(request.packs)):
        return FolderReport((), broken)
    names = _names_of(folder, plans)
    requests = [_request_for(request, plan, names[plan]) for plan in plans]
    outcomes = []
    for plan, report in zip(plans, _reports(requests, version, workers), strict=True):
        outcomes.append(PlanOutcome(plan, report))
        watch(len(outcomes), len(plans), shown_name(plan))
    return FolderReport(tuple(outcomes))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # In a folder that may be listed and not entered: reading it says so.
        return True


def _pack_findings(names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what is wrong with packs that cannot be used; said once, and not with every plan."""
    packs, findings = load_packs(names, with_cases=False)
    return findings if packs is None else ()


def _names_of(folder: Path, plans: tuple[Path, ...]) -> dict[Path, Path]:
    """Return what the papers of each plan are called: its stem, or its whole name where the stem is another's too."""
    stems = Counter(_folded(plan.with_suffix("")) for plan in plans)
    whole = {_folded(plan) for plan in plans}
    names = {}
    for plan in plans:
        stem = plan.with_suffix("")
        is_free = stems[_folded(stem)] == 1 and _folded(stem) not in whole
        names[plan] = (stem if is_free else plan).relative_to(folder)
    return names


def _folded(path: Path) -> str:
    """Return a path as disks compare it that know no capitals."""
    return str(path).casefold()


def _request_for(request: ReadRequest, plan: Path, name: Path) -> ReadRequest:
    return replace(
        request,
        plan=plan,
        out=None if request.out is None else request.out / name,
        annotation=None if request.annotation is None else request.annotation / f"{name}.json",
    )


def _reports(requests: list[ReadRequest], version: str, workers: int | None) -> Iterator[ReadReport]:
    """Yield the report of each request in order, read in so many processes as are of use."""
    processors = os.cpu_count() or 1
    count = min(workers or processors, processors, len(requests))
    if count == 1:
        yield from (_read_one(one, version) for one in requests)
        return
    answers = run_in_order(_read_one, [(one, version) for one in requests], count=count)
    for request, answer in zip(requests, answers, strict=True):
        yield _said(request, PLAN_STOPPED, "没有读完，读它的进程被中止了") if answer is STOPPED else answer


def _read_one(request: ReadRequest, version: str) -> ReadReport:
    try:
        return read_plan(request, version, _in_silence, _loaded_packs(request.packs))
    except OSError as error:
        if error.errno in _NO_USE_TO_GO_ON:
            raise
        reason = _REASONS.get(error.errno or 0, error.strerror or "原因不明")
        return _said(request, PLAN_NOT_WRITTEN, f"读出的没有写成：{reason}")


def _said(request: ReadRequest, code: FindingCode, words: str) -> ReadReport:
    name = shown_name(request.plan) if isinstance(request.plan, Path) else request.plan.name
    return ReadReport((), (code.at(Span(name), f"“{name}”{words}。", f"{code.instead}。"),))


@lru_cache(maxsize=1)
def _loaded_packs(names: tuple[str, ...]) -> Packs | None:
    """Return the packs that all plans of a folder are read against, loaded once a process; None where they are broken.

    Reading the first plan then says what is wrong with them.
    """
    return load_packs(names, with_cases=False)[0]


def _in_silence(_stage: str) -> None:
    """Stages of one plan among many are not told."""
