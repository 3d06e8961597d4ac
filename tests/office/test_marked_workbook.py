"""A workbook comes back as itself with its mistakes marked, and without whatever could run or point elsewhere."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import openpyxl.drawing.image
import PIL.Image
import pytest
from openpyxl.chart import LineChart, Reference, Series
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from tests.office.soffice import needs_soffice, to_pdf
from tests.office.zip_parts import repack

from guatu.intake import Sheet
from guatu.office import CellMark, is_list_of_marks, mark_workbook, read_sheets
from guatu.office import marked_workbook as subject

ERROR = CellMark("工业", "C3", "“约12亿”不是数。", "只填数字。", is_error=True)
QUESTION = CellMark("工业", "C2", "比上期少了。", "请核实。", is_error=False)
RED, YELLOW = "FFFFC7CE", "FFFFD966"


def book(path: Path) -> Path:
    """Write a small workbook as a person keeps it: a title, colours, a comment, widths, a second sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "工业"
    for row in (("地区", "指标", "数值"), ("甲子市", "工业投资", 12.5), ("甲子市", "进出口总额", "约12亿")):
        sheet.append(row)
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFFF8DC")
    sheet["A1"].font = Font(name="黑体", size=14)
    sheet["C2"].comment = Comment("上月也是这个数", "小马")
    sheet.column_dimensions["B"].width = 33
    sheet.merge_cells("A5:C5")
    sheet["A5"] = "注：快报数"
    made.create_sheet("备查")["A1"] = "原始记录"
    made.save(path)
    return path


def mark(path: Path, marks: Sequence[CellMark] = (ERROR, QUESTION)) -> openpyxl.Workbook:
    sheets = tuple(sheet for sheet in read_sheets(path)[0] if not is_list_of_marks(sheet))
    return openpyxl.load_workbook(mark_workbook(path, marks, sheets=sheets, to=path.with_name("marked")))


def comment(cell: object) -> str:
    found = getattr(cell, "comment", None)
    return found.text if found is not None else ""


def test_wrong_cells_are_coloured_and_say_why_and_what_to_do(tmp_path: Path) -> None:
    made = mark(book(tmp_path / "月报.xlsx"))
    sheet = made["工业"]
    assert (sheet["C3"].fill.fgColor.rgb, sheet["C2"].fill.fgColor.rgb) == (RED, YELLOW)
    assert comment(sheet["C3"]) == "错误：“约12亿”不是数。\n办法：只填数字。"
    assert comment(sheet["C2"]).startswith("请核实：比上期少了。\n办法：请核实。")
    assert comment(sheet["C2"]).endswith("上月也是这个数")


def test_the_rest_of_the_workbook_is_as_it_was(tmp_path: Path) -> None:
    made = mark(book(tmp_path / "月报.xlsx"))
    sheet = made["工业"]
    assert [cell.value for cell in sheet[3]] == ["甲子市", "进出口总额", "约12亿"]
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet.column_dimensions["B"].width) == ("黑体", 14, 33)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A5:C5"]
    assert made["备查"]["A1"].value == "原始记录"


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(tmp_path: Path) -> None:
    whole = CellMark("备查", "", "这张表没有读。", "改表名。", is_error=True)
    made = mark(book(tmp_path / "月报.xlsx"), (ERROR, QUESTION, whole))
    listed = made.worksheets[0]
    assert (listed.title, made.active) == ("校验结果", listed)
    assert listed["A1"].value == "校验结果：错误 2 处，请核实 1 处"
    rows = [[cell.value for cell in row[:5]] for row in listed.iter_rows(min_row=4)]
    assert rows[0] == [1, "错误", "工业！C3", "“约12亿”不是数。", "只填数字。"]
    assert [row[2] for row in rows] == ["工业！C3", "工业！C2", "备查"]
    link = listed["C4"].hyperlink
    assert link is not None
    assert (link.location, link.target) == ("'工业'!C3", None)


def test_a_problem_of_a_row_colours_the_row_and_one_of_a_merged_cell_its_first(tmp_path: Path) -> None:
    row = CellMark("工业", "第2行", "别处的数。", "删去。", is_error=True)
    merged = CellMark("工业", "B5", "不该有。", "删去。", is_error=False)
    sheet = mark(book(tmp_path / "月报.xlsx"), (row, merged))["工业"]
    assert [cell.fill.fgColor.rgb for cell in sheet[2]] == [RED] * 3
    assert (comment(sheet["A2"])[:3], comment(sheet["C2"])) == ("错误：", "上月也是这个数")
    assert comment(sheet["A5"]).startswith("请核实：不该有。")


def test_two_problems_of_one_cell_are_said_in_one_comment_and_the_error_colours_it(tmp_path: Path) -> None:
    second = CellMark("工业", "C3", "比上期少了。", "请核实。", is_error=False)
    sheet = mark(book(tmp_path / "月报.xlsx"), (ERROR, second))["工业"]
    assert sheet["C3"].fill.fgColor.rgb == RED
    assert comment(sheet["C3"]).count("办法：") == 2


