"""The first sheet of a review workbook (说明): what to do, how much there is, what was noticed, what columns hold."""

from collections import Counter
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guatu.domain import Finding, Severity
from guatu.office.cell_text import printable, wrapped_lines
from guatu.office.review_sheet import COVER, FINGERPRINT_MARK, FIRST_ROW, last_row
from guatu.office.workbook_style import StyleBook
from guatu.reader import ReviewTable

_COLUMNS, _WIDTH = 12, 6.6  # a grid of equal columns, in Chinese characters; blocks span several
_HIDDEN_COLUMN = _COLUMNS + 1
_LINE_POINTS = 14.5
_STEPS = (
    "1．从左到右逐张看各表。“文件”是文号、日期；“目标”“任务”“奖补”“报送”每行一条，“原文”是文件里的原话，"
    "加粗的是这一条读的地方，右边是读出来的内容；“单位”“指标”看名称对应得对不对。"
    "要看上下文，用浏览器打开 review.html。",
    "2．先看“可信程度”为“低”的行，再看“中”，最右边“读法”写着是照哪种写法读的；内容不对的，直接在白底格里改，"
    "有下拉箭头的从列表里选。各栏填什么，见本页下面。",
    "3．每条在“采用”一栏选：采用、不采用、待定。“低”的预先填了“待定”，请定下来；待定的不会写进政策包。",
    "4．漏了的，在表末空行补一行，“编号”留空，“原文”从文件里复制一句；一条要拆成两条，就复制一行再改。"
    "不要的选“不采用”，以后改回“采用”就又有了；整行删掉的只能重新补写。",
    "5．改完保存（仍是 xlsx，留在原来的文件夹里），在命令行运行：guatu read --apply 文件夹/review.xlsx，"
    "“文件夹”换成这份核对表所在的文件夹。填错的格会逐个指出，改好再运行；可以反复改、反复运行。",
)
_STATES = ("采用", "不采用", "待定")
_COUNT_HEADINGS = ("表", "共", "可信：高", "可信：中", "可信：低", *_STATES)
# Heading and how many columns of the grid it spans.
_FINDING_COLUMNS = (("级别", 1), ("编号", 1), ("位置", 2), ("问题", 2), ("说明", 3), ("怎么办", 3))
_MEANING_COLUMNS = (("表", 1), ("栏", 2), ("填什么", 9))


def add_cover(workbook: xlsxwriter.Workbook) -> Worksheet:
    """Add the sheet in its place before the others; it is filled when they are there."""
    return workbook.add_worksheet(COVER)


def write_cover(
    sheet: Worksheet,
    tables: tuple[ReviewTable, ...],
    styles: StyleBook,
    *,
    title: str,
    fingerprint: str,
    findings: tuple[Finding, ...],
) -> None:
    """Write the sheet: title, steps, counts that follow what is chosen, findings, columns; the fingerprint hidden."""
    _Cover(sheet, styles).write(title, tables, findings)
    sheet.set_column(_HIDDEN_COLUMN, _HIDDEN_COLUMN, None, None, {"hidden": True})
    sheet.write_string(0, _HIDDEN_COLUMN, f"{FINGERPRINT_MARK} {fingerprint}")
    # Without a password: it only keeps the mark and the counts from being typed over.
    sheet.protect("", {"format_columns": True, "format_rows": True})


