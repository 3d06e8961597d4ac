"""Read a folder of figures into facts: tables that people typed cell by cell, Parquet files as they are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guatu.desk.findings import EMPTY_FACTS, MIXED_FACTS, NO_FACTS, UNFIT_PARQUET, UNREAD_FOLDER
from guatu.domain import Finding, InvalidValue, Span
from guatu.intake import WIDENED, IntakeOptions, Sheet, facts_from_sheets
from guatu.office import SHEET_ENDINGS, read_sheets
from guatu.pack import Packs
from guatu.query import (
    FACT_TABLES,
    OBSERVATIONS,
    REGISTER_TABLES,
    Column,
    Facts,
    ParquetFiles,
    Source,
    TableSchema,
    count_rows,
    parquet_columns,
    tables_of,
)

_CHUNK = 1 << 20
_NOT_DATA = ("~$", ".", "readme", "thumbs.db", "desktop.ini")
# What SQLite keeps beside a database while it is open is read with the database.
_LOG_ENDING = "-wal"
_NOT_DATA_ENDINGS = (".md", ".tmp", ".bak", ".lock", _LOG_ENDING, "-shm", "-journal")
_FIXED = {schema.name: schema.names for schema in FACT_TABLES}
# Their columns are many and nobody has all of them; a rule says itself which one it lacks.
_MAY_LACK = frozenset((OBSERVATIONS.name, *(schema.name for schema in REGISTER_TABLES)))


@dataclass(frozen=True)
class FactsNote:
    """What was read, for the manifest: a hash of all names and bytes, rows by table, files in the order read."""

    sha256: str
    rows: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def read_facts(
    folder: Path, packs: Packs, tables: frozenset[str] | None = None
) -> tuple[Facts, tuple[Finding, ...], FactsNote]:
    """Return the facts of a folder, what is wrong with them, and a note of what was read.

    Files are read in the order of their names. A Parquet file is named for its table (`observations.parquet`, or any
    name in a folder `observations`) and is handed to the engine untouched. The tables have the columns that the packs
    add to them; what is wrong with those columns is among the findings. With `tables`, only the fact tables of these
    names are read and told of; the hash is of the whole folder all the same.
    """
    schemas, column_findings = tables_of(packs)
    if not folder.is_dir():
        sentence = f"没有数据文件夹“{folder}”。"
        return Facts(), (NO_FACTS.at(None, sentence, NO_FACTS.instead),), FactsNote(_hash(folder, ()))
    typed, stored, unread = _files(folder)
    findings = list(column_findings)
    findings += [UNREAD_FOLDER.at(Span(name), f"子文件夹“{name}”没有读。", UNREAD_FOLDER.instead) for name in unread]
    if not typed and not stored:
        sentence = f"数据文件夹“{folder}”里没有 csv、xlsx、SQLite 或 Parquet 文件。"
        empty = EMPTY_FACTS.at(None, sentence, EMPTY_FACTS.instead)
        return Facts(), (empty, *findings), FactsNote(_hash(folder, ()))
    sheets: list[Sheet] = []
    for path in typed:
        more, found = read_sheets(path, _name(folder, path))
        sheets.extend(more)
        findings.extend(found)
    read, found = facts_from_sheets(sheets, packs, IntakeOptions(tables=tables))
    findings.extend(found)
    by_name = {schema.name: schema for schema in schemas}
    wanted = [path for path in stored if tables is None or _table_of(folder, path) not in by_name.keys() - tables]
    parquet, found = _parquet(folder, wanted, by_name)
    findings.extend(found)
    findings.extend(_mixed(by_name[name] for name in sorted(set(read) & set(parquet))))
    # Where both are given the Parquet files are left out: what people typed has been checked cell by cell.
    every: dict[str, Source] = {**parquet, **read}
    files = (*typed, *stored)
    logs = tuple(log for path in typed if (log := path.with_name(path.name + _LOG_ENDING)).is_file())
    rows = {name: count_rows(source) for name, source in every.items()}
    names = tuple(_name(folder, path) for path in files)
    return Facts(every), tuple(findings), FactsNote(_hash(folder, (*files, *logs)), rows, _widened(findings), names)


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
            if path.name in _FIXED:
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


def _parquet(
    folder: Path, paths: Sequence[Path], schemas: Mapping[str, TableSchema]
) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    fit: dict[str, list[Path]] = {}
    findings = []
    for path in paths:
        table = _table_of(folder, path)
        schema = schemas.get(table)
        if schema is None:
            trouble = f"“{path.name}”的名字不是事实表；Parquet 文件要以事实表命名：{'、'.join(schemas)}。"
        else:
            trouble = _unfit(path, schema)
        if not trouble:
            fit.setdefault(table, []).append(path)
        else:
            findings.append(UNFIT_PARQUET.at(Span(_name(folder, path)), trouble, UNFIT_PARQUET.instead))
    return {name: ParquetFiles(tuple(files)) for name, files in fit.items()}, tuple(findings)


def _table_of(folder: Path, path: Path) -> str:
    """Return the fact table a Parquet file is named for."""
    return path.parent.name if path.parent != folder else path.stem.split("-")[0]


def _unfit(path: Path, schema: TableSchema) -> str:
    """Return why a Parquet file cannot be handed on, or an empty text."""
    try:
        given = parquet_columns(path)
    except InvalidValue as error:
        return f"{error}。"
    missing = [column.name for column in _needed(schema) if column.name not in given]
    if missing:
        rule = "只有这几列必须有，其余的列可以没有" if schema.name in _MAY_LACK else "除政策包增加的列外，每一列都要有"
        return f"{schema.label}的 Parquet 文件缺少列 {'、'.join(missing)}；{rule}。"
    wrong = [
        f"{column.name} 应为 {column.type}，实为 {given[column.name]}"
        for column in schema.columns
        if column.name in given and not _same_type(column.type, given[column.name])
    ]
    return f"{schema.label}的 Parquet 文件列类型不对：{'；'.join(wrong)}。" if wrong else ""


def _needed(schema: TableSchema) -> Iterable[Column]:
    """Yield the columns a Parquet file must have: the required ones of observations and registers, else all fixed ones.

    A column that a pack adds may always be absent.
    """
    if schema.name in _MAY_LACK:
        return (column for column in schema.columns if column.required)
    return (column for column in schema.columns if column.name in _FIXED[schema.name])


def _same_type(wanted: str, given: str) -> bool:
    return wanted == given or (wanted.startswith("DECIMAL") and given.startswith("DECIMAL"))


def _mixed(schemas: Iterable[TableSchema]) -> tuple[Finding, ...]:
    return tuple(
        MIXED_FACTS.at(None, f"{schema.label}既有表格文件，又有 Parquet 文件；只读了表格文件。", MIXED_FACTS.instead)
        for schema in schemas
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
