"""The first sheet of a forecast (完成可能性一览): how likely each place reaches each target, on one page."""

from guatu.allocation import CHANCE_WORDS, YearForecast
from guatu.domain import Place
from guatu.pack import Indicator
from guatu.report.forecast_reading import ForecastReading
from guatu.report.paper import place_label
from guatu.report.printed import print_goal
from guatu.report.reading import plain_name
from guatu.report.values import Cell, Column, Row, Section, Table

CAUTION = "预测是按过去的走势推算，不是考核数：政策、停产、投产等没有发生过的事，它不知道。"


def chance_sheet(reading: ForecastReading) -> Table:
    """Return a row for each indicator and a column for each place that has a target, with the chance of reaching it.

    Of several targets for one indicator the one least likely to be reached is shown.
    """
    groups = [(measure, *one) for measure in ("level", "growth") for one in reading.of_measure(measure)]
    places = {one.history.subject.place: one for _, _, forecasts in groups for one in forecasts}
    found = (reading.names.place(code) for code in places)
    order = sorted(found, key=reading.names.place_order)
    main = reading.names.main
    names = (plain_name(main) if one.code == main.code else place_label(reading.names, one) for one in order)
    rows = (_row(reading, measure, indicator, forecasts, order) for measure, indicator, forecasts in groups)
    return Table(
        name="完成可能性",
        title=f"{reading.names.main.name}{reading.year}年目标完成可能性一览",
        subtitle=f"用到{reading.made_on.words}为止的数，照目前走势",
        columns=(Column("指标", width=15), *(Column(name, width=6) for name in names)),
        sections=(Section("", tuple(rows)),),
        notes=(
            "空格是没有这项目标，或没有预测；一个指标有几个目标的，取可能性最低的一个。逐项的预计数和区间见后面两张表。",
            scale_words(),
            CAUTION,
        ),
        nothing="（没有能拿全年数来比的目标）",
    )


def _row(
    reading: ForecastReading,
    measure: str,
    indicator: Indicator,
    forecasts: tuple[YearForecast, ...],
    order: list[Place],
) -> Row:
    chances = {
        one.history.subject.place: [chance for _, chance in reading.aims_of(one) if chance is not None]
        for one in forecasts
    }
    cells = (_said(chances[one.code]) if one.code in chances else None for one in order)
    name = indicator.name if measure == "level" else f"{indicator.name}增速"
    return Row((name, *cells))


def _said(chances: list[float]) -> Cell:
    return print_chance(min(chances)) if chances else "说不出"


def print_chance(chance: float) -> str:
    """Print a probability in whole per cents, never as certain.

    >>> print_chance(0.413), print_chance(0.9999)
    ('41%', '99%以上')
    """
    if chance < 0.01:
        return "不到1%"
    return "99%以上" if chance > 0.99 else print_goal(round(chance, 2))


def scale_words() -> str:
    """Return the words for chances, each with the lowest chance it stands for."""
    steps = [f"{word} {print_goal(lowest)}以上" if lowest else f"{word} 更低" for lowest, word in CHANCE_WORDS]
    return f"把握：{'、'.join(steps)}。"
