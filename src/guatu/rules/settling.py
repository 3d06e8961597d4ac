"""Settling (口径试答): compiled rules as if open questions had been answered, without compiling them anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from guatu.pack import Classification, Qualification
from guatu.rules.groups import GroupRule
from guatu.rules.rewards import Answers, ExceptionRule, RewardRule
from guatu.rules.rule_column import RuleColumn
from guatu.rules.table_rules import TableRules


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody has answered: what may be answered, the rewards whose money it touches.

    `answers` is empty where no reading says what an answer changes. A question `in_columns` decides a class or a
    qualification that rewards read: rules have to be compiled for its answers.
    """

    id: str
    answers: tuple[str, ...]
    rewards: tuple[str, ...]
    in_columns: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that meet in a clause or a group and so are answered together, and every reward they reach."""

    questions: tuple[OpenQuestion, ...]
    rewards: tuple[str, ...]


def settled(rules: TableRules, answers: Answers) -> TableRules:
    """Return the rules as they are compiled with these answers; questions in columns stay as they are."""
    rewards = {one.id: _settled_reward(one, answers) for one in rules.rewards}
    groups = tuple(_settled_group(one, rewards, answers) for one in rules.groups)
    return replace(rules, rewards=tuple(rewards.values()), groups=groups)


def _settled_reward(rule: RewardRule, answers: Answers) -> RewardRule:
    variants = tuple(
        replace(
            one,
            answers=tuple(pair for pair in one.answers if pair[0] not in answers),
            exceptions=tuple(_settled_exception(other, answers) for other in one.exceptions),
        )
        for one in rule.variants
        if all(answers.get(question, answer) == answer for question, answer in one.answers)
    )
    return replace(
        rule,
        variants=variants or rule.variants,
        open_questions=_unanswered(rule.open_questions, answers),
        asked=_unanswered(rule.asked, answers),
    )


def _settled_exception(rule: ExceptionRule, answers: Answers) -> ExceptionRule:
    return replace(rule, open_questions=_unanswered(rule.open_questions, answers))


def _settled_group(rule: GroupRule, rewards: Mapping[str, RewardRule], answers: Answers) -> GroupRule:
    asked = [one for one in rule.group.readings if one.question in rule.group.questions]
    kinds = [one.kind for one in asked if answers.get(one.question) == one.answer][:1]
    most = {one: limit for one in rule.members if (limit := rewards[one].most) is not None}
    return replace(rule, kinds=tuple(kinds) or rule.kinds, most=most)


def _unanswered(questions: Sequence[str], answers: Answers) -> tuple[str, ...]:
    return tuple(one for one in questions if one not in answers)


def question_sets(rules: TableRules, answers: Answers) -> tuple[QuestionSet, ...]:
    """Return the open questions on money of a table's rules, those that meet in a clause or group together.

    `answers` are those given so far. Questions without readings stand alone: whatever the answer, it frees what they
    hold up and changes nothing else.
    """
    questions = open_questions(rules, answers)
    with_readings = [one for one in questions if one.answers]
    sets: list[tuple[list[OpenQuestion], tuple[str, ...]]] = []
    for question in with_readings:
        reached = reached_rewards(question.rewards, rules)
        meeting = [one for one in sets if set(one[1]) & set(reached)]
        members = [other for one in meeting for other in one[0]] + [question]
        everything = dict.fromkeys((*(name for one in meeting for name in one[1]), *reached))
        sets = [one for one in sets if one not in meeting] + [(members, tuple(everything))]
    alone = [([one], reached_rewards(one.rewards, rules)) for one in questions if not one.answers]
    order = [one.id for one in rules.rewards]
    return tuple(
        QuestionSet(tuple(members), tuple(sorted(rewards, key=order.index))) for members, rewards in (*sets, *alone)
    )


def open_questions(rules: TableRules, answers: Answers) -> tuple[OpenQuestion, ...]:
    """Return the open questions on money of a table's rules, in the order in which the rules ask them."""
    found: dict[str, tuple[dict[str, None], dict[str, None], bool]] = {}

    def add(question: str, choices: Iterable[str], rewards: Iterable[str], *, in_columns: bool = False) -> None:
        if question not in answers:
            known = found.setdefault(question, ({}, {}, in_columns))
            known[0].update(dict.fromkeys(choices))
            known[1].update(dict.fromkeys(rewards))
            found[question] = (known[0], known[1], known[2] or in_columns)

    paying = [one for one in rules.rewards if one.pays]
    for rule in paying:
        for variant in rule.variants:
            for question, answer in variant.answers:
                add(question, (answer,), (rule.id,))
        for question in _plain_questions(rule):
            add(question, (), (rule.id,))
        for column in columns_behind(rule.reads, rules):
            for question, choices in _questions_of(column):
                add(question, choices, (rule.id,), in_columns=True)
    for group in rules.groups:
        for reading in group.group.readings:
            if reading.question in group.group.questions:
                add(reading.question, (reading.answer,), group.members)
    return tuple(OpenQuestion(key, tuple(one[0]), tuple(one[1]), one[2]) for key, one in found.items())


def _plain_questions(rule: RewardRule) -> Iterable[str]:
    """Return the unanswered questions without readings of a reward and its exceptions."""
    exceptions = (one for variant in rule.variants for other in variant.exceptions for one in other.open_questions)
    return dict.fromkeys((*rule.open_questions, *(one for one in exceptions if one not in rule.asked)))


def columns_behind(reads: Iterable[str], rules: TableRules) -> tuple[RuleColumn, ...]:
    """Return the made columns that some columns rest on, themselves included, in the order in which they are made."""
    made = {one.name: one for one in rules.columns}
    found: set[str] = set()
    waiting = list(reads)
    while waiting:
        name = waiting.pop()
        if name in made and name not in found:
            found.add(name)
            waiting.extend(made[name].reads)
    return tuple(one for one in rules.columns if one.name in found)


def _questions_of(column: RuleColumn) -> Iterable[tuple[str, tuple[str, ...]]]:
    if isinstance(column.rule, Classification):
        for reading in column.rule.readings:
            if reading.question in column.rule.questions:
                yield reading.question, (reading.answer,)
    elif isinstance(column.rule, Qualification):
        yield from ((question, ()) for question in column.rule.questions)


def reached_rewards(rewards: Iterable[str], rules: TableRules) -> tuple[str, ...]:
    """Return the rewards with all that stand in a group with one of them, and with one of those, and so on."""
    reached = dict.fromkeys(rewards)
    groups = list(rules.groups)
    while meeting := [one for one in groups if set(one.members) & reached.keys()]:
        groups = [one for one in groups if one not in meeting]
        reached.update(dict.fromkeys(member for one in meeting for member in one.members))
    return tuple(reached)
