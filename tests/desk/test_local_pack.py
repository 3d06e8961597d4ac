from datetime import date
from pathlib import Path

import pytest

from guatu.desk import LocalAnswer, LocalState, write_local_pack
from guatu.domain import Agency, Level, Place, Validity, has_blocking
from guatu.pack import Packs, check_packs, load_packs

CHANGED = date(2024, 7, 1)


@pytest.fixture(scope="module")
def example() -> Packs:
    packs, _ = load_packs(("example",), with_cases=False)
    assert packs is not None
    return packs


def county(name: str, *, code: str = "999902", parent: str = "999900") -> Place:
    return Place(code, name, Level.COUNTY, parent=parent)


def read_with(folder: Path, main: str | Path = "example") -> Packs:
    packs, findings = load_packs((str(main), str(folder)), with_cases=False)
    assert packs is not None
    assert not has_blocking((*findings, *check_packs(packs)))
    return packs


def test_nothing_is_written_where_nothing_differs(example: Packs, tmp_path: Path) -> None:
    same = LocalState((county("乙丑县"),), (Agency("finance", "州财政局", place="999900"),))
    assert not write_local_pack(tmp_path / "local", example, same)
    assert not (tmp_path / "local").exists()


def test_a_renamed_county_is_found_by_its_new_and_its_old_name(example: Packs, tmp_path: Path) -> None:
    assert write_local_pack(tmp_path / "local", example, LocalState((county("乙丑市"),)))
    packs = read_with(tmp_path / "local")
    tree = packs.place_tree()
    assert [getattr(tree.find(name), "name", None) for name in ("乙丑市", "乙丑县", "乙丑", "999902")] == ["乙丑市"] * 4
    assert (packs.main.manifest.title, packs.main.manifest.place) == (
        example.main.manifest.title,
        example.main.manifest.place,
    )
    assert packs.main.id == "example-local"
    assert packs.main.manifest.fictional
    assert packs.targets_with_packs() == example.targets_with_packs()


def test_a_place_that_is_gone_is_no_division_any_more(example: Packs, tmp_path: Path) -> None:
    gone = Place("999902", "乙丑县", Level.COUNTY, parent="999900", valid=Validity(None, date(2024, 6, 30)))
    new = Place("999911", "新设县", Level.COUNTY, parent="999900", valid=Validity(CHANGED))
    assert write_local_pack(tmp_path / "local", example, LocalState((gone, new)))
    tree = read_with(tmp_path / "local").place_tree()
    after = {one.code for one in tree.children("999900", date(2024, 9, 30))}
    before = {one.code for one in tree.children("999900", date(2024, 5, 31))}
    assert ("999902" in after, "999911" in after) == (False, True)
    assert ("999902" in before, "999911" in before) == (True, False)


def test_the_names_of_a_merged_agency_lead_to_the_one_that_took_over(example: Packs, tmp_path: Path) -> None:
    state = LocalState(succeeded={"investment-promotion": ("commerce",), "yichou": ("jiazi",)})
    assert write_local_pack(tmp_path / "local", example, state)
    book = read_with(tmp_path / "local").agency_book()
    found = [getattr(book.find(name), "id", None) for name in ("州投促局", "示例州投资促进局", "州商务局")]
    assert found == ["commerce"] * 3
    assert getattr(book.find("investment-promotion"), "name", None) == "州投促局（现为州商务局）"
    counties = book.find("counties")
    assert counties is not None
    assert "yichou" not in counties.members
    assert counties.members.count("jiazi") == 1


def test_members_of_a_group_follow_a_split(example: Packs, tmp_path: Path) -> None:
    state = LocalState(
        agencies=(Agency("east", "东县人民政府", place="999902"), Agency("west", "西县人民政府", place="999902")),
        succeeded={"yichou": ("east", "west")},
    )
    assert write_local_pack(tmp_path / "local", example, state)
    book = read_with(tmp_path / "local").agency_book()
    counties = book.find("各县市人民政府")
    assert counties is not None
    assert counties.members[1:3] == ("east", "west")
    assert getattr(book.find("乙丑县人民政府"), "id", None) == "yichou"


def test_a_signed_answer_closes_the_question(example: Packs, tmp_path: Path) -> None:
    answers = tuple(
        LocalAnswer("example", ruling, answer, "孙局", date(2024, 10, 8), "示工信函〔2024〕9号")
        for ruling, answer in (("fair-times", "参加一次补一次"), ("va-two-targets", "年底再定"))
    )
    assert write_local_pack(tmp_path / "local", example, LocalState(answers=answers))
    packs = read_with(tmp_path / "local")
    rulings = {one.id: one for one in packs.every(lambda pack: pack.rulings)}
    assert rulings["fair-times"].answer == "参加一次补一次"
    assert rulings["fair-times"].document == "示工信函〔2024〕9号"
    assert rulings["va-two-targets"].choices[-1] == "年底再定"
    assert not [one for one in check_packs(packs) if "还没有决定" in one.sentence]
    assert [one for one in check_packs(example) if "还没有决定" in one.sentence]


def test_an_overlay_of_a_loaded_pack_moves_with_its_workspace(tmp_path: Path) -> None:
    main = tmp_path / "a" / "packs" / "county-plan"
    main.mkdir(parents=True)
    (main / "pack.yaml").write_text("id: county-plan\ntitle: 县方案\nplace: '999900'\nextends: [example]\n", "utf-8")
    packs, _ = load_packs((str(main),), with_cases=False)
    assert packs is not None
    overlay = tmp_path / "a" / "runs" / "7" / "local"
    assert write_local_pack(overlay, packs, LocalState((county("乙丑市"),)))
    (tmp_path / "a").rename(tmp_path / "b")
    moved = read_with(tmp_path / "b/runs/7/local", tmp_path / "b/packs/county-plan")
    assert [one.id for one in moved.packs][-2:] == ["county-plan", "county-plan-local"]
