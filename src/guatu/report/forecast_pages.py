"""The sheets of a forecast (预测): first what has a target at a glance; the working paper with every series in full."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from guatu.allocation import (
    FEW_ORIGINS,
    Aim,
    Note,
    Record,
    Subject,
    YearFigures,
    YearForecast,
    beyond,
    chance_word,
    months_ahead,
    year_figures,
)
from guatu.query import FORECAST_METHODS, FORECASTS
from guatu.report.forecast_chances import CAUTION, chance_sheet, scale_words
from guatu.report.forecast_reading import ForecastReading
from guatu.report.paper import place_emphasis, place_label
from guatu.report.values import Cell, Column, Form, Row, Section, Table

METHOD_NAMES = dict(FORECAST_METHODS)
_PLACE = Column("地区", width=8)
_LEVEL = (
    _PLACE,
    Column("数据截至", Form.MONTH, width=5),
    Column("到本期", Form.NUMBER, width=7),
    Column("上年全年", Form.NUMBER, width=7),
    Column("全年预计", Form.NUMBER, width=7),
    Column("预计增速", Form.PERCENT, "%", width=5),
    Column("八成下限", Form.NUMBER, width=7),
    Column("八成上限", Form.NUMBER, width=7),
    Column("目标要求", width=9),
    Column("全年目标", Form.NUMBER, width=7),
    Column("预计超额", Form.CHANGE, width=6),
    Column("完成可能性", Form.PERCENT, "%", width=5),
    Column("把握", width=6),
    Column("回测误差", Form.PERCENT, "%", width=5),
    Column("说明", width=12),
)
_GROWTH = (
    _PLACE,
    Column("数据截至", Form.MONTH, width=5),
    Column("到本期", Form.PERCENT, "%", width=6),
    Column("上年全年", Form.PERCENT, "%", width=6),
    Column("全年预计", Form.PERCENT, "%", width=6),
    Column("八成下限", Form.PERCENT, "%", width=6),
    Column("八成上限", Form.PERCENT, "%", width=6),
    Column("目标要求", width=10),
    Column("目标增速", Form.PERCENT, "%", width=6),
    Column("预计超额", Form.POINTS, "百分点", width=6),
    Column("完成可能性", Form.PERCENT, "%", width=5),
    Column("把握", width=6),
    Column("回测误差", Form.POINTS, "百分点", width=6),
    Column("说明", width=12),
)


def forecast_tables(reading: ForecastReading) -> tuple[Table, ...]:
    """Return the sheets in the order they are read: what has a target, but for parks, and how forecasts did."""
    asked = reading.asked
    sheets = [chance_sheet(asked), _level_sheet(asked), _growth_sheet(asked)]
    if reading.records:
        sheets.append(_record_sheet(reading))
    return (*sheets, _unknown_sheet(reading))


def forecast_working(reading: ForecastReading) -> tuple[Table, ...]:
    """Return the sheets of the working paper (底稿): every series with its months and methods, to look things up."""
    sheets = (_level_sheet(reading), _growth_sheet(reading), _month_sheet(reading), _method_sheet(reading))
    return tuple(replace(one, title=f"{one.title}（底稿）") for one in sheets)


def forecast_list(rows: Iterable[Sequence[object]]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return the rows that are kept as a list for a file: the columns of the table of forecasts, numbers in full."""
    columns = tuple(Column(column.label) for column in FORECASTS.columns)
    words = [dict(column.choices) for column in FORECASTS.columns]
    return columns, tuple(
        Row(tuple(_plain(cell, choices) for cell, choices in zip(row, words, strict=True))) for row in rows
    )


def _plain(cell: object, choices: dict[str, str]) -> Cell:
    if cell is None:
        return None
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    # Twelve significant digits: more would be noise of the computation, and differ between machines.
    return float(f"{cell:.12g}") if isinstance(cell, float) else choices.get(str(cell), str(cell))


def _level_sheet(reading: ForecastReading) -> Table:
    sections = []
    for indicator, forecasts in reading.of_measure("level"):
        rows = [row for one in forecasts for row in _year_rows(reading, one)]
        sections.append(Section(indicator.name, tuple(rows), indicator.unit, indicator.decimals))
    notes = (
        "全年预计＝到本期累计＋以后各期预测；时点指标为年末数。各县市与全州已协调一致，园区与县市重叠，不相加。",
        "八成区间：照过去的误差，十次里约有八次落在这中间。完成可能性由同一误差算出。",
        scale_words(),
        f"回测误差：在过去试着预测同样远，通常差全年的百分之几。试过不到{FEW_ORIGINS}次的在“说明”注明，区间已放宽。",
        CAUTION,
    )
    return _sheet(reading, "全年预测", "各指标全年预测", _LEVEL, sections, notes)


