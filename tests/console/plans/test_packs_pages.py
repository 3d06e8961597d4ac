"""Packs on their pages: what is in use, what is in one, two versions compared, switching by those who may."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.frame.clock import now
from guatu.console.people.models import PlaceVersion, User
from guatu.console.plans.active import active_packs, pack_names
from guatu.console.plans.models import PackSwitch
from guatu.console.plans.shelf import put_on_shelf, shelf


def current() -> int:
    switch = PackSwitch.objects.first()
    assert switch is not None
    return switch.pk


def write_pack(folder: Path, id_: str = "county-plan", more: str = "place: '999900'\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(f"id: {id_}\ntitle: 县域方案\nextends: [example]\n{more}", encoding="utf-8")
    place = '- {code: "999912", name: 新设县, level: county, parent: "999900"}\n'
    (folder / "places.yaml").write_text(place, encoding="utf-8")
    return folder


def test_the_page_shows_what_is_in_use_with_documents_and_versions(sign_in: SignIn) -> None:
    page = sign_in("wang").get("/plans/packs").content.decode()
    for words in ("示例州（虚构）2024年经济运行挂图作战", "主政策包", "工业经济攻坚方案", active_packs().main.version):
        assert words in page
    assert 'name="order:national"' in page
    assert 'name="order:national"' not in sign_in("gao").get("/plans/packs").content.decode()


def test_findings_come_as_a_page_and_as_a_fragment(sign_in: SignIn) -> None:
    wang = sign_in("wang")
    assert "两个目标不一致" in wang.get("/plans/packs/findings").content.decode()
    fragment = wang.get("/plans/packs/findings", headers={"HX-Request": "true"}).content.decode()
    assert "问题还没有答复" in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("kind", ["", "targets", "tasks", "duties", "rewards", "documents", "nonsense"])
def test_a_pack_is_shown_kind_by_kind(sign_in: SignIn, kind: str) -> None:
    page = sign_in("zhou").get("/plans/packs/example", {"kind": kind} if kind else {})
    assert page.status_code == 200
    words = {"targets": "增速 8%以上", "duties": "每月", "rewards": "展销补助", "tasks": "牵头单位"}
    assert words.get(kind, "示例州") in page.content.decode()


def test_a_pack_that_nobody_knows_is_not_found(sign_in: SignIn) -> None:
    wang = sign_in("wang")
    assert wang.get("/plans/packs/..%2f..%2fetc").status_code == 404
    assert wang.get("/plans/packs/nothing/download").status_code == 404


def test_a_pack_is_handed_out_as_a_zip_and_that_is_recorded(sign_in: SignIn) -> None:
    answer = sign_in("wang").get("/plans/packs/example/download")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert f"example-{active_packs().main.version}/pack.yaml" in names
    last = Entry.objects.first()
    assert last is not None
    assert (last.act, last.kind) == ("pack.download", "export")


def test_two_packs_are_compared(sign_in: SignIn) -> None:
    gao = sign_in("gao")
    page = gao.get("/plans/packs/compare", {"old": "chuxiong-2019", "new": "yunnan-parks-2026", "noun": "目标"})
    changes = page.context["changes"]
    assert changes
    assert {one.noun for one in changes} == {"目标"}
    same = gao.get("/plans/packs/compare", {"old": "example", "new": "example"})
    assert "两个政策包没有不同" in same.content.decode()


def test_a_switch_takes_units_and_is_a_row_and_an_entry(sign_in: SignIn, tmp_path: Path) -> None:
    wang = sign_in("wang")
    row = put_on_shelf(write_pack(tmp_path / "draft"), User.objects.get(username="wang"), now())
    assert Path(settings.WORKSPACE.path("packs", row.path, "pack.yaml")).is_file()
    form = {"order:example": "1", f"order:{row.path}": "2", "reason": "新方案印发", "expected": current()}
    answer = wang.post("/plans/packs/switch", form)
    assert answer.status_code == 302
    assert active_packs().main.id == "county-plan"
    assert pack_names()[0] == "example"
    assert PlaceVersion.objects.filter(code="999912").exists()
    last = Entry.objects.first()
    assert last is not None
    assert last.act == "packs.switch"
    assert last.after is not None
    assert last.after["理由"] == "新方案印发"
    assert [one.order for one in shelf()][:2] == [1, 2]
    again = wang.post("/plans/packs/switch", form)  # the same click again
    assert again.status_code == 302
    assert PackSwitch.objects.count() == 2


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"order:example": "1", "reason": ""}, "没有写换用的理由"),
        ({"order:example": "1", "reason": "同样"}, "没有换"),
        ({"reason": "空"}, "没有选政策包"),
        ({"order:example": "1", "order:national": "1", "reason": "重"}, "同一个次序"),
        ({"order:example": "first", "reason": "字"}, "不是数"),
        ({"order:nothing": "1", "reason": "错"}, "没有“nothing”这个政策包"),
        ({"order:national": "1", "reason": "无地区"}, "没有写适用地区"),
    ],
)
def test_a_switch_that_cannot_be_says_why(sign_in: SignIn, form: dict[str, str], words: str) -> None:
    answer = sign_in("wang").post("/plans/packs/switch", {**form, "expected": str(current())}, follow=True)
    assert words in answer.content.decode()
    assert PackSwitch.objects.count() == 1


def test_packs_with_mistakes_are_not_put_in_use(sign_in: SignIn, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "draft", "faulty")
    target = "- {id: a, indicator: nothing, measure: growth, comparator: '>=', value: 3, unit: '%', period: 2024}\n"
    (folder / "targets.yaml").write_text(target, encoding="utf-8")
    row = put_on_shelf(folder, User.objects.get(username="wang"), now())
    form = {"order:example": "1", f"order:{row.path}": "2", "reason": "试", "expected": str(current())}
    answer = sign_in("wang").post("/plans/packs/switch", form)
    assert answer.status_code == 409
    assert "nothing" in answer.content.decode()
    assert PackSwitch.objects.count() == 1


def test_others_may_read_but_not_switch(sign_in: SignIn) -> None:
    form = {"order:national": "1", "reason": "不行", "expected": str(current())}
    for name in ("jiazi", "li", "sun", "gao", "sysadmin", "auditor"):
        assert sign_in(name).post("/plans/packs/switch", form).status_code == 403
    assert sign_in("wang").get("/plans/packs/switch").status_code == 405
    assert sign_in("sysadmin").get("/plans/packs").status_code == 403
