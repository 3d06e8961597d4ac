"""The defects that real data has, planted one by one at known places; each is told in a sentence.

The order matters: rows are taken out first, then added at the end, then changed, so that line numbers stay true.
"""

from collections.abc import Callable

from guatu.sample.draw import decimal_text, rounded
from guatu.sample.goals import TARGETS_FILE
from guatu.sample.observations import COUNTIES_FILE, GBK_FILE, PREFECTURE_FILE, WIDE_FILE
from guatu.sample.planting import Change, Plant, add_copy, edit_cells, leave_alone, lines_of, put, remove_rows, times
from guatu.sample.register_plants import REGISTER_PLANTS
from guatu.sample.register_sheets import FIRM_PERIODS_FILE, FIRMS_FILE
from guatu.sample.values import Defect, Sheet

DEFECT_KINDS = {
    "missing_months": "缺月",
    "not_reported": "未报",
    "two_sources": "一数两源",
    "unknown_place": "地区不在名单",
    "no_such_month": "没有这个月",
    "unknown_year": "年份不明",
    "late": "迟报",
    "revised_base": "基数修订",
    "unit_slip": "单位写错",
    "mixed_units": "亿元万元混写",
    "parts_do_not_add": "分项之和不等于总数",
    "split_does_not_add": "分解之和不等于总目标",
    "full_width": "全角数字",
    "missing_marks": "用横线斜线表示缺数",
    "text_in_number": "数字格里有文字",
    "alias": "地区写简称",
    "bad_firm_code": "信用代码校验不过",
    "january_merged": "1月并入2月",
    "growth_only": "只有增速没有总量",
    "gbk": "GBK 编码",
    "wide_form": "横表",
    "missing_base": "缺上年基数",
    "zero_base": "上年基数为零",
    "base_differs": "申报的上年数与上年度申报不一致",
    "firm_twice": "一户企业两行",
    "renamed": "企业改名",
    "twin": "两个代码疑似同一户",
    "wrong_year": "年度写错",
    "from_statistics": "用统计调查数申报",
    "at_threshold": "正好在门槛上",
}
_CODE = "统一社会信用代码"


def plant_defects(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], tuple[Defect, ...]]:
    """Return the sheets with all defects planted, and the list of them."""
    by_name = {sheet.name: sheet for sheet in sheets}
    defects = []
    for plant in PLANTS:
        by_name[plant.file], where = plant.change(by_name[plant.file])
        defects.append(Defect(plant.kind, plant.file, where, plant.sentence))
    return tuple(by_name.values()), tuple(defects)


