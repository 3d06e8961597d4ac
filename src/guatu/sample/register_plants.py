"""Defects of the registers, and firms that stand exactly on a threshold; each at a firm of its own.

The firms are taken in the order of the file, so that a seed gives the same ones everywhere.
"""

from collections.abc import Callable, Iterable

from guatu.sample.firm_registers import FIRM_YEARS_FILE, REGISTER_YEARS
from guatu.sample.firms import FIRMS, credit_code
from guatu.sample.place_registers import PLACE_YEARS_FILE
from guatu.sample.planting import Change, Plant, edit_cells, lines_of, put, times
from guatu.sample.values import Sheet

_LAST, _THIS = map(str, REGISTER_YEARS)
_CODE, _YEAR, _NAME = "统一社会信用代码", "年度", "企业名称"
_MAIN, _DECLARED, _PEAK, _WHOLE = (
    "主营业务收入（万元）",
    "申报上年主营业务收入（万元）",
    "历年最高主营业务收入（万元）",
    "营业收入（万元）",
)
# So many firms lie between two that are planted, and the first is not the first of the file.
_APART, _FIRST = 19, 5
_ADDED_CODE = credit_code("999903", FIRMS + 100)


def _lasting(sheet: Sheet, number: int) -> str:
    """Return the code of a firm that was above scale in both years and declared both itself."""
    years: dict[str, list[int]] = {}
    for index in sheet.find(是否规上工业="是", 数据性质="企业申报", 首次纳规="否"):
        years.setdefault(sheet.cell(index, _CODE), []).append(index)
    codes = [code for code, rows in years.items() if len(rows) == 2]
    return codes[_FIRST + number * _APART]


def _row(sheet: Sheet, code: str, year: str) -> tuple[int, ...]:
    return sheet.find(**{_CODE: code, _YEAR: year})


def _at(number: int, year: str, **changes: Callable[[str], str]) -> Change:
    """Change cells of one lasting firm's year."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        row = _row(sheet, _lasting(sheet, number), year)
        for column, change_cell in changes.items():
            sheet = sheet.with_cells(row, _HEADS.get(column, column), change_cell)
        return sheet, lines_of(row)

    return change


_HEADS = {"main": _MAIN, "declared": _DECLARED, "peak": _PEAK, "whole": _WHOLE}


def _without_base(sheet: Sheet) -> tuple[Sheet, str]:
    code = _lasting(sheet, 0)
    sheet = sheet.without(_row(sheet, code, _LAST))
    row = _row(sheet, code, _THIS)
    return sheet.with_cells(row, _DECLARED, put("")), lines_of(row)


def _twice(sheet: Sheet) -> tuple[Sheet, str]:
    (index,) = _row(sheet, _lasting(sheet, 1), _THIS)
    return _with_copy(sheet, index, {_MAIN: times(1100), _WHOLE: times(1100)}), lines_of((index, len(sheet.rows)))


def _twin(sheet: Sheet) -> tuple[Sheet, str]:
    (index,) = _row(sheet, _lasting(sheet, 2), _THIS)
    changes = {_CODE: put(_ADDED_CODE), _NAME: lambda name: name.replace("有限公司", "有限责任公司")}
    return _with_copy(sheet, index, changes), lines_of((index, len(sheet.rows)))


def _with_copy(sheet: Sheet, index: int, changes: dict[str, Callable[[str], str]]) -> Sheet:
    at = len(sheet.rows)
    sheet = sheet.with_rows((sheet.rows[index],))
    for column, change_cell in changes.items():
        sheet = sheet.with_cells((at,), column, change_cell)
    return sheet


def _zero_base(sheet: Sheet) -> tuple[Sheet, str]:
    code = _lasting(sheet, 3)
    last, this = _row(sheet, code, _LAST), _row(sheet, code, _THIS)
    sheet = sheet.with_cells(last, _MAIN, put("0")).with_cells(last, _WHOLE, put("0"))
    sheet = sheet.with_cells(this, _DECLARED, put("0")).with_cells(this, _PEAK, put("0"))
    return sheet, lines_of((*last, *this))


def _from_statistics(sheet: Sheet) -> tuple[Sheet, str]:
    rows = tuple(index for number in range(9, 14) for index in _row(sheet, _lasting(sheet, number), _THIS))
    return sheet.with_cells(rows, "数据性质", put("统计调查")), lines_of(rows)


def _wrong_check(code: str) -> str:
    return code[:-1] + ("A" if code[-1] != "A" else "B")


def _threshold(number: int, last: int, this: int) -> Change:
    """Let the audited figures (万元) of a firm be exactly these; its 营业收入 are the same."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        code = _lasting(sheet, number)
        before, now = _row(sheet, code, _LAST), _row(sheet, code, _THIS)
        for column in (_MAIN, _WHOLE):
            sheet = sheet.with_cells(before, column, put(str(last))).with_cells(now, column, put(str(this)))
        for column in (_DECLARED, _PEAK):
            sheet = sheet.with_cells(now, column, put(str(last)))
        sheet = sheet.with_cells(before, _PEAK, put(str(last - 100))).with_cells(
            before, _DECLARED, put(str(last - 100))
        )
        return sheet, lines_of((*before, *now))

    return change


