"""What lists of awards say beside an amount: what was not handed in, doubtful rows, rounding, earlier payments."""

from pathlib import Path

from tests.desk.award_folders import (
    FIRM_HEADER,
    TRIAL,
    TRIAL_FIRMS,
    code,
    firm,
    run,
    sheet,
    words_of,
    write_csv,
    write_pack,
)


def test_a_table_that_was_not_handed_in_is_told_once_and_its_clauses_are_open(tmp_path: Path) -> None:
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, (firm(1, "甲公司", 主营业务收入="12000"),))
    report = run(tmp_path, "chuxiong-2019")
    told = [one.sentence for one in report.findings if one.code == "M013" and "资质称号" in one.sentence]
    assert len(told) == 1
    assert "企业技术中心奖补" in told[0]
    rows = sheet(tmp_path / "out" / "award.xlsx", "待定")
    assert "企业技术中心奖补" in {row["条款"] for row in rows}
    summary = {row["条款"]: row for row in sheet(tmp_path / "out" / "award.xlsx", "汇总")}
    assert "个人创业担保贷款额度" not in summary


def test_figures_from_statistics_and_wrong_codes_are_found_and_named(tmp_path: Path) -> None:
    write_pack(tmp_path / "trial", TRIAL)
    wrong = list(TRIAL_FIRMS[0])
    wrong[0] = wrong[0][:-1] + ("X" if wrong[0][-1] != "X" else "Y")
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, (tuple(wrong), *TRIAL_FIRMS[1:]))
    report = run(tmp_path, str(tmp_path / "trial"))
    told = {one.code: one.sentence for one in report.findings}
    assert told["M020"] == "有 1 户的“数据性质”是统计调查（丁公司），全部条款都列入待定。"
    assert told["M021"] == "拨付表里有 1 户的统一社会信用代码校验不过（甲公司）。"
    (row,) = (row for row in sheet(tmp_path / "out" / "award.xlsx", "拨付表") if row["企业名称"] == "甲公司")
    assert "信用代码校验不过" in str(row["备注"])
    public = [row for row in sheet(tmp_path / "out" / "award.xlsx", "公示表") if row["企业名称"] == "甲公司"]
    assert {row["备注"] for row in public} == {"信用代码校验不过，核对后再办"}
    waiting = [row for row in sheet(tmp_path / "out" / "award.xlsx", "待定") if row["企业名称"] == "丁公司"]
    assert {row["材料"] for row in waiting} == {"请自行申报有关数据并附审计报告"}


def test_rounding_and_what_was_paid_before_are_told_beside_the_amount(tmp_path: Path) -> None:
    rounded = TRIAL["rewards.yaml"].replace("of: 税金}\n", "of: 税金}\n  round_to: hundred\n  round_by: down\n")
    write_pack(tmp_path / "trial", TRIAL | {"rewards.yaml": rounded})
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, TRIAL_FIRMS)
    header = ("统一社会信用代码", "条款编号", "年度", "兑现金额（元）")
    paid_rows = ((code(1), "large", "2019", "50000"), (code(2), "tax", "2018", "7"))
    write_csv(tmp_path / "facts" / "payments.csv", header, paid_rows)
    run(tmp_path, str(tmp_path / "trial"), letters=("甲公司",))
    book = tmp_path / "out" / "award.xlsx"
    remarks = {(row["企业名称"], row["条款"]): row["备注"] for row in sheet(book, "拟兑现名单")}
    assert remarks["甲公司", "大户奖"] == "本年已拨付 50,000.00元，见兑现记录"
    assert "按百元舍去尾数" in str(remarks["乙公司", "税收奖"])
    assert "已拨付" not in str(remarks["乙公司", "税收奖"])
    payments = {row["企业名称"]: row["备注"] for row in sheet(book, "拨付表")}
    assert "本年已拨付 50,000.00元，见兑现记录" in str(payments["甲公司"])
    (letter,) = (tmp_path / "out" / "letters").iterdir()
    assert "计算办法：税金 × 10%，按百元舍去尾数。" in words_of(letter)


def test_of_a_clause_in_two_groups_no_group_is_named_for_what_may_be_either(tmp_path: Path) -> None:
    second = "- {id: staff-only, name: 用工限额, rewards: [staff], kind: stack, cap: 50万元}\n"
    write_pack(tmp_path / "trial", TRIAL | {"groups.yaml": TRIAL["groups.yaml"] + second})
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, TRIAL_FIRMS)
    run(tmp_path, str(tmp_path / "trial"))
    rows = {(row["企业名称"], row["条款"]): row for row in sheet(tmp_path / "out" / "award.xlsx", "待定")}
    told = str(rows["乙公司", "用工奖"]["缺什么、等什么"])
    assert "条款组里别的条款还没有结果" in told
    assert "一户封顶" not in told


def test_firms_without_a_county_are_told_and_summed_apart(tmp_path: Path) -> None:
    write_pack(tmp_path / "trial", TRIAL)
    at = FIRM_HEADER.index("地区")
    nowhere = (*TRIAL_FIRMS[0][:at], "", *TRIAL_FIRMS[0][at + 1 :])
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, (nowhere, *TRIAL_FIRMS[1:]))
    report = run(tmp_path, str(tmp_path / "trial"))
    told = {one.code: one.sentence for one in report.findings}
    assert told["M024"] == "拟兑现名单里有 4 户次没有填地区。"
