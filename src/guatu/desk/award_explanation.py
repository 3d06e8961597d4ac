"""Explain one clause on one firm (逐条说明): condition by condition, with what the open questions would make of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.desk.rule_inputs import RuleInputs, read_rule_inputs
from guatu.domain import Finding, InvalidValue, has_blocking, is_credit_code, nearest
from guatu.engines import DuckDBEngine
from guatu.office import wrapped_line
from guatu.pack import Packs, Reward, Ruling
from guatu.query import Engine, Program, Step, literal, quote
from guatu.report import AnswerResult, AwardPage, QuestionPage, award_lines
from guatu.rules import (
    ExplainedAward,
    Moment,
    OpenQuestion,
    RewardRule,
    TableRules,
    Trial,
    cost_program,
    explanation_program,
    open_questions,
    reached_rewards,
    settled,
)

_NAMES = ("name", "applicant")
_MOST_CHOICES = 12
_BRACKETS = str.maketrans("()＃", "（）#")
ANY_ANSWER = "无论怎样答复"


@dataclass(frozen=True)
class ExplainRequest:
    """What is asked for: a firm (code, name or part of it), a clause (id, name or number), packs, year, facts, day."""

    firm: str
    clause: str
    packs: tuple[str, ...]
    year: int
    facts: Path
    day: date | None = None

    @property
    def moment(self) -> Moment:
        """The year and day that the rules are run at; without a day the year's last."""
        return Moment.of_year(self.year) if self.day is None else Moment(self.year, self.day)


