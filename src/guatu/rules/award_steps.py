"""Awards (兑现) as steps: conditions once each, amounts, outcomes with reasons, and what groups leave to pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guatu.query import Program, Provenance, Step, literal, quote
from guatu.rules.aggregates import PROVENANCE
from guatu.rules.choosing import all_of, first_of
from guatu.rules.groups import (
    GroupRule,
    Payable,
    budget_select,
    capped_payables,
    cut,
    high,
    low,
    payable,
    taken_payables,
)
from guatu.rules.language.expression import Expression
from guatu.rules.rewards import RewardRule, Variant, failing_codes
from guatu.rules.row_steps import IDENTITY, Given, row_steps
from guatu.rules.table_rules import TableRules
from guatu.rules.telling import Teller

YES, NO, UNKNOWN = "yes", "no", "unknown"


def outcome(reward: str) -> str:
    """Return the name of the column of a reward's outcome: yes, no or unknown."""
    return f"{reward} outcome"


def reason(reward: str) -> str:
    """Return the name of the column of the code that says what decided."""
    return f"{reward} reason"


def amount(reward: str) -> str:
    """Return the name of the column of the amount in 元: 0 where not paid, missing where unknown."""
    return f"{reward} amount"


@dataclass(frozen=True)
class AwardProgram:
    """Steps that judge every row, the name of the last, and its columns."""

    steps: tuple[Step, ...]
    name: str
    columns: tuple[str, ...]

    def program(self, order: Sequence[str] = ()) -> Program:
        """Return the program whose only output is the judged rows."""
        return Program(self.steps, (self.name,), {self.name: tuple(order)} if order else {})


def because(reward: str) -> str:
    """Return the name of the column of the sentence that says what decided."""
    return f"{reward} because"


def award_program(
    rules: TableRules,
    given: Given,
    *,
    rewards: Sequence[RewardRule] | None = None,
    grouped: bool = True,
    questions: Mapping[str, str] | None = None,
    along: Sequence[str] = (),
) -> AwardProgram:
    """Return the program that judges every row of a table under its rewards in one pass.

    Output columns: the table's key and identity columns, the made columns (classes, scores …) named in `along`, then
    for each reward `ID outcome` (yes no unknown), `ID reason` (a code, see `reason_words`), `ID amount` (元), and with
    `grouped` for those that pay `ID payable` and `ID cut`. With `questions`, the words of the open questions by id,
    `ID because` says in a sentence what decided.
    """
    chosen = rules.rewards if rewards is None else tuple(rewards)
    wanted = [*along, *(name for reward in chosen for name in reward.reads)]
    queue = [name for group in rules.groups for name in group.queue_by] if grouped else []
    keep = [name for name in (*IDENTITY, *queue) if rules.table.column(name) is not None]
    if given.has(rules.table.name, PROVENANCE):
        keep.append(PROVENANCE)
    steps = list(row_steps(rules, given, wanted, keep=keep))
    shown = tuple(name for name in rules.table.names if name in {*rules.table.key, *keep} and name != PROVENANCE)
    maker = _AwardMaker(rules, given, chosen, (*shown, *along), questions, grouped=grouped)
    steps.extend(maker.judged(steps[-1].name))
    if grouped:
        steps.extend(maker.grouped(steps[-1].name))
    return AwardProgram(tuple(steps), steps[-1].name, tuple(maker.columns))


