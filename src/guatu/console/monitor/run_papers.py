"""What the site keeps of a run beside desk's papers: charts as images, the workbook that everybody may have."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from guatu.console.monitor.firm_columns import shared_sheets
from guatu.desk import month_charts, read_month_pages
from guatu.domain import InvalidValue, Period
from guatu.office import chart_svg, write_workbook
from guatu.report import Chart

SHARED, SHARED_LEDGERS = "shared", "ledgers.xlsx"


def write_shared_ledgers(folder: Path, month: Period) -> None:
    """Write the workbook without columns of firms into `shared/` of a run's folder."""
    shared = folder / SHARED
    shared.mkdir()
    sheets = shared_sheets(read_month_pages(folder))
    write_workbook(shared / SHARED_LEDGERS, sheets, title=sheets[0].title, created=month.last_day)


def draw_main_charts(folder: Path, place: str) -> None:
    """Draw the charts that are looked at most, of the main place; the others wait until somebody asks."""
    for number, chart in enumerate(charts_of(folder)):
        if chart.about[0] in ("", place):
            chart_image(folder, number)


def charts_of(folder: Path) -> tuple[Chart, ...]:
    """Return the charts of a run in their order; none where it kept none."""
    try:
        return _charts(str(folder))
    except InvalidValue:
        return ()


def chart_image(folder: Path, number: int) -> Path:
    """Return the image of a chart, drawn when it is first asked for; InvalidValue where there is no such chart."""
    path = _image(folder, number)
    if not path.is_file():
        charts = _charts(str(folder))
        if not 0 <= number < len(charts):
            raise InvalidValue(f"没有第 {number} 张图")
        _draw(charts[number], path)
    return path


def _image(folder: Path, number: int) -> Path:
    return folder / SHARED / f"chart-{number}.svg"


def _draw(chart: Chart, path: Path) -> None:
    """Write an image aside and put it in its place: two who ask at once both find a whole one."""
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".svg")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(chart_svg(chart))
    os.replace(aside, path)


# A run is never changed: its charts may be kept. They are plain values; the images stay on disk.
@lru_cache(maxsize=4)
def _charts(folder: str) -> tuple[Chart, ...]:
    return month_charts(Path(folder))
