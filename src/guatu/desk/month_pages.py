"""What a run keeps for pages: the month's papers as plain data, and the tables behind every number."""

import json
from pathlib import Path

from guatu.domain import InvalidValue
from guatu.query import Results, store_tables
from guatu.report import MonthPages, from_plain, to_plain

PAGES_FILE, TABLES_FOLDER = "pages.json", "tables"


def write_month_pages(folder: Path, pages: MonthPages, results: Results) -> None:
    """Write `pages.json` and `tables/*.parquet` into the folder of a run."""
    text = json.dumps(to_plain(pages), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    (folder / PAGES_FILE).write_text(text, encoding="utf-8")
    store_tables(folder / TABLES_FOLDER, results)


def read_month_pages(folder: Path) -> MonthPages:
    """Return the pages of a run that kept them (`MonthRequest.keeps_pages`), as they were printed.

    Raises InvalidValue where the folder has no pages, or pages that cannot be read.
    """
    try:
        data = json.loads((folder / PAGES_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidValue(f"运行文件夹里没有能读的 {PAGES_FILE}；请重新运行这个月") from error
    return from_plain(MonthPages, data)
