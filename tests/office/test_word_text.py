"""Text out of Word: labels of lists as printed, tables row by row, tracked changes as accepted."""

from pathlib import Path

import pypdf
import pytest
from tests.office.soffice import needs_soffice, to_pdf
from tests.office.word_papers import cell, definition, item, level, numbered, paragraph, row, run, save_word

from guatu.office import read_plan_text
from guatu.office.list_numbers import to_list_number

OUTLINE = definition(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)
ARTICLES = definition(1, level(0, "chineseCountingThousand", "第%1条"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))


def lines(path: Path) -> list[str]:
    plan, findings = read_plan_text(path)
    assert findings == ()
    assert plan is not None
    assert plan.kind == "docx"
    return plan.text.split("\n")


def body_lines(tmp_path: Path, body: str, *, numbering: str = "", styles: str = "") -> list[str]:
    return lines(save_word(tmp_path / "方案.docx", body, numbering=numbering, styles=styles))


def outline_body() -> str:
    return "".join(
        (
            item("总体要求", 1),
            item("主要任务", 1),
            item("培育企业", 1, 1),
            item("新增企业3家。", 1, 2),
            item("5亿元以上项目开工2个。", 1, 2),
            item("摸清底数", 1, 3),
            item("用好政策", 1, 1),
            item("另起一项。", 1, 2),
            item("组织保障", 1),
        )
    )


OUTLINE_LINES = [
    "一、总体要求",
    "二、主要任务",
    "（一）培育企业",
    "1.新增企业3家。",
    "2. 5亿元以上项目开工2个。",
    "① 摸清底数",
    "（二）用好政策",
    "1.另起一项。",
    "三、组织保障",
]


def test_a_list_is_printed_with_its_labels(tmp_path: Path) -> None:
    assert body_lines(tmp_path, outline_body(), numbering=OUTLINE + numbered(1, 0)) == OUTLINE_LINES


@needs_soffice
def test_labels_are_those_that_a_word_processor_prints(tmp_path: Path) -> None:
    path = save_word(tmp_path / "方案.docx", outline_body(), numbering=OUTLINE + numbered(1, 0))
    printed = "".join(to_pdf(path).split())
    assert printed == "".join("".join(OUTLINE_LINES).split())


def test_articles_count_on_and_legal_levels_use_figures(tmp_path: Path) -> None:
    body = item("为了发展。", 2) + item("适用范围。", 2) + item("本县企业。", 2, 1) + item("细则另定。", 2)
    expected = ["第一条 为了发展。", "第二条 适用范围。", "2.1 本县企业。", "第三条 细则另定。"]
    assert body_lines(tmp_path, body, numbering=ARTICLES + numbered(2, 1)) == expected


def test_lists_of_one_definition_count_on_unless_they_start_anew(tmp_path: Path) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = OUTLINE + numbered(1, 0) + numbered(2, 0) + numbered(3, 0, again)
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3)
    assert body_lines(tmp_path, body, numbering=numbering) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_level_that_never_restarts_counts_through(tmp_path: Path) -> None:
    through = definition(5, level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    body = item("甲", 1) + item("乙", 1, 1) + item("丙", 1) + item("丁", 1, 1)
    assert body_lines(tmp_path, body, numbering=through + numbered(1, 5)) == ["1.甲", "(1)乙", "2.丙", "(2)丁"]


def test_a_style_numbers_its_paragraphs_and_those_of_its_heirs(tmp_path: Path) -> None:
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ) + numbered(4, 0)
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>{listed}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>{listed}</w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="节"/><w:basedOn w:val="2"/></w:style>'
    )
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in (
            ("总则", 1, ""),
            ("目的", 2, ""),
            ("原则", 3, ""),
            ("不编号的", 1, '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("附则", 1, ""),
        )
    )
    expected = ["一、总则", "（一）目的", "（二）原则", "不编号的", "二、附则"]
    assert body_lines(tmp_path, body, numbering=numbering, styles=styles) == expected


def test_bullets_and_unknown_lists_print_nothing(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "bullet", "\uf06c")) + numbered(1, 0)
    assert body_lines(tmp_path, item("甲", 1) + item("乙", 9), numbering=numbering) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (10, "chineseCounting", "十"),
        (19, "chineseCounting", "十九"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (2012, "chineseCountingThousand", "二千零一十二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"),
        (13, "ideographZodiac", "13"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "a kind of the future", "5"),
    ],
)
def test_numbers_are_written_as_lists_write_them(number: int, kind: str, text: str) -> None:
    assert to_list_number(number, kind) == text


