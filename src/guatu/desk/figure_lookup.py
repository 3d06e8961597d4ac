"""Where a number of a run comes from: asked of the tables that the run kept, answered by report."""

from pathlib import Path

from guatu.desk.month_pages import TABLES_FOLDER
from guatu.desk.run_manifest import read_run
from guatu.domain import InvalidValue, Period
from guatu.pack import Packs
from guatu.query import read_tables
from guatu.report import FigureAsked, FigureSource, sources_of_figures, tables_asked


def figure_source(
    folder: Path, packs: Packs, *, ledger: str, column: str, place: str, indicator: str, target: str = ""
) -> FigureSource:
    """Return where a number of a run comes from: formula, inputs, clause, reported figures.

    The words are those of a link of `table_html`: the ledger by its name or its Chinese one, the column's key, the
    row's place, indicator and target. `packs` are those of the run. Raises InvalidValue where the run kept no tables
    or has no such ledger, column or row.
    """
    run = read_run(folder)
    if run is None or not (folder / TABLES_FOLDER).is_dir():
        raise InvalidValue("运行文件夹里没有台账数据；请重新运行这个月")
    asked = FigureAsked(ledger, column, place, indicator, target)
    results = read_tables(folder / TABLES_FOLDER, tables_asked(asked))
    main = run.get("place")
    month = Period.from_text(str(run.get("month")))
    (found,) = sources_of_figures(results, packs, month, (asked,), main=str(main) if main else None)
    return found
