from tests.report.example_month import (
    MAIN,
    MONTH,
    PARKS,
    Tables,
    add_target,
    example_packs,
    full_month,
    results_of,
    thin_month,
)

from guatu.domain import Finding, Severity
from guatu.query import Results
from guatu.report import Emphasis, Form, Light, Row, Section, Table, month_pages

SIX = ("目标任务账", "任务支撑账", "时序账", "差距账", "新旧动能接续转换增能账", "质量效益账")
OTHERS = ("预警单", "亮灯史", "勾稽核对", "数据来源", "报送情况")


def ledgers(tables: Tables | None = None) -> dict[str, Table]:
    made = month_pages(results_of(full_month() if tables is None else tables), example_packs(), MONTH).ledgers
    return {table.name: table for table in made}


def section(table: Table, title: str) -> Section:
    return next(one for one in table.sections if one.title == title)


def cell(table: Table, row: Row, label: str) -> object:
    return row.cells[[column.label for column in table.columns].index(label)]


def test_the_six_ledgers_come_first_and_in_order() -> None:
    assert tuple(ledgers()) == (*SIX, *OTHERS)


def test_every_row_is_as_wide_as_the_header() -> None:
    for table in ledgers().values():
        for one in table.sections:
            assert {len(row.cells) for row in one.rows} <= {len(table.columns)}, table.name


def test_titles_name_place_months_and_ledger() -> None:
    table = ledgers()["目标任务账"]
    assert table.title == "示例州2024年1—9月目标任务账"
    assert "单位" in table.subtitle


def test_the_total_stands_first_then_counties_then_subtotal_then_parks() -> None:
    table = ledgers()["时序账"]
    invest = section(table, "工业投资")
    assert [row.cells[0] for row in invest.rows] == [
        "合计", "云岭市", "河谷县", "松山县", "盐井县", "石桥县", "花坪县", "县市小计",
    ]  # fmt: skip
    assert invest.rows[0].emphasis is Emphasis.TOTAL
    assert invest.rows[-1].emphasis is Emphasis.SUBTOTAL
    parks = section(table, "规模以上工业总产值").rows[1:]
    assert [(row.cells[0], row.emphasis) for row in parks] == [(name, Emphasis.PARK) for _, name in PARKS]


def test_a_subtotal_adds_counties_and_divides_sums() -> None:
    table = ledgers()["时序账"]
    row = section(table, "工业投资").rows[-1]
    assert cell(table, row, "累计完成") == 176.5
    assert cell(table, row, "完成率") == 176.5 / 280
    assert cell(table, row, "序时进度") == 0.75
    assert cell(table, row, "同比") is None


def test_no_subtotal_where_a_county_has_no_row_or_a_figure_is_missing() -> None:
    tables = full_month()
    for name in ("target_ledger", "schedule_ledger", "gap_ledger"):
        tables[name] = [row for row in tables[name] if row["target"] != "shili:invest-539925"]
    assert all(row.emphasis is not Emphasis.SUBTOTAL for row in section(ledgers(tables)["时序账"], "工业投资").rows)
    tables = full_month()
    for name in ("schedule_ledger", "gap_ledger"):
        next(row for row in tables[name] if row["target"] == "shili:invest-539925")["actual"] = None
    table = ledgers(tables)["时序账"]
    subtotal = section(table, "工业投资").rows[-1]
    assert subtotal.emphasis is Emphasis.SUBTOTAL
    assert cell(table, subtotal, "累计完成") is None
    assert cell(table, subtotal, "全年目标") == 280


def test_missing_is_blank_and_not_zero() -> None:
    table = ledgers()["时序账"]
    row = section(table, "市场主体总量").rows[0]
    assert [cell(table, row, label) for label in ("累计完成", "完成率", "同比", "超序时")] == [None] * 4
    assert cell(table, row, "亮灯") is Light.GREY


