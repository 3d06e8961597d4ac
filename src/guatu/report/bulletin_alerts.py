"""预警: which rule was met, where, on which values, and who answers; 报送情况: who was late or has not reported."""

from collections import Counter
from datetime import date

from guatu.ledgers import REPORT_STATES
from guatu.report.alert_words import ALERT_WORDS, alert_name, alert_reason, alerts_in_order
from guatu.report.printed import print_day
from guatu.report.prose import Part, Parts, count_figure, grouped_counts, listed, paragraph, row_figure
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Cells
from guatu.report.values import Block, Figure, Paragraph

# So many alerts of a rule are told with their values, red ones more; the 预警单 has all.
_TOLD = {"red": 12}
_TOLD_OTHERWISE = 5
_SOURCE = "预警单"


def alert_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the count of alerts by level and a paragraph for each rule that was met; nothing when none was."""
    rules: dict[tuple[str, str], list[Cells]] = {}
    for one in alerts_in_order(reading):
        rules.setdefault((str(one.get("level")), str(one.get("alert"))), []).append(one)
    if len(rules) == 1:
        return (_only_rule(reading, *rules.popitem()),)
    if not rules:
        return ()
    counts = {
        word: sum(len(rows) for (level, _), rows in rules.items() if level == key) for key, word in ALERT_WORDS.items()
    }
    levels: list[Parts] = [
        (word, count_figure(count, "项", f"{word}数", _SOURCE)) for word, count in counts.items() if count
    ]
    total = count_figure(sum(map(len, rules.values())), "项", "本期预警数", _SOURCE)
    paragraphs = (
        _rule_paragraph(reading, number, level, alerts)
        for number, ((level, _), alerts) in enumerate(rules.items(), start=1)
    )
    return (paragraph("本期触发预警", total, "：", listed(levels), "。"), *paragraphs)


def _only_rule(reading: Reading, rule: tuple[str, str], alerts: list[Cells]) -> Paragraph:
    level, name = rule[0], alert_name(reading, rule[1])
    total = count_figure(len(alerts), "项", "本期预警数", _SOURCE)
    sort = f"，{'均' if len(alerts) > 1 else ''}为“{name}”（{ALERT_WORDS.get(level, level)}）："
    return paragraph("本期触发预警", total, sort, _told(reading, level, alerts, name), "。")


def _rule_paragraph(reading: Reading, number: int, level: str, alerts: list[Cells]) -> Paragraph:
    name = alert_name(reading, alerts[0].get("alert"))
    count = count_figure(len(alerts), "项", f"“{name}”预警数", _SOURCE)
    return paragraph(
        f"{number}.{name}（{ALERT_WORDS.get(level, level)}，", count, "）。", _told(reading, level, alerts, name), "。"
    )


def _told(reading: Reading, level: str, alerts: list[Cells], name: str) -> Parts:
    """Tell few alerts each with its values, those of one indicator together; of many say how many a place has."""
    if len(alerts) > _TOLD.get(level, _TOLD_OTHERWISE):
        return _by_place(reading, alerts, name)
    groups: dict[str, list[Cells]] = {}
    for one in alerts:
        groups.setdefault(str(one.get("indicator") or ""), []).append(one)
    return listed([_group_words(reading, rows, name) for rows in groups.values()], "；")


def _group_words(reading: Reading, alerts: list[Cells], rule: str) -> Parts:
    if len(alerts) == 1 or not alerts[0].get("indicator"):
        return listed([_alert_words(reading, one, rule) for one in alerts], "、")
    indicator = reading.indicator(alerts[0].get("indicator")).name
    return f"{indicator}：", *listed([_alert_words(reading, one, rule, told=indicator) for one in alerts], "、")


def _by_place(reading: Reading, alerts: list[Cells], rule: str) -> Parts:
    places = Counter(plain_name(reading.place(one.get("place"))) for one in alerts)
    return listed(grouped_counts(places, lambda names: f"{names}：“{rule}”预警数", _SOURCE), "，")


def _alert_words(reading: Reading, cells: Cells, rule: str, told: str = "") -> Parts:
    """Say where a rule was met and on which values; the indicator's name is left out where it is `told` already."""
    place = reading.place(cells.get("place"))
    name = reading.indicator(cells.get("indicator")).name if cells.get("indicator") else ""
    subject = f"{plain_name(place)}{name}"
    parts: list[Part] = [subject.removesuffix(told) if told else subject]
    if because := alert_reason(cells):
        parts += ["（", Figure(because, f"{subject}：{rule}", "规则用到的台账各列", f"预警单：{subject}"), "）"]
    # That a county's government answers for its county need not be said each time.
    if (answers := reading.agency_names(cells.get("answers"))) and place.code == reading.main.code:
        parts.append(f"，由{answers}应答")
    return tuple(parts)


