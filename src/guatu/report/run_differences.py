"""What differs between two runs of a month (两次运行之间的变动): reported figures, ledgers, lights, alerts, packs.

Compared is what was printed: a difference below the printed decimals is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from guatu.ledgers import ALERTS, LEDGERS, SCHEDULE_LEDGER, SOURCES, TARGET_LEDGER
from guatu.report.pages import MonthPages
from guatu.report.printed import print_count, print_number, print_percent, print_signed_points
from guatu.report.values import Cell, Column, Emphasis, Form, Light, Row, Section, Table

Key = TypeVar("Key")
# A figure that changed moves a dozen numbers made of it; of very many changes the first are told.
_MOST_ROWS = 600
_BRIGHTER = (Light.RED, Light.YELLOW, Light.GREEN)


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A pack of a run, as its manifest names it."""

    id: str
    title: str
    version: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table with what is around it."""

    section: Section
    row: Row
    table: Table

    @property
    def indicator(self) -> str:
        """The indicator's name: a table about one place alone has it in the row."""
        return self.section.title or str(self.row.cells[0] or "")

    @property
    def place(self) -> str:
        """The place's name as the table calls it."""
        return str(self.row.cells[0] or "") if self.section.title else "本级"

    def cell(self, key: str) -> Cell:
        """Return the cell of a column by its key; None where the table left the column out."""
        found = (cell for column, cell in zip(self.table.columns, self.row.cells, strict=True) if column.key == key)
        return next(found, None)

    def printed(self, key: str) -> str:
        """Return a cell as printed."""
        found = (pair for pair in zip(self.table.columns, self.row.cells, strict=True) if pair[0].key == key)
        return next((_printed(cell, column, self.section) for column, cell in found), "")

    def labelled(self, label: str) -> Cell:
        """Return the cell under a header; None where there is no such header."""
        found = (cell for column, cell in zip(self.table.columns, self.row.cells, strict=True) if column.label == label)
        return next(found, None)


def compare_pages(
    before: MonthPages, after: MonthPages, *, packs: tuple[tuple[PackVersion, ...], tuple[PackVersion, ...]]
) -> tuple[Table, ...]:
    """Return the tables of what differs, in the order one asks: figures, lights, alerts, ledgers, targets, packs."""
    return (
        _figures(before, after),
        _lights(before, after),
        _alerts(before, after),
        _ledgers(before, after),
        _targets(before, after),
        _packs(*packs),
    )


def _figures(before: MonthPages, after: MonthPages) -> Table:
    """Return which reported figures are other ones now, came in, or are no longer there."""
    old, new = _lines(before, SOURCES.name), _lines(after, SOURCES.name)
    moved = [key for key in _both(old, new) if _differs(old.get(key), new.get(key), ("value", "growth"))]
    sections = _by_indicator(((new.get(key) or old[key]), _figure_row(old.get(key), new.get(key))) for key in moved)
    return Table(
        name="数据变动",
        title="报来的数的变动",
        subtitle="只列本期、上年同期和上年全年用到的数　单位：见各指标",
        columns=(
            Column("地区", width=10),
            Column("报告期", Form.MONTH),
            Column("口径", width=5),
            Column("原数", Form.NUMBER),
            Column("现数", Form.NUMBER, key="value"),
            Column("原同比", Form.PERCENT, "%"),
            Column("现同比", Form.PERCENT, "%", key="growth"),
            Column("现数据状态", width=6),
            Column("现报送日期", Form.DATE, width=9),
            Column("现来源", width=18),
        ),
        sections=sections,
        notes=("原数空白为新报来的，现数空白为不再有的。",),
        nothing="（两次运行用到的数没有变动）",
        key=SOURCES.name,
    )


def _figure_row(old: _Line | None, new: _Line | None) -> Row:
    shown = new or old
    if shown is None:
        raise ValueError("a change has a figure before or after")
    cells: tuple[Cell, ...] = (
        shown.place,
        shown.labelled("报告期"),
        shown.labelled("口径"),
        old.cell("value") if old else None,
        new.cell("value") if new else None,
        old.cell("growth") if old else None,
        new.cell("growth") if new else None,
        *((new.labelled(label) if new else None) for label in ("数据状态", "报送日期", "来源")),
    )
    return Row(cells, shown.row.emphasis, new.row.about if new else None)


