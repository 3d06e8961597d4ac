"""Each defect is seen in the files at the place that its entry names."""

import re

import pytest

from guatu.domain import is_credit_code
from guatu.sample import DEFECT_KINDS, Defect, Sample, Sheet, make_clean_sheets, make_prefecture


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_prefecture(7)


@pytest.fixture(scope="module")
def clean() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in make_clean_sheets(7)}


def defect(sample: Sample, kind: str, at: int = 0) -> Defect:
    return [one for one in sample.defects if one.kind == kind][at]


def line(sample: Sample, one: Defect) -> dict[str, str]:
    """Return the first line a defect names, as a person would look it up in the file."""
    match = re.match(r"第(\d+)行", one.where)
    assert match, one.where
    sheet = sample.sheet(one.file)
    return dict(zip(sheet.header, sheet.rows[int(match[1]) - 2], strict=True))


def test_every_kind_of_defect_is_planted(sample: Sample) -> None:
    assert {one.kind for one in sample.defects} == set(DEFECT_KINDS)


def test_every_defect_names_a_file_a_place_and_a_sentence(sample: Sample) -> None:
    names = {sheet.name for sheet in sample.sheets}
    assert all(one.file in names and one.where and one.sentence.endswith("。") for one in sample.defects)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("two_sources", {"indicator": "retail_sales", "period": "2024-08", "source": "示例州商务局（虚构）"}),
        ("unknown_place", {"地区": "子虚县"}),
        ("no_such_month", {"地区": "甲子市", "报告期": "2024-13"}),
        ("unknown_year", {"地区": "乙丑县", "报告期": "20XX年1-5月"}),
        ("late", {"地区": "己巳县", "报送日期": "2024-10-12"}),
        ("unit_slip", {"地区": "癸酉县", "指标": "一般公共预算收入", "报告期": "2024年1-6月", "计量单位": "万元"}),
        ("mixed_units", {"地区": "癸酉县", "指标": "工业总产值", "计量单位": "亿元"}),
        ("parts_do_not_add", {"地区": "戊辰县", "指标": "化工产值", "报告期": "2024年1-9月"}),
        ("full_width", {"地区": "庚午县", "指标": "工业总产值", "报告期": "2024年1-9月"}),
        ("missing_marks", {"地区": "辛未县", "报告期": "2024年1-3月", "数值": "—", "同比增速（%）": "/"}),
        ("text_in_number", {"地区": "甲子市", "数值": "约十二亿"}),
        ("alias", {"地区": "壬申"}),
        ("revised_base", {"地区": "乙丑县", "指标": "社会消费品零售总额", "报告期": "2024年1-2月"}),
        ("split_does_not_add", {"place": "999901", "indicator": "investment_attraction"}),
    ],
)
def test_a_defect_stands_on_the_line_it_names(sample: Sample, kind: str, cells: dict[str, str]) -> None:
    row = line(sample, defect(sample, kind))
    assert {column: row[column] for column in cells} == cells


def test_a_county_that_did_not_report_has_no_row_in_september(sample: Sample) -> None:
    sheet = sample.sheet("observations-counties.csv")
    assert sheet.find(地区="辛未县", 报告期="2024年9月") == ()
    assert {sheet.cell(i, "指标") for i in sheet.find(地区="辛未县", 报告期="2024年1-9月")} == {
        "地区生产总值",
        "第一产业增加值",
        "第二产业增加值",
        "第三产业增加值",
    }


def test_the_missing_months_are_gone_and_their_neighbours_are_there(sample: Sample) -> None:
    sheet = sample.sheet("observations-counties.csv")
    found = [
        len(sheet.find(地区="庚午县", 指标="社会消费品零售总额", 报告期=f"2023年1-{month}月")) for month in range(3, 7)
    ]
    assert found == [1, 0, 0, 1]


def test_the_unit_slip_is_ten_thousand_times_too_small(sample: Sample, clean: dict[str, Sheet]) -> None:
    cells = {"地区": "癸酉县", "指标": "一般公共预算收入", "报告期": "2024年1-6月"}
    right = clean["observations-counties.csv"]
    meant = int(right.cell(right.find(**cells)[0], "数值"))
    written = float(line(sample, defect(sample, "unit_slip"))["数值"])
    assert written * 10_000 == pytest.approx(meant, rel=0.01)


def test_growth_on_a_revised_base_is_higher_than_the_ratio_of_levels(sample: Sample, clean: dict[str, Sheet]) -> None:
    cells = {"地区": "乙丑县", "指标": "社会消费品零售总额", "报告期": "2024年1-9月"}
    before, after = clean["observations-counties.csv"], sample.sheet("observations-counties.csv")
    was = float(before.cell(before.find(**cells)[0], "同比增速（%）"))
    now = float(after.cell(after.find(**cells)[0], "同比增速（%）"))
    assert 1 + now / 100 == pytest.approx((1 + was / 100) / 0.93, abs=0.001)


def test_one_firm_alone_has_a_wrong_code_in_register_and_reports(sample: Sample) -> None:
    wrong = {row[0] for row in sample.sheet("firms.csv").rows if not is_credit_code(row[0])}
    assert len(wrong) == 1
    assert wrong == {row[0] for row in sample.sheet("firm_periods.csv").rows if not is_credit_code(row[0])}


def test_one_county_writes_gbk_and_reads_back(sample: Sample) -> None:
    content = sample.sheet("observations-dingmao.csv").to_bytes()
    assert "丁卯县" in content.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_what_is_not_planted_is_left_alone(sample: Sample, clean: dict[str, Sheet]) -> None:
    touched = {one.file for one in sample.defects}
    for name in ("observations-province.csv", "observations-parks.csv", "supports.csv", "projects.csv"):
        assert name not in touched
        assert sample.sheet(name) == clean[name]
    assert len(sample.sheet("observations-counties.csv").rows) == len(clean["observations-counties.csv"].rows) - 38 + 3
