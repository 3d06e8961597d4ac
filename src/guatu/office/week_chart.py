"""The chart of a week by the hour drawn: what serves the load in layers one on the other, and the load as a line."""

from guatu.office.chart_pieces import FILLS, INK, Spec, rows_of, scaled
from guatu.report import Chart, Role

_HEIGHT = 280
_HOURS_A_DAY = 24


def week_spec(chart: Chart) -> Spec:
    """Return the layers of a week: areas stacked from the bottom in the order of the series, the load above them."""
    at = {label: hour for hour, label in enumerate(chart.labels)}
    parts = [one for one in chart.series if one.role is not Role.NOW]
    lines = [one for one in chart.series if one.role is Role.NOW]
    days = list(range(0, len(chart.labels) + 1, _HOURS_A_DAY))
    words = [chart.labels[hour].split("天")[0] + "天" for hour in days if hour < len(chart.labels)]
    across: Spec = {
        "field": "hour",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, len(chart.labels)], "nice": False},
        "axis": {
            "values": days,
            "grid": True,
            "labelAlign": "left",
            "labelExpr": f"{words!r}[datum.value / {_HOURS_A_DAY}] || ''",
        },
    }
    upward: Spec = {"field": "value", "type": "quantitative", "title": None, "axis": {"tickCount": 6}}
    stacked = [
        {**row, "hour": at[str(row["label"])], "order": order}
        for order, one in enumerate(parts)
        for row in rows_of(chart, one)
    ]
    drawn = [{**row, "hour": at[str(row["label"])]} for one in lines for row in rows_of(chart, one)]
    names = [one.name for one in chart.series]
    looks: list[object] = [FILLS[one.role] if one.role is not Role.NOW else INK for one in chart.series]
    colour = scaled(names, looks)
    areas: Spec = {
        "data": {"values": stacked},
        "mark": {"type": "area", "interpolate": "step-after", "stroke": INK, "strokeWidth": 0.3},
        "encoding": {
            "x": across,
            "y": {**upward, "stack": "zero"},
            "order": {"field": "order"},
            "color": colour,
        },
    }
    line: Spec = {
        "data": {"values": drawn},
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.6},
        "encoding": {"x": across, "y": upward, "color": colour},
    }
    return {"height": _HEIGHT, "layer": [areas, line]}
