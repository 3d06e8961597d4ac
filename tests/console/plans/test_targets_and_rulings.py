"""Targets, those that contradict each other, questions and signed answers."""

import io

import openpyxl
import pytest
from django.conf import settings
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.plans.models import SignedRuling

RULING = "/plans/rulings/example/va-two-targets"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 22),
        ({"disputed": "1"}, 2),
        ({"words": "州工信局 增加值"}, 2),
        ({"year": "2031"}, 0),
        ({"year": "二零"}, 22),
    ],
)
def test_targets_are_filtered(sign_in: SignIn, query: dict[str, str], count: int) -> None:
    assert len(sign_in("jiazi").get("/plans/targets", query).context["rows"]) == count


def test_targets_of_counties_handed_in_are_listed_and_exported(sign_in: SignIn) -> None:
    path = settings.WORKSPACE.path("registers", "targets.csv")
    header = "目标编号,地区,指标,起始月,截止月,目标类型,要求,目标值,每年,条款,牵头单位\n"
    row = "county:va,甲子市,规模以上工业增加值,2024-01-01,2024-12-01,growth,>=,9.5%,否,,甲子市人民政府\n"
    path.write_text(header + row, encoding="utf-8")
    wang = sign_in("wang")
    try:
        page = wang.get("/plans/targets", {"place": "999901"})
        assert [one.requirement for one in page.context["rows"]] == ["增速 9.5%以上"]
        book = openpyxl.load_workbook(io.BytesIO(wang.get("/plans/targets/export", {"place": "999901"}).content))
    finally:
        path.unlink()
    values = [cell.value for line in book.active.iter_rows() for cell in line]  # type: ignore[union-attr]  # has one
    assert "甲子市" in values
    last = Entry.objects.first()
    assert last is not None
    assert (last.act, last.after) == ("targets.export", {"rows": 1})


def test_contradicting_targets_stand_side_by_side_with_their_question(sign_in: SignIn) -> None:
    page = sign_in("gao").get("/plans/contradictions").content.decode()
    for words in ("增速 8%以上", "增速 9.5%以上", "1#二/（一）", "2#一/（一）", "力争", "考核用哪一个", "未定"):
        assert words in page


def sign(sign_in: SignIn, name: str = "sun", **form: str) -> str:
    given = {"choice": "按 9.5% 考核", "document": "示工信函〔2024〕9号", "reason": "州政府常务会议定", "expected": "0"}
    return sign_in(name).post(f"{RULING}/sign", {**given, **form}, follow=True).content.decode()


def test_a_signed_answer_is_a_row_an_entry_and_on_every_page(sign_in: SignIn) -> None:
    assert "已签" in sign(sign_in)
    (row,) = SignedRuling.objects.all()
    assert (row.answer, row.by.username) == ("按 9.5% 考核", "sun")
    last = Entry.objects.first()
    assert last is not None
    assert (last.act, last.kind, last.account) == ("ruling.sign", "decision", "sun")
    for address in ("/plans/rulings", "/plans/contradictions", RULING):
        page = sign_in("wang").get(address).content.decode()
        assert "按 9.5% 考核" in page
        assert "已定" in page
    assert sign_in("wang").get("/plans/rulings", {"state": "open"}).context["open_count"] == 1


def test_a_later_answer_stands_before_the_earlier_one(sign_in: SignIn) -> None:
    sign(sign_in)
    sign(sign_in, choice="other", other="年底再定", expected="1")
    page = sign_in("wang").get(RULING)
    assert [one.answer for one in page.context["signed"]] == ["年底再定", "按 9.5% 考核"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"choice": ""}, "没有选定或写明决定"),
        ({"choice": "别的"}, "没有选定或写明决定"),
        ({"choice": "other", "other": " "}, "没有选定或写明决定"),
        ({"reason": ""}, "没有写理由"),
        ({"reason": "理" * 501}, "最多 500 个字"),
        ({"expected": "3"}, "刚刚签过"),
    ],
)
def test_an_answer_that_lacks_something_is_not_signed(sign_in: SignIn, form: dict[str, str], words: str) -> None:
    assert words in sign(sign_in, **form)
    assert not SignedRuling.objects.exists()


def test_two_clicks_sign_once(sign_in: SignIn) -> None:
    sign(sign_in)
    assert "刚刚签过" in sign(sign_in)
    assert SignedRuling.objects.count() == 1


def test_only_heads_sign(sign_in: SignIn) -> None:
    for name in ("wang", "gao", "jiazi", "secadmin"):
        assert sign_in(name).post(f"{RULING}/sign", {}).status_code == 403
    assert 'name="choice"' not in sign_in("wang").get(RULING).content.decode()
    assert sign_in("sun").get("/plans/rulings/example/nothing").status_code == 404
