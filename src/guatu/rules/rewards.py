"""Rewards (奖补条款): each clause as conditions, an amount and its exceptions, once for every reading that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from guatu.pack import Reading, Reward, Scale
from guatu.query import Provenance
from guatu.rules.amounts import AmountSql, amount_sql
from guatu.rules.findings import TOO_MANY_READINGS
from guatu.rules.language.expression import Expression
from guatu.rules.rule_column import columns_read
from guatu.rules.scope import Scope

Answers = Mapping[str, str]
MOST_VARIANTS = 24  # ways of answering the open questions of one reward that are computed beside each other


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """A labelled exception (例外): when it holds its amount replaces the base's; without one the reward is refused.

    `open_questions` are those that nobody has answered and that have no readings: where the exception holds, the
    result is unknown.
    """

    reward: Reward
    conditions: tuple[Expression, ...]
    amount: AmountSql | None
    open_questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A reward under one set of answers."""

    answers: tuple[tuple[str, str], ...]
    who: tuple[Expression, ...]
    when: tuple[Expression, ...]
    amount: AmountSql | None
    exceptions: tuple[ExceptionRule, ...] = ()

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Those of the object (对象) and then those of the reward."""
        return (*self.who, *self.when)

    @property
    def amounts(self) -> tuple[AmountSql, ...]:
        """Its own amount and those of its exceptions."""
        return tuple(one for one in (self.amount, *(rule.amount for rule in self.exceptions)) if one is not None)

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns it reads directly."""
        expressions = (*self.conditions, *(one for rule in self.exceptions for one in rule.conditions))
        more = [name for amount in self.amounts for name in amount.reads]
        return tuple(dict.fromkeys((*columns_read(expressions), *more)))


@dataclass(frozen=True, slots=True)
class RewardRule:
    """A compiled reward. Several variants mean that the answers differ and nobody has decided.

    `open_questions` are unanswered ones without readings: they make unknown whatever would be paid.
    """

    reward: Reward
    variants: tuple[Variant, ...]
    open_questions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The reward's id."""
        return self.reward.id

    @property
    def pays(self) -> bool:
        """True when its amounts are paid out, and not a ceiling or a match."""
        return self.reward.pays == "grant"

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns it reads directly."""
        return tuple(dict.fromkeys(name for variant in self.variants for name in variant.reads))

    @property
    def most(self) -> Decimal | None:
        """The most it can pay a firm in 元, None where no cap is written."""
        amounts = [amount for variant in self.variants for amount in variant.amounts]
        known = [amount.most for amount in amounts if amount.most is not None]
        return max(known, default=None) if len(known) == len(amounts) else None


def failing_codes(variant: Variant) -> list[tuple[str, Expression]]:
    """Return each condition with its code: `w1` the first of the object, `c2` the second condition."""
    who = [(f"w{index}", one) for index, one in enumerate(variant.who, start=1)]
    return who + [(f"c{index}", one) for index, one in enumerate(variant.when, start=1)]


def compile_reward(
    family: Sequence[Reward], scope: Scope, *, scales: Mapping[str, Scale], answers: Answers
) -> RewardRule | None:
    """Return a reward with its exceptions compiled for every answer that is still possible, or None with findings.

    `family` is the reward and then its exceptions.
    """
    reward = family[0]
    asked = _open_readings(family, answers)
    if prod(len(choices) for choices in asked.values()) > MOST_VARIANTS:
        sentence = f"条款“{reward.name}”有 {len(asked)} 个口径没有定，答复配起来太多。"
        scope.findings.append(TOO_MANY_READINGS.at(reward.span, sentence, TOO_MANY_READINGS.instead))
        asked = {}
    variants: list[Variant] = []
    for choice in product(*(tuple((question, one) for one in choices) for question, choices in asked.items())):
        variant = _variant(family, {**answers, **dict(choice)}, choice, scope, scales)
        if variant is None:
            return None
        variants.append(variant)
    plain = tuple(one for one in reward.questions if one not in answers and one not in asked)
    return RewardRule(reward, tuple(variants), plain, tuple(asked))


def _open_readings(family: Sequence[Reward], answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the unanswered questions that have readings, with their possible answers."""
    asked: dict[str, tuple[str, ...]] = {}
    for reward in family:
        for reading in reward.readings:
            if reading.question in reward.questions and reading.question not in answers:
                before = asked.get(reading.question, ())
                asked[reading.question] = tuple(dict.fromkeys((*before, reading.answer)))
    return asked


def _variant(
    family: Sequence[Reward],
    answers: Answers,
    choice: tuple[tuple[str, str], ...],
    scope: Scope,
    scales: Mapping[str, Scale],
) -> Variant | None:
    base, *others = (as_read(reward, answers) for reward in family)
    who, when = scope.conditions(base.who, base.span), scope.conditions(base.when, base.span)
    rounding = base.round_to, base.round_by
    amount = None
    if base.amount:
        amount = amount_sql(base.amount, scope, dict(scales), rounding=rounding, span=base.span)
    exceptions = []
    for other in others:
        conditions = scope.conditions((*other.who, *other.when), other.span)
        own = (
            amount_sql(other.amount, scope, dict(scales), rounding=rounding, span=other.span) if other.amount else None
        )
        if conditions is None or (own is None and other.amount):
            return None
        plain = tuple(one for one in other.questions if one not in answers)
        exceptions.append(ExceptionRule(other, conditions, own, plain))
    if who is None or when is None or (amount is None and base.amount):
        return None
    return Variant(choice, who, when, amount, tuple(exceptions))


def as_read(reward: Reward, answers: Answers) -> Reward:
    """Return a reward as its answered questions read it: the keys of each reading replace its own."""
    for reading in reward.readings:
        if answers.get(reading.question) == reading.answer:
            reward = _with(reward, reading)
    return reward


def _with(reward: Reward, reading: Reading) -> Reward:
    return replace(
        reward,
        who=reward.who if reading.who is None else reading.who,
        when=reward.when if reading.when is None else reading.when,
        amount=reward.amount if reading.amount is None else reading.amount,
    )


def may_decide_money(provenance: Provenance) -> bool:
    """Tell whether a figure may decide what a firm is paid: what it reported for statistics may not.

    Statistics Law of the People's Republic of China, on data of single respondents.
    """
    return provenance is not Provenance.STATISTICS
