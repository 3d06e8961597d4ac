"""Charts (图) drawn: one Vega-Lite specification a chart, made here and nowhere else, as SVG for pages, PNG for paper.

Nothing hangs on colour: lines differ in dash and point, bars carry their words and numbers, and shades differ
in grey print. The specification holds its data, so drawing asks neither network nor file.
"""

import json
from collections.abc import Callable, Mapping
from html import escape

import vl_convert

from guatu.office.chart_pieces import (
    AXIS,
    BAR_STEP,
    FILLS,
    FONTS,
    GRID,
    INK,
    PALE,
    WIDTH,
    Spec,
    across,
    room,
    rows_of,
    scaled,
)
from guatu.office.outlook_charts import outlook_spec
from guatu.office.score_charts import interval_spec, paired_spec, shift_spec
from guatu.office.week_chart import week_spec
from guatu.report import Chart, ChartKind, Role, Series

_TREND_HEIGHT = 280
_PAPER_SCALE = 3.0  # 620 points across 156 mm of paper: about 300 dots an inch
_WHITE_ON = frozenset({Role.RED})
_DASHES = {Role.NOW: [1, 0], Role.BEFORE: [7, 4], Role.GOAL: [2, 3]}
_SHAPES = {Role.NOW: "circle", Role.BEFORE: "square", Role.GOAL: "triangle-up"}


def chart_svg(chart: Chart) -> str:
    """Return a chart as an SVG document without script or link: texts stay texts, and a reader hears its summary."""
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(chart_spec(chart)))
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(chart.summary)}" ', 1)


def chart_png(chart: Chart, *, titled: bool = True) -> bytes:
    """Return a chart as a PNG for paper, three points to the pixel of a page; the same chart gives the same bytes.

    One that is not `titled` leaves the title to the caption under it, and keeps the line with the unit.
    """
    spec = chart_spec(chart)
    if not titled:
        spec["title"] = {"text": chart.subtitle, "anchor": "start", "fontSize": 12, "fontWeight": "normal"}
    return bytes(vl_convert.vegalite_to_png(json.dumps(spec), scale=_PAPER_SCALE))


def svg_png(drawn: str) -> bytes:
    """Return the PNG for paper of a chart that is drawn as SVG already: the same picture, not made up a second time."""
    return bytes(vl_convert.svg_to_png(drawn, scale=_PAPER_SCALE))


