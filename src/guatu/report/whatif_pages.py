"""The pages of a trial (试算): 对比, 按县市, 按规模, 按行业, 得失名单, 试算设置; and the short ones for a terminal."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table
from guatu.report.whatif_values import WAYS, ChangedRow, ChangeTotal, WhatIf, added_up

_TEN_THOUSAND = Decimal(10_000)
_SIZES = ("大型", "中型", "小型", "微型", "2000万元以下", "2000万元—1亿元", "1亿元—4亿元", "4亿元以上")
_SHOWN = 5  # winners and losers on the terminal
_OPEN_NOTE = "金额只含已能确定的；待定的户数另列，不当作零。现行和试算都待定的，差额还不知道。"
_WAYS_NOTE = "增减金额 = 多得 + 少得 + 由待定转明确 + 由明确转待定（少得和转待定为负）。"
_FIRM_NOTE = "按企业合并各条后计算：一户在一条上多得、在另一条上少得的，按合计算。额度上限和财政配套不计入。"

_Name = Callable[[str | None], str]
_Line = tuple[str, ChangeTotal]


def whatif_sheets(trial: WhatIf) -> tuple[Table, ...]:
    """Return the sheets of the workbook of a trial."""
    return (
        _clause_table(trial),
        _total_table(trial, "按县市", "县市", trial.by_place, _place_name(trial)),
        _total_table(trial, "按规模", trial.size_word, _by_size(trial.by_size), lambda key: key or "（不知道）"),
        _total_table(trial, "按行业", "行业", trial.by_industry, _industry_name(trial)),
        _list_table(trial),
        _setting_table(trial),
    )


def whatif_summary(trial: WhatIf) -> tuple[Table, ...]:
    """Return the short tables that a terminal shows: by clause, place, size, industry; who gets most more and less."""
    grants = _grants(trial)
    tables = [_short_table("条款", grants, _clause_name(trial), added_up(grants))]
    for word, totals, name in (
        ("县市", trial.by_place, _place_name(trial)),
        (trial.size_word, _by_size(trial.by_size), lambda key: key or "（不知道）"),
        ("行业", trial.by_industry, _industry_name(trial)),
    ):
        changed = [one for one in totals if any(way.rows for way in one.ways.values())]
        tables.append(_short_table(word, changed, name, None, more=len(totals) - len(changed)))
    tables += [_short_list(trial, "more", "多得最多的"), _short_list(trial, "less", "少得最多的")]
    return tuple(tables)


def whatif_headline(trial: WhatIf) -> str:
    """Return the result in one sentence: money before and after, who gets more or less, and what is not known."""
    one = trial.in_all
    grown = "增加" if one.difference > 0 else "减少"
    change = "不变" if not one.difference else f"{grown} {_wan(abs(one.difference))}万元"
    firms = _counted(one, "户")
    counts = "，".join(firms) or "没有企业变化"
    by_clause = added_up(_grants(trial))
    if any(by_clause.ways[way].rows != one.ways[way].rows for way, _ in WAYS):
        counts += f"（逐条看是 {'、'.join(_counted(by_clause, '户次'))}，同一户各条合并后如前）"
    waits = f"待定 {one.before.open} 户 → {one.after.open} 户，金额还不知道，没有算进来"
    money = f"{_wan(one.before.money)}万元 → {_wan(one.after.money)}万元"
    scope = "受影响条款的" if trial.untouched else ""
    return f"{scope}兑现金额 {money}，{change}；{counts}；{waits}。"


def _counted(one: ChangeTotal, unit: str) -> list[str]:
    return [f"{one.ways[way].rows} {unit}{word}" for way, word in WAYS if one.ways[way].rows]


def _wan(amount: Decimal) -> str:
    return f"{(amount / _TEN_THOUSAND).quantize(Decimal('0.01')):,f}"


def _title(trial: WhatIf, word: str) -> str:
    return f"{trial.year}年度奖补试算：{word}"


def _grants(trial: WhatIf) -> list[ChangeTotal]:
    return [one for one in trial.by_clause if one.pays]


def _place_name(trial: WhatIf) -> _Name:
    places = {one.code: one.name for one in trial.packs.place_tree()}
    return lambda key: "（未填地区）" if not key else places.get(key, key)


def _industry_name(trial: WhatIf) -> _Name:
    listed = (grouping for pack in trial.packs.packs for grouping in pack.industries)
    names = {one.id: one.name for grouping in listed for one in grouping.industries}
    return lambda key: "（未填行业）" if not key else names.get(key, key)


def _by_size(totals: Iterable[ChangeTotal]) -> list[ChangeTotal]:
    """Put sizes in their order; those with words before them (未划型，收入4亿元以上) stand behind the others."""

    def rank(one: ChangeTotal) -> tuple[bool, int]:
        key = one.key or ""
        at = next((index for index, size in enumerate(_SIZES) if key.endswith(size)), len(_SIZES))
        return key not in _SIZES, at

    return sorted(totals, key=rank)


def _clause_name(trial: WhatIf) -> _Name:
    return lambda key: trial.clauses.get(key or "", key or "")


def _clause_table(trial: WhatIf) -> Table:
    named = _clause_name(trial)
    lines = [(named(one.key), one) for one in _grants(trial)]
    limits = [(named(one.key), one) for one in trial.by_clause if not one.pays]
    total = ("合计（户次）", added_up(_grants(trial))) if len(lines) > 1 else None
    rest = f"其余 {trial.untouched} 条不受影响，没有列出。" if trial.untouched else ""
    notes = tuple(note for note in (whatif_headline(trial), _OPEN_NOTE, _WAYS_NOTE, rest) if note)
    return _compared_table(trial, "对比", "条款", lines, total, limits=limits, notes=notes)


def _total_table(trial: WhatIf, name: str, word: str, totals: Sequence[ChangeTotal], named: _Name) -> Table:
    lines = [(named(one.key), one) for one in totals]
    total = ("合计", trial.in_all) if lines else None
    scope = (f"只含受影响的条款；其余 {trial.untouched} 条没有算进来。",) if trial.untouched else ()
    return _compared_table(trial, name, word, lines, total, notes=(*scope, _FIRM_NOTE, _OPEN_NOTE, _WAYS_NOTE))


def _compared_table(
    trial: WhatIf,
    name: str,
    word: str,
    lines: Sequence[_Line],
    total: _Line | None,
    *,
    limits: Sequence[_Line] = (),
    notes: tuple[str, ...],
) -> Table:
    # Who gets more or less is always said; what was settled or opened only where there is any.
    every = [one for _, one in (*lines, *limits)]
    ways = [pair for pair in WAYS if pair in WAYS[:2] or any(one.ways[pair[0]].rows for one in every)]
    columns = [Column(word, width=14)]
    for side in ("现行", "试算"):
        columns += [
            Column(f"{side}\n兑现户数", Form.COUNT),
            Column(f"{side}\n兑现金额", Form.MONEY),
            Column(f"{side}\n待定户数", Form.COUNT),
        ]
    columns.append(Column("增减金额", Form.MONEY))
    for _, way in ways:
        columns += [Column(f"{way}\n户数", Form.COUNT), Column(f"{way}\n金额", Form.MONEY)]

    def row(line: _Line, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
        label, one = line
        sides = [cell for side in (one.before, one.after) for cell in (side.paid, side.money, side.open)]
        changed = [cell for way, _ in ways for cell in (one.ways[way].rows, one.ways[way].money)]
        return Row((label, *sides, one.difference, *changed), emphasis)

    rows = tuple(row(line) for line in lines) + ((row(total, Emphasis.TOTAL),) if total is not None else ())
    sections: tuple[Section, ...] = (Section("", rows),)
    if limits:
        below = Section("额度上限和财政配套（不计入兑现）", tuple(row(line) for line in limits))
        sections = (Section("兑现资金", rows), below)
    return Table(name, _title(trial, name), "金额单位：元", tuple(columns), sections, notes=notes)


def _list_table(trial: WhatIf) -> Table:
    place, industry = _place_name(trial), _industry_name(trial)
    sections = []
    for way, word in WAYS:
        rows = [_list_row(trial, one, place, industry) for one in trial.rows if one.way == way]
        if rows:
            sections.append(Section(f"{word}（{len(rows)} 行）", tuple(rows)))
    notes = ["一行是一户在一条上的变化；待定的金额空着，不是零。说明是试算之后的。"]
    if trial.left_out:
        notes.append(f"只列变化最大的；另有 {trial.left_out} 行没有列出，合计里都有。")
    columns = (
        Column("名称", width=14),
        Column("代码", width=10),
        Column("地区", width=7),
        Column("行业", width=8),
        Column(trial.size_word, width=6),
        Column("条款", width=12),
        Column("现行金额", Form.MONEY),
        Column("试算金额", Form.MONEY),
        Column("增减金额", Form.MONEY),
        Column("试算后的说明", width=26),
    )
    return Table(
        "得失名单",
        _title(trial, "得失名单"),
        "金额单位：元",
        columns,
        tuple(sections),
        notes=tuple(notes),
        nothing="（没有一户的结果变化）",
    )


def _list_row(trial: WhatIf, one: ChangedRow, place: _Name, industry: _Name) -> Row:
    known = one.difference if one.before is not None and one.after is not None else None
    return Row(
        (
            one.name or one.subject,
            one.subject,
            place(one.place),
            industry(one.industry),
            one.size,
            trial.clauses.get(one.reward, one.reward),
            one.before,
            one.after,
            known,
            one.because,
        )
    )


def _setting_table(trial: WhatIf) -> Table:
    given = Section("写的设置", tuple(Row((place, None, value)) for place, value in trial.settings))
    changed = [
        Row((f"{one.noun}“{trial.clauses.get(one.id, one.id)}”的{one.title or '全部'}", one.old, one.new))
        for one in trial.changes
    ]
    changed += [Row((f"口径“{ruling.id}”：{ruling.question}", ruling.answer or "未定", answer))
                for ruling, answer in trial.answered]  # fmt: skip
    packs = "、".join(f"{one.id}（{one.manifest.title}，版本 {one.version[:12]}）" for one in trial.packs.packs)
    return Table(
        "试算设置",
        _title(trial, "试算设置"),
        "",
        (Column("项目", width=16), Column("现行", width=26), Column("试算", width=26)),
        (given, Section("政策包里因此改变的", tuple(changed))),
        notes=(f"政策包：{packs}。", "试算只在内存里改，政策包没有动；要真正修改须按程序另行发文。"),
    )


def _short_table(
    word: str, totals: Sequence[ChangeTotal], named: _Name, total: ChangeTotal | None, *, more: int = 0
) -> Table:
    def cells(name: str, one: ChangeTotal) -> tuple[Cell, ...]:
        waits = f"{one.before.open}→{one.after.open}" if one.before.open or one.after.open else ""
        return (
            name,
            one.before.paid,
            one.before.money / _TEN_THOUSAND,
            one.after.paid,
            one.after.money / _TEN_THOUSAND,
            one.difference / _TEN_THOUSAND,
            one.ways["more"].rows,
            one.ways["less"].rows,
            waits,
        )

    rows = [Row(cells(named(one.key), one)) for one in totals]
    if total is not None and len(rows) > 1:
        rows.append(Row(cells("合计（户次）", total), Emphasis.TOTAL))
    columns = (
        Column(word, width=14),
        Column("现行户", Form.COUNT),
        Column("现行万元", Form.NUMBER),
        Column("试算户", Form.COUNT),
        Column("试算万元", Form.NUMBER),
        Column("增减万元", Form.NUMBER),
        Column("多得户", Form.COUNT),
        Column("少得户", Form.COUNT),
        Column("待定户"),
    )
    notes = (f"其余 {more} 类没有变化",) if more else ()
    return Table(f"按{word}", "", "", columns, (Section("", tuple(rows)),), notes=notes, nothing="（没有变化）")


def _short_list(trial: WhatIf, way: str, title: str) -> Table:
    place = _place_name(trial)
    found = [one for one in trial.rows if one.way == way]
    rows = [
        Row(
            (
                one.name or one.subject,
                place(one.place),
                trial.clauses.get(one.reward, one.reward),
                (one.before or Decimal(0)) / _TEN_THOUSAND,
                (one.after or Decimal(0)) / _TEN_THOUSAND,
                one.difference / _TEN_THOUSAND,
            )
        )
        for one in found[:_SHOWN]
    ]
    columns = (
        Column("名称", width=18),
        Column("地区", width=6),
        Column("条款", width=12),
        Column("现行万元", Form.NUMBER),
        Column("试算万元", Form.NUMBER),
        Column("增减万元", Form.NUMBER),
    )
    # A row is a firm under one clause; the money that firms get, taken together, is netted and has fewer.
    every = sum(one.ways[way].rows for one in trial.by_clause)
    notes = (
        (f"共 {every} 户次（一户在一条上为一次），全部见 whatif.xlsx 的得失名单（用 --out 写出）",)
        if len(found) > _SHOWN
        else ()
    )
    section = Section("", tuple(rows), decimals=4)
    return Table(title, f"{title}：", "", columns, (section,), notes=notes, nothing="（没有）")
