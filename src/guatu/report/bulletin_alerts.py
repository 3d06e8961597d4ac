"""预警: which rule was met, where, on which values, and who answers; 报送情况: who was late or has not reported."""

from collections import Counter
from datetime import date

from guatu.ledgers import REPORT_STATES
from guatu.report.printed import print_day
from guatu.report.prose import Part, Parts, count_figure, listed, paragraph, row_figure
from guatu.report.reading import Reading, plain_name
from guatu.report.register_tables import ALERT_WORDS, alert_name, alerts_in_order
from guatu.report.standing import Cells
from guatu.report.values import Block, Figure, Paragraph

# So many alerts of a rule are told with their values; the 预警单 has all.
_TOLD = 5


def alert_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the count of alerts by level and a paragraph for each rule that was met; nothing when none was."""
    rows = alerts_in_order(reading)
    if not rows:
        return ()
    levels: list[Parts] = []
    for level, word in ALERT_WORDS.items():
        count = sum(str(one.get("level")) == level for one in rows)
        if count:
            levels.append((word, count_figure(count, "项", f"{word}数", "预警单")))
    total = count_figure(len(rows), "项", "本期预警数", "预警单")
    rules: dict[tuple[str, str], list[Cells]] = {}
    for one in rows:
        rules.setdefault((str(one.get("level")), str(one.get("alert"))), []).append(one)
    paragraphs = (
        _rule_paragraph(reading, number, level, alerts)
        for number, ((level, _), alerts) in enumerate(rules.items(), start=1)
    )
    return (paragraph("本期触发预警", total, "：", listed(levels), "。"), *paragraphs)


def _rule_paragraph(reading: Reading, number: int, level: str, alerts: list[Cells]) -> Paragraph:
    name = alert_name(reading, alerts[0].get("alert"))
    count = count_figure(len(alerts), "项", f"“{name}”预警数", "预警单")
    if level == "notice" and len(alerts) > _TOLD:
        return paragraph(
            f"{number}.{name}（{ALERT_WORDS[level]}，", count, "）。", _by_place(reading, alerts, name), "。"
        )
    told = [_alert_words(reading, one, name) for one in alerts[:_TOLD]]
    rest = "；其余见《预警单》" if len(alerts) > _TOLD else ""
    return paragraph(
        f"{number}.{name}（{ALERT_WORDS.get(level, level)}，", count, "）。", listed(told, "；"), f"{rest}。"
    )


def _by_place(reading: Reading, alerts: list[Cells], rule: str) -> Parts:
    places = [plain_name(reading.place(one.get("place"))) for one in alerts]
    return listed(
        [
            (name, count_figure(count, "项", f"{name}：“{rule}”预警数", "预警单"))
            for name, count in Counter(places).items()
        ]
    )


def _alert_words(reading: Reading, cells: Cells, rule: str) -> Parts:
    place, indicator = plain_name(reading.place(cells.get("place"))), reading.indicator(cells.get("indicator"))
    subject = f"{place}{indicator.name}" if cells.get("indicator") else place
    because, answers = str(cells.get("because") or ""), reading.agency_names(cells.get("answers"))
    parts: list[Part] = [subject]
    if because:
        source = f"预警单：{subject}"
        parts += ["（", Figure(because, f"{subject}：“{rule}”的依据数值", "规则用到的台账各列", source), "）"]
    if answers:
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
    said = [_on_time(by_state.get("on_time", []), len(rows))]
    for state, words in (("late", "迟报"), ("partial", "部分未报"), ("missing", "未报")):
        said.append(_named_state(reading, by_state.get(state, []), words))
    blamed = any(by_state.get(state) for state in ("late", "partial", "missing"))
    consequence = f"按规定，{duty.consequence.rstrip('。')}。" if duty and duty.consequence and blamed else None
    what = duty.what if duty else key
    return paragraph(f"{what}：{deadline}", listed([one for one in said if one], "；"), "。", consequence)


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
        name, last = reading.place(cells.get("place")).name, cells.get("last_received")
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
