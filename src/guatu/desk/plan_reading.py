"""Read a plan (读方案): prose in; a draft pack, a review workbook, a page and the task table out; and edits back."""

import errno
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.findings import EDITED_BY_HAND, NO_READING
from guatu.desk.plan_papers import (
    PACK_FOLDER,
    REVIEW_FILE,
    TEXT_FILE,
    PlanPapers,
    draft_counts,
    edited_files,
    files_in_the_way,
    files_written_before,
    id_of_pack,
    plan_papers,
    write_papers,
)
from guatu.desk.run_manifest import MANIFEST_FILE, read_run
from guatu.domain import Finding, Span, has_blocking
from guatu.office import PlanFile, decode_plan_text, read_plan_text, read_review
from guatu.pack import Packs, load_packs
from guatu.reader import apply_review, read_draft, to_annotation

# What a plan is read against when nothing is said: the national indicators and places, and the columns of firms.
USUAL_PACKS = ("national", "national-enterprise")
# A name has 255 bytes at most, and a Chinese character takes three or four.
_SHORT_NAME = 20


@dataclass(frozen=True)
class ReadRequest:
    """What is asked for: the plan (a file, or text that was pasted), where to write, packs to read it against."""

    plan: Path | PlanFile
    out: Path | None = None
    packs: tuple[str, ...] = USUAL_PACKS
    annotation: Path | None = None


@dataclass(frozen=True)
class ReadReport:
    """What was read and written: counts by kind, the document's title, files and findings."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    title: str | None = None
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when nothing could be read or written."""
        return has_blocking(self.findings)


def read_plan(
    request: ReadRequest, version: str, watch: Callable[[str], None], loaded: Packs | None = None
) -> ReadReport:
    """Read a plan and write its papers, all or none; each stage is told to `watch`.

    Files of an earlier reading that somebody edited are not written over: the report then carries a finding. `loaded`
    are the packs of the request, where many plans are read against the same ones.
    """
    if request.annotation is not None and _is_same_file(request.annotation, request.plan):
        sentence = f"“{request.annotation}”就是要读的方案，标注不能写在它上面，没有读。"
        return ReadReport((), (EDITED_BY_HAND.at(Span(str(request.annotation)), sentence, "请换一个文件名。"),))
    watch("读取文件")
    file, findings = _plan_file(request.plan)
    if file is None:
        return ReadReport((), findings)
    if request.out is not None and (edited := edited_files(request.out)):
        return ReadReport((), (*findings, _edited(request.out, edited)))
    watch("读出目标、任务、奖补和报送")
    draft = read_draft(file.text, file.name)
    written: list[Path] = []
    if request.annotation is not None:
        _write_annotation(request.annotation, to_annotation(draft))
        written.append(request.annotation)
    if request.out is None:
        return ReadReport(tuple(written), (*findings, *draft.findings), draft.document.title, draft_counts(draft))
    packs, pack_findings = (loaded, ()) if loaded is not None else load_packs(request.packs, with_cases=False)
    if packs is None:
        return ReadReport(tuple(written), (*findings, *pack_findings))
    watch("对照单位和指标，写出核对表和政策包草案")
    papers = plan_papers(draft, packs, name=file.name, findings=findings, extends=request.packs)
    return _written_report(request.out, papers, version, tuple(written))


def read_pasted_plan(data: bytes) -> tuple[PlanFile | None, tuple[Finding, ...]]:
    """Return text that was pasted into standard input as a plan, and what is wrong with it."""
    return decode_plan_text(data, "粘贴的文字")


