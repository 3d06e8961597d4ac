"""Groups (条款组): rewards that limit each other on a firm's row, and budgets over all rows.

Each group turns the payable amounts before it into new ones. Amounts are 0 where nothing is paid and missing where it
is not known. Codes tell what cut an amount: `highest` 就高, `once` 已发一次, `cap` 上限, `budget` 预算, `held` 待定,
`q` 口径.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import RewardGroup
from guatu.query import quote
from guatu.rules.findings import UNKNOWN_COLUMN_WORD
from guatu.rules.language.operand import Operand
from guatu.rules.rewards import RewardRule
from guatu.rules.scope import Scope


@dataclass(frozen=True, slots=True)
class GroupRule:
    """A compiled group: its paying members in order, the ways of taking them that are still open, and its limits.

    `most` is the most each member can pay, where it is written: an unknown amount that cannot matter holds nobody up.
    `ranged` are the members with open readings whose least and most on a row stand in `ID low` and `ID high`.
    """

    group: RewardGroup
    members: tuple[str, ...]
    most: Mapping[str, Decimal]
    kinds: tuple[str, ...]
    cap: Operand | None = None
    budget: Operand | None = None
    queue_by: tuple[str, ...] = ()
    ranged: frozenset[str] = frozenset()

    def low(self, member: str) -> str:
        """SQL of the least a member pays on a row."""
        reading = f"{quote(low(member))}, " if member in self.ranged else ""
        return f"coalesce({payable(member)}, {reading}0)"

    def high(self, member: str) -> str:
        """SQL of the most a member may pay on a row; missing where nobody can say."""
        bounds = [quote(high(member))] if member in self.ranged else []
        bounds += [f"{self.most[member]:f}"] if member in self.most else []
        return f"coalesce({', '.join((payable(member), *bounds))})" if bounds else payable(member)


def compile_group(
    group: RewardGroup, rewards: Sequence[RewardRule], scope: Scope, answers: Mapping[str, str]
) -> GroupRule | None:
    """Return a group over the members that were compiled, or None with findings."""
    asked = [one for one in group.readings if one.question in group.questions]
    decided = [one.kind for one in asked if answers.get(one.question) == one.answer]
    kinds = decided[:1] or [one.kind for one in asked] or [group.kind]
    cap = scope.money(group.cap, group.span) if group.cap else None
    budget = scope.money(group.budget, group.span) if group.budget else None
    queue = [scope.table.column(word) for word in group.queue_by]
    for word in (word for word, column in zip(group.queue_by, queue, strict=True) if column is None):
        sentence = f"条款组“{group.name}”按“{word}”排先后，而{scope.table.label}没有这一列。"
        scope.findings.append(UNKNOWN_COLUMN_WORD.at(group.span, sentence, UNKNOWN_COLUMN_WORD.instead))
    if (group.cap and cap is None) or (group.budget and budget is None) or None in queue:
        return None
    names = tuple(column.name for column in queue if column is not None)
    members = tuple(one.id for one in rewards)
    most = {one.id: one.most for one in rewards if one.most is not None}
    return GroupRule(group, members, most, tuple(dict.fromkeys(kinds)), cap, budget, names)


@dataclass(frozen=True, slots=True)
class Payable:
    """SQL of what one reward pays on a row, and of the code of what cut it."""

    amount: str
    cut: str


def taken_payables(rule: GroupRule) -> dict[str, Payable]:
    """Return what each member pays by the group's way of taking them; where open readings differ it is unknown."""
    first, *others = (_taken(rule, kind) for kind in rule.kinds)
    if not others:
        return first
    agreed: dict[str, Payable] = {}
    for member, mine in first.items():
        same = " AND ".join(f"({mine.amount}) = ({one[member].amount})" for one in others)
        amount = f"CASE WHEN {same} THEN {mine.amount} END"
        agreed[member] = Payable(amount, f"CASE WHEN {same} THEN {mine.cut} ELSE 'q' END")
    return agreed


def _taken(rule: GroupRule, kind: str) -> dict[str, Payable]:
    makers = {"highest": _highest, "once": _once}
    if kind not in makers:
        return {member: Payable(payable(member), cut(member)) for member in rule.members}
    return {member: makers[kind](rule, index) for index, member in enumerate(rule.members)}


def _highest(rule: GroupRule, index: int) -> Payable:
    """The largest is paid; of equal ones the first. One that is not known and may be larger makes the others wait."""
    member = rule.members[index]
    mine, signs = payable(member), [">="] * index + [">"] * (len(rule.members) - index)
    others = [(one, sign) for one, sign in zip(rule.members, signs, strict=True) if one != member]
    beaten = [f"{rule.low(one)} {sign} {rule.high(member)}" for one, sign in others]
    waits = [f"{payable(one)} IS NULL AND coalesce({rule.high(one)} {sign} {mine}, TRUE)" for one, sign in others]
    return _kept(mine, cut(member), beaten, waits, word="highest")


def _once(rule: GroupRule, index: int) -> Payable:
    """The first that pays is paid."""
    member, before = rule.members[index], rule.members[:index]
    beaten = [f"{rule.low(one)} > 0" for one in before]
    waits = [f"{payable(one)} IS NULL AND coalesce({rule.high(one)} > 0, TRUE)" for one in before]
    return _kept(payable(member), cut(member), beaten, waits, word="once")