def _growth_sheet(reading: ForecastReading) -> Table:
    sections = []
    for indicator, forecasts in reading.of_measure("growth"):
        rows = [row for one in forecasts for row in _year_rows(reading, one)]
        sections.append(Section(f"{indicator.name}增速", tuple(rows)))
    notes = (
        "按可比价公布增速、或只公布增速的指标，预测增速本身，不倒推总量。各月按同样的分量计入累计增速。",
        "离年底还有四期以上时，走势一旦同往年不一样，实际数会比八成区间说的更常落在外面，完成可能性要打折扣看。",
        scale_words(),
        CAUTION,
    )
    return _sheet(reading, "增速预测", "各指标全年增速预测", _GROWTH, sections, notes)


def _sheet(
    reading: ForecastReading,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    sections: list[Section],
    notes: tuple[str, ...],
) -> Table:
    return Table(
        name=name,
        title=f"{reading.names.main.name}{reading.year}年{title}",
        subtitle=f"用到{reading.made_on.words}为止的数　单位：见各指标",
        columns=columns,
        sections=tuple(sections),
        notes=notes,
        nothing="（没有一条历史够长）",
    )


def _year_rows(reading: ForecastReading, one: YearForecast) -> list[Row]:
    """Return a line for each target, the figures on the first alone; one line where there is no target."""
    figures = year_figures(one)
    place = reading.names.place(one.history.subject.place)
    emphasis = place_emphasis(reading.names, place)
    label = place_label(reading.names, place)
    aims = reading.aims_of(one) or ((None, None),)
    lines = [_line(reading, one, figures, aim, chance) for aim, chance in aims]
    return [Row((label, *line), emphasis) for line in lines]


def _line(
    reading: ForecastReading, one: YearForecast, figures: YearFigures, aim: Aim | None, chance: float | None
) -> tuple[Cell, ...]:
    growth = (figures.growth,) if one.history.subject.measure == "level" else ()
    goal: tuple[Cell, ...] = (None, None, None)
    if aim is not None:
        goal = (reading.requirement(aim), aim.level, beyond(one, aim))
    return (
        figures.known_on,
        figures.to_date,
        figures.last_year,
        figures.expected.value,
        *growth,
        figures.expected.low80,
        figures.expected.high80,
        *goal,
        chance,
        None if chance is None else chance_word(chance),
        figures.error,
        _remark(one, figures),
    )


def _remark(one: YearForecast, figures: YearFigures) -> str | None:
    said = []
    if one.is_given:
        said.append("人工给定")
    if figures.known_on is None:
        said.append("本年尚无数")
    if figures.origins < FEW_ORIGINS:
        said.append(f"只试过{figures.origins}次")
    return "，".join(said) or None


def _month_sheet(reading: ForecastReading) -> Table:
    sections = []
    for measure, form in (("level", "总量"), ("growth", "增速")):
        for indicator, forecasts in reading.of_measure(measure):
            rows = [row for one in forecasts for row in _month_rows(reading, one)]
            unit = indicator.unit if measure == "level" else "%"
            name = indicator.name if form == "总量" else f"{indicator.name}增速"
            sections.append(Section(name, tuple(rows), unit, indicator.decimals))
    columns = (
        _PLACE,
        Column("预测到", Form.MONTH, width=6),
        Column("累计预计", Form.NUMBER, width=9),
        Column("八成下限", Form.NUMBER, width=9),
        Column("八成上限", Form.NUMBER, width=9),
        Column("九成五下限", Form.NUMBER, width=9),
        Column("九成五上限", Form.NUMBER, width=9),
    )
    notes = ("1月至该月累计，时点指标为该月末数。",)
    return _sheet(reading, "逐期预测", "以后各期预测", columns, sections, notes)


def _month_rows(reading: ForecastReading, one: YearForecast) -> list[Row]:
    place = reading.names.place(one.history.subject.place)
    label, emphasis = place_label(reading.names, place), place_emphasis(reading.names, place)
    return [
        Row((label, day, said.value, said.low80, said.high80, said.low95, said.high95), emphasis)
        for day, said in months_ahead(one)
    ]