def test_tables_stand_in_their_place_one_line_a_row(tmp_path: Path) -> None:
    head, first = row(cell("序号"), cell("任务"), cell("牵头单位")), row(cell("1"), cell("修路"), cell("交通局"))
    table = f"<w:tbl>{head}{first}</w:tbl>"
    body = paragraph("附件") + table + paragraph("说明")
    assert body_lines(tmp_path, body) == ["附件", "序号\t任务\t牵头单位", "1\t修路\t交通局", "说明"]


def test_merged_cells_are_said_once_and_keep_their_columns(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        + row(cell("任务分工表", '<w:gridSpan w:val="3"/>'))
        + row(cell("工业", start), cell("技改"), cell("工信局"))
        + row(cell("", on), cell("用地"), cell("资源局"))
        + row(cell("合计", '<w:gridSpan w:val="2"/>'), cell("二家"))
        + "</w:tbl>"
    )
    assert body_lines(tmp_path, table) == ["任务分工表", "工业\t技改\t工信局", "\t用地\t资源局", "合计\t\t二家"]


def test_paragraphs_and_tables_in_a_cell_stay_in_its_row(tmp_path: Path) -> None:
    inner = f"<w:tbl>{row(cell('上半年'), cell('二家'))}</w:tbl>"
    two = f"<w:tc>{paragraph('1.立项。')}{paragraph('2.开工。')}{inner}{paragraph('')}</w:tc>"
    assert body_lines(tmp_path, f"<w:tbl>{row(two, cell('发改局'))}</w:tbl>") == [
        "1.立项。 2.开工。 上半年 二家\t发改局"
    ]


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>十家</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    body = (
        f"<w:p>{run('新增企业')}{deleted}<w:ins>{run('八家')}</w:ins>。{moved}</w:p>"
        + paragraph("这一段与", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph("下一段相连。")
        + f"<w:tbl>{row(cell('删去的行'), properties='<w:del/>')}{row(cell('留下'), cell('的行'))}</w:tbl>"
    )
    assert body_lines(tmp_path, body) == ["新增企业八家新处", "这一段与下一段相连。", "留下\t的行"]


def test_words_in_wrappers_are_kept_and_notes_and_fields_are_not(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>批注给自己</w:t></w:r>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    body = (
        f"<w:p>{run('到')}<w:smartTag>{run('2026年')}</w:smartTag><w:hyperlink>{run('全县')}</w:hyperlink>"
        f"<w:sdt><w:sdtContent>{run('实现')}</w:sdtContent></w:sdt>{hidden}{field}"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>目标</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>栏</w:t><w:noBreakHyphen/></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('控件里的一段')}</w:sdtContent></w:sdt>"
    )
    assert body_lines(tmp_path, body) == ["到2026年全县实现目标", "第二行\t栏-", "控件里的一段"]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('正文')}<w:r>{drawing}</w:r>{run('继续')}</w:p>"
    assert body_lines(tmp_path, body) == ["正文继续", "框里的话"]


def test_the_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{paragraph('一、总体要求 1')}</w:sdtContent></w:sdt>"
        + paragraph("二、主要任务 3", properties='<w:pStyle w:val="10"/>')
        + paragraph("一、总体要求")
    )
    assert [line for line in body_lines(tmp_path, body, styles=styles) if line] == ["一、总体要求"]


def test_a_strict_document_is_read_like_any(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    numbering = OUTLINE + numbered(1, 0)
    path = save_word(tmp_path / "方案.docx", outline_body(), numbering=numbering, word=strict)
    assert lines(path) == OUTLINE_LINES


@needs_soffice
def test_a_pdf_of_the_document_has_the_same_words(tmp_path: Path) -> None:
    path = save_word(tmp_path / "方案.docx", outline_body(), numbering=OUTLINE + numbered(1, 0))
    to_pdf(path)
    with pypdf.PdfReader(path.with_suffix(".pdf")) as reader:
        assert len(reader.pages) == 1
    plan, findings = read_plan_text(path.with_suffix(".pdf"))
    assert findings == ()
    assert plan is not None
    assert ["".join(line.split()) for line in plan.text.split("\n")] == [
        "".join(line.split()) for line in OUTLINE_LINES
    ]
