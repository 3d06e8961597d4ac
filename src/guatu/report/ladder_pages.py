"""The sheets of ladders (梯度培育): a board for each ladder, counts by place, titles that run out, all conditions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from guatu.query import FIRM_PERIODS, TITLES
from guatu.report.ladder_reading import (
    NO_RUNG,
    STATE_WORDS,
    TOP,
    UNKNOWN_WORD,
    LadderReading,
    LadderStanding,
    lacks_words,
)
from guatu.report.rule_documents import rule_cells
from guatu.report.values import Column, Emphasis, Form, Row, Section, Table
from guatu.rules import CLIMB, LadderRule, RuleColumn, RungRule

EXPIRING_MONTHS = 6
_PURPOSES = {"climb": "申报", "keep": "保持"}
_LEVELS = dict(next(one.choices for one in TITLES.columns if one.name == "level"))
_TOTAL = "合计"
_BOARD = (
    Column("企业", width=16),
    Column("县市", width=6),
    Column("现在层级", width=11),
    Column("下一层级", width=11),
    Column("已达", Form.COUNT, width=3),
    Column("未达", Form.COUNT, width=3),
    Column("不知道", Form.COUNT, width=3),
    Column("最近的一条差距", width=22),
    Column("进度推算", width=18),
    Column("保持现级", width=20),
)
_CONDITIONS = (
    Column("企业", width=16),
    Column("县市", width=5),
    Column("标准", width=12),
    Column("用途", width=4),
    Column("条", Form.COUNT, width=2),
    Column("条件", width=22),
    Column("结果", width=4),
    Column("现值", width=16),
    Column("要求", width=14),
    Column("差多少、缺什么", width=18),
)
_EXPIRING = (
    Column("企业", width=18),
    Column("县市", width=6),
    Column("称号", width=14),
    Column("级别", width=4),
    Column("认定日期", Form.DATE),
    Column("有效期至", Form.DATE),
    Column("还有几天", Form.COUNT, width=4),
    Column("认定文件", width=14),
)
_STANDARDS = (
    Column("层级", width=11),
    Column("用途", width=5),
    Column("当日适用的标准", width=13),
    Column("条数", Form.COUNT, width=3),
    Column("文件", width=14),
    Column("发文字号", width=11),
    Column("条款", width=6),
    Column("有效期", width=6),
    Column("可信程度", width=3),
    Column("出处和说明", width=32),
)


def ladder_tables(reading: LadderReading, conditions_file: str = "") -> tuple[Table, ...]:
    """Return the sheets in the order they are read: counts, boards, titles, conditions, standards.

    With `conditions_file` the conditions stand in a file of that name, and their sheet only says so.
    """
    boards = tuple(_board(reading, one) for one in reading.ladders)
    conditions = _conditions(reading, conditions_file)
    return (_counts(reading), *boards, _expiring(reading), conditions, _standards(reading))


def condition_list(reading: LadderReading) -> tuple[tuple[Column, ...], Iterable[Row]]:
    """Return every condition of every firm as one list, for a file of its own where a sheet cannot hold it."""
    return _CONDITIONS, (row for ladder in reading.ladders for row in _condition_rows(reading, ladder))


def ladder_card(reading: LadderReading, firm: str) -> tuple[str, ...]:
    """Return a firm's card as lines of text: each ladder, its rung, and every condition of the next."""
    name, place = reading.names[firm]
    lines = [f"{name}（{firm}）　{reading.place(place)}"]
    for ladder in reading.ladders:
        for one in (one for one in reading.standings(ladder) if one.firm == firm):
            following = reading.next_rung(ladder, one)
            target = f"下一层级：{following.rung.name}" if following else TOP
            lines.append(f"{ladder.ladder.name}　现在：{reading.rung_words(ladder, one)}　{target}")
            lines.extend(f"  {STATE_WORDS[state]} {text}" for state, text in _card_lines(reading, ladder, one))
            lines.extend(f"  {words}" for words in (reading.pace_words(ladder, one),) if words)
            lines.extend(f"  保持现级：{words}" for words in (reading.keep_words(ladder, one),) if words)
            if following is not None and following.climb is None:
                lines.append(f"  {reading.nearest_words(ladder, one)}")
    return tuple(lines)


def ladder_counts(reading: LadderReading, ladder: LadderRule) -> tuple[tuple[str, int], ...]:
    """Return how many firms stand on each rung, the lowest first; unknown ones at the end."""
    held = Counter(one.rung for one in reading.standings(ladder))
    rungs = [(NO_RUNG, 0), *((one.rung.name, number) for number, one in enumerate(ladder.rungs, start=1))]
    return (*((name, held[number]) for name, number in rungs), (UNKNOWN_WORD, held[None]))


