"""What answers cost (口径测算) as one program: the same rows under each way of answering, one line of totals each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guatu.query import Program, Step, quote
from guatu.rules.aggregates import PROVENANCE
from guatu.rules.award_steps import amount, award_program
from guatu.rules.groups import payable
from guatu.rules.row_steps import IDENTITY, Given, row_steps
from guatu.rules.settling import columns_behind
from guatu.rules.table_rules import TableRules

COSTS = "answer_costs"


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules as one way of answering makes them, and the rewards that are judged under them.

    The money of those that pay is added up, or of `counted` alone, which may be a ceiling or a match.
    """

    rules: TableRules
    rewards: tuple[str, ...]
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class CostProgram:
    """A program and the name of each trial's output, in the order of the trials.

    An output is one row: `firms` that are paid, `amount` payable in 元 of what is known, and `open`, how many rows
    have a payable that is not known.
    """

    program: Program
    names: tuple[str, ...]


def cost_program(rules: TableRules, trials: Sequence[Trial], given: Given) -> CostProgram:
    """Return the program that adds up the money of each trial; related tables are read once for all of them."""
    table = rules.table.name
    chosen = [[one for one in trial.rules.rewards if one.id in trial.rewards] for trial in trials]
    reads = tuple(dict.fromkeys(name for rewards in chosen for one in rewards for name in one.reads))
    queues = (name for trial in trials for group in trial.rules.groups for name in group.queue_by)
    keep = [name for name in (*IDENTITY, PROVENANCE, *queues) if given.has(table, name)]
    steps = list(row_steps(rules, given, reads, keep=keep))
    # Everything below reads these rows, so they are made once.
    steps[-1] = replace(steps[-1], kept=True)
    shared = steps[-1].name
    gathered = [one.name for one in columns_behind(reads, rules) if one.gatherings]
    columns = dict.fromkeys((*keep, *rules.base_columns(reads), *rules.table.key, *gathered), "")
    names: list[str] = []
    for number, (trial, rewards) in enumerate(zip(trials, chosen, strict=True), start=1):
        name = f"{table} trial {number}"
        steps.append(Step(name, f"SELECT * FROM {quote(shared)}", (shared,), "同样的行，另一种答复"))
        renamed = replace(trial.rules, table=replace(rules.table, name=name))
        awards = award_program(renamed, Given({name: columns}, gathered=False), rewards=rewards)
        added = [one for one in rewards if (one.pays if trial.counted is None else one.id == trial.counted)]
        total = _total([payable(one.id) if one.pays else quote(amount(one.id)) for one in added], awards.name)
        names.append(f"{COSTS} {number}")
        steps.extend((*awards.steps, Step(names[-1], total, (awards.name,), "这样答复兑现几户、多少钱")))
    return CostProgram(Program(tuple(steps), tuple(names)), tuple(names))


def _total(payables: Sequence[str], source: str) -> str:
    paid = " OR ".join(f"{one} > 0" for one in payables)
    waits = " OR ".join(f"{one} IS NULL" for one in payables)
    total = " + ".join(f"coalesce({one}, 0)" for one in payables)
    return (
        f'SELECT CAST(coalesce(sum(CASE WHEN {paid} THEN 1 ELSE 0 END), 0) AS BIGINT) AS "firms", '
        f'CAST(coalesce(sum({total}), 0) AS DECIMAL(38, 2)) AS "amount", '
        f'CAST(coalesce(sum(CASE WHEN {waits} THEN 1 ELSE 0 END), 0) AS BIGINT) AS "open"\nFROM {quote(source)}'
    )