class _Cover:
    """The sheet while it is written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: StyleBook) -> None:
        self.sheet, self.styles = sheet, styles
        self.row = 0

    def write(self, title: str, tables: tuple[ReviewTable, ...], findings: tuple[Finding, ...]) -> None:
        self.sheet.set_column(0, _COLUMNS - 1, _WIDTH * 2)
        self._line(f"{title}　核对表", self.styles.get("title", font_size=16, text_wrap=True), size=16)
        self._heading("怎么核对")
        for step in _STEPS:
            self._line(step, self.styles.get("note", font_size=12, indent=1), size=12)
        self._heading("有多少条")
        self._write_counts([table for table in tables if table.growing])
        self._heading(f"读的时候发现的问题（{len(findings)}个）" if findings else "读的时候没有发现问题")
        self._write_findings(findings)
        self._heading("各栏填什么")
        self._write_meanings(tables)
        self._set_up()

    def _line(self, text: str, style: Format, *, size: float) -> None:
        plain = printable(text)
        lines = wrapped_lines(plain, _COLUMNS * _WIDTH * 10 / size - 1)
        self.sheet.set_row(self.row, lines * size * 1.35 + 7)
        self.sheet.merge_range(self.row, 0, self.row, _COLUMNS - 1, "", style)
        self.sheet.write_string(self.row, 0, plain, style)
        self.row += 1

    def _heading(self, text: str) -> None:
        style = self.styles.get(font_name="黑体", font_size=12, valign="vcenter", font_scheme="none", bottom=2)
        self.sheet.set_row(self.row, 30)
        self.sheet.merge_range(self.row, 0, self.row, _COLUMNS - 1, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        self.row += 1

    def _write_counts(self, tables: Iterable[ReviewTable]) -> None:
        self._cells(_COUNT_HEADINGS, self.styles.get("header"))
        middle = self.styles.get("middle")
        link = self.styles.get("middle", font_color="1F4E9E", underline=1)
        for table in tables:
            self.sheet.set_row(self.row, 20)
            self.sheet.write_url(self.row, 0, f"internal:'{table.title}'!A1", link, table.title)
            confidence, decision = _counts(table, "confidence"), _counts(table, "decision")
            numbers = (len(table.rows), *(confidence[word] for word in "高中低"))
            for at, number in enumerate(numbers, start=1):
                self.sheet.write_number(self.row, at, number, middle)
            for at, word in enumerate(_STATES, start=len(numbers) + 1):
                formula = f'=COUNTIF({_decision_range(table)},"{word}")'
                self.sheet.write_formula(self.row, at, formula, middle, decision[word])
            self.row += 1

    def _cells(self, texts: Iterable[str], style: Format) -> None:
        self.sheet.set_row(self.row, 22)
        for at, text in enumerate(texts):
            self.sheet.write_string(self.row, at, text, style)
        self.row += 1

    def _write_findings(self, findings: tuple[Finding, ...]) -> None:
        if not findings:
            return
        self._spanned([heading for heading, _ in _FINDING_COLUMNS], self.styles.get("header"), _FINDING_COLUMNS)
        words = self.styles.get("words")
        for finding in (one for severity in Severity for one in findings if one.severity is severity):
            place = "" if finding.span is None else str(finding.span)
            texts = (finding.severity.word, finding.code, place, finding.title, finding.sentence, finding.way_out)
            self._spanned(texts, words, _FINDING_COLUMNS)

    def _write_meanings(self, tables: Iterable[ReviewTable]) -> None:
        """Say of each column that its heading does not explain what belongs in it; what sheets share is said once."""
        self._spanned([heading for heading, _ in _MEANING_COLUMNS], self.styles.get("header"), _MEANING_COLUMNS)
        words = self.styles.get("words")
        sheets: dict[tuple[str, str], list[str]] = {}
        for table in tables:
            for column in table.columns:
                if column.meaning:
                    sheets.setdefault((column.heading, column.meaning), []).append(table.title)
        shared = [pair for pair, titles in sheets.items() if len(titles) > 1]
        for heading, meaning in (*shared, *(pair for pair in sheets if pair not in shared)):
            title = "各表" if (heading, meaning) in shared else sheets[heading, meaning][0]
            self._spanned((title, heading, meaning), words, _MEANING_COLUMNS)

    def _spanned(self, texts: Iterable[str], style: Format, columns: tuple[tuple[str, int], ...]) -> None:
        at, lines = 0, 1
        for text, (_, span) in zip(texts, columns, strict=True):
            plain = printable(text)
            if span > 1:
                self.sheet.merge_range(self.row, at, self.row, at + span - 1, "", style)
            self.sheet.write_string(self.row, at, plain, style)
            lines = max(lines, wrapped_lines(plain, span * _WIDTH - 0.8))
            at += span
        self.sheet.set_row(self.row, lines * _LINE_POINTS + 7)
        self.row += 1

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        sheet.set_footer("&C&9&A　第 &P 页　共 &N 页", {"margin": 0.3})
        sheet.print_area(0, 0, self.row - 1, _COLUMNS - 1)
        sheet.hide_gridlines(2)


def _counts(table: ReviewTable, key: str) -> Counter[str]:
    at = table.column(key)
    return Counter() if at is None else Counter(str(row[at]) for row in table.rows)


def _decision_range(table: ReviewTable) -> str:
    letter = chr(ord("A") + (table.column("decision") or 0))
    return f"'{table.title}'!${letter}${FIRST_ROW + 1}:${letter}${last_row(table) + 1}"
