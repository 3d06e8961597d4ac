"""Registers as offices keep them: years in titles, units in heads, ticks, and rows said twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from tests.intake.small_pack import PACKS, read, sheet

from guatu.domain import Severity, credit_code_check
from guatu.intake import Cell, IntakeOptions, Sheet, facts_from_sheets
from guatu.pack import PackColumn, Packs

FIRM = "91350100M000100Y43"
HEAD = ("统一社会信用代码", "年度", "企业名称", "主营业务收入（万元）")


def code(number: int) -> str:
    first_17 = f"91532300MA6K{number:05d}"
    return first_17 + credit_code_check(first_17)


def read_years(*sheets: Sheet) -> tuple[list[dict[str, object]], list[str]]:
    rows, findings = read(*sheets, table="firm_years")
    return rows, [finding.code for finding in findings]


def test_an_application_form_is_read_as_offices_write_it() -> None:
    rows, codes = read_years(
        sheet(
            ("楚雄州2019年度奖补申报汇总表", None),
            ("序号", "统一社会信用代码", "单位名称", "县市", "主营业务收入（万元）", "上年主营业务收入（亿元）",
             "是否规上工业", "战新产业", "申报日期", "数据性质"),
            (1, FIRM, "甲公司", "楚雄市", "11,500.5", "1", "√", "否", "2020-03-05", "企业申报"),
        )
    )  # fmt: skip
    assert codes == []
    given = {key: value for key, value in rows[0].items() if value is not None}
    assert given == {
        "firm": FIRM,
        "year": 2019,
        "name": "甲公司",
        "place": "532301",
        "main_revenue": Decimal("115005000.00"),
        "main_revenue_declared_last": Decimal("100000000.00"),
        "above_scale_industry": True,
        "strategic": False,
        "applied_on": date(2020, 3, 5),
        "provenance": "self-reported",
        "source": "月报.csv",
    }


@pytest.mark.parametrize(
    ("file", "name", "title"),
    [
        ("2019年度企业年度.csv", "", "x"),
        ("a.xlsx", "2019年奖补申报表", "x"),
        ("firm_years-2019.csv", "", "x"),
        ("奖补申报.csv", "", "填报日期：2020年3月5日 2019年度"),
    ],
)
def test_a_sheet_of_one_year_takes_the_year_of_its_name_or_title(file: str, name: str, title: str) -> None:
    rows, codes = read_years(sheet((title,), ("信用代码", "主营收入（万元）"), (FIRM, "100"), file=file, name=name))
    assert ([row["year"] for row in rows], codes) == ([2019], [])


@pytest.mark.parametrize("title", ["2024年1-9月企业数据", "2024年9月", "2018年度、2019年度", "2024年上半年"])
def test_months_or_two_years_in_a_title_are_no_year(title: str) -> None:
    rows, findings = read(
        sheet((title,), ("信用代码", "主营业务收入（万元）"), (FIRM, "100"), name="企业年度"), table="firm_years"
    )
    assert (rows, [finding.code for finding in findings]) == ([], ["F003"])
    assert "2019年度" in findings[0].way_out


def test_the_column_of_years_goes_before_the_title() -> None:
    rows, _ = read_years(sheet(("2019年度",), HEAD, (FIRM, "2018年度", "甲", "1")))
    assert [row["year"] for row in rows] == [2018]


def test_a_list_of_places_under_a_year_is_no_register() -> None:
    for heads in (("地区", "工作内容"), ("园区", "内容")):
        _, findings = read(sheet(("2019年度",), heads, ("楚雄市", "楚雄市"), file="工作.csv"))
        assert {finding.code for finding in findings} == {"F001"}
    _, findings = read(sheet(("2019年度",), ("信用代码", "企业名称"), (FIRM, "甲"), name="企业年度"))
    assert [finding.code for finding in findings] == ["F003"]
    assert "至少一列数" in findings[0].sentence


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2019", 2019), (2019, 2019), (2019.0, 2019), ("2019年", 2019), ("２０１９年度", 2019), (date(2019, 12, 31), None),
     ("2109", None), ("19", None), ("2019-06", None), ("2018-2019", None), ("20XX", None), (45536, None)],
)  # fmt: skip
def test_a_year_is_one_whole_year_within_reason(typed: Cell, year: int | None) -> None:
    rows, codes = read_years(sheet(HEAD, (FIRM, typed, "甲", "1"), name="企业年度"))
    assert ([row["year"] for row in rows], codes) == (([], ["F025"]) if year is None else ([year], []))


@pytest.mark.parametrize(
    ("typed", "revenue", "codes"),
    [
        ("2000", Decimal("20000000.00"), []),
        ("0.123456", Decimal("1234.56"), []),
        ("1.5亿元", Decimal("150000000.00"), []),
        (0.1 + 0.2, Decimal("3000.00"), []),
        ("0", Decimal("0.00"), []),
        ("-5", Decimal("-50000.00"), []),
        ("—", None, []),
        ("", None, []),
        ("约2000万", None, ["F010"]),
        ("2000多", None, ["F010"]),
        ("20户", None, ["F012"]),
    ],
)
def test_money_is_exact_or_missing_and_never_guessed(typed: Cell, revenue: Decimal | None, codes: list[str]) -> None:
    rows, found = read_years(sheet(HEAD, (FIRM, "2019", "甲", typed), name="企业年度"))
    assert (rows[0]["main_revenue"], found) == (revenue, codes)


@pytest.mark.parametrize(
    ("typed", "flag"), [("是", True), ("√", True), ("✓", True), ("1", True), (True, True), ("否", False), ("×", False),
                        (0, False), ("", None), ("—", None)],
)  # fmt: skip
def test_yes_no_and_neither_are_three_things(typed: Cell, flag: bool | None) -> None:
    rows, codes = read_years(sheet((*HEAD, "战略性新兴产业"), (FIRM, "2019", "甲", "1", typed), name="企业年度"))
    assert (rows[0]["strategic"], codes) == (flag, [])


def test_a_wrong_check_character_is_warned_of_and_kept_in_both_columns_of_codes() -> None:
    head = ("信用代码", "年度", "主营业务收入（万元）", "所属集团")
    rows, codes = read_years(sheet(head, (f"{FIRM[:-1]}4", 2019, 1, f"{FIRM[:-1]}5")))
    assert (rows[0]["firm"], codes) == (f"{FIRM[:-1]}4", ["F034", "F034"])


def test_a_row_of_totals_is_no_firm() -> None:
    rows, codes = read_years(sheet(HEAD, (FIRM, 2019, "甲", 1), ("合计", 2019, "", 1), name="企业年度"))
    assert (len(rows), codes) == (1, ["F035"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("企业申报", "self-reported"), ("税务", "tax"), ("登记与认定", "registration"), ("统计调查", "statistics"),
     ("联网直报", "statistics"), ("statistics", "statistics"), ("", None)],
)  # fmt: skip
def test_whose_figures_a_row_holds_is_read(typed: str, kept: str | None) -> None:
    rows, codes = read_years(sheet((*HEAD, "数据性质"), (FIRM, 2019, "甲", 1, typed), name="企业年度"))
    assert (rows[0]["provenance"], codes) == (kept, [])


def test_a_word_for_whose_figures_that_nobody_knows_refuses_the_row() -> None:
    rows, codes = read_years(sheet((*HEAD, "数据性质"), (FIRM, 2019, "甲", 1, "某局"), name="企业年度"))
    assert (rows, codes) == ([], ["F032"])


def test_a_firm_said_twice_alike_is_one_row() -> None:
    same = (FIRM, "2019", "甲", "100")
    rows, codes = read_years(sheet(HEAD, same, same, file="甲.csv"), sheet(HEAD, same, file="乙.csv"))
    assert (len(rows), codes) == (1, [])


def test_two_amounts_for_a_firm_and_year_make_it_missing_and_an_error() -> None:
    head = (*HEAD, "实缴税金（万元）")
    rows, findings = read(
        sheet(head, (FIRM, 2019, "甲", 100, 5), (FIRM, 2019, "甲", 200, 5), (FIRM, 2018, "甲", 100, 5)),
        table="firm_years",
    )
    assert [(row["year"], row["main_revenue"], row["tax"]) for row in rows] == [
        (2019, None, Decimal("50000.00")),
        (2018, Decimal("1000000.00"), Decimal("50000.00")),
    ]
    assert [(finding.code, finding.severity) for finding in findings] == [("F043", Severity.ERROR)]
    assert "第2行" in findings[0].sentence
    assert "主营业务收入" in findings[0].sentence


def test_two_offices_fill_each_others_columns_of_a_firm() -> None:
    firm = sheet((*HEAD, "数据性质"), (FIRM, 2019, "甲", 100, "企业申报"), file="申报.csv")
    tax = sheet(("信用代码", "年度", "实缴税金（万元）"), (FIRM, 2019, 5), file="税务.csv")
    rows, findings = read(firm, tax, table="firm_years")
    assert [(row["main_revenue"], row["tax"], row["provenance"]) for row in rows] == [
        (Decimal("1000000.00"), Decimal("50000.00"), "self-reported")
    ]
    assert [(finding.code, finding.severity) for finding in findings] == [("F043", Severity.WARNING)]


def test_a_row_filled_from_statistics_is_statistics() -> None:
    rows, _ = read_years(
        sheet((*HEAD, "数据性质"), (FIRM, 2019, "甲", "", "税务"), (FIRM, 2019, "甲", 100, "统计调查"), name="企业年度")
    )
    assert [row["provenance"] for row in rows] == ["statistics"]


def test_a_payment_said_twice_with_two_amounts_is_not_added_up() -> None:
    head = ("信用代码", "条款编号", "年度", "兑现金额（元）", "拨付日期")
    rows, findings = read(
        sheet(
            head, (FIRM, "entry-award", 2018, 100000, "2019-05-06"), (FIRM, "entry-award", 2018, 50000, "2019-09-06")
        ),
        table="payments",
    )
    assert [(row["amount"], row["paid_on"]) for row in rows] == [(None, None)]
    assert "合成一行" in findings[0].way_out


@pytest.mark.parametrize(
    ("table", "name", "head", "row", "read_as"),
    [
        ("titles", "资质名单", ("信用代码", "企业名称", "称号", "级别", "认定时间", "有效期"),
         (FIRM, "甲", "企业技术中心", "州级", "2019年6月", "2022-06-30"),
         {"level": "prefecture", "awarded": date(2019, 6, 30), "expires": date(2022, 6, 30)}),
        ("firm_events", "2019年展会情况表", ("信用代码", "企业名称", "展会类型", "展会级别", "举办日期", "展会名称"),
         (FIRM, "甲", "展洽会", "国家级", "2019/6/12", "某博览会"),
         {"event": "展洽会", "level": "national", "held": date(2019, 6, 12), "name": "某博览会"}),
        ("payments", "兑现记录", ("信用代码", "企业名称", "条款编号", "年份", "奖补金额（万元）", "拨付时间"),
         (FIRM, "甲", "entry-award", "2018", "10", "2019-06-12"),
         {"reward": "entry-award", "year": 2018, "amount": Decimal("100000.00"), "paid_on": date(2019, 6, 12)}),
        ("place_years", "园区年度", ("园区名称", "年度", "规上工业总产值（亿元）", "新增规上企业", "沿边"),
         ("楚雄高新区", "2025", "100", "4户", "否"),
         {"place": "532301-KFQ", "output": Decimal("10000000000.00"), "new_above_scale": 4, "border": False}),
        ("loans", "2019年创业担保贷款", ("贷款编号", "姓名", "申请人类型", "县市", "申请金额（万元）", "申请日期"),
         ("L1", "张某", "自然人", "楚雄市", "15", "2019-06-12"),
         {"kind": "person", "applicant": "张某", "place": "532301", "year": 2019, "amount": Decimal("150000.00")}),
        ("projects", "项目", ("项目代码", "项目名称", "地区", "用地面积（亩）", "预期营业收入（亿元）", "开工月份"),
         ("p1", "某项目", "楚雄市", "35.5", "1.2", "2024-05"),
         {"land": 35.5, "revenue": Decimal("120000000.00"), "started": date(2024, 5, 1)}),
    ],
)  # fmt: skip
def test_every_register_is_read_by_its_usual_name(
    table: str, name: str, head: tuple[Cell, ...], row: tuple[Cell, ...], read_as: dict[str, object]
) -> None:
    rows, findings = read(sheet(head, row, file="名册.xlsx", name=name), table=table)
    assert findings == ()
    assert {key: rows[0][key] for key in read_as} == read_as


@pytest.mark.parametrize(
    "heads",
    [("信用代码", "年度", "主营业务收入（万元）", "营业收入（万元）"), ("信用代码", "称号", "级别", "认定日期")],
)
def test_a_register_is_known_by_its_columns_alone(heads: tuple[str, ...]) -> None:
    tables, findings = facts_from_sheets([sheet(heads, (FIRM, 2019, "", ""), file="Sheet1.csv")], PACKS)
    assert len(tables) == 1
    assert "F001" not in {finding.code for finding in findings}


def packs_with(*columns: PackColumn) -> Packs:
    return Packs((replace(PACKS.packs[0], columns=columns),))


def added(key: str, name: str, measure: str, **more: object) -> PackColumn:
    words = {"id": key, "name": name, "on": "firm_years", "measure": measure, "meaning": "试", **more}
    return PackColumn(**words)  # type: ignore[arg-type]  # each test says which words it gives


ADDED = packs_with(
    added("contracts", "技术合同额", "money", aliases=("合同成交额",)),
    added("rd_share", "研发占比", "ratio"),
    added("listed_on", "上市日期", "date"),
    added("listed", "已上市", "yes_no"),
    added("board", "板块", "text", choices=("主板", "北交所")),
    added("patents", "专利数", "count"),
)


def test_columns_that_a_pack_adds_are_read_by_their_measure() -> None:
    head = (*HEAD, "合同成交额（万元）", "研发占比（%）", "上市日期", "已上市", "板块", "专利数")
    row = (FIRM, 2019, "甲", 1, "12.5", "3.5", "2019-06-12", "是", "北交所", "12项")
    tables, findings = facts_from_sheets([sheet(head, row)], ADDED)
    table = tables["firm_years"]
    assert isinstance(table, pa.Table)
    assert findings == ()
    assert table.select(["contracts", "rd_share", "listed_on", "listed", "board", "patents"]).to_pylist() == [
        {"contracts": Decimal("125000.00"), "rd_share": 0.035, "listed_on": date(2019, 6, 12), "listed": True,
         "board": "北交所", "patents": 12}
    ]  # fmt: skip


def test_without_the_pack_its_columns_are_unknown_ones() -> None:
    _, findings = read(sheet((*HEAD, "技术合同额（万元）"), (FIRM, 2019, "甲", 1, 2)))
    assert [finding.code for finding in findings] == ["F002"]


@pytest.mark.parametrize(
    ("head", "typed", "share", "codes"),
    [
        ("研发占比（%）", "3.5", 0.035, []),
        ("研发占比", "3.5%", 0.035, []),
        ("rd_share", "0.035", 0.035, []),
        ("研发占比", "3.5", None, ["F013"]),
        ("研发占比（‰）", "35", 0.035, []),
    ],
)
def test_an_added_ratio_is_a_fraction_where_its_unit_is_written(
    head: str, typed: str, share: float | None, codes: list[str]
) -> None:
    tables, findings = facts_from_sheets([sheet((*HEAD, head), (FIRM, 2019, "甲", 1, typed))], ADDED)
    assert [row["rd_share"] for row in pa.table(tables["firm_years"]).to_pylist()] == [share]
    assert [finding.code for finding in findings] == codes


def test_a_word_that_is_no_choice_of_an_added_column_is_said() -> None:
    _, findings = facts_from_sheets([sheet((*HEAD, "板块"), (FIRM, 2019, "甲", 1, "创业版"))], ADDED)
    assert [finding.code for finding in findings] == ["F032"]
    assert "主板、北交所" in findings[0].way_out


@pytest.mark.parametrize("name", ["企业年度", "Sheet1"])
def test_a_table_nobody_wants_is_passed_over_in_silence(name: str) -> None:
    bad = sheet((*HEAD, "不认识"), (FIRM[:-1] + "4", "2109", "甲", "约2000万", ""), name=name, file="x.xlsx")
    firms = sheet(("信用代码", "企业名称", "地区"), (FIRM, "甲", "楚雄市"), name="企业", file="x.xlsx")
    tables, findings = facts_from_sheets([bad, firms], PACKS, IntakeOptions(tables=frozenset(("firms",))))
    assert (list(tables), findings) == (["firms"], ())


def register_of(*places: str) -> Sheet:
    head = ("统一社会信用代码", "年度", "企业名称", "县市", "主营业务收入（万元）")
    return sheet(head, *((code(at), 2019, f"企业{at}", place, 100 + at) for at, place in enumerate(places)))


@pytest.mark.parametrize("places", [("110101", "110102"), ("110101", "110101"), ("东莞市", "佛山市", "佛山市")])
def test_a_register_of_a_region_no_pack_names_is_read_as_written_and_told_once(places: tuple[str, ...]) -> None:
    rows, found = read(register_of(*places), replace(register_of(*places), file="二.csv"), table="firm_years")
    assert [row["place"] for row in rows] == list(places)
    (told,) = found
    assert (told.code, told.severity, told.span) == ("F030", Severity.WARNING, None)
    assert "--packs" in told.way_out


@pytest.mark.parametrize(
    ("places", "wrong"),
    [
        (("楚雄市", "东莞市", "110101"), 2),
        (("532399",), 1),
        (("楚雄巿", "楚雄币"), 2),
        (("东莞市", "东莞市"), 2),
        (("532301", "110101"), 1),
    ],
)
def test_a_place_nobody_knows_among_known_ones_or_alone_is_an_error(places: tuple[str, ...], wrong: int) -> None:
    found = [one for one in read(register_of(*places), table="firm_years")[1] if one.code == "F030"]
    assert [one.severity for one in found] == [Severity.ERROR] * wrong


def test_a_total_among_places_of_another_region_is_still_no_row() -> None:
    rows, found = read(register_of("110101", "合计"), table="firm_years")
    assert {one.code for one in found} >= {"F030"}
    assert "合计" not in {row["place"] for row in rows}


@pytest.mark.parametrize(("tables", "severity"), [(("projects",), "warning"), (("projects", "observations"), "error")])
def test_a_list_of_projects_keeps_to_known_places_where_places_are_ranked(
    tables: tuple[str, ...], severity: str
) -> None:
    rows = (("P1", "甲项目", "东莞市", "100"), ("P2", "乙项目", "佛山市", "200"))
    projects = sheet(("项目代码", "项目名称", "地区", "总投资（万元）"), *rows, file="projects.csv")
    _, found = facts_from_sheets([projects], PACKS, IntakeOptions(tables=frozenset(tables)))
    assert {one.severity.value for one in found if one.code == "F030"} == {severity}
