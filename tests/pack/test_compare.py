import shutil
from pathlib import Path

from guatu.pack import Change, Pack, compare_packs, load_packs

GOOD = Path(__file__).parent / "packs" / "good"


def load(folder: Path) -> Pack:
    packs, findings = load_packs([folder])
    assert packs is not None
    assert findings == ()
    return packs.main


def changes_after(tmp_path: Path, file: str, old: str, new: str) -> list[Change]:
    copy = tmp_path / "good"
    shutil.copytree(GOOD, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    return list(compare_packs(load(GOOD), load(copy)))


def test_a_pack_does_not_differ_from_itself() -> None:
    assert compare_packs(load(GOOD), load(GOOD)) == ()


def test_an_entry_that_only_moved_has_not_changed(tmp_path: Path) -> None:
    assert changes_after(tmp_path, "pack.yaml", "documents:", "\n\ndocuments:") == []
    assert changes_after(tmp_path / "b", "targets.yaml", "- id: share", "# 说明\n- id: share") == []


def test_a_changed_value_is_told_with_unit_and_both_places(tmp_path: Path) -> None:
    (change,) = changes_after(tmp_path, "targets.yaml", "value: 3\n", "value: 4\n")
    assert str(change) == "修改 目标“share” 目标值：3个百分点 → 4个百分点"
    assert (str(change.old_span), str(change.new_span)) == ("good/targets.yaml:15", "good/targets.yaml:15")
    assert change.key == "value"


def test_choices_dates_and_lists_are_told_in_words(tmp_path: Path) -> None:
    cases = [
        ("indicators.yaml", "kind: stock", "kind: flow", "类型：时点（stock） → 流量（flow）"),
        (
            "pack.yaml",
            "to: 2028-12-31",
            "to: 2029-12-31",
            "有效期：2026-01-01 至 2028-12-31 → 2026-01-01 至 2029-12-31",
        ),
        ("pack.yaml", "fictional: true", "fictional: false", "虚构：是 → 否"),
        ("targets.yaml", "period: 2026Q1", "period: 2026Q2", "目标期：2026年一季度 → 2026年二季度"),
        ("targets.yaml", "lead: [州工信局]", "lead: [州工信局, 州发改委]", "牵头单位：州工信局 → 州工信局、州发改委"),
        ("targets.yaml", "reference: 省下达目标", "", "参照：省下达目标 → （无）"),
        ("duties.yaml", "day: 3", "day: 5", "报送时限：几日 3，月份 次月（next） → 几日 5，月份 次月（next）"),
        ("targets.yaml", "[6, 0.5]", "[6, 0.55]", "分月累计进度：［3、0.2］、［6、0.5］"),
        ("targets.yaml", "effective: 2026-07-01", "effective: 2026-08-01", "12.50（2026-07-01 起，2026-06-20 公布）"),
    ]
    for number, (file, old, new, words) in enumerate(cases):
        (change,) = changes_after(tmp_path / str(number), file, old, new)
        assert words in str(change)


def test_added_and_removed_entries_are_told_by_what_they_ask(tmp_path: Path) -> None:
    changes = changes_after(tmp_path, "targets.yaml", "- id: share", "- id: share-of-industry")
    assert [str(change) for change in changes] == [
        "删去 目标“share”：industrial_share 增量 达到 3个百分点",
        "新增 目标“share-of-industry”：industrial_share 增量 达到 3个百分点",
    ]
    assert [change.old_span is None for change in changes] == [False, True]


def test_a_clause_title_is_compared_inside_its_document(tmp_path: Path) -> None:
    (change,) = changes_after(tmp_path, "pack.yaml", "title: 项目建设", "title: 项目落地")
    assert str(change) == "修改 文件“industry”的条款“二/（一）” 标题：项目建设 → 项目落地"
