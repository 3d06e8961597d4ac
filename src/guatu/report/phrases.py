"""What is said of one target: the figure of the month, its growth, and where it stands against the target."""

from guatu.pack import Kind
from guatu.report.printed import shows_zero
from guatu.report.prose import Part, Parts, difference_figure, requirement_figure, standing_figure
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Standing

COMPUTED = "（按现价计算）"
_VERBS = {Kind.FLOW: "完成", Kind.STOCK: "为", Kind.RATE: "为"}


def actual_phrase(reading: Reading, standing: Standing) -> Parts:
    """Say the figure of the month: `完成512.30亿元`, `为16.20万户`; nothing when it is missing."""
    actual = standing_figure(reading, standing, "actual")
    return () if actual is None else ("为" if is_cap(standing) else _VERBS[standing.indicator.kind], actual)


def period_words(reading: Reading, standing: Standing) -> str:
    """Return when a figure holds: `1—9月`, or `9月末` for a stock."""
    return f"{reading.month.last.month}月末" if standing.indicator.kind is Kind.STOCK else reading.span


def growth_phrase(reading: Reading, standing: Standing) -> Parts:
    """Say growth on the year: `同比增长8.1%`, `同比下降2.1%`, `同比持平`; computed growth is marked."""
    growth = standing_figure(reading, standing, "growth")
    if growth is None:
        return ()
    return "同比", growth, *((COMPUTED,) if standing.cells.get("growth_computed") else ())


def trend_phrase(reading: Reading, standing: Standing) -> Parts:
    """Say how growth moved since the period before: `增幅比上期回落0.4个百分点`; nothing without both."""
    now, before = standing.number("growth"), standing.number("last_growth")
    if now is None or before is None:
        return ()
    change = now - before
    if shows_zero(change):
        return ("增速与上期持平",)
    name = f"{plain_name(standing.place)}{standing.indicator.name}"
    figure = difference_figure(change, f"{name}：增速比上期", "同比−上期同比", f"差距账：{name}")
    falling = standing.number("falling_periods") or 0
    run = standing_figure(reading, standing, "falling_periods") if falling >= 2 else None
    if now < 0 < before or before < 0 < now:
        turned = "由正转负，比上期回落" if change < 0 else "由负转正，比上期提高"
        return "增速", turned, figure
    words = ("加快" if now > 0 else "降幅收窄") if change > 0 else ("回落" if now > 0 else "降幅扩大")
    head = "增速比上期" if words in ("加快", "回落") else "比上期"
    return head, words, figure, *(("，已连续", run, "期回落") if run else ())


def verdict_phrase(reading: Reading, standing: Standing) -> Parts:
    """Say where a target stands: against the schedule, the target's growth or its level, as its method asks."""
    if standing.method in ("progress", "climb"):
        return _against_schedule(reading, standing)
    if standing.method == "growth":
        return _against_growth(reading, standing)
    if standing.method == "level":
        return _against_level(reading, standing)
    return ()


def gap_words(reading: Reading, standing: Standing) -> Parts:
    """Say what is still to do: `距全年目标还差9.00亿元，后3个月月均需完成3.00亿元，同比需增长9.1%`."""
    gap = standing_figure(reading, standing, "gap")
    months = standing_figure(reading, standing, "months_left")
    if gap is None or not standing.number("gap"):
        return ()
    parts: list[Part] = ["全年控制数还剩" if is_cap(standing) else "距全年目标还差", gap]
    monthly = standing_figure(reading, standing, "required_monthly")
    if months is not None and standing.number("months_left") and monthly is not None:
        verb = "需增加" if standing.indicator.kind is Kind.STOCK else "需完成"
        parts += ["，后", months, f"个月月均{'不得超过' if is_cap(standing) else verb}", monthly]
        if is_cap(standing):
            return tuple(parts)
        growth, needed = standing.number("required_growth"), standing_figure(reading, standing, "required_growth")
        if growth is not None and needed is not None:
            parts += ["，同比需" if growth > 0 else "，同比", needed, "" if growth > 0 else "即可完成"]
    return tuple(parts)


def is_cap(standing: Standing) -> bool:
    """Tell whether the target is a limit that is not to be passed (控制数)."""
    return standing.text("comparator") in ("<=", "<")


def _against_schedule(reading: Reading, standing: Standing) -> Parts:
    level, done = standing_figure(reading, standing, "level"), standing_figure(reading, standing, "completion")
    if done is None:
        return ()
    if standing.method == "climb":
        whole: Parts = ("完成全年增量任务的", done)
    else:
        wanted = requirement_figure(reading, standing)
        by_growth = standing.text("measure") in ("growth", "annual_average_growth", "reduction")
        named = (*((level,) if level else ()), *(("，即", wanted) if wanted and by_growth else ()))
        noun = "占全年控制数" if is_cap(standing) else "完成全年目标"
        whole = (noun, *(("（", *named, "）") if named else ()), "的", done)
    return (*whole, *_ahead_of_schedule(reading, standing))


def _ahead_of_schedule(reading: Reading, standing: Standing) -> Parts:
    ahead, schedule = standing.number("ahead"), standing_figure(reading, standing, "schedule")
    points = standing_figure(reading, standing, "ahead")
    if ahead is None or schedule is None or points is None:
        return ()
    if shows_zero(ahead):
        return "，与序时进度（", schedule, "）持平"
    if is_cap(standing):
        return f"，{'低于' if ahead > 0 else '超出'}序时进度（", schedule, "）", points
    return f"，{'快于' if ahead > 0 else '落后于'}序时进度（", schedule, "）", points


def _against_growth(reading: Reading, standing: Standing) -> Parts:
    wanted, ahead = requirement_figure(reading, standing), standing.number("ahead")
    points = standing_figure(reading, standing, "ahead")
    if wanted is None or ahead is None or points is None:
        return ()
    if shows_zero(ahead):
        return "与全年目标（", wanted, "）持平"
    if is_cap(standing) or standing.text("measure") == "reduction" or (standing.number("value") or 0) < 0:
        return ("好于" if ahead > 0 else "未达到"), "全年目标（", wanted, "），相差", points
    return ("高于" if ahead > 0 else "低于"), "全年目标（", wanted, "）", points


def _against_level(reading: Reading, standing: Standing) -> Parts:
    wanted, ahead = requirement_figure(reading, standing), standing.number("ahead")
    if wanted is None or ahead is None:
        return ()
    points = standing_figure(reading, standing, "ahead") if standing.indicator.unit == "%" else None
    if is_cap(standing):
        return ("在控制目标（" if ahead >= 0 else "超出控制目标（"), wanted, "）", *(("以内",) if ahead >= 0 else ())
    if ahead >= 0:
        return "达到目标要求（", wanted, "）"
    return "未达到目标要求（", wanted, "）", *(("，相差", points) if points else ())
