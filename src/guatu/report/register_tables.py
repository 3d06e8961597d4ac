"""The tables beside the six ledgers: 预警单, 亮灯史, 勾稽核对, 数据来源, 报送情况."""

from datetime import date

from guatu.ledgers import ALERTS, DRIVER_LEDGER, LIGHT_HISTORY, QUALITY_LEDGER, REPORT_STATES, SOURCES, TIE_OUTS
from guatu.pack import Indicator
from guatu.query import BASES, STATUSES
from guatu.report.alert_words import ALERT_WORDS, alert_name, alert_reason, alerts_in_order
from guatu.report.citations import document_signs, signed_clause
from guatu.report.paper import (
    about_standing,
    first_column,
    indicator_label,
    indicator_section,
    is_flat,
    paper_cell,
    place_emphasis,
    place_label,
    table_title,
)
from guatu.report.reading import Reading, in_order, plain_name, same_month
from guatu.report.standing import Cells, Standing, number_in
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table

_HISTORY_MONTHS = 12


def register_tables(reading: Reading) -> tuple[Table, ...]:
    """Return the tables that follow the six ledgers, in their order."""
    return (
        _alert_table(reading),
        _history_table(reading),
        _tie_out_table(reading),
        _source_table(reading),
        _report_table(reading),
    )


def _alert_table(reading: Reading) -> Table:
    targets = {(one.target, one.place.code): one for one in reading.standings}
    rows = []
    for cells in alerts_in_order(reading):
        standing = targets.get((str(cells.get("target")), reading.place(cells.get("place")).code))
        about = (str(cells.get("place") or ""), str(cells.get("indicator") or ""), str(cells.get("target") or ""))
        rows.append(Row(_alert_cells(reading, cells, standing), about=about))
    return Table(
        name="预警单",
        title=table_title(reading, "预警单"),
        subtitle=f"报告期：{reading.month.last.year}年{reading.span}",
        columns=(
            Column("级别", width=4),
            Column("预警事项", width=9),
            Column("地区", width=6),
            Column("指标", width=11),
            Column("目标要求", width=9),
            Column("依据数值", width=12),
            Column("条款", width=6),
            Column("应答单位", width=9),
            Column("应答情况", width=10, by_hand=True),
        ),
        sections=(Section("", tuple(rows)),),
        notes=tuple(
            note
            for note in (
                "预警由规则对台账逐行判断得出，依据数值是判断所用各列的值；“应答情况”由应答单位填写。",
                document_signs(reading),
            )
            if note
        ),
        frozen_columns=2,
        nothing="（本期没有触发预警）",
        key=ALERTS.name,
    )


def _alert_cells(reading: Reading, cells: Cells, standing: Standing | None) -> tuple[Cell, ...]:
    return (
        ALERT_WORDS.get(str(cells.get("level")), str(cells.get("level") or "")) or None,
        alert_name(reading, cells.get("alert")),
        plain_name(reading.place(cells.get("place"))),
        reading.indicator(cells.get("indicator")).name if cells.get("indicator") else None,
        (standing.requirement or None) if standing else None,
        alert_reason(cells) or None,
        signed_clause(reading, cells.get("clause"), str(cells.get("target") or "")) or None,
        reading.agency_names(cells.get("answers")) or None,
        None,
    )


def _history_table(reading: Reading) -> Table:
    lit = reading.lights_of_past
    months = sorted({day for row in lit.values() for day in row})[-_HISTORY_MONTHS:]
    sections: dict[str, tuple[Indicator, list[Row]]] = {}
    flat = is_flat(reading, reading.standings)
    for one in reading.standings:
        row = lit.get((one.cells.get("target"), one.cells.get("place")))
        if row is None:
            continue
        lights = (row.get(day) for day in months)
        label = indicator_label(one.indicator) if flat else place_label(reading, one.place)
        emphasis = Emphasis.PLAIN if flat else place_emphasis(reading, one.place)
        shown = Row((label, one.requirement or None, *lights), emphasis, about_standing(one))
        sections.setdefault(one.indicator.id, (one.indicator, []))[1].append(shown)
    one_year = len({day.year for day in months}) <= 1
    labels = ((f"{day.month}月" if one_year else f"{day:%y}年{day.month}月", f"light:{day:%Y-%m}") for day in months)
    return Table(
        name=LIGHT_HISTORY.label,
        title=table_title(reading, LIGHT_HISTORY.label),
        subtitle=f"截至{reading.month.words}",
        columns=(
            first_column(flat=flat),
            Column("目标要求", width=14),
            *(Column(label, Form.LIGHT, width=4, key=key) for label, key in labels),
        ),
        sections=tuple(indicator_section(indicator, rows, flat=flat) for indicator, rows in sections.values()),
        notes=("红为落后超过容许范围，黄为落后但在容许范围以内，绿为持平或超前，灰为未报或不评。",),
        frozen_columns=2,
        nothing="（没有目标）",
        key=LIGHT_HISTORY.name,
    )


