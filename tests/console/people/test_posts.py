"""Posts: separation of powers, nobody for himself, what a post opens and when."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.access import ACT_WORDS, ACTS_OF, Act, grants_of, may, places_for
from guatu.console.people.models import ADMINISTRATORS, Post, Role, User
from guatu.console.people.posts import end_post, grant_post

START = date(2024, 10, 2)


def _person(username: str) -> User:
    return User.objects.get(username=username)


def _newcomer() -> User:
    return User.objects.create(username="chen", full_name="陈", must_change_password=False)


def _give(user: User, role: Role, start: date = START, end: date | None = None, by: str = "secadmin") -> Post:
    is_business = role not in ADMINISTRATORS
    agency, place = ("industry-it", "999900") if is_business else ("", "")
    post = Post(user=user, role=role, agency=agency, place=place, valid_from=start, valid_to=end)
    return grant_post(post, by=_person(by), actor=SYSTEM)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
def test_an_administrator_holds_nothing_beside(held: str) -> None:
    user = _newcomer()
    _give(user, Role(held))
    for wanted in Role:
        with pytest.raises(ValidationError) as refused:
            _give(user, wanted)
        assert refused.value.code == ("same_post" if wanted == held else "mixed_duties"), wanted
    assert Post.objects.filter(user=user).count() == 1


@pytest.mark.usefixtures("site")
def test_who_does_business_becomes_no_administrator_while_it_lasts() -> None:
    user = _newcomer()
    _give(user, Role.CHECKER, end=date(2024, 12, 31))
    for wanted in sorted(ADMINISTRATORS):
        with pytest.raises(ValidationError, match="不能同时是"):
            _give(user, Role(wanted), start=date(2024, 12, 31))
    _give(user, Role.AUDIT, start=date(2025, 1, 1))


@pytest.mark.usefixtures("site")
def test_two_posts_of_business_go_together() -> None:
    user = _newcomer()
    _give(user, Role.CHECKER)
    _give(user, Role.HEAD)
    assert may(user, Act.UNLOCK, "999901")


@pytest.mark.usefixtures("site")
def test_nobody_grants_to_himself_nor_ends_his_own() -> None:
    security = _person("secadmin")
    with pytest.raises(ValidationError) as refused:
        _give(security, Role.SECURITY)
    assert refused.value.code == "own_post"
    with pytest.raises(ValidationError) as refused:
        end_post(security.posts.get(), last_day=START, by=security, actor=SYSTEM)
    assert refused.value.code == "own_post"


@pytest.mark.usefixtures("site")
def test_a_mixture_written_past_the_site_opens_nothing_at_all() -> None:
    auditor = _person("auditor")
    Post.objects.create(user=auditor, role=Role.CHECKER, agency="statistics", place="999900", valid_from=START)
    assert grants_of(_person("auditor")) == ()
    assert not may(_person("auditor"), Act.READ_AUDIT)


@pytest.mark.usefixtures("site")
def test_the_last_of_an_administrator_s_posts_stays() -> None:
    post = _person("auditor").posts.get()
    with pytest.raises(ValidationError, match="唯一的审计管理员"):
        end_post(post, last_day=START, by=_person("secadmin"), actor=SYSTEM)
    _give(_newcomer(), Role.AUDIT)
    assert end_post(post, last_day=date(2024, 10, 1), by=_person("secadmin"), actor=SYSTEM)
    assert not may(_person("auditor"), Act.READ_AUDIT)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("role", "agency", "place", "sentence"),
    [
        (Role.CHECKER, "no-such", "999900", "单位"),
        (Role.CHECKER, "industry-it", "000001", "地区"),
        (Role.AUDIT, "industry-it", "999900", "管理员不办业务"),
        (Role.FILLER, "jiazi", "999902", "本单位所在地区"),
    ],
)
def test_a_post_stands_at_a_unit_that_suits_it(role: Role, agency: str, place: str, sentence: str) -> None:
    post = Post(user=_newcomer(), role=role, agency=agency, place=place, valid_from=START)
    with pytest.raises(ValidationError, match=sentence):
        grant_post(post, by=_person("secadmin"), actor=SYSTEM)


@pytest.mark.usefixtures("site")
def test_a_post_opens_its_subtree_from_its_first_day_to_its_last(site_clock: Callable[[str], None]) -> None:
    user = _newcomer()
    post = Post(
        user=user, role=Role.CHECKER, agency="industry-it", place="999901", valid_from=START, valid_to=date(2024, 10, 9)
    )
    grant_post(post, by=_person("secadmin"), actor=SYSTEM)
    reached = {"2024-10-02T00:00": True, "2024-10-09T23:59": True, "2024-10-10T00:00": False, "2024-10-01T23:59": False}
    for moment, is_open in reached.items():
        site_clock(moment)
        assert may(_person("chen"), Act.CHECK, "999901") is is_open, moment
        assert not may(_person("chen"), Act.CHECK, "999902")


@pytest.mark.usefixtures("site")
def test_the_grants_of_a_request_cost_three_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    user = _newcomer()
    for role in (Role.CHECKER, Role.HEAD, Role.ANALYST, Role.FINANCE):
        _give(user, role)
    assert places_for(_person("chen"), Act.CHECK)  # the tree is kept from here on
    user = _person("chen")
    with django_assert_max_num_queries(3):
        assert len(grants_of(user)) == 4
        assert may(user, Act.CHECK, "999901")
        assert len(places_for(user, Act.CHASE)) == 17


@pytest.mark.usefixtures("site")
def test_each_act_is_open_to_those_whose_posts_say_so() -> None:
    def those_who_may(act: Act, place: str | None = None) -> set[str]:
        return {user.username for user in User.objects.all() if may(user, act, place)}

    assert those_who_may(Act.FILL, "999901") == {"jiazi"}
    assert those_who_may(Act.READ_AUDIT) == {"auditor"}
    assert those_who_may(Act.CHECK, "999901") == {"li", "wang", "zhao"}


def test_every_act_has_its_words_and_somebody_who_may_do_it() -> None:
    assert set(ACT_WORDS) == set(Act)
    assert frozenset().union(*ACTS_OF.values()) == set(Act)


def test_the_page_grants_and_ends_and_the_trail_tells(sign_in: SignIn) -> None:
    user = _newcomer()
    security = sign_in("secadmin")
    assert sign_in("sysadmin").get("/people/posts").status_code == 403
    filled = {"user": user.pk, "role": "checker", "agency": "statistics", "place": "999900", "valid_from": "2024-10-02"}
    assert security.post("/people/posts/grant", filled).headers["Location"] == "/people/posts"
    again = security.post("/people/posts/grant", filled)
    assert "没有重复设" in again.content.decode()
    mixed = security.post("/people/posts/grant", {**filled, "role": "audit", "agency": "", "place": ""})
    assert "必须是不同的人" in mixed.content.decode()
    page = security.get("/people/posts?words=chen").content.decode()
    assert "州统计局" in page
    post = Post.objects.get(user=user)
    assert post.granted_by == _person("secadmin")
    security.post(f"/people/posts/{post.pk}/end", {"last_day": "2024-10-01"})
    assert not may(_person("chen"), Act.CHECK)
    assert list(Entry.objects.filter(subject="陈（chen）").order_by("number").values_list("act", flat=True)) == [
        "post.grant",
        "post.end",
    ]


def test_a_bad_day_ends_nothing(sign_in: SignIn) -> None:
    post = _person("li").posts.get()
    security: Client = sign_in("secadmin")
    for day in ("", "2024-13-40", "gestern", "2020-01-01"):
        security.post(f"/people/posts/{post.pk}/end", {"last_day": day})
        assert Post.objects.get(pk=post.pk).valid_to is None, day
