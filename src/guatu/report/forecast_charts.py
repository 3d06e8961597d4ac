"""The charts of a forecast: the year of an indicator as known, as foretold, and how far either way it may come out."""

from datetime import date

from guatu.allocation import YearForecast, chance_word, months_ahead, year_figures
from guatu.report.forecast_chances import print_chance
from guatu.report.forecast_reading import ForecastReading
from guatu.report.printed import print_amount, print_percent
from guatu.report.reading import plain_name
from guatu.report.values import Chart, ChartKind, Form, Role, Series


def draw_outlooks(reading: ForecastReading) -> tuple[Chart, ...]:
    """Return a chart of each indicator that the whole place has a target for; of several targets the first is drawn."""
    return tuple(
        _chart(reading, one)
        for measure in ("level", "growth")
        for _, forecasts in reading.of_measure(measure)
        for one in forecasts
        if one.history.subject.place == reading.names.main.code and reading.aims_of(one)
    )


def _chart(reading: ForecastReading, one: YearForecast) -> Chart:
    subject, year = one.history.subject, reading.year
    indicator, is_level = reading.names.indicator(subject.indicator), subject.measure == "level"
    days = tuple(date(year, month, 1) for month in subject.months)
    known, ahead = dict(one.history.past), dict(months_ahead(one))
    joined = max((day for day in days if day in known), default=None)

    def path(bound: str) -> tuple[float | None, ...]:
        """Return one line of the forecast, from the last known figure on."""
        return tuple(
            getattr(ahead[day], bound) if day in ahead else known[day] if day == joined else None for day in days
        )

    aim, chance = reading.aims_of(one)[0]
    what = "累计" if subject.kind == "flow" else ""
    series = (
        Series("95%区间", path("low95"), Role.RANGE_FAR),
        Series("95%区间", path("high95"), Role.RANGE_FAR),
        Series("80%区间", path("low80"), Role.RANGE_NEAR),
        Series("80%区间", path("high80"), Role.RANGE_NEAR),
        Series(f"{year}年{what}", tuple(known.get(day) for day in days), Role.NOW),
        Series("预测", path("value"), Role.EXPECTED),
        Series(f"{year - 1}年{what}", tuple(known.get(day.replace(year=year - 1)) for day in days), Role.BEFORE),
        Series("全年目标", (aim.level,) * len(days), Role.GOAL),
    )
    figures = year_figures(one)
    expected = figures.expected

    def printed(value: float | None) -> str:
        return print_amount(value, indicator) if is_level else print_percent(value)

    said = [f"全年预计{printed(expected.value)}"]
    if expected.low80 is not None:
        said.append(f"八成可能在{printed(expected.low80)}至{printed(expected.high80)}之间")
    said.append(f"目标{reading.requirement(aim)}")
    if chance is not None:
        said.append(f"完成可能性{print_chance(chance)}，{chance_word(chance)}")
    place = plain_name(reading.names.main)
    name = indicator.name if is_level else f"{indicator.name}增速"
    summary = "，".join(said)
    return Chart(
        kind=ChartKind.OUTLOOK,
        title=f"{place}{year}年{name}预测",
        subtitle=f"{summary}　单位：{indicator.unit if is_level else '%'}",
        labels=tuple("1—2月" if day.month == 2 and subject.merged else f"{day.month}月" for day in days),
        series=series,
        form=Form.NUMBER if is_level else Form.PERCENT,
        unit=indicator.unit,
        decimals=indicator.decimals,
        summary=f"{place}{year}年{name}：{summary}。",
        about=(reading.names.main.code, subject.indicator if is_level else f"{subject.indicator}-growth"),
    )