def _remove_monthly(place: str, month: str, vintage: str) -> Change:
    """Take out what a place should have sent for a month by the 3rd; quarterly figures stay."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        return sheet.without(_sent(sheet, place, vintage)), f"{place}{month}的月报"

    return change


def _sent(sheet: Sheet, place: str, vintage: str) -> tuple[int, ...]:
    """Return the rows a place sent in the first days of a month (`2024-10-0`)."""
    at = sheet.header.index("报送日期")
    return tuple(index for index in sheet.find(地区=place) if sheet.rows[index][at].startswith(vintage))


def _late(place: str, vintage: str, day: str) -> Change:
    def change(sheet: Sheet) -> tuple[Sheet, str]:
        indexes = _sent(sheet, place, vintage)
        return sheet.with_cells(indexes, "报送日期", put(day)), lines_of(indexes)

    return change


def _revise_base(sheet: Sheet) -> tuple[Sheet, str]:
    """Publish the growth of 2024 against a base that was cut by 7 %."""
    indexes = tuple(
        index
        for index in sheet.find(地区="乙丑县", 指标="社会消费品零售总额")
        if sheet.cell(index, "报告期").startswith("2024")
    )
    return sheet.with_cells(indexes, "同比增速（%）", _against_cut_base), lines_of(indexes)


def _against_cut_base(growth: str) -> str:
    return decimal_text(rounded((1000 + int(growth.replace(".", ""))) * 1000, 930) - 1000, 1)


def _mix_units(sheet: Sheet) -> tuple[Sheet, str]:
    periods = [f"2023年1-{month}月" for month in range(7, 13)]
    indexes = tuple(
        index for index in sheet.find(地区="癸酉县", 指标="工业总产值") if sheet.cell(index, "报告期") in periods
    )
    changed = sheet.with_cells(indexes, "数值", _in_yi).with_cells(indexes, "计量单位", put("亿元"))
    return changed, lines_of(indexes)


def _mark_missing(sheet: Sheet) -> tuple[Sheet, str]:
    indexes = sheet.find(地区="辛未县", 报告期="2024年1-3月")[:6]
    changed = sheet.with_cells(indexes[:3], "数值", put("—")).with_cells(indexes, "同比增速（%）", put("/"))
    return changed, lines_of(indexes)


def _shorten_names(sheet: Sheet) -> tuple[Sheet, str]:
    indexes = tuple(
        index
        for index in sheet.find(地区="壬申县")
        if sheet.cell(index, "报告期") in ("2024年1-8月", "2024年1-9月", "2024年8月", "2024年9月")
    )
    return sheet.with_cells(indexes, "地区", put("壬申")), lines_of(indexes)


def _spoil_code_of_newcomer(sheet: Sheet) -> tuple[Sheet, str]:
    """Spell the check character of the first firm that came above scale in December 2024 wrong.

    The register and the reports list firms in one order, so both find the same firm.
    """
    if "入规月份" in sheet.header:
        code = sheet.cell(sheet.find(入规月份="2024-12")[0], _CODE)
    else:
        first: dict[str, str] = {}
        for index in range(len(sheet.rows)):
            first.setdefault(sheet.cell(index, _CODE), sheet.cell(index, "报告期"))
        code = next(code for code, period in first.items() if period == "2024-12")
    indexes = sheet.find(**{_CODE: code})
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    return sheet.with_cells(indexes, _CODE, put(wrong)), lines_of(indexes)


def _in_yi(text: str) -> str:
    return decimal_text(rounded(int(text), 100), 2)


def _less(hundredths: int) -> Callable[[str], str]:
    return lambda text: decimal_text(int(text.replace(".", "")) - hundredths, 2)


def _full_width(text: str) -> str:
    return f"{int(text):,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))


_SEPTEMBER = "2024年1-9月"
_REMOVALS = (
    Plant(
        "missing_months",
        COUNTIES_FILE,
        "庚午县 2023 年 1—4 月的社会消费品零售总额没有数，前后各月都有。",
        remove_rows(
            "庚午县 社会消费品零售总额 2023年1-4月", 地区="庚午县", 指标="社会消费品零售总额", 报告期="2023年1-4月"
        ),
    ),
    Plant(
        "missing_months",
        COUNTIES_FILE,
        "庚午县 2023 年 1—5 月的社会消费品零售总额也没有数。",
        remove_rows(
            "庚午县 社会消费品零售总额 2023年1-5月", 地区="庚午县", 指标="社会消费品零售总额", 报告期="2023年1-5月"
        ),
    ),
    Plant(
        "not_reported",
        COUNTIES_FILE,
        "辛未县没有报送 2024 年 9 月的月报，各项目标当月应亮灰灯。",
        _remove_monthly("辛未县", "2024年9月", "2024-10-0"),
    ),
    Plant(
        "not_reported",
        PREFECTURE_FILE,
        "全州 2024 年 9 月的进出口总额没有公布。",
        remove_rows("999900 trade_total 2024-09", place="999900", indicator="trade_total", period="2024-09"),
    ),
)
_ADDITIONS = (
    Plant(
        "two_sources",
        PREFECTURE_FILE,
        "全州 2024 年 1—8 月社会消费品零售总额有统计局、商务局两个数，报送日期相同，数值不同。",
        add_copy(
            {"value": times(1013), "source": put("示例州商务局（虚构）")},
            indicator="retail_sales",
            period="2024-08",
            status="final",
        ),
    ),
    Plant(
        "unknown_place",
        COUNTIES_FILE,
        "多出“子虚县”一行，地区名单里没有这个县。",
        add_copy({"地区": put("子虚县")}, 地区="甲子市", 指标="工业总产值", 报告期=_SEPTEMBER),
    ),
    Plant(
        "no_such_month",
        COUNTIES_FILE,
        "甲子市有一行报告期写成 2024-13，没有这个月。",
        add_copy({"报告期": put("2024-13")}, 地区="甲子市", 指标="工业总产值", 报告期="2024年1-12月"),
    ),
    Plant(
        "unknown_year",
        COUNTIES_FILE,
        "乙丑县有一行报告期写成 20XX年1-5月，年份不明，这一行不能用。",
        add_copy({"报告期": put("20XX年1-5月")}, 地区="乙丑县", 指标="工业总产值", 报告期="2024年1-5月"),
    ),
)
_CHANGES = (
    Plant(
        "late",
        COUNTIES_FILE,
        "己巳县 2024 年 9 月的月报 10 月 12 日才到，10 月 3 日遇国庆假期，顺延后的期限是 10 月 8 日。",
        _late("己巳县", "2024-10-0", "2024-10-12"),
    ),
    Plant(
        "late",
        COUNTIES_FILE,
        "己巳县 2024 年 5 月的月报 6 月 11 日才到，期限是 6 月 3 日。",
        _late("己巳县", "2024-06-0", "2024-06-11"),
    ),
    Plant(
        "revised_base",
        COUNTIES_FILE,
        "乙丑县 2024 年社会消费品零售总额的增速按核减 7% 的上年基数公布，与两年总量之比不等。",
        _revise_base,
    ),
    Plant(
        "unit_slip",
        COUNTIES_FILE,
        "癸酉县 2024 年 1—6 月一般公共预算收入的数是按亿元写的，单位却写万元，差一万倍。",
        edit_cells("数值", _in_yi, 地区="癸酉县", 指标="一般公共预算收入", 报告期="2024年1-6月"),
    ),
    Plant("mixed_units", COUNTIES_FILE, "癸酉县 2023 年下半年的工业总产值用亿元，其余用万元。", _mix_units),
    Plant(
        "parts_do_not_add",
        COUNTIES_FILE,
        "戊辰县 2024 年 1—9 月化工产值多报 12%，九个产业之和大于工业总产值。",
        edit_cells("数值", times(1120), 地区="戊辰县", 指标="化工产值", 报告期=_SEPTEMBER),
    ),
    Plant(
        "split_does_not_add",
        TARGETS_FILE,
        "甲子市的招商引资到位资金少分解 8 亿元，十个县市之和比全州目标少 8 亿元。",
        edit_cells("value", _less(800), place="999901", indicator="investment_attraction"),
    ),
    Plant(
        "full_width",
        COUNTIES_FILE,
        "庚午县 2024 年 1—9 月工业总产值用全角数字和全角逗号书写。",
        edit_cells("数值", _full_width, 地区="庚午县", 指标="工业总产值", 报告期=_SEPTEMBER),
    ),
    Plant("missing_marks", COUNTIES_FILE, "辛未县 2024 年 1—3 月有几格用“—”和“/”表示没有数。", _mark_missing),
    Plant(
        "text_in_number",
        COUNTIES_FILE,
        "甲子市 2023 年 1—11 月进出口总额写成“约十二亿”，不是数。",
        edit_cells("数值", put("约十二亿"), 地区="甲子市", 指标="进出口总额", 报告期="2023年1-11月"),
    ),
    Plant("alias", COUNTIES_FILE, "壬申县 2024 年 8、9 月的地区只写简称“壬申”。", _shorten_names),
    Plant(
        "bad_firm_code",
        FIRMS_FILE,
        "2024 年 12 月入规的一户企业，统一社会信用代码的校验位写错。",
        _spoil_code_of_newcomer,
    ),
    Plant("bad_firm_code", FIRM_PERIODS_FILE, "同一户企业报表中的代码也随名录写错。", _spoil_code_of_newcomer),
)
_FORMS = (
    Plant(
        "january_merged",
        COUNTIES_FILE,
        "工业、投资、消费没有 1 月数，1 月并入 1—2 月，一年只有 11 期。",
        leave_alone("工业、投资、消费各指标"),
    ),
    Plant(
        "growth_only",
        COUNTIES_FILE,
        "规模以上工业增加值和各项投资只有增速，数值空着。",
        leave_alone("规模以上工业增加值、固定资产投资等"),
    ),
    Plant("gbk", GBK_FILE, "丁卯县的文件是 GBK 编码。", leave_alone("整个文件")),
    Plant(
        "wide_form", WIDE_FILE, "庚午产业园报横表：一月一行，指标写在表头，单位写在括号里。", leave_alone("整个文件")
    ),
)
PLANTS = (*_REMOVALS, *_ADDITIONS, *_CHANGES, *_FORMS, *REGISTER_PLANTS)