def report_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return who reported in time, late, in part or not at all, by reporting duty; nothing without duties."""
    duties: dict[str, list[Cells]] = {}
    for cells in reading.rows(REPORT_STATES.name):
        duties.setdefault(str(cells.get("duty")), []).append(cells)
    return tuple(_duty_paragraph(reading, key, rows) for key, rows in duties.items())


def _duty_paragraph(reading: Reading, key: str, rows: list[Cells]) -> Paragraph:
    duty = reading.duty(key)
    ordered = sorted(rows, key=lambda one: reading.place_order(reading.place(one.get("place"))))
    by_state: dict[str, list[Cells]] = {}
    for one in ordered:
        by_state.setdefault(str(one.get("state")), []).append(one)
    due = next((one["due"] for one in rows if isinstance(one.get("due"), date)), None)
    deadline = f"应于{print_day(due)}前报送，" if isinstance(due, date) else ""
    what = duty.what if duty else key
    if waiting := by_state.get("waiting"):
        return paragraph(f"{what}：{deadline}", _not_due(len(rows) - len(waiting), len(rows)), "。")
    said = [_on_time(by_state.get("on_time", []), len(rows))]
    for state, words in (("late", "迟报"), ("partial", "部分未报"), ("missing", "未报")):
        said.append(_named_state(reading, by_state.get(state, []), words))
    blamed = any(by_state.get(state) for state in ("late", "partial", "missing"))
    consequence = f"按规定，{duty.consequence.rstrip('。')}。" if duty and duty.consequence and blamed else None
    return paragraph(f"{what}：{deadline}", listed([one for one in said if one], "；"), "。", consequence)


def _not_due(done: int, total: int) -> Parts:
    source = "报送情况：报送状态"
    whole = count_figure(total, "个", "应报地区数", source)
    return "时限未到，", whole, "地区中", count_figure(done, "个", "已报的地区数", source), "已报"


def _on_time(rows: list[Cells], total: int) -> Parts:
    source = "报送情况：报送状态"
    whole = count_figure(total, "个", "应报地区数", source)
    if not rows:
        return (whole, "地区均未按时报送") if total > 1 else ()
    if len(rows) == total == 1:
        return ("按时报送",)
    if len(rows) == total:
        return whole, "地区全部按时报送"
    return whole, "地区中", count_figure(len(rows), "个", "按时报送的地区数", source), "按时报送"


def _named_state(reading: Reading, rows: list[Cells], words: str) -> Parts:
    items: list[Parts] = []
    for cells in rows:
        name, last = plain_name(reading.place(cells.get("place"))), cells.get("last_received")
        if words == "迟报" and isinstance(last, date):
            items.append((f"{name}（{print_day(last)}收到）",))
        elif words == "部分未报":
            expected = row_figure(reading, REPORT_STATES, cells, "expected")
            received = row_figure(reading, REPORT_STATES, cells, "received")
            items.append(
                (
                    f"{name}（应报",
                    *((expected,) if expected else ()),
                    "项，已报",
                    *((received,) if received else ()),
                    "项）",
                )
            )
        else:
            items.append((name,))
    return (f"{words}的有", *listed(items)) if items else ()
