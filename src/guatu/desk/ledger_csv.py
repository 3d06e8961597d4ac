"""A table of a run as lines of CSV (台账明细), for systems that read files and not workbooks."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.desk.month_pages import TABLES_FOLDER
from guatu.domain import InvalidValue
from guatu.ledgers import ALERTS, LEDGERS, PARTS, REPORT_STATES, TIE_OUTS
from guatu.office import plain_text
from guatu.query import ParquetFiles, rows_of

_SCHEMAS = {schema.name: schema for schema in (*LEDGERS, ALERTS, PARTS, REPORT_STATES, TIE_OUTS)}
LEDGER_NAMES = tuple(_SCHEMAS)


def ledger_lines(folder: Path, ledger: str) -> Iterator[str]:
    """Yield one of the tables of a run's folder (`LEDGER_NAMES`) as CSV: a line of column names, then the rows.

    Numbers are as computed, in the units of the ledger's columns; what is missing is blank. Raises InvalidValue where
    the run kept no tables.
    """
    file = folder / TABLES_FOLDER / f"{ledger}.parquet"
    if ledger not in _SCHEMAS or not file.is_file():
        raise InvalidValue(f"这次运行没有保存“{ledger}”；请重新运行这个月")
    names = _SCHEMAS[ledger].names
    yield _line(names)
    for row in rows_of(ParquetFiles((file,))):
        yield _line([_plain(row.get(name)) for name in names])


def _line(cells: tuple[str, ...] | list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return repr(value) if isinstance(value, float) else str(value)
    return plain_text(str(value))
