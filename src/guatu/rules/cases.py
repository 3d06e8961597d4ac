"""Cases (用例): worked examples of a pack put through its rules, each result held against what is expected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from guatu.domain import Finding, Span, nearest
from guatu.pack import Case, Packs
from guatu.query import Column, Engine, Facts, Measure, Program, TableSchema, table_from_rows
from guatu.rules.award_steps import amount, award_program, outcome
from guatu.rules.book import RuleBook, compile_rules
from guatu.rules.findings import CASE_NAME, CASE_VALUE, FAILED_CASE
from guatu.rules.groups import GroupRule
from guatu.rules.language.expression import compile_expression
from guatu.rules.language.value_type import Sort, ValueType, sql_type_of, type_of_column, type_of_measure
from guatu.rules.moment import Moment
from guatu.rules.row_steps import YEAR, Given, row_steps
from guatu.rules.table_rules import TableRules

YES_WORDS, NO_WORDS, UNKNOWN_WORDS = ("是", "yes", "true"), ("否", "no", "false"), ("不知道", "unknown")
_NOTHING = TableSchema("values", "值", ())
_NUMBER = Column("case number", "用例序号", "INTEGER", Measure.NUMBER)
_TOLERANCE = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One expectation of one case: what was expected, what came out, and whether they agree."""

    case: Case
    key: str
    expected: str
    found: str
    agrees: bool

    def finding(self) -> Finding:
        """Return the finding of a result that does not agree."""
        sentence = f"用例“{self.case.title}”：{self.key} 应为 {self.expected}，算出 {self.found}。"
        return FAILED_CASE.at(self.case.span, sentence, FAILED_CASE.instead)


def run_cases(
    packs: Packs, tables: Sequence[TableSchema], engine: Engine, cases: Sequence[Case], *, year: int
) -> tuple[tuple[CaseResult, ...], tuple[Finding, ...]]:
    """Run cases and return each expectation with what came out; `year` is that of cases that name none.

    Aggregates are columns a case may give; budgets, which look at all firms at once, are left out.
    """
    groups: dict[tuple[str, Moment, tuple[tuple[str, str], ...]], list[Case]] = {}
    for case in cases:
        own = case.year or (case.day.year if case.day else year)
        moment = Moment(own, case.day or date(own, 12, 31))
        groups.setdefault((case.on, moment, case.answers), []).append(case)
    results: list[CaseResult] = []
    findings: dict[str, Finding] = {}
    for (table, moment, answers), members in groups.items():
        book, found = compile_rules(packs, moment, tables, answers=dict(answers), only=table)
        findings.update({str(one): one for one in found})
        runner = _Runner(book, table, members)
        results.extend(runner.run(engine))
        findings.update({str(one): one for one in runner.findings})
    return tuple(results), tuple(findings.values())


@dataclass
class _Runner:
    """Runs the cases on one table at one moment under one set of answers, all in one table."""

    book: RuleBook
    table: str
    cases: Sequence[Case]
    findings: list[Finding] = field(default_factory=list)

    def run(self, engine: Engine) -> Iterable[CaseResult]:
        found_rules = self.book.on(self.table)
        if found_rules is None:
            sentence = f"没有用在“{self.table}”上的规则。"
            self.findings.append(CASE_NAME.at(self.cases[0].span, sentence, CASE_NAME.instead))
            return ()
        numbered = replace(found_rules.table, columns=(_NUMBER, *found_rules.table.columns), key=(_NUMBER.name,))
        rules = replace(found_rules, table=numbered)
        facts, given = self._facts(rules)
        rewards = {one.id: one for case in self.cases for key, _ in case.expect if (one := rules.reward(key))}
        columns = {made.name for case in self.cases for key, _ in case.expect if (made := rules.column(key))}
        found: dict[int, dict[str, object]] = {}
        if rewards:
            # A group speaks of all its members, whichever of them a case asks about.
            grouped = {
                member for group in rules.groups for member in group.members if rewards.keys() & set(group.members)
            }
            chosen = [one for one in rules.rewards if one.id in rewards.keys() | grouped]
            awards = award_program(replace(rules, groups=_without_budgets(rules.groups)), given, rewards=chosen)
            _merge(found, engine.run(awards.program(), facts).rows(awards.name))
        if columns:
            steps = row_steps(rules, given, tuple(columns), keep=())
            name = steps[-1].name
            _merge(found, engine.run(Program(steps, (name,)), facts).rows(name))
        return [
            result
            for number, case in enumerate(self.cases)
            for result in self._results(case, found.get(number, {}), rules)
        ]

    def _facts(self, rules: TableRules) -> tuple[Facts, Given]:
        """One table with a row for each case, numbered."""
        columns = {_NUMBER.name: _NUMBER}
        year = rules.table.column(YEAR)
        if year is not None:
            columns[YEAR] = year
        rows: list[dict[str, object]] = []
        for number, case in enumerate(self.cases):
            row: dict[str, object] = {_NUMBER.name: number, YEAR: self.book.moment.year}
            for word, text in case.given:
                column = _column_of(rules, word)
                if column is None:
                    self._unknown_name(case, word, rules)
                    continue
                columns[column.name] = column
                row[column.name] = self._read(text, column, case)
            rows.append(row)
        schema = TableSchema(rules.table.name, rules.table.label, tuple(columns.values()))
        made = table_from_rows(schema, [[row.get(name) for name in columns] for row in rows])
        types = {name: column.type for name, column in columns.items()}
        given = Given({rules.table.name: types}, gathered=False)
        return Facts({rules.table.name: made}), given

    def _unknown_name(self, case: Case, word: str, rules: TableRules) -> None:
        names = [*rules.table.keys(), *(one.column.label for one in rules.columns)]
        sentence = (
            f"用例“{case.title}”里的“{word}”不是{rules.table.label}的列，也不是汇总列{nearest(word, names) or '。'}"
        )
        self.findings.append(CASE_NAME.at(case.span, sentence, CASE_NAME.instead))

    def _read(self, text: str, column: Column, case: Case) -> object:
        try:
            return _value(text, column, case.span)
        except ValueError:
            sentence = f"用例“{case.title}”里“{column.label}”的值“{text}”读不懂。"
            self.findings.append(CASE_VALUE.at(case.span, sentence, CASE_VALUE.instead))
            return None

    def _results(self, case: Case, row: Mapping[str, object], rules: TableRules) -> Iterable[CaseResult]:
        for key, expected in case.expect:
            reward, column = rules.reward(key), rules.column(key)
            if reward is not None:
                found = _award_found(row, reward.id, pays=reward.pays)
                yield CaseResult(case, key, expected, found[0], _award_agrees(expected, *found))
            elif column is not None:
                value = row.get(column.name)
                yield CaseResult(case, key, expected, _said(value), _agrees(expected, value, column.type))
            else:
                names = [*(one.id for one in rules.rewards), *(one.name for one in rules.columns)]
                sentence = f"用例“{case.title}”期望的“{key}”没有这条规则{nearest(key, names) or '。'}"
                self.findings.append(CASE_NAME.at(case.span, sentence, CASE_NAME.instead))