def _kept(mine: str, own_cut: str, beaten: Sequence[str], unknown: Sequence[str], *, word: str) -> Payable:
    beaten_sql = " OR ".join(beaten) or "FALSE"
    waits = " OR ".join(f"({one})" for one in unknown) or "FALSE"
    amount = (
        f"CASE WHEN {mine} = 0 THEN {mine} WHEN {beaten_sql} THEN CAST(0 AS DECIMAL(18, 2)) "
        f"WHEN {waits} THEN NULL ELSE {mine} END"
    )
    code = (
        f"CASE WHEN {mine} = 0 THEN {own_cut} WHEN {beaten_sql} THEN '{word}' WHEN {waits} THEN 'held' "
        f"ELSE {own_cut} END"
    )
    return Payable(amount, code)


def capped_payables(rule: GroupRule, cap: Operand) -> dict[str, Payable]:
    """Return what each member pays under the cap of a firm's year: the last rewards are cut first."""
    limited: dict[str, Payable] = {}
    for index, member in enumerate(rule.members):
        mine, before = payable(member), rule.members[:index]
        spent = " + ".join(f"coalesce({payable(one)}, 0)" for one in before) or "0"
        left = f"greatest({cap.sql} - ({spent}), 0)"
        held, over = _may_spend(rule, cap, before, mine), f"{mine} > {left}"
        amount = f"CASE WHEN {mine} = 0 THEN {mine} WHEN {held} THEN NULL WHEN {over} THEN {left} ELSE {mine} END"
        own = cut(member)
        code = f"CASE WHEN {mine} = 0 THEN {own} WHEN {held} THEN 'held' WHEN {over} THEN 'cap' ELSE {own} END"
        limited[member] = Payable(f"CAST({amount} AS DECIMAL(18, 2))", code)
    return limited


def _may_spend(rule: GroupRule, cap: Operand, before: Sequence[str], mine: str) -> str:
    """SQL that an amount before this one is not known, and may be so large that the cap cuts this one."""
    if not before:
        return "FALSE"
    unknown = " OR ".join(f"{payable(one)} IS NULL" for one in before)
    at_most = " + ".join(rule.high(one) for one in before)
    return f"(({unknown}) AND coalesce({at_most} + {mine} > {cap.sql}, TRUE))"


def budget_select(rule: GroupRule, budget: Operand, source: str, *, columns: Sequence[str], key: Sequence[str]) -> str:
    """Return a SELECT of the columns of `source` in which the members' payables are cut to the budget.

    Proportional: each amount × budget ÷ total, rounded down to the fen in whole numbers. Queue: in the order of the
    columns and then of the key; whoever crosses the line gets what is left. What is not known yet is left out of the
    total.
    """
    total = " + ".join(f"coalesce({payable(one)}, 0)" for one in rule.members)
    if rule.group.over == "queue":
        order = ", ".join(f"{quote(name)} NULLS LAST" for name in (*rule.queue_by, *key))
        running = f"sum({total}) OVER (ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        source_sql = f'(SELECT *, {running} - ({total}) AS "spent before" FROM {quote(source)}) AS queued'
    else:
        source_sql = f'{quote(source)} CROSS JOIN (SELECT sum({total}) AS "asked" FROM {quote(source)}) AS asked'
    replaced: dict[str, str] = {}
    for index, member in enumerate(rule.members):
        mine = payable(member)
        over, less = _cut_to(rule, budget, index)
        replaced[mine] = (
            f"CAST(CASE WHEN {mine} > 0 AND {over} THEN {less} ELSE {mine} END AS DECIMAL(18, 2)) AS {mine}"
        )
        code = f"CASE WHEN {mine} > 0 AND {over} THEN 'budget' ELSE {cut(member)} END"
        replaced[cut(member)] = f"{code} AS {cut(member)}"
    listed = ", ".join(replaced.get(quote(column), quote(column)) for column in columns)
    return f"SELECT {listed} FROM {source_sql}"


def _cut_to(rule: GroupRule, budget: Operand, index: int) -> tuple[str, str]:
    """Return SQL of whether the money does not reach for a member, and of what it then gets."""
    mine = payable(rule.members[index])
    if rule.group.over == "queue":
        earlier = "".join(f" + coalesce({payable(one)}, 0)" for one in rule.members[:index])
        left = f'greatest({budget.sql} - ("spent before"{earlier}), 0)'
        return f"{mine} > {left}", left
    product = f"(CAST({mine} * 100 AS DECIMAL(19, 0)) * CAST({budget.sql} * 100 AS DECIMAL(19, 0)))"
    asked = 'CAST("asked" * 100 AS DECIMAL(38, 0))'
    # A multiple of the divisor: as DOUBLE its quotient is within half a fen, and rounding makes it whole again.
    whole = f"CAST({product} - {product} % {asked} AS DOUBLE) / CAST({asked} AS DOUBLE)"
    return f'"asked" > {budget.sql}', f"CAST(round({whole}) AS DECIMAL(18, 0)) * 0.01"


def payable(reward: str) -> str:
    """Return the quoted column of what a reward pays."""
    return quote(f"{reward} payable")


def cut(reward: str) -> str:
    """Return the quoted column of the code of what cut a reward."""
    return quote(f"{reward} cut")


def low(reward: str) -> str:
    """Return the name of the column of the least that open readings give a row."""
    return f"{reward} low"


def high(reward: str) -> str:
    """Return the name of the column of the most that open readings give a row."""
    return f"{reward} high"