def apply_plan_review(
    review: Path, out: Path | None, version: str, watch: Callable[[str], None], *, packs: tuple[str, ...] = USUAL_PACKS
) -> ReadReport:
    """Write the draft pack again from a review workbook that a person filled in (写回审核).

    The text that was read lies beside the workbook. What was not accepted stays out; the workbook itself is not
    touched.
    """
    folder = review.parent
    text, name = folder / TEXT_FILE, _plan_name(folder)
    if name is None or not text.is_file() or not review.is_file():
        return ReadReport((), (_missing(review),))
    watch("读取核对表")
    tables, findings = read_review(review)
    if has_blocking(findings):
        return ReadReport((), findings)
    place = out or folder
    if edited := tuple(one for one in edited_files(place) if one != REVIEW_FILE):
        return ReadReport((), (*findings, _edited(place, edited)))
    try:
        with text.open(encoding="utf-8", newline="") as printed:
            draft = read_draft(printed.read(), name)
    except UnicodeDecodeError:
        return ReadReport((), (*findings, _edited(folder, (TEXT_FILE,))))
    draft, applied = apply_review(draft, tables)
    findings += applied
    if has_blocking(findings):
        return ReadReport((), findings)
    loaded, pack_findings = load_packs(packs, with_cases=False)
    if loaded is None:
        return ReadReport((), (*findings, *pack_findings))
    watch("写出政策包")
    papers = plan_papers(draft, loaded, name=name, findings=findings, extends=packs)
    return _written_report(place, papers, version, with_review=False)


def _plan_file(plan: Path | PlanFile) -> tuple[PlanFile | None, tuple[Finding, ...]]:
    return (plan, ()) if isinstance(plan, PlanFile) else read_plan_text(plan)


def _is_same_file(annotation: Path, plan: Path | PlanFile) -> bool:
    return isinstance(plan, Path) and annotation.is_file() and plan.is_file() and annotation.samefile(plan)


def _written_report(
    out: Path, papers: PlanPapers, version: str, before: tuple[Path, ...] = (), *, with_review: bool = True
) -> ReadReport:
    """Write the papers and return what became of it; files in the way are not written over."""
    try:
        files = _write(out, papers, version, with_review=with_review)
    except _InTheWay as found:
        return ReadReport(before, (*papers.findings, _edited(out, found.names)))
    draft = papers.draft
    return ReadReport((*before, *files), papers.findings, draft.document.title, draft_counts(draft))


class _InTheWay(Exception):
    """Files of somebody else have the names of papers."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


def _write(out: Path, papers: PlanPapers, version: str, *, with_review: bool) -> tuple[Path, ...]:
    stale = tuple(name for name in files_written_before(out) if with_review or name != REVIEW_FILE)
    with written_aside(out, stale) as folder:
        write_papers(
            folder,
            papers,
            pack_id=id_of_pack(out, papers.draft),
            version=version,
            with_review=with_review,
        )
        names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        if others := files_in_the_way(out, (name.as_posix() for name in names)):
            raise _InTheWay(others)
    shown = [name for name in names if name.parts[0] != PACK_FOLDER]
    return (*(out / name for name in shown), out / PACK_FOLDER)


def _write_annotation(path: Path, annotation: dict[str, object]) -> None:
    """Write the annotation whole or not at all."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name[:_SHORT_NAME]}-", dir=path.parent) as folder:
        written = Path(folder) / "annotation.json"
        written.write_text(json.dumps(annotation, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(written, path)


def _plan_name(folder: Path) -> str | None:
    """Return the name of the plan that was read into a folder, as its manifest has it."""
    run = read_run(folder)
    name = None if run is None else run.get("plan")
    return name if isinstance(name, str) else None


def _missing(review: Path) -> Finding:
    if not review.is_file():
        return NO_READING.at(Span(str(review)), f"没有“{review}”这个文件。", f"{NO_READING.instead}。")
    sentence = f"“{review.parent}”里没有 {TEXT_FILE} 和 {MANIFEST_FILE}，或者 {MANIFEST_FILE} 已损坏。"
    return NO_READING.at(Span(str(review)), sentence, f"{NO_READING.instead}。")


def _edited(folder: Path, names: tuple[str, ...]) -> Finding:
    listed = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
    return EDITED_BY_HAND.at(
        Span(str(folder)),
        f"“{folder}”里有 {len(names)} 个文件不是读取时写的，或后来改过：{listed}。没有再写。",
        f"{EDITED_BY_HAND.instead}。",
    )
