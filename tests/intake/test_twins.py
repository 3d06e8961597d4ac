"""One firm under two names or two codes: good and bad side by side."""

import pytest
from tests.intake.small_pack import PACKS, read, sheet
from tests.intake.test_registers import FIRM, HEAD, code

from guatu.domain import Finding, PlaceTree, Severity
from guatu.intake.core_names import NameCutter


def found(*rows: tuple[str, int, str]) -> list[Finding]:
    sheets = sheet(HEAD, *((firm, year, name, "1") for firm, year, name in rows), name="企业年度")
    return list(read(sheets, table="firm_years")[1])


@pytest.fixture(scope="module")
def cutter() -> NameCutter:
    return NameCutter(PACKS.place_tree())


@pytest.mark.parametrize(
    "name",
    [
        "云海建材",
        "云海建材有限公司",
        "云海建材有限责任公司",
        "云海建材股份有限公司",
        "云海建材集团有限公司",
        "云海建材（集团）股份有限公司",
        "云海建材厂",
        "楚雄云海建材有限公司",
        "楚雄彝族自治州云海建材有限公司",
        "楚雄州禄丰市云海建材有限公司",
        "云海建材（楚雄）有限公司",
        " 云海 建材 有限公司　",
        "云海·建材有限公司",
    ],
)
def test_region_form_and_signs_are_not_the_core_of_a_name(cutter: NameCutter, name: str) -> None:
    assert cutter.cut(name).core == "云海建材"


def test_width_and_capitals_are_one_name(cutter: NameCutter) -> None:
    assert cutter.cut("ＡＢc材料有限公司").core == cutter.cut("abC材料厂").core


def test_a_branch_is_another_establishment(cutter: NameCutter) -> None:
    assert cutter.cut("云海建材有限公司楚雄分公司").core != "云海建材"


def test_a_name_of_nothing_but_a_place_has_no_core(cutter: NameCutter) -> None:
    assert len(cutter.cut("楚雄市公司").core) < 2


def test_a_park_is_cut_as_a_whole_only(cutter: NameCutter) -> None:
    assert cutter.cut("楚雄高新区云海有限公司").core == "云海"
    assert cutter.cut("楚雄高新投资有限公司").core == "高新投资"


def test_names_are_cut_where_no_place_is_known() -> None:
    assert NameCutter(PlaceTree(())).cut("楚雄云海有限公司").core == "楚雄云海"


def test_one_code_with_two_names_may_be_renamed() -> None:
    (finding,) = found((FIRM, 2018, "云海水泥厂"), (FIRM, 2019, "远山建材有限公司"), (FIRM, 2020, "远山建材有限公司"))
    assert (finding.code, finding.severity) == ("F044", Severity.WARNING)
    assert "云海水泥厂" in finding.sentence
    assert "第2行" in finding.sentence
    assert finding.span is not None
    assert finding.span.cell == "C3"


def test_blanks_and_width_do_not_rename_a_firm() -> None:
    assert found((FIRM, 2018, "云海（集团）有限公司"), (FIRM, 2019, "云海(集团) 有限公司")) == []


def test_two_codes_with_one_core_are_likely_twins_and_are_not_merged() -> None:
    sheets = sheet(HEAD, (FIRM, 2019, "楚雄云海水泥厂", 1), (code(1), 2019, "云海水泥有限责任公司", 2), name="企业年度")
    rows, findings = read(sheets, table="firm_years")
    assert len(rows) == 2
    assert [(one.code, one.severity) for one in findings] == [("F045", Severity.WARNING)]
    assert FIRM in findings[0].sentence
    assert code(1) in findings[0].sentence
    assert "第2行" in findings[0].sentence


def test_a_slip_of_the_code_is_named() -> None:
    findings = found((FIRM, 2018, "云海水泥厂"), (FIRM[:-1] + "4", 2019, "云海水泥厂"))
    assert [finding.code for finding in findings] == ["F034", "F045"]
    assert "只差 1 位" in findings[1].sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [("武定县供销有限公司", "姚安县供销有限公司"), ("云海水泥厂", "云海建材厂"), ("楚雄市公司", "禄丰市公司")],
)
def test_other_firms_are_no_twins(one: str, other: str) -> None:
    assert found((FIRM, 2019, one), (code(1), 2019, other)) == []


def test_a_county_is_within_its_prefecture() -> None:
    assert [one.code for one in found((FIRM, 2019, "楚雄州供销公司"), (code(1), 2019, "武定县供销公司"))] == ["F045"]


def test_the_register_of_firms_is_compared_with_their_years() -> None:
    firms = sheet(("信用代码", "企业名称", "地区"), (FIRM, "云海水泥厂", "楚雄市"), name="企业", file="名录.xlsx")
    years = sheet(HEAD, (code(1), 2019, "云海水泥有限公司", 1), name="企业年度", file="申报.xlsx")
    _, findings = read(firms, years)
    assert [finding.code for finding in findings] == ["F045"]
    assert "名录.xlsx" in findings[0].sentence


def test_three_codes_with_one_core_are_two_findings() -> None:
    assert len(found(*((code(number), 2019, "云海水泥厂") for number in range(3)))) == 2
