import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.domain import Period
from guatu.pack import Pack, Packs, bundled_names, check_packs, load_packs
from guatu.pack.load import pack_version

PACKS = Path(__file__).parent / "packs"


def good() -> Packs:
    packs, findings = load_packs([PACKS / "good"])
    assert packs is not None
    assert findings == ()
    return packs


def write(folder: Path, **texts: str) -> Path:
    """A pack folder; `targets="…"` becomes targets.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"pack": f"id: {folder.name}\ntitle: 测试\n", **texts}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def load_codes(*names: str | Path) -> list[str]:
    return [finding.code for finding in load_packs(names)[1]]


def test_a_good_pack_loads_whole_and_passes_every_check() -> None:
    packs = good()
    pack = packs.main
    assert check_packs(packs, on=date(2026, 6, 30)) == ()
    kinds = (pack.places, pack.agencies, pack.industries, pack.indicators, pack.targets, pack.tasks, pack.duties)
    assert [len(kind) for kind in kinds] == [3, 3, 1, 4, 5, 1, 1]
    assert [len(kind) for kind in (pack.alerts, pack.lights, pack.checks, pack.calendar)] == [1] * 4
    columns = (pack.columns, pack.parameters, pack.aggregates, pack.derived, pack.classes, pack.scores)
    assert [len(kind) for kind in columns] == [2, 1, 2, 2, 2, 3]
    decided = (pack.qualifications, pack.scales, pack.rewards, pack.groups, pack.gates, pack.ladders, pack.cases)
    assert [len(kind) for kind in decided] == [1, 1, 10, 2, 1, 1, 1]


def test_a_list_may_be_one_file_and_a_folder_of_files() -> None:
    rewards = {one.id: one for one in good().main.rewards}
    assert str(rewards["entry"].span) == "good/rewards.yaml:1"
    assert str(rewards["sales"].span) == "good/rewards/growth.yaml:1"


def test_a_bare_text_stands_for_its_noun_and_an_entry_for_a_list_of_one() -> None:
    pack = good().main
    entry, sales = pack.rewards[0], next(one for one in pack.rewards if one.id == "sales")
    assert [condition.test for condition in entry.when] == ["首次纳规"]
    assert [term.value for term in entry.amount[0].lump] == ["首次纳规奖励标准"]
    assert [[condition.test for condition in amount.if_] for amount in sales.amount] == [["战略性新兴产业"], []]
    assert [branch.then for branch in pack.derived[1].value] == ["收入增长额", "收入增长额 / 2"]
    assert [term.value for term in pack.scales[0].brackets[1].from_] == ["100万元"]
    assert pack.cases[0].given[1] == ("主营业务收入", "1.20亿元")


def test_conditions_amounts_and_bands_know_their_own_line() -> None:
    reach = next(one for one in good().main.rewards if one.id == "first-reach")
    lines = [band.span.line for band in reach.amount[0].tiers if band.span is not None]
    assert lines == [21, 22]
    assert str(reach.amount[0].tiers[1].then[1].span) == "good/rewards/growth.yaml:22"


def test_what_a_file_of_a_list_folder_leaves_out_is_not_called_unknown(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", groups="- {id: g, name: 组, kind: stack, rewards: [a, b]}\n")
    (folder / "rewards").mkdir()
    (folder / "rewards" / "one.yaml").write_text("- {id: a, nme: 甲}\n", encoding="utf-8")
    (folder / "rewards" / "two.yaml").write_text("- id: [\n", encoding="utf-8")
    packs, findings = load_packs([folder])
    assert packs is not None
    assert [(finding.code, str(finding.span)) for finding in findings] == [
        ("P020", "p/rewards/one.yaml:1"),
        ("P021", "p/rewards/one.yaml:1"),
        ("P001", "p/rewards/two.yaml:2"),
    ]
    assert check_packs(packs) == ()


def test_entries_keep_exact_values_and_their_line() -> None:
    target = good().main.targets[0]
    assert str(target.value[1].value) == "12.50"
    assert target.period == Period.year(2026)
    assert target.steps[-1] == (12, Decimal(1))
    assert str(target.span) == "good/targets.yaml:1"
    assert str(good().main.manifest.documents[0].clauses[1].span) == "good/pack.yaml:14"


def test_words_that_yaml_would_turn_into_values_stay_words() -> None:
    ruling = good().main.rulings[0]
    assert (ruling.answer, ruling.document) == ("2025 年", "no")


def test_full_width_digits_and_chinese_dates_are_read() -> None:
    pack = good().main
    assert pack.targets[2].value[0].value == 20
    assert pack.tasks[0].deadline == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "as_of", "value"),
    [
        (date(2026, 3, 1), None, "10"),
        (date(2026, 7, 1), None, "12.50"),
        (date(2026, 7, 1), date(2026, 6, 19), "10"),
        (date(2026, 7, 1), date(2026, 1, 4), None),
    ],
)
def test_a_dated_value_is_the_one_in_force_and_published(day: date, as_of: date | None, value: str | None) -> None:
    found = good().main.targets[0].value_on(day, as_of)
    assert (None if found is None else str(found)) == value


def test_a_pack_comes_after_those_it_extends_and_each_once(tmp_path: Path) -> None:
    write(tmp_path / "base")
    write(tmp_path / "left", pack="id: left\ntitle: 左\nextends: [base]\n")
    write(tmp_path / "top", pack="id: top\ntitle: 上\nextends: [left, base, ../base]\n")
    packs, findings = load_packs([tmp_path / "top", tmp_path / "base"])
    assert packs is not None
    assert findings == ()
    assert [pack.id for pack in packs.packs] == ["base", "left", "top"]


def test_a_missing_pack_is_named_with_the_nearest_bundled_one() -> None:
    packs, findings = load_packs(["natoinal"])
    assert packs is None
    assert [finding.code for finding in findings] == ["P010"]
    assert "national" in findings[0].sentence


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    assert load_codes(tmp_path) == ["P010"]


def test_a_broken_manifest_still_lets_the_other_files_be_checked(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", pack="title: 没有编号\n", targets="- id: a\n  bogus: 1\n")
    packs, findings = load_packs([folder])
    assert packs is None
    assert {finding.code for finding in findings} == {"P021", "P020"}


def test_a_bad_entry_is_left_out_and_the_rest_loads(tmp_path: Path) -> None:
    indicator = "- {{id: {}, name: {}, unit: 户, kind: {}, growth: real}}\n"
    indicators = indicator.format("a", "甲", "flo") + indicator.format("b", "乙", "flow")
    tasks = "- {id: t, title: 任务, indicators: [a, b, 甲]}\n"
    packs, findings = load_packs([write(tmp_path / "p", indicators=indicators, tasks=tasks)])
    assert packs is not None
    assert [finding.code for finding in findings] == ["P022"]
    assert [one.id for one in packs.main.indicators] == ["b"]
    # The task that names the entry is not to blame for the mistake in it.
    assert check_packs(packs) == ()


def test_a_file_that_cannot_be_read_does_not_make_its_names_unknown(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", agencies="- id: [\n", tasks="- {id: t, title: 任务, lead: [州工信局]}\n")
    packs, findings = load_packs([folder])
    assert packs is not None
    assert [finding.code for finding in findings] == ["P001"]
    assert check_packs(packs) == ()


def test_an_unknown_key_costs_the_key_not_the_entry(tmp_path: Path) -> None:
    packs, findings = load_packs([write(tmp_path / "p", tasks="- {id: t, title: 任务, tilte: 错}\n")])
    assert packs is not None
    assert [one.id for one in packs.main.tasks] == ["t"]
    assert "是否想写“title”？" in findings[0].sentence


def test_contradicting_targets_of_two_packs_are_kept_and_flagged_with_both_places(tmp_path: Path) -> None:
    target = "- {{id: t, indicator: gdp, measure: growth, comparator: '>=', value: {}, unit: '%', period: {}}}\n"
    write(
        tmp_path / "above",
        pack="id: above\ntitle: 上级\nplace: '990000'\n",
        places="- {code: '990000', name: 青岭州, level: prefecture}\n",
        indicators="- {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, growth: real}\n",
        targets=target.format(10, 2026),
    )
    below = "id: below\ntitle: 本级\nplace: '990000'\nextends: [above]\n"
    packs, _ = load_packs([write(tmp_path / "below", pack=below, targets=target.format(12, 2026))])
    assert packs is not None
    (finding,) = check_packs(packs)
    assert (finding.code, str(finding.span), finding.blocks) == ("P044", "below/targets.yaml:1", False)
    assert "above/targets.yaml:1" in finding.sentence
    assert len(packs.targets_with_packs()) == 2
    packs, _ = load_packs([write(tmp_path / "below", pack=below, targets=target.format(12, 2027))])
    assert packs is not None
    assert check_packs(packs) == ()


def test_the_version_changes_with_content_and_with_nothing_else(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(PACKS / "good", copy)
    version = pack_version(PACKS / "good")
    assert pack_version(copy) == version == good().main.version
    for path in copy.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "README.md").write_text("说明", encoding="utf-8")
    assert pack_version(copy) == version
    (copy / "tasks.yaml").write_text("[]\n", encoding="utf-8")
    assert pack_version(copy) != version
    assert len(version) == 16


def test_content_moved_to_another_file_is_another_version(tmp_path: Path) -> None:
    one = write(tmp_path / "a" / "p", tasks="[]", duties="")
    other = write(tmp_path / "b" / "p", tasks="", duties="[]")
    assert pack_version(one) != pack_version(other)


@pytest.mark.parametrize("name", bundled_names())
def test_bundled_packs_load_without_a_blocking_finding(name: str) -> None:
    packs, findings = load_packs([name])
    assert packs is not None
    assert [str(finding) for finding in (*findings, *check_packs(packs)) if finding.blocks] == []
    assert isinstance(packs.main, Pack)
