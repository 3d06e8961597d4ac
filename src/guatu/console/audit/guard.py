"""Keep the database itself from changing or removing what was recorded (不得更改、不得删除).

A trigger does not stop a person who owns the database's file; the chain of hashes then shows what was done. A later
migration that alters the table of entries must guard it again: SQLite makes the table anew, without its triggers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "audit_entry"


@dataclass(frozen=True)
class _Guard:
    """Statements of one database: to put the guard in place, to take it away, to ask whether it is there."""

    put: tuple[str, ...]
    take: tuple[str, ...]
    ask: str


_GUARDS: Mapping[str, _Guard] = {
    "sqlite": _Guard(
        put=tuple(
            f"CREATE TRIGGER IF NOT EXISTS {_TABLE}_no_{verb.lower()} BEFORE {verb} ON {_TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'audit entries are neither changed nor removed'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        take=tuple(f"DROP TRIGGER IF EXISTS {_TABLE}_no_{verb}" for verb in ("update", "delete")),
        ask=f"SELECT count(*) = 2 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{_TABLE}'",
    ),
    "postgresql": _Guard(
        put=(
            f"CREATE OR REPLACE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'audit entries are neither changed nor removed'; END $$",
            f"CREATE OR REPLACE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()",
            f"CREATE OR REPLACE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refuse()",
        ),
        take=(
            f"DROP TRIGGER IF EXISTS {_TABLE}_no_change ON {_TABLE}",
            f"DROP TRIGGER IF EXISTS {_TABLE}_no_truncate ON {_TABLE}",
        ),
        ask="SELECT count(*) = 2 FROM pg_trigger "
        f"WHERE tgrelid = '{_TABLE}'::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
    ),
}


def guard_trail(connection: "BaseDatabaseWrapper") -> None:
    """Put the triggers in place; where they are already, nothing changes."""
    _run(connection, _GUARDS[connection.vendor].put)


def release_trail(connection: "BaseDatabaseWrapper") -> None:
    """Take the triggers away, as somebody who owns the database could."""
    _run(connection, _GUARDS[connection.vendor].take)


def is_guarded(connection: "BaseDatabaseWrapper") -> bool:
    """Tell whether the triggers are in place."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS[connection.vendor].ask)
        row = cursor.fetchone()
    return bool(row and row[0])


def _run(connection: "BaseDatabaseWrapper", statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