def _without_budgets(groups: Sequence[GroupRule]) -> tuple[GroupRule, ...]:
    return tuple(one for one in groups if one.budget is None)


def _merge(found: dict[int, dict[str, object]], rows: Iterable[dict[str, object]]) -> None:
    for row in rows:
        found.setdefault(int(str(row[_NUMBER.name])), {}).update(row)


def _column_of(rules: TableRules, word: str) -> Column | None:
    """Return the column that a case gives: of the table, or one gathered from another table."""
    column = rules.table.column(word)
    if column is not None:
        return column
    made = rules.column(word)
    if made is None or not made.gatherings:
        return None
    return Column(made.name, made.column.label, sql_type_of(made.type), made.column.measure, unit=made.column.unit)


def _value(text: str, column: Column, span: Span | None) -> object:
    """Return a written value as the column keeps it; ValueError where it cannot be read."""
    text = text.strip()
    if column.measure is Measure.YES_NO:
        return _truth(text)
    if column.measure is Measure.TEXT:
        return next((key for key, word in column.choices if text in (key, word)), text)
    if column.measure is Measure.DATE:
        return date.fromisoformat(text)
    expression, findings = compile_expression(text, _NOTHING, span)
    value_type, factor = type_of_column(column)
    if findings or expression is None or not isinstance(expression.operand.constant, Decimal):
        raise ValueError(text)
    if expression.type.dimension not in (value_type.dimension, "number", "count"):
        raise ValueError(text)
    value = expression.operand.constant / factor
    if value_type.digits is not None and abs(value) >= Decimal(10) ** value_type.digits.whole:
        raise ValueError(text)
    # Written plain: 1E+1 is no whole number to a column of integers.
    return Decimal(f"{value:f}")


def _truth(text: str) -> bool:
    if text.lower() in YES_WORDS:
        return True
    if text.lower() in NO_WORDS:
        return False
    raise ValueError(text)


def _award_found(row: Mapping[str, object], reward: str, *, pays: bool) -> tuple[str, Decimal | None]:
    """Return what came out in words, and the money that is paid."""
    state, value = row.get(outcome(reward)), row.get(f"{reward} payable" if pays else amount(reward))
    if state == "unknown" or value is None:
        return "不知道", None
    money = Decimal(str(value))
    return ("否" if money == 0 else f"{(money / 10000).normalize():f}万元"), money


def _award_agrees(expected: str, found: str, money: Decimal | None) -> bool:
    if expected in UNKNOWN_WORDS or money is None:
        return expected in UNKNOWN_WORDS and found == "不知道"
    if expected in NO_WORDS:
        return money == 0
    if expected in YES_WORDS:
        return money > 0
    wanted = _number(expected, type_of_measure(Measure.MONEY))
    return wanted is not None and money == wanted


def _agrees(expected: str, value: object, value_type: ValueType) -> bool:
    if value is None:
        return expected in UNKNOWN_WORDS
    if value_type.sort is Sort.YES_NO:
        return expected in (YES_WORDS if value else NO_WORDS)
    if value_type.sort is Sort.NUMBER:
        wanted = _number(expected, value_type)
        return wanted is not None and abs(Decimal(str(value)) - wanted) <= _TOLERANCE * max(Decimal(1), abs(wanted))
    return expected == str(value)


def _number(text: str, value_type: ValueType) -> Decimal | None:
    expression, _ = compile_expression(text, _NOTHING, None)
    if expression is None or not isinstance(expression.operand.constant, Decimal):
        return None
    fits = expression.type.dimension in (value_type.dimension, "number", "count") or value_type.dimension == "number"
    return expression.operand.constant if fits else None


def _said(value: object) -> str:
    if value is None:
        return "不知道"
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