class _AwardMaker:
    """Writes the levels one after another; `columns` are those of the level written last."""

    def __init__(
        self,
        rules: TableRules,
        given: Given,
        rewards: Sequence[RewardRule],
        shown: Sequence[str],
        questions: Mapping[str, str] | None,
        *,
        grouped: bool,
    ) -> None:
        self.questions = questions
        self.rules = rules
        self.rewards = rewards
        self.label = rules.table.label
        self.table = rules.table.name
        self.refused = (
            f"{quote(PROVENANCE)} = {literal(Provenance.STATISTICS)}" if given.has(self.table, PROVENANCE) else ""
        )
        self.columns = list(shown)
        # Rewards with open readings that stand in a group: on a row they are known within bounds.
        limited = {member for group in rules.groups for member in group.members}
        self.ranged = {one.id for one in rewards if grouped and one.id in limited and len(one.variants) > 1}

    def judged(self, source: str) -> list[Step]:
        tests = _Tests()
        holds: list[str] = []
        signed: list[str] = []
        sums: list[str] = []
        for rule in self.rewards:
            for number, variant in enumerate(rule.variants, start=1):
                mark = f"{rule.id} {number}"
                conditions = all_of([tests.name(one) for one in variant.conditions])
                holds.append(f"{conditions} AS {quote(f'{mark} holds')}")
                for index, other in enumerate(variant.exceptions, start=1):
                    met = all_of([tests.name(one) for one in other.conditions])
                    holds.append(f"{met} AS {quote(f'{mark} e{index}')}")
                total = _total(variant, mark)
                if any(one.signed for one in variant.amounts):
                    signed.append(f"{total} AS {quote(f'{mark} signed')}")
                    total = _not_below_zero(quote(f"{mark} signed"))
                sums.extend(
                    (f"{total} AS {quote(f'{mark} sum')}", f"{_capped(variant, mark)} AS {quote(f'{mark} capped')}")
                )
        results = [column for rule in self.rewards for column in self._results(rule, tests)]
        steps = [self._level("tests", source, tests.columns, f"{len(tests.columns)} 个条件各判断一次")]
        steps.append(self._level("holds", steps[-1].name, holds, "条件合起来成不成立"))
        if signed:
            steps.append(self._level("signed", steps[-1].name, signed, "算出来可能小于零的金额"))
        steps.append(self._level("sums", steps[-1].name, sums, "条件成立的算金额"))
        listed = ",\n  ".join((*map(quote, self.columns), *results))
        for rule in self.rewards:
            self.columns.extend((outcome(rule.id), reason(rule.id), amount(rule.id)))
            self.columns.extend([because(rule.id)] if self.questions is not None else [])
            self.columns.extend((low(rule.id), high(rule.id)) if rule.id in self.ranged else ())
        sql = f"SELECT {listed}\nFROM {quote(steps[-1].name)}"
        steps.append(Step(f"{self.table} judged", sql, (steps[-1].name,), f"{self.label}：结果、理由、金额"))
        return steps

    def _level(self, word: str, source: str, columns: Sequence[str], because: str) -> Step:
        more = "".join(f",\n  {one}" for one in columns)
        sql = f"SELECT *{more}\nFROM {quote(source)}"
        return Step(f"{self.table} {word}", sql, (source,), f"{self.label}：{because}")

    def _results(self, rule: RewardRule, tests: "_Tests") -> list[str]:
        """Return SQL of a reward's outcome, reason and amount; where open readings differ they are unknown."""
        parts = [
            self._variant(rule, variant, f"{rule.id} {number}", tests)
            for number, variant in enumerate(rule.variants, start=1)
        ]
        made, same = parts[0], ""
        if len(parts) > 1:
            same = " AND ".join(
                f"({made[0]}) = ({other[0]}) AND coalesce({made[2]}, -1) = coalesce({other[2]}, -1)"
                for other in parts[1:]
            )
            made = (
                f"CASE WHEN {same} THEN {made[0]} ELSE 'unknown' END",
                f"CASE WHEN {same} THEN {made[1]} ELSE 'q' END",
                f"CASE WHEN {same} THEN {made[2]} END",
            )
        names = outcome(rule.id), reason(rule.id), amount(rule.id)
        columns = [f"{sql} AS {quote(name)}" for sql, name in zip(made, names, strict=True)]
        if self.questions is not None:
            columns.append(Teller(self.rules, tests.name, self.refused, self.questions).because(rule, same))
        if rule.id in self.ranged:
            amounts = [part[2] for part in parts]
            known = " AND ".join(f"({one}) IS NOT NULL" for one in amounts)
            for name, choose in ((low(rule.id), "least"), (high(rule.id), "greatest")):
                columns.append(f"CASE WHEN {known} THEN {choose}({', '.join(amounts)}) END AS {quote(name)}")
        return columns

    def _variant(self, rule: RewardRule, variant: Variant, mark: str, tests: "_Tests") -> tuple[str, str, str]:
        holds, paid = quote(f"{mark} holds"), quote(f"{mark} sum")
        unknown, missing = (f"WHEN {self.refused} THEN {one} " if self.refused else "" for one in ("'unknown'", "NULL"))
        waits = bool(rule.open_questions)
        judged = f"WHEN NOT {holds} THEN 'no' WHEN {holds} IS NULL OR {paid} IS NULL THEN 'unknown'"
        verdict = f"CASE {unknown}{judged} WHEN {paid} = 0 THEN 'no' ELSE '{UNKNOWN if waits else YES}' END"
        value = f"CASE {missing}WHEN NOT {holds} THEN CAST(0 AS DECIMAL(18, 2)) ELSE {paid} END"
        if waits:
            value = f"CASE {missing}WHEN NOT {holds} OR {paid} = 0 THEN CAST(0 AS DECIMAL(18, 2)) END"
        return verdict, self._reason(variant, mark, tests, waits=waits), value

    def _reason(self, variant: Variant, mark: str, tests: "_Tests", *, waits: bool) -> str:
        paid, capped = quote(f"{mark} sum"), quote(f"{mark} capped")
        branches = [f"WHEN {self.refused} THEN 's'"] if self.refused else []
        coded = [(code, tests.name(one)) for code, one in failing_codes(variant)]
        branches += [f"WHEN NOT {name} THEN '{code}'" for code, name in coded]
        branches += [f"WHEN {name} IS NULL THEN '{code}?'" for code, name in coded]
        for index, other in enumerate(variant.exceptions, start=1):
            met = quote(f"{mark} e{index}")
            branches.append(f"WHEN {met} IS NULL THEN 'e{index}?'")
            if other.open_questions:
                branches.append(f"WHEN {met} THEN 'e{index}q'")
            elif other.amount is None:
                branches.append(f"WHEN {met} THEN 'e{index}!'")
            else:
                told = f"CASE WHEN {paid} IS NULL THEN 'a?' WHEN {paid} = 0 THEN 'a0'"
                end = "ELSE 'q'" if waits else f"WHEN {capped} THEN 'e{index}cap' ELSE 'e{index}'"
                branches.append(f"WHEN {met} THEN {told} {end} END")
        last = "'q'" if waits else f"CASE WHEN {capped} THEN 'cap' ELSE 'ok' END"
        return f"CASE {' '.join(branches)} WHEN {paid} IS NULL THEN 'a?' WHEN {paid} = 0 THEN 'a0' ELSE {last} END"

    def grouped(self, source: str) -> list[Step]:
        paying = [rule.id for rule in self.rewards if rule.pays]
        more = [f"{quote(amount(one))} AS {payable(one)}, '' AS {cut(one)}" for one in paying]
        steps = [self._level("payable", source, more, "各条款应兑现的金额")]
        self.columns.extend(f"{one} {word}" for one in paying for word in ("payable", "cut"))
        for number, group in enumerate(self.rules.groups, start=1):
            members = tuple(one for one in group.members if one in paying)
            if members:
                ranged = frozenset(self.ranged.intersection(members))
                steps.extend(self._group(replace(group, members=members, ranged=ranged), steps[-1].name, number))
                # What a group has cut may be less than the least of the readings.
                self.ranged -= ranged
        return steps

    def _group(self, group: GroupRule, source: str, number: int) -> list[Step]:
        steps: list[Step] = []
        name = f"{self.table} group {number}"
        if group.kinds not in (("stack",), ("budget",)):
            steps.append(self._replaced(f"{name} taken", source, taken_payables(group), group))
        if group.cap is not None:
            before = steps[-1].name if steps else source
            steps.append(self._replaced(f"{name} capped", before, capped_payables(group, group.cap), group))
        if group.budget is not None:
            before = steps[-1].name if steps else source
            sql = budget_select(group, group.budget, before, columns=self.columns, key=self.rules.table.key)
            steps.append(Step(f"{name} budget", sql, (before,), f"{group.group.name}：预算总额"))
        return steps

    def _replaced(self, name: str, source: str, payables: Mapping[str, Payable], group: GroupRule) -> Step:
        new = {f"{one} payable": made.amount for one, made in payables.items()}
        new.update({f"{one} cut": made.cut for one, made in payables.items()})
        listed = ", ".join(f"{new[one]} AS {quote(one)}" if one in new else quote(one) for one in self.columns)
        return Step(name, f"SELECT {listed}\nFROM {quote(source)}", (source,), group.group.name)


