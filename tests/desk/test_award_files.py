"""Runs of awards on files: every list, the sums that must tie, what stops a run, and what is left on disk."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.desk.award_folders import (
    DECIDED,
    FIRM_HEADER,
    LOAN_HEADER,
    LOANS,
    TRIAL,
    TRIAL_FIRMS,
    code,
    firm,
    run,
    sheet,
    texts,
    words_of,
    write_csv,
    write_pack,
)

from guatu.desk import award_files
from guatu.domain import GuatuError, InvalidValue
from guatu.report import AwardKind


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the trial pack on five firms and two loans."""
    folder = tmp_path_factory.mktemp("trial")
    write_pack(folder / "trial", TRIAL)
    write_csv(folder / "facts" / "firm_years.csv", FIRM_HEADER, TRIAL_FIRMS)
    write_csv(folder / "facts" / "loans.csv", LOAN_HEADER, LOANS)
    run(folder, str(folder / "trial"), letters=("甲公司", code(2), "戊公司"))
    return folder


@pytest.fixture(scope="module")
def book(trial: Path) -> Path:
    return trial / "out" / "award.xlsx"


def paid(book: Path) -> dict[tuple[object, object], object]:
    rows = sheet(book, "拟兑现名单")
    return {(row["企业名称"], row["条款"]): row["金额"] for row in rows if row["企业名称"] != "合计"}


def test_the_payable_list_has_what_groups_leave_of_each_clause(book: Path) -> None:
    assert paid(book) == {
        ("甲公司", "大户奖"): 100_000,
        ("乙公司", "中户奖"): 40_000,
        ("甲公司", "研发奖"): 50_000,
        ("甲公司", "用工奖"): 40_000,
        ("甲公司", "税收奖"): 66_666.66,
        ("乙公司", "税收奖"): 33_333.33,
    }


def test_money_is_shown_in_yuan_to_the_cent(book: Path) -> None:
    cells = [row[5] for row in openpyxl.load_workbook(book)["拟兑现名单"].iter_rows(min_row=4)]
    assert {cell.number_format for cell in cells if isinstance(cell.value, float | int)} == {"#,##0.00"}


def test_what_a_group_takes_off_is_told_beside_the_amount(book: Path) -> None:
    remarks = {(row["企业名称"], row["条款"]): row["备注"] for row in sheet(book, "拟兑现名单")}
    assert remarks["甲公司", "用工奖"] == "应兑现 80,000.00元，按“一户封顶”减 40,000.00元"
    assert (
        remarks["甲公司", "税收奖"]
        == "应兑现 200,000.00元，按“税收奖预算”减 133,333.34元（按条款共需 30万元，预算 10万元，按 33.33% 兑现）"
    )
    assert remarks["甲公司", "大户奖"] is None


def test_the_refused_list_has_reason_and_distance_and_leaves_out_who_is_no_object(book: Path) -> None:
    rows = {(row["企业名称"], row["条款"]): row for row in sheet(book, "不予兑现")}
    assert rows["丙公司", "大户奖"]["原因"] == "不符合“收入过亿”"
    assert rows["丙公司", "大户奖"]["比较的数和差距"] == "主营业务收入 ≥ 1亿元：实为 3000万元，差7000万元"
    assert rows["丙公司", "税收奖"]["原因"] == "金额为零"
    assert rows["甲公司", "中户奖"]["原因"] == "就高不重复"
    assert "按条款应兑现 40,000.00元；“规模奖就高”只兑现最高的一条" in str(rows["甲公司", "中户奖"]["比较的数和差距"])
    assert ("戊公司", "大户奖") not in rows
    assert ("戊公司", "研发奖") in rows


