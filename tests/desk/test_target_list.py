from decimal import Decimal
from pathlib import Path

from guatu.desk import list_targets
from guatu.pack import Packs, load_packs

HEADER = "目标编号,地区,指标,起始月,截止月,目标类型,要求,目标值,每年,条款,牵头单位\n"


def example() -> Packs:
    packs, _ = load_packs(("example",), with_cases=False)
    assert packs is not None
    return packs


def test_targets_of_packs_are_listed_in_words_with_their_document() -> None:
    listed, findings = list_targets(example())
    by_key = {one.key: one for one in listed}
    plan = by_key["example:va-growth-plan"]
    assert findings == ()
    assert (plan.place_name, plan.indicator_name, plan.requirement) == (
        "示例州（虚构）", "规模以上工业增加值", "增速 8%以上",
    )  # fmt: skip
    assert (plan.value, plan.unit, plan.clause, plan.clause_title) == (Decimal(8), "%", "1#二/（一）", "增长目标")
    assert plan.source == "示例州2024年国民经济和社会发展计划（虚构）"
    assert plan.lead == ("州工信局",)
    assert {one.key for one in listed if one.contradicts} == {"example:va-growth-plan", "example:va-growth-industry"}


def test_targets_handed_in_as_a_register_follow(tmp_path: Path) -> None:
    row = (
        "county:va-jiazi,甲子市,规模以上工业增加值,2024-01-01,2024-12-01,growth,>=,9.5%,否,1#三/（一）,甲子市人民政府\n"
    )
    (tmp_path / "targets.csv").write_text(HEADER + row, encoding="utf-8")
    listed, findings = list_targets(example(), tmp_path)
    last = listed[-1]
    assert not [one for one in findings if one.blocks]
    assert (last.key, last.place, last.place_name) == ("county:va-jiazi", "999901", "甲子市")
    assert (last.requirement, last.value, last.unit) == ("增速 9.5%以上", Decimal("9.5"), "%")
    assert last.period is not None
    assert last.period.words == "2024年"
    assert last.source == "targets.csv"


def test_a_folder_without_targets_adds_nothing(tmp_path: Path) -> None:
    assert list_targets(example(), tmp_path) == list_targets(example())
