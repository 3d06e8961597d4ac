"""Marks one workbook in a process of its own: colours wrong cells, says why, and takes out whatever could act.

What is kept is what a person sees: cells, styles, widths, merged cells, their own comments, small pictures. A formula
is replaced by the value it last had; macros, links to other files, connections and embedded objects are left behind.
It sets its own limits of memory and time, imports nothing of guatu, and is run as a file, `python marking_child.py JOB`
with a JSON file as its job. It prints {} or one word that says why not: broken, large.
"""

import json
import re
import sys
import warnings
from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's time-out still holds there.
    _LIMITS: tuple[tuple[int, int], ...] = ()
else:
    # Address space, then seconds of processor time.
    _LIMITS = ((resource.RLIMIT_AS, 3 << 30), (resource.RLIMIT_CPU, 90), (resource.RLIMIT_CORE, 0))

# A job is plain JSON that the parent has written; its keys are those of marked_workbook.py.
Job = dict[str, Any]

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
# A reference to another file, to a program (DDE) or to the web, in a name, a condition or a list of choices.
_REACHES_OUT = re.compile(r"[\[\]|\\]|//|https?:|file:|WEBSERVICE|HYPERLINK|CALL\(|REGISTER|EXEC", re.IGNORECASE)
_SHOWN_PICTURES = ("png", "jpeg", "gif")
_MOST_PICTURE_BYTES = 2 << 20
_OWN_WORDS = "\n——原批注——\n"
_CHART_REFERENCE = re.compile(r"<(?:\w+:)?f>([^<]*)</")
_ROW = re.compile(r"第(\d{1,7})行")
_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")
_COLOUR = re.compile(r"rgb:([0-9A-Fa-f]{8})|theme:(\d{1,2}):(-?[\d.]{1,22})|indexed:(\d{1,2})")


def main(path: str) -> int:
    """Do the job that a JSON file describes."""
    for limit, most in _LIMITS:
        resource.setrlimit(limit, (most, most))
    warnings.simplefilter("ignore")  # what openpyxl does not carry over is told by the parent once for all
    with open(path, encoding="utf-8") as file:
        job: Job = json.load(file)
    try:
        answer = _mark(job)
    except MemoryError:
        answer = {"trouble": "large"}
    except Exception as error:
        answer = {"trouble": "broken", "error": f"{type(error).__name__}: {error}"[:200]}
    json.dump(answer, sys.stdout)
    return 0


def _mark(job: Job) -> dict[str, str]:
    book = load_workbook(job["source"], data_only=True, keep_links=False, keep_vba=False)
    if sum(sheet.max_row * sheet.max_column for sheet in book.worksheets) > job["most_cells"]:
        return {"trouble": "large"}
    _remove_earlier(book, job)
    _neutralise(book)
    kept = [_mark_one(book, job, problem) for problem in job["problems"]]
    _write_list(book, job, kept)
    book.save(job["target"])
    return {}


def _neutralise(book: Workbook) -> None:
    """Take out of a loaded workbook what could run, fetch or point elsewhere; formulas are values already."""
    for name in [key for key, one in book.defined_names.items() if _REACHES_OUT.search(one.attr_text or "")]:
        del book.defined_names[name]
    for other in book.chartsheets:
        book.remove(other)
    for sheet in book.worksheets:
        for name in [key for key, one in sheet.defined_names.items() if _REACHES_OUT.search(one.attr_text or "")]:
            del sheet.defined_names[name]
        for table in sheet.tables.values():
            table.connectionId = table.queryTableFieldId = None
            table.tableType = None
            for column in table.tableColumns:
                column.calculatedColumnFormula = column.totalsRowFormula = column.queryTableFieldId = None
        _neutralise_rules(sheet)
        _leave_objects(sheet)
        for cell in _cells(sheet):
            if cell.hyperlink is not None and (cell.hyperlink.target or cell.hyperlink.id):
                cell.hyperlink = None
            if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_LIKE):
                cell.data_type = "s"
                cell.quotePrefix = True


def _neutralise_rules(sheet: Worksheet) -> None:
    choices = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [
        one for one in choices if not any(_REACHES_OUT.search(text or "") for text in (one.formula1, one.formula2))
    ]
    for area in list(sheet.conditional_formatting):
        if any(_REACHES_OUT.search(str(text)) for rule in area.rules for text in rule.formula):
            del sheet.conditional_formatting[area.sqref]


def _leave_objects(sheet: Any) -> None:  # Any: openpyxl's types do not name what hangs on a sheet
    """Leave behind pivot tables, which carry a copy of data nobody looks at here, and what is large or reaches out.

    Embedded objects are not read by openpyxl in the first place.
    """
    sheet._pivots = []
    sheet._images = [one for one in sheet._images if _is_shown(one)]
    sheet._charts = [one for one in sheet._charts if not _reaches_out(one)]


def _reaches_out(chart: Any) -> bool:  # Any: see above
    written = tostring(chart._write()).decode()
    return any(_REACHES_OUT.search(reference) for reference in _CHART_REFERENCE.findall(written))


def _is_shown(picture: Any) -> bool:  # Any: openpyxl's Image has no types
    # Not _data(), which closes what it reads from, so that nothing is left to be written.
    return picture.format in _SHOWN_PICTURES and len(picture.ref.getvalue()) <= _MOST_PICTURE_BYTES


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    for cell in list(sheet._cells.values()):
        if isinstance(cell, Cell):
            yield cell


