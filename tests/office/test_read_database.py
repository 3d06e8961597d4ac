"""Tables of a database as sheets: good ones, wrong ones, hostile ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guatu.intake import Sheet
from guatu.office import read_database as module
from guatu.office import read_sheets

MAKE = """
CREATE TABLE firm_years (firm TEXT, year INTEGER, main_revenue REAL);
INSERT INTO firm_years VALUES ('91350100M000100Y43', 2019, 20000000.5), ('x', NULL, NULL);
CREATE TABLE 资质称号 (统一社会信用代码 TEXT, 称号 TEXT);
CREATE TABLE accounts (name TEXT, password TEXT);
INSERT INTO accounts VALUES ('admin', 'secret');
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "台账.db", isolation_level=None)) as connection:
        connection.executescript(MAKE)
        yield connection


def read(folder: Path, name: str = "台账.db") -> tuple[tuple[Sheet, ...], list[str]]:
    sheets, findings = read_sheets(folder / name)
    return sheets, [finding.code for finding in findings]


def test_tables_named_like_fact_tables_are_sheets_and_no_others(database: sqlite3.Connection, tmp_path: Path) -> None:
    sheets, codes = read(tmp_path)
    assert codes == []
    assert [sheet.name for sheet in sheets] == ["firm_years", "资质称号"]
    assert sheets[0].rows == (
        ("firm", "year", "main_revenue"),
        ("91350100M000100Y43", 2019, 20000000.5),
        ("x", None, None),
    )


@pytest.mark.parametrize("name", ["a.sqlite", "a.sqlite3", "A.DB", "名册 100%#?.db"])
def test_any_ending_and_any_name_of_a_file_will_do(database: sqlite3.Connection, tmp_path: Path, name: str) -> None:
    database.execute("VACUUM INTO ?", (str(tmp_path / name),))
    assert len(read(tmp_path, name)[0]) == 2


def test_a_view_stands_for_a_table_of_another_name(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute("CREATE VIEW payments AS SELECT 'a' AS firm, 'b' AS reward, 2019 AS year")
    assert [sheet.name for sheet in read(tmp_path)[0]] == ["firm_years", "payments", "资质称号"]


def test_reading_leaves_nothing_behind_and_changes_nothing(database: sqlite3.Connection, tmp_path: Path) -> None:
    before = (tmp_path / "台账.db").read_bytes()
    read(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["台账.db"]
    assert (tmp_path / "台账.db").read_bytes() == before


def test_a_database_that_a_console_holds_open_is_read_with_its_log(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("INSERT INTO firm_years VALUES ('new', 2019, 1)")
    (table, _), codes = read(tmp_path)
    assert (codes, table.rows[-1][0]) == ([], "new")


def test_a_database_that_is_being_written_is_said_to_be_locked(
    database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAITING", 0.0)
    database.execute("BEGIN EXCLUSIVE")
    assert read(tmp_path) == ((), ["O015"])


def test_a_database_without_fact_tables_is_said(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.executescript("DROP TABLE firm_years; DROP TABLE 资质称号")
    sheets, findings = read_sheets(tmp_path / "台账.db")
    assert (sheets, [finding.code for finding in findings]) == ((), ["O014"])
    assert not findings[0].blocks
    assert "accounts" not in findings[0].sentence


def test_bytes_in_a_cell_are_no_number(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute("UPDATE firm_years SET main_revenue = x'3132'")
    assert read(tmp_path)[0][0].rows[1][2] == "（二进制）"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "O003"), (b"not a database", "O002"), (b"SQLite format 3\0" + b"\xff" * 600, "O004")],
)
def test_a_file_that_is_no_database_is_said(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.db").write_bytes(content)
    assert read(tmp_path, "a.db") == ((), [code])


def test_a_database_under_another_ending_is_not_opened(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute("VACUUM INTO ?", (str(tmp_path / "a.csv"),))
    assert read(tmp_path, "a.csv") == ((), ["O002"])


def test_a_torn_database_is_said(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.executemany("INSERT INTO firm_years VALUES (?, 2019, 1)", [(str(number) * 50,) for number in range(2000)])
    whole = (tmp_path / "台账.db").read_bytes()
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    assert read(tmp_path, "half.db") == ((), ["O004"])


def test_text_that_is_no_utf8_is_said(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute("UPDATE firm_years SET firm = CAST(x'FFFE' AS TEXT)")
    assert read(tmp_path) == ((), ["O004"])


def test_a_view_without_end_is_stopped(
    database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    database.execute(
        "CREATE VIEW loans AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    assert read(tmp_path) == ((), ["O007"])


def test_more_rows_than_a_register_has_are_refused(
    database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_ROWS", 2)
    sheets, findings = read_sheets(tmp_path / "台账.db")
    assert (sheets, [finding.code for finding in findings]) == ((), ["O006"])
    assert "Parquet" in findings[0].way_out


def test_a_cell_larger_than_any_text_is_refused(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute("CREATE VIEW loans AS SELECT zeroblob(100000000) AS loan")
    assert read(tmp_path) == ((), ["O006"])


def test_the_name_of_a_table_is_no_statement(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.execute('CREATE TABLE "firm_years; DROP TABLE accounts" (x)')
    read(tmp_path)
    assert database.execute("SELECT count(*) FROM accounts").fetchone() == (1,)
