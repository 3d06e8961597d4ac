"""Headers as offices make them: under titles, in two rows, merged, wide, in Chinese or English."""

from datetime import date

import pytest
from tests.intake.small_pack import HEAD, SEPTEMBER, read, sheet

from guatu.intake import Cell, Merge

ROW: tuple[Cell, ...] = ("楚雄市", "工业投资", "2024-09", "累计", "12.5", "5.2")


def test_english_and_chinese_heads_give_the_same_rows() -> None:
    chinese, _ = read(sheet(HEAD, ROW))
    english, _ = read(sheet(("place", "indicator", "period", "basis", "value", "growth(%)"), ROW))
    assert chinese == english
    assert chinese[0]["value"] == 12.5


def test_the_header_may_stand_below_titles() -> None:
    rows, findings = read(sheet(("2024年工业投资",), (), ("填报单位：楚雄市", "", ""), HEAD, ROW))
    assert (len(rows), findings) == (1, ())
    assert rows[0]["origin"] == "月报.csv 第5行"


def test_origin_names_the_sheet_of_a_workbook() -> None:
    rows, _ = read(sheet(HEAD, ROW, file="月报.xlsx", name="工业"))
    assert rows[0]["origin"] == "月报.xlsx［工业］第2行"


def test_a_unit_in_the_head_converts_the_column() -> None:
    rows, findings = read(sheet((*HEAD[:4], "数值（万元）", "同比（%）"), (*ROW[:4], "125000", "5")))
    assert (rows[0]["value"], findings) == (12.5, ())


def test_a_unit_column_converts_each_row() -> None:
    head = (*HEAD, "计量单位", "备注")
    rows, findings = read(
        sheet(head, (*ROW[:4], "125000", "5", "万元", "核过"), (*ROW[:3], "当月", "1.5", "5", "亿元", ""))
    )
    assert ([row["value"] for row in rows], findings) == ([12.5, 1.5], ())


def test_a_unit_that_is_not_known_refuses_the_row() -> None:
    rows, findings = read(sheet((*HEAD, "单位"), (*ROW, "万圆")))
    assert (rows, [finding.code for finding in findings]) == ([], ["F012"])
    assert "万圆" in findings[0].sentence
    assert "万元" in findings[0].way_out


def test_an_unknown_column_is_noted_with_the_nearest_name() -> None:
    rows, findings = read(sheet((*HEAD, "数据状太"), (*ROW, "快报")))
    assert (len(rows), [finding.code for finding in findings]) == (1, ["F002"])
    assert "数据状态" in findings[0].sentence


def test_a_missing_column_stops_the_sheet() -> None:
    rows, findings = read(
        sheet(("地区", "指标", "口径", "数值"), ("楚雄市", "工业投资", "累计", "1"), file="观测数据.csv")
    )
    assert (rows, [finding.code for finding in findings]) == ([], ["F003"])
    assert "报告期" in findings[0].sentence


def test_two_columns_of_one_field_stop_the_sheet() -> None:
    head = ("地区", "指标", "报告期", "时间", "口径", "数值")
    rows, findings = read(sheet(head, ("楚雄市", "工业投资", "2024-09", "2024-08", "累计", "1")))
    assert (rows, [finding.code for finding in findings]) == ([], ["F004"])


def test_codes_beside_names_are_no_doubled_column() -> None:
    head = ("地区代码", "地区", *HEAD[1:])
    rows, findings = read(sheet(head, ("532301", *ROW)))
    assert (rows[0]["place"], findings) == ("532301", ())


def test_a_sheet_that_is_no_fact_table_is_named() -> None:
    _, findings = read(sheet(("序号", "工作内容", "完成情况"), ("1", "调研", "已完成"), file="说明.csv"))
    assert [finding.code for finding in findings] == ["F001"]


def test_a_page_of_notes_beside_the_figures_does_not_block_them() -> None:
    figures = sheet(HEAD, ROW, file="观测数据.xlsx", name="Sheet1")
    notes = sheet(("本表由统计局填报",), ("联系电话", "0878"), file="观测数据.xlsx", name="说明")
    rows, findings = read(figures, notes)
    assert (len(rows), [finding.code for finding in findings]) == (1, ["F001"])
    assert not findings[0].blocks


