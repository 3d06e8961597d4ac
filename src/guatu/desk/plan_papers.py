"""What a plan that was read becomes on disk: review workbook and page, task table, draft pack, text, manifest."""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from guatu.desk.run_manifest import MANIFEST_FILE, file_hashes, write_run
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
    """Return the files of an earlier reading that somebody changed or that are gone."""
    manifest = folder / MANIFEST_FILE
    if not manifest.is_file():
        return ()
    try:
        written = json.loads(manifest.read_text(encoding="utf-8")).get("files", {})
    except (ValueError, AttributeError, OSError):
        return (MANIFEST_FILE,)
    now = file_hashes(folder)
    return tuple(name for name, digest in sorted(written.items()) if name in now and now[name] != digest)


def files_written_before(folder: Path) -> tuple[str, ...]:
    """Return the files that an earlier reading wrote into a folder: they go away where they are not written again."""
    manifest = folder / MANIFEST_FILE
    if not manifest.is_file():
        return ()
    try:
        return tuple(json.loads(manifest.read_text(encoding="utf-8")).get("files", {}))
    except (ValueError, AttributeError, OSError):
        return ()


def _text_hash(draft: Draft) -> str:
    return sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()


def _date_of(draft: Draft) -> date:
    """Return the day of issue, or a fixed day where it is not known or is none that a calendar has."""
    try:
        return date.fromisoformat(draft.document.issued_on or "")
    except ValueError:
        return _UNDATED
