"""guatu 挂图: runs the action plans of Chinese prefectures, counties and parks.

The public door for programs and notebooks. Names are fetched when first asked for, so that `guatu --help` does not wait
for databases.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guatu.desk import Month, check_plan, compute_month, explain_month, make_sample, read_facts
    from guatu.domain import Finding, Period, Quantity
    from guatu.office import write_bulletin, write_wall, write_workbook
    from guatu.pack import Pack, Packs, check_packs, compare_packs, load_packs
    from guatu.query import Facts, ParquetFiles, facts_from_tables
    from guatu.report import MonthPages, month_pages

__version__ = "0.1.0"

# Each public name and the floor it is found on.
_DOORS = {
    "guatu.desk": ("Month", "check_plan", "compute_month", "explain_month", "make_sample", "read_facts"),
    "guatu.domain": ("Finding", "Period", "Quantity"),
    "guatu.office": ("write_bulletin", "write_wall", "write_workbook"),
    "guatu.pack": ("Pack", "Packs", "check_packs", "compare_packs", "load_packs"),
    "guatu.query": ("Facts", "ParquetFiles", "facts_from_tables"),
    "guatu.report": ("MonthPages", "month_pages"),
}
_FLOOR_OF = {name: floor for floor, names in _DOORS.items() for name in names}

__all__ = [
    "Facts",
    "Finding",
    "Month",
    "MonthPages",
    "Pack",
    "Packs",
    "ParquetFiles",
    "Period",
    "Quantity",
    "__version__",
    "check_packs",
    "check_plan",
    "compare_packs",
    "compute_month",
    "explain_month",
    "facts_from_tables",
    "load_packs",
    "make_sample",
    "month_pages",
    "read_facts",
    "write_bulletin",
    "write_wall",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _FLOOR_OF:
        raise AttributeError(f"guatu has no public name {name!r}")
    return getattr(importlib.import_module(_FLOOR_OF[name]), name)
