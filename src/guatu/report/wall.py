"""The wall chart (挂图): a schematic tile for the main place, each county and each park; no borders are drawn."""

import re
from collections import Counter

from guatu.domain import Place
from guatu.pack import Light as LightRule
from guatu.report.phrases import is_cap
from guatu.report.printed import print_amount, print_difference, print_growth, print_percent, print_points, shows_zero
from guatu.report.reading import Reading
from guatu.report.standing import Standing
from guatu.report.values import Lamp, Light, Tile, Wall

UNREPORTED = "未报"
_NOT_PUBLISHED = "本月不公布"
_BASES = {"completion": "按完成率", "growth": "按增速", "level": "按水平"}
_THRESHOLD = re.compile(r"超序时\s*>=\s*(-?)(\d+(?:\.\d+)?)\s*个百分点")
_SIGNS = ((">=", "不低于"), ("<=", "不高于"), (">", "高于"), ("<", "低于"), (" and ", "且"), (" or ", "或"))


def draw_wall(reading: Reading) -> Wall:
    """Return the wall chart of a month; a group where no place has a target is left out and named in the notes."""
    groups: list[tuple[str, tuple[Tile, ...]]] = []
    bare: list[str] = []
    for title, kind, places in (
        (reading.whole, "本级", (reading.main,)),
        (reading.division_word, reading.division_word, reading.divisions),
        ("园区", "园区", reading.parks),
    ):
        tiles = tuple(_tile(reading, place, kind) for place in places)
        if any(tile.lamps for tile in tiles):
            groups.append((title, tiles))
        elif places:
            bare.append(title)
    return Wall(
        title=f"{reading.main.name}{reading.month.last.year}年目标任务挂图",
        subtitle=f"截至{reading.month.last.month}月末",
        groups=tuple(groups),
        legend=_legend(reading),
        notes=(
            "红灯表示落后，不表示过热。",
            "各块为示意排列，不表示位置和边界。园区与所在县市重叠，不相加。",
            *((f"{'、'.join(bare)}：没有分解到本级的目标，不列。",) if bare else ()),
        ),
    )


def _tile(reading: Reading, place: Place, kind: str) -> Tile:
    standings = reading.standings_at(place)
    targets = Counter(one.indicator.id for one in standings)
    lamps = tuple(_lamp(reading, one, alone=targets[one.indicator.id] == 1) for one in standings)
    counted = Counter(lamp.light for lamp in lamps)
    order = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
    return Tile(place.name, kind, lamps, tuple((light, counted[light]) for light in order if counted[light]))


def _lamp(reading: Reading, standing: Standing, *, alone: bool) -> Lamp:
    name = standing.indicator.name
    return Lamp(
        name if alone or not standing.requirement else f"{name}（{standing.requirement}）",
        standing.light,
        lamp_reading(standing),
        lamp_gap(standing),
        reading.short_agency(standing.text("lead")),
        _history(reading, standing),
    )


def lamp_reading(standing: Standing) -> str:
    """Return the number against the target: `完成率 68.0% / 序时 75.0%`, `同比增长8.1% / 目标 增长10%`;
    else 未报 or 本月不公布."""
    if not standing.is_reported:
        return UNREPORTED if standing.is_due else _NOT_PUBLISHED
    completion, schedule = standing.number("completion"), standing.number("schedule")
    if completion is not None:
        against = f" / 序时 {print_percent(schedule)}" if schedule is not None else ""
        return f"完成率 {print_percent(completion)}{against}"
    wanted = f" / 目标 {standing.requirement}" if standing.requirement else ""
    growth, actual = standing.number("growth"), standing.number("actual")
    if growth is not None and (standing.method == "growth" or actual is None):
        return f"同比{print_growth(growth)}{wanted}"
    return f"{print_amount(actual, standing.indicator)}{wanted}"


