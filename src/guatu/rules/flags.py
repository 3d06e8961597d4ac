"""Flags: many conditions judged in one pass over one table, with the values that decided; and lights.

An alert flags the rows where all its conditions hold; a data check flags the rows where its expectation does not;
what cannot be judged because a value is missing is neither, and can be asked for by itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from guatu.domain import GuatuError
from guatu.query import Step, TableSchema, literal, quote
from guatu.rules.language.explanation import because_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.value_type import Sort


class Truth(StrEnum):
    """The three values of a condition: yes 是, no 否, unknown 不知道."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Flag:
    """Conditions that must all hold, under an id; with `where` only rows that meet it are judged."""

    id: str
    conditions: tuple[Expression, ...]
    where: Expression | None = None


def flag_step(
    name: str,
    source: str,
    flags: tuple[Flag, ...],
    *,
    keep: tuple[str, ...],
    table: TableSchema,
    when: Truth = Truth.YES,
    reasons: bool = True,
) -> Step:
    """Return one step that reads `source` once for all flags and gives a row for each flag of each row.

    Its columns are `flag` (the id), those of `keep`, and `because` (依据数值). `when` says which rows are flagged:
    YES where all conditions hold (alerts), NO where they do not (data checks), UNKNOWN where a missing value
    leaves it open. Without `reasons`, which take most of the time over a few rows, `because` is empty.
    """
    _check(flags, keep, table)
    columns = dict.fromkeys((*keep, *(column for flag in flags for column in _columns(flag))))
    verdicts = [f"{_verdict(flag, when)} AS {quote(_verdict_name(index))}" for index, flag in enumerate(flags)]
    rows = [
        f"CASE WHEN {quote(_verdict_name(index))} THEN {{'flag': {literal(flag.id)}, "
        f"'because': {because_sql(_columns(flag) if reasons else (), table)}}} END"
        for index, flag in enumerate(flags)
    ]
    kept = "".join(f", {quote(column)}" for column in keep)
    judged = ",\n    ".join([quote(column) for column in columns] + verdicts) or "1"
    any_flag = " OR ".join(quote(_verdict_name(index)) for index in range(len(flags))) or "FALSE"
    raised = "[" + ",\n    ".join(rows) + "]" if rows else "[{'flag': '', 'because': ''}]"
    sql = f"""
SELECT raised."flag" AS "flag"{kept}, raised."because" AS "because"
FROM (
  SELECT unnest({raised}) AS raised{kept}
  FROM (SELECT {judged}
    FROM {quote(source)}) AS judged
  WHERE {any_flag}
) AS flagged
WHERE raised IS NOT NULL"""
    words = {Truth.YES: "条件成立", Truth.NO: "条件不成立", Truth.UNKNOWN: "缺数而无法判断"}
    return Step(name, sql, (source,), f"{table.label}：一遍找出 {len(flags)} 条规则中{words[when]}的行")


def _check(flags: tuple[Flag, ...], keep: tuple[str, ...], table: TableSchema) -> None:
    for flag in flags:
        conditions = (*flag.conditions, *((flag.where,) if flag.where is not None else ()))
        if not flag.conditions or any(one.type.sort is not Sort.YES_NO for one in conditions):
            raise GuatuError(f"flag {flag.id} needs conditions, each of them yes or no")
    missing = [column for column in keep if column not in table.names]
    if missing:
        raise GuatuError(f"{table.name} has no column {missing[0]}")


def _columns(flag: Flag) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for condition in flag.conditions for column in condition.columns))


def _verdict_name(index: int) -> str:
    return f"verdict {index + 1}"


def _verdict(flag: Flag, when: Truth) -> str:
    holds = " AND ".join(condition.sql for condition in flag.conditions)
    tests = {Truth.YES: f"({holds})", Truth.NO: f"(NOT ({holds}))", Truth.UNKNOWN: f"(({holds}) IS NULL)"}
    return tests[when] if flag.where is None else f"({flag.where.sql} AND {tests[when]})"


def choose_sql(cases: tuple[tuple[Expression, str], ...], otherwise: str, unknown: str) -> str:
    """Return SQL of the word of the first case that holds, of `otherwise` when none does.

    A case that is unknown before one has held gives `unknown`: a missing figure must not turn a light red or green.
    """
    branches = [
        f"WHEN {case.sql} THEN {literal(word)} WHEN {case.sql} IS NULL THEN {literal(unknown)}" for case, word in cases
    ]
    return f"CASE {' '.join(branches)} ELSE {literal(otherwise)} END" if branches else literal(otherwise)