def _lights(before: MonthPages, after: MonthPages) -> Table:
    """Return the targets whose light is another one."""
    old, new = _lines(before, SCHEDULE_LEDGER.name), _lines(after, SCHEDULE_LEDGER.name)
    rows = []
    for key in _both(old, new):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was.cell("light") == now.cell("light"):
            continue
        first, last = was.cell("light"), now.cell("light")
        cells: tuple[Cell, ...] = (now.place, now.indicator, now.labelled("目标要求"), first, last, _turn(first, last))
        rows.append(Row(cells, now.row.emphasis, now.row.about))
    return Table(
        name="亮灯变动",
        title="亮灯的变动",
        subtitle="",
        columns=(
            Column("地区", width=10),
            Column("指标", width=14),
            Column("目标要求", width=12),
            Column("原亮灯", Form.LIGHT, width=4),
            Column("现亮灯", Form.LIGHT, width=4, key="light"),
            Column("变化", width=5),
        ),
        sections=(Section("", tuple(rows)),),
        nothing="（没有一项目标的灯有变化）",
        key=SCHEDULE_LEDGER.name,
    )


def _turn(first: Cell, last: Cell) -> str | None:
    if first not in _BRIGHTER or last not in _BRIGHTER:
        return None
    steps = [_BRIGHTER.index(light) for light in (first, last) if isinstance(light, Light)]
    return "转好" if steps[1] > steps[0] else "转差"


def _alerts(before: MonthPages, after: MonthPages) -> Table:
    """Return the alerts that are new, cleared, or of another level."""
    labels = ("级别", "预警事项", "地区", "指标", "目标要求", "依据数值", "应答单位")

    def of(pages: MonthPages) -> dict[tuple[str, ...], _Line]:
        lines = _every_line(pages, ALERTS.name)
        return {(*(line.row.about or ()), str(line.labelled("预警事项"))): line for line in lines}

    old, new = of(before), of(after)
    rows = []
    for key in _both(old, new):
        was, now = old.get(key), new.get(key)
        word = "新增" if was is None else "解除" if now is None else "级别变动"
        if was and now and was.labelled("级别") == now.labelled("级别"):
            continue
        shown = now or old[key]
        rows.append(Row((word, *(shown.labelled(label) for label in labels)), about=shown.row.about))
    return Table(
        name="预警变动",
        title="预警的变动",
        subtitle="",
        columns=(
            Column("变动", width=5),
            *(Column(label, width=width) for label, width in zip(labels, (4, 9, 8, 11, 10, 14, 9), strict=True)),
        ),
        sections=(Section("", tuple(rows)),),
        notes=("“解除”的依据数值为上一次的。",),
        frozen_columns=2,
        nothing="（没有新增、解除的预警）",
        key=ALERTS.name,
    )


def _ledgers(before: MonthPages, after: MonthPages) -> Table:
    """Return the numbers of the six ledgers that are printed otherwise now."""
    found: list[tuple[_Line, Row]] = []
    for schema in LEDGERS:
        old, new = _lines(before, schema.name), _lines(after, schema.name)
        for key in _both(old, new):
            was, now = old.get(key), new.get(key)
            if was is None or now is None:
                continue
            for column in now.table.columns:
                first, last = was.printed(column.key), now.printed(column.key)
                if column.key and not column.key.endswith("light") and first != last:
                    cells = (now.place, schema.label, column.label.replace("\n", ""), first or None, last or None)
                    found.append((now, Row(cells, now.row.emphasis)))
    shown = _by_indicator(found[:_MOST_ROWS])
    more = f"共 {len(found)} 处变动，列出前 {_MOST_ROWS} 处。" if len(found) > _MOST_ROWS else ""
    return Table(
        name="台账变动",
        title="六本账里的数的变动",
        subtitle="",
        columns=(
            Column("地区", width=10),
            Column("台账", width=10),
            Column("栏目", width=10),
            Column("原数", width=9),
            Column("现数", width=9),
        ),
        sections=shown,
        notes=tuple(note for note in ("按印出来的数比较；一个数变了，由它算出的数也列在这里。", more) if note),
        nothing="（六本账里的数没有变动）",
    )


