"""The dated trees: rename, move, split, merge, end and add, each seen before and after its day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.access import Act, places_for
from guatu.console.people.models import AgencyVersion, PlaceVersion, Succession, User
from guatu.console.people.tree import Tree, tree_on
from guatu.console.people.unit_acts import (
    AGENCY,
    PLACE,
    Dated,
    NewUnit,
    add_unit,
    end_unit,
    merge_units,
    move_unit,
    rename_unit,
    set_agency_phone,
    split_unit,
)
from guatu.console.people.units import take_units
from guatu.console.plans.active import active_packs

DAY = date(2025, 1, 1)
CHANGE = Dated(DAY, "州政发〔2024〕1号", SYSTEM)
PREFECTURE, JIAZI, YICHOU, BINGYIN = "999900", "999901", "999902", "999903"

pytestmark = pytest.mark.usefixtures("site")


def _before_and_after() -> tuple[Tree, Tree]:
    return tree_on(DAY - timedelta(days=1)), tree_on(DAY)


def _later(days: int) -> Dated:
    return Dated(DAY + timedelta(days=days), "再变", SYSTEM)


def test_a_rename_holds_from_its_day_and_the_old_name_before() -> None:
    rename_unit(PLACE, JIAZI, NewUnit("", "甲子区"), CHANGE)
    before, after = _before_and_after()
    assert (before.place_name(JIAZI), after.place_name(JIAZI)) == ("甲子市", "甲子区")
    assert before.under(PREFECTURE) == after.under(PREFECTURE)
    assert PlaceVersion.objects.filter(code=JIAZI).count() == 2


def test_a_rename_with_a_new_code_takes_along_what_stands_under_it() -> None:
    under = list(tree_on(DAY).children(JIAZI))
    agencies = [one.code for one in tree_on(DAY).agencies_of(JIAZI)]
    assert agencies
    rename_unit(PLACE, JIAZI, NewUnit("999951", "甲子区"), CHANGE)
    before, after = _before_and_after()
    assert JIAZI in before.places
    assert "999951" not in before.places
    assert JIAZI not in after.places
    assert after.places["999951"].parent == PREFECTURE
    assert list(after.children("999951")) == under
    assert [one.code for one in after.agencies_of("999951")] == agencies
    assert [one.code for one in before.agencies_of(JIAZI)] == agencies


def test_a_place_that_moves_stands_under_its_old_parent_before() -> None:
    move_unit(PLACE, YICHOU, JIAZI, CHANGE)
    before, after = _before_and_after()
    assert YICHOU not in before.under(JIAZI)
    assert YICHOU in after.under(JIAZI)
    assert YICHOU in after.under(PREFECTURE)


def test_a_place_never_stands_under_itself() -> None:
    for to in (PREFECTURE, JIAZI):
        with pytest.raises(ValidationError, match="自己"):
            move_unit(PLACE, PREFECTURE, to, CHANGE)


def test_an_agency_moves_to_another_place() -> None:
    move_unit(AGENCY, "statistics", JIAZI, CHANGE)
    before, after = _before_and_after()
    assert (before.agencies["statistics"].place, after.agencies["statistics"].place) == (PREFECTURE, JIAZI)


def test_a_split_ends_the_old_place_and_its_figures_stay_with_it() -> None:
    parts = (NewUnit("999961", "甲县"), NewUnit("999962", "子县"))
    split_unit(PLACE, JIAZI, parts, CHANGE, keeps=False)
    before, after = _before_and_after()
    assert {JIAZI} == {JIAZI, "999961", "999962"} & set(before.places)
    assert {"999961", "999962"} == {JIAZI, "999961", "999962"} & set(after.places)
    assert after.places["999961"].parent == before.places[JIAZI].parent
    assert after.places["999961"].level == before.places[JIAZI].level
    assert [one.code for one in after.agencies_of("999961")] == [one.code for one in before.agencies_of(JIAZI)]
    told = Succession.objects.filter(change="split", old=JIAZI).values_list("new", "day")
    assert list(told) == [("999961", DAY), ("999962", DAY)]


def test_a_part_that_is_split_off_leaves_the_old_place() -> None:
    split_unit(PLACE, JIAZI, (NewUnit("999961", "新区"),), CHANGE, keeps=True)
    _before, after = _before_and_after()
    assert {JIAZI, "999961"} <= set(after.under(PREFECTURE))


@pytest.mark.parametrize("into", [NewUnit("999971", "合县"), NewUnit(BINGYIN, "")], ids=["a new one", "one of them"])
def test_a_merger_ends_what_is_merged(into: NewUnit) -> None:
    merge_units(PLACE, (JIAZI, YICHOU, BINGYIN), into, CHANGE)
    before, after = _before_and_after()
    assert {JIAZI, YICHOU, BINGYIN} <= set(before.under(PREFECTURE))
    assert {JIAZI, YICHOU, BINGYIN, into.code} & set(after.under(PREFECTURE)) == {into.code}
    ended = {JIAZI, YICHOU, BINGYIN} - {into.code}
    assert {one.code for one in after.agencies_of(into.code)} >= {
        one.code for code in ended for one in before.agencies_of(code)
    }
    assert set(Succession.objects.filter(change="merge", new=into.code).values_list("old", flat=True)) == ended


def test_what_is_above_cannot_go_into_what_is_below() -> None:
    with pytest.raises(ValidationError, match="自己的下级"):
        merge_units(PLACE, (PREFECTURE,), NewUnit(JIAZI, ""), CHANGE)
    assert tree_on(DAY).under(PREFECTURE)


def test_an_end_waits_until_nothing_stands_under_it() -> None:
    with pytest.raises(ValidationError, match="还有下属"):
        end_unit(PLACE, YICHOU, CHANGE)
    for agency in tree_on(DAY).agencies_of(YICHOU):
        move_unit(AGENCY, agency.code, PREFECTURE, CHANGE)
    end_unit(PLACE, YICHOU, CHANGE)
    before, after = _before_and_after()
    assert YICHOU in before.places
    assert YICHOU not in after.places


def test_an_addition_begins_on_its_day_and_no_code_is_used_twice() -> None:
    add_unit(PlaceVersion(code="999981", name="新县", parent=PREFECTURE, level="county"), CHANGE)
    before, after = _before_and_after()
    assert "999981" not in before.places
    assert "999981" in after.under(PREFECTURE)
    for code in ("999981", JIAZI, "有空 格", ""):
        with pytest.raises(ValidationError, match="代码"):
            add_unit(PlaceVersion(code=code, name="又一县", parent=PREFECTURE, level="county"), _later(1))
    with pytest.raises(ValidationError, match="上级地区"):
        add_unit(AgencyVersion(code="new-office", name="新局", place="999999"), CHANGE)


def test_changes_follow_each_other_and_none_goes_behind_another() -> None:
    rename_unit(PLACE, JIAZI, NewUnit("", "甲子区"), CHANGE)
    with pytest.raises(ValidationError, match="已登记了"):
        rename_unit(PLACE, JIAZI, NewUnit("", "子甲区"), _later(-30))
    rename_unit(PLACE, JIAZI, NewUnit("", "甲区"), _later(31))
    names = [tree_on(DAY + timedelta(days=days)).place_name(JIAZI) for days in (-1, 0, 30, 31)]
    assert names == ["甲子市", "甲子区", "甲子区", "甲区"]


def test_two_changes_of_one_day_are_one_version() -> None:
    rename_unit(PLACE, JIAZI, NewUnit("", "甲子区"), CHANGE)
    move_unit(PLACE, JIAZI, YICHOU, CHANGE)
    version = tree_on(DAY).places[JIAZI]
    assert (version.name, version.parent) == ("甲子区", YICHOU)
    assert PlaceVersion.objects.filter(code=JIAZI).count() == 2


def test_versions_of_a_code_never_overlap() -> None:
    rename_unit(PLACE, JIAZI, NewUnit("", "甲子区"), CHANGE)
    split_unit(PLACE, YICHOU, (NewUnit("999961", "乙县"), NewUnit("999962", "丑县")), CHANGE, keeps=False)
    merge_units(PLACE, (JIAZI, "999961"), NewUnit("999962", ""), _later(59))
    for code in set(PlaceVersion.objects.values_list("code", flat=True)):
        versions = sorted(PlaceVersion.objects.filter(code=code), key=lambda one: one.valid_from or date.min)
        for earlier, later in pairwise(versions):
            assert earlier.valid_to is not None
            assert later.valid_from == earlier.valid_to + timedelta(days=1), code


def test_the_packs_leave_alone_what_was_changed_here_and_renew_the_rest() -> None:
    rename_unit(PLACE, JIAZI, NewUnit("", "甲子区"), CHANGE)
    merge_units(PLACE, (YICHOU,), NewUnit(BINGYIN, ""), CHANGE)
    PlaceVersion.objects.filter(code="999904").update(name="旧名")
    assert take_units(active_packs()) == 1
    after = tree_on(DAY)
    assert after.place_name(JIAZI) == "甲子区"
    assert YICHOU not in after.places
    assert after.place_name("999904") != "旧名"
    assert take_units(active_packs()) == 0


def test_a_post_reaches_the_subtree_of_the_day(site_clock: Callable[[str], None]) -> None:
    move_unit(PLACE, YICHOU, JIAZI, CHANGE)
    reached = {}
    for moment in ("2024-12-31T12:00", "2025-01-01T12:00"):
        site_clock(moment)
        reached[moment] = places_for(User.objects.get(username="jiazi"), Act.FILL)
    assert list(reached.values()) == [{JIAZI}, {JIAZI, YICHOU}]


def test_an_agency_s_phone_is_kept_for_the_call_list() -> None:
    assert set_agency_phone("statistics", "3120000", date(2024, 10, 2), SYSTEM)
    assert not set_agency_phone("statistics", "3120000", date(2024, 10, 2), SYSTEM)
    assert tree_on(date(2024, 10, 2)).agencies["statistics"].phone == "3120000"


def test_the_pages_show_a_day_and_register_a_change(sign_in: SignIn) -> None:
    client = sign_in("sysadmin")
    address = f"/people/units/place/code/{JIAZI}"
    assert "甲子市" in client.get("/people/units?day=2024-12-31").content.decode()
    filled = {"name": "甲子区", "new_code": "", "day": "2025-01-01", "reason": "州政发〔2024〕1号"}
    assert client.post(f"{address}/rename", filled).headers["Location"] == address
    assert "甲子区" in client.get("/people/units?day=2025-01-01").content.decode()
    assert "甲子区" not in client.get("/people/units?day=2024-12-31").content.decode()
    page = client.get(address).content.decode()
    assert "州政发〔2024〕1号" in page
    assert "登记变更不会改动以前的数" in page
    assert Entry.objects.get(act="unit.rename").account == "sysadmin"
    again = client.post(f"{address}/rename", {**filled, "day": "2024-11-01"}).content.decode()
    assert "已登记了" in again
    split = {"parts": "999961 甲县\n999962　子县", "day": "2025-03-01", "reason": "批复"}
    left = client.post(f"{address}/split", split, follow=True).content.decode()
    assert "请安全管理员重新设岗" in left
    assert client.get("/people/units/place/code/999961").status_code == 200
    assert client.get("/people/units/place/code/111111").status_code == 404
    assert client.get("/people/units?day=gestern").status_code == 200
