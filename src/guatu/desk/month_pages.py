"""What a run keeps for pages: the month's papers as plain data, and the tables behind every number."""

import json
from pathlib import Path

from guatu.domain import InvalidValue
from guatu.query import Results, store_tables
from guatu.report import Chart, MonthPages, from_plain, to_plain

PAGES_FILE, CHARTS_FILE, TABLES_FOLDER = "pages.json", "charts.json", "tables"


def write_month_pages(folder: Path, pages: MonthPages, charts: tuple[Chart, ...], results: Results) -> None:
    """Write `pages.json`, `charts.json` and `tables/*.parquet` into the folder of a run."""
    for name, value in ((PAGES_FILE, to_plain(pages)), (CHARTS_FILE, to_plain(charts))):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        (folder / name).write_text(text, encoding="utf-8")
    store_tables(folder / TABLES_FOLDER, results)


def read_month_pages(folder: Path) -> MonthPages:
    """Return the pages of a run that kept them (`MonthRequest.keeps_pages`), as they were printed.

    Raises InvalidValue where the folder has no pages, or pages that cannot be read.
    """
    return from_plain(MonthPages, _read_json(folder / PAGES_FILE))


def month_charts(folder: Path) -> tuple[Chart, ...]:
    """Return the charts of a run that kept its pages: lights by place, trends, contributions, rankings.

    `Chart.about` says which place and indicator each is about. Raises InvalidValue where the folder has none.
    """
    return from_plain(tuple[Chart, ...], _read_json(folder / CHARTS_FILE))


def _read_json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidValue(f"运行文件夹里没有能读的 {path.name}；请重新运行这个月") from error