def _remove_earlier(book: Workbook, job: Job) -> None:
    """Take away the marks of an earlier return: the list, the comments of its author, its colours."""
    if job["list"] in book.sheetnames:
        for row in book[job["list"]].iter_rows(min_col=job["memory"], max_col=job["memory"]):
            _restore(book, row[0].value)
        book.remove(book[job["list"]])
    for sheet in book.worksheets:
        for cell in _cells(sheet):
            if cell.comment is not None and cell.comment.author == job["author"]:
                theirs = cell.comment.text.partition(_OWN_WORDS)[2]
                cell.comment = Comment(theirs, "") if theirs else None
                if cell.fill.fgColor.rgb in job["colours"]:
                    cell.fill = PatternFill()


def _restore(book: Workbook, memory: object) -> None:
    try:
        entries = json.loads(memory) if isinstance(memory, str) else []
    except ValueError:
        return
    for entry in entries if isinstance(entries, list) else []:
        if not (isinstance(entry, list) and len(entry) == 3 and all(isinstance(text, str) for text in entry)):
            continue
        name, where, colour = entry
        if name in book.sheetnames and _CELL.fullmatch(where):
            cell = book[name][where]
            if isinstance(cell, Cell):
                cell.fill = _fill_of(colour)


def _mark_one(book: Workbook, job: Job, problem: Job) -> list[list[str]]:
    """Colour the cells of one problem and return what they looked like, as [sheet, cell, colour]."""
    sheet = book[problem["sheet"]] if problem["sheet"] in book.sheetnames else None
    cells = _marked_cells(sheet, problem["cell"]) if sheet is not None else []
    before = [[problem["sheet"], cell.coordinate, _colour_of(cell)] for cell in cells]
    strong, quiet = job["colours"]
    for cell in cells:
        is_red = problem["error"] or cell.fill.fgColor.rgb == strong
        cell.fill = PatternFill("solid", fgColor=strong if is_red else quiet)
    if cells:
        _say(cells[0], problem["comment"], job["author"])
    return [entry for entry in before if entry[2] not in {f"rgb:{one}" for one in job["colours"]}]


def _marked_cells(sheet: Worksheet, where: str) -> list[Cell]:
    if match := _ROW.fullmatch(where):
        return [one for one in sheet[int(match[1])] if isinstance(one, Cell) and one.value is not None]
    if not _CELL.fullmatch(where):
        return []
    cell = sheet[where]
    if isinstance(cell, MergedCell):
        area = next(one for one in sheet.merged_cells.ranges if where in one)
        cell = sheet.cell(area.min_row, area.min_col)
    return [cell] if isinstance(cell, Cell) else []


def _say(cell: Cell, text: str, author: str) -> None:
    if cell.comment is None:
        whole = text
    elif cell.comment.author == author:
        ours, mark, theirs = cell.comment.text.partition(_OWN_WORDS)
        whole = f"{ours}\n{text}{mark}{theirs}"
    else:
        whole = f"{text}{_OWN_WORDS}{cell.comment.text}"
    comment = Comment(whole, author)
    comment.width, comment.height = 300, min(60 + 20 * (len(whole) // 20 + whole.count("\n")), 400)
    cell.comment = comment


def _colour_of(cell: Cell) -> str:
    fill = cell.fill
    colour = fill.fgColor
    if fill.fill_type != "solid":
        return ""
    if colour.type == "theme":
        return f"theme:{colour.theme}:{colour.tint}"
    return f"indexed:{colour.indexed}" if colour.type == "indexed" else f"rgb:{colour.rgb}"


def _fill_of(text: str) -> PatternFill:
    match = _COLOUR.fullmatch(text)
    if match is None:
        return PatternFill()
    if match[1]:
        return PatternFill("solid", fgColor=match[1])
    colour = Color(theme=int(match[2]), tint=float(match[3])) if match[2] else Color(indexed=int(match[4]))
    return PatternFill("solid", fgColor=colour)


def _write_list(book: Workbook, job: Job, kept: list[list[list[str]]]) -> None:
    """Write the list of all problems as the first sheet, each with a link to its cell."""
    sheet = book.create_sheet(job["list"], 0)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    for at, (text, size) in enumerate(((job["title"], 14), (job["legend"], 10)), start=1):
        cell = sheet.cell(at, 1, text)
        cell.font = Font(name="黑体" if at == 1 else "宋体", size=size)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(job["columns"]))
        sheet.row_dimensions[at].height = 30 if at == 1 else 46
    side = Side(style="thin", color="FF7F8C99")
    line = Border(left=side, right=side, top=side, bottom=side)
    for at, (heading, width) in enumerate(job["columns"], start=1):
        sheet.column_dimensions[sheet.cell(3, at).column_letter].width = width
        head = sheet.cell(3, at, heading)
        head.font, head.border, head.fill = Font(name="黑体", size=10), line, PatternFill("solid", fgColor="FFDEE5EC")
    for row, (problem, memory) in enumerate(zip(job["problems"], kept, strict=True), start=4):
        sheet.row_dimensions[row].height = problem["height"]
        for at, text in enumerate(problem["cells"], start=1):
            cell = sheet.cell(row, at)
            cell.value, cell.border, cell.font = text, copy(line), Font(name="宋体", size=10)
            if isinstance(text, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        colour = job["colours"][0 if problem["error"] else 1]
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=colour)
        if problem["link"] and problem["sheet"] in book.sheetnames:
            place = sheet.cell(row, 3)
            place.hyperlink = Hyperlink(ref=place.coordinate, location=problem["link"])
            place.font = Font(name="宋体", size=10, color="FF1F4E9C", underline="single")
        sheet.cell(row, job["memory"]).value = json.dumps(memory) if memory else None
    sheet.column_dimensions[sheet.cell(3, job["memory"]).column_letter].hidden = True
    sheet.freeze_panes = "A4"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