def test_marks_of_an_earlier_return_are_taken_away_first(tmp_path: Path) -> None:
    first = mark_workbook(
        book(tmp_path / "月报.xlsx"),
        (ERROR, QUESTION),
        sheets=read_sheets(tmp_path / "月报.xlsx")[0],
        to=tmp_path / "first.xlsx",
    )
    made = mark(first, (ERROR,))
    sheet = made["工业"]
    assert made.sheetnames == ["校验结果", "工业", "备查"]
    assert (sheet["C2"].fill.fgColor.rgb, comment(sheet["C2"])) == ("FFFFF8DC", "上月也是这个数")
    assert comment(sheet["C3"]).count("错误：") == 1
    assert made.worksheets[0].max_row == 4


def test_marks_are_taken_away_even_where_their_list_was_deleted(tmp_path: Path) -> None:
    marked = mark(book(tmp_path / "月报.xlsx"))
    del marked["校验结果"]
    marked.save(tmp_path / "again.xlsx")
    sheet = mark(tmp_path / "again.xlsx", (ERROR,))["工业"]
    assert (sheet["C2"].fill.fill_type, comment(sheet["C2"])) == (None, "上月也是这个数")


def test_a_forged_list_of_marks_does_no_harm(tmp_path: Path) -> None:
    marked = mark(book(tmp_path / "月报.xlsx"))
    marked["校验结果"]["F4"] = '[["工业", "A1:XFD1048576", "rgb:FF000000"], ["无", "A1", ""], 7]'
    marked["校验结果"]["F5"] = '[["工业", "C2", "red; x"]]'
    marked.save(tmp_path / "forged.xlsx")
    sheet = mark(tmp_path / "forged.xlsx", (ERROR,))["工业"]
    assert sheet["C2"].fill.fill_type is None
    assert [cell.value for cell in sheet[1]] == ["地区", "指标", "数值"]


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist()}


def test_formulas_become_values_and_what_begins_like_one_stays_text(tmp_path: Path) -> None:
    path = book(tmp_path / "月报.xlsx")

    def compute(found: dict[str, bytes]) -> None:
        sheet = found["xl/worksheets/sheet1.xml"]
        found["xl/worksheets/sheet1.xml"] = sheet.replace(
            b'<c r="C2"', b'<c r="D2"><f>SUM(C2:C2)*2</f><v>25</v></c><c r="C2"'
        ).replace(b'<c r="C3"', b'<c r="D3" t="str"><f>"="&amp;"1+1"</f><v>=1+1</v></c><c r="C3"')

    repack(path, compute)
    made = mark(path)
    assert (made["工业"]["D2"].value, made["工业"]["D3"].value) == (25, "=1+1")
    assert (made["工业"]["D3"].data_type, made["工业"]["D3"].quotePrefix) == ("s", True)
    assert not any("<f>" in text or "<f " in text for text in parts(tmp_path / "marked.xlsx").values())


