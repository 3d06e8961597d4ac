"""Uploads: the form however it was treated, a person's own sheet, wrong cells marked, hostile files kept out."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.desk.filing_packs import CITY, SEPTEMBER, form, number, packs

from guatu.desk import CellProblem, FiledFigure, FilingReading, FormRow, read_filing, write_form_workbook
from guatu.domain import Period

Known = Mapping[tuple[str, str], FiledFigure]
Change = Callable[[Worksheet], None]
# Values that fit each other: every figure is 10, but for the two that are sums of others.
SUMS = {"industrial_output": "90", "budget_revenue": "20"}
ROWS = tuple(
    FormRow(
        cell,
        number(SUMS.get(cell.indicator, "10") if cell.asks_value else None),
        number("0.05" if cell.asks_growth else None),
    )
    for cell in form().cells
)
KEYS = tuple((row.cell.indicator, row.cell.basis) for row in ROWS)
FILLED = {key: (row.value, row.growth) for key, row in zip(KEYS, ROWS, strict=True)}


def template(path: Path, change: Change | None = None) -> Path:
    write_form_workbook(
        path,
        title=form().title,
        place_code=CITY,
        place_name="甲子市",
        period=form().period,
        rows=ROWS,
        notes=("请于10月8日前报送。",),
    )
    if change is not None:
        made = openpyxl.load_workbook(path)
        sheet = made.active
        assert isinstance(sheet, Worksheet)
        change(sheet)
        made.save(path)
    return path


def read(path: Path, before: Known | None = None, *, month: Period = SEPTEMBER) -> FilingReading:
    return read_filing(
        path,
        path.name,
        packs=packs(),
        month=month,
        place_code=CITY,
        cells=form().cells,
        marked_to=path.with_name("marked.xlsx"),
        before=before or {},
    )


def read_rows(
    tmp_path: Path, *rows: tuple[str | int | float, ...], name: str = "自己的表.xlsx", known: Known | None = None
) -> FilingReading:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    made.save(tmp_path / name)
    return read(tmp_path / name, known)


def told(reading: FilingReading) -> list[tuple[str, str]]:
    return [(one.cell, one.severity) for one in reading.problems]


def test_the_form_sent_back_is_read_whole(tmp_path: Path) -> None:
    reading = read(template(tmp_path / "form.xlsx"))
    assert reading.problems == ()
    assert reading.values == FILLED
    assert (reading.good, reading.bad, reading.marked) == (len(KEYS) * 2 - 5, 0, None)


def unprotect(sheet: Worksheet) -> None:
    sheet.protection.sheet = False


def move_columns(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.move_range("D3:E38", cols=10)


def sort_rows(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=38)]
    for at, row in enumerate(reversed(rows), start=4):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value


def retitle(sheet: Worksheet) -> None:
    sheet.title = "9月（改）"
    sheet["A1"], sheet["A2"] = "本月数据", None


def write_month(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A2"] = "甲子市2024年9月主要指标", None


def drop_beside(sheet: Worksheet) -> None:
    sheet.delete_cols(6, 4)
    sheet.delete_cols(1)


@pytest.mark.parametrize("change", [unprotect, move_columns, sort_rows, retitle, write_month, drop_beside])
def test_the_form_is_read_whatever_was_done_to_it(tmp_path: Path, change: Change) -> None:
    reading = read(template(tmp_path / "form.xlsx", change))
    assert (reading.values, reading.problems) == (FILLED, ())


def test_rows_taken_out_of_the_form_are_absent_and_blank_ones_are_blank(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.delete_rows(30, 9)
        sheet["D13"], sheet["E13"] = None, None

    reading = read(template(tmp_path / "form.xlsx", change))
    assert reading.problems == ()
    assert set(FILLED) - set(reading.values) == set(KEYS[26:])
    assert reading.values["industrial_output", "cumulative"] == (None, None)


def test_the_form_saved_as_gbk_text_is_read(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(template(tmp_path / "form.xlsx")).active
    assert isinstance(sheet, Worksheet)
    lines = [",".join(_quoted(cell.value) for cell in row) for row in sheet.iter_rows()]
    (tmp_path / "报表.csv").write_bytes("\r\n".join(lines).encode("gbk"))
    reading = read(tmp_path / "报表.csv")
    assert (reading.values, reading.problems) == (FILLED, ())


def _quoted(value: object) -> str:
    text = "" if value is None else str(value)
    return f'"{text}"' if "\n" in text or "," in text else text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", [".xls", ".et"])
def test_the_form_saved_as_an_older_workbook_is_read_and_marked(tmp_path: Path, ending: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D4"] = "约12亿"

    template(tmp_path / "form.xlsx", change)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "form.xlsx")], check=True, capture_output=True, timeout=120)
    path = (tmp_path / "form.xls").rename(tmp_path / f"报表{ending}")
    reading = read(path)
    assert told(reading) == [("D4", "error")]
    assert {key: reading.values[key] for key in KEYS[1:]} == {key: FILLED[key] for key in KEYS[1:]}
    assert reading.marked is not None
    assert openpyxl.load_workbook(reading.marked)["填报表"]["D4"].fill.fgColor.rgb == "FFFFC7CE"


def test_a_wrong_cell_comes_back_marked_and_the_rest_is_kept(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D4"], sheet["E5"], sheet["D6"] = "约12亿", "五成", "100000万元"

    known = {KEYS[0]: FiledFigure(CITY, *KEYS[0], value=Decimal("10"), growth=None)}
    reading = read(template(tmp_path / "form.xlsx", change), known)
    assert told(reading) == [("D4", "error"), ("E5", "error")]
    assert (reading.bad, reading.good) == (2, len(KEYS) * 2 - 7)
    assert reading.values[KEYS[0]] == (Decimal("10"), Decimal("0.05"))  # its value is what stood there before
    assert reading.values[KEYS[1]] == (Decimal("10"), None)
    assert reading.values[KEYS[2]] == (Decimal("10"), Decimal("0.05"))
    assert reading.marked == tmp_path / "marked.xlsx"


def test_checks_of_packs_speak_at_their_cell(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D4"], sheet["D7"] = 100000, 6

    last = {key: FiledFigure(CITY, *key, value=None, growth=None, last_value=Decimal("9")) for key in KEYS[:9]}
    reading = read(template(tmp_path / "form.xlsx", change), last)
    assert [(one.cell, one.severity, one.sentence[:9]) for one in reading.problems] == [
        ("D4", "error", "数值是照前几期推算"),
        ("D13", "error", "各分项加起来大于总"),
        ("D7", "question", "年初至今的累计数比"),
        ("D7", "question", "数值与照前几期推算"),
    ]
    assert reading.problems[0].way_out == "请改正后再上传。"
    assert reading.values[KEYS[0]][0] == Decimal("100000")  # a question or an error of a check leaves what was typed


def test_a_marked_workbook_is_read_again_and_comes_clean_when_it_is_mended(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D4"] = "约12亿"

    first = read(template(tmp_path / "form.xlsx", change))
    assert first.marked is not None
    again = read(first.marked)
    assert told(again) == told(first)
    assert again.marked is not None
    made = openpyxl.load_workbook(again.marked)
    assert made.sheetnames == ["校验结果", "填报表"]
    made["填报表"]["D4"] = 10
    made.save(tmp_path / "mended.xlsx")
    assert (read(tmp_path / "mended.xlsx").values, read(tmp_path / "mended.xlsx").problems) == (FILLED, ())


HEAD = ("地区", "指标", "报告期", "数值（万元）", "同比（%）")


def test_a_persons_own_sheet_is_read_in_its_own_units(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        ("甲子市2024年1-9月主要指标",),
        HEAD,
        ("甲子市", "社会消费品零售总额", "2024年1-9月", "1,060,100", "5.2"),
        ("甲子市", "财政收入", "2024年1-9月", 164600, "3.6%"),
    )
    assert reading.values["retail_sales", "cumulative"] == (Decimal("106.01"), Decimal("0.052"))


def test_a_wide_sheet_is_read_and_its_other_months_pass(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        ("报告期", "工业总产值累计（亿元）", "工业总产值同比（%）", "社会消费品零售总额累计（亿元）"),
        ("2024年1-8月", 80, 5, 9),
        ("2024年1-9月", 90, 5.5, 10),
    )
    assert reading.problems == ()
    assert reading.values == {
        ("industrial_output", "cumulative"): (Decimal("90"), Decimal("0.055")),
        ("retail_sales", "cumulative"): (Decimal("10"), None),
    }


def sentences(reading: FilingReading) -> list[str]:
    return [one.sentence for one in reading.problems]


def test_a_row_of_another_place_is_told_at_its_cell(tmp_path: Path) -> None:
    line = ("社会消费品零售总额", "2024年1-9月", 100, 5)
    reading = read_rows(tmp_path, HEAD, ("甲子市", *line), ("乙丑县", *line))
    assert reading.problems == (
        CellProblem(
            "Sheet",
            "A3",
            "这里写的是乙丑县，本表只收甲子市的数，没有读。",
            "确是甲子市的数，把地区改成甲子市；不是的，删去这一行。",
            "error",
        ),
    )
    assert len(reading.values) == 1


def test_a_sheet_of_another_place_or_month_is_told_once(tmp_path: Path) -> None:
    rows = [(row.cell.name, 10) for row in ROWS[:3]]
    other = read_rows(tmp_path, ("乙丑县2024年1-9月",), ("指标", "数值（亿元）"), *rows)
    assert sentences(other) == ["这里写的是乙丑县，本表只收甲子市的数，没有读。"]
    late = read_rows(tmp_path, ("甲子市2024年1-8月",), ("指标", "数值（亿元）"), *rows)
    assert sentences(late) == ["这张表写的是2024年8月，要报的是2024年9月，没有读。"]
    assert (other.values, late.values) == ({}, {})


def test_figures_of_a_month_alone_are_not_taken_for_the_sum(tmp_path: Path) -> None:
    head = ("指标", "口径", "报告期", "数值（亿元）")
    alone = read_rows(tmp_path, head, ("社会消费品零售总额", "当月", "2024-09", 1.2))
    assert sentences(alone) == ["“社会消费品零售总额”要报1 月至本月的累计数，这里是当月数或全年数，没有读。"]
    both = read_rows(
        tmp_path,
        head,
        ("社会消费品零售总额", "当月", "2024-09", 1.2),
        ("社会消费品零售总额", "累计", "2024-09", 10.6),
    )
    assert (both.problems, list(both.values)) == ((), [("retail_sales", "cumulative")])


def test_what_the_form_does_not_ask_for_is_a_question(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        ("指标", "累计（亿元）", "同比（%）"),
        ("地区生产总值", 300, 5),
        ("规模以上工业增加值", 99, 9.7),
        ("社会消费品零售总额", 10, 5),
    )
    assert told(reading) == [("第2行", "question"), ("B3", "question")]
    assert reading.values["industrial_va", "cumulative"] == (None, Decimal("0.097"))


def test_a_figure_said_twice_and_differently_is_an_error(tmp_path: Path) -> None:
    line = ("社会消费品零售总额", "累计", "2024-09")
    head = ("指标", "口径", "报告期", "数值（亿元）")
    assert told(read_rows(tmp_path, head, (*line, 10), (*line, 11))) == [("D3", "error")]
    assert told(read_rows(tmp_path, head, (*line, 10), (*line, 10))) == []


def test_a_sheet_that_holds_no_figures_says_how_to_go_on(tmp_path: Path) -> None:
    [problem] = read_rows(tmp_path, ("内容", "备注"), ("开会", "无")).problems
    assert problem.sentence == "观测数据缺少列：指标、数值；整张表没有读。"
    assert problem.way_out.startswith("请下载填报模板")


def _zip(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return made.getvalue()


_SHEET = b'<worksheet><sheetData><row r="%d"><c r="%s"><v>1</v></c></row></sheetData></worksheet>'
_ENTITIES = b'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "x">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("炸弹.xlsx", _zip(("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", b"0" * (40 << 20)))),
        ("实体.xlsx", _zip(("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", _ENTITIES))),
        (
            "远角.xlsx",
            _zip(("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/s.xml", _SHEET % (1048576, b"XFD1048576"))),
        ),
        ("压缩包.xlsx", _zip(("../../etc/passwd", b"x"))),
        ("假.xlsx", b"PK\x03\x04 not a zip at all"),
        ("假.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("图.csv", b"\x89PNG\r\n\x1a\n"),
        ("空.xlsx", b""),
        ("程序.exe", b"MZ\x90\0"),
    ],
)
def test_a_file_that_must_not_be_opened_comes_back_as_a_list(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    reading = read(tmp_path / name)
    assert (reading.values, reading.good) == ({}, 0)
    assert "error" in {one.severity for one in reading.problems}
    assert reading.marked is not None
    assert openpyxl.load_workbook(reading.marked).sheetnames == ["校验结果"]
    assert not (tmp_path.parent / "etc").exists()


def test_a_part_that_claims_ten_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(template(tmp_path / "form.xlsx").read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    (tmp_path / "form.xlsx").write_bytes(data)
    reading = read(tmp_path / "form.xlsx")
    assert reading.values == {}
    assert "超过上限" in reading.problems[0].sentence


def test_formulas_that_would_run_come_back_as_text(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        ("指标", "累计（亿元）", "备注"),
        ("社会消费品零售总额", "约10", "@SUM(A1)"),
        name="注入.xlsx",
    )
    assert reading.marked is not None
    sheet = openpyxl.load_workbook(reading.marked)["Sheet"]
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].quotePrefix) == ("@SUM(A1)", "s", True)