def test_a_header_without_rows_is_named() -> None:
    assert [finding.code for finding in read(sheet(HEAD))[1]] == ["F005"]


def test_blank_rows_footnotes_and_repeated_headers_are_passed_over() -> None:
    rows, findings = read(sheet(HEAD, ROW, (), ("", None, " "), HEAD, ("注：快报数",), ("填表人：", "", "审核人：")))
    assert (len(rows), findings) == (1, ())


def test_a_header_of_two_rows_with_merged_cells_is_joined() -> None:
    rows, findings = read(
        sheet(
            ("2024年1-9月主要指标", None, None, None, None),
            ("县市", "规上工业增加值（亿元）", None, "工业投资（万元）", None),
            (None, "累计", "同比（%）", "累计", "当月"),
            ("楚雄市", 30.5, 5.2, 125000, 10000),
            ("禄丰市", "—", 3, 80000, None),
            merged=(Merge(0, 0, 0, 4), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2), Merge(1, 3, 1, 4)),
        )
    )
    assert findings == ()
    assert [(row["place"], row["indicator"], row["basis"], row["value"], row["growth"]) for row in rows] == [
        ("532301", "industrial_va", "cumulative", 30.5, 0.052),
        ("532302", "industrial_va", "cumulative", None, 0.03),
        ("532301", "industry_investment", "cumulative", 12.5, None),
        ("532302", "industry_investment", "cumulative", 8.0, None),
        ("532301", "industry_investment", "month", 1.0, None),
    ]
    assert {row["period"] for row in rows} == {SEPTEMBER}


def test_a_csv_says_its_groups_by_blanks() -> None:
    rows, findings = read(
        sheet(
            ("地区", "规上工业增加值（亿元）", "", "工业投资（亿元）", ""),
            ("", "累计", "同比（%）", "累计", "同比（%）"),
            ("楚雄市", "30.5", "5.2", "12.5", "-3"),
            file="2024年1-9月.csv",
        )
    )
    assert findings == ()
    assert [(row["indicator"], row["value"], row["growth"]) for row in rows] == [
        ("industrial_va", 30.5, 0.052),
        ("industry_investment", 12.5, -0.03),
    ]


def test_a_row_of_units_below_the_names_belongs_to_the_header() -> None:
    rows, findings = read(
        sheet(
            ("地区", "报告期", "工业投资", "工业投资同比", "规上工业企业户数"),
            ("", "", "万元", "%", "户"),
            ("楚雄市", "2024年1-9月", "125000", "5.2", "120"),
        )
    )
    assert findings == ()
    assert [(row["indicator"], row["basis"], row["value"], row["growth"]) for row in rows] == [
        ("industry_investment", "cumulative", 12.5, 0.052),
        ("firms_above_scale", "stock", 120.0, None),
    ]


@pytest.mark.parametrize(
    "head", ["工业投资同比（%）", "工业投资增速（%）", "工业投资同比增长%", "工业投资累计同比（%）"]
)
def test_a_wide_column_of_growth_alone_is_growth(head: str) -> None:
    rows, findings = read(sheet(("地区", "报告期", head), ("楚雄市", "2024年1-9月", "5.2")))
    assert (rows[0]["indicator"], rows[0]["value"], rows[0]["growth"], findings) == (
        "industry_investment",
        None,
        0.052,
        (),
    )


def test_places_by_months_take_the_year_of_the_title() -> None:
    rows, findings = read(
        sheet(
            ("楚雄州2024年工业投资（单位：万元）",),
            ("地区", "月份", "工业投资", "同比（%）"),
            ("楚雄市", "1-2月", "20000", "5"),
            ("楚雄市", "1-3月", "30000", "6"),
        )
    )
    assert findings == ()
    assert [(row["period"], row["value"]) for row in rows] == [(date(2024, 2, 1), 2.0), (date(2024, 3, 1), 3.0)]


