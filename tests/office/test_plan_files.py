"""Plans as they come: endings that lie, encodings, scans, passwords, bombs; a text, or a sentence with a way out."""

import io
import os
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.office.plan_papers import PLAN, refusal, save, text_of, word
from tests.office.word_papers import paragraph, save_word
from tests.office.zip_parts import repack

from guatu.domain import Severity
from guatu.office import PLAN_ENDINGS, decode_plan_text, read_plan_text

TRADITIONAL = "某某縣促進產業發展實施方案\n一、總體要求\n到2026年，規模以上工業企業達到30家以上。\n"


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


def test_a_heading_of_markdown_loses_its_closing_marks_at_once(tmp_path: Path) -> None:
    text = f"## 一、要求 ##\n# C#\n# 二、任务{' ' * 200_000}三\n"
    started = time.process_time()
    assert text_of(save(tmp_path / "方案.md", text.encode())).split("\n")[:2] == ["一、要求", "C#"]
    assert time.process_time() - started < 10


def test_half_a_character_is_no_character(tmp_path: Path) -> None:
    plan, _ = decode_plan_text((PLAN * 20 + "\ud800").encode("utf-16-le", "surrogatepass"), "粘贴的文字")
    assert plan is not None
    assert plan.text.encode()


def test_a_text_of_a_thousand_pages_is_refused_before_its_grammar_is_read() -> None:
    plan, findings = decode_plan_text(("目标" * 250_001).encode(), "粘贴的文字")
    assert plan is None
    assert [finding.code for finding in findings] == ["O023"]
    assert "500002 个字" in findings[0].sentence
    plan, findings = decode_plan_text(f"目标{chr(10) * 600_000}".encode(), "粘贴的文字")
    assert plan is not None


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


def test_a_document_of_tags_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guatu.office.word_xml.MOST_TAGS", 100)
    assert refusal(save_word(tmp_path / "方案.docx", "<w:p/>" * 101)) == "O023"


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