@dataclass(frozen=True)
class ExplainReport:
    """The explanation as values and in lines for a terminal; or the firms or clauses that fit, where several do."""

    findings: tuple[Finding, ...]
    pages: tuple[AwardPage, ...] = ()
    lines: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when packs could not be read at all."""
        return not self.lines and has_blocking(self.findings)


def explain_award(request: ExplainRequest) -> ExplainReport:
    """Explain one clause on one firm; a firm or clause that is not there is a wrong call, InvalidValue."""
    inputs, findings = read_rule_inputs(request.packs, request.facts, request.moment)
    if inputs is None:
        return ExplainReport(findings)
    return explain_in(inputs, request.firm, request.clause)


def explain_in(inputs: RuleInputs, firm: str, clause: str, engine: Engine | None = None) -> ExplainReport:
    """Explain one clause on one firm of inputs that have been read."""
    engine = engine or DuckDBEngine()
    clauses = _clauses(inputs.packs, clause)
    if len(clauses) > 1:
        listed = tuple(f"{one.id}　{one.name}　{one.clause or ''}" for one in clauses)
        return ExplainReport(inputs.findings, choices=(f"“{clause}”有 {len(clauses)} 条，请写编号：", *listed))
    rules, rule = _compiled(inputs, clauses[0])
    code = firm.strip().upper()
    # A whole code needs no search; it is searched for when it has no row, to say what there is instead.
    pages = _pages(inputs, rules, rule, code, engine) if is_credit_code(code) else ()
    return _told(inputs, pages) if pages else _searched(inputs, rules, rule, firm, engine)


def _told(inputs: RuleInputs, pages: tuple[AwardPage, ...]) -> ExplainReport:
    lines = tuple(part for page in pages for line in award_lines(page) for part in wrapped_line(line))
    return ExplainReport(inputs.findings, pages, lines)


def _searched(inputs: RuleInputs, rules: TableRules, rule: RewardRule, firm: str, engine: Engine) -> ExplainReport:
    subjects = _subjects(inputs, rules, firm, engine)
    if len(subjects) > 1:
        shown = tuple(f"{subject}　{name}" for subject, name in subjects[:_MOST_CHOICES])
        rest = (f"……另有 {len(subjects) - _MOST_CHOICES} 户",) if len(subjects) > _MOST_CHOICES else ()
        first = f"“{firm}”对得上 {len(subjects)} 户，请写统一社会信用代码或全称："
        return ExplainReport(inputs.findings, choices=(first, *shown, *rest))
    return _told(inputs, _pages(inputs, rules, rule, subjects[0][0], engine))


def _clauses(packs: Packs, text: str) -> tuple[Reward, ...]:
    """Return the clauses that a text names: by id, by name, by number, by a part of the name; exceptions as their base.

    A clause of no pack is InvalidValue.
    """
    rewards = packs.every(lambda pack: pack.rewards)
    by_id = {one.id: one for one in rewards}
    wanted, number = text.strip(), text.strip().translate(_BRACKETS).replace(" ", "")
    for fits in (
        [one for one in rewards if one.id == wanted],
        [one for one in rewards if one.name == wanted],
        [one for one in rewards if number in (one.clause, *one.also_in)],
        [one for one in rewards if wanted and wanted in one.name],
    ):
        bases = {base: by_id[base] for one in fits if (base := one.exception_to or one.id) in by_id}
        if bases:
            return tuple(bases.values())
    names = [word for one in rewards for word in (one.id, one.name)]
    known = "、".join(f"{one.id}（{one.name}）" for one in rewards if one.exception_to is None)
    raise InvalidValue(f"没有条款“{text}”{nearest(wanted, names) or '。'}可选的条款：{known or '一条也没有'}")


def _compiled(inputs: RuleInputs, reward: Reward) -> tuple[TableRules, RewardRule]:
    for rules in inputs.book.tables:
        rule = rules.reward(reward.id)
        if rule is not None and rules.table.name in inputs.facts.tables:
            return rules, rule
        if rule is not None:
            raise InvalidValue(f"没有交来“{rules.table.label}”（{rules.table.name}），说明不了“{reward.name}”")
    day = inputs.book.moment.day
    if reward.review is not None:
        raise InvalidValue(f"“{reward.name}”须先作{reward.review}，审查通过之前不作为兑现依据，没有金额")
    if not reward.valid.holds_on(day):
        since, until = reward.valid.start or "以前", reward.valid.end or "今后"
        raise InvalidValue(f"“{reward.name}”的有效期是 {since} 至 {until}，不含 {day}")
    blocking = "；".join(one.sentence for one in inputs.findings if one.blocks)
    raise InvalidValue(f"“{reward.name}”有错，没有参加运行：{blocking or '请用 guatu check 检查'}")


def _subjects(inputs: RuleInputs, rules: TableRules, text: str, engine: Engine) -> list[tuple[str, str]]:
    """Return (code, name) of those in the register that a text names; none is InvalidValue."""
    table, given = rules.table, inputs.given
    key = quote(table.key[0])
    wanted = _place_code(inputs.packs, text) if table.key[0] == "place" else text.strip()
    name = next((quote(one) for one in _NAMES if given.has(table.name, one)), "CAST(NULL AS VARCHAR)")
    year = quote("year") if given.has(table.name, "year") else "CAST(NULL AS INTEGER)"
    rank = f"CASE WHEN {key} = {literal(wanted.upper())} OR {key} = {literal(wanted)} THEN 1"
    rank += f" WHEN {name} = {literal(wanted)} THEN 2 WHEN strpos({name}, {literal(wanted)}) > 0 THEN 3 END"
    found = f'SELECT {key} AS "subject", {name} AS "name", {year} AS "year", {rank} AS "rank" FROM {quote(table.name)}'
    sql = (
        f'SELECT DISTINCT "subject", coalesce("name", \'\') AS "name", "year", "rank"\nFROM ({found}) AS s'
        ' WHERE "rank" IS NOT NULL'
    )
    step = Step("named", sql, (table.name,), f"{table.label}：叫这个名称的")
    order = {step.name: ("rank", "subject", "year")}
    rows = engine.run(Program((step,), (step.name,), order), inputs.facts).rows(step.name) if wanted else []
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    here = {str(row["subject"]): str(row["name"]) for row in best if row["year"] in (None, given.year)}
    if not best:
        raise InvalidValue(f"{table.label}里没有“{text}”；请写统一社会信用代码、全称或全称的一部分")
    if not here:
        years = "、".join(dict.fromkeys(str(row["year"]) for row in best))
        raise InvalidValue(f"{table.label}里有“{text}”，但没有 {given.year} 年度的行；有的年度：{years}")
    return list(here.items())


def _place_code(packs: Packs, text: str) -> str:
    found = packs.place_tree().find(text)
    return text.strip() if found is None else found.code


def _pages(
    inputs: RuleInputs, rules: TableRules, rule: RewardRule, subject: str, engine: Engine
) -> tuple[AwardPage, ...]:
    rulings = {one.id: one for one in inputs.packs.every(lambda pack: pack.rulings)}
    words = {key: one.question for key, one in rulings.items()}
    made = explanation_program(inputs.book, rules, rule, inputs.given, subject, words)
    awards = made.read(engine.run(made.program, inputs.facts))
    return tuple(
        AwardPage(inputs.packs, inputs.book.moment.year, rules.table, one, _questions(inputs, rules, rule, one, engine))
        for one in awards
    )


def _questions(
    inputs: RuleInputs, rules: TableRules, rule: RewardRule, award: ExplainedAward, engine: Engine
) -> tuple[QuestionPage, ...]:
    """Return the questions on a clause: those decided, and of the open ones what each answer makes of this row."""
    rulings = {one.id: one for one in inputs.packs.every(lambda pack: pack.rulings)}
    answers = inputs.book.answers
    asked = [one for one in open_questions(rules, answers) if rule.id in one.rewards]
    waits = award.outcome == "unknown" or award.payable is None
    # What a reading of the clause itself makes of its amount is in the award; groups and plain questions are tried.
    idle = _idle_questions(award, rule, answers)
    tried = [one for one in asked if one.id not in rule.asked and one.id not in idle and not one.in_columns]
    results = _results(inputs, rules, rule, tried, award.subject, engine) if waits and tried else {}
    listed = _listed_questions(inputs.packs, rules, rule)
    decided = [QuestionPage(rulings[key], answers[key]) for key in listed if key in answers and key in rulings]
    reached = {*reached_rewards((rule.id,), rules)}
    met = [one.id for one in open_questions(rules, answers) if one.answers and reached & {*one.rewards}]
    return (
        *decided,
        *(
            QuestionPage(
                rulings.get(one.id, Ruling(id=one.id, question=one.id)),
                None,
                results.get(one.id, ()),
                touches=one.id not in idle,
                others=any(other != one.id for other in met),
            )
            for one in asked
        ),
    )


def _idle_questions(award: ExplainedAward, rule: RewardRule, answers: Mapping[str, str]) -> frozenset[str]:
    """Return the open questions that stand only against exceptions which do not apply to the row."""
    against = {one: set[bool]() for exception in award.exceptions for one in exception.reward.questions}
    for exception in award.exceptions:
        for question in exception.reward.questions:
            against[question].add(exception.applies is False)
    return frozenset(
        one for one, spared in against.items() if spared == {True} and one not in (*rule.reward.questions, *answers)
    )


def _listed_questions(packs: Packs, rules: TableRules, rule: RewardRule) -> Iterable[str]:
    family = [one for one in packs.every(lambda pack: pack.rewards) if rule.id in (one.id, one.exception_to)]
    groups = [one.group for one in rules.groups if rule.id in one.members]
    listed = [one.questions for one in family] + [one.questions for one in groups]
    return dict.fromkeys(question for questions in listed for question in questions)


def _results(
    inputs: RuleInputs,
    rules: TableRules,
    rule: RewardRule,
    asked: Sequence[OpenQuestion],
    subject: str,
    engine: Engine,
) -> dict[str, tuple[AnswerResult, ...]]:
    """Return for each question what the clause pays the subject under each answer, the others at their first."""
    every = open_questions(rules, inputs.book.answers)
    first = {one.id: one.answers[0] for one in every if one.answers}
    ways = [(one.id, answer) for one in asked for answer in one.answers or (ANY_ANSWER,)]
    rewards = reached_rewards((rule.id,), rules)
    given_answers = [{**first, question: answer} for question, answer in ways]
    distinct = [one for index, one in enumerate(given_answers) if one not in given_answers[:index]]
    if not ways or any(group.budget is not None and {*group.members} & {*rewards} for group in rules.groups):
        return {}
    trials = [Trial(settled(rules, one), rewards, rule.id) for one in distinct]
    given = replace(inputs.given, where=f"{quote(rules.table.key[0])} = {literal(subject)}")
    made = cost_program(rules, trials, given)
    totals = engine.run(made.program, inputs.facts)
    results: dict[str, tuple[AnswerResult, ...]] = {}
    for (question, answer), one in zip(ways, given_answers, strict=True):
        row = totals.rows(made.names[distinct.index(one)])[0]
        amount = None if row["open"] else Decimal(str(row["amount"]))
        results[question] = (*results.get(question, ()), AnswerResult(answer, amount))
    return results
