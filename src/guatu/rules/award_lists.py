"""Lists of awards (兑现名单): one row for each firm and clause that concerns it, and counts of all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from guatu.query import Column, Measure, Program, Step, TableSchema, literal, quote
from guatu.rules.award_steps import AwardProgram, amount, award_program, because, outcome, reason
from guatu.rules.book import RuleBook
from guatu.rules.groups import cut, payable
from guatu.rules.rewards import RewardRule
from guatu.rules.row_steps import Given
from guatu.rules.table_rules import TableRules

LIST, COUNTS = "award_list", "award_counts"

AWARD_LIST = TableSchema(
    LIST,
    "兑现名单",
    (
        Column("table", "名册", "VARCHAR", meaning="规则用在哪张表"),
        Column("subject", "代码", "VARCHAR", meaning="企业、地区、贷款的代码"),
        Column("name", "名称", "VARCHAR"),
        Column("place", "地区", "VARCHAR"),
        Column("park", "园区", "VARCHAR"),
        Column("industry", "行业", "VARCHAR"),
        Column("reward", "条款编号", "VARCHAR"),
        Column("outcome", "结果", "VARCHAR", choices=(("yes", "兑现"), ("no", "不予兑现"), ("unknown", "待定"))),
        Column("reason", "理由代码", "VARCHAR", meaning="w 对象、c 条件、e 例外、a 金额、q 口径、s 统计数；? 为不知道"),
        Column("amount", "应兑现金额", "DECIMAL(18,2)", Measure.MONEY, "条款算出的金额，元", unit="元"),
        Column("payable", "实兑现金额", "DECIMAL(18,2)", Measure.MONEY, "条款组之后的金额，元", unit="元"),
        Column(
            "cut",
            "扣减代码",
            "VARCHAR",
            meaning="highest 就高、once 只发一次、cap 上限、budget 预算、held 待定、q 口径",
        ),
        Column("because", "说明", "VARCHAR"),
    ),
)


@dataclass(frozen=True)
class ListProgram:
    """The program of the lists; outputs are `award_list` and `award_counts`."""

    program: Program
    rules: tuple[TableRules, ...]


def list_program(book: RuleBook, given: Given, questions: Mapping[str, str]) -> ListProgram:
    """Return the program that lists every award of a book (兑现名单), refused and open ones with their reasons.

    `award_list` has the columns of AWARD_LIST; rows outside a clause's object (对象) are not listed. `award_counts`
    counts all rows: reward, outcome, reason, cut, rows, amount, payable. Tables that were not given are left out.
    """
    steps: list[Step] = []
    lists: list[str] = []
    counts: list[str] = []
    used: list[TableRules] = []
    for rules in book.tables:
        if not rules.rewards or rules.table.name not in given.columns:
            continue
        used.append(rules)
        awards = award_program(rules, given, questions=questions)
        # Read once for the lists and once for the counts.
        steps.extend((*awards.steps[:-1], replace(awards.steps[-1], kept=True)))
        lists.extend(_listed(rules, one, awards) for one in rules.rewards)
        counts.extend(_counted(one, awards) for one in rules.rewards)
    if not lists:
        return ListProgram(Program((), ()), ())
    needs = tuple(dict.fromkeys(step.name for step in steps if step.kept))
    listed = Step(LIST, "\nUNION ALL\n".join(lists), needs, "兑现、不予兑现、待定的名单")
    counted = Step(COUNTS, "\nUNION ALL\n".join(counts), needs, "每条各种结果的户数和金额")
    order = {LIST: ("reward", "outcome", "place", "subject"), COUNTS: ("reward", "outcome", "reason", "cut")}
    return ListProgram(Program((*steps, listed, counted), (LIST, COUNTS), order), tuple(used))


def _listed(rules: TableRules, rule: RewardRule, awards: AwardProgram) -> str:
    """SELECT of one clause's list: who is paid, who is refused though the clause speaks of him, who is open."""
    subject = quote(rules.table.key[0])
    texts = [
        f"{quote(name)} AS {quote(name)}" if name in awards.columns else f"CAST(NULL AS VARCHAR) AS {quote(name)}"
        for name in ("name", "place", "park", "industry")
    ]
    paid = (payable(rule.id), cut(rule.id)) if rule.pays else (quote(amount(rule.id)), "''")
    columns = [
        f'{literal(rules.table.name)} AS "table"',
        f'{subject} AS "subject"',
        *texts,
        f'{literal(rule.id)} AS "reward"',
        f'{quote(outcome(rule.id))} AS "outcome"',
        f'{quote(reason(rule.id))} AS "reason"',
        f'{quote(amount(rule.id))} AS "amount"',
        f'{paid[0]} AS "payable"',
        f'{paid[1]} AS "cut"',
        f'{quote(because(rule.id))} AS "because"',
    ]
    # A failed or unknown condition of the object begins with w; only what fails there is nobody's business.
    outside = f"{quote(outcome(rule.id))} = 'no' AND {quote(reason(rule.id))} LIKE 'w%'"
    return f"SELECT {', '.join(columns)}\nFROM {quote(awards.name)} WHERE NOT ({outside})"


def _counted(rule: RewardRule, awards: AwardProgram) -> str:
    paid = (payable(rule.id), cut(rule.id)) if rule.pays else (quote(amount(rule.id)), "''")
    keys = [quote(outcome(rule.id)), quote(reason(rule.id)), paid[1]]
    return (
        f'SELECT {literal(rule.id)} AS "reward", {keys[0]} AS "outcome", {keys[1]} AS "reason", {keys[2]} AS "cut", '
        f'count(*) AS "rows", sum({quote(amount(rule.id))}) AS "amount", sum({paid[0]}) AS "payable"\n'
        f"FROM {quote(awards.name)} GROUP BY {', '.join(keys)}"
    )