def _targets(before: MonthPages, after: MonthPages) -> Table:
    """Return the targets that are in one of the two runs only."""
    old, new = _lines(before, TARGET_LEDGER.name), _lines(after, TARGET_LEDGER.name)
    rows = []
    for key in _both(old, new):
        if key in old and key in new:
            continue
        line = new.get(key) or old[key]
        cells = (
            "增加" if key in new else "减少",
            line.place,
            line.indicator,
            line.labelled("目标要求"),
            line.labelled("条款"),
        )
        rows.append(Row(cells, about=line.row.about))
    return Table(
        name="目标增减",
        title="列入台账的目标的增减",
        subtitle="",
        columns=(
            Column("变动", width=5),
            Column("地区", width=10),
            Column("指标", width=14),
            Column("目标要求", width=12),
            Column("条款", width=8),
        ),
        sections=(Section("", tuple(rows)),),
        frozen_columns=2,
        nothing="（两次运行的目标相同）",
        key=TARGET_LEDGER.name,
    )


def _packs(before: tuple[PackVersion, ...], after: tuple[PackVersion, ...]) -> Table:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    rows = []
    for key in _both(old, new):
        was, now = old.get(key), new.get(key)
        if was and now and was.version == now.version:
            continue
        word = "换版本" if was and now else "新用" if now else "不再用"
        title = (now or old[key]).title
        rows.append(Row((word, key, title, was.version if was else None, now.version if now else None)))
    return Table(
        name="政策包变动",
        title="政策包的变动",
        subtitle="",
        columns=(
            Column("变动", width=5),
            Column("政策包", width=10),
            Column("名称", width=24),
            Column("原版本", width=10),
            Column("现版本", width=10),
        ),
        sections=(Section("", tuple(rows)),),
        nothing="（用的是相同的政策包）",
    )


def _every_line(pages: MonthPages, ledger: str) -> Iterator[_Line]:
    for table in pages.ledgers:
        if table.key == ledger:
            for section in table.sections:
                yield from (_Line(section, row, table) for row in section.rows)


def _lines(pages: MonthPages, ledger: str) -> dict[tuple[str, ...], _Line]:
    """Return a ledger's rows by what they are about; sums are no rows of their own."""
    every = _every_line(pages, ledger)
    return {line.row.about: line for line in every if line.row.about and line.row.emphasis is not Emphasis.SUBTOTAL}


def _both(old: Mapping[Key, object], new: Mapping[Key, object]) -> list[Key]:
    """Return the keys of both, those of the later in their order first."""
    return [*new, *(key for key in old if key not in new)]


def _differs(old: _Line | None, new: _Line | None, keys: Iterable[str]) -> bool:
    return any((old.printed(key) if old else None) != (new.printed(key) if new else None) for key in keys)


def _by_indicator(found: Iterable[tuple[_Line, Row]]) -> tuple[Section, ...]:
    groups: dict[str, tuple[_Line, list[Row]]] = {}
    for line, row in found:
        groups.setdefault(line.indicator, (line, []))[1].append(row)
    return tuple(
        Section(name, tuple(rows), line.section.unit, line.section.decimals) for name, (line, rows) in groups.items()
    )


def _printed(cell: Cell, column: Column, section: Section) -> str:
    """Return a cell as its table prints it, in one text."""
    if isinstance(cell, Light):
        return cell.word
    if not isinstance(cell, int | float | Decimal):
        return str(cell or "")
    number, in_percent = float(cell), section.unit == "%"
    by_form: Mapping[Form, Callable[[], str]] = {
        Form.COUNT: lambda: print_count(number),
        Form.PERCENT: lambda: print_percent(number),
        Form.POINTS: lambda: print_signed_points(number),
        Form.NUMBER: lambda: print_percent(number) if in_percent else print_number(number, section.decimals),
        Form.CHANGE: lambda: print_signed_points(number) if in_percent else print_number(number, section.decimals),
    }
    return by_form[column.form]() if column.form in by_form else str(cell)