def _card_lines(reading: LadderReading, ladder: LadderRule, standing: LadderStanding) -> Iterable[tuple[str, str]]:
    for line in standing.of(CLIMB):
        _, condition = reading.condition(ladder, line)
        asked = f"（要求{line.asked}）" if len(line.asked) > 1 else ""
        told = line.gap or lacks_words(line.lacks)
        end = f"，{told}" if told else ""
        yield line.state, f"{line.number}. {condition.name or condition.test}：{line.found}{asked}{end}"


def _title(reading: LadderReading, what: str) -> str:
    return f"{reading.place_name}{reading.book.moment.year}年度{what}"


def _subtitle(reading: LadderReading) -> str:
    return f"按 {reading.book.moment.day} 有效的标准和称号"


def _board(reading: LadderReading, ladder: LadderRule) -> Table:
    rows = []
    for one in reading.standings(ladder):
        following = reading.next_rung(ladder, one)
        counts = tuple(one.count(state) for state in ("yes", "no", "unknown")) if one.of(CLIMB) else (None,) * 3
        cells = (
            one.name,
            reading.place(one.place),
            reading.rung_words(ladder, one),
            TOP if following is None else following.rung.name,
            *counts,
            reading.nearest_words(ladder, one) or None,
            reading.pace_words(ladder, one) or None,
            reading.keep_words(ladder, one) or None,
        )
        rows.append(Row(cells))
    paced = any(one.pace is not None for one in ladder.rungs)
    kept = any(one.keep is not None for one in ladder.rungs)
    shown = [column for column in _BOARD if _is_shown(column.label, paced=paced, kept=kept)]
    places = [_BOARD.index(column) for column in shown]
    return Table(
        name=ladder.ladder.name,
        title=_title(reading, f"{ladder.ladder.name}培育看板"),
        subtitle=_subtitle(reading),
        columns=tuple(shown),
        sections=(Section("", tuple(Row(tuple(row.cells[at] for at in places)) for row in rows)),),
        notes=_board_notes(ladder, paced=paced, kept=kept),
        nothing="（这一年度没有企业）",
    )


def _is_shown(label: str, *, paced: bool, kept: bool) -> bool:
    return {"进度推算": paced, "保持现级": kept}.get(label, True)


def _board_notes(ladder: LadderRule, *, paced: bool, kept: bool) -> tuple[str, ...]:
    notes = [
        "已达、未达、不知道是下一层级各条件的条数；“最近的一条差距”是未达的条件里差得比例最小的一条，逐条见“逐条条件”。",
        "“不知道”是缺数，不是不符合；上面某一级有没有不知道的，现在层级也记不知道，只写确实已有的最高一级。",
    ]
    if kept:
        notes.append("“保持现级”是按复核用的标准看已有的层级。")
    if paced:
        notes.append(
            f"进度推算：{FIRM_PERIODS.label}里最近一月的累计数除以已过月数，往后每月照此累加，看几月够数；不考虑季节。"
            "1—2月合报的，按两个月算。"
        )
    rungs = " → ".join(one.rung.name for one in ladder.rungs)
    return (f"层级由低到高：{rungs}。同一县市里，离下一层级最近的排在前面。", *notes)


def _counts(reading: LadderReading) -> Table:
    places = reading.places
    labels = tuple(reading.place(code) or "未写地区" for code in places)
    sections = []
    for ladder in reading.ladders:
        held = Counter((one.place, one.rung) for one in reading.standings(ladder))
        rungs: list[tuple[str, int | None]] = [(NO_RUNG, 0)]
        rungs += [(one.rung.name, number) for number, one in enumerate(ladder.rungs, start=1)]
        rungs.append((UNKNOWN_WORD, None))
        rows = [_count_row(name, [held[code, number] for code in places]) for name, number in rungs]
        total = [sum(held[code, number] for _, number in rungs) for code in places]
        sections.append(Section(ladder.ladder.name, (*rows, _count_row(_TOTAL, total, Emphasis.TOTAL))))
    return Table(
        name="各县市层级",
        title=_title(reading, "企业梯度分布"),
        subtitle=f"{_subtitle(reading)}　单位：户",
        columns=(
            Column("层级", width=12),
            *(Column(label, Form.COUNT, width=4) for label in labels),
            Column(_TOTAL, Form.COUNT, width=4),
        ),
        sections=tuple(sections),
        notes=("一户只计在现在的最高一级；“不知道”是缺数而定不了层级的。",),
        numbered=False,
        nothing="（政策包里没有当日适用的梯度）",
    )


