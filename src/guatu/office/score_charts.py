"""The drawings of scorings: intervals of ranks, two bars an item, and where a place stood and stands.

Dark marks on pale bars, full beside hollow: each says itself in grey print, and in the words at its end.
"""

from guatu.office.chart_pieces import AXIS, BAR_STEP, INK, PALE, Spec, rows_of, scaled
from guatu.report import Chart, Form, Series

_DARK, _WHITE = "#1f5a99", "#ffffff"


def interval_spec(chart: Chart) -> Spec:
    """A bar from the lowest to the highest of each label, a diamond where it stands; the words say all three."""
    low, high, mark = (_by_label(chart, one) for one in chart.series[:3])
    rows: list[Spec] = []
    for label in chart.labels:
        if label in low and label in high:
            ends = (str(low[label]["said"]), str(high[label]["said"]))
            said = "—".join(dict.fromkeys(ends))
            row: Spec = {"label": label, "low": low[label]["value"], "high": high[label]["value"]}
            if label in mark:
                row["mark"] = mark[label]["value"]
                said = f"{mark[label]['said']}（{said if len(set(ends)) > 1 else '不变'}）"
            rows.append({**row, "said": said})
    values = [number for row in rows for key in ("low", "high", "mark") if isinstance(number := row.get(key), float)]
    across: Spec = {"type": "quantitative", "title": None, "scale": _room_for_words(values), "axis": _axis(chart)}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 9, "stroke": INK, "strokeWidth": 0.6, "fill": PALE, "minBandSize": 2},
            "encoding": {"y": _down(chart), "x": {"field": "low", **across}, "x2": {"field": "high"}},
        },
        *(
            {
                "mark": {"type": "tick", "thickness": 1.6, "size": 13, "color": INK},
                "encoding": {"y": _down(chart), "x": {"field": end, **across}},
            }
            for end in ("low", "high")
        ),
        {
            "transform": [{"filter": "isValid(datum.mark)"}],
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 110, "color": _DARK, "opacity": 1},
            "encoding": {"y": _down(chart), "x": {"field": "mark", **across}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 11, "fontSize": 12},
            "encoding": {"y": _down(chart), "x": {"field": "high", **across}, "text": {"field": "said"}},
        },
    ]
    return {"height": {"step": BAR_STEP}, "data": {"values": rows}, "layer": layers}


def paired_spec(chart: Chart) -> Spec:
    """Two bars a label, the first dark and the second hollow, each with its number at the end."""
    rows = [row for one in chart.series[:2] for row in rows_of(chart, one)]
    names = [one.name for one in chart.series[:2]]
    values = [number for row in rows if isinstance(number := row["value"], float)]
    where: Spec = {
        "y": _down(chart),
        "yOffset": {"field": "series", "type": "nominal", "sort": names},
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "axis": {"tickCount": 6},
            "scale": _room_for_words([0.0, *values]),
        },
    }
    bars: Spec = {
        "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.7},
        "encoding": {**where, "color": scaled(names, [_DARK, _WHITE])},
    }
    words: Spec = {
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11},
        "encoding": {**where, "text": {"field": "said"}},
    }
    return {"height": {"step": 18}, "data": {"values": rows}, "layer": [bars, words]}


def shift_spec(chart: Chart) -> Spec:
    """A hollow circle where each label stood, a full one where it stands, the way between; the words say both."""
    before, now = (_by_label(chart, one) for one in chart.series[:2])
    rows: list[Spec] = []
    points: list[Spec] = []
    for label in chart.labels:
        for series, found in zip(chart.series[:2], (before, now), strict=True):
            if label in found:
                points.append({"label": label, "series": series.name, "value": found[label]["value"]})
        if label in before and label in now:
            ends = sorted(float(str(one[label]["value"])) for one in (before, now))
            said = f"{before[label]['said']} → {now[label]['said']}"
            rows.append({"label": label, "low": ends[0], "high": ends[1], "said": said})
        elif label in now:
            rows.append({"label": label, "high": now[label]["value"], "said": f"{now[label]['said']}（上年无）"})
    values = [number for row in points if isinstance(number := row["value"], float)]
    across: Spec = {"type": "quantitative", "title": None, "scale": _room_for_words(values), "axis": _axis(chart)}
    names = [one.name for one in chart.series[:2]]
    layers: list[Spec] = [
        {
            "data": {"values": [row for row in rows if "low" in row]},
            "mark": {"type": "rule", "color": AXIS, "strokeWidth": 2},
            "encoding": {"y": _down(chart), "x": {"field": "low", **across}, "x2": {"field": "high"}},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1, "stroke": INK, "strokeWidth": 1.4},
            "encoding": {
                "y": _down(chart),
                "x": {"field": "value", **across},
                "fill": scaled(names, [_WHITE, _DARK], edge=1.4),
            },
        },
        {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "left", "dx": 11, "fontSize": 12},
            "encoding": {"y": _down(chart), "x": {"field": "high", **across}, "text": {"field": "said"}},
        },
    ]
    return {"height": {"step": BAR_STEP}, "layer": layers}


def _by_label(chart: Chart, series: Series) -> dict[str, Spec]:
    return {str(row["label"]): row for row in rows_of(chart, series)}


def _down(chart: Chart) -> Spec:
    return {
        "field": "label",
        "type": "nominal",
        "sort": list(chart.labels),
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelPadding": 8},
    }


def _axis(chart: Chart) -> Spec:
    return {"tickMinStep": 1, "format": "d"} if chart.form is Form.COUNT else {"tickCount": 6}


def _room_for_words(values: list[float]) -> Spec:
    """Return a scale with room for the words at the right end."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    spare = (high - low or 1.0) * 0.06
    return {"domain": [low - (spare if low else 0.0), high + 4 * spare], "nice": False, "zero": False}
