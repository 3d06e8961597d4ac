"""Plans as they come: endings that lie, encodings, scans, passwords, bombs; a text, or a sentence with a way out."""

import io
import os
import shutil
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.office.soffice import needs_soffice, to_pdf
from tests.office.word_papers import paragraph, save_word

from guatu.domain import Severity
from guatu.office import PLAN_ENDINGS, decode_plan_text, read_plan_text

PLAN = "某某县促进产业发展实施方案\n一、总体要求\n到2026年，规模以上工业企业达到30家以上。\n"
TRADITIONAL = "某某縣促進產業發展實施方案\n一、總體要求\n到2026年，規模以上工業企業達到30家以上。\n"


def codes(path: Path) -> list[str]:
    return [finding.code for finding in read_plan_text(path)[1]]


def text_of(path: Path) -> str:
    plan, findings = read_plan_text(path)
    assert findings == ()
    assert plan is not None
    assert plan.name == path.name
    return plan.text


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def refusal(path: Path) -> str:
    """Return the code of the one finding about a file that is not read; its sentence names the file."""
    plan, findings = read_plan_text(path)
    assert plan is None
    assert len(findings) == 1
    assert findings[0].severity is Severity.ERROR
    assert path.name in findings[0].sentence
    assert findings[0].way_out
    return findings[0].code


# --- plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert text_of(save(tmp_path / "方案.txt", PLAN.encode(encoding))) == PLAN


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_characters_are_read_in_the_encoding_they_are_in(encoding: str) -> None:
    plan, findings = decode_plan_text(TRADITIONAL.encode(encoding), "粘贴的文字")
    assert findings == ()
    assert plan is not None
    assert (plan.name, plan.text, plan.kind) == ("粘贴的文字", TRADITIONAL, "txt")


def test_line_ends_of_every_system_are_one(tmp_path: Path) -> None:
    assert (
        text_of(save(tmp_path / "方案.txt", f"一\r\n二\r三\u2028四\f五\x07{PLAN}".encode()))
        == f"一\n二\n三\n四\f五{PLAN}"
    )