def test_the_open_list_says_what_is_missing_or_which_question_waits(book: Path) -> None:
    rows = {(row["企业名称"], row["条款"]): row for row in sheet(book, "待定")}
    assert rows["乙公司", "研发奖"]["待定原因"] == "缺数据"
    assert rows["乙公司", "研发奖"]["缺什么、等什么"] == "研发费用 > 0元：缺 研发费用"
    assert rows["乙公司", "研发奖"]["材料"] == "研发费用专项审计报告"
    assert rows["乙公司", "用工奖"]["待定原因"] == "同组条款未定"
    assert "应兑现 80,000.00元；“一户封顶”里别的条款还没有结果" in str(rows["乙公司", "用工奖"]["缺什么、等什么"])
    assert rows["甲公司", "未定奖"]["缺什么、等什么"] == "口径未定：未定奖由谁出钱？"
    assert {row["待定原因"] for (name, _), row in rows.items() if name == "丁公司"} == {"统计数不得使用"}


def test_the_sums_of_all_sheets_are_the_same(book: Path) -> None:
    summary = {row["条款"]: row for row in sheet(book, "汇总")}
    total = summary["合计"]["兑现金额"]
    assert total == 329_999.99
    assert Decimal(str(total)) == sum(Decimal(str(amount)) for amount in paid(book).values())
    assert (summary["税收奖"]["兑现户次"], summary["税收奖"]["不予兑现"], summary["税收奖"]["待定"]) == (2, 2, 1)
    assert summary["税收奖"]["预算"] == "10万元，余 0.01元"
    assert summary["税收奖"]["出处"] == "《试行奖补办法》一"
    checks = [row for name, row in summary.items() if str(name).endswith("合计") and name != "合计"]
    assert [row["条款"] for row in checks] == ["按条款合计", "按县市合计", "按行业合计", "拨付表合计", "拟兑现名单合计"]
    assert {(row["兑现金额"], row["预算"]) for row in checks} == {(total, "相符")}


def test_places_and_industries_are_named_and_parks_are_not_added(book: Path) -> None:
    places = {row["县市"]: row for row in sheet(book, "按县市")}
    assert list(places) == ["合计", "楚雄市", "双柏县", "东风园区"]
    assert [places[name]["合计金额"] for name in ("合计", "楚雄市", "双柏县", "东风园区")] == [
        329_999.99,
        256_666.66,
        73_333.33,
        256_666.66,
    ]
    assert places["双柏县"]["中户奖户次"] == 1
    assert places["双柏县"]["大户奖户次"] is None
    industries = {row["行业"]: row["合计金额"] for row in sheet(book, "按行业")}
    assert industries == {"合计": 329_999.99, "食品": 73_333.33, "冶金": 256_666.66}


def test_the_budget_sheet_says_what_is_left(book: Path) -> None:
    (row,) = sheet(book, "预算")
    assert (row["预算总额"], row["按条款算出"], row["实兑现"], row["结余"]) == (100_000, 300_000, 99_999.99, 0.01)
    assert (row["超出时"], row["压减户次"]) == ("按比例", 2)
    assert row["怎样压减"] == "按条款共需 30万元，预算 10万元，按 33.33% 兑现"


def test_the_payment_table_has_a_line_for_each_firm_and_the_sum_in_capitals(book: Path) -> None:
    rows = sheet(book, "拨付表")
    assert [(row["企业名称"], row["拨付金额"]) for row in rows] == [
        ("甲公司", 256_666.66),
        ("乙公司", 73_333.33),
        ("合计", 329_999.99),
    ]
    assert rows[0]["兑现条款"] == "大户奖、研发奖、用工奖、税收奖"
    assert rows[1]["备注"] == "另有 3 条待定"
    assert [rows[0][name] for name in ("开户名", "开户银行", "账号")] == [None, None, None]
    assert "合计金额（大写）：人民币叁拾贰万玖仟玖佰玖拾玖元玖角玖分" in texts(book, "拨付表")


def test_the_public_notice_hides_the_middle_of_the_code(book: Path) -> None:
    rows = sheet(book, "公示表")
    assert rows[0]["统一社会信用代码"] == f"9153**********{code(1)[-4:]}"
    assert code(1) not in texts(book, "公示表")
    assert len(rows) == 7


