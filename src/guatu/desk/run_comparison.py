"""Compare two runs of a month: what changed since (比较两次运行)."""

from collections.abc import Mapping
from pathlib import Path

from guatu.desk.month_pages import read_month_pages
from guatu.desk.run_manifest import read_run
from guatu.report import PackVersion, Table, compare_pages


def compare_runs(before: Path, after: Path) -> tuple[Table, ...]:
    """Return the tables of what differs between two runs that kept their pages.

    Reported figures, lights, alerts, numbers of the ledgers, targets, packs; a table without a difference says so.
    Raises InvalidValue where a folder has no pages.
    """
    pages = read_month_pages(before), read_month_pages(after)
    return compare_pages(*pages, packs=(_packs(before), _packs(after)))


def _packs(folder: Path) -> tuple[PackVersion, ...]:
    listed = (read_run(folder) or {}).get("packs")
    rows = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return tuple(PackVersion(*(str(row.get(name) or "") for name in ("id", "title", "version"))) for row in rows)