def test_a_few_broken_bytes_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = (PLAN * 20).encode("gbk") + b"\xff\n" + PLAN.encode("gbk")
    plan, findings = read_plan_text(save(tmp_path / "方案.txt", data))
    assert plan is not None
    assert plan.text.count("规模以上") == 21
    assert [(finding.code, finding.severity) for finding in findings] == [("O024", Severity.WARNING)]
    assert "第 61 行" in findings[0].sentence


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "O003"),
        (" \r\n\u3000\u200b\ufeff\n".encode(), "O003"),
        (bytes(range(256)) * 20, "O016"),
        (b"\x7fELF" + bytes(200), "O016"),
        (PLAN.encode() + b"\xb5\xbd" * 40, "O008"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(save(tmp_path / "方案.txt", data)) == code


def test_a_huge_text_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    with path.open("wb") as file:
        file.truncate(21 << 20)
        file.write("一".encode())
    assert refusal(path) == "O023"
    with path.open("r+b") as file:
        file.truncate(201 << 20)
    assert refusal(path) == "O023"
    assert decode_plan_text(bytes(21 << 20), "粘贴的文字")[1][0].code == "O023"


def test_marks_of_markdown_go_and_its_words_stay(tmp_path: Path) -> None:
    text = (
        "# source: 某某县\n# Page 2: 续\n## 一、**总体**要求\n#不是标题\n3 * 4 ** 2\n"
        "| 任务 | 单位 |\n|:---|---:|\n| 修路 | 交通局 |\n**责任单位**：发改局\n"
    )
    expected = (
        "# source: 某某县\n# Page 2: 续\n一、总体要求\n#不是标题\n3 * 4 ** 2\n"
        "任务\t单位\n修路\t交通局\n责任单位：发改局\n"
    )
    assert text_of(save(tmp_path / "方案.md", text.encode())) == expected


# --- web pages


def page(tmp_path: Path, body: str, *, encoding: str = "utf-8", head: str = "") -> str:
    data = f"<!DOCTYPE html><html><head>{head}<title>首页</title></head><body>{body}</body></html>".encode(encoding)
    return text_of(save(tmp_path / "方案.html", data))


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_decoded_by_its_signs_whatever_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    body = "".join(f"<p>{line}</p>\r\n" for line in PLAN.splitlines())
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    assert page(tmp_path, body, encoding=encoding, head=head) == PLAN.strip()


def test_only_what_is_shown_is_read(tmp_path: Path) -> None:
    body = (
        "<nav>导航</nav><script>var a='<p>脚本</p>'</script><style>p{}</style><!-- 注释 -->"
        "<div>一、总<b>体</b>要求<br>第二行&nbsp;A&amp;B&#19968;</div>"
        "<p style='display: none'>隐藏</p>后面的话<p>断开\n  的句子 in two\n words</p><footer>版权</footer>"
    )
    expected = ["一、总体要求", "第二行\xa0A&B一", "后面的话", "断开的句子 in two words"]
    assert page(tmp_path, body).split("\n") == expected


def test_a_numbered_list_keeps_its_numbers(tmp_path: Path) -> None:
    body = "<ol><li>甲<li>乙<ul><li>丙</ul></ol><ol start=3 type=A><li>丁<li value=9>戊</ol><pre>己\n庚</pre>"
    assert page(tmp_path, body).split("\n") == ["1. 甲", "2. 乙", "丙", "C. 丁", "I. 戊", "己", "庚"]


def test_a_table_is_rows_and_a_table_for_layout_is_not(tmp_path: Path) -> None:
    inner = (
        "<table><tr><th>任务<th>单位<th>时限<tr><td rowspan=2>修路<td>交通局<td>6月"
        "<tr><td>住建局<br>水务局<td>9月<tr><td colspan=2>合计<td>2项</table>"
    )
    body = f"<table><tr><td>栏目</td><td><p>一、要求</p><p>二、任务</p>{inner}</td></tr></table>"
    expected = [
        "栏目",
        "一、要求",
        "二、任务",
        "任务\t单位\t时限",
        "修路\t交通局\t6月",
        "\t住建局 水务局\t9月",
        "合计\t\t2项",
    ]
    assert page(tmp_path, body).split("\n") == expected


def test_a_page_ten_thousand_levels_deep_does_not_stop_the_program(tmp_path: Path) -> None:
    path = save(
        tmp_path / "方案.htm", ("<html>" + "<div>" * 10_000 + "深处" + "</div>" * 10_000 + "<p>外面</p>").encode()
    )
    plan, findings = read_plan_text(path)
    assert plan or findings


# --- PDF


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


# --- Word


def test_a_document_is_read_line_by_line(tmp_path: Path) -> None:
    assert text_of(word(tmp_path / "方案.docx")) == PLAN.strip()


def test_a_document_of_pictures_only_is_a_scan(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("L", (60, 80), 230).save(buffer, "PNG")
    buffer.seek(0)
    document = docx.Document()
    document.add_picture(buffer)
    document.save(str(tmp_path / "方案.docx"))
    assert refusal(tmp_path / "方案.docx") == "O018"


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


_BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>"""
_BAD_PARTS: Mapping[str, tuple[Mapping[str, bytes], str]] = {
    "a zip bomb": ({"word/media/x.bin": bytes(64 << 20)}, "O006"),
    "a document type": ({"word/document.xml": _BOMB}, "O006"),
    "a document type in UTF-16": ({"word/document.xml": _BOMB.decode().encode("utf-16")}, "O004"),
    "ten thousand parts": ({f"word/media/{number}": b"" for number in range(10_000)}, "O006"),
    "broken XML": ({"word/document.xml": b"<w:document"}, "O004"),
    "no text": ({"word/document.xml": b"<x/>"}, "O004"),
}


@pytest.mark.parametrize("trouble", _BAD_PARTS)
def test_a_document_that_must_not_be_opened_is_refused(tmp_path: Path, trouble: str) -> None:
    parts, code = _BAD_PARTS[trouble]
    assert refusal(repack(word(tmp_path / "方案.docx"), lambda own: own.update(parts))) == code


def test_a_document_of_more_text_than_any_plan_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guatu.office.word_xml.LARGEST_PART", 1000)
    assert refusal(word(tmp_path / "方案.docx")) == "O023"


def test_a_document_cut_off_or_locked_is_refused(tmp_path: Path) -> None:
    whole = word(tmp_path / "方案.docx").read_bytes()
    assert refusal(save(tmp_path / "半截.docx", whole[: len(whole) // 2])) == "O004"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refusal(save(tmp_path / "加密.docx", ole + bytes(504) + "EncryptedPackage".encode("utf-16-le"))) == "O005"
    locked = ole + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le")
    assert refusal(save(tmp_path / "加密.doc", locked)) == "O005"


# --- endings that lie


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    whole = word(tmp_path / "方案.docx").read_bytes()
    html = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    for name, data, kind in (
        ("方案.pdf", whole, "docx"),
        ("方案", whole, "docx"),
        ("另一.docx", PLAN.strip().encode("gbk"), "txt"),
        ("网页.doc", f"<html><body>{html}</body></html>".encode(), "html"),
    ):
        plan, findings = read_plan_text(save(tmp_path / name, data))
        assert plan is not None
        assert (plan.text, plan.kind) == (PLAN.strip(), kind)
        assert [(finding.code, finding.severity) for finding in findings] == [("O017", Severity.NOTE)]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("程序.txt", b"MZ\x90\0" + bytes(100), "程序"),
        ("图.pdf", b"\x89PNG\r\n", "图片"),
        ("数.csv", b"a,b\n1,2\n", "文本"),
        ("存档.doc", b"MIME-Version: 1.0\r\n", "mht"),
        ("表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le"), "xls"),
        ("数据.docx", b"<?xml version='1.0'?><a/>", "XML"),
    ],
)
def test_what_no_reader_opens_is_named(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = save(tmp_path / name, data)
    assert refusal(path) == "O016"
    assert words in read_plan_text(path)[1][0].sentence


@pytest.mark.parametrize(("part", "words"), [("OFD.xml", "OFD"), ("xl/workbook.xml", "xlsx"), ("readme.txt", "压缩包")])
def test_other_archives_are_named_with_their_way_out(tmp_path: Path, part: str, words: str) -> None:
    path = tmp_path / "方案.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    assert refusal(path) == "O016"
    finding = read_plan_text(path)[1][0]
    assert words in finding.sentence
    assert finding.way_out


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.docx") == "O004"
    (tmp_path / "文件夹.docx").mkdir()
    assert refusal(tmp_path / "文件夹.docx") == "O004"
    os.mkfifo(tmp_path / "管道.txt")
    assert refusal(tmp_path / "管道.txt") == "O004"


# --- older kinds


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which programs put what they need for a moment."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the plan as .doc, .wps, .odt and .rtf."""
    folder = tmp_path_factory.mktemp("older")
    path = word(folder / "方案.docx")
    for kind in ("doc", "odt"):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    shutil.copy(folder / "方案.doc", folder / "方案.wps")
    signs = "".join("\\par " if sign == "\n" else f"\\u{ord(sign)}?" for sign in PLAN.strip())
    (folder / "方案.rtf").write_text(f"{{\\rtf1\\ansi {signs}}}", encoding="ascii")
    return folder


@needs_soffice
@pytest.mark.parametrize("kind", ["doc", "wps", "rtf", "odt"])
def test_an_older_kind_is_converted_and_nothing_is_left_behind(older: Path, temporary: Path, kind: str) -> None:
    plan, findings = read_plan_text(older / f"方案.{kind}")
    assert findings == ()
    assert plan is not None
    assert (plan.text, plan.kind) == (PLAN.strip(), kind)
    assert list(temporary.iterdir()) == []


def test_without_libreoffice_an_older_kind_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = save(tmp_path / "方案.rtf", b"{\\rtf1 x}")
    assert refusal(path) == "O021"
    assert "另存为 docx" in read_plan_text(path)[1][0].way_out


def stand_in(folder: Path, script: str) -> None:
    """Put a program by the name of LibreOffice's first on the path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 30 & wait"])
def test_a_converter_that_fails_or_hangs_is_a_finding(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("guatu.office.converter._SECONDS", 0.5)
    assert refusal(save(tmp_path / "方案.rtf", b"{\\rtf1 x}")) == "O022"
    assert list(temporary.iterdir()) == []


# --- anything at all


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=300),
    head=st.sampled_from((b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", "一、总体要求\n".encode("gbk"))),
    ending=st.sampled_from(tuple(ending for ending in PLAN_ENDINGS if ending != ".pdf")),
)
def test_any_bytes_are_a_plan_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes, ending: str
) -> None:
    path = save(tmp_path_factory.getbasetemp() / f"any{ending}", head + data)
    plan, findings = read_plan_text(path)
    assert plan is not None or any(finding.blocks for finding in findings)


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 1), size=st.integers(1, 60), data=st.binary(min_size=1, max_size=60))
def test_a_damaged_document_is_a_plan_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, place: float, size: int, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    good = folder / "good.docx"
    if not good.exists():
        save_word(good, paragraph("一、总体要求") * 40)
    whole = good.read_bytes()
    start = int(place * len(whole))
    plan, findings = read_plan_text(save(folder / "damaged.docx", whole[:start] + data + whole[start + size :]))
    assert plan is not None or any(finding.blocks for finding in findings)


@settings(max_examples=10, deadline=None)
@given(place=st.floats(0.01, 1), data=st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_a_plan_or_a_finding(printed: Path, place: float, data: bytes) -> None:
    whole = printed.read_bytes()
    start = int(place * len(whole))
    path = save(printed.with_name("damaged.pdf"), whole[:start] + data + whole[start + len(data) :])
    plan, findings = read_plan_text(path)
    assert plan is not None or any(finding.blocks for finding in findings)