def _entry_threshold(sheet: Sheet) -> tuple[Sheet, str]:
    (index, *_) = sheet.find(年度=_THIS, 首次纳规="是")
    for column in (_MAIN, _WHOLE):
        sheet = sheet.with_cells((index,), column, put("2000"))
    return sheet, lines_of((index,))


def _at_threshold() -> Iterable[Plant]:
    """Yield the firms that stand on a threshold; the sentences say in words what the figures are."""
    for number, (last, this, words) in enumerate(
        (
            (10_000, 11_500, "从 1.00 亿元到 1.15 亿元，增速正好 15%"),
            (10_000, 12_000, "从 1.00 亿元到 1.20 亿元，增长 2000 万元"),
            (3_000, 3_500, "从 3000 万元到 3500 万元，增长额正好 500 万元"),
            (48_000, 50_000, "从 4.80 亿元到 5.00 亿元，正好达到 5 亿元"),
            (100_000, 125_000, "从 10.00 亿元到 12.50 亿元，增长额正好 2.5 亿元"),
        ),
        start=14,
    ):
        sentence = f"一户企业的主营业务收入{words}；审计数与统计报表不同，用来试门槛。"
        yield Plant("at_threshold", FIRM_YEARS_FILE, sentence, _threshold(number, last, this))
    sentence = "首次纳规的一户企业主营业务收入正好 2000 万元；审计数与统计报表不同，用来试门槛。"
    yield Plant("at_threshold", FIRM_YEARS_FILE, sentence, _entry_threshold)
    sentence = "甲子高新区 2023 年规上工业总产值正好 100 亿元；与月度数之和不同，用来试档次的界点。"
    yield Plant(
        "at_threshold",
        PLACE_YEARS_FILE,
        sentence,
        edit_cells("规上工业总产值（亿元）", put("100"), 园区="甲子高新区", 年度=_LAST),
    )


REGISTER_PLANTS = (
    Plant("missing_base", FIRM_YEARS_FILE, "这户企业没有上年度的申报，也没有填上年数，增速不知道。", _without_base),
    Plant("firm_twice", FIRM_YEARS_FILE, "同一户企业同一年度有两行，收入相差 10%，不知道该信哪一行。", _twice),
    Plant("twin", FIRM_YEARS_FILE, "最后一行的企业名称只差“责任”二字，代码不同，像是同一户。", _twin),
    Plant("zero_base", FIRM_YEARS_FILE, "上年主营业务收入是 0，增速算不出来，不是无穷大。", _zero_base),
    Plant(
        "text_in_number",
        FIRM_YEARS_FILE,
        "主营业务收入写成“约2000万”，不是数。",
        _at(4, _THIS, main=put("约2000万")),
    ),
    Plant("bad_firm_code", FIRM_YEARS_FILE, "这一行统一社会信用代码的校验位写错，与上年度的一行像是同一户。",
          _at(5, _THIS, **{_CODE: _wrong_check})),
    Plant("renamed", FIRM_YEARS_FILE, "这户企业改了名，代码未变。",
          _at(6, _THIS, **{_NAME: lambda name: name.replace("有限公司", "科技有限公司")})),
    Plant("base_differs", FIRM_YEARS_FILE, "申报的上年数比上年度自己申报的少 10%。",
          _at(7, _THIS, declared=times(900))),
    Plant("wrong_year", FIRM_YEARS_FILE, "年度写成 2204，这一行不能用，下一年也就没有基数。",
          _at(8, _LAST, **{_YEAR: put("2204")})),
    Plant("from_statistics", FIRM_YEARS_FILE, "五户企业用的是统计调查数，按统计法不得用于兑现。", _from_statistics),
    *_at_threshold(),
)  # fmt: skip
