"""Charts drawn: safe to show as an image, readable in grey, the same bytes for the same chart."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image

from guatu.office import chart_png, chart_svg
from guatu.office.chart_pieces import FONTS
from guatu.office.charts import chart_spec
from guatu.report import Chart, ChartKind, Form, Role, Series

MONTHS = tuple(f"{month}月" for month in range(1, 13))
TREND = Chart(
    ChartKind.TREND,
    "示例州工业总产值2024年逐月走势",
    "单位：亿元",
    MONTHS,
    (
        Series("2024年累计", (60.0, 130.0, None, 310.0, 400.0, 505.0, *(None,) * 6), Role.NOW),
        Series("2023年累计", tuple(55.0 * month for month in range(1, 13)), Role.BEFORE),
        Series("应完成", tuple(62.0 * month for month in range(1, 13)), Role.GOAL),
    ),
    Form.NUMBER,
    "亿元",
    summary="6月累计505.00亿元。",
)
PARTS = Chart(
    ChartKind.CONTRIBUTION,
    "工业总产值增长分行业拉动",
    "单位：百分点",
    ("光伏", "烟草", "冶金"),
    (
        Series("新动能", (0.111, None, None), Role.NEW),
        Series("传统动能", (None, 0.026, -0.0137), Role.TRADITIONAL),
    ),
    Form.POINTS,
    "百分点",
)
LIGHTS = Chart(
    ChartKind.LIGHTS,
    "各地区亮灯",
    "单位：项",
    ("全州", "甲县"),
    (Series("红", (4.0, None), Role.RED), Series("绿", (9.0, 6.0), Role.GREEN)),
    Form.COUNT,
    "项",
    0,
)
RANKING = Chart(
    ChartKind.RANKING,
    "各县市工业增加值同比",
    "单位：%",
    ("1　甲县", "2　乙县"),
    (Series("同比", (0.109, -0.072), Role.NOW), Series("全州", (0.071, 0.071), Role.GOAL)),
    Form.PERCENT,
    "%",
)
PARKS = ("甲园区", "乙园区", "丙园区")
INTERVALS = Chart(
    ChartKind.INTERVAL,
    "各园区位次的区间",
    "菱形为公布的位次",
    PARKS,
    (
        Series("最低", (1.0, 1.0, None), Role.PLAIN),
        Series("最高", (1.0, 3.0, None), Role.PLAIN),
        Series("位次", (1.0, 2.0, None), Role.NOW),
    ),
    Form.COUNT,
    "位",
)
PAIRS = Chart(
    ChartKind.PAIRED,
    "各项选择的影响",
    "单位：%",
    ("权重", "汇总方法"),
    (Series("单独", (0.61, 0.05), Role.NOW), Series("连同交互", (0.7, 0.31), Role.PLAIN)),
    Form.PERCENT,
    "%",
)
SHIFTS = Chart(
    ChartKind.SHIFT,
    "位次变化",
    "单位：位",
    PARKS,
    (Series("上年", (2.0, 1.0, None), Role.BEFORE), Series("本年", (1.0, 2.0, 3.0), Role.NOW)),
    Form.COUNT,
    "位",
)
EVERY = (TREND, PARTS, LIGHTS, RANKING, INTERVALS, PAIRS, SHIFTS)


def texts(svg: str) -> set[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - made by the test itself
    return {"".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")}


def grey(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def has_chinese_font() -> bool:
    found = shutil.which("fc-list")
    listed = (
        subprocess.run([found, ":lang=zh", "family"], capture_output=True, text=True, check=False) if found else None
    )
    return listed is not None and any(name.strip() in listed.stdout for name in FONTS.split(","))


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.kind.value)
def test_an_svg_holds_its_texts_and_nothing_that_runs_or_is_fetched(chart: Chart) -> None:
    svg = chart_svg(chart)
    assert {chart.title, chart.subtitle} <= texts(svg)
    assert not re.search(r"<script|<foreignObject|<image|\bon\w+=|javascript:|(?:href|src)=|@import|url\(http", svg)


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.kind.value)
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert chart_svg(chart) == chart_svg(chart)
    assert chart_png(chart) == chart_png(chart)


def test_texts_that_look_like_code_stay_texts() -> None:
    odd = '<script>alert(1)</script>&"'
    svg = chart_svg(replace(TREND, title=odd, summary=odd))
    assert odd in texts(svg)
    assert "<script" not in svg


def test_an_svg_tells_its_summary_to_those_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(chart_svg(TREND))  # noqa: S314 - made by the test itself
    assert (root.get("role"), root.get("aria-label")) == ("img", TREND.summary)


def test_bars_carry_their_numbers_as_printed() -> None:
    assert {"11.1", "2.6", "-1.4"} <= texts(chart_svg(PARTS))
    assert {"10.9%", "-7.2%", "全州 7.1%"} <= texts(chart_svg(RANKING))
    assert {"红4", "绿9", "绿6"} <= texts(chart_svg(LIGHTS))
    assert "505.00" in texts(chart_svg(TREND))


def test_intervals_pairs_and_shifts_say_their_numbers_in_words() -> None:
    assert {"1（不变）", "2（1—3）"} <= texts(chart_svg(INTERVALS))
    assert {"61.0%", "5.0%", "70.0%", "31.0%"} <= texts(chart_svg(PAIRS))
    assert {"2 → 1", "1 → 2", "3（上年无）"} <= texts(chart_svg(SHIFTS))


def test_every_series_of_a_trend_differs_in_dash_and_point_and_not_in_colour_alone() -> None:
    layers = chart_spec(TREND)["layer"]
    assert isinstance(layers, list)
    for encoding, layer in (("strokeDash", layers[0]), ("shape", layers[1])):
        looks = layer["encoding"][encoding]["scale"]["range"]
        assert len({str(look) for look in looks}) == len(TREND.series)


def test_shades_of_drivers_and_lights_differ_in_grey_print() -> None:
    for chart in (PARTS, LIGHTS):
        colours = [look for look in re.findall(r"#[0-9a-f]{6}", str(chart_spec(chart)["layer"])) if look != "#ffffff"]
        shades = sorted({grey(look) for look in colours if look not in ("#1f2d3d", "#5b6875")})
        assert min(second - first for first, second in pairwise(shades)) >= 20, shades


def test_a_month_without_a_figure_has_no_point_and_is_not_a_zero() -> None:
    data = chart_spec(TREND)["data"]
    assert isinstance(data, dict)
    now = [row["label"] for row in data["values"] if row["series"] == "2024年累计"]
    assert now == ["1月", "2月", "4月", "5月", "6月"]


@pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font is installed")
def test_chinese_characters_are_drawn_and_not_boxes() -> None:
    # Boxes for missing characters would all be the same picture.
    first, second = (chart_png(replace(TREND, title=word)) for word in ("甲乙丙", "丁戊己"))
    assert first != second


def test_a_picture_for_paper_is_sharp_and_leaves_the_title_to_its_caption() -> None:
    whole, bare = (Image.open(io.BytesIO(chart_png(TREND, titled=titled))) for titled in (True, False))
    assert whole.width >= 1800
    assert bare.height < whole.height
