"""The national pack holds together: sources, versions by date, what is only an input, cases for every result."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from tests.packs.national_enterprise import conditions, pack, packs, qualification, rules, size_class

from guatu.engines import DuckDBEngine
from guatu.pack import Classification, Qualification, Score, check_packs
from guatu.query import Provenance, tables_of
from guatu.rules import run_cases

UNKNOWN = "不知道"
LAST_DAY_OF_2022_RULES, FIRST_DAY_OF_2026_RULES = date(2026, 3, 31), date(2026, 4, 1)


def test_the_pack_has_no_finding() -> None:
    assert check_packs(packs()) == ()


def test_every_rule_names_its_source_its_sureness_and_its_clause() -> None:
    assert [one.id for one in rules() if not (one.source and one.confidence and one.clause)] == []


def test_every_clause_is_listed_under_its_document() -> None:
    listed = {f"{one.number}#{entry.path}" for one in pack().manifest.documents for entry in one.clauses}
    cited = {one.clause for one in rules()}
    cited |= {condition.clause for one in pack().qualifications for condition in one.when if condition.clause}
    assert cited <= listed


def test_a_fact_from_memory_or_from_others_says_that_it_awaits_the_official_text() -> None:
    unseen = [one for one in pack().qualifications if one.confidence == "medium"]
    assert unseen
    assert [one.id for one in unseen if "未见" not in (one.source or "") and not one.note] == []


def test_no_added_column_is_taken_from_statistics() -> None:
    assert pack().columns
    assert Provenance.STATISTICS.value not in {one.provenance for one in pack().columns}


def test_what_only_evidence_can_say_is_an_input_and_no_rule() -> None:
    columns = {one.name: one.meaning for one in pack().columns}
    made = {one.name for one in rules()}
    assert "不重算" in columns["专精特新发展评价得分"]
    assert "不代为推算" in columns["科技和创新型评价通过"]
    assert not made & {"专精特新发展评价得分", "上年专精特新发展评价得分", "科技和创新型评价通过", "特色化指标打分"}


def test_sixteen_industries_have_three_bounds_each_and_the_rest_is_micro() -> None:
    *bounds, rest = size_class().cases
    assert len(bounds) == 48
    assert (rest.then, size_class().otherwise) == ("微型", None)
    (column,) = (one for one in pack().columns if one.name == "规模行业")
    assert len(column.choices) == 16


def test_every_result_has_cases_of_at_least_two_values_and_one_that_is_unknown() -> None:
    expected: dict[str, set[str]] = defaultdict(set)
    for case in pack().cases:
        for key, value in case.expect:
            expected[key].add(value)
    lacking = {}
    for rule in rules():
        values = expected[rule.name] | expected[rule.id]
        if isinstance(rule, (Classification, Score, Qualification)) and (UNKNOWN not in values or len(values) < 3):
            lacking[rule.id] = values
    assert lacking == {}


def test_each_standard_of_the_ladder_holds_in_its_own_years() -> None:
    ids = (
        ("innovative-2022", "foundation-2026"),
        ("specialised-2022", "specialised-2026"),
        ("little-giant-2022", "little-giant-2026"),
    )
    for old, new in ids:
        before, after = qualification(old).valid, qualification(new).valid
        assert (before.start, before.end, after.start) == (
            date(2022, 8, 1),
            LAST_DAY_OF_2022_RULES,
            FIRST_DAY_OF_2026_RULES,
        )
    review_2026, later = qualification("little-giant-2022-review"), qualification("little-giant-2026-review")
    assert (review_2026.application, later.application) == ("review", "review")
    assert (review_2026.valid.start, review_2026.valid.end) == (FIRST_DAY_OF_2026_RULES, date(2026, 12, 31))
    assert review_2026.valid.end is not None
    assert later.valid.start == review_2026.valid.end + timedelta(days=1)


def test_the_review_of_2026_asks_a_little_giant_what_the_old_rule_asked() -> None:
    assert conditions("little-giant-2022-review") == conditions("little-giant-2022")


def test_a_review_of_the_new_rule_forgets_growth_and_takes_the_better_score_of_two_years() -> None:
    new, review = (set(conditions(key).split("\n")) for key in ("little-giant-2026", "little-giant-2026-review"))
    assert new - review == {"营业收入 / 前年营业收入 >= 110.25%", "专精特新发展评价得分 >= 60"}
    assert review - new == {"专精特新发展评价得分 >= 60 或 上年专精特新发展评价得分 >= 60"}


def test_the_ladders_climb_from_registration_and_from_technology() -> None:
    rungs = {one.id: [rung.name for rung in one.rungs] for one in pack().ladders}
    assert rungs["growth"] == ["登记", "个转企", "小升规", "规改股", "上市"]
    assert rungs["quality-sme"][1:] == ["科技和创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"]
    assert rungs["high-tech"] == ["高新技术企业"]
    (pace,) = (rung.pace for one in pack().ladders for rung in one.rungs if rung.pace is not None)
    assert (pace.of, pace.reach[0].value) == ("营业收入", "2000万元")


@pytest.mark.slow
def test_every_case_comes_out_as_written() -> None:
    tables, findings = tables_of(packs())
    assert findings == ()
    results, findings = run_cases(packs(), tables, DuckDBEngine(), pack().cases, year=2025)
    assert findings == ()
    assert len(results) >= len(pack().cases) > 1000
    assert [str(one.finding()) for one in results if not one.agrees] == []
