"""Read a filing from a workbook (上传填报): the form sent back, or the person's own sheet, as figures of the form.

What cannot be read or does not belong is a problem at its cell; the rest is kept. With problems the same workbook is
written again with the cells marked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TypedDict, Unpack

from guatu.desk.filed_rows import FiledFigure
from guatu.desk.filing_checks import check_filing
from guatu.desk.filing_forms import FormCell
from guatu.domain import Finding, Period, Severity, Span
from guatu.intake import SheetFigure, figures_from_sheets
from guatu.office import CellMark, is_list_of_marks, mark_workbook, read_sheets
from guatu.pack import Packs

Key = tuple[str, str]
_ERROR, _QUESTION = "error", "question"
# Notes that still mean that something was not read.
_UNREAD_NOTES = frozenset(("F002",))
_TEMPLATE = "请下载填报模板，把数填进去再上传；自己的表要有“指标”一列和数值一列。"
# What intake advises the office that keeps the packs, said to the one who fills the form.
_WAYS_OUT = {
    "F030": "改成登记的地区名称；不是本地的行整行删去。",
    "F031": "改成这张报表里的指标名称；不用报的行整行删去。",
    "F001": _TEMPLATE,
    "F003": _TEMPLATE,
}
_ANSWER = "写错了的请改正；没有错的保留，在填报页面写明原因。"
_MOST_PROBLEMS = 500


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell of a workbook (一处问题); `severity` is error or question.

    `sheet` is empty for a text file, `cell` empty where it is about the whole sheet or file.
    """

    sheet: str
    cell: str
    sentence: str
    way_out: str
    severity: str


@dataclass(frozen=True)
class FilingReading:
    """What was read of an uploaded workbook: figures by (indicator, basis), how many cells are good and bad.

    A row that names an indicator and leaves it blank is (None, None); an indicator without a row is absent. Where one
    cell of a row is wrong, its place holds what was known before. `bad` counts cells in error, `good` the filled cells
    that are not. `marked` is the same workbook with the wrong cells coloured, None where none is.
    """

    values: Mapping[Key, tuple[Decimal | None, Decimal | None]]
    good: int
    bad: int
    problems: tuple[CellProblem, ...]
    marked: Path | None


@dataclass
class _Read:
    """What has been read so far."""

    figures: dict[Key, SheetFigure] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def add(self, at: Span | None, sentence: str, way_out: str, severity: str = _ERROR) -> None:
        sheet, cell = (at.sheet or "", at.cell or "") if at is not None else ("", "")
        problem = CellProblem(sheet, cell, sentence, way_out, severity)
        if problem not in self.problems:
            self.problems.append(problem)

    def wrong_cells(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.sheet, one.cell) for one in self.problems if one.severity == _ERROR and one.cell)


class AskedForm(TypedDict):
    """What a workbook is read against: whose form, of when, with which cells.

    `before` gives what is known of each cell by (indicator, basis): what is filled in already, last period, last year.
    """

    packs: Packs
    month: Period
    place_code: str
    cells: Sequence[FormCell]
    before: Mapping[Key, FiledFigure]


def read_filing(path: Path, name: str, *, marked_to: Path, **asked: Unpack[AskedForm]) -> FilingReading:
    """Return what a workbook holds of a form; `name` is what the person calls it.

    With problems the workbook comes back marked at `marked_to`, which gets the ending .xlsx. Raises OSError where it
    cannot be written.
    """
    packs, month, place, before = asked["packs"], asked["month"], asked["place_code"], asked["before"]
    form = _Form(packs, month, place, {(cell.indicator, cell.basis): cell for cell in asked["cells"]})
    sheets, of_file = read_sheets(path, name)
    own = tuple(sheet for sheet in sheets if not is_list_of_marks(sheet))
    found, of_cells = figures_from_sheets(own, packs, place=place, period=month)
    read = _Read()
    for finding in (*of_file, *of_cells):
        _take_finding(finding, read, unread=_UNREAD_NOTES if found else frozenset())
    _sort_out(found, form, read)
    if not read.figures:
        _tell_nothing(name, read)
    wrong = read.wrong_cells()
    values = {key: _kept(figure, form.cells[key], before.get(key), wrong) for key, figure in read.figures.items()}
    _take_hits(values, form, before, read)
    problems = tuple(sorted(read.problems, key=lambda one: one.severity))[:_MOST_PROBLEMS]  # errors first
    bad = len(read.wrong_cells())
    marked = mark_workbook(path, tuple(map(_mark, problems)), sheets=own, to=marked_to) if problems else None
    return FilingReading(values, _count_good(read.figures.values(), read.wrong_cells()), bad, problems, marked)


@dataclass(frozen=True)
class _Form:
    packs: Packs
    month: Period
    place: str
    cells: Mapping[Key, FormCell]

    def name(self, place: str) -> str:
        found = self.packs.place_tree().find(place)
        return found.name if found else place


def _take_finding(finding: Finding, read: _Read, *, unread: frozenset[str]) -> None:
    if finding.severity is Severity.NOTE and finding.code not in unread:
        return
    severity = _ERROR if finding.severity is Severity.ERROR else _QUESTION
    read.add(finding.span, finding.sentence, _WAYS_OUT.get(finding.code, finding.way_out), severity)


def _tell_nothing(name: str, read: _Read) -> None:
    """Say that nothing was read; what was a warning beside other figures is then the reason, and no less."""
    read.problems = [replace(one, severity=_ERROR) for one in read.problems]
    if not read.problems:
        read.add(None, f"“{name}”里没有这张表的数。", _TEMPLATE)