def _method_sheet(reading: ForecastReading) -> Table:
    sections = []
    for measure in ("level", "growth"):
        for indicator, forecasts in reading.of_measure(measure):
            rows = [row for one in forecasts for row in _method_rows(reading, one)]
            unit = indicator.unit if measure == "level" else "%"
            name = indicator.name if measure == "level" else f"{indicator.name}增速"
            sections.append(Section(name, tuple(rows), unit, indicator.decimals))
    columns = (
        _PLACE,
        Column("方法", width=8),
        Column("全年预计", Form.NUMBER, width=9),
        Column("权重", Form.PERCENT, "%", width=6),
        Column("相对误差", Form.NUMBER, width=6),
        Column("回测次数", Form.COUNT, width=5),
    )
    notes = (
        "相对误差（MASE）：回测中平均每期错多少，除以“与上年同期一样”在历史上平均每期错多少；小于 1 比它好。"
        "没有季节的（增速、比率）除以“与上一期一样”的误差。",
        "权重与各方法回测误差的平方成反比。“协调后”为各县市与全州凑齐以后的数，预测以它为准。",
        "方法出处：Hyndman、Athanasopoulos《Forecasting: Principles and Practice》第3版；组合见 Bates、Granger 1969。",
    )
    return _sheet(reading, "各方法", "各方法的全年预计与回测", columns, sections, notes)


def _method_rows(reading: ForecastReading, one: YearForecast) -> list[Row]:
    place = reading.names.place(one.history.subject.place)
    label, emphasis = place_label(reading.names, place), place_emphasis(reading.names, place)
    alone = one.alone
    rows = [
        Row((label, METHOD_NAMES[each.method], each.values[-1], each.weight, each.mase, alone.origins), emphasis)
        for each in alone.methods
    ]
    rows.append(Row((label, METHOD_NAMES["combined"], alone.values[-1], None, alone.mase, alone.origins), emphasis))
    if one.is_reconciled:
        word = "人工给定" if one.is_given else "协调后"
        rows.append(Row((label, word, one.outlook.values[-1], None, None, None), emphasis))
    return rows


def _record_sheet(reading: ForecastReading) -> Table:
    columns = (
        Column("方法", width=8),
        Column("提前月数", Form.COUNT, width=6),
        Column("预测数", Form.COUNT, width=6),
        Column("相对误差", Form.FIGURE, width=8),
        Column("平均偏差", Form.PERCENT, "%", width=8),
        Column("落在八成区间", Form.PERCENT, "%", width=8),
        Column("落在九成五区间", Form.PERCENT, "%", width=8),
    )
    sections = []
    for measure, title in (("level", "总量"), ("growth", "增速")):
        rows = [_record_row(one) for one in reading.records if one.measure == measure]
        if rows:
            sections.append(Section(title, tuple(rows)))
    notes = (
        "把以前各月留下的预测（forecasts.csv）同后来公布的数相比。每种方法只评下一期和全年两个数。",
        "相对误差（MASE）：错多少，除以“与上年同期一样”在历史上错多少；小于 1 比它好。"
        "平均偏差：总量为错了实际数的百分之几，增速为错了几个百分点。",
        "区间应当各有约 80% 和 95% 的数落在里面；明显少于此，说明区间给窄了。",
    )
    return _sheet(reading, "往期预测评估", "往期预测评估", columns, sections, notes)


def _record_row(one: Record) -> Row:
    error = one.mape if one.measure == "level" else one.mean_error
    mase = None if one.mase is None else round(one.mase, 2)
    name = METHOD_NAMES.get(one.method, one.method)
    return Row((name, one.months_ahead, one.count, mase, error, one.inside80, one.inside95))


def _unknown_sheet(reading: ForecastReading) -> Table:
    said: dict[Subject, list[Note]] = {}
    for note in reading.unknown:
        said.setdefault(note.subject, []).append(note)
    rows = tuple(
        Row(
            (
                reading.series_name(subject),
                notes[0].code.title,
                "；".join(note.words for note in notes),
                notes[0].code.instead,
                notes[0].code.code,
            )
        )
        for subject, notes in said.items()
    )
    columns = (
        Column("序列", width=20),
        Column("原因", width=14),
        Column("情况", width=14),
        Column("怎么办", width=22),
        Column("编号", width=4),
    )
    return Table(
        name="不预测的",
        title=f"{reading.names.main.name}{reading.year}年没有预测的序列",
        subtitle=f"用到{reading.made_on.words}为止的数",
        columns=columns,
        sections=(Section("", rows),),
        notes=("没有预测不是零，也不是不增长。",),
        nothing="（每条序列都有预测）",
    )
