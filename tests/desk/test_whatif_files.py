"""Other values over the plans: what they cost, who gets more or less, and that every sum ties."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from tests.desk.award_register import CODES, PACK, write_register

import guatu
from guatu.desk import WhatIfReport, WhatIfRequest, run_whatif
from guatu.report import ChangeTotal, WayTotal, WhatIf, whatif_headline, whatif_summary

SIZE_PACKS = ("national-enterprise", PACK)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_register(tmp_path_factory.mktemp("register"))


def report_of(
    register: Path, *settings: tuple[str, str], packs: tuple[str, ...] = (PACK,), out: Path | None = None
) -> WhatIfReport:
    request = WhatIfRequest(packs, settings, 2019, register, out=out)
    return run_whatif(request, guatu.__version__, lambda stage: None)


def trial_of(register: Path, *settings: tuple[str, str], packs: tuple[str, ...] = (PACK,)) -> WhatIf:
    trial = report_of(register, *settings, packs=packs).trial
    assert trial is not None
    assert_ties(trial)
    return trial


def assert_ties(trial: WhatIf) -> None:
    """The difference is what the ways of changing add up to, however it is taken apart."""
    for one in (trial.in_all, *trial.by_clause, *trial.by_place, *trial.by_size, *trial.by_industry):
        assert one.difference == sum(way.money for way in one.ways.values())
    for parts in (trial.by_place, trial.by_size, trial.by_industry, [one for one in trial.by_clause if one.pays]):
        assert sum(one.difference for one in parts) == trial.in_all.difference
    listed = [one for one in trial.rows if trial_pays(trial, one.reward)]
    assert sum(one.difference for one in listed) == trial.in_all.difference


def trial_pays(trial: WhatIf, reward: str) -> bool:
    return any(one.key == reward and one.pays for one in trial.by_clause)


def wan(total: ChangeTotal) -> tuple[object, object]:
    return total.before.money / 10_000, total.after.money / 10_000


def changes(trial: WhatIf) -> dict[str, tuple[object, object]]:
    """Return from what to what each firm changes, in 万元; None is not known."""
    names = {one: name for name, one in CODES.items()}

    def scaled(amount: Decimal | None) -> object:
        return None if amount is None else amount / 10_000

    return {names[one.subject]: (scaled(one.before), scaled(one.after)) for one in trial.rows}


def test_a_higher_cap_pays_more_to_those_it_cut(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"))
    # 庚: 5亿 × 2‰ = 100万, 壬: 6.5亿 × 2‰ = 130万; 戊's 2.5亿 × 2‰ = 50万 was not cut.
    assert changes(trial) == {"庚": (50, 80), "壬": (50, 80)}
    assert wan(trial.in_all) == (157, 217)
    assert (trial.in_all.ways["more"].rows, trial.in_all.ways["less"].rows) == (2, 0)
    assert [one.key for one in trial.by_clause] == ["sales-expansion"]


def test_a_lower_cap_takes_from_those_above_it(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "40万元"))
    assert changes(trial) == {"戊": (50, 40), "庚": (50, 40), "壬": (50, 40)}
    assert trial.in_all.difference == -300_000
    assert {one.key: one.difference for one in trial.by_place} == {
        "532301": 0,
        "532322": 0,
        "532323": -200_000,
        "532324": -100_000,
    }


def test_a_softer_condition_pays_who_stood_on_the_threshold(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.when.2", "主营业务收入增长额 >= 500万元"))
    assert changes(trial) == {"丙": (0, 1)}


def test_what_waits_is_counted_and_never_taken_for_nothing(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"))
    assert (trial.in_all.before.open, trial.in_all.after.open) == (2, 2)


def test_an_answer_settles_rows_without_calling_them_winners(register: Path) -> None:
    trial = trial_of(register, ("strategic-proof", "主管部门的认定文件"))
    assert changes(trial) == {"乙": (None, 6)}
    (row,) = trial.rows
    assert row.way == "settled"
    assert trial.in_all.ways["settled"].rows == 1
    assert trial.in_all.ways["settled"].money == 60_000
    assert trial.in_all.ways["more"].rows == 0
    assert [(one.id, answer) for one, answer in trial.answered] == [("strategic-proof", "主管部门的认定文件")]


def test_a_clause_that_is_off_takes_all_it_paid(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion", "off"))
    assert wan(trial.in_all) == (157, 0)
    assert changes(trial)["甲"] == (4, 0)
    # 乙 and 己 waited; without the clause there is nothing to wait for.
    assert trial.in_all.ways["settled"].rows == 2


def test_a_group_that_stops_stacking_is_felt_by_its_members(register: Path) -> None:
    trial = trial_of(register, ("fair-subsidy-times", "每次"), ("fairs.kind", "highest"))
    # 4万 for two national fairs are settled; the provincial one, 1万, is beaten by them.
    assert {one.reward: one.after for one in trial.rows} == {"fair-national": 40_000, "fair-provincial": 0}
    assert {one.before for one in trial.rows} == {None}
    assert wan(trial.in_all) == (0, 4)
    assert {one.key for one in trial.by_clause} == {"fair-national", "fair-provincial"}


def test_without_a_class_sizes_are_bands_of_revenue(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"))
    assert trial.size_word == "营业收入"
    assert {one.key: one.difference for one in trial.by_size if one.difference} == {"4亿元以上": 600_000}


def test_with_a_class_sizes_are_the_class_and_say_where_it_is_not_known(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"), packs=SIZE_PACKS)
    assert trial.size_word == "企业规模"
    assert {one.key for one in trial.by_size if one.difference} == {"未划型，收入4亿元以上"}


def test_settings_that_change_nothing_give_an_empty_comparison(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "50万元"))
    assert trial.rows == ()
    assert trial.in_all.difference == 0


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        (("sales-expnsion.cap", "80万元"), "R014"),
        (("tech-centre.lump", "80万元"), "R015"),
        (("sales-expansion.cap", "80%"), "E019"),
        (("sales-expansion.when.1", "主营业务收入增速 >= 15万元"), "E009"),
    ],
)
def test_a_setting_that_cannot_be_tried_runs_nothing(
    register: Path, tmp_path: Path, setting: tuple[str, str], code: str
) -> None:
    report = report_of(register, setting, out=tmp_path / "out")
    assert report.trial is None
    assert report.is_blocked
    assert [one.code for one in report.findings] == [code]
    assert not (tmp_path / "out").exists()


def test_a_value_that_does_not_compile_is_told_at_the_setting(register: Path) -> None:
    (found,) = report_of(register, ("sales-expansion.cap", "80%")).findings
    assert str(found.span) == "--set sales-expansion.cap=80%"


def test_the_workbook_holds_the_sheets_and_the_money_of_the_trial(register: Path, tmp_path: Path) -> None:
    report = report_of(register, ("sales-expansion.cap", "80万元"), out=tmp_path / "out")
    assert [path.name for path in report.files] == ["findings.xlsx", "run.json", "whatif.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "out" / "whatif.xlsx")
    assert book.sheetnames == ["对比", "按县市", "按规模", "按行业", "得失名单", "试算设置"]
    sheets = {name: [[cell.value for cell in row] for row in book[name].iter_rows()] for name in book.sheetnames}
    (clause,) = (row for row in sheets["对比"] if "扩销促产补助" in row)
    assert [cell for cell in clause if isinstance(cell, int | float)] == [
        1,
        5,
        1570000,
        2,
        5,
        2170000,
        2,
        600000,
        2,
        600000,
        0,
        0,
    ]
    listed = [row for row in sheets["得失名单"] if CODES["庚"] in row]
    assert [cell for cell in listed[0] if isinstance(cell, int | float)][-3:] == [500_000, 800_000, 300_000]
    settings = [cell for row in sheets["试算设置"] for cell in row]
    assert "主营业务收入增长额 × 2‰，最高 80万元" in settings
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert manifest["settings"] == ["sales-expansion.cap=80万元"]


def test_the_packs_are_not_touched(register: Path) -> None:
    folder = Path(guatu.__file__).parent / "packs" / PACK
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    report_of(register, ("sales-expansion.cap", "80万元"))
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_the_headline_tells_the_result_with_what_is_not_known(register: Path) -> None:
    report = report_of(register, ("sales-expansion.cap", "80万元"))
    assert report.headline == (
        "受影响条款的兑现金额 157.00万元 → 217.00万元，增加 60.00万元；2 户多得；"
        "待定 2 户 → 2 户，金额还不知道，没有算进来。"
    )


def test_where_a_firm_gains_and_loses_the_rows_are_told_beside_the_firms(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"))
    way = {**trial.in_all.ways, "less": WayTotal(7, Decimal(-7))}
    (clause,) = trial.by_clause
    loser = replace(trial.rows[0], way="less", difference=Decimal(-1))
    netted = replace(trial, by_clause=(replace(clause, ways=way),), rows=(*trial.rows, *[loser] * 7))
    assert "；2 户多得（逐条看是 2 户次多得、7 户次少得，同一户各条合并后如前）；" in whatif_headline(netted)
    (losers,) = [one for one in whatif_summary(netted) if one.name == "少得最多的"]
    assert losers.notes[0].startswith("共 7 户次（一户在一条上为一次）")


def test_where_every_clause_is_reached_the_money_is_not_called_a_part(register: Path) -> None:
    trial = trial_of(register, ("sales-expansion.cap", "80万元"))
    assert trial.untouched > 0
    assert whatif_headline(replace(trial, untouched=0)).startswith("兑现金额 157.00万元")