def _tie_out_table(reading: Reading) -> Table:
    sections: dict[str, tuple[Indicator, list[Row]]] = {}
    for place, indicator, cells in in_order(reading, reading.rows(TIE_OUTS.name)):
        columns = {column.name: column for column in TIE_OUTS.columns}
        shown = ("left_ledger", "left_value", "right_ledger", "right_value", "difference")
        values = (paper_cell(columns[name], cells) for name in shown)
        row = Row((str(cells.get("check") or ""), place_label(reading, place), *values), Emphasis.PLAIN)
        sections.setdefault(indicator.id, (indicator, []))[1].append(row)
    return Table(
        name=TIE_OUTS.label,
        title=table_title(reading, TIE_OUTS.label),
        subtitle=f"报告期：{reading.month.last.year}年{reading.span}　单位：见各指标",
        columns=(
            Column("核对关系", width=18),
            Column("地区", width=10),
            Column("左账", width=10),
            Column("左值", Form.NUMBER),
            Column("右账", width=10),
            Column("右值", Form.NUMBER),
            Column("相差", Form.CHANGE),
        ),
        sections=tuple(indicator_section(indicator, rows) for indicator, rows in sections.values()),
        notes=("列出的是两本账对不上的行；没有行即全部相符。",),
        frozen_columns=2,
        nothing="（各账核对相符）",
    )


def _source_table(reading: Reading) -> Table:
    wanted = {
        (cells.get("place"), cells.get("indicator"))
        for name in (DRIVER_LEDGER.name, QUALITY_LEDGER.name)
        for cells in reading.rows(name)
    }
    wanted |= {(one.cells.get("place"), one.cells.get("indicator")) for one in reading.standings}
    sections: dict[str, tuple[Indicator, list[Row]]] = {}
    for place, indicator, cells in in_order(reading, reading.rows(SOURCES.name)):
        if (cells.get("place"), cells.get("indicator")) in wanted and _is_used(cells, reading):
            about = (place.code, indicator.id, f"{cells.get('period')}:{cells.get('basis')}")
            row = Row(_source_cells(reading, place_label(reading, place), cells), place_emphasis(reading, place), about)
            sections.setdefault(indicator.id, (indicator, []))[1].append(row)
    return Table(
        name=SOURCES.label,
        title=table_title(reading, SOURCES.label),
        subtitle="只列本期、上年同期和上年全年用到的数　单位：见各指标",
        columns=(
            Column("地区", width=10),
            Column("报告期", Form.MONTH),
            Column("口径", width=5),
            Column("数值", Form.NUMBER, key="value"),
            Column("同比", Form.PERCENT, "%", key="growth"),
            Column("数据状态", width=6),
            Column("报送日期", Form.DATE, width=9),
            Column("来源", width=18),
            Column("位置", width=18),
            Column("并存数", Form.COUNT, width=5),
        ),
        sections=tuple(indicator_section(indicator, rows) for indicator, rows in sections.values()),
        notes=("“并存数”是同一格另有几个不同的数：先取报送日期晚的，同日取数据状态更定的，其余保留备查。",),
        nothing="（本期没有数据）",
        key=SOURCES.name,
    )


def _is_used(cells: Cells, reading: Reading) -> bool:
    month, year = reading.month, reading.month.last.year
    day = cells.get("period")
    last_year_end = isinstance(day, date) and (day.year, day.month) == (year - 1, 12)
    return same_month(day, month) or same_month(day, month.shift(-12)) or last_year_end


def _source_cells(reading: Reading, label: str, cells: Cells) -> tuple[Cell, ...]:
    day, vintage = cells.get("period"), cells.get("vintage")
    return (
        label,
        day if isinstance(day, date) else None,
        dict(BASES).get(str(cells.get("basis")), str(cells.get("basis") or "")) or None,
        number_in(cells, "value"),
        number_in(cells, "growth"),
        dict(STATUSES).get(str(cells.get("status")), str(cells.get("status") or "")) or None,
        vintage if isinstance(vintage, date) else None,
        str(cells.get("source") or "") or None,
        str(cells.get("origin") or "") or None,
        number_in(cells, "rivals"),
    )


def _report_table(reading: Reading) -> Table:
    columns = {column.name: column for column in REPORT_STATES.columns}
    shown = ("due", "expected", "received", "late", "last_received", "state")
    sections: dict[str, list[Row]] = {}
    ordered = sorted(reading.rows(REPORT_STATES.name), key=lambda one: reading.place_order(reading.place(one["place"])))
    for cells in ordered:
        place = reading.place(cells.get("place"))
        row = Row((place.name, *(paper_cell(columns[name], cells) for name in shown)))
        sections.setdefault(str(cells.get("duty")), []).append(row)
    return Table(
        name=REPORT_STATES.label,
        title=table_title(reading, REPORT_STATES.label),
        subtitle=f"报告期：{reading.month.last.year}年{reading.span}",
        columns=(
            Column("报送地区", width=12),
            Column("应报日期", Form.DATE, width=9),
            Column("应报指标数", Form.COUNT),
            Column("已报指标数", Form.COUNT),
            Column("迟报指标数", Form.COUNT),
            Column("最后收到", Form.DATE, width=9),
            Column("报送状态", width=8),
        ),
        sections=tuple(
            Section(duty.what if (duty := reading.duty(key)) else key, tuple(rows)) for key, rows in sections.items()
        ),
        notes=("应报日期遇休息日顺延到下一个工作日。",),
        nothing="（没有到期的报送要求）",
    )
