"""Every trap of a single cell, good and bad side by side."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.intake.small_pack import HEAD, SEPTEMBER, read, read_one, sheet

from guatu.intake import Cell


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", 12.5),
        ("１２．５", 12.5),
        ("1,234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        (" 12.5 ", 12.5),
        ("1 234.5", 1234.5),
        ("-3.2", -3.2),
        ("－３．２", -3.2),
        ("1.2亿元", 1.2),
        ("1.2亿", 1.2),
        ("3400万", 0.34),
        ("834320万元", 83.432),
        ("1.25e2", 125.0),
        (12.5, 12.5),
        (12, 12.0),
        (Decimal("12.5"), 12.5),
        (0, 0.0),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: Cell, value: float) -> None:
    row, codes = read_one(数值=typed)
    assert row is not None
    assert (row["value"], codes) == (value, [])


@pytest.mark.parametrize(
    "typed", ["", None, "—", "——", "-", "－", "/", "／", "…", "……", "无", "空白", "N/A", " ", float("nan")]
)
def test_a_missing_figure_stays_missing_and_is_never_zero(typed: Cell) -> None:
    row, codes = read_one(数值=typed)
    assert row is not None
    assert (row["value"], row["growth"], codes) == (None, 0.052, [])


@pytest.mark.parametrize(
    "typed",
    [
        "约12",
        "12.5左右",
        "十二",
        "12..5",
        "1,23",
        "12.5①",
        "12/5",
        "--5",
        "—5",
        "#DIV/0!",
        "#N/A",
        "1_000",
        True,
        "5户5",
        date(2024, 9, 1),
    ],
)
def test_text_in_a_number_cell_is_a_finding_and_no_number(typed: Cell) -> None:
    row, codes = read_one(数值=typed)
    assert row is not None
    assert (row["value"], codes) == (None, ["F010"])


def test_a_finding_names_file_sheet_and_cell() -> None:
    _, findings = read(
        sheet(
            ("2024年工业",), HEAD, ("楚雄市", "工业投资", "2024-09", "累计", "约12", "5"), file="月报.xlsx", name="工业"
        )
    )
    assert [str(finding.span) for finding in findings] == ["月报.xlsx［工业］E3"]
    assert "约12" in findings[0].sentence


def test_a_unit_of_another_kind_refuses_the_row() -> None:
    assert read_one(数值="20户") == (None, ["F012"])


@pytest.mark.parametrize(
    ("typed", "growth"),
    [
        ("5.2", 0.052),
        ("5.2%", 0.052),
        ("５．２％", 0.052),
        ("-5.2", -0.052),
        ("增长5.2%", 0.052),
        ("下降5.2", -0.052),
        ("增长3.3倍", 3.3),
        ("持平", 0.0),
        ("52‰", 0.052),
        ("878", 8.78),
        ("—", None),
    ],
)
def test_growth_under_a_head_that_says_percent_becomes_a_fraction(typed: str, growth: float | None) -> None:
    row, codes = read_one(同比__pct=typed)
    assert row is not None
    assert row["growth"] == (None if growth is None else pytest.approx(growth, abs=1e-15))
    assert codes == []


@pytest.mark.parametrize("typed", ["3.3倍", "下降-5", "5个百分点", "5亿元", "快"])
def test_growth_that_can_be_read_two_ways_is_not_read(typed: str) -> None:
    row, codes = read_one(同比__pct=typed)
    assert row is not None
    assert (row["growth"], codes) == (None, ["F010"])


def _growth(head: str, *typed: Cell) -> tuple[list[object], list[str]]:
    rows = [("楚雄市", "工业投资", f"2024-{month:02d}", "累计", "12.5", cell) for month, cell in enumerate(typed, 3)]
    found, findings = read(sheet((*HEAD[:5], head), *rows))
    return [row["growth"] for row in found], [finding.code for finding in findings]


def test_growth_without_percent_anywhere_is_not_guessed() -> None:
    assert _growth("同比", "5.2", "0.052") == ([None, None], ["F011"])


def test_growth_in_another_unit_is_not_read() -> None:
    assert _growth("同比（万）", "5.2") == ([None], ["F012"])
    assert _growth("同比（亿元）", "5.2") == ([None], ["F012"])


def test_growth_takes_the_percent_of_its_cells() -> None:
    assert _growth("同比", "5.2%", "6%") == ([0.052, 0.06], [])


def test_a_mixed_column_keeps_the_cells_that_say_percent() -> None:
    assert _growth("同比", "5.2%", "6") == ([0.052, None], ["F011"])


def test_the_canonical_column_growth_holds_fractions() -> None:
    assert _growth("growth", "0.052", "5.2%") == ([0.052, 0.052], [])


def test_a_canonical_growth_of_percents_is_doubted() -> None:
    assert _growth("growth", "5.2", "6.1") == ([5.2, 6.1], ["F015"])


def test_a_percent_column_of_fractions_is_doubted() -> None:
    assert _growth("同比（%）", "0.0523", "0.0611", "-0.0134")[1] == ["F015"]
    assert _growth("同比（%）", "0.3", "0.2", "-0.1")[1] == []


def test_growth_takes_the_percent_of_the_title() -> None:
    rows, findings = read(
        sheet(("单位：万元、%",), (*HEAD[:5], "同比"), ("楚雄市", "工业投资", "2024-09", "累计", "125000", "5.2"))
    )
    assert (rows[0]["value"], rows[0]["growth"], findings) == (12.5, 0.052, ())


@pytest.mark.parametrize(
    ("typed", "month", "basis"),
    [
        ("2024-09", SEPTEMBER, "cumulative"),
        ("202409", SEPTEMBER, "cumulative"),
        (202409, SEPTEMBER, "cumulative"),
        (202409.0, SEPTEMBER, "cumulative"),
        ("2024年9月", SEPTEMBER, "cumulative"),
        ("2024年1-9月", SEPTEMBER, "cumulative"),
        ("２０２４年１－９月", SEPTEMBER, "cumulative"),
        ("2024年1—9月", SEPTEMBER, "cumulative"),
        ("2024年前三季度", SEPTEMBER, "cumulative"),
        ("2024年上半年", date(2024, 6, 1), "cumulative"),
        ("2024年一季度", date(2024, 3, 1), "cumulative"),
        ("2024/9/30", SEPTEMBER, "cumulative"),
        ("2024-09-30", SEPTEMBER, "cumulative"),
        ("2024.09", SEPTEMBER, "cumulative"),
        (date(2024, 9, 30), SEPTEMBER, "cumulative"),
        (datetime.fromisoformat("2024-09-01T00:00"), SEPTEMBER, "cumulative"),
        (45536.0, SEPTEMBER, "cumulative"),
        ("2024", date(2024, 12, 1), "cumulative"),
    ],
)
def test_a_period_is_read_however_it_is_typed(typed: Cell, month: date, basis: str) -> None:
    row, codes = read_one(报告期=typed)
    assert row is not None
    assert (row["period"], row["basis"], codes) == (month, basis, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2024-13", "F020"),
        ("2024年0月", "F020"),
        ("2024.1", "F020"),
        (2024.1, "F020"),
        ("2024-1-9", "F020"),
        ("2024-02-30", "F020"),
        ("上月", "F020"),
        ("9", "F020"),
        ("20XX-06", "F021"),
        ("XXXX年6月", "F021"),
        ("9月", "F021"),
        ("", "F033"),
        ("—", "F033"),
    ],
)
def test_a_period_that_is_not_certain_refuses_the_row(typed: Cell, code: str) -> None:
    assert read_one(报告期=typed) == (None, [code])


@pytest.mark.parametrize(
    ("indicator", "period", "basis"),
    [
        ("工业投资", "2024年1-9月", "cumulative"),
        ("工业投资", "2024年9月累计", "cumulative"),
        ("工业投资", "2024年9月当月", "month"),
        ("工业投资", "2024", "year"),
        ("规上工业企业户数", "2024-09", "stock"),
        ("规上工业企业户数", "2024年1-9月", "stock"),
    ],
)
def test_a_basis_that_is_not_written_follows_from_period_and_kind(indicator: str, period: str, basis: str) -> None:
    row, codes = read_one(指标=indicator, 报告期=period, 口径="")
    assert row is not None
    assert (row["basis"], codes) == (basis, [])


@pytest.mark.parametrize(
    ("period", "basis", "code"),
    [
        ("2024-09", "", "F023"),
        ("2024Q3", "", "F020"),
        ("2024年1-9月", "当月", "F024"),
        ("2024年9月当月", "累计", "F024"),
        ("2024-09", "全年", "F024"),
        ("2024-09", "合计数", "F032"),
    ],
)
def test_a_basis_that_is_open_or_contradicts_refuses_the_row(period: str, basis: str, code: str) -> None:
    row, codes = read_one(报告期=period, 口径=basis)
    assert row is None
    assert code in codes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("楚雄市", "532301"),
        ("楚 雄 市", "532301"),
        (532301, "532301"),
        (532301.0, "532301"),
        ("532331", "532302"),
        ("禄丰县", "532302"),
        ("532301-kfq", "532301-KFQ"),
        ("５３２３０１", "532301"),
    ],
)
def test_a_place_is_found_by_code_former_code_name_and_alias(typed: Cell, code: str) -> None:
    row, codes = read_one(地区=typed)
    assert row is not None
    assert (row["place"], codes) == (code, [])


def test_an_unknown_place_is_refused_with_the_nearest_name() -> None:
    rows, findings = read(sheet(HEAD, ("姚安线", "工业投资", "2024-09", "累计", "1", "2")))
    assert rows == []
    assert [finding.code for finding in findings] == ["F030"]
    assert "姚安县" in findings[0].sentence


def test_a_row_of_totals_is_passed_over_with_a_note() -> None:
    assert read_one(地区="合计") == (None, ["F035"])


@pytest.mark.parametrize(
    "typed", ["industry_investment", "工业投资", "其中：工业投资", "二、工业投资", "工业投资（亿元）"]
)
def test_an_indicator_is_found_by_id_and_name(typed: str) -> None:
    row, codes = read_one(指标=typed)
    assert row is not None
    assert (row["indicator"], codes) == ("industry_investment", [])


def test_the_unit_behind_an_indicator_is_the_unit_of_its_number() -> None:
    row, _ = read_one(指标="工业投资（万元）", 数值="125000")
    assert row is not None
    assert row["value"] == 12.5


def test_an_unknown_indicator_is_refused_with_the_nearest_name() -> None:
    rows, findings = read(sheet(HEAD, ("楚雄市", "工业投姿", "2024-09", "累计", "1", "2")))
    assert (rows, [finding.code for finding in findings]) == ([], ["F031"])
    assert "工业投资" in findings[0].sentence


def test_a_rate_becomes_a_fraction_only_where_its_unit_is_written() -> None:
    assert read_one(指标="工业利润率", 数值="5.5%")[0] is not None
    row, codes = read_one(指标="工业利润率", 数值="5.5%")
    assert row is not None
    assert (row["value"], codes) == (0.055, [])
    assert read_one(指标="工业利润率", 数值="5.5") == (None, ["F013"])
    row, codes = read_one(指标="居民消费价格指数", 数值="102.3")
    assert row is not None
    assert (row["value"], codes) == (102.3, [])


def test_status_words_and_reporting_days_are_read() -> None:
    head = (*HEAD, "数据状态", "报送日期", "增速口径")
    good = ("楚雄市", "工业投资", "2024-09", "累计", "1", "2", "快报数", "2024年10月9日", "可比价")
    rows, findings = read(sheet(head, good))
    assert (rows[0]["status"], rows[0]["vintage"], rows[0]["growth_basis"]) == ("flash", date(2024, 10, 9), "real")
    assert findings == ()
    rows, findings = read(sheet(head, (*good[:6], "快抱数", "2024-10-32", "可比价")))
    assert [finding.code for finding in findings] == ["F032", "F022"]
    assert (rows[0]["status"], rows[0]["vintage"]) == (None, None)


def test_a_flow_has_no_figure_at_a_point_in_time() -> None:
    assert read_one(口径="时点") == (None, ["F024"])
    assert read_one(指标="规上工业企业户数", 口径="时点")[1] == []
