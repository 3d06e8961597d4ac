"""The evaluation of the fictional prefecture (园区评价、亩均评价): two registers and what such filings lack.

They are kept apart from the prefecture's other files: packs that know nothing of the evaluation have no use for the
many columns.
"""

from dataclasses import replace

from guatu.sample.draw import Draw
from guatu.sample.evaluated_firms import FIRM_HEADER, firm_rows
from guatu.sample.evaluated_parks import PARK_HEADER, park_rows
from guatu.sample.evaluated_places import EVALUATED_PARKS
from guatu.sample.firm_figures import make_firm_figures
from guatu.sample.planting import Change, Plant, edit_cells, leave_alone, lines_of, put
from guatu.sample.prefecture import settle_prefecture
from guatu.sample.values import Defect, Sample, Sheet

EVALUATION_KINDS = {
    "missing_figure": "缺一项数",
    "half_missing": "缺的数太多",
    "accident": "一票否决",
    "fraud": "取消资格",
    "capped": "等次封顶",
    "veto_unknown": "否决事项没有填",
    "zero_land": "用地为零",
    "same_figures": "两家填的数完全一样",
    "newly_founded": "设立未满两年",
    "missing_emissions": "没有排放数",
    "missing_land": "没有用地数",
    "negative_tax": "税收为负",
    "exempt_firm": "不适合评价",
}
PARKS_FILE, FIRMS_FILE = "place_years.csv", "firm_years.csv"
_THIRD_DRAW = 1_000_033
_PARK, _CODE, _YEAR = "园区", "统一社会信用代码", "年度"
_SAME, _MODEL, _EACH = "己巳产业园", "丁卯产业园", 17
_LEFT_BLANK = (
    "园区营业收入（亿元）",
    "首位产业产值（亿元）",
    "潜力产业产值（亿元）",
    "高新技术企业数",
    "小巨人企业数",
    "省外产业到位资金（亿元）",
    "园区税收（万元）",
    "园区研发经费支出（万元）",
    "省级以上创新平台数",
    "规上工业综合能耗（吨标煤）",
)


def make_evaluation(seed: int) -> Sample:
    """Return the two registers of the evaluation: 13 parks and some 780 firms, 2023 and 2024.

    Parks and firms are those of the prefecture of the same seed, and seven parks more; their figures follow from its.
    """
    draw = Draw(seed)
    economy, firms = settle_prefecture(draw)
    figures = make_firm_figures(firms, economy, draw)
    # A draw of their own: what the registers need more or less of leaves the other files alone.
    own = Draw(seed * _THIRD_DRAW + 3)
    parks = tuple(row for park in EVALUATED_PARKS for row in park_rows(park, economy, own))
    sheets = {
        PARKS_FILE: Sheet(PARKS_FILE, PARK_HEADER, parks, "utf-8-sig"),
        FIRMS_FILE: Sheet(FIRMS_FILE, FIRM_HEADER, firm_rows(firms, figures, own), "utf-8-sig"),
    }
    defects = []
    for plant in _PLANTS:
        sheets[plant.file], where = plant.change(sheets[plant.file])
        defects.append(Defect(plant.kind, plant.file, where, plant.sentence))
    return Sample(seed, tuple(sheets.values()), tuple(defects))


def _blank(columns: tuple[str, ...], **cells: str) -> Change:
    def change(sheet: Sheet) -> tuple[Sheet, str]:
        indexes = sheet.find(**cells)
        for column in columns:
            sheet = sheet.with_cells(indexes, column, put(""))
        return sheet, lines_of(indexes)

    return change


def _set(values: dict[str, str], **cells: str) -> Change:
    def change(sheet: Sheet) -> tuple[Sheet, str]:
        indexes = sheet.find(**cells)
        for column, text in values.items():
            sheet = sheet.with_cells(indexes, column, put(text))
        return sheet, lines_of(indexes)

    return change


def _same_figures(sheet: Sheet) -> tuple[Sheet, str]:
    """Give one park every figure of another, both years."""
    rows = list(sheet.rows)
    for index in sheet.find(**{_PARK: _SAME}):
        (model,) = sheet.find(**{_PARK: _MODEL, _YEAR: sheet.cell(index, _YEAR)})
        rows[index] = (rows[index][0], *rows[model][1:])
    return replace(sheet, rows=tuple(rows)), lines_of(sheet.find(**{_PARK: _SAME}))


