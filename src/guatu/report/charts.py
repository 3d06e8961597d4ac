"""The charts (图) of a month as plain values: trends, contributions, lights, rankings. How they look is `office`'s."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import fsum

from guatu.domain import Period, Place
from guatu.ledgers import PARTS
from guatu.pack import MONTHS_APART, GrowthBasis, Indicator, Kind, Packs
from guatu.query import Results
from guatu.report.bulletin_overview import by_indicator, spoken_indicators
from guatu.report.printed import print_amount, print_percent, print_signed_points
from guatu.report.ranking_tables import compared_column, ranked_places
from guatu.report.reading import Reading, in_order, plain_name
from guatu.report.standing import Cells, Standing, number_in
from guatu.report.values import Chart, ChartKind, Form, Light, Role, Series

_FEWEST_POINTS = 2
_MOST_BARS = 20
_DRIVERS = {"new": Role.NEW, "traditional": Role.TRADITIONAL}
_LIGHT_ROLES = {
    Light.RED: Role.RED,
    Light.YELLOW: Role.YELLOW,
    Light.GREEN: Role.GREEN,
    Light.GREY: Role.GREY,
}
_RISING = "增速为各分项合计的增速，等于各分项拉动之和。"


def draw_charts(results: Results, packs: Packs, month: Period, *, place: str | None = None) -> tuple[Chart, ...]:
    """Return every chart of a month: lights, then trends, contributions and rankings by indicator and place.

    They are made from the same tables as `month_pages`; `place` is the code of the place the month is about.
    """
    reading = Reading(results, packs, month, place)
    return tuple(
        chart
        for chart in (
            lights_chart(reading),
            *(trend_chart(reading, rows) for rows in _by_place_and_indicator(reading)),
            *part_charts(reading),
            *place_charts(reading),
            *ranking_charts(reading),
        )
        if chart is not None
    )


def trend_chart(reading: Reading, rows: list[Standing]) -> Chart | None:
    """Return the year of one indicator at one place against its target; None where too few months were reported.

    Of several targets the first that is due by month is drawn. An indicator known only by its growth is drawn by it.
    """
    first, ours = rows[0], {one.target for one in rows}
    months = [
        cells for cells in reading.trends.get((first.place.code, first.indicator.id), ()) if cells["target"] in ours
    ]
    drawn = [cells for cells in months if cells.get("due") is not None] or months
    chosen = [cells for cells in drawn if cells["target"] == drawn[0]["target"]]
    # At constant prices a target of growth has no level to reach: growth beside its target says more.
    by_growth = not _known(chosen, "due") and _known(chosen, "growth_target") and _known(chosen, "growth")
    if _known(chosen, "actual") >= _FEWEST_POINTS and not by_growth:
        return _level_trend(reading, first, chosen)
    return _growth_trend(reading, first, chosen) if _known(chosen, "growth") >= _FEWEST_POINTS else None


def _level_trend(reading: Reading, standing: Standing, months: list[Cells]) -> Chart:
    indicator, year = standing.indicator, reading.month.last.year
    what = "累计" if indicator.kind is Kind.FLOW else ""
    series = (
        Series(f"{year}年{what}", _column(months, "actual"), Role.NOW),
        Series(f"{year - 1}年{what}", _column(months, "last_year"), Role.BEFORE),
        Series("应完成", _column(months, "due"), Role.GOAL),
    )
    now = _month_of(reading, months)
    said = (
        f"{reading.month.last.month}月{what}"
        f"{print_amount(number_in(now, 'actual'), indicator) or _unsaid(reading, indicator)}",
        *(f"上年同期{text}" for text in (print_amount(number_in(now, "last_year"), indicator),) if text),
        *(f"应完成{text}" for text in (print_amount(number_in(now, "due"), indicator),) if text),
    )
    return _trend(reading, standing, months, series, form=Form.NUMBER, said="，".join(said))


def _growth_trend(reading: Reading, standing: Standing, months: list[Cells]) -> Chart:
    series = (
        Series("同比", _column(months, "growth"), Role.NOW),
        Series("目标增速", _column(months, "growth_target"), Role.GOAL),
    )
    now = _month_of(reading, months)
    growth = print_percent(number_in(now, "growth")) or _unsaid(reading, standing.indicator)
    said = [f"{reading.month.last.month}月累计同比{growth}"]
    said += [f"目标{text}" for text in (print_percent(number_in(now, "growth_target")),) if text]
    return _trend(reading, standing, months, series, form=Form.PERCENT, said="，".join(said))


def _trend(
    reading: Reading, standing: Standing, months: list[Cells], series: tuple[Series, ...], *, form: Form, said: str
) -> Chart:
    indicator, place = standing.indicator, plain_name(standing.place)
    unit = "%" if form is Form.PERCENT else indicator.unit
    title = f"{place}{indicator.name}{reading.month.last.year}年逐月走势"
    return Chart(
        kind=ChartKind.TREND,
        title=title,
        subtitle=f"单位：{unit}" if unit else "",
        labels=tuple(f"{day.month}月" for cells in months if isinstance(day := cells["period"], date)),
        series=tuple(one for one in series if any(value is not None for value in one.values)),
        form=form,
        unit=unit,
        decimals=indicator.decimals,
        notes=("缺的月份为未报，不作零计算。",) if _has_gap(reading, indicator, months) else (),
        summary=f"{title}：{said}。",
        about=(standing.place.code, indicator.id),
    )


def part_charts(reading: Reading) -> tuple[Chart, ...]:
    """Return, for each total and split of each place, what its parts pulled, with new and traditional drivers named."""
    groups: dict[tuple[str, str, str], list[Cells]] = {}
    for place, indicator, cells in in_order(reading, reading.rows(PARTS.name)):
        if number_in(cells, "pull") is not None:
            groups.setdefault((place.code, indicator.id, str(cells.get("split") or "")), []).append(cells)
    return tuple(
        _part_chart(reading, reading.place(code), reading.indicator(key), split=split, rows=rows)
        for (code, key, split), rows in groups.items()
        if len(rows) >= _FEWEST_POINTS
    )


def _part_chart(reading: Reading, place: Place, indicator: Indicator, *, split: str, rows: list[Cells]) -> Chart:
    bars = [
        (
            reading.indicator(cells.get("part")).name,
            number_in(cells, "pull") or 0.0,
            _DRIVERS.get(str(cells.get("driver")), Role.PLAIN),
        )
        for cells in rows
    ]
    what = f"分{split}拉动" if split else "各分项拉动"
    whole = fsum(value for _, value, _ in bars)
    return _pull_chart(reading, place, indicator, what=what, bars=bars, whole=whole, notes=(_RISING,))


def place_charts(reading: Reading) -> tuple[Chart, ...]:
    """Return what each county pulled of the whole's growth, for amounts at current prices.

    At constant prices differences of levels mean nothing. A county without a figure is named, not drawn as zero.
    """
    charts = []
    for rows in by_indicator(reading.standings):
        indicator = rows[0].indicator
        counties = {one.place.code: one for one in rows if one.place in reading.divisions}
        if indicator.kind is not Kind.FLOW or indicator.growth is not GrowthBasis.NOMINAL:
            continue
        pairs = [(one, one.number("actual"), one.number("base_to_date")) for one in counties.values()]
        known = [(one, now, before) for one, now, before in pairs if now is not None and before is not None]
        whole = [one for one in rows if one.place.code == reading.main.code]
        total = whole[0].number("base_to_date") if whole else None
        if len(known) < _FEWEST_POINTS or total is None or total <= 0:
            continue
        bars = [(plain_name(one.place), (now - before) / total, Role.PLAIN) for one, now, before in known]
        drawn = {one.place.code for one, _, _ in known}
        missing = "、".join(plain_name(one) for one in reading.divisions if one.code not in drawn)
        notes = (f"拉动＝本地增量÷{reading.whole}上年同期。", *((f"{missing}缺数，没有列出。",) if missing else ()))
        charts.append(
            _pull_chart(
                reading,
                reading.main,
                indicator,
                what=f"各{reading.division_word}拉动",
                bars=bars,
                whole=whole[0].number("growth"),
                notes=notes,
            )
        )
    return tuple(charts)


def _pull_chart(
    reading: Reading,
    place: Place,
    indicator: Indicator,
    *,
    what: str,
    bars: list[tuple[str, float, Role]],
    whole: float | None,
    notes: tuple[str, ...],
) -> Chart:
    ordered = sorted(bars, key=lambda bar: (-bar[1], bar[0]))
    title = f"{plain_name(place)}{reading.month.last.year}年{reading.span}{indicator.name}增长{what}"
    roles = [role for role in (Role.NEW, Role.TRADITIONAL, Role.PLAIN) if any(role is one[2] for one in ordered)]
    growth = f"增速：{print_percent(whole)}" if whole is not None else ""
    ends = (ordered[0], ordered[-1])
    said = "，".join(f"{name}{print_signed_points(value)}" for name, value, _ in dict.fromkeys(ends))
    return Chart(
        kind=ChartKind.CONTRIBUTION,
        title=title,
        subtitle=f"单位：百分点　{growth}".strip("　"),
        labels=tuple(name for name, _, _ in ordered),
        series=tuple(
            Series(
                role.word or _plain_word(roles),
                tuple(value if one is role else None for _, value, one in ordered),
                role,
            )
            for role in roles
        ),
        form=Form.POINTS,
        unit="百分点",
        decimals=1,
        notes=notes,
        summary=f"{title}：{growth.replace('：', '')}{'，其中' if growth else ''}{said}个百分点。",
        about=(place.code, indicator.id),
    )


def _plain_word(roles: list[Role]) -> str:
    return "未划分" if len(roles) > 1 else "拉动"


def lights_chart(reading: Reading) -> Chart | None:
    """Return how many targets of each place have which light; None where fewer than two places have targets."""
    places = [one for one in (reading.main, *reading.divisions, *reading.parks) if reading.standings_at(one)]
    if len(places) < 2:
        return None
    counts = [Counter(one.light for one in reading.standings_at(place)) for place in places]
    every = sum(counts, Counter[Light]())
    title = f"{reading.name}{reading.month.last.year}年{reading.span}各地区亮灯"
    said = "、".join(f"{light.word}灯{every[light]}项" for light in _LIGHT_ROLES if every[light])
    return Chart(
        kind=ChartKind.LIGHTS,
        title=title,
        subtitle="单位：项",
        labels=tuple(_called(reading, place) for place in places),
        series=tuple(
            Series(light.word, tuple(float(count[light]) or None for count in counts), role)
            for light, role in _LIGHT_ROLES.items()
            if every[light]
        ),
        form=Form.COUNT,
        unit="项",
        decimals=0,
        notes=("红灯为落后，不是过热；灰灯为未报或不评。园区与所在县市重叠，不相加。",),
        summary=f"{title}：{said}。",
        about=("", ""),
    )


def ranking_charts(reading: Reading) -> tuple[Chart, ...]:
    """Return, for each indicator, the counties from first to last, with the whole beside them."""
    charts = []
    for rows in by_indicator(reading.standings):
        ranked = ranked_places([one for one in rows if one.place in reading.divisions])
        if len(ranked) < _FEWEST_POINTS:
            continue
        column, indicator = compared_column(ranked), rows[0].indicator
        shown = ranked[:_MOST_BARS]
        measure = "同比" if column == "growth" else "完成率"
        whole = next((one.number(column) for one in rows if one.place.code == reading.main.code), None)
        title = f"{reading.month.last.year}年{reading.span}各{reading.division_word}{indicator.name}{measure}"
        charts.append(
            Chart(
                kind=ChartKind.RANKING,
                title=title,
                subtitle="单位：%",
                labels=tuple(f"{int(one.number('rank') or 0)}　{plain_name(one.place)}" for one in shown),
                series=(
                    Series(measure, tuple(one.number(column) for one in shown), Role.NOW),
                    *((Series(reading.whole, (whole,) * len(shown), Role.GOAL),) if whole is not None else ()),
                ),
                form=Form.PERCENT,
                unit="%",
                decimals=1,
                notes=("名字前为位次，相同的并列；未报的不列。",),
                summary=f"{title}：第一位{plain_name(shown[0].place)}{print_percent(shown[0].number(column))}，"
                f"末位{plain_name(shown[-1].place)}{print_percent(shown[-1].number(column))}。",
                about=(reading.main.code, indicator.id),
            )
        )
    return tuple(charts)


def spoken_trend(reading: Reading) -> Chart | None:
    """Return the trend of a bulletin: of the indicators told in sentences the first that is behind, else the first."""
    groups = spoken_indicators(reading)
    behind = [rows for rows in groups if any(one.is_behind for one in rows)]
    return next((chart for rows in (*behind, *groups) if (chart := trend_chart(reading, rows))), None)


def driver_chart(reading: Reading) -> Chart | None:
    """Return what pulled growth in a bulletin: the parts marked by drivers, else any parts, else the counties."""
    own = [chart for chart in part_charts(reading) if chart.about[0] == reading.main.code]
    by_driver = [chart for chart in own if any(one.role is Role.NEW for one in chart.series)]
    return next(iter((*by_driver, *own, *place_charts(reading))), None)


def _by_place_and_indicator(reading: Reading) -> Iterator[list[Standing]]:
    for rows in by_indicator(reading.standings):
        places: dict[str, list[Standing]] = {}
        for one in rows:
            places.setdefault(one.place.code, []).append(one)
        yield from places.values()


def _column(months: Iterable[Cells], name: str) -> tuple[float | None, ...]:
    return tuple(number_in(cells, name) for cells in months)


def _known(months: Iterable[Cells], name: str) -> int:
    return sum(value is not None for value in _column(months, name))


def _month_of(reading: Reading, months: Iterable[Cells]) -> Cells:
    return next((cells for cells in months if cells.get("period") == reading.month.last), {})


def _unsaid(reading: Reading, indicator: Indicator) -> str:
    """Return why the month has no figure: between two quarters none is published."""
    return "未报" if reading.month.last.month % MONTHS_APART[indicator.frequency] == 0 else "不公布"


def _has_gap(reading: Reading, indicator: Indicator, months: Iterable[Cells]) -> bool:
    """Tell whether a month that is published had come and has no figure: a quarter's inner months never have."""
    apart, merged = MONTHS_APART[indicator.frequency], indicator.january == "merged"
    for cells in months:
        day = cells["period"]
        is_published = isinstance(day, date) and day.month % apart == 0 and not (merged and day.month == 1)
        has_come = isinstance(day, date) and day <= reading.month.last
        if is_published and has_come and cells.get("actual") is None and cells.get("growth") is None:
            return True
    return False


def _called(reading: Reading, place: Place) -> str:
    return reading.whole if place.code == reading.main.code else plain_name(place)