def test_requirements_are_in_words_and_contradictions_both_shown() -> None:
    table = ledgers()["目标任务账"]
    rows = section(table, "新增规模以上工业企业").rows
    assert [cell(table, row, "目标要求") for row in rows] == ["不低于20户", "不低于25户"]
    assert [cell(table, row, "矛盾目标数") for row in rows] == [1, 1]


def test_a_target_without_a_number_says_what_it_refers_to() -> None:
    tables: Tables = {}
    add_target(tables, "province", MAIN, "profit", method="none", measure="level", comparator=">=", reported=False)
    table = ledgers(tables)["目标任务账"]
    assert cell(table, table.sections[0].rows[0], "目标要求") == "省下达目标"


def test_completion_stands_beside_the_schedule_and_cumulative_before_the_month() -> None:
    labels = [column.label for column in ledgers()["时序账"].columns]
    assert labels.index("累计完成") + 1 == labels.index("本月完成")
    assert labels.index("完成率") + 1 == labels.index("序时进度")


def test_percentages_keep_fractions_and_their_differences_are_changes() -> None:
    gaps = ledgers()["差距账"]
    share = section(gaps, "民营经济增加值占比")
    assert (share.unit, cell(gaps, share.rows[0], "累计完成")) == ("%", 0.4763)
    forms = {column.label: column.form for column in gaps.columns}
    assert (forms["差距"], forms["同比"], forms["增速差距"]) == (Form.CHANGE, Form.PERCENT, Form.POINTS)


def test_counted_things_are_needed_whole_in_the_ledger_as_in_the_bulletin() -> None:
    gaps = ledgers()["差距账"]
    assert cell(gaps, section(gaps, "新增规模以上工业企业").rows[1], "剩余月份需月均") == 3


def test_notes_state_the_formulas() -> None:
    notes = "".join(ledgers()["差距账"].notes)
    assert "(T−A)÷(L−B)−1" in notes
    assert "园区" in notes


def test_quality_shows_both_parts_in_their_own_units() -> None:
    table = ledgers()["质量效益账"]
    row = table.sections[0].rows[0]
    assert (cell(table, row, "分子"), cell(table, row, "分母")) == ("58.20亿元", "801.50亿元")
    assert cell(table, row, "是否改善") == "是"


def test_alerts_name_rule_requirement_values_clause_and_agency() -> None:
    row = ledgers()["预警单"].sections[0].rows[0]
    assert row.cells == (
        "红色预警", "进度落后", "示例州", "工业投资", "不低于280亿元", "落后12.0个百分点",
        "①二（二）", "州发展和改革委员会", None,
    )  # fmt: skip


def test_clauses_bear_a_sign_and_the_note_names_the_document() -> None:
    table = ledgers()["目标任务账"]
    assert cell(table, section(table, "工业投资").rows[0], "条款") == "①二（二）"
    assert "条款：①《示例州工业攻坚行动方案》。" in table.notes


def test_lead_and_support_share_a_column_and_the_period_is_in_words() -> None:
    tables = full_month()
    for cells in tables["target_ledger"]:
        cells["support"] = "各县市人民政府"
    table = ledgers(tables)["目标任务账"]
    row = section(table, "工业投资").rows[0]
    assert cell(table, row, "牵头单位（责任单位）") == "州发改委（各县市人民政府）"
    assert cell(table, row, "目标期") == "2024年"


def test_no_contradiction_and_no_fall_are_blank_and_not_zero() -> None:
    table = ledgers()["目标任务账"]
    assert cell(table, section(table, "工业投资").rows[0], "矛盾目标数") is None


def test_columns_that_only_repeat_are_left_out() -> None:
    assert "全年累计目标" not in [column.label for column in ledgers()["目标任务账"].columns]
    gaps = ledgers()["差距账"]
    assert "剩余月数" not in [column.label for column in gaps.columns]
    assert "剩余3个月" in gaps.subtitle
    tables = full_month()
    tables["target_ledger"][0].update(level=100.0, quarter_4=60.0)
    tables["gap_ledger"][0]["months_left"] = 27
    assert "全年累计目标" in [column.label for column in ledgers(tables)["目标任务账"].columns]
    assert "剩余月数" in [column.label for column in ledgers(tables)["差距账"].columns]


