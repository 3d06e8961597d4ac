"""The cases of the bundled packs come out, and they notice when a number of a clause is changed."""

import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from guatu.engines import DuckDBEngine
from guatu.pack import load_packs
from guatu.query import tables_of
from guatu.rules import CaseResult, run_cases

PACKS = {"national": 2019, "chuxiong-2019": 2019, "yunnan-parks-2026": 2026, "example": 2024}
GROWTH = "rewards/firm-growth.yaml"
MARKET = "rewards/market-and-innovation.yaml"
FINANCE = "rewards/finance.yaml"


@cache
def bundled_results(name: str) -> tuple[CaseResult, ...]:
    return results_of(name, PACKS[name])


def results_of(name: str | Path, year: int, about: str = "") -> tuple[CaseResult, ...]:
    """Run the cases of a pack, or only those whose titles begin with some words."""
    packs, findings = load_packs([name])
    assert packs is not None
    assert not findings
    tables, _ = tables_of(packs)
    cases = tuple(case for case in packs.main.cases if case.title.startswith(about))
    assert cases
    results, findings = run_cases(packs, tables, DuckDBEngine(), cases, year=year)
    assert not findings, [str(finding) for finding in findings]
    return results


@pytest.mark.parametrize("name", PACKS)
def test_every_case_of_a_bundled_pack_comes_out(name: str) -> None:
    results = bundled_results(name)
    assert len(results) > 10
    assert [str(one.finding()) for one in results if not one.agrees] == []


@pytest.mark.parametrize(
    ("name", "about", "file", "before", "after"),
    [
        ("chuxiong-2019", "扩销促产：", GROWTH, "增速 >= 15%", "增速 > 15%"),
        ("chuxiong-2019", "扩销促产：", GROWTH, "增长额 > 500万元", "增长额 >= 500万元"),
        ("chuxiong-2019", "扩销促产：", GROWTH, "cap: 50万元", "cap: 50.01万元"),
        ("chuxiong-2019", "扩销促产，战略", GROWTH, "rate: 3‰", "rate: 3.01‰"),
        ("chuxiong-2019", "升规：2023", GROWTH, "value: 40万元", "value: 30万元"),
        ("chuxiong-2019", "升规：2023", GROWTH, "effective: 2023-02-28", "effective: 2023-03-01"),
        ("chuxiong-2019", "首次达标：以前", GROWTH, "from: 200亿元", "from: 199.99亿元"),
        ("chuxiong-2019", "扩销促产，合并", GROWTH, "questions: [growth-subsidy-base]", "questions: []"),
        ("chuxiong-2019", "技术中心：", MARKET, "lump: 50万元", "lump: 51万元"),
        ("chuxiong-2019", "展洽会：", MARKET, "each: 1万元", "each: 2万元"),
        ("chuxiong-2019", "创业担保", FINANCE, "cap: 300万元", "cap: 300.01万元"),
        ("chuxiong-2019", "风险补偿", FINANCE, "rate: 10%", "rate: 9%"),
        ("chuxiong-2019", "首次达标：跨过", "groups.yaml", "两项都拿, kind: stack", "两项都拿, kind: highest"),
        ("yunnan-parks-2026", "分档", "parameters.yaml", "value: 100亿元", "value: 99.99亿元"),
        ("yunnan-parks-2026", "新增", "parameters.yaml", "value: 5户", "value: 6户"),
        ("yunnan-parks-2026", "分档", "rulings.yaml", "answer: 归上一档", "answer: 归下一档"),
        ("yunnan-parks-2026", "沿边", "qualifications.yaml", "> 沿边园区新增户数", ">= 沿边园区新增户数"),
        ("example", "增产奖", "rewards.yaml", "增速 >= 12%", "增速 > 12%"),
        ("example", "研发补助", "rewards.yaml", "round_by: down", "round_by: up"),
        ("example", "一户封顶", "groups.yaml", "cap: 90万元", "cap: 89万元"),
    ],
)
def test_a_changed_clause_is_noticed_by_a_case(
    name: str, about: str, file: str, before: str, after: str, tmp_path: Path
) -> None:
    folder = tmp_path / name
    shutil.copytree(Path(str(files("guatu"))) / "packs" / name, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    assert not all(one.agrees for one in results_of(folder, PACKS[name], about))
