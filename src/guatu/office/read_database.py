"""Sheets out of SQLite databases: tables and views that are named like fact tables, read and never written.

The file may come from anywhere: its views are stopped after a while, its cells are counted, nothing it says is run
but the SELECT of a table.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from guatu.domain import Finding, FindingCode, Span
from guatu.intake import Cell, Sheet
from guatu.office import findings
from guatu.query import FACT_TABLES, quote

_SECONDS, _STEPS = 60.0, 100_000  # the watch is asked after so many steps of the database's machine
_WAITING = 3.0  # seconds for another program to let go of the file
_MOST_CELLS, _MOST_ROWS, _LARGEST_CELL = 20_000_000, 1_000_000, 1 << 20
_ROWS_AT_ONCE = 1000
_NAMES = {word: table.label for table in FACT_TABLES for word in (table.name, table.label)}

Answer = tuple[tuple[Sheet, ...], tuple[Finding, ...]]


def read_database(path: Path, called: str) -> Answer:
    """Return a sheet for each table or view named like a fact table; `called` is the file's name in findings."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_WAITING, isolation_level=None)) as database:
            _shut_in(database)
            # One transaction: a program that writes meanwhile is not seen half-way.
            database.execute("BEGIN")
            return _read(database, called)
    except sqlite3.Error as error:
        code, words = _trouble(error)
        return (), (_about(code, called, f"“{called}”{words}。"),)


def _shut_in(database: sqlite3.Connection) -> None:
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_CELL)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for setting in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {setting}")
    end = time.monotonic() + _SECONDS
    database.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)


def _read(database: sqlite3.Connection, called: str) -> Answer:
    tables = [str(name) for (name,) in database.execute(_TABLES)]
    meant = [name for name in tables if name.strip().lower() in _NAMES]
    if not meant:
        known = "、".join(f"{table.name}（{table.label}）" for table in FACT_TABLES)
        sentence = f"“{called}”里没有以事实表命名的表，没有读。"
        return (), (findings.NO_FACT_TABLE.at(Span(called), sentence, f"可用的表名：{known}；也可以建同名的视图。"),)
    sheets: list[Sheet] = []
    cells = 0
    for name in meant:
        rows = []
        for row in _rows(database, name):
            rows.append(row)
            cells += len(row)
            if cells > _MOST_CELLS or len(rows) > _MOST_ROWS:
                sentence = f"“{called}”的表“{name}”超过上限（{_MOST_ROWS:,} 行），没有读。"
                return (), (findings.UNSAFE.at(Span(called, sheet=name), sentence, _IN_PARQUET),)
        sheets.append(Sheet(called, name, tuple(rows)))
    return tuple(sheets), ()


_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "ORDER BY name"
)
_IN_PARQUET = "请另存为以事实表命名的 Parquet 文件，如 firm_years.parquet。"


def _rows(database: sqlite3.Connection, name: str) -> Iterator[tuple[Cell, ...]]:
    found = database.execute(f"SELECT * FROM {quote(name)}")
    yield tuple(str(column[0]) for column in found.description)
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            yield tuple("（二进制）" if isinstance(cell, bytes) else cell for cell in row)


def _trouble(error: sqlite3.Error) -> tuple[FindingCode, str]:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return findings.LOCKED, "正被别的程序写着，读不了"
    if name.startswith("SQLITE_INTERRUPT"):
        return findings.TOO_SLOW, f"读了 {_SECONDS:.0f} 秒还没有读完，已中止"
    if name.startswith("SQLITE_TOOBIG"):
        return findings.UNSAFE, "有一格超过 1 MB"
    if name.startswith("SQLITE_NOTADB"):
        return findings.UNREADABLE, "不是能读的 SQLite 数据库，或加了密码"
    return findings.UNREADABLE, f"读不出来（{error}）"


def _about(code: FindingCode, called: str, sentence: str) -> Finding:
    return code.at(Span(called), sentence, code.instead)
