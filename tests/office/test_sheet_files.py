"""Files as they come: encodings, wrong endings, bombs, passwords, hidden sheets; good and bad side by side."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.office.zip_parts import repack

from guatu.domain import Severity
from guatu.intake import Cell, Merge
from guatu.office import FINDING_CODES, read_sheets

TEXT = "地区,数值\n楚雄市,12.5\n"


def codes(path: Path) -> list[str]:
    return [finding.code for finding in read_sheets(path)[1]]


def rows(path: Path) -> tuple[tuple[Cell, ...], ...]:
    sheets, findings = read_sheets(path)
    assert findings == ()
    return sheets[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "月报.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert rows(path) == (("地区", "数值"), ("楚雄市", "12.5"))


@pytest.mark.parametrize(
    ("sign", "ending"), [(",", ".csv"), ("\t", ".tsv"), ("\t", ".txt"), (";", ".csv"), ("|", ".txt")]
)
def test_every_usual_delimiter_is_read(tmp_path: Path, sign: str, ending: str) -> None:
    path = tmp_path / f"月报{ending}"
    path.write_text(TEXT.replace(",", sign), encoding="utf-8")
    assert rows(path) == (("地区", "数值"), ("楚雄市", "12.5"))


def test_quoted_newlines_and_delimiters_stay_in_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "月报.csv"
    path.write_text('地区,备注\n楚雄市,"一,二\n三 ""四"""\n', encoding="utf-8")
    assert rows(path)[1] == ("楚雄市", '一,二\n三 "四"')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "O003"),
        (b"  \r\n\r\n", "O003"),
        (b"a,b\n1,\x00\n", "O008"),
        ("地区,数值\n楚雄市,1\n".encode() + b"\xff\xfe\n" + "姚安县大姚县".encode(), "O008"),
        (b"\xff\xfe\x00", "O008"),
        ('地区,备注\n楚雄市,"没有配对\n姚安县,1\n'.encode(), "O009"),
        (b"%PDF-1.7", "O002"),
        (b"<html><table></table></html>", "O002"),
        (b"PK\x03\x04rest", "O002"),
        (b"PAR1", "O002"),
    ],
)
def test_a_text_file_that_is_none_is_a_finding(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "月报.csv"
    path.write_bytes(content)
    sheets, findings = read_sheets(path)
    assert (sheets, [finding.code for finding in findings]) == ((), [code])
    assert "月报.csv" in findings[0].sentence


def test_a_file_of_another_type_is_named(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(b"PK\x03\x04")
    assert codes(path) == ["O001"]


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path / "没有.csv") == ["O004"]


def save(path: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def _active(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_workbook_gives_its_cells_and_its_merges(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = _active(book)
        sheet.title = "工业"
        sheet["A1"] = "2024年1-9月"
        sheet.merge_cells("A1:C1")
        sheet.append(["楚雄市", 12.5, date(2024, 9, 1)])
        sheet["C2"].number_format = 'yyyy"年"m"月"'
        sheet["B4"] = True

    sheets, findings = read_sheets(save(tmp_path / "月报.xlsx", fill))
    assert findings == ()
    assert (sheets[0].file, sheets[0].name, sheets[0].merged) == ("月报.xlsx", "工业", (Merge(0, 0, 0, 2),))
    assert sheets[0].rows == (
        ("2024年1-9月", None, None),
        ("楚雄市", 12.5, date(2024, 9, 1)),
        (None, None, None),
        (None, True, None),
    )


def test_a_cell_shown_as_percent_keeps_its_percent(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = _active(book)
        sheet.append([0.125, 0.125, 0.125, 0.07, "文字"])
        sheet["A1"].number_format = "0.0%"
        sheet["B1"].number_format = '0.000"%"'
        sheet["D1"].number_format = "0%"
        sheet["E1"].number_format = "0%"

    sheets, _ = read_sheets(save(tmp_path / "月报.xlsx", fill))
    assert sheets[0].rows == (("12.5%", 0.125, 0.125, "7%", "文字"),)


def test_formulas_without_a_result_and_in_error_are_not_blank(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = _active(book)
        sheet["A1"] = 1
        sheet["B1"] = "=A1*2"
        sheet["C1"] = "#DIV/0!"
        sheet["C1"].data_type = "e"

    sheets, findings = read_sheets(save(tmp_path / "月报.xlsx", fill))
    assert sheets[0].rows[0][2] == "#DIV/0!"
    assert [(finding.code, str(finding.span)) for finding in findings] == [("O013", "月报.xlsx［Sheet］B1")]


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        _active(book)["A1"] = "可见"
        book.create_sheet("去年").sheet_state = "hidden"
        book.create_sheet("更早").sheet_state = "veryHidden"

    sheets, findings = read_sheets(save(tmp_path / "月报.xlsx", fill))
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert [(finding.code, finding.span.sheet if finding.span else "") for finding in findings] == [
        ("O012", "去年"),
        ("O012", "更早"),
    ]


def test_a_workbook_of_two_cells_at_the_far_corner_is_refused(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        _active(book)["A1"] = 1
        _active(book)["XFD1048576"] = 1

    path = save(tmp_path / "月报.xlsx", fill)
    assert path.stat().st_size < 10_000
    assert codes(path) == ["O006"]


def test_the_reading_process_may_die_without_taking_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        _active(book)["A1"] = 1
        _active(book)["XFD1048576"] = 1

    path = save(tmp_path / "月报.xlsx", fill)
    monkeypatch.setattr("guatu.office.preflight._MOST_COLUMNS", 20_000)
    monkeypatch.setattr("guatu.office.preflight._MOST_ROWS", 2_000_000)
    monkeypatch.setattr("guatu.office.preflight._MOST_CELLS", 10**12)
    assert codes(path) in (["O007"], ["O004"], ["O006"])


def _plain_book(path: Path) -> Path:
    return save(path, lambda book: _active(book).append(["楚雄市", 12.5]))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = repack(_plain_book(tmp_path / "月报.xlsx"), lambda parts: parts.update({"xl/media/x.bin": bytes(64 << 20)}))
    assert path.stat().st_size < 1 << 20
    assert codes(path) == ["O006"]


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[name]

    assert codes(repack(_plain_book(tmp_path / "月报.xlsx"), change)) == ["O006"]


def test_macros_and_links_are_warned_of_and_the_cells_are_read(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"x"
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"

    sheets, findings = read_sheets(repack(_plain_book(tmp_path / "月报.xlsm"), change))
    assert sheets[0].rows == (("楚雄市", 12.5),)
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("O010", Severity.WARNING),
        ("O011", Severity.WARNING),
    ]


def test_an_encrypted_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    assert codes(path) == ["O005"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("月报.xlsx", TEXT.encode(), "O002"),
        ("月报.xls", TEXT.encode(), "O002"),
        ("月报.xls", b"<html><body><table>", "O002"),
        ("月报.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "O002"),
        ("月报.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "O004"),
        ("月报.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "O004"),
        ("月报.xlsx", b"PK\x03\x04" + bytes(100), "O006"),
        ("月报.xlsx", b"", "O003"),
    ],
)
def test_a_workbook_that_is_none_is_a_finding(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert codes(path) == [code]


@pytest.mark.parametrize("name", ["月报.csv", "月报.xls"])
def test_a_workbook_behind_a_wrong_ending_is_not_opened(tmp_path: Path, name: str) -> None:
    path = _plain_book(tmp_path / "月报.xlsx").rename(tmp_path / name)
    assert codes(path) == ["O002"]


def test_a_wps_file_is_read_in_the_form_of_xlsx(tmp_path: Path) -> None:
    path = _plain_book(tmp_path / "月报.xlsx").rename(tmp_path / "月报.et")
    assert rows(path) == (("楚雄市", 12.5),)


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert codes(path) == ["O006"]


@settings(max_examples=200, deadline=None)
@given(
    data=st.binary(max_size=200), head=st.sampled_from((b"", b"\xef\xbb\xbf", b"\xff\xfe", "地区,数值\n".encode("gbk")))
)
def test_any_bytes_as_text_are_rows_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(head + data)
    sheets, findings = read_sheets(path)
    assert sheets or findings


@settings(max_examples=12, deadline=None)
@given(place=st.floats(0, 1), size=st.integers(1, 60), data=st.binary(min_size=1, max_size=60))
def test_a_damaged_workbook_is_rows_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, place: float, size: int, data: bytes
) -> None:
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    _active(book).append(["楚雄市", 12.5])
    book.save(buffer)
    good = buffer.getvalue()
    start = int(place * len(good))
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(good[:start] + data + good[start + size :])
    sheets, findings = read_sheets(path)
    assert sheets or findings


def test_a_workbook_whose_packed_bytes_are_broken_is_a_finding(tmp_path: Path) -> None:
    # Every byte of the compressed data in turn: some break the packing itself (zlib), some the XML behind it.
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    _active(book).append(["楚雄市", 12.5])
    book.save(buffer)
    good = bytearray(buffer.getvalue())
    for start in range(40, len(good) - 60, 211):
        broken = bytes(good[:start]) + b"\xff\xff\xff" + bytes(good[start + 3 :])
        path = tmp_path / "broken.xlsx"
        path.write_bytes(broken)
        sheets, findings = read_sheets(path)
        assert sheets or findings


def test_every_code_is_used_once_and_has_its_page() -> None:
    known = [code.code for code in FINDING_CODES]
    assert len(set(known)) == len(known)
    assert all(code.why and code.example and code.instead for code in FINDING_CODES)


def test_a_text_file_with_more_columns_than_any_table_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "宽.csv"
    path.write_text("指标,数值\n" + "1," * 100_000, encoding="utf-8")
    sheets, findings = read_sheets(path)
    assert sheets == ()
    assert "超过上限 1024" in findings[0].sentence
