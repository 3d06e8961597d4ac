"""What a plan that was read becomes on disk: review workbook and page, task table, draft pack, text, manifest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

from guatu.desk.run_manifest import MANIFEST_FILE, file_hash, read_run, write_run
from guatu.domain import Finding
from guatu.office import write_review, write_review_page, write_task_document, write_workbook
from guatu.pack import Packs, yaml_text
from guatu.reader import (
    Draft,
    Matches,
    draft_pack,
    find_contradictions,
    match_draft,
    review_fingerprint,
    review_tables,
)
from guatu.report import task_pages

REVIEW_FILE, PAGE_FILE, TEXT_FILE, PACK_FOLDER = "review.xlsx", "review.html", "plan.txt", "pack"
TASKS_FILE, TASKS_DOCUMENT = "tasks.xlsx", "tasks.docx"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
# Workbooks carry a date of making; a draft's is fixed so that one text gives one set of bytes.
_UNDATED = date(2000, 1, 1)


@dataclass(frozen=True)
class PlanPapers:
    """A draft with what was found out about it, ready to be written."""

    name: str
    draft: Draft
    matches: Matches
    findings: tuple[Finding, ...]
    extends: tuple[str, ...]


def plan_papers(
    draft: Draft, packs: Packs, *, name: str, findings: tuple[Finding, ...], extends: tuple[str, ...]
) -> PlanPapers:
    """Return the papers of a draft: names matched against the packs, contradictions listed."""
    matches = match_draft(draft, packs)
    found = (*findings, *draft.findings, *find_contradictions(draft, matches, packs, name_of_file=name))
    return PlanPapers(name, draft, matches, found, extends)


def write_papers(folder: Path, papers: PlanPapers, *, pack_id: str, version: str, with_review: bool = True) -> None:
    """Write all papers into a folder; without `with_review` the review workbook, which a person holds, is left out."""
    draft = papers.draft
    title = draft.document.title or papers.name
    (folder / TEXT_FILE).write_text(draft.text, encoding="utf-8", newline="")
    if with_review:
        tables = review_tables(draft, papers.matches)
        write_review(
            folder / REVIEW_FILE, tables, title=title, fingerprint=review_fingerprint(draft), findings=papers.findings
        )
    write_review_page(folder / PAGE_FILE, draft, papers.matches, papers.findings)
    if draft.tasks:
        pages = task_pages(draft)
        write_workbook(folder / TASKS_FILE, (pages.sheet,), title=pages.sheet.title, created=_date_of(draft))
        write_task_document(folder / TASKS_DOCUMENT, pages.paper)
    for file in draft_pack(draft, papers.matches, pack_id=pack_id, name_of_file=papers.name, extends=papers.extends):
        path = folder / PACK_FOLDER / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_text(file.plain, file.heading), encoding="utf-8")
    write_run(
        folder,
        {
            "guatu": version,
            "verb": "read",
            "plan": papers.name,
            "sha256": _text_hash(draft),
            "counts": dict(draft_counts(draft)),
            "pack": pack_id,
        },
    )


def draft_counts(draft: Draft) -> tuple[tuple[str, int], ...]:
    """Return how many items of each kind a draft has, in the words of an office."""
    return (
        ("目标", len(draft.targets)),
        ("任务", len(draft.tasks)),
        ("奖补", len(draft.incentives)),
        ("报送", len(draft.duties)),
    )


def id_of_pack(folder: Path, draft: Draft) -> str:
    """Return the id of a draft pack: the folder's name where that is one, else one made from the text."""
    return folder.name if _ID.fullmatch(folder.name) else f"plan-{_text_hash(draft)[:8]}"


def edited_files(folder: Path) -> tuple[str, ...]:
    """Return the files of an earlier reading that somebody changed since."""
    if not (folder / MANIFEST_FILE).is_file():
        return ()
    written = _written_files(folder)
    if written is None:
        return (MANIFEST_FILE,)
    return tuple(
        name
        for name, digest in sorted(written.items())
        if (folder / name).is_file() and file_hash(folder / name) != digest
    )


def files_written_before(folder: Path) -> tuple[str, ...]:
    """Return the files that an earlier reading wrote into a folder: they go away where they are not written again."""
    return tuple(_written_files(folder) or ())


def files_in_the_way(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return what no earlier reading wrote and what has the name of a file, or of a folder, that is to be written."""
    own = {*(_written_files(folder) or ()), MANIFEST_FILE}
    found = dict[str, None]()
    for name in names:
        if (folder / name).is_dir() or (name not in own and (folder / name).exists()):
            found[name] = None
        inner = [parent.as_posix() for parent in PurePosixPath(name).parents][:-1]
        found.update(dict.fromkeys(one for one in inner if (folder / one).is_file()))
    return tuple(found)


def _written_files(folder: Path) -> dict[str, str] | None:
    """Return the files that a reading's manifest lists, with their hashes; None where there is no such manifest."""
    run = read_run(folder)
    files = run.get("files") if run is not None and run.get("verb") == "read" else None
    if not isinstance(files, dict):
        return None
    # A manifest that somebody wrote must not name files elsewhere.
    return {name: str(digest) for name, digest in files.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name and ":" not in name


def _text_hash(draft: Draft) -> str:
    return sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()


def _date_of(draft: Draft) -> date:
    """Return the day of issue, or a fixed day where it is not known or is none that a calendar has."""
    try:
        return date.fromisoformat(draft.document.issued_on or "")
    except ValueError:
        return _UNDATED