def test_first_of_one_is_no_rank() -> None:
    tables = thin_month()
    tables["gap_ledger"][0].update(rank=1, ranked=1)
    table = ledgers(tables)["差距账"]
    assert cell(table, table.sections[0].rows[0], "位次") is None


def test_of_many_leads_the_first_is_named_and_the_rest_are_counted() -> None:
    tables = full_month()
    for name in ("target_ledger", "schedule_ledger"):
        for cells in tables[name]:
            if "lead" in cells:
                cells["lead"] = "州工业和信息化局、州发展和改革委员会、州商务局"
    made = ledgers(tables)
    assert cell(made["时序账"], section(made["时序账"], "工业投资").rows[0], "牵头单位") == "州工信局等3家"
    targets = made["目标任务账"]
    whole = cell(targets, section(targets, "工业投资").rows[0], "牵头单位（责任单位）")
    assert whole == "州工信局、州发改委、州商务局"


def test_a_month_of_the_main_place_alone_has_a_row_an_indicator() -> None:
    table = ledgers(thin_month())["时序账"]
    assert table.columns[0].label == "指标（单位）"
    assert [one.title for one in table.sections] == ["", "", ""]
    assert [one.rows[0].cells[0] for one in table.sections] == [
        "规模以上工业增加值（亿元）", "工业投资（亿元）", "利润总额（亿元）",
    ]  # fmt: skip


def test_an_empty_table_says_what_that_means() -> None:
    tables = full_month()
    tables["alerts"] = []
    assert ledgers(tables)["预警单"].nothing == "（本期没有触发预警）"
    assert ledgers(tables)["勾稽核对"].nothing == "（各账核对相符）"


def test_light_history_has_a_column_a_month() -> None:
    table = ledgers()["亮灯史"]
    assert [column.label for column in table.columns[2:]] == ["7月", "8月", "9月"]
    assert table.sections[0].rows[0].cells[2:] == (Light.GREEN, Light.YELLOW, Light.RED)


def test_report_states_are_in_words_by_duty() -> None:
    table = ledgers()["报送情况"]
    assert table.sections[0].title == "目标任务完成情况月报"
    assert [row.cells[-1] for row in table.sections[0].rows] == ["已报", "已报", "迟报", "已报", "部分未报", "未报"]


def test_sources_that_no_page_uses_are_left_out() -> None:
    tables = full_month()
    unused = {**tables["sources"][0], "indicator": "revenue"}
    tables["sources"].append(unused)
    assert "营业收入" not in [one.title for one in ledgers(tables)["数据来源"].sections]


def test_findings_are_counted_in_the_draft_note() -> None:
    finding = Finding("F003", Severity.ERROR, "不是数", None, "写着“约九十”。", "请填数。")
    pages = month_pages(results_of(full_month()), example_packs(), MONTH, findings=(finding,))
    assert pages.bulletin.draft_note.endswith("；错误1处见问题清单")


def test_the_month_may_be_about_another_place_than_the_packs() -> None:
    pages = month_pages(results_of(full_month()), example_packs(), MONTH, place="539901")
    schedule = next(table for table in pages.ledgers if table.name == "时序账")
    assert schedule.title == "云岭市2024年1—9月时序账"
    assert section(schedule, "工业投资").rows[0].cells[0] == "合计"


def test_results_without_any_table_give_empty_pages() -> None:
    pages = month_pages(Results({}), example_packs(duties=()), MONTH)
    assert all(not table.sections or not table.sections[0].rows for table in pages.ledgers)
    assert pages.wall.groups == ()
    assert len(pages.bulletin.blocks) == 1


def test_codes_that_no_pack_names_are_printed_as_they_stand() -> None:
    tables: Tables = {}
    add_target(tables, "odd", "999999", "unknown", method="level", measure="level", comparator=">=", value=1.0)
    table = ledgers(tables)["目标任务账"]
    assert (table.sections[0].title, table.sections[0].rows[0].cells[0]) == ("unknown", "999999")
