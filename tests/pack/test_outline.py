from guatu.pack import Packs, contradicting_targets, load_packs, pack_outline


def example() -> Packs:
    packs, _ = load_packs(("example",), with_cases=False)
    assert packs is not None
    return packs


def test_an_outline_has_every_entry_in_words() -> None:
    main = example().main
    kinds = {kind.key: kind for kind in pack_outline(main, {"industrial_va": "规模以上工业增加值"})}
    assert kinds["targets"].word == "目标"
    assert len(kinds["targets"].items) == len(main.targets)
    assert "calendar" not in kinds
    growth = next(one for one in kinds["targets"].items if one.id == "va-growth-plan")
    assert growth.name == "规模以上工业增加值"
    assert "目标值" not in dict(growth.facts)
    assert (growth.gist, growth.clause) == ("增速 8%以上", "1#二/（一）")
    assert dict(growth.facts)["牵头单位"] == "州工信局"
    assert growth.where.startswith("example/targets.yaml")
    question = next(one for one in kinds["rulings"].items if one.id == "fair-times")
    assert question.name.startswith("展销补助")
    assert dict(question.facts)["可能的答案"] == "参加一次补一次、一户一年只补一次"


def test_targets_that_contradict_stand_together() -> None:
    (group,) = contradicting_targets(example())
    assert [target.clause for _, target in group] == ["1#二/（一）", "2#一/（一）"]