def _count_row(name: str, counts: Sequence[int], emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    return Row((name, *counts, sum(counts)), emphasis)


def _expiring(reading: LadderReading) -> Table:
    rows = []
    for row in reading.titles:
        name, place = reading.names.get(str(row["firm"]), (str(row["firm"]), ""))
        expires, awarded = row["expires"], row["awarded"]
        days = (expires - reading.book.moment.day).days if isinstance(expires, date) else None
        level = _LEVELS.get(str(row["level"]), "") or None
        document = str(row["document"]) if row["document"] else None
        cells = (name, reading.place(place) or None, str(row["title"]), level)
        dates = (awarded if isinstance(awarded, date) else None, expires if isinstance(expires, date) else None)
        rows.append(Row((*cells, *dates, days, document)))
    handed_in = TITLES.name in reading.given
    return Table(
        name="到期称号",
        title=_title(reading, f"{EXPIRING_MONTHS}个月内到期的称号"),
        subtitle=f"{reading.book.moment.day} 起 {EXPIRING_MONTHS} 个月",
        columns=_EXPIRING,
        sections=(Section("", tuple(rows)),),
        notes=("同一称号已续期的不列；没有写“有效期至”的看不出到期，请在资质称号里补上。",),
        nothing=f"（{EXPIRING_MONTHS}个月内没有到期的称号）" if handed_in else "（没有交资质称号，看不出哪些到期）",
    )


def _conditions(reading: LadderReading, file: str) -> Table:
    columns, rows = condition_list(reading)
    return Table(
        name="逐条条件",
        title=_title(reading, "梯度逐条条件"),
        subtitle=_subtitle(reading),
        columns=columns,
        sections=(Section("", () if file else tuple(rows)),),
        notes=("申报：下一层级的条件；保持：已有层级复核时的条件。差距按现值与要求相减，比率的差是百分点。",),
        nothing=f"（共 {len(reading.conditions)} 行，一张表放不下，见同一文件夹的 {file}）"
        if file
        else "（没有可判断的条件）",
    )


def _condition_rows(reading: LadderReading, ladder: LadderRule) -> Iterable[Row]:
    for one in reading.standings(ladder):
        place = reading.place(one.place)
        for line in one.lines:
            standard, condition = reading.condition(ladder, line)
            named = (standard.column.label, _PURPOSES[line.purpose], line.number, condition.name or condition.test)
            told = (line.found or None, line.asked or None, line.gap or lacks_words(line.lacks) or None)
            yield Row((one.name, place, *named, STATE_WORDS[line.state], *told))


def _standards(reading: LadderReading) -> Table:
    doubtful = f"有 {reading.doubtful} 户的统一社会信用代码校验不过，请核对。" if reading.doubtful else ""
    notes = (
        "可信程度“高”为几处一致，“中”“低”为只见转述；正式受理前以官方文本为准，写“须核官方文本”的尤其如此。",
        "层级、条件都由政策包写明；平台得分、专家评分、认定结论只收有证据的填报数，不推算。",
        doubtful,
    )
    return Table(
        name="说明",
        title=_title(reading, "所用标准和依据"),
        subtitle=_subtitle(reading),
        columns=_STANDARDS,
        sections=tuple(
            Section(ladder.ladder.name, tuple(row for rung in ladder.rungs for row in _standard_rows(reading, rung)))
            for ladder in reading.ladders
        ),
        notes=tuple(filter(None, notes)),
        numbered=False,
    )


def _standard_rows(reading: LadderReading, rung: RungRule) -> Iterable[Row]:
    """Yield a row for each standard of a rung; one that serves to climb and to keep stands once."""
    purposes: dict[str, list[str]] = {}
    for purpose, standard in rung.standards():
        purposes.setdefault(standard.name, []).append(_PURPOSES[purpose])
    for standard in {one.name: one for _, one in rung.standards()}.values():
        yield _standard_row(reading, rung, "、".join(purposes[standard.name]), standard)
    if not purposes:
        why = "没有写明条件" if not rung.rung.standards else f"{reading.book.moment.day} 没有适用的标准"
        yield Row((rung.rung.name, *(None,) * 8, "；".join(filter(None, (why, rung.rung.note)))))


def _standard_row(reading: LadderReading, rung: RungRule, purpose: str, standard: RuleColumn) -> Row:
    asked = reading.open_questions(standard)
    question = f"口径未定：{'；'.join(asked)}" if asked else None
    cells = (rung.rung.name, purpose, standard.column.label, len(standard.made.conditions))
    return Row((*cells, *rule_cells(reading.packs, standard, rung.rung.note, question)))