def _sort_out(found: Iterable[SheetFigure], form: _Form, read: _Read) -> None:
    """Keep the figures of the form's place, month and cells; say of each other one why it is not taken."""
    figures = tuple(found)
    own = [one for one in figures if one.place == form.place]
    for one in figures:
        if one.place != form.place:
            _tell_place(one, form, read)
    # A sheet of the whole year is usual; its other months are no mistake unless this one is not among them.
    of_month = [one for one in own if one.period == form.month.last]
    if own and not of_month:
        _tell_month(own[0], form, read)
    asked = {key[0]: key[1] for key in form.cells}
    for one in of_month:
        key = one.indicator, one.basis
        if key not in form.cells:
            _tell_unasked(one, form, asked.get(one.indicator), {o.basis for o in of_month}, read)
        elif key in read.figures and (one.value, one.growth) != (read.figures[key].value, read.figures[key].growth):
            if one.value is not None or one.growth is not None:
                first = read.figures[key].row_at
                read.add(
                    one.value_at or one.row_at,
                    f"这个指标前面（{first.cell}）已有一个数，与这里不同。",
                    "留下对的一个。",
                )
        else:
            read.figures.setdefault(key, one)
            _tell_closed(one, form.cells[key], read)


def _tell_place(one: SheetFigure, form: _Form, read: _Read) -> None:
    own = form.name(form.place)
    at = one.place_at or replace(one.row_at, cell=None)
    sentence = f"这里写的是{form.name(one.place)}，本表只收{own}的数，没有读。"
    read.add(at, sentence, f"确是{own}的数，把地区改成{own}；不是的，删去这一行。")


def _tell_month(one: SheetFigure, form: _Form, read: _Read) -> None:
    at = one.period_at or replace(one.row_at, cell=None)
    said, wanted = Period(one.period, one.period).words, form.month.words
    way_out = (
        f"请上传{wanted}的表；确是{wanted}的数，把报告期改成 {form.month.last.year}年1-{form.month.last.month}月。"
    )
    read.add(at, f"这张表写的是{said}，要报的是{wanted}，没有读。", way_out)


def _tell_unasked(one: SheetFigure, form: _Form, basis: str | None, bases: set[str], read: _Read) -> None:
    indicator = form.packs.indicator(one.indicator)
    name = indicator.name if indicator else one.indicator
    if basis is None:
        if one.value is not None or one.growth is not None:
            read.add(
                one.row_at,
                f"这张报表不要“{name}”，这一行没有读。",
                "不用处理；要报别的报表，请到那张报表上传。",
                _QUESTION,
            )
    elif one.basis == "month" and basis in bases:
        return  # the month beside the sum from January: the latter is what was asked for
    else:
        wanted = "期末数" if basis == "stock" else "1 月至本月的累计数"
        read.add(one.value_at or one.row_at, f"“{name}”要报{wanted}，这里是当月数或全年数，没有读。", f"改成{wanted}。")


def _tell_closed(one: SheetFigure, cell: FormCell, read: _Read) -> None:
    if one.value is not None and not cell.asks_value:
        read.add(one.value_at, f"“{cell.name}”只报增速，这里的总量没有读。", "删去这个数。", _QUESTION)
    if one.growth is not None and not cell.asks_growth:
        read.add(one.growth_at, f"“{cell.name}”不报增速，这里的增速没有读。", "删去这个数。", _QUESTION)


def _kept(
    one: SheetFigure, cell: FormCell, before: FiledFigure | None, wrong: frozenset[tuple[str, str]]
) -> tuple[Decimal | None, Decimal | None]:
    """Return value and growth as they go into the form; of a wrong cell what stood there before."""
    value = (before.value if before else None) if _is_at(one.value_at, wrong) else one.value
    growth = (before.growth if before else None) if _is_at(one.growth_at, wrong) else one.growth
    return value if cell.asks_value else None, growth if cell.asks_growth else None


def _is_at(span: Span | None, cells: frozenset[tuple[str, str]]) -> bool:
    return span is not None and (span.sheet or "", span.cell or "") in cells


def _take_hits(
    values: Mapping[Key, tuple[Decimal | None, Decimal | None]],
    form: _Form,
    before: Mapping[Key, FiledFigure],
    read: _Read,
) -> None:
    """Judge the filing as it would then be and put each hit to its cell; what has no cell here is left to the page."""
    figures = []
    for key in form.cells:
        known = before.get(key) or FiledFigure(form.place, *key, value=None, growth=None)
        value, growth = values.get(key, (known.value, known.growth))
        figures.append(replace(known, value=value, growth=growth))
    wrong = read.wrong_cells()
    for hit in check_filing(form.packs, form.month, figures):
        one = next((figure for key, figure in read.figures.items() if key[0] == hit.indicator), None)
        at = None if one is None else (one.growth_at if hit.cell == "growth" else one.value_at)
        if at is not None and not _is_at(at, wrong):
            way_out = "请改正后再上传。" if hit.severity == _ERROR else _ANSWER
            read.add(at, f"{hit.sentence}{f'（{hit.because}）' if hit.because else ''}", way_out, hit.severity)


def _count_good(figures: Iterable[SheetFigure], wrong: frozenset[tuple[str, str]]) -> int:
    filled = [
        at
        for one in figures
        for number, at in ((one.value, one.value_at), (one.growth, one.growth_at))
        if number is not None
    ]
    return sum(not _is_at(at, wrong) for at in filled)


def _mark(problem: CellProblem) -> CellMark:
    return CellMark(problem.sheet, problem.cell, problem.sentence, problem.way_out, problem.severity == _ERROR)
