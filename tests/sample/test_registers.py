"""The registers without defects agree with the months; with them, a reading finds each one and no other."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.desk import make_sample, read_facts
from guatu.domain import Finding, Severity, is_credit_code
from guatu.pack import load_packs
from guatu.sample import Sample, Sheet, make_clean_sheets, make_prefecture

Rows = list[dict[str, str]]
REGISTERS = ("firm_years.csv", "titles.csv", "firm_events.csv", "payments.csv", "place_years.csv", "loans.csv")
MAIN, DECLARED, PEAK = "主营业务收入（万元）", "申报上年主营业务收入（万元）", "历年最高主营业务收入（万元）"
CODE = "统一社会信用代码"


@pytest.fixture(scope="module")
def clean() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in make_clean_sheets(7)}


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_prefecture(7)


def rows_of(sheet: Sheet) -> Rows:
    return list(csv.DictReader(io.StringIO(sheet.to_bytes().decode(sheet.encoding))))


@pytest.fixture(scope="module")
def years(clean: dict[str, Sheet]) -> Rows:
    return rows_of(clean["firm_years.csv"])


def read(folder: Path, sheets: tuple[Sheet, ...]) -> tuple[dict[str, int], list[Finding]]:
    for sheet in sheets:
        (folder / sheet.name).write_bytes(sheet.to_bytes())
    packs, _ = load_packs(("example",))
    assert packs is not None
    _, findings, note = read_facts(folder, packs)
    return dict(note.rows), list(findings)


def test_two_years_of_about_seven_hundred_firms_are_declared(years: Rows) -> None:
    for year in ("2023", "2024"):
        assert 650 < sum(row["年度"] == year for row in years) < 800
    assert len({(row[CODE], row["年度"]) for row in years}) == len(years)
    assert all(is_credit_code(row[CODE]) for row in years)


def test_revenue_is_that_of_december_and_the_audited_one_a_little_less(clean: dict[str, Sheet], years: Rows) -> None:
    whole = {(row[CODE], row["报告期"]): row for row in rows_of(clean["firm_periods.csv"]) if row["口径"] == "全年"}
    above = [row for row in years if row["是否规上工业"] == "是"]
    assert len(above) > 1300
    for row in above:
        reported = whole[row[CODE], row["年度"]]
        assert Decimal(row["营业收入（万元）"]) * 10 == Decimal(reported["营业收入（千元）"])
        assert Decimal(row["实缴税金（万元）"]) * 10 == Decimal(reported["税金（千元）"])
        assert row["从业人员（人）"] == reported["从业人员（人）"]
        share = Decimal(row[MAIN]) / Decimal(row["营业收入（万元）"])
        assert Decimal("0.96") <= share < 1


def test_the_year_before_is_declared_as_it_stands_in_the_register(years: Rows) -> None:
    main = {(row[CODE], row["年度"]): row[MAIN] for row in years}
    declared = [row for row in years if row["年度"] == "2024" and row[DECLARED] and (row[CODE], "2023") in main]
    assert len(declared) > 600
    assert all(row[DECLARED] == main[row[CODE], "2023"] for row in declared)
    assert all(
        Decimal(row[PEAK]) >= Decimal(row[DECLARED]) for row in declared if row[PEAK] and row["首次纳规"] == "否"
    )


def test_newcomers_are_marked_and_were_small_before(clean: dict[str, Sheet], years: Rows) -> None:
    entered = {row[CODE]: row["入规月份"][:4] for row in rows_of(clean["firms.csv"])}
    above = [row for row in years if row["是否规上工业"] == "是"]
    assert all((row["首次纳规"] == "是") == (entered[row[CODE]] == row["年度"]) for row in above)
    small = [row for row in years if row["是否规上工业"] == "否"]
    assert small
    assert all(Decimal(row[MAIN]) < 2000 and entered[row[CODE]] == str(int(row["年度"]) + 1) for row in small)
    assert any(row["首次纳规"] == "是" and not row[DECLARED] for row in years), "some have no base at all"


def test_most_figures_are_the_firms_own_and_none_are_statistics(years: Rows) -> None:
    words = [row["数据性质"] for row in years]
    assert set(words) == {"企业申报", "税务"}
    assert 0.75 < words.count("企业申报") / len(words) < 0.95


def test_parks_sum_up_their_months(clean: dict[str, Sheet]) -> None:
    months = rows_of(clean["observations-parks.csv"])
    (december,) = (
        row["数值"]
        for row in months
        if (row["地区"], row["指标"], row["报告期"]) == ("甲子高新区", "工业总产值", "2024年1-12月")
    )
    (year,) = (row for row in rows_of(clean["place_years.csv"]) if (row["园区"], row["年度"]) == ("甲子高新区", "2024"))
    assert Decimal(year["规上工业总产值（亿元）"]) * 10_000 == Decimal(december)


@pytest.mark.parametrize("name", ["titles.csv", "firm_events.csv", "payments.csv"])
def test_what_belongs_to_a_firm_belongs_to_one_of_the_register(clean: dict[str, Sheet], name: str) -> None:
    firms = {row[CODE]: row["企业名称"] for row in rows_of(clean["firms.csv"])}
    rows = rows_of(clean[name])
    assert len(rows) > 50
    assert all(firms[row[CODE]] == row["企业名称"] for row in rows)


def test_titles_lapse_and_some_are_new(clean: dict[str, Sheet]) -> None:
    rows = rows_of(clean["titles.csv"])
    assert {row["称号"] for row in rows} >= {"企业技术中心", "高新技术企业", "科技型中小企业"}
    assert any(row["有效期至"] and row["有效期至"] < "2024-12-31" for row in rows)
    assert any(row["认定日期"] >= "2024-01-01" for row in rows)
    assert all(not row["有效期至"] or row["有效期至"] > row["认定日期"] for row in rows)


def test_projects_have_land_and_revenue(clean: dict[str, Sheet]) -> None:
    for row in rows_of(clean["projects.csv"]):
        assert int(row["用地面积（亩）"]) >= 8
        assert Decimal("0.59") < Decimal(row["年营业收入（万元）"]) / Decimal(row["总投资（万元）"]) < Decimal("1.81")


def test_loans_are_of_all_kinds(clean: dict[str, Sheet]) -> None:
    rows = rows_of(clean["loans.csv"])
    assert {row["申请人类型"] for row in rows} == {"个人", "小微企业", "其他"}
    assert all(bool(row[CODE]) == (row["申请人类型"] == "小微企业") for row in rows)
    assert "20" in {row["申请金额（万元）"] for row in rows if row["申请人类型"] == "个人"}


@pytest.mark.parametrize("seed", [7, 42])
def test_the_clean_registers_are_read_without_a_finding(tmp_path: Path, seed: int) -> None:
    sheets = {sheet.name: sheet for sheet in make_clean_sheets(seed)}
    wanted = tuple(sheets[name] for name in (*REGISTERS, "firms.csv", "projects.csv"))
    rows, findings = read(tmp_path, wanted)
    assert [str(finding) for finding in findings] == []
    assert {name: rows[name.removesuffix(".csv")] for name in REGISTERS} == {
        name: len(sheets[name].rows) for name in REGISTERS
    }


@pytest.mark.parametrize("seed", [1, 7])
def test_what_is_planted_is_found_and_nothing_else(tmp_path: Path, seed: int) -> None:
    sample = make_prefecture(seed)
    rows, findings = read(tmp_path, tuple(sample.sheet(name) for name in (*REGISTERS, "projects.csv")))
    assert sorted(finding.code for finding in findings) == ["F010", "F025", "F034", "F043", "F044", "F045", "F045"]
    assert rows["firm_years"] == len(sample.sheet("firm_years.csv").rows) - 2
    assert [one.code for one in findings if one.severity is Severity.WARNING] == ["F034", "F044", "F045", "F045"]


def planted(sample: Sample, kind: str, at: int = 0, line: int = 0) -> dict[str, str]:
    one = [one for one in sample.defects if one.kind == kind and one.file == "firm_years.csv"][at]
    number = int(one.where.split("、")[line].strip("第行"))
    sheet = sample.sheet(one.file)
    return dict(zip(sheet.header, sheet.rows[number - 2], strict=True))


def test_firms_stand_exactly_on_thresholds(sample: Sample) -> None:
    pairs = [(planted(sample, "at_threshold", at), planted(sample, "at_threshold", at, 1)) for at in range(5)]
    assert [(last["年度"], last[MAIN], this["年度"], this[MAIN], this[DECLARED]) for last, this in pairs] == [
        ("2023", "10000", "2024", "11500", "10000"),
        ("2023", "10000", "2024", "12000", "10000"),
        ("2023", "3000", "2024", "3500", "3000"),
        ("2023", "48000", "2024", "50000", "48000"),
        ("2023", "100000", "2024", "125000", "100000"),
    ]
    assert len({last[CODE] for last, _ in pairs}) == 5
    entry = planted(sample, "at_threshold", 5)
    assert (entry[MAIN], entry["首次纳规"]) == ("2000", "是")


def test_each_defect_of_the_register_is_on_its_line(sample: Sample) -> None:
    missing = planted(sample, "missing_base")
    assert missing[DECLARED] == ""
    assert not sample.sheet("firm_years.csv").find(**{CODE: missing[CODE], "年度": "2023"})
    first, second = planted(sample, "firm_twice"), planted(sample, "firm_twice", line=1)
    assert (first[CODE], first["年度"]) == (second[CODE], second["年度"])
    assert first[MAIN] != second[MAIN]
    one, twin = planted(sample, "twin"), planted(sample, "twin", line=1)
    assert one[CODE] != twin[CODE]
    assert is_credit_code(twin[CODE])
    assert planted(sample, "zero_base", line=1)[DECLARED] == "0"
    assert planted(sample, "text_in_number")[MAIN] == "约2000万"
    assert not is_credit_code(planted(sample, "bad_firm_code")[CODE])
    assert "科技" in planted(sample, "renamed")["企业名称"]
    assert planted(sample, "wrong_year")["年度"] == "2204"
    sheet = sample.sheet("firm_years.csv")
    assert len(sheet.find(数据性质="统计调查", 年度="2024")) == 5


def test_a_month_does_not_read_the_registers_it_has_no_use_for(tmp_path: Path) -> None:
    make_sample(tmp_path / "facts", 7)
    packs, _ = load_packs(("example",))
    assert packs is not None
    facts, findings, note = read_facts(tmp_path / "facts", packs, frozenset(("firms", "projects")))
    assert set(facts.tables) == set(note.rows) == {"firms", "projects"}
    assert {finding.span.file for finding in findings if finding.span} == {"firms.csv"}
    assert note.sha256 == read_facts(tmp_path / "facts", packs)[2].sha256
