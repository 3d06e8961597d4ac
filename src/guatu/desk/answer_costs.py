"""What answers cost (口径测算): every open question on money, and what each way of answering would pay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from guatu.desk.rule_inputs import RuleInputs
from guatu.query import Engine
from guatu.rules import QuestionSet, TableRules, Trial, compile_rules, cost_program, question_sets, settled

MOST_WAYS = 24
ANY_ANSWER = "无论怎样答复"
_ANY_WAY = "没有写每个答案怎么算：定下以后，等这个口径的行就能兑现。"

_Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionCost:
    """What one way of answering costs: the answers, the rewards they reach, and their money taken together.

    `questions` meet in a clause or a group and so are answered together; rows with the same ones can be compared.
    `firms` are paid `amount_yuan` in all; `more_yuan` is what that is above the cheapest answer. `unknown` rows wait
    all the same, for other questions or for figures. At present, with the questions open, `now_yuan` can be paid and
    `unknown_now` rows wait. A question without readings has one row: whatever the answer, it frees what waits for it.
    """

    table: str
    questions: tuple[str, ...]
    answers: _Answers
    rewards: tuple[str, ...]
    firms: int
    amount_yuan: Decimal
    more_yuan: Decimal
    unknown: int
    now_yuan: Decimal
    unknown_now: int
    note: str = ""


def question_costs(inputs: RuleInputs, engine: Engine, *, most_ways: int = MOST_WAYS) -> tuple[QuestionCost, ...]:
    """Return what every way of answering the open questions costs, in the order in which the rules ask them.

    Questions that meet in a clause or a group are answered together, in every combination up to `most_ways`; beyond
    that each question by itself with the others at their first answer, and the note says so.
    """
    costs: list[QuestionCost] = []
    for rules in inputs.book.tables:
        if rules.table.name in inputs.facts.tables:
            sets = question_sets(rules, inputs.book.answers)
            costs.extend(_table_costs(inputs, rules, sets, engine, most_ways))
    return tuple(costs)


@dataclass(frozen=True, slots=True)
class _Total:
    firms: int
    amount: Decimal
    unknown: int


def _table_costs(
    inputs: RuleInputs, rules: TableRules, sets: Sequence[QuestionSet], engine: Engine, most_ways: int
) -> Iterable[QuestionCost]:
    ways = [_ways(one, most_ways) for one in sets]
    trials = []
    for one, answers in zip(sets, ways, strict=True):
        trials.append(Trial(rules, one.rewards))
        trials.extend(Trial(_answered(inputs, rules, one, dict(each)), one.rewards) for each in answers)
    if not trials:
        return
    made = cost_program(rules, trials, inputs.given)
    results = engine.run(made.program, inputs.facts)
    totals = iter([_total(results.rows(name)[0]) for name in made.names])
    for one, answers in zip(sets, ways, strict=True):
        now, found = next(totals), [next(totals) for _ in answers]
        cheapest = min(total.amount for total in found)
        for each, total in zip(answers, found, strict=True):
            yield QuestionCost(
                rules.table.name,
                tuple(question.id for question in one.questions),
                each,
                one.rewards,
                total.firms,
                total.amount,
                total.amount - cheapest,
                total.unknown,
                now_yuan=now.amount,
                unknown_now=now.unknown,
                note=_note(one, most_ways),
            )


def _total(row: Mapping[str, object]) -> _Total:
    return _Total(int(str(row["firms"])), Decimal(str(row["amount"])), int(str(row["open"])))


def _ways(one: QuestionSet, most_ways: int) -> list[_Answers]:
    """Return the ways of answering that are tried."""
    choices = [[(question.id, answer) for answer in question.answers or (ANY_ANSWER,)] for question in one.questions]
    if _count_ways(one) <= most_ways:
        return list(product(*choices))
    first = tuple(answers[0] for answers in choices)
    return list(
        dict.fromkeys(
            (*first[:index], answer, *first[index + 1 :]) for index, answers in enumerate(choices) for answer in answers
        )
    )


def _count_ways(one: QuestionSet) -> int:
    return prod(max(len(question.answers), 1) for question in one.questions)


def _note(one: QuestionSet, most_ways: int) -> str:
    if _count_ways(one) > most_ways:
        return f"这几个口径互相牵连，答复的组合超过 {most_ways} 种；这里逐个测算，其余口径按各自的第一个答案。"
    return "" if one.questions[0].answers else _ANY_WAY


def _answered(inputs: RuleInputs, rules: TableRules, one: QuestionSet, answers: Mapping[str, str]) -> TableRules:
    """Return the rules with questions answered; where an answer changes a column they are compiled anew."""
    if not any(question.in_columns for question in one.questions):
        return settled(rules, answers)
    book, _ = compile_rules(inputs.packs, inputs.book.moment, inputs.tables, answers=answers, only=rules.table.name)
    return book.on(rules.table.name) or settled(rules, answers)