def _firm(number: int, values: dict[str, str], **cells: str) -> Change:
    """Change the row of one firm: that of a number among those that hold these cells."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        index = sheet.find(**cells)[number]
        for column, text in values.items():
            sheet = sheet.with_cells((index,), column, put(text))
        return sheet, lines_of((index,))

    return change


def _missing_emissions(sheet: Sheet) -> tuple[Sheet, str]:
    indexes = tuple(one for one in sheet.find(是否规上工业="是") if one % _EACH == 0)
    return sheet.with_cells(indexes, "主要污染物排放量（吨）", put("")), lines_of(indexes)


def _same_small_firms(sheet: Sheet) -> tuple[Sheet, str]:
    """Give two small firms of one year the same land and the same tax."""
    pair = sheet.find(是否规上工业="否", 年度="2024", 在经开区内="是")[:2]
    for column, text in (("用地面积（亩）", "12"), ("评价税收（万元）", "36.0"), ("注册日期", "2015-06-01")):
        sheet = sheet.with_cells(pair, column, put(text))
    return sheet, lines_of(pair)


_ABOVE = {"是否规上工业": "是", _YEAR: "2024"}
_PLANTS = (
    Plant("same_figures", PARKS_FILE, f"{_SAME}两年的数都照抄{_MODEL}，得分相同，名次并列。", _same_figures),
    Plant(
        "missing_figure", PARKS_FILE, "丙寅高新区2024年没有填研发经费支出。",
        edit_cells("园区研发经费支出（万元）", put(""), 园区="丙寅高新区", 年度="2024"),
    ),
    Plant(
        "half_missing", PARKS_FILE, "庚午产业园2024年缺十项数，有数的指标不到七成。",
        _blank(_LEFT_BLANK, 园区="庚午产业园", 年度="2024"),
    ),
    Plant(
        "accident", PARKS_FILE, "戊辰化工园2024年发生较大安全事故。",
        _set({"较大以上安全事故": "是"}, 园区="戊辰化工园", 年度="2024"),
    ),
    Plant(
        "fraud", PARKS_FILE, "乙丑高新区2023年查实统计造假。",
        _set({"统计造假": "是"}, 园区="乙丑高新区", 年度="2023"),
    ),
    Plant(
        "capped", PARKS_FILE, "甲子经开区2024年被环保督察通报。",
        _set({"环保督察通报": "是"}, 园区="甲子经开区", 年度="2024"),
    ),
    Plant(
        "veto_unknown", PARKS_FILE, "乙丑产业园2024年没有填有没有被环保督察通报。",
        _set({"环保督察通报": ""}, 园区="乙丑产业园", 年度="2024"),
    ),
    Plant(
        "zero_land", PARKS_FILE, "癸酉物流园2024年已供应工业用地填零，亩均算不出来。",
        _set({"已供应工业用地（亩）": "0", "已建成工业用地（亩）": "0", "闲置工业用地（亩）": "0",
              "当年出让工业用地（亩）": "0", "当年标准地出让面积（亩）": "0"}, 园区="癸酉物流园", 年度="2024"),
    ),
    Plant("newly_founded", PARKS_FILE, "辛未综保区2023年8月才设立。", leave_alone("辛未综保区两行")),
    Plant("same_figures", FIRMS_FILE, "两户规下企业的用地和税收相同，亩均税收并列。", _same_small_firms),
    Plant("missing_emissions", FIRMS_FILE, "一些规上企业没有排放数。", _missing_emissions),
    Plant("zero_land", FIRMS_FILE, "一户规上企业的用地填零。", _firm(20, {"用地面积（亩）": "0"}, **_ABOVE)),
    Plant("missing_land", FIRMS_FILE, "一户规上企业没有填用地。", _firm(40, {"用地面积（亩）": ""}, **_ABOVE)),
    Plant("negative_tax", FIRMS_FILE, "一户规上企业退税多于缴税。", _firm(60, {"评价税收（万元）": "-25.5"}, **_ABOVE)),
    Plant(
        "exempt_firm", FIRMS_FILE, "一户规上企业新供地还在建设。",
        _firm(80, {"新供地建设期": "是", "土地出让日期": "2023-05-10"}, **_ABOVE),
    ),
)  # fmt: skip
