"""PDF files as plans: text layers, tables, scans, passwords, damage."""

import io
import shutil
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.office.plan_papers import refusal, save, text_of
from tests.office.soffice import to_pdf

from guatu.domain import Severity
from guatu.office import read_plan_text


def picture_page() -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("L", (600, 800), 230).save(buffer, "PDF")
    buffer.seek(0)
    return buffer


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path_factory.mktemp("pdf") / "方案.docx"
    document = docx.Document()
    document.add_paragraph("一、重点任务分工")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for cells, words in zip(
        table.rows,
        ("任务 牵头单位 时限", "新建标准厂房三万平方米并全部投入使用 工信局 6月底", "修路 交通局 年底"),
        strict=True,
    ):
        for cell, text in zip(cells.cells, words.split(), strict=True):
            cell.text = text
    table.cell(1, 0).text = "新建标准厂房并全部投入使用，做好配套的道路、供水、供电和通信设施"
    document.add_paragraph("二、组织保障").paragraph_format.page_break_before = True
    document.save(str(path))
    to_pdf(path)
    return path.with_suffix(".pdf")


def test_a_pdf_gives_its_pages_with_tables_row_by_row(printed: Path) -> None:
    pages = text_of(printed).split("\f")
    assert len(pages) == 2
    assert pages[0].split("\n") == [
        "一、重点任务分工",
        "任务\t牵头单位\t时限",
        "新建标准厂房并全部投入使用，做好配套的道路、供水、供电和通信设施\t工信局\t6月底",
        "修路\t交通局\t年底",
    ]
    assert pages[1].split() == ["二、组织保障"]


def test_a_scan_is_refused_and_the_way_out_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "方案.pdf", picture_page().getvalue())
    assert refusal(path) == "O018"
    finding = read_plan_text(path)[1][0]
    assert "扫描件" in finding.sentence
    assert "文字识别" in finding.way_out


def test_pages_that_are_pictures_are_named_and_the_others_read(tmp_path: Path, printed: Path) -> None:
    path = tmp_path / "方案.pdf"
    with pypdf.PdfWriter() as writer:
        writer.append(printed)
        writer.append(picture_page())
        writer.write(path)
    plan, findings = read_plan_text(path)
    assert plan is not None
    assert "二、组织保障" in plan.text
    assert [(finding.code, finding.severity) for finding in findings] == [("O019", Severity.WARNING)]
    assert "第 3 页" in findings[0].sentence


@pytest.mark.parametrize("algorithm", ["RC4-40", "AES-256"])
def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read(
    tmp_path: Path, printed: Path, algorithm: str
) -> None:
    for name, password in (("加密.pdf", "12345"), ("限制.pdf", "")):
        with pypdf.PdfWriter() as writer:
            writer.append(printed)
            writer.encrypt(password, "owner", algorithm=algorithm)
            writer.write(tmp_path / name)
    assert refusal(tmp_path / "加密.pdf") == "O005"
    assert "组织保障" in text_of(tmp_path / "限制.pdf")


def test_a_pdf_without_words_or_with_its_end_cut_off_is_refused(tmp_path: Path, printed: Path) -> None:
    with pypdf.PdfWriter() as writer:
        writer.add_blank_page(600, 800)
        writer.write(tmp_path / "空白.pdf")
    assert refusal(tmp_path / "空白.pdf") == "O003"
    assert refusal(save(tmp_path / "半截.pdf", printed.read_bytes()[:900])) == "O004"
    assert refusal(save(tmp_path / "开头.pdf", b"%PDF-1.7\n")) == "O004"


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pypdf.PdfWriter() as writer:
        for _ in range(2001):
            writer.add_blank_page(600, 800)
        writer.write(tmp_path / "年鉴.pdf")
    assert refusal(tmp_path / "年鉴.pdf") == "O023"
    assert "2001 页" in read_plan_text(tmp_path / "年鉴.pdf")[1][0].sentence


def test_a_text_layer_of_signs_without_meaning_is_refused(tmp_path: Path) -> None:
    glyphs = "".join(f"{0xE000 + number:04x}" for number in range(60))
    assert refusal(save(tmp_path / "方案.pdf", pdf_of_codes(glyphs))) == "O020"


def pdf_of_codes(codes_in_hex: str) -> bytes:
    """Return a PDF of one line whose font maps every code to itself as a sign of Unicode."""
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange "
        "<0000> <FFFF> endcodespacerange 1 beginbfrange <E000> <E0FF> <E000> endbfrange endcmap end end"
    )
    line = f"BT /F 12 Tf 20 700 Td <{codes_in_hex}> Tj ET"
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(line)} >>\nstream\n{line}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] "
        "/ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 9 9] "
        "/ItalicAngle 0 /Ascent 9 /Descent 0 /CapHeight 9 /StemV 1 >> >>",
        f"<< /Length {len(mapping)} >>\nstream\n{mapping}\nendstream",
    )
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@settings(max_examples=10, deadline=None)
@given(place=st.floats(0.01, 1), data=st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_a_plan_or_a_finding(printed: Path, place: float, data: bytes) -> None:
    whole = printed.read_bytes()
    start = int(place * len(whole))
    path = save(printed.with_name("damaged.pdf"), whole[:start] + data + whole[start + len(data) :])
    plan, findings = read_plan_text(path)
    assert plan is not None or any(finding.blocks for finding in findings)
