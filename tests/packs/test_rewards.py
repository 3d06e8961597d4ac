"""The bundled packs pay what the plans say: every amount, every question left open, and cases around each threshold."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from guatu.pack import Amount, Case, Condition, Pack, Packs, Reward, load_packs

AWARDING = ("chuxiong-2019", "example")
YEAR_2019 = (date(2019, 1, 1), date(2019, 12, 31))


@cache
def packs_of(name: str) -> Packs:
    packs, findings = load_packs([name])
    assert packs is not None
    assert not findings
    return packs


def pack_named(name: str) -> Pack:
    return packs_of(name).main


def reward(key: str, pack: str = "chuxiong-2019") -> Reward:
    return next(one for one in pack_named(pack).rewards if one.id == key)


def written(amount: Amount, *keys: str) -> dict[str, object]:
    """What an amount says under some keys: terms as their texts, bands as pairs of start and result."""
    found: dict[str, object] = {}
    for key in keys:
        value = getattr(amount, key)
        if key == "tiers":
            found[key] = [(band.from_[0].value, band.then[0].value) for band in value]
        else:
            found[key] = [term.value for term in value] if isinstance(value, tuple) else value
    return found


def first_amount(key: str) -> Amount:
    return reward(key).amount[0]


def conditions_of(conditions: tuple[Condition, ...]) -> list[str]:
    return [condition.test for condition in conditions]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("entry-award", {"lump": ["10万元", "30万元"]}),
        ("entry-award-strategic", {"lump": ["15万元", "40万元"]}),
        ("step-award", {"step": ["1亿元"], "each": ["1万元"]}),
        ("fair-national", {"each": ["2万元"]}),
        ("fair-provincial", {"each": ["1万元"]}),
        ("sales-expansion", {"rate": ["2‰"], "of": "主营业务收入增长额", "cap": ["50万元"]}),
        ("sales-expansion-strategic", {"rate": ["3‰"], "of": "主营业务收入增长额", "cap": ["60万元"]}),
        ("sales-expansion-merged", {"rate": ["2‰"], "of": "主营业务收入增长额", "cap": ["50万元"]}),
        ("sales-expansion-merged-strategic", {"rate": ["3‰"], "of": "主营业务收入增长额", "cap": ["60万元"]}),
        ("loan-person", {"then": "申请金额", "cap": ["15万元"]}),
        ("loan-firm", {"then": "申请金额", "cap": ["300万元"]}),
        ("fund-match", {"rate": ["10%"], "of": "省级风险补偿资金"}),
    ],
)
def test_a_clause_pays_what_the_plan_says(key: str, said: dict[str, object]) -> None:
    assert written(first_amount(key), *said) == said


def test_first_reaching_a_mark_pays_as_many_ten_thousands_as_the_mark_has_hundred_millions() -> None:
    marks = [(f"{mark}亿元", f"{mark}万元") for mark in (5, 10, 20, 50, 100, 200)]
    both = [reward("first-award").amount[0], *(one.amount[0] for one in reward("first-award").readings if one.amount)]
    assert [(written(one, "tiers")["tiers"], one.take) for one in both] == [(marks, "highest"), (marks, "each")]


def test_technology_centres_pay_by_their_level() -> None:
    assert [amount.lump[0].value for amount in reward("tech-centre").amount] == ["100万元", "50万元", "10万元"]


def test_growth_counts_from_fifteen_percent_on_and_above_five_million() -> None:
    assert conditions_of(reward("sales-expansion").when) == ["主营业务收入增速 >= 15%", "主营业务收入增长额 > 500万元"]


def test_the_entry_award_of_2023_counts_from_the_day_its_measure_was_published() -> None:
    for key in ("entry-award", "entry-award-strategic"):
        old, new = first_amount(key).lump
        assert old.effective is None
        assert (new.effective, new.published) == (date(2023, 2, 28), date(2023, 2, 28))
        assert new.source is not None
        assert "2023" in new.source
        assert (reward(key).valid.start, reward(key).valid.end) == (date(2019, 1, 1), date(2023, 12, 31))


def test_all_other_clauses_hold_in_2019_only() -> None:
    others = [one for one in pack_named("chuxiong-2019").rewards if not one.id.startswith("entry-award")]
    assert len(others) == 13
    assert {(one.valid.start, one.valid.end) for one in others} == {YEAR_2019}


def test_the_entry_award_is_one_clause_though_it_is_printed_twice() -> None:
    assert (reward("entry-award").clause, reward("entry-award").also_in) == ("2#二/（三）", ("4#二/（四）",))


def test_buying_local_pays_nothing_before_its_review() -> None:
    local = reward("buy-local")
    assert (local.review, local.amount, local.questions) == ("公平竞争审查", (), ("buy-local",))


def test_ceilings_and_matches_are_not_paid_out() -> None:
    kinds = {one.id: one.pays for one in pack_named("chuxiong-2019").rewards if one.pays != "grant"}
    assert kinds == {"loan-person": "ceiling", "loan-firm": "ceiling", "fund-match": "match"}


@pytest.mark.parametrize("name", AWARDING)
def test_every_clause_says_where_it_stands_and_how_sure_it_is(name: str) -> None:
    for one in pack_named(name).rewards:
        assert one.clause is not None, one.id
        assert one.source is not None, one.id
        assert one.confidence is not None or name == "example", one.id


@pytest.mark.parametrize("name", AWARDING)
def test_every_clause_has_cases_in_which_it_pays_refuses_and_does_not_know(name: str) -> None:
    pack = pack_named(name)
    for one in pack.rewards:
        if one.exception_to is None and one.review is None:
            outcomes = set(expected(pack.cases, one.id, one.name))
            assert {"否", "不知道"} < outcomes, one.id
            assert any(value.endswith("元") and value != "0元" for value in outcomes), one.id


def test_every_class_and_condition_of_parks_has_cases_with_each_outcome() -> None:
    pack = pack_named("yunnan-parks-2026")
    tier = next(one for one in pack.classes if one.id == "park-tier")
    labels = {band.then[0].value for band in tier.bands}
    assert set(expected(pack.cases, tier.id, tier.name)) == {*labels, "不知道"}
    for one in pack.qualifications:
        assert set(expected(pack.cases, one.id, one.name)) == {"是", "否", "不知道"}, one.id


@pytest.mark.parametrize("name", [*AWARDING, "yunnan-parks-2026"])
def test_every_answer_to_a_question_of_a_rule_has_a_case(name: str) -> None:
    pack = pack_named(name)
    answered = {pair for case in pack.cases for pair in case.answers}
    lists = [[one.questions for one in kind] for kind in (pack.rewards, pack.groups, pack.classes)]
    asked = {question for kind in lists for questions in kind for question in questions} - {"buy-local"}
    assert asked
    for ruling in pack.rulings:
        if ruling.id in asked:
            assert ruling.choices, ruling.id
            assert {(ruling.id, choice) for choice in ruling.choices} <= answered, ruling.id


def test_there_are_more_than_a_hundred_cases_for_the_five_plans() -> None:
    assert len(pack_named("chuxiong-2019").cases) > 200


def test_tiers_of_parks_meet_at_their_marks_and_quotas_are_those_of_the_plan() -> None:
    values = {one.id: one.value[0].value for one in pack_named("yunnan-parks-2026").parameters}
    assert values == {
        "tier-upper": "500亿元",
        "tier-middle": "100亿元",
        "quota-upper": "20户",
        "quota-middle": "10户",
        "quota-lower": "5户",
        "quota-border": "40户",
    }


def test_the_gate_of_new_projects_keeps_the_modality_of_the_plan() -> None:
    (gate,) = pack_named("yunnan-parks-2026").gates
    assert (gate.modality, [one.name for one in gate.tests]) == ("原则上", ["亩均投资强度", "亩均营业收入"])


def expected(cases: tuple[Case, ...], key: str, name: str) -> Iterator[str]:
    """Every value that cases expect of a rule, called by its id or its name."""
    for case in cases:
        yield from (value for called, value in case.expect if called in (key, name))
