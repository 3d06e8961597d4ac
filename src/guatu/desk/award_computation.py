"""Compute the awards of a year (兑现计算): every clause on every row, the sums, and what must not be paid unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from guatu.desk.answer_costs import question_costs
from guatu.desk.award_findings import (
    STATISTICS_REASON,
    code_findings,
    place_findings,
    repeated_findings,
    statistics_findings,
)
from guatu.desk.findings import NO_AWARDS
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs
from guatu.domain import Finding
from guatu.engines import DuckDBEngine
from guatu.query import Program, Results, Step, literal, quote
from guatu.report import AnswerEffect, AwardCount, AwardKind, AwardRow, AwardSum, FirmTotal
from guatu.rules import COUNTS, LIST, list_program

ROWS, SUMS, FIRMS = "award_rows", "award_sums", "award_firms"
_KINDS = tuple(sorted(AwardKind))  # the order in which the rows of ROWS come
_CHUNK = 50_000
# Where a list finds what a row is called, when the register of the rule does not say.
_NAMES = {"firm_years": ("firms", "firm", "name"), "loans": ("loans", "loan", "applicant")}


@dataclass(frozen=True)
class Award:
    """The awards of a year: result tables of the database in their order, and what answers would cost.

    Rows are turned into values list by list, so that a register of millions needs no more memory than a part of it.
    """

    inputs: RuleInputs
    results: Results
    effects: tuple[AnswerEffect, ...]

    @cached_property
    def counts(self) -> tuple[AwardCount, ...]:
        """How many rows each clause has for each outcome and reason."""
        return tuple(_count(row) for row in self.results.rows(COUNTS))

    @cached_property
    def sums(self) -> tuple[AwardSum, ...]:
        """Rows and money by clause, list, place, park and industry."""
        return tuple(_sum(row) for row in self.results.rows(SUMS))

    def size(self, kind: AwardKind) -> int:
        """Return how many rows a list has."""
        return sum(one.rows for one in self.sums if one.kind is kind)

    @property
    def firm_count(self) -> int:
        """How many firms are paid."""
        return int(self.results.tables[FIRMS].num_rows)

    def parts(self, kind: AwardKind) -> Iterator[tuple[AwardRow, ...]]:
        """Return the rows of a list in order, some at a time."""
        first = sum(self.size(one) for one in _KINDS[: _KINDS.index(kind)])
        last = first + self.size(kind)
        for start in range(first, last, _CHUNK):
            part = self.results.tables[ROWS].slice(start, min(_CHUNK, last - start))
            yield tuple(_row(row) for row in part.to_pylist())

    def rows(self, kind: AwardKind) -> tuple[AwardRow, ...]:
        """Return the rows of a list in order."""
        return tuple(row for part in self.parts(kind) for row in part)

    def firm_parts(self) -> Iterator[tuple[FirmTotal, ...]]:
        """Return what each firm is paid, some at a time."""
        for start in range(0, self.firm_count, _CHUNK):
            part = self.results.tables[FIRMS].slice(start, _CHUNK)
            yield tuple(_firm(row) for row in part.to_pylist())


def compute_award(inputs: RuleInputs, memory: str) -> tuple[Award | None, tuple[Finding, ...]]:
    """Return the awards of the year of the inputs, or None where none may be written; and every finding.

    None are written where no clause meets a row of the year, or where a register says a row twice. `memory` is what the
    database may take, such as `2GB`.
    """
    engine = DuckDBEngine(memory_limit=memory)
    questions = {one.id: one.question for one in inputs.packs.every(lambda pack: pack.rulings)}
    listed = list_program(inputs.book, inputs.given, questions).program
    readers = [
        Reader(one.reward.name, rules.table.name, one.reads) for rules in inputs.book.tables for one in rules.rewards
    ]
    repeated = tuple(repeated_findings(inputs, listed.tables, engine))
    found = (*inputs.findings, *missing_inputs(inputs, readers, engine), *repeated)
    if not listed.outputs or repeated:
        return None, found if repeated else (*found, _no_awards(inputs))
    results = engine.run(_with_sums(listed, inputs), inputs.facts)
    if not results.tables[COUNTS].num_rows:
        return None, (*found, _no_awards(inputs))
    award = Award(inputs, results, tuple(_effects(inputs, questions, engine)))
    # Most registers have no such row: then the list need not be gone through.
    from_statistics = any(one.reason == STATISTICS_REASON for one in award.counts)
    parts = award.parts(AwardKind.OPEN) if from_statistics else ()
    waiting = (row for part in parts for row in part)
    paid = (firm for part in award.firm_parts() for firm in part)
    told = (*statistics_findings(waiting), *code_findings(paid), *place_findings(award.sums))
    return award, tuple(dict.fromkeys((*found, *told)))


def _no_awards(inputs: RuleInputs) -> Finding:
    sentence = f"{inputs.book.moment.year} 年度没有一条条款遇到名册里的行。"
    return NO_AWARDS.at(None, sentence, f"{NO_AWARDS.instead}。")


def _with_sums(listed: Program, inputs: RuleInputs) -> Program:
    """Add to the program of the lists: which list each row stands in, sums, and a row for each firm that is paid."""
    steps = [
        *listed.steps,
        _rows_step(inputs),
        Step(
            SUMS,
            'SELECT "reward", "kind", "place", "park", "industry", count(*) AS "rows", '
            'CAST(sum(CASE WHEN "kind" = \'paid\' THEN "payable" ELSE 0 END) AS DECIMAL(38, 2)) AS "payable"\n'
            f'FROM {ROWS} GROUP BY "reward", "kind", "place", "park", "industry"',
            (ROWS,),
            "按条款、名单、地区、园区、行业合计",
        ),
        Step(
            FIRMS,
            'SELECT "table", "subject", min("name") AS "name", min("place") AS "place", '
            'string_agg(CASE WHEN "kind" = \'paid\' THEN "reward" END, \',\' ORDER BY "clause") AS "rewards", '
            'CAST(sum(CASE WHEN "kind" = \'paid\' THEN "payable" ELSE 0 END) AS DECIMAL(38, 2)) AS "payable", '
            'count(CASE WHEN "kind" = \'open\' THEN 1 END) AS "open_rows"\n'
            f'FROM {ROWS} WHERE "kind" IN (\'paid\', \'open\') GROUP BY "table", "subject" '
            "HAVING count(CASE WHEN \"kind\" = 'paid' THEN 1 END) > 0",
            (ROWS,),
            "一户一行的拨付金额",
        ),
    ]
    order = {
        COUNTS: listed.ordered_by[COUNTS],
        ROWS: ("kind", "clause", "place", "subject", "table"),
        SUMS: ("reward", "kind", "place", "park", "industry"),
        FIRMS: ("place", "subject", "table"),
    }
    return Program(tuple(steps), (COUNTS, ROWS, SUMS, FIRMS), order)


def _rows_step(inputs: RuleInputs) -> Step:
    limits = [one.id for one in inputs.book.rewards if not one.pays]
    limited = f"WHEN \"reward\" IN ({', '.join(map(literal, limits))}) THEN 'limit' " if limits else ""
    kind = (
        f"CASE {limited}WHEN \"outcome\" = 'unknown' OR (\"outcome\" = 'yes' AND \"payable\" IS NULL) THEN 'open' "
        "WHEN \"outcome\" = 'yes' AND \"payable\" > 0 THEN 'paid' ELSE 'refused' END"
    )
    ranks = " ".join(f"WHEN {literal(one.id)} THEN {at}" for at, one in enumerate(inputs.book.rewards))
    names, needs = _names(inputs)
    own = ", ".join(f"l.{quote(name)}" for name in ("park", "industry", "reward", "outcome", "reason", "amount"))
    sql = (
        f'SELECT {kind} AS "kind", CASE "reward" {ranks} END AS "clause", l."table", l."subject", '
        f'coalesce(l."name", n."name") AS "name", l."place", {own}, l."payable", l."cut", l."because"\n'
        f'FROM {LIST} AS l LEFT JOIN ({names}) AS n ON n."table" = l."table" AND n."subject" = l."subject"'
    )
    return Step(ROWS, sql, (LIST, *needs), "每一行归入哪张名单", kept=True)


def _names(inputs: RuleInputs) -> tuple[str, tuple[str, ...]]:
    """Return SQL of what rows are called where their own register has no name, and the tables it reads."""
    known = {
        table: source for table, source in _NAMES.items() if all(inputs.given.has(source[0], one) for one in source[1:])
    }
    parts = [
        f'SELECT {literal(table)} AS "table", {quote(key)} AS "subject", min({quote(name)}) AS "name" '
        f"FROM {quote(home)} GROUP BY {quote(key)}"
        for table, (home, key, name) in known.items()
    ]
    nobody = "SELECT '' AS \"table\", '' AS \"subject\", '' AS \"name\" WHERE FALSE"
    return " UNION ALL ".join(parts) or nobody, tuple(dict.fromkeys(home for home, _, _ in known.values()))


def _effects(inputs: RuleInputs, questions: Mapping[str, str], engine: DuckDBEngine) -> Iterator[AnswerEffect]:
    for one in question_costs(inputs, engine):
        yield AnswerEffect(
            questions=tuple(questions.get(key, key) for key in one.questions),
            answers=tuple(answer for _, answer in one.answers),
            rewards=one.rewards,
            firms=one.firms,
            amount_yuan=one.amount_yuan,
            more_yuan=one.more_yuan,
            unknown=one.unknown,
            now_yuan=one.now_yuan,
            unknown_now=one.unknown_now,
            note=one.note,
        )


def _count(row: Mapping[str, object]) -> AwardCount:
    return AwardCount(
        str(row["reward"]),
        str(row["outcome"]),
        str(row["reason"]),
        str(row["cut"]),
        _whole(row["rows"]),
        _money(row["amount"]),
        _money(row["payable"]),
    )


def _sum(row: Mapping[str, object]) -> AwardSum:
    place, park, industry = (_text(row[name]) for name in ("place", "park", "industry"))
    kind = AwardKind(str(row["kind"]))
    return AwardSum(str(row["reward"]), kind, place, park, industry, _whole(row["rows"]), _money(row["payable"]))


def _row(row: Mapping[str, object]) -> AwardRow:
    return AwardRow(
        AwardKind(str(row["kind"])),
        str(row["table"]),
        str(row["subject"]),
        _text(row["name"]),
        _text(row["place"]),
        _text(row["park"]),
        _text(row["industry"]),
        str(row["reward"]),
        str(row["outcome"]),
        str(row["reason"]),
        _known(row["amount"]),
        _known(row["payable"]),
        str(row["cut"]),
        str(row["because"]),
    )


def _firm(row: Mapping[str, object]) -> FirmTotal:
    rewards = tuple(str(row["rewards"]).split(","))
    name, place = _text(row["name"]), _text(row["place"])
    waiting = _whole(row["open_rows"])
    return FirmTotal(str(row["table"]), str(row["subject"]), name, place, rewards, _money(row["payable"]), waiting)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int:
    return int(str(value))


def _known(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _money(value: object) -> Decimal:
    return _known(value) or Decimal("0.00")
