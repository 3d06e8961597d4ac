"""The other fact tables, keys given twice, figures of another size, and too many findings."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
from tests.intake.small_pack import HEAD, PACKS, read, sheet

from guatu.intake import FINDING_CODES, Cell, facts_from_sheets

FIRM = "91350100M000100Y43"
SOURCED = (*HEAD, "来源", "报送日期")


def _observation(value: str, source: str, day: str = "2024-10-09", growth: str = "5") -> tuple[Cell, ...]:
    return ("楚雄市", "工业投资", "2024-09", "累计", value, growth, source, day)


def test_identical_rows_collapse_in_silence() -> None:
    rows, findings = read(sheet(SOURCED, _observation("12.5", "月报"), _observation("12.50", "月报")))
    assert (len(rows), findings) == (1, ())


def test_two_sources_are_kept_and_the_ranking_is_stated() -> None:
    rows, findings = read(sheet(SOURCED, _observation("834.32", "公报"), _observation("834.2", "通稿")))
    assert [row["value"] for row in rows] == [834.32, 834.2]
    assert [finding.code for finding in findings] == ["F040"]
    assert "报送日期晚的在先" in findings[0].sentence
    assert not findings[0].blocks


def test_a_source_is_held_to_what_it_said_last() -> None:
    first, last = _observation("12.5", "月报", "2024-10-09"), _observation("12.7", "月报", "2024-11-09")
    rows, findings = read(sheet(SOURCED, first, last, _observation("12.7", "公报", "2024-11-09")))
    assert (len(rows), findings) == (3, ())
    _, findings = read(sheet(SOURCED, first, last, _observation("12.9", "公报", "2024-11-09")))
    assert "E3 的 12.7" in findings[0].sentence


def test_two_sources_that_agree_are_kept_in_silence() -> None:
    rows, findings = read(sheet(SOURCED, _observation("12.5", "公报"), _observation("125000万元", "通稿")))
    assert (len(rows), findings) == (2, ())


def test_a_correction_on_a_later_day_is_kept_in_silence() -> None:
    rows, findings = read(sheet(SOURCED, _observation("12.5", "月报"), _observation("12.7", "月报", "2024-11-09")))
    assert ([row["value"] for row in rows], findings) == ([12.5, 12.7], ())


def test_one_source_and_day_with_two_values_keeps_the_first_and_blocks() -> None:
    rows, findings = read(sheet(SOURCED, _observation("12.5", "月报"), _observation("12.7", "月报")))
    assert ([row["value"] for row in rows], [finding.code for finding in findings]) == ([12.5], ["F041"])
    assert findings[0].blocks


def test_files_without_a_source_are_two_sources() -> None:
    one = sheet(HEAD, ("楚雄市", "工业投资", "2024-09", "累计", "12.5", "5"), file="甲.csv")
    other = sheet(HEAD, ("楚雄市", "工业投资", "2024-09", "累计", "12.7", "5"), file="乙.csv")
    rows, findings = read(one, other)
    assert [row["source"] for row in rows] == ["甲.csv", "乙.csv"]
    assert [finding.code for finding in findings] == ["F040"]


def test_a_month_in_ten_thousands_is_warned_of_and_kept() -> None:
    months = [("楚雄市", "工业投资", f"2024-{month:02d}", "累计", str(month * 3), "5") for month in range(2, 9)]
    rows, findings = read(sheet(HEAD, *months, ("楚雄市", "工业投资", "2024-09", "累计", "270000", "5")))
    assert [finding.code for finding in findings] == ["F016"]
    assert rows[-1]["value"] == 270000.0
    assert read(sheet(HEAD, *months, ("楚雄市", "工业投资", "2024-09", "累计", "27", "5")))[1] == ()


def test_a_county_in_ten_thousands_stands_out_among_its_peers() -> None:
    places = ("楚雄市", "禄丰市", "姚安县", "大姚县")
    rows: list[tuple[Cell, ...]] = [
        (place, "工业投资", "2024-09", "累计", str(9 + index), "5") for index, place in enumerate(places)
    ]
    slip: tuple[Cell, ...] = ("武定县", "工业投资", "2024-09", "累计", "110000", "5")
    assert [finding.code for finding in read(sheet(HEAD, *rows, slip))[1]] == ["F016"]
    assert read(sheet(HEAD, *rows))[1] == ()


def test_targets_take_a_period_and_percent() -> None:
    head = ("target", "place", "indicator", "period", "measure", "comparator", "value", "unit")
    rows, findings = read(
        sheet(
            head,
            ("t1", "532300", "industrial_va", "2024", "growth", ">=", "15", "%"),
            ("t2", "532300", "工业投资", "2024/2026", "总量", "不低于", "1250000", "万元"),
            ("t3", "532300", "firms_above_scale", "2024", "increment", ">=", "20", "户"),
            ("t4", "532300", "industrial_va", "2024", "growth", ">=", "0.15", ""),
            file="targets.csv",
        ),
        table="targets",
    )
    assert findings == ()
    assert [(row["value"], row["first"], row["last"]) for row in rows] == [
        (0.15, date(2024, 1, 1), date(2024, 12, 1)),
        (125.0, date(2024, 1, 1), date(2026, 12, 1)),
        (20.0, date(2024, 1, 1), date(2024, 12, 1)),
        (0.15, date(2024, 1, 1), date(2024, 12, 1)),
    ]
    assert (rows[1]["measure"], rows[1]["comparator"]) == ("level", ">=")


def test_a_target_under_chinese_heads_must_say_percent() -> None:
    head = ("目标编号", "地区", "指标", "目标期", "目标类型", "要求", "目标值")
    row: tuple[Cell, ...] = ("t1", "楚雄州", "规上工业增加值", "2024年", "增速", "不低于")
    rows, findings = read(sheet(head, (*row, "15%"), name="目标"), table="targets")
    assert (rows[0]["value"], findings) == (0.15, ())
    rows, findings = read(sheet(head, (*row, "15"), name="目标"), table="targets")
    assert (rows, [finding.code for finding in findings]) == ([], ["F013"])


def test_money_of_firms_is_exact_in_yuan() -> None:
    head = ("统一社会信用代码", "报告期", "口径", "营业收入（万元）", "利润总额（元）", "从业人员", "用地面积（亩）")
    rows, findings = read(
        sheet(head, (FIRM, "2024年1-9月", "累计", "12,345.67", 0.1 + 0.2, "120人", "35.5"), name="企业数据"),
        table="firm_periods",
    )
    assert findings == ()
    assert (rows[0]["revenue"], rows[0]["profit"]) == (Decimal("123456700.00"), Decimal("0.30"))
    assert (rows[0]["employees"], rows[0]["land"], rows[0]["basis"]) == (120, 35.5, "cumulative")


def test_money_without_a_unit_is_yuan_and_said() -> None:
    head = ("统一社会信用代码", "报告期", "口径", "营业收入")
    rows, findings = read(sheet(head, (FIRM, "2024-09", "累计", "1000"), name="企业数据"), table="firm_periods")
    assert (rows[0]["revenue"], [finding.code for finding in findings]) == (Decimal("1000.00"), ["F014"])


def test_a_register_beyond_a_trillion_is_widened_and_said() -> None:
    head = ("firm", "period", "basis", "revenue")
    tables, findings = facts_from_sheets(
        [sheet(head, (FIRM, "2024-09", "累计", "15000亿元"), name="firm_periods")], PACKS
    )
    table = tables["firm_periods"]
    assert isinstance(table, pa.Table)
    assert table.schema.field("revenue").type == pa.decimal128(18, 2)
    assert table.schema.field("profit").type == pa.decimal128(14, 2)
    assert [finding.code for finding in findings] == ["F042"]


def test_a_firm_code_with_a_wrong_check_is_warned_of_and_kept() -> None:
    head = ("统一社会信用代码", "企业名称", "地区", "动能", "入规月份")
    rows, findings = read(
        sheet(
            head, (FIRM, "甲公司", "楚雄市", "新动能", "2024-03"), ("91350100M000100Y44", "乙公司", "姚安县", "", "")
        ),
        table="firms",
    )
    assert [row["driver"] for row in rows] == ["new", None]
    assert ([finding.code for finding in findings], findings[0].blocks) == (["F034"], False)


def test_supports_projects_and_their_months_are_known_by_their_columns() -> None:
    supports, findings = read(
        sheet(
            ("编号", "地区", "指标", "年度", "支撑类型", "支撑名称", "支撑量（万元）", "把握程度"),
            ("s1", "楚雄市", "工业投资", "2024年", "新投产项目", "甲厂", "50000", "确定"),
        ),
        table="supports",
    )
    assert (supports[0]["amount"], supports[0]["year"], findings) == (5.0, 2024, ())
    months, findings = read(
        sheet(("项目代码", "月份", "累计完成投资（亿元）", "形象进度"), ("p1", "2024-09", "1.5", "主体封顶")),
        table="project_months",
    )
    assert (months[0]["investment"], findings) == (Decimal("150000000.00"), ())


def test_too_many_findings_of_one_kind_are_summed_up() -> None:
    rows = [("某地", "工业投资", "2024-09", "累计", str(number), "5") for number in range(50)]
    _, findings = read(sheet(HEAD, *rows))
    assert len(findings) == 21
    assert "同类问题共 50 处" in findings[-1].sentence


def test_every_code_is_used_once_and_has_its_page() -> None:
    codes = [code.code for code in FINDING_CODES]
    assert len(set(codes)) == len(codes)
    assert all(code.why and code.example and code.instead for code in FINDING_CODES)
