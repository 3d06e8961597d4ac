"""Rules of packs on all days and in all readings: what compiling finds is told once, and bundled packs are clean."""

from pathlib import Path

import pytest
from tests.rules.planted_rules import expected_in, findings_of, places_of

from guatu.desk import check_plan
from guatu.pack import bundled_names, load_packs
from guatu.query import tables_of
from guatu.rules import FINDING_CODES, check_rules
from guatu.rules.checks.check_moments import check_moments

CLOCKS = {
    "parameters": "- {id: line, name: 收入线, value: random()} # expect: E015",
    "aggregates": "- {id: had, name: 有过, table: titles, take: any, where: [认定日期 < today()]} # expect: E015",
    "derived": "- {id: age, name: 年龄, value: '相隔天数(申报日期, now())'} # expect: E015",
    "classes": "- {id: kind, name: 类, cases: [{if: 申报日期 < 今天, then: 老}]} # expect: E015",
    "scores": "- {id: points, name: 分, cases: [{if: 从业人员 > 1人, then: random()}], otherwise: '0'} # expect: E015",
    "qualifications": "- {id: fit, name: 合格, when: [申报日期 < current_date]} # expect: E015",
    "scales": "- {id: charge, name: 标准, kind: single_amount, brackets: [{from: 1元, then: random()}]} # expect: E015",
    "rewards": "- {id: award, name: 奖, when: [从业人员 > 1人], amount: {then: 1万元 * random()}} # expect: E015",
    "gates": (
        "- {id: gate, name: 门, on: projects, peers: [开工月份 < today()], by: [园区],"
        " tests: [{name: 强度, over: 总投资, under: 用地面积}]} # expect: E015"
    ),
    "ladders": "- {id: steps, name: 梯, rungs: [{id: one, name: 一, held: 申报日期 < today()}]} # expect: E015",
}
WAITING = "- {id: award, name: 奖, when: [申报日期 < today()], review: 公平竞争审查} # expect: E015"
PLAIN = "- {id: plain, name: 平常, when: [从业人员 > 1人]}\n"


@pytest.mark.parametrize("name", [*CLOCKS, "review", "groups"])
def test_a_clock_or_chance_is_found_in_every_kind_of_rule(name: str, tmp_path: Path) -> None:
    files = {name: CLOCKS.get(name, "")}
    if name == "review":
        files = {"rewards": WAITING}
    if name == "groups":
        files = {
            "rewards": "- {id: award, name: 奖, when: [从业人员 > 1人], amount: {lump: 1万元}}",
            "groups": "- {id: all, name: 组, rewards: [award], kind: stack, cap: random()} # expect: E015",
        }
    if name in ("parameters", "scales", "ladders"):
        files["qualifications"] = PLAIN
    findings = findings_of(tmp_path, **files)
    assert places_of(findings) == expected_in(tmp_path), "\n".join(map(str, findings))


def test_mistakes_of_units_names_and_circles_are_told_on_whatever_day_they_stand(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path,
        qualifications="""
        - id: old
          name: 旧标准
          when: [主营业务收入 > 15%] # expect: E009
          valid: {from: 2019-01-01, to: 2019-03-31}
        - id: new
          name: 新标准
          when: [主营业务收如 > 2000万元] # expect: E002
          valid: {from: 2022-07-01, to: 2022-07-31}
        """,
        derived="""
        - {id: one, name: 甲数, value: 乙数 * 2} # expect: R002
        - {id: two, name: 乙数, value: 甲数 / 2}
        """,
        rewards="""
        - id: award
          name: 奖
          when: [从业人员 > 1人]
          amount:
            lump:
              - {value: 1万元}
              - {value: 2户, effective: 2023-05-01} # expect: E019
          valid: {from: 2019-01-01, to: 2023-12-31}
        """,
    )
    assert places_of(findings) == expected_in(tmp_path), "\n".join(map(str, findings))


def test_a_reading_that_was_decided_against_is_checked_too(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path,
        rulings="""
        - {id: base, question: 按什么算, choices: [甲, 乙, 丙], answer: 甲, decided_by: 工信局, decided_on: 2019-06-01}
        """,
        rewards="""
        - id: award
          name: 奖
          when: [从业人员 > 1人]
          amount: {lump: 1万元}
          questions: [base]
          readings:
            - {question: base, answer: 甲}
            - {question: base, answer: 乙, amount: {rate: 2万元, of: 主营业务收入}} # expect: E009
            - {question: base, answer: 丙, when: [从业人员 > 9人, 从业人员 < 5人]} # expect: R025
        """,
    )
    assert {(code, place) for code, place in places_of(findings) if code == "R025"} == {
        ("R025", "planted/rewards.yaml:9")
    }, "\n".join(map(str, findings))
    assert any(one.code.startswith("E") and str(one.span) == "planted/rewards.yaml:8" for one in findings)


def test_each_rule_and_each_dated_value_is_in_force_on_a_day_that_is_checked() -> None:
    for name in bundled_names():
        packs, _ = load_packs([name])
        assert packs is not None
        days = [moment.day for moment in check_moments(packs)]
        for pack in packs.packs:
            valid = {one.id: one.valid for one in pack.rewards}
            valid |= {one.id: one.valid for one in pack.qualifications}
            valid |= {one.id: one.valid for one in pack.classes}
            valid |= {one.id: one.valid for one in pack.scores}
            for key, one in valid.items():
                assert any(one.holds_on(day) for day in days), key


@pytest.mark.parametrize("name", bundled_names())
def test_the_rules_of_bundled_packs_contradict_nothing(name: str) -> None:
    packs, _ = load_packs([name])
    assert packs is not None
    tables, unfit = tables_of(packs)
    findings = (*unfit, *check_rules(packs, tables))
    assert findings == (), "\n".join(map(str, findings))


def test_checking_a_plan_tells_what_its_rules_say_together(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: small\ntitle: 小包\nextends: [national]\n", encoding="utf-8")
    text = "- {id: fit, name: 合格, when: [从业人员 > 9人, 从业人员 < 5人]}\n"
    (tmp_path / "qualifications.yaml").write_text(text, encoding="utf-8")
    assert [one.code for one in check_plan((tmp_path,))] == ["R025"]


def test_codes_are_given_once() -> None:
    numbers = [one.code for one in FINDING_CODES]
    assert len(numbers) == len(set(numbers))
