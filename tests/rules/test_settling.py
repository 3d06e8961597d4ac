"""Questions that are open, which of them meet, and rules settled without compiling them anew."""

from itertools import product

import pytest

from guatu.pack import load_packs
from guatu.query import tables_of
from guatu.rules import Moment, TableRules, compile_rules, open_questions, question_sets, reached_rewards, settled

PACKS, _ = load_packs(("chuxiong-2019",))
assert PACKS is not None
TABLES = tables_of(PACKS)[0]


def compiled(answers: dict[str, str]) -> TableRules:
    assert PACKS is not None
    book, findings = compile_rules(PACKS, Moment.of_year(2019), TABLES, answers=answers, only="firm_years")
    assert not findings
    rules = book.on("firm_years")
    assert rules is not None
    return rules


RULES = compiled({})
WAYS = [
    dict(zip((question.id for question in one.questions), answers, strict=True))
    for one in question_sets(RULES, {})
    for answers in product(*(question.answers or ("随便",) for question in one.questions))
]


@pytest.mark.parametrize("answers", WAYS, ids=lambda way: "，".join(way.values()))
def test_settled_rules_are_the_rules_compiled_with_the_answers(answers: dict[str, str]) -> None:
    made, wanted = settled(RULES, answers), compiled(answers)
    assert made.groups == wanted.groups
    assert made.rewards == wanted.rewards


def test_questions_meet_in_a_clause_or_through_a_group() -> None:
    sets = {tuple(question.id for question in one.questions): one.rewards for one in question_sets(RULES, {})}
    assert sets[("step-award", "first-award-levels", "step-and-first-award")] == ("step-award", "first-award")
    assert sets[("fair-subsidy-times", "fair-subsidy-levels")] == ("fair-national", "fair-provincial")
    assert sets[("tech-centre-two-levels",)] == ("tech-centre",)


def test_a_question_without_readings_stands_alone() -> None:
    (found,) = (one for one in question_sets(RULES, {}) if one.questions[0].id == "strategic-proof")
    assert len(found.questions) == 1
    assert found.questions[0].answers == ()
    assert found.rewards == ("entry-award", "sales-expansion")


def test_an_answered_question_is_no_longer_open() -> None:
    answers = {"tech-centre-two-levels": "就高"}
    assert "tech-centre-two-levels" not in {one.id for one in open_questions(RULES, answers)}


def test_rewards_reach_each_other_through_groups() -> None:
    assert set(reached_rewards(("first-award",), RULES)) == {"first-award", "step-award"}
    assert reached_rewards(("tech-centre",), RULES) == ("tech-centre",)