def hostile(path: Path) -> Path:
    """Write a workbook that reaches out in every way a workbook can."""
    made = openpyxl.load_workbook(book(path))
    sheet = made["工业"]
    sheet["A3"].hyperlink = "http://evil.example/steal"
    sheet["B3"].hyperlink = "file:///etc/passwd"
    made.defined_names["外部"] = DefinedName("外部", attr_text="'[别处.xlsx]表'!$A$1")
    made.defined_names["命令"] = DefinedName("命令", attr_text="cmd|'/c calc'!A0")
    made.defined_names["本地"] = DefinedName("本地", attr_text="工业!$A$1:$A$3")
    for formula in ("'[别处.xlsx]表'!$A$1:$A$9", '"是,否"'):
        sheet.add_data_validation(DataValidation(type="list", formula1=formula, sqref="B2"))
    sheet.conditional_formatting.add("C2", Rule(type="expression", formula=["cmd|'/c calc'!A0>0"]))
    sheet.conditional_formatting.add("C3", Rule(type="expression", formula=["C3>1"]))
    made.save(path)

    def add(found: dict[str, bytes]) -> None:
        found["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0macro"
        found["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0ole"
        found["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        found["xl/connections.xml"] = b'<connections><connection url="http://evil.example"/></connections>'
        found["../../escape.xml"] = b"<x/>"

    return repack(path, add)


def test_links_macros_connections_and_embedded_objects_are_left_behind(tmp_path: Path) -> None:
    made = mark(hostile(tmp_path / "月报.xlsm"))
    written = parts(tmp_path / "marked.xlsx")
    # [Content_Types].xml may name kinds of parts; that none is there is what counts.
    assert not [name for name in written if any(word in name for word in ("vba", "embed", "externalLink", "connect"))]
    assert not [name for name in written if ".." in name]
    texts = "".join(text for name, text in written.items() if name.endswith((".xml", ".rels")))
    assert not [word for word in ("evil.example", "etc/passwd", "别处.xlsx", "cmd|") if word in texts]
    assert list(made.defined_names) == ["本地"]
    sheet = made["工业"]
    assert [one.formula1 for one in sheet.data_validations.dataValidation] == ['"是,否"']
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C3"]
    assert (sheet["A3"].value, sheet["A3"].hyperlink) == ("甲子市", None)


def test_a_small_picture_stays_and_a_large_one_is_left_behind(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "月报.xlsx"))
    for name, size in (("small.png", 8), ("large.png", 1100)):
        # Noise, so that the picture does not become small again when it is packed.
        PIL.Image.effect_noise((size, size), 200).resize((size, size * 3)).save(tmp_path / name)
        made["工业"].add_image(openpyxl.drawing.image.Image(str(tmp_path / name)), "F1")
    made.save(tmp_path / "月报.xlsx")
    assert (tmp_path / "large.png").stat().st_size > 2 << 20
    mark(tmp_path / "月报.xlsx")
    kept = [name for name in parts(tmp_path / "marked.xlsx") if name.startswith("xl/media/")]
    assert kept == ["xl/media/image1.png"]


def test_a_chart_of_ones_own_cells_stays_and_one_of_another_file_is_left_behind(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "月报.xlsx"))
    for reference in ("'工业'!$C$2:$C$3", "'[别处.xlsx]表'!$A$1:$A$9"):
        chart = LineChart()
        chart.series.append(Series(Reference(made["工业"], min_col=3, min_row=2, max_row=3), title="数值"))
        chart.series[0].val.numRef.f = reference
        chart.anchor = "F2"
        made["工业"].add_chart(chart)
    made.save(tmp_path / "月报.xlsx")
    mark(tmp_path / "月报.xlsx")
    written = parts(tmp_path / "marked.xlsx")
    assert [name for name in written if name.startswith("xl/charts/")] == ["xl/charts/chart1.xml"]
    assert "别处.xlsx" not in "".join(written.values())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("月报.csv", "地区,指标,数值\n甲子市,工业投资,=1+1\n甲子市,进出口总额,约12亿\n".encode("gbk")),
        ("月报.txt", "地区\t指标\t数值\n甲子市\t工业投资\t@SUM(A1)\n甲子市\t进出口总额\t约12亿\n".encode()),
    ],
)
def test_a_text_file_comes_back_as_a_workbook_with_the_same_cells(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    made = mark(path, (CellMark("", "C3", "“约12亿”不是数。", "只填数字。", is_error=True),))
    sheet = made["数据"]
    assert [cell.value for cell in sheet[3]] == ["甲子市", "进出口总额", "约12亿"]
    assert (sheet["C2"].data_type, sheet["C2"].quotePrefix) == ("s", True)
    assert (sheet["C3"].fill.fgColor.rgb, comment(sheet["C3"])) == (
        RED,
        "错误：“约12亿”不是数。\n办法：只填数字。",
    )
    assert made["校验结果"]["C4"].hyperlink.location == "'数据'!C3"


def test_a_workbook_too_large_to_be_marked_comes_back_as_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "_MOST_CELLS", 8)
    made = mark(book(tmp_path / "月报.xlsx"))
    assert made.sheetnames == ["校验结果"]
    assert made["校验结果"]["D4"].value == "“约12亿”不是数。"


def test_a_workbook_that_cannot_be_kept_whole_comes_back_with_its_cells(tmp_path: Path) -> None:
    path = book(tmp_path / "月报.xlsx")
    repack(path, lambda found: found.update({"xl/styles.xml": b"<styleSheet><broken"}))
    sheets = (Sheet("月报.xlsx", "工业", (("地区", "指标", "数值"), ("甲子市", "工业投资", 12.5), ("", "", "约12亿"))),)
    made = openpyxl.load_workbook(mark_workbook(path, (ERROR,), sheets=sheets, to=tmp_path / "marked.xlsx"))
    assert made.sheetnames == ["校验结果", "工业"]
    assert made["工业"]["C3"].fill.fgColor.rgb == RED


def test_nothing_half_written_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "月报.csv"
    path.write_text("地区,数值\n甲子市,1\n", encoding="utf-8")
    old = tmp_path / "marked.xlsx"
    old.write_bytes(b"of last time")

    def fail(aside: Path, *_: object) -> None:
        aside.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(subject, "write_copy", fail)
    with pytest.raises(OSError, match="disk full"):
        mark_workbook(path, (), sheets=(), to=old)
    assert old.read_bytes() == b"of last time"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["marked.xlsx", "月报.csv"]


def test_a_sheet_that_only_bears_the_name_of_the_list_is_the_persons_own() -> None:
    assert not is_list_of_marks(Sheet("a.xlsx", "校验结果", (("指标", "数值"),)))
    assert is_list_of_marks(Sheet("a.xlsx", "校验结果", (("校验结果：错误 1 处，请核实 0 处",),)))


@needs_soffice
def test_a_marked_workbook_opens_in_another_office(tmp_path: Path) -> None:
    mark(hostile(tmp_path / "月报.xlsm"))
    text = to_pdf(tmp_path / "marked.xlsx")
    assert "校验结果：错误 1 处，请核实 1 处" in text
    assert "进出口总额" in text