def test_ceilings_are_listed_and_never_added(book: Path) -> None:
    rows = {row["名称"]: row for row in sheet(book, "上限与配套")}
    assert (rows["己公司"]["金额"], rows["己公司"]["性质"], rows["庚某"]["金额"]) == (3_000_000, "额度上限", 80_000)
    assert "贷款额度" not in texts(book, "汇总")


def test_clauses_to_be_reviewed_and_the_values_in_force_are_on_paper(book: Path) -> None:
    (review,) = sheet(book, "须先审查")
    assert (review["条款"], review["审查事项"], review["问题"]) == ("本地采购", "公平竞争审查", "是否排斥外地产品？")
    words = texts(book, "条款与参数")
    assert "收入过亿（主营业务收入 ≥ 1亿元）" in words
    assert "原为 6万元，2019-06-01 8万元" in words
    assert "未定奖由谁出钱？　没有决定" in words
    assert "一户一年不超过 9万元" in words


def test_each_answer_says_what_it_would_pay(book: Path) -> None:
    rows = [row for row in sheet(book, "口径影响") if row["兑现户数"] is not None]
    assert [(row["兑现户数"], row["兑现金额"]) for row in rows] == [(3, 30_000)]


def test_letters_say_what_is_paid_refused_and_open_and_never_what_to_report(trial: Path) -> None:
    files = sorted(path.name for path in (trial / "out" / "letters").iterdir())
    assert files == [f"{name}-{code(at)}.docx" for name, at in (("乙公司", 2), ("戊公司", 5), ("甲公司", 1))]
    second = words_of(trial / "out" / "letters" / files[0])
    assert "一、拟予兑现的条款（2条，共73,333.33元）" in second
    assert "计算办法：税金 × 10%" in second
    assert "大户奖：不符合“收入过亿”。主营业务收入 ≥ 1亿元：实为 6000万元，差4000万元。" in second
    assert "缺 研发费用。请带以下材料核对：研发费用专项审计报告。" in second
    last = words_of(trial / "out" / "letters" / files[1])
    assert "以下条款的对象不含你单位：大户奖（对象：是规上工业企业）" in last
    for advice in ("应填", "改为", "建议申报", "只要报", "填报到"):
        assert advice not in second + last


def test_the_public_notice_names_the_document_the_money_and_the_list(trial: Path) -> None:
    words = words_of(trial / "out" / "notice.docx")
    assert "根据《试行奖补办法》（试政发〔2019〕1号）" in words
    assert "兑现资金329,999.99元，共6户次，名单见附件" in words
    assert "公示期为5个工作日" in words


def test_the_manifest_names_year_totals_and_every_file(trial: Path) -> None:
    manifest = json.loads((trial / "out" / "run.json").read_text(encoding="utf-8"))
    assert (manifest["award"], manifest["day"]) == (2019, "2019-12-31")
    assert manifest["totals"]["paid"] == {"rows": 6, "yuan": "329999.99"}
    assert f"letters/甲公司-{code(1)}.docx" in manifest["files"]
    assert [pack["id"] for pack in manifest["packs"]] == ["national", "trial"]


def test_two_runs_give_the_same_bytes(trial: Path) -> None:
    run(trial, str(trial / "trial"), out="again", letters=("甲公司", code(2), "戊公司"))
    first = {path.relative_to(trial / "out"): path.read_bytes() for path in (trial / "out").rglob("*.*")}
    again = {path.relative_to(trial / "again"): path.read_bytes() for path in (trial / "again").rglob("*.*")}
    assert first == again