def lamp_gap(standing: Standing) -> str:
    """Return the distance in words: `落后7.0个百分点，还差12.30亿元`, `超前2.1个百分点`; blank when not judged."""
    ahead = standing.number("ahead")
    if not standing.is_reported or ahead is None or standing.light is Light.GREY:
        return ""
    if standing.method == "level" and standing.indicator.unit != "%":
        return "达到目标" if ahead >= 0 else _still_due(standing) or "未达到目标"
    goal = "序时" if standing.method in ("progress", "climb") else "目标"
    if shows_zero(ahead):
        words = f"与{goal}持平"
    else:
        verb = {"序时": ("超前", "落后"), "目标": ("好于目标", "差于目标")}[goal][ahead < 0]
        words = f"{verb}{print_points(ahead)}"
    due = _still_due(standing) if standing.is_behind else ""
    return f"{words}，{due}" if due else words


def _still_due(standing: Standing) -> str:
    gap = standing.number("gap")
    return f"{'还剩' if is_cap(standing) else '还差'}{print_difference(gap, standing.indicator)}" if gap else ""


def _history(reading: Reading, standing: Standing) -> tuple[Light, ...]:
    lit = reading.lights_of_past.get((standing.cells.get("target"), standing.cells.get("place")), {})
    year = reading.month.last.year
    lights = tuple(lit[day] or Light.GREY for day in sorted(lit) if day.year == year)
    # A row of grey only says again that nothing was reported.
    return lights if any(light is not Light.GREY for light in lights) else ()


def _legend(reading: Reading) -> tuple[tuple[Light, str], ...]:
    # Of several rules for one basis the later pack's comes first and decides.
    found = [rule for rule in reversed(reading.packs.lights(reading.month.last_day)) if not rule.indicators]
    by_basis = {rule.basis: rule for rule in found}
    rules = [by_basis[basis] for basis in _BASES if basis in by_basis]
    said = {light: "；".join(_threshold_words(rule, light) for rule in rules) for light in Light}
    if all(_is_plain(rule) for rule in rules):
        said[Light.GREEN] = ""
    plain = {Light.GREEN: "持平或超前", Light.YELLOW: "落后，在容许范围以内", Light.RED: "落后，超过容许范围"}
    lights = (Light.GREEN, Light.YELLOW, Light.RED)
    rows = tuple((light, f"{plain[light]}（{said[light]}）" if said[light] else plain[light]) for light in lights)
    return (*rows, (Light.GREY, "未报，或没有可比的数、目标期未满，不评"))


def light_words(reading: Reading, standing: Standing) -> str:
    """Say by which thresholds a target's light was chosen; blank where no rule judges it."""
    basis = {"progress": "completion", "climb": "completion"}.get(standing.method, standing.method)
    rules = [rule for rule in reading.packs.lights(reading.month.last_day) if rule.basis == basis]
    own = [rule for rule in rules if standing.indicator.id in rule.indicators]
    chosen = own or [rule for rule in rules if not rule.indicators]
    if not chosen:
        return ""
    words = (
        f"{light.word}灯，{_threshold_words(chosen[-1], light)}" for light in (Light.GREEN, Light.YELLOW, Light.RED)
    )
    return "；".join(words)


def _is_plain(rule: LightRule) -> bool:
    """Tell whether green is simply not being behind, and yellow a number of points."""
    on_time, tolerated = _THRESHOLD.fullmatch(rule.green.strip()), _THRESHOLD.fullmatch(rule.yellow.strip())
    return on_time is not None and float(on_time[2]) == 0 and tolerated is not None and tolerated[1] == "-"


def _threshold_words(rule: LightRule, light: Light) -> str:
    """Say a light's threshold: `按完成率：落后超过5个百分点`; a condition of another shape is said as it is written."""
    basis = _BASES.get(rule.basis, rule.name)
    tolerated = _THRESHOLD.fullmatch(rule.yellow.strip())
    if tolerated is None or not _is_plain(rule):
        written = {Light.GREEN: rule.green, Light.YELLOW: rule.yellow, Light.RED: "其余"}.get(light, "")
        for sign, word in _SIGNS:
            written = written.replace(sign, word)
        return f"{basis}：{written}"
    words = {
        Light.GREEN: "不落后",
        Light.YELLOW: f"落后不超过{tolerated[2]}个百分点",
        Light.RED: f"落后超过{tolerated[2]}个百分点",
    }
    return f"{basis}：{words.get(light, '')}"
