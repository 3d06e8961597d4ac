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


def told(changes: list[Change]) -> list[str]:
    return [str(change).split(" ", 1)[1] for change in changes]


def test_a_pack_does_not_differ_from_itself() -> None:
    assert compare_packs(load(GOOD), load(GOOD)) == ()


def test_an_entry_that_only_moved_has_not_changed(tmp_path: Path) -> None:
    assert changes_after(tmp_path, "pack.yaml", "documents:", "\n\ndocuments:") == []
    assert changes_after(tmp_path / "b", "targets.yaml", "- id: share", "# 说明\n- id: share") == []
    assert changes_after(tmp_path / "c", "rewards/growth.yaml", "- id: sales", "\n\n- id: sales") == []
    assert changes_after(tmp_path / "d", "ladders.yaml", "  rungs:", "\n\n  rungs:") == []


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


def test_a_changed_amount_is_told_in_words(tmp_path: Path) -> None:
    sales = "战略性新兴产业：收入增长额 × 3‰，最高 60万元；其余：收入增长额 × 2‰，最高 "
    reached = "历年最高主营业务收入 已达到的不算"
    tiers = f"主营业务收入 分档（逐档相加，{reached}）：5亿元 起 10万元"
    later = "起 20万元、25万元（2026-07-01 起）"
    cases = [
        ("rewards.yaml", "lump: 20万元", "lump: 30万元", "奖补条款“entry-in-park” 金额：20万元 → 30万元"),
        ("rewards/growth.yaml", "cap: 50万元", "cap: 80万元", f"奖补条款“sales” 金额：{sales}50万元 → {sales}80万元"),
        (
            "rewards/growth.yaml",
            "each: 2万元",
            "each: 3万元",
            f"奖补条款“steps” 金额：主营业务收入 每上 1亿元 的台阶给 2万元，{reached}，最高 10万元 → "
            f"主营业务收入 每上 1亿元 的台阶给 3万元，{reached}，最高 10万元",
        ),
        (
            "rewards/growth.yaml",
            "from: 10亿元",
            "from: 20亿元",
            f"奖补条款“first-reach” 金额：{tiers}，10亿元 {later} → {tiers}，20亿元 {later}",
        ),
        (
            "rewards/growth.yaml",
            "floor: 1000元",
            "floor: 2000元",
            "奖补条款“tax-back” 金额：税金 按分级标准“by-tax”，最低 1000元 → 税金 按分级标准“by-tax”，最低 2000元",
        ),
        ("rewards/growth.yaml", "最小", "最大", "奖补条款“free” 金额：最小(税金, 研发费用) → 最大(税金, 研发费用)"),
    ]
    for number, (file, old, new, words) in enumerate(cases):
        assert told(changes_after(tmp_path / str(number), file, old, new)) == [words]


def test_changed_conditions_bands_cases_and_examples_are_told_in_words(tmp_path: Path) -> None:
    cases = [
        ("rewards.yaml", "when: 首次纳规", "when: [首次纳规, 税金 > 0元]", "条件：首次纳规 → 首次纳规、税金 > 0元"),
        ("classes.yaml", "from: 300人", "from: 200人", "小型；300人 起 中型；1000人 起 大型 → 小型；200人 起 中型；"),
        ("scales.yaml", "then: 3%", "then: 2%", "至 100万元 5%；100万元 起 3% → 至 100万元 5%；100万元 起 2%"),
        (
            "derived.yaml",
            "/ 2",
            "/ 3",
            "收入增长额；其余：收入增长额 / 2 → 战略性新兴产业：收入增长额；其余：收入增长额 / 3",
        ),
        ("parameters.yaml", "value: 30万元", "value: 40万元", "30万元（2026-07-01 起，2026-06-20 公布） → 10万元"),
        ("groups.yaml", "over: queue", "over: proportional", "超出预算时：按先后（queue） → 按比例（proportional）"),
        ("groups.yaml", "kind: stack", "kind: once", "答案 按年，办法 叠加（stack） → 口径编号 fair-basis"),
        ("ladders.yaml", "reach: 2000万元", "reach: 3000万元", "达到多少 2000万元 → 编号 small，名称 规下；编号 large"),
        ("cases.yaml", "1.20亿元", "1.30亿元", "已知：规上工业: 是、主营业务收入: 1.20亿元、"),
    ]
    for number, (file, old, new, words) in enumerate(cases):
        (change,) = changes_after(tmp_path / str(number), file, old, new)
        assert words in str(change)


def test_a_change_that_the_words_leave_out_is_named(tmp_path: Path) -> None:
    evidence = changes_after(tmp_path / "a", "qualifications.yaml", "审计报告", "财务报告")
    assert told(evidence) == [
        "资格条件“candidate” 条件：主营业务收入 >= 1000万元、成长得分 >= 5 → "
        "主营业务收入 >= 1000万元、成长得分 >= 5（改了凭什么材料）"
    ]
    source = changes_after(tmp_path / "b", "rewards.yaml", "lump: 20万元", "lump: {value: 20万元, source: 州财政局}")
    assert told(source) == ["奖补条款“entry-in-park” 金额：20万元 → 20万元（改了出处）"]


def test_a_reward_that_is_gone_or_new_is_told_with_its_amount(tmp_path: Path) -> None:
    changes = changes_after(tmp_path, "rewards.yaml", "id: loan", "id: credit")
    amount = "贷款额度，申请人类型 = 'person'：15万元；其余：300万元"
    assert [str(one) for one in changes] == [f"删去 奖补条款“loan”：{amount}", f"新增 奖补条款“credit”：{amount}"]
