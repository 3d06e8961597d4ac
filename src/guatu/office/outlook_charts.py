"""The chart of a forecast drawn: what is known as a full line, what is foretold dashed, on a band of how sure it is."""

from guatu.office.chart_pieces import AXIS, FILLS, INK, WIDTH, Spec, across, rows_of, scaled
from guatu.report import Chart, Role, Series

_HEIGHT = 300
_LINES = (Role.NOW, Role.EXPECTED, Role.BEFORE, Role.GOAL)
_DASHES: dict[Role, list[int]] = {Role.NOW: [1, 0], Role.EXPECTED: [6, 3], Role.BEFORE: [2, 2], Role.GOAL: [10, 4]}
_SHAPES = {Role.NOW: "circle", Role.EXPECTED: "diamond", Role.BEFORE: "square", Role.GOAL: "triangle-up"}


def outlook_spec(chart: Chart) -> Spec:
    """Return the layers of a forecast: the far and the near range, then lines, points and the year's number."""
    lines = [one for one in chart.series if one.role in _LINES]
    names = [one.name for one in lines]
    rows = [row for one in lines for row in rows_of(chart, one)]
    colour = scaled(names, [FILLS[one.role] for one in lines], edge=0)
    dash = scaled(names, [_DASHES[one.role] for one in lines], shown=False)
    shape = scaled(names, [_SHAPES[one.role] for one in lines], edge=0)
    drawn: list[Spec] = [band for role in (Role.RANGE_FAR, Role.RANGE_NEAR) if (band := _band(chart, role))]
    drawn.append(
        {
            "data": {"values": rows},
            "mark": {"type": "line", "strokeWidth": 2.2},
            "encoding": {"color": colour, "strokeDash": dash, **across(chart)},
        }
    )
    drawn.append(
        {
            "data": {"values": [row for row in rows if row["series"] != _goal(lines)]},
            "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
            "encoding": {"color": colour, "shape": shape, **across(chart)},
        }
    )
    ends = [rows_of(chart, one)[-1] for one in lines if one.role in (Role.EXPECTED, Role.GOAL) and any(_known(one))]
    ends.sort(key=lambda end: float(str(end["value"])))
    drawn += [_word(chart, end, below=len(ends) > 1 and at == 0) for at, end in enumerate(ends)]
    return {"height": _HEIGHT, "layer": [*drawn, _legend_of_ranges()]}


def _known(one: Series) -> list[bool]:
    return [value is not None for value in one.values]


def _word(chart: Chart, end: Spec, *, below: bool) -> Spec:
    """Return the last number of a line in words: of two lines the lower one's stands under it."""
    word: Spec = {"type": "text", "align": "right", "dx": -6, "dy": 14 if below else -9, "fontWeight": "bold"}
    return {
        "data": {"values": [{**end, "said": f"{end['series']} {end['said']}"}]},
        "mark": {**word, "fontSize": 12, "color": INK},
        "encoding": {"text": {"field": "said"}, **across(chart)},
    }


def _legend_of_ranges() -> Spec:
    place: Spec = {"x": {"value": WIDTH - 6}, "y": {"value": _HEIGHT - 10}}
    return {
        "data": {"values": [{"said": "深色：80%区间　浅色：95%区间"}]},
        "mark": {"type": "text", "align": "right", "fontSize": 11, "color": AXIS},
        "encoding": {**place, "text": {"field": "said"}},
    }


def _goal(lines: list[Series]) -> str:
    return next((one.name for one in lines if one.role is Role.GOAL), "")


def _band(chart: Chart, role: Role) -> Spec:
    """Return the area between the two series of a range; nothing where there is none."""
    pair = [one for one in chart.series if one.role is role]
    if len(pair) != 2:
        return {}
    low, high = ({row["label"]: row for row in rows_of(chart, one)} for one in pair)
    rows = [{**row, "top": high[label]["value"]} for label, row in low.items() if label in high]
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": FILLS[role], "opacity": 1},
        "encoding": {**across(chart), "y2": {"field": "top"}},
    }
