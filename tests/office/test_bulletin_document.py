"""The bulletin in the layout of GB/T 9704-2012: page, fonts, page numbers, tables, annexes, signature."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from tests.office.paper_values import CREATED, bulletin, schedule_table
from tests.office.soffice import needs_soffice, to_pdf

from guatu.office import write_bulletin
from guatu.office.bulletin_document import title_lines
from guatu.report import (
    Bulletin,
    Chart,
    ChartKind,
    Column,
    Form,
    Heading,
    Paragraph,
    Role,
    Row,
    Section,
    Series,
    Table,
)


def _written(folder: Path, value: Bulletin) -> Document:
    path = folder / "bulletin.docx"
    write_bulletin(path, value, created=CREATED)
    return docx.Document(str(path))


@pytest.fixture(name="paper")
def _paper(tmp_path: Path) -> Document:
    return _written(tmp_path, bulletin())


def _paragraph(document: Document, text: str) -> WordParagraph:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


CHART = Chart(
    kind=ChartKind.RANKING,
    title="图1　各县市工业增加值同比",
    subtitle="单位：%",
    labels=("1　甲县", "2　乙县"),
    series=(Series("同比", (0.109, -0.072), Role.NOW),),
    form=Form.PERCENT,
    notes=("未报的不列。",),
    summary="第一位甲县10.9%，末位乙县-7.2%。",
)


def test_a_chart_is_a_picture_that_says_what_it_shows_over_its_caption_and_note(tmp_path: Path) -> None:
    document = _written(tmp_path, replace(bulletin(), blocks=(*bulletin().blocks, CHART)))
    (shape,) = document.inline_shapes
    drawn = shape._inline.docPr
    assert (drawn.get("descr"), drawn.get("title")) == (CHART.summary, CHART.title)
    assert shape.width <= Mm(156)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[texts.index(CHART.title) + 1] == "注：未报的不列。"
    picture = document.paragraphs[texts.index(CHART.title) - 1]
    # A line of an exact height would cut the picture off.
    assert picture.paragraph_format.line_spacing_rule is WD_LINE_SPACING.SINGLE
    assert picture.paragraph_format.keep_with_next


def test_a_bulletin_with_a_chart_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    value = replace(bulletin(), blocks=(*bulletin().blocks, CHART))
    paths = [tmp_path / name for name in ("a.docx", "b.docx")]
    for path in paths:
        write_bulletin(path, value, created=CREATED)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def _font(paragraph: WordParagraph) -> tuple[str, float]:
    style = paragraph.style
    assert style is not None
    fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return fonts.get(qn("w:eastAsia")), style.font.size.pt


def _ranking(document: Document) -> WordTable:
    return document.tables[0]


def test_page_is_a4_with_the_margins_of_the_standard(paper: Document) -> None:
    section = paper.sections[0]
    lengths = section.page_width, section.page_height, section.top_margin, section.bottom_margin
    assert [round(length.mm) for length in lengths if length is not None] == [210, 297, 37, 35]
    sides = section.left_margin, section.right_margin
    assert [round(length.mm) for length in sides if length is not None] == [28, 26]


def test_page_holds_22_lines_of_28_characters(paper: Document) -> None:
    grid = paper.sections[0]._sectPr.find(qn("w:docGrid"))
    assert 22 * int(grid.get(qn("w:linePitch"))) / 20 <= 225 / 25.4 * 72 < 23 * int(grid.get(qn("w:linePitch"))) / 20
    style = paper.styles["公文正文"].element
    closer = int(style.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val"))) / 20
    assert 28 * (16 + closer) <= 156 / 25.4 * 72 < 29 * (16 + closer)


def test_each_part_has_its_font_and_size(paper: Document) -> None:
    assert _font(_paragraph(paper, "关于2024年1—9月全州工业经济运行和")) == ("方正小标宋简体", 22)
    assert _font(_paragraph(paper, "一、总体情况")) == ("黑体", 16)
    assert _font(_paragraph(paper, "（一）规模以上工业")) == ("楷体_GB2312", 16)
    body = next(paragraph for paragraph in paper.paragraphs if paragraph.text.startswith("1—9月，全州"))
    assert _font(body) == ("仿宋_GB2312", 16)
    assert body.style is not None
    assert body.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    assert _font(_paragraph(paper, "附件1")) == ("黑体", 16)


def test_language_is_chinese(paper: Document) -> None:
    language = paper.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_head_is_red_with_a_rule_under_the_number(paper: Document) -> None:
    mark = _paragraph(paper, "示例州工业经济领导小组办公室文件")
    assert mark.style is not None
    assert str(mark.style.font.color.rgb) == "E60012"
    rule = _paragraph(paper, "示工办〔2024〕15号")._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert rule.get(qn("w:color")) == "E60012"
    assert _paragraph(paper, "各县市人民政府，各开发区管理委员会，州级各有关部门：")
    assert _paragraph(paper, "（送审稿）")


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(paper: Document) -> None:
    assert paper.settings.odd_and_even_pages_header_footer
    section = paper.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert [mark.text for mark in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert paragraph._p.find(f".//{qn('w:ind')}").get(qn(f"w:{side}Chars")) == "100"
        assert _font(paragraph) == ("宋体", 14)


def test_table_repeats_its_header_and_tears_no_row(paper: Document) -> None:
    rows = _ranking(paper).rows
    assert rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    caption = _paragraph(paper, "表1　各县市规模以上工业增加值完成情况")
    assert caption.style is not None
    assert caption.style.paragraph_format.keep_with_next
    assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows[:-1])
    assert not rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_table_prints_units_lights_and_blanks(paper: Document) -> None:
    texts = [[cell.text for cell in row.cells] for row in _ranking(paper).rows]
    assert texts[0] == ["位次", "地区", "累计完成\n（亿元）", "同比", "完成率", "超序时\n（百分点）", "亮灯"]
    assert texts[1] == ["", "合计", "812.40", "6.4%", "74.2%", "-0.8", "黄"]
    assert texts[6] == ["5", "龙泉县", "", "", "", "", "灰"]


def test_section_headings_span_the_table_and_parks_are_named_as_part(tmp_path: Path) -> None:
    value = replace(bulletin(), blocks=(Heading("一、情况"), schedule_table()), annexes=())
    table = _written(tmp_path, value).tables[0]
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[-1]._tc
    assert table.rows[1].cells[0].text == "规模以上工业增加值（亿元）"
    names = [row.cells[0].text for row in table.rows]
    assert "其中：示例高新技术产业开发区" in names
    assert "　　　青溪经济技术开发区" in names


def test_annexes_are_listed_and_stand_on_pages_of_their_own(paper: Document) -> None:
    assert _paragraph(paper, "附件：1.通报所用数据及来源一览表")
    assert _paragraph(paper, "　　　2.示例州2024年1—9月各表")
    assert len(paper.sections) == 3
    assert len(paper.tables[1].rows) == 1 + len(bulletin().figures())
    figures = [cell.text for cell in paper.tables[1].rows[1].cells]
    assert figures[:3] == ["1", "812.40亿元", "全州规上工业增加值1—9月累计"]
    width, height = paper.sections[2].page_width, paper.sections[2].page_height
    assert width is not None
    assert height is not None
    assert width > height


def test_tables_of_one_annex_have_captions_and_a_dense_one_stands_close(paper: Document) -> None:
    assert _paragraph(paper, "示例州2024年1—9月时序账")
    assert len([one for one in paper.paragraphs if one.text == "表1　各县市规模以上工业增加值完成情况"]) == 2
    assert [one.text for one in paper.paragraphs].count("通报所用数据及来源一览表") == 1
    spacings = [table.rows[1].cells[0].paragraphs[0].paragraph_format.line_spacing for table in paper.tables[:2]]
    roomy, dense = (spacing.pt for spacing in spacings if isinstance(spacing, Length))
    assert dense < roomy


def test_the_draft_line_is_small(paper: Document) -> None:
    assert _font(_paragraph(paper, "（送审稿）")) == ("楷体_GB2312", 12)


def test_a_single_annex_has_no_number(tmp_path: Path) -> None:
    value = bulletin()
    paper = _written(tmp_path, replace(value, annexes=value.annexes[:1]))
    assert _paragraph(paper, "附件")
    assert _paragraph(paper, "附件：通报所用数据及来源一览表")


def test_signature_stands_over_the_date_and_a_missing_date_stays_open(tmp_path: Path) -> None:
    paper = _written(tmp_path, bulletin())
    day = _paragraph(paper, "2024年10月18日")
    assert _paragraph(paper, "示例州工业经济领导小组办公室")
    assert int(day._p.find(f".//{qn('w:ind')}").get(qn("w:rightChars"))) >= 400
    undated = _written(tmp_path, bulletin(dated=None))
    assert any("年　　月　　日" in paragraph.text for paragraph in undated.paragraphs)


def test_text_that_looks_like_code_is_printed_as_it_is(paper: Document) -> None:
    assert any("<b>=1+1</b>" in paragraph.text for paragraph in paper.paragraphs)


def test_control_characters_of_a_source_do_not_stop_the_bulletin(tmp_path: Path) -> None:
    columns = (Column("来源"),)
    table = Table("表", "表\x01", "", columns, (Section("", (Row(("月报\x0b.xlsx",)),)),))
    paper = _written(tmp_path, replace(bulletin(), blocks=(Paragraph(("一\x00二",)), table), annexes=()))
    assert paper.tables[0].rows[1].cells[0].text == "月报.xlsx"
    assert _paragraph(paper, "一二")


def test_title_breaks_after_a_phrase_and_keeps_its_own_breaks() -> None:
    assert title_lines("短标题") == ("短标题",)
    assert title_lines("上\n下") == ("上", "下")
    assert title_lines("甲" * 30) == ("甲" * 30,)
    assert all(len(line) <= 20 for line in title_lines("示例州人民政府办公室关于前三季度重点目标任务完成情况的通报"))


def test_a_bulletin_without_blocks_number_or_annex_is_still_written(tmp_path: Path) -> None:
    bare = replace(bulletin(), blocks=(), annexes=(), number="", issuer="", recipients="", draft_note="", signed="")
    assert _written(tmp_path, bare).tables == []


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_bulletin(tmp_path / name, bulletin(), created=CREATED)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@needs_soffice
def test_libreoffice_opens_the_bulletin(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.docx"
    write_bulletin(path, bulletin(), created=CREATED)
    text = to_pdf(path)
    assert "示工办" in text
    assert "附件" in text