def test_the_worked_values_of_the_plan_hold(tmp_path: Path) -> None:
    rows = (
        firm(1, "一亿至一亿二", 主营业务收入="12000", 申报上年主营业务收入="10000"),
        firm(2, "战新一亿至一亿二", 主营业务收入="12000", 申报上年主营业务收入="10000", 战略性新兴产业="是"),
        firm(3, "增五百万", 主营业务收入="3500", 申报上年主营业务收入="3000"),
        firm(4, "一亿至一亿一五", 主营业务收入="11500", 申报上年主营业务收入="10000"),
        firm(5, "十亿至十二亿五", 主营业务收入="125000", 申报上年主营业务收入="100000"),
        firm(6, "缺基期", 主营业务收入="12000"),
        firm(7, "零基期", 主营业务收入="12000", 申报上年主营业务收入="0"),
        firm(8, "负基期", 主营业务收入="12000", 申报上年主营业务收入="-5"),
        firm(10, "差一点", 主营业务收入="11499.9", 申报上年主营业务收入="10000"),
        firm(9, "写成文字", 主营业务收入="约一亿", 申报上年主营业务收入="10000"),
    )
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, rows)
    report = run(tmp_path, str(write_pack(tmp_path / "decided", DECIDED)))
    book = tmp_path / "out" / "award.xlsx"
    found = {name: amount for (name, clause), amount in paid(book).items() if clause == "扩销促产补助"}
    assert found == {
        "一亿至一亿二": 40_000,
        "战新一亿至一亿二": 60_000,
        "一亿至一亿一五": 30_000,
        "十亿至十二亿五": 500_000,
    }
    waiting = {row["企业名称"]: row for row in sheet(book, "待定") if row["条款"] == "扩销促产补助"}
    assert {"缺基期", "零基期", "写成文字"} <= set(waiting)
    assert "负基期" not in found
    assert "缺 申报上年主营业务收入" in str(waiting["缺基期"]["缺什么、等什么"])
    told = str(waiting["零基期"]["缺什么、等什么"])
    assert "上年主营业务收入为 0元，算不出主营业务收入增速" in told
    assert "缺" not in told.partition("：")[2]
    assert "3500" not in str(found)
    refused = {row["企业名称"]: row for row in sheet(book, "不予兑现") if row["条款"] == "扩销促产补助"}
    almost = "主营业务收入增速 ≥ 15%：实为 14.999%，差0.001个百分点"
    assert refused["差一点"]["比较的数和差距"] == almost
    assert refused["增五百万"]["原因"] == "不符合“增长额超过500万元”"
    assert {"M013", "F010"} <= {one.code for one in report.findings}
    assert "州工信函〔2019〕1号" in texts(book, "条款与参数")


def parquet_register(folder: Path, *rows: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    schema = pa.schema(
        [("firm", pa.string()), ("year", pa.int32()), ("name", pa.string()), ("tax", pa.decimal128(14, 2))]
    )
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), folder / "firm_years.parquet")


def stored(number: int, tax: str) -> dict[str, object]:
    return {"firm": code(number), "year": 2019, "name": f"第{number}户", "tax": Decimal(tax)}


def test_a_firm_twice_in_a_stored_register_stops_the_run_before_any_list(tmp_path: Path) -> None:
    write_pack(tmp_path / "trial", TRIAL)
    parquet_register(tmp_path / "facts", stored(1, "100.00"), stored(1, "100.00"), stored(2, "5.00"))
    report = run(tmp_path, str(tmp_path / "trial"))
    assert report.files == ()
    assert not (tmp_path / "out").exists()
    assert (
        "企业年度里有 1 组行的统一社会信用代码、年度相同" in {one.code: one.sentence for one in report.findings}["M022"]
    )


def test_a_year_nobody_reported_writes_no_list_and_names_the_years_there_are(trial: Path) -> None:
    report = run(trial, str(trial / "trial"), out="none", year=2018)
    assert report.files == ()
    assert report.is_blocked
    assert not (trial / "none").exists()
    told = {one.code: one.sentence for one in report.findings}
    assert "2019" in told["M014"]
    assert told["M023"] == "2018 年度没有一条条款遇到名册里的行。"


def test_a_pack_that_is_not_there_writes_nothing(trial: Path) -> None:
    report = run(trial, "no-such-pack", out="none")
    assert report.files == ()
    assert report.is_blocked