class _Tests:
    """The conditions of all rewards, each computed once under a name of its own."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, condition: Expression) -> str:
        """Return the quoted column that holds a condition."""
        return quote(self._names.setdefault(condition.sql, f"test {len(self._names) + 1}"))

    @property
    def columns(self) -> list[str]:
        """SQL of every condition under its name."""
        return [f"{sql} AS {quote(name)}" for sql, name in self._names.items()]


def _total(variant: Variant, mark: str) -> str:
    """SQL of the amount where the conditions hold: that of the exception which holds, or its own."""
    base = "CAST(NULL AS DECIMAL(18, 2))" if variant.amount is None else variant.amount.value.sql
    cases = []
    for index, other in enumerate(variant.exceptions, start=1):
        own = "CAST(0 AS DECIMAL(18, 2))" if other.amount is None else other.amount.value.sql
        cases.append((quote(f"{mark} e{index}"), "NULL" if other.open_questions else own))
    return f"CASE WHEN {quote(f'{mark} holds')} THEN {first_of(cases, base)} END"


def _not_below_zero(total: str) -> str:
    """SQL of an amount that a column holds: a share of what has fallen is nothing to be paid, and nothing owed."""
    return f"CASE WHEN {total} < 0 THEN CAST(0 AS DECIMAL(18, 2)) ELSE {total} END"


def _capped(variant: Variant, mark: str) -> str:
    """SQL of whether the cap of the amount was reached."""
    own = "FALSE" if variant.amount is None else variant.amount.capped
    caps = [
        (quote(f"{mark} e{index}"), "FALSE" if other.amount is None else other.amount.capped)
        for index, other in enumerate(variant.exceptions, start=1)
    ]
    if {own, *(one for _, one in caps)} == {"FALSE"}:
        return "FALSE"
    return f"CASE WHEN {quote(f'{mark} holds')} THEN {first_of(caps, own)} ELSE FALSE END"
