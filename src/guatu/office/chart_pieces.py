"""What the drawings of charts share: fonts, inks, the rows of a series, its look, room for numbers.

`charts` draws with them, and so do the files that hold the drawings of one craft.
"""

from collections.abc import Mapping

from guatu.office.cell_text import number_style
from guatu.report import Chart, Column, Role, Section, Series

# A Windows desk has the first two, a Linux server the others.
FONTS = "Microsoft YaHei, SimHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"
WIDTH, BAR_STEP = 620, 26
INK, AXIS, GRID = "#1f2d3d", "#5b6875", "#dfe4ea"
PALE = "#a9c1da"  # under a line that must be seen in grey print
FILLS = {
    Role.NOW: "#1f5a99",
    Role.BEFORE: "#8c97a3",
    Role.GOAL: "#8a2f0e",
    Role.NEW: "#1f5a99",
    Role.TRADITIONAL: "#b9c3ce",
    Role.PLAIN: "#6d8fb3",
    Role.RED: "#c0392b",
    Role.YELLOW: "#f2d16b",
    Role.GREEN: "#7fb28a",
    Role.GREY: "#dcdfe3",
    Role.EXPECTED: "#1f5a99",
    Role.RANGE_NEAR: "#b5cbe3",
    Role.RANGE_FAR: "#dde7f2",
}

# The specification is JSON: mappings of whatever Vega-Lite knows.
Spec = dict[str, object]


def room(rows: list[Spec]) -> Spec:
    """Return a scale with room for the numbers at the ends of the bars."""
    values = [value for row in rows if isinstance(value := row["value"], int | float)]
    low, high = min(0.0, *values), max(0.0, *values)
    spare = (high - low or 1.0) * 0.12
    return {"domain": [low - spare if low < 0 else 0.0, high + spare], "nice": False}


def scaled(names: list[str], looks: list[object], *, shown: bool = True, edge: float = 0.8) -> Spec:
    """Return an encoding that gives each series its look, with one legend for all that share the names."""
    legend: Mapping[str, object] | None = {"title": None, "orient": "top", "symbolStrokeWidth": edge} if shown else None
    return {"field": "series", "type": "nominal", "scale": {"domain": names, "range": looks}, "legend": legend}


def rows_of(chart: Chart, series: Series) -> list[Spec]:
    """Return the known values of a series as rows: percents and points times a hundred, each with its printed form."""
    style = number_style(Column("", chart.form), Section("", (), chart.unit, chart.decimals))
    if style is None:
        raise ValueError(f"a chart of {chart.form} has no numbers")
    known = [at for at, value in enumerate(series.values) if value is not None]
    rows: list[Spec] = []
    for at in known:
        value = series.values[at]
        if value is not None:
            rows.append(
                {
                    "label": chart.labels[at],
                    "series": series.name,
                    "value": round(value * style.scale, 6),
                    "said": style.printed(value),
                    "negative": value < 0,
                    "last": series.role is Role.NOW and at == known[-1],
                }
            )
    return rows


def across(chart: Chart) -> Spec:
    """Return the encoding of values over the labels from left to right; the scale need not begin at nought."""
    return {
        "x": {
            "field": "label",
            "type": "ordinal",
            "scale": {"domain": list(chart.labels)},
            "axis": {"labelAngle": 0},
            "title": None,
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": False, "nice": True, "padding": 14},
            "axis": {"tickCount": 6},
        },
    }