def chart_spec(chart: Chart) -> Spec:
    """Return the Vega-Lite specification of a chart: page, Word and print are drawn from this one."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": chart.summary,
        "title": {
            "text": chart.title,
            **({"subtitle": chart.subtitle} if chart.subtitle else {}),
            "anchor": "start",
            "fontSize": 15,
            "subtitleFontSize": 12,
            "subtitlePadding": 4,
            "offset": 10,
        },
        "width": WIDTH,
        "background": "#ffffff",
        "padding": 8,
        **_DRAWN_BY_KIND[chart.kind](chart),
        "config": _config(),
    }


def _config() -> Spec:
    return {
        "font": FONTS,
        "title": {"color": INK, "subtitleColor": AXIS},
        "axis": {
            "labelColor": INK,
            "titleColor": AXIS,
            "labelFontSize": 12,
            "domainColor": AXIS,
            "tickColor": AXIS,
            "gridColor": GRID,
            "labelLimit": 260,
        },
        "legend": {"labelFontSize": 12, "labelColor": INK, "symbolSize": 110, "symbolStrokeWidth": 0.8},
        "view": {"stroke": None},
        "text": {"fontSize": 11, "color": INK},
    }


def _trend(chart: Chart) -> Spec:
    """Lines over the months: this year thick with its last number beside it, last year dashed, what was due dotted."""
    rows = [row for one in chart.series for row in rows_of(chart, one)]
    names = [one.name for one in chart.series]
    styles: dict[str, Spec] = {
        "color": scaled(names, [FILLS[one.role] for one in chart.series], edge=0),
        "strokeDash": scaled(names, [_DASHES.get(one.role, [1, 0]) for one in chart.series], shown=False),
        "shape": scaled(names, [_SHAPES.get(one.role, "circle") for one in chart.series], edge=0),
    }
    lines: Spec = {
        "mark": {"type": "line", "strokeWidth": 2.2},
        "encoding": {"color": styles["color"], "strokeDash": styles["strokeDash"], **across(chart)},
    }
    points: Spec = {
        "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
        "encoding": {"color": styles["color"], "shape": styles["shape"], **across(chart)},
    }
    last: Spec = {
        "transform": [{"filter": "datum.last"}],
        "mark": {"type": "text", "align": "left", "dx": 7, "dy": -9, "fontWeight": "bold", "fontSize": 12},
        "encoding": {"text": {"field": "said"}, **across(chart)},
    }
    return {"height": _TREND_HEIGHT, "data": {"values": rows}, "layer": [lines, points, last]}


def _contribution(chart: Chart) -> Spec:
    """Bars to the right of zero for what pulls up and to the left for what pulls down, numbers at their ends."""
    return _bars(chart, chart.series, mark={"type": "bar", "height": {"band": 0.68}, "stroke": INK, "strokeWidth": 0.6})


def _ranking(chart: Chart) -> Spec:
    """Bars from first to last, and what they are compared with as a line that says its own number."""
    mark: Spec = {"type": "bar", "height": {"band": 0.68}, "stroke": INK, "strokeWidth": 0.6, "fill": PALE}
    bars = _bars(chart, chart.series[:1], mark=mark)
    layers = bars["layer"]
    if len(chart.series) > 1 and isinstance(layers, list):
        whole = chart.series[1]
        row = rows_of(chart, whole)[:1]
        said = [{**one, "said": f"{whole.name} {one['said']}"} for one in row]
        at: Spec = {"x": {"field": "value", "type": "quantitative"}}
        rule: Spec = {"mark": {"type": "rule", "color": FILLS[Role.GOAL], "strokeDash": [4, 3], "strokeWidth": 2}}
        word: Spec = {"mark": {"type": "text", "align": "center", "fontWeight": "bold", "dy": -6, "baseline": "bottom"}}
        layers.append({"data": {"values": said}, **rule, "encoding": at})
        layers.append(
            {"data": {"values": said}, **word, "encoding": {**at, "y": {"value": 0}, "text": {"field": "said"}}}
        )
    return bars


def _bars(chart: Chart, series: tuple[Series, ...], *, mark: Spec) -> Spec:
    rows = [row for one in series for row in rows_of(chart, one)]
    up, down = [row for row in rows if not row["negative"]], [row for row in rows if row["negative"]]
    names = [one.name for one in series]
    colour = scaled(names, [FILLS[one.role] for one in series], shown=len(series) > 1)
    where: Spec = {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": list(chart.labels),
            "title": None,
            "axis": {"ticks": False, "domain": False, "labelPadding": 8},
        },
        "x": {"field": "value", "type": "quantitative", "title": None, "axis": {"tickCount": 6}, "scale": room(rows)},
    }
    layers: list[Spec] = [
        {"data": {"values": rows}, "mark": mark, "encoding": {**where, "color": colour}},
        {
            "mark": {"type": "rule", "color": AXIS},
            "data": {"values": [{"at": 0}]},
            "encoding": {"x": {"field": "at", "type": "quantitative"}},
        },
    ]
    for side, align, shift in ((up, "left", 5), (down, "right", -5)):
        if side:
            word: Spec = {"type": "text", "align": align, "dx": shift, "fontSize": 12}
            layers.append({"data": {"values": side}, "mark": word, "encoding": {**where, "text": {"field": "said"}}})
    return {"height": {"step": BAR_STEP}, "layer": layers}


def _lights(chart: Chart) -> Spec:
    """One bar a place, cut by lights; each piece says its light and how many, so that grey print loses nothing."""
    rows: list[Spec] = []
    for order, one in enumerate(chart.series):
        for row in rows_of(chart, one):
            count = row["said"]
            ink = "#ffffff" if one.role in _WHITE_ON else INK
            rows.append({**row, "order": order, "word": f"{one.name}{count}", "ink": ink})
    names = [one.name for one in chart.series]
    where: Spec = {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": list(chart.labels),
            "title": None,
            "axis": {"ticks": False, "domain": False, "labelPadding": 8},
        },
        "order": {"field": "order"},
    }
    pieces: Spec = {
        "mark": {"type": "bar", "height": {"band": 0.78}, "stroke": INK, "strokeWidth": 0.6},
        "encoding": {
            **where,
            "x": {"field": "value", "type": "quantitative", "stack": "zero", "title": None, "axis": {"tickMinStep": 1}},
            "color": scaled(names, [FILLS[one.role] for one in chart.series]),
        },
    }
    words: Spec = {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            **where,
            "x": {"field": "value", "type": "quantitative", "stack": "zero", "bandPosition": 0.5},
            "text": {"field": "word"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
            "detail": {"field": "series"},
        },
    }
    return {"height": {"step": BAR_STEP}, "data": {"values": rows}, "layer": [pieces, words]}


_DRAWN_BY_KIND: Mapping[ChartKind, Callable[[Chart], Spec]] = {
    ChartKind.TREND: _trend,
    ChartKind.CONTRIBUTION: _contribution,
    ChartKind.LIGHTS: _lights,
    ChartKind.RANKING: _ranking,
    ChartKind.INTERVAL: interval_spec,
    ChartKind.PAIRED: paired_spec,
    ChartKind.SHIFT: shift_spec,
    ChartKind.OUTLOOK: outlook_spec,
    ChartKind.WEEK: week_spec,
}