def test_indicators_down_the_page_take_place_and_period_of_the_title() -> None:
    rows, findings = read(
        sheet(
            ("武定县2024年1-9月主要经济指标",),
            ("指标名称", "计量单位", "累计", "同比（%）"),
            ("规上工业增加值", "万元", "305000", "5.2"),
            ("规上工业企业户数", "户", "45", "—"),
        )
    )
    assert findings == ()
    assert [(row["place"], row["indicator"], row["basis"], row["value"]) for row in rows] == [
        ("532329", "industrial_va", "cumulative", 30.5),
        ("532329", "firms_above_scale", "stock", 45.0),
    ]


def test_last_years_column_is_not_read_as_this_years() -> None:
    rows, findings = read(sheet(("地区", "报告期", "工业投资", "上年同期"), ("楚雄市", "2024年1-9月", "12.5", "11")))
    assert ([row["value"] for row in rows], [finding.code for finding in findings]) == ([12.5], ["F002"])


def test_a_merged_place_holds_for_all_its_rows_but_a_merged_number_for_one() -> None:
    rows, findings = read(
        sheet(
            HEAD,
            ("楚雄市", "工业投资", "2024-08", "累计", 10, 5),
            (None, "工业投资", "2024-09", "累计", None, 6),
            merged=(Merge(1, 0, 2, 0), Merge(1, 4, 2, 4)),
        )
    )
    assert findings == ()
    assert [(row["place"], row["value"]) for row in rows] == [("532301", 10.0), ("532301", None)]


def test_a_merge_over_a_million_rows_costs_nothing() -> None:
    rows, _ = read(sheet(HEAD, ROW, merged=(Merge(0, 0, 1048575, 16383), Merge(1, 0, 1048575, 0))))
    assert isinstance(rows, list)


def test_a_line_of_units_over_all_columns_is_no_group_of_a_header() -> None:
    rows, findings = read(
        sheet(
            ("楚雄州2024年1-9月主要经济指标", None, None, None, None),
            ("单位：亿元、%", None, None, None, None),
            ("地区", "规上工业增加值", None, "工业投资", None),
            (None, "累计", "同比", "累计", "同比"),
            ("楚雄市", 30.5, "5.2", 12.5, "下降8.3%"),
            merged=(
                Merge(0, 0, 0, 4),
                Merge(1, 0, 1, 4),
                Merge(2, 0, 3, 0),
                Merge(2, 1, 2, 2),
                Merge(2, 3, 2, 4),
            ),
        )
    )
    assert findings == ()
    assert [(row["indicator"], row["value"], row["growth"]) for row in rows] == [
        ("industrial_va", 30.5, 0.052),
        ("industry_investment", 12.5, -0.083),
    ]


def test_a_unit_beside_the_period_above_the_header_is_no_group_either() -> None:
    rows, findings = read(
        sheet(
            ("2024年1-9月", None, None, "单位：亿元、%", None),
            ("地区", "规上工业增加值", None, "工业投资", None),
            (None, "累计", "同比", "累计", "同比"),
            ("楚雄市", 30.5, "5.2", 12.5, "8.3"),
            merged=(Merge(0, 3, 0, 4), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2), Merge(1, 3, 1, 4)),
        )
    )
    assert findings == ()
    assert [(row["indicator"], row["value"], row["growth"]) for row in rows] == [
        ("industrial_va", 30.5, 0.052),
        ("industry_investment", 12.5, 0.083),
    ]


def test_an_unknown_head_as_long_as_a_file_is_shown_by_its_beginning() -> None:
    _, findings = read(sheet((*HEAD, "乱" * 500), (*ROW, "x")))
    assert [len(finding.sentence) < 80 for finding in findings] == [True]


def test_of_very_many_unknown_columns_some_are_told_and_the_rest_counted() -> None:
    many = 300
    rows, findings = read(sheet((*HEAD, *(f"杂项{at}" for at in range(many))), (*ROW, *["x"] * many)))
    assert len(rows) == 1
    assert len(findings) == 21
    assert findings[-1].sentence == "另有 280 列不认识，没有读。"
