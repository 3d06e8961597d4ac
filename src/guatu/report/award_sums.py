"""The sums of awards: 汇总 by clause with its check, 按县市 and 按行业, and what is left of budgets (预算)."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from guatu.report.award_reading import AwardReading
from guatu.report.award_values import ZERO, AwardKind, AwardSum
from guatu.report.award_words import shared_words, short_money, yuan
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table
from guatu.rules import RewardRule

_NO_PLACE, _NO_INDUSTRY = "（未填地区）", "（未填行业）"
_COUNTED = (AwardKind.PAID, AwardKind.REFUSED, AwardKind.OPEN)


def summary_table(reading: AwardReading) -> Table:
    """Return 汇总: clause by clause what is paid, refused and open, then the check that all sums agree."""
    columns = (
        Column("条款", width=13),
        Column("出处", width=26),
        Column("兑现户次", Form.COUNT),
        Column("兑现金额", Form.MONEY, "元"),
        Column("不予兑现", Form.COUNT, "户次"),
        Column("待定", Form.COUNT, "户次"),
        Column("预算", width=14),
    )
    by_clause = _grouped(reading.sums, lambda one: one.reward)
    lines = [_clause_row(reading, rule, by_clause.get(rule.id, ())) for rule in reading.paying]
    counts = [_rows(reading.sums, kind) for kind in _COUNTED]
    total = Row(("合计", None, counts[0], reading.total(AwardKind.PAID)[1], counts[1], counts[2], None), Emphasis.TOTAL)
    checks = tuple(
        Row((name, words, None, amount, None, None, _agrees(reading, amount)))
        for name, words, amount in amounts_to_tie(reading)
    )
    return Table(
        name="汇总",
        title=f"{reading.title}兑现汇总表",
        subtitle=f"共兑现 {counts[0]:,} 户次　{yuan(reading.total(AwardKind.PAID)[1])}",
        columns=columns,
        sections=(Section("各条款", (total, *lines)), Section("核对", checks)),
        notes=_notes(reading),
        frozen_columns=1,
    )


def amounts_to_tie(reading: AwardReading) -> tuple[tuple[str, str, Decimal], ...]:
    """Return the same total added up in different ways: name, how, and the amount in 元."""
    grants = {one.id for one in reading.paying}
    clauses = sum((one.payable for one in reading.counts if one.reward in grants), ZERO)
    ways = [("按条款合计", "各条款实兑现金额相加", clauses)]
    for name, key in (("按县市合计", _place), ("按行业合计", _industry)):
        groups = _grouped((one for one in reading.sums if one.kind is AwardKind.PAID), key)
        parts = (sum((one.payable for one in group), ZERO) for group in groups.values())
        ways.append((name, f"{name[1:3]}各行相加", sum(parts, ZERO)))
    if "拨付表" not in reading.long:
        ways.append(("拨付表合计", "一户一行相加", sum((one.payable for one in reading.firms), ZERO)))
    if AwardKind.PAID.value not in reading.long:
        listed = (one.payable or ZERO for one in reading.rows.get(AwardKind.PAID, ()))
        ways.append(("拟兑现名单合计", "名单逐行相加", sum(listed, ZERO)))
    return tuple(ways)


def place_table(reading: AwardReading) -> Table:
    """Return 按县市: a row for each place, and under 其中 the parks, which overlap the counties and are not added."""
    paid = [one for one in reading.sums if one.kind is AwardKind.PAID]
    named = {_place(one): reading.place(one.place) or _NO_PLACE for one in paid}
    parks = _grouped((one for one in paid if one.park), lambda one: one.park or "")
    extra = tuple(
        _matrix_row(reading, reading.place(code), group, Emphasis.PARK) for code, group in sorted(parks.items())
    )
    notes = ("园区与县市有交叉，不计入合计。",) if extra else ()
    return _matrix(reading, "按县市", "县市", _grouped(paid, _place), named, extra=extra, notes=notes)


def industry_table(reading: AwardReading) -> Table:
    """Return 按行业: a row for each industry."""
    paid = [one for one in reading.sums if one.kind is AwardKind.PAID]
    named = {_industry(one): reading.industry(one.industry) or _NO_INDUSTRY for one in paid}
    return _matrix(reading, "按行业", "行业", _grouped(paid, _industry), named)


def budget_table(reading: AwardReading) -> Table:
    """Return 预算: for each group with a budget what its clauses came to, what is paid, and what is left."""
    lines = []
    for rules in reading.book.tables:
        for group in (one for one in rules.groups if one.budget is not None):
            budget = None if group.budget is None else group.budget.size
            mine = [one for one in reading.counts if one.reward in group.members and one.outcome == "yes"]
            used, cut = sum((one.payable for one in mine), ZERO), [one for one in mine if one.cut == "budget"]
            lines.append(
                Row(
                    (
                        group.group.name,
                        "、".join(map(reading.clause_name, group.members)),
                        {"proportional": "按比例", "queue": "按先后"}[group.group.over],
                        budget,
                        sum((one.amount for one in mine), ZERO),
                        used,
                        None if budget is None else budget - used,
                        sum(one.rows for one in cut) or None,
                        shared_words(reading, group.members[0]) if cut else None,
                    )
                )
            )
    return Table(
        name="预算",
        title=f"{reading.title}资金预算使用情况",
        subtitle="",
        columns=(
            Column("预算", width=12),
            Column("条款", width=16),
            Column("超出时", width=5),
            Column("预算总额", Form.MONEY, "元"),
            Column("按条款算出", Form.MONEY, "元"),
            Column("实兑现", Form.MONEY, "元"),
            Column("结余", Form.MONEY, "元"),
            Column("压减户次", Form.COUNT),
            Column("怎样压减", width=16),
        ),
        sections=(Section("", tuple(lines)),),
        notes=("待定的不占预算；定下来以后要重新运行，按比例压减的金额会变。",),
        nothing="（所用政策包没有写预算总额）",
    )


def _clause_row(reading: AwardReading, rule: RewardRule, sums: Iterable[AwardSum]) -> Row:
    mine = list(sums)
    if reading.tables[rule.id].table.name not in reading.given:
        label = reading.tables[rule.id].table.label
        return Row((rule.reward.name, reading.cited(rule.reward), None, None, None, None, f"没有交来“{label}”"))
    counts = [_rows(mine, kind) for kind in _COUNTED]
    paid = sum((one.payable for one in mine if one.kind is AwardKind.PAID), ZERO)
    return Row(
        (rule.reward.name, reading.cited(rule.reward), counts[0], paid, counts[1], counts[2], _budget(reading, rule))
    )


def _budget(reading: AwardReading, rule: RewardRule) -> str:
    groups = [one for one in reading.tables[rule.id].groups if one.budget is not None and rule.id in one.members]
    if not groups or groups[0].budget is None or groups[0].budget.size is None:
        return ""
    budget, members = groups[0].budget.size, groups[0].members
    used = sum((one.payable for one in reading.counts if one.reward in members), ZERO)
    shared = "" if len(members) == 1 else f"{len(members)}条合用 "
    return f"{shared}{short_money(budget)}，余 {short_money(budget - used)}"


def _notes(reading: AwardReading) -> tuple[str, ...]:
    open_rows, _ = reading.total(AwardKind.OPEN)
    doubts = f"检查发现{reading.doubts}，逐条见 findings.xlsx；核对、改正后要重新运行。" if reading.doubts else ""
    waiting = f"待定的 {open_rows:,} 户次没有计入金额。" if open_rows else ""
    made_up = "所用政策和数据均为虚构，仅供演示。" if reading.is_fictional else ""
    users = "户次按条款计，一户企业符合几条的计几户次；不属于条款对象的不计。"
    return tuple(filter(None, (users, waiting, doubts, made_up)))


def _agrees(reading: AwardReading, amount: Decimal) -> str:
    return "相符" if amount == reading.total(AwardKind.PAID)[1] else "不符"


def _matrix(
    reading: AwardReading,
    name: str,
    label: str,
    groups: Mapping[str, list[AwardSum]],
    named: Mapping[str, str],
    *,
    extra: tuple[Row, ...] = (),
    notes: tuple[str, ...] = (),
) -> Table:
    every = [one for group in groups.values() for one in group]
    columns = [Column(label, width=10), Column("合计户次", Form.COUNT), Column("合计金额", Form.MONEY, "元")]
    for rule in _with_money(reading):
        columns += [
            Column(f"{rule.reward.name}\n户次", Form.COUNT),
            Column(f"{rule.reward.name}\n金额", Form.MONEY, "元"),
        ]
    total = _matrix_row(reading, "合计", every, Emphasis.TOTAL)
    lines = [_matrix_row(reading, named[key], group) for key, group in _in_order(reading, groups)]
    return Table(
        name=name,
        title=f"{reading.title}兑现情况（{name}）",
        subtitle="",
        columns=tuple(columns),
        sections=(Section("", (total, *lines, *extra) if lines else ()),),
        notes=("户数为拟兑现的户次；不予兑现和待定的不在本表。", *notes),
        nothing="（没有拟兑现的）",
    )


def _matrix_row(reading: AwardReading, name: str, sums: Iterable[AwardSum], emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    mine = list(sums)
    cells: list[Cell] = [name, _rows(mine, AwardKind.PAID), sum((one.payable for one in mine), ZERO)]
    by_clause = _grouped(mine, lambda one: one.reward)
    for rule in _with_money(reading):
        found = by_clause.get(rule.id, [])
        cells += [sum(one.rows for one in found) or None, sum((one.payable for one in found), ZERO) or None]
    return Row(tuple(cells), emphasis)


def _with_money(reading: AwardReading) -> list[RewardRule]:
    """Return the clauses that pay somebody: an empty pair of columns tells nothing."""
    paid = {one.reward for one in reading.sums if one.kind is AwardKind.PAID}
    return [one for one in reading.paying if one.id in paid]


def _in_order(reading: AwardReading, groups: Mapping[str, list[AwardSum]]) -> list[tuple[str, list[AwardSum]]]:
    """Return the groups by code, as places stand on paper; what has no code comes last."""
    return sorted(groups.items(), key=lambda one: (not one[0], one[0]))


def _grouped(sums: Iterable[AwardSum], key: Callable[[AwardSum], str]) -> dict[str, list[AwardSum]]:
    groups: dict[str, list[AwardSum]] = {}
    for one in sums:
        groups.setdefault(key(one), []).append(one)
    return groups


def _rows(sums: Iterable[AwardSum], kind: AwardKind) -> int:
    return sum(one.rows for one in sums if one.kind is kind)


def _place(one: AwardSum) -> str:
    return one.place or ""


def _industry(one: AwardSum) -> str:
    return one.industry or ""
