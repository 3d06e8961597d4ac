"""A run reads the packs in use with what holds here: units as they stood in its month, answers as they were signed."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.console.conftest import SignIn

from guatu.console.audit.trail import SYSTEM
from guatu.console.people.unit_acts import Dated, NewUnit, end_unit, merge_units, move_unit, rename_unit, split_unit
from guatu.console.plans.active import active_packs, packs_for_run, packs_on
from guatu.desk import MonthRequest, run_month
from guatu.domain import Period
from guatu.pack import Packs, load_packs

JULY = Dated(date(2024, 7, 1), "批复", SYSTEM)
GROWTH = {"999900": 8, "999902": 6}
MAY, SEPTEMBER = date(2024, 5, 1), date(2024, 9, 1)


def packs_of(month: date, folder: Path) -> Packs:
    packs, findings = load_packs(packs_for_run(month, folder), with_cases=False)
    assert packs is not None, findings
    return packs


@pytest.mark.usefixtures("site")
def test_a_site_that_knows_nothing_more_writes_no_overlay(tmp_path: Path) -> None:
    assert packs_for_run(SEPTEMBER, tmp_path / "local") == ("example",)
    assert not (tmp_path / "local").exists()


@pytest.mark.usefixtures("site")
def test_a_month_before_the_change_has_the_units_of_then(tmp_path: Path) -> None:
    rename_unit("place", "999902", NewUnit("", "乙丑市"), JULY)
    before, after = packs_of(MAY, tmp_path / "may"), packs_of(SEPTEMBER, tmp_path / "september")
    assert getattr(before.place_tree().find("999902"), "name", None) == "乙丑县"
    assert getattr(after.place_tree().find("乙丑县"), "name", None) == "乙丑市"


@pytest.mark.usefixtures("site")
def test_split_merged_moved_and_ended_units_are_as_they_stood(tmp_path: Path) -> None:
    split_unit("place", "999903", (NewUnit("999921", "丙县"), NewUnit("999922", "寅县")), JULY, keeps=False)
    merge_units("agency", ["investment-promotion"], NewUnit("commerce", "州商务局"), JULY)
    move_unit("place", "999905-P1", "999905", JULY)
    end_unit("agency", "guiyou-logistics", JULY)
    before, after = packs_of(MAY, tmp_path / "may"), packs_of(SEPTEMBER, tmp_path / "september")
    day = date(2024, 9, 30)
    divisions = {one.code for one in after.place_tree().children("999900", day)}
    assert {"999921", "999922"} <= divisions
    assert "999903" not in divisions
    assert "999903" in {one.code for one in before.place_tree().children("999900", date(2024, 5, 31))}
    assert getattr(after.place_tree().find("999905-P1"), "parent", None) == "999905"
    assert getattr(before.place_tree().find("999905-P1"), "parent", None) == "999900"
    assert getattr(after.agency_book().find("州投促局"), "id", None) == "commerce"
    assert getattr(before.agency_book().find("州投促局"), "id", None) == "investment-promotion"
    parks = after.agency_book().find("parks")
    assert parks is not None
    assert "guiyou-logistics" not in parks.members


@pytest.mark.usefixtures("site")
def test_packs_of_a_month_are_kept_until_something_changes() -> None:
    before = packs_on(SEPTEMBER)
    assert packs_on(date(2024, 9, 20)) is before
    assert before.packs == active_packs().packs
    rename_unit("place", "999902", NewUnit("", "乙丑市"), JULY)
    assert getattr(packs_on(SEPTEMBER).place_tree().find("999902"), "name", None) == "乙丑市"
    assert getattr(packs_on(MAY).place_tree().find("999902"), "name", None) == "乙丑县"


def test_a_run_bears_the_main_title_the_new_name_and_the_versions(sign_in: SignIn, tmp_path: Path) -> None:
    rename_unit("place", "999902", NewUnit("", "乙丑市"), JULY)
    form = {"choice": "参加一次补一次", "document": "", "reason": "局务会定", "expected": "0"}
    sign_in("sun").post("/plans/rulings/example/fair-times/sign", form)
    facts = tmp_path / "facts"
    facts.mkdir()
    figures = "".join(f"{place},规模以上工业增加值,2024-09,累计,200,{rate}%\n" for place, rate in GROWTH.items())
    (facts / "observations.csv").write_text(f"地区,指标,报告期,口径,数值,增速\n{figures}", encoding="utf-8")
    target = "county:va,乙丑县,规模以上工业增加值,2024-01-01,2024-12-01,growth,>=,7%\n"
    head = "目标编号,地区,指标,起始月,截止月,目标类型,要求,目标值\n"
    (facts / "targets.csv").write_text(head + target, encoding="utf-8")
    names = packs_for_run(SEPTEMBER, tmp_path / "local")
    assert packs_for_run(SEPTEMBER, tmp_path / "local") == names
    request = MonthRequest(Period.month(2024, 9), names, facts, tmp_path / "run")
    report = run_month(request, "0.1", lambda _stage: None)
    assert not [one for one in report.findings if one.blocks], report.findings
    packs = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["packs"]
    main = active_packs().main
    assert [one["id"] for one in packs] == ["national", "example", "example-local"]
    assert [one["title"] for one in packs][1:] == [main.manifest.title] * 2
    assert packs[1]["version"] == main.version
    assert len(packs[2]["version"]) == 16
    wall = (tmp_path / "run" / "wall.html").read_text(encoding="utf-8")
    assert "乙丑市" in wall
    assert "乙丑县" not in wall
    assert not [one for one in report.findings if "fair-times" in one.sentence]
    assert [one for one in report.findings if "va-two-targets" in one.sentence]
