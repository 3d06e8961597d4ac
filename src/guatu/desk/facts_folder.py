"""Read a folder of figures into facts: tables that people typed cell by cell, Parquet files as they are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guatu.desk.findings import EMPTY_FACTS, MIXED_FACTS, NO_FACTS, UNFIT_PARQUET, UNREAD_FOLDER
from guatu.domain import Finding, InvalidValue, Span
from guatu.intake import WIDENED, Sheet, facts_from_sheets
from guatu.office import SHEET_ENDINGS, read_sheets
from guatu.pack import Packs
from guatu.query import (
    FACT_TABLES,
    OBSERVATIONS,
    Facts,
    ParquetFiles,
    Source,
    TableSchema,
    count_rows,
    parquet_columns,
)

_SCHEMAS = {schema.name: schema for schema in FACT_TABLES}
_CHUNK = 1 << 20
_NOT_DATA = ("~$", ".", "readme")
_NOT_DATA_ENDINGS = (".md", ".tmp", ".bak", ".lock")


@dataclass(frozen=True)
class FactsNote:
    """What was read, for the manifest: a hash of all names and bytes, rows by table, files in the order read."""

    sha256: str
    rows: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def read_facts(folder: Path, packs: Packs) -> tuple[Facts, tuple[Finding, ...], FactsNote]:
    """Return the facts of a folder, what is wrong with them, and a note of what was read.

    Files are read in the order of their names. A Parquet file is named for its table (`observations.parquet`, or any
    name in a folder `observations`) and is handed to the engine untouched.
    """
    if not folder.is_dir():
        sentence = f"没有数据文件夹“{folder}”。"
        return Facts(), (NO_FACTS.at(None, sentence, NO_FACTS.instead),), FactsNote(_hash(folder, ()))
    typed, stored, unread = _files(folder)
    findings = [UNREAD_FOLDER.at(Span(name), f"子文件夹“{name}”没有读。", UNREAD_FOLDER.instead) for name in unread]
    if not typed and not stored:
        sentence = f"数据文件夹“{folder}”里没有 csv、xlsx 或 Parquet 文件。"
        empty = EMPTY_FACTS.at(None, sentence, EMPTY_FACTS.instead)
        return Facts(), (empty, *findings), FactsNote(_hash(folder, ()))
    sheets: list[Sheet] = []
    for path in typed:
        more, found = read_sheets(path, _name(folder, path))
        sheets.extend(more)
        findings.extend(found)
    tables, found = facts_from_sheets(sheets, packs)
    findings.extend(found)
    parquet, found = _parquet(folder, stored)
    findings.extend(found)
    findings.extend(_mixed(set(tables) & set(parquet)))
    # Where both are given the Parquet files are left out: what people typed has been checked cell by cell.
    every: dict[str, Source] = {**parquet, **tables}
    files = (*typed, *stored)
    rows = {name: count_rows(source) for name, source in every.items()}
    names = tuple(_name(folder, path) for path in files)
    return Facts(every), tuple(findings), FactsNote(_hash(folder, files), rows, _widened(findings), names)


def _files(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...], tuple[str, ...]]:
    """Return the files to be read as sheets, the Parquet files, and the folders nobody reads.

    README, hidden and lock files are passed over.
    """
    typed: list[Path] = []
    stored: list[Path] = []
    unread = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.lower().startswith(_NOT_DATA) or path.name.lower().endswith(_NOT_DATA_ENDINGS):
            continue
        if path.is_dir():
            if path.name in _SCHEMAS:
                stored.extend(sorted(path.glob("*.parquet")))
                typed.extend(one for one in sorted(path.iterdir()) if one.suffix.lower() in SHEET_ENDINGS)
            else:
                unread.append(path.name)
        elif path.suffix.lower() == ".parquet":
            stored.append(path)
        else:
            typed.append(path)
    return tuple(typed), tuple(stored), tuple(unread)


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _parquet(folder: Path, paths: Sequence[Path]) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    fit: dict[str, list[Path]] = {}
    findings = []
    for path in paths:
        table = path.parent.name if path.parent != folder else path.stem.split("-")[0]
        trouble = _unfit(path, _SCHEMAS.get(table))
        if trouble is None:
            fit.setdefault(table, []).append(path)
        else:
            findings.append(UNFIT_PARQUET.at(Span(_name(folder, path)), trouble, UNFIT_PARQUET.instead))
    return {name: ParquetFiles(tuple(files)) for name, files in fit.items()}, tuple(findings)


def _unfit(path: Path, schema: TableSchema | None) -> str | None:
    """Return why a Parquet file cannot be handed on, or None."""
    if schema is None:
        return f"“{path.name}”的名字不是事实表；Parquet 文件要以事实表命名：{'、'.join(_SCHEMAS)}。"
    try:
        given = parquet_columns(path)
    except InvalidValue as error:
        return f"{error}。"
    # Observations may lack columns that nobody has figures for; the other tables are read whole.
    needed = [column for column in schema.columns if column.required or schema is not OBSERVATIONS]
    missing = [column.name for column in needed if column.name not in given]
    if missing:
        return f"{schema.label}的 Parquet 文件缺少列 {'、'.join(missing)}。"
    wrong = [
        f"{column.name} 应为 {column.type}，实为 {given[column.name]}"
        for column in schema.columns
        if column.name in given and not _same_type(column.type, given[column.name])
    ]
    return f"{schema.label}的 Parquet 文件列类型不对：{'；'.join(wrong)}。" if wrong else None


def _same_type(wanted: str, given: str) -> bool:
    return wanted == given or (wanted.startswith("DECIMAL") and given.startswith("DECIMAL"))


def _mixed(names: Iterable[str]) -> tuple[Finding, ...]:
    return tuple(
        MIXED_FACTS.at(
            None,
            f"{_SCHEMAS[name].label}既有表格文件，又有 Parquet 文件；只读了表格文件。",
            MIXED_FACTS.instead,
        )
        for name in sorted(names)
    )


def _widened(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what a reader of the manifest must know of how the facts are stored."""
    return tuple(finding.sentence for finding in findings if finding.code == WIDENED.code)


def _hash(folder: Path, paths: Iterable[Path]) -> str:
    """Return a hash of the files' names inside the folder and their bytes."""
    total = hashlib.sha256()
    for path in paths:
        name = _name(folder, path).encode()
        total.update(f"{len(name)}:{path.stat().st_size}:".encode())
        total.update(name)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()