def test_a_letter_for_a_firm_nobody_knows_is_a_wrong_call_and_writes_nothing(trial: Path) -> None:
    with pytest.raises(InvalidValue, match="是否想写“甲公司”"):
        run(trial, str(trial / "trial"), out="none", letters=("甲公",))
    assert not (trial / "none").exists()


def test_a_run_that_breaks_leaves_the_earlier_lists_and_nothing_half_written(
    trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in (trial / "out").iterdir() if path.is_file()}

    def break_down(*_: object, **__: object) -> Iterator[None]:
        raise OSError("磁盘已满")

    monkeypatch.setattr(award_files, "write_bulletin", break_down)
    with pytest.raises(OSError, match="磁盘已满"):
        run(trial, str(trial / "trial"))
    assert {path.name: path.read_bytes() for path in (trial / "out").iterdir() if path.is_file()} == before
    assert not [path for path in trial.iterdir() if path.name.startswith(".")]


def test_sums_that_differ_stop_the_run(trial: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (("按条款合计", "", Decimal(1)), ("拨付表合计", "", Decimal(2)))
    monkeypatch.setattr(award_files, "amounts_to_tie", lambda _: wrong)
    with pytest.raises(GuatuError, match="各表合计不相等"):
        run(trial, str(trial / "trial"), out="none")
    assert not (trial / "none").exists()


def test_lists_and_letters_of_an_earlier_run_go_away_and_other_files_stay(tmp_path: Path) -> None:
    write_pack(tmp_path / "trial", TRIAL)
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, TRIAL_FIRMS)
    run(tmp_path, str(tmp_path / "trial"), letters=("甲公司",))
    (tmp_path / "out" / "批示.txt").write_text("已阅", encoding="utf-8")
    run(tmp_path, str(tmp_path / "trial"), letters=("乙公司",))
    assert [path.name for path in (tmp_path / "out" / "letters").iterdir()] == [f"乙公司-{code(2)}.docx"]
    assert (tmp_path / "out" / "批示.txt").exists()


def test_a_list_too_long_for_a_sheet_stands_in_a_csv_beside_it(trial: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(award_files, "LONGEST_LIST", 1)
    run(trial, str(trial / "trial"), out="long")
    book = trial / "long" / "award.xlsx"
    assert "共 6 行，工作表放不下，全部写在同一文件夹的 payable.csv" in texts(book, "拟兑现名单")
    lines = (trial / "long" / "payable.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("企业名称,统一社会信用代码,县市,条款,金额（元）")
    assert f"甲公司,{code(1)},楚雄市,大户奖,100000.00" in lines[1].replace("\t", "")
    names = {path.name for path in (trial / "long").iterdir()}
    assert {"refused.csv", "open.csv", "payments.csv", "notice.csv", "limits.csv"} <= names
    checks = [row["条款"] for row in sheet(book, "汇总") if str(row["条款"]).endswith("合计")]
    assert checks == ["合计", "按条款合计", "按县市合计", "按行业合计"]


def test_names_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    write_pack(tmp_path / "trial", TRIAL)
    hostile = firm(1, "=1+1", 主营业务收入="12000", 研发费用="500", 税金="200", 从业人员="150", 地区="不知道哪里")
    write_csv(tmp_path / "facts" / "firm_years.csv", FIRM_HEADER, (hostile,))
    run(tmp_path, str(tmp_path / "trial"), letters=(code(1),))
    cell = openpyxl.load_workbook(tmp_path / "out" / "award.xlsx")["拨付表"]["B4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_report_counts_each_list(trial: Path) -> None:
    report = run(trial, str(trial / "trial"), out="again")
    assert report.totals[AwardKind.PAID] == (6, Decimal("329999.99"))
    assert report.totals[AwardKind.OPEN][0] == len(sheet(trial / "again" / "award.xlsx", "待定"))
    assert report.totals[AwardKind.REFUSED][0] == len(sheet(trial / "again" / "award.xlsx", "不予兑现"))
