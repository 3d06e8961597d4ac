"""Signing in and out: failures, lock-outs and sessions, and what the trail keeps of them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.console.conftest import SignIn
from tests.console.people.conftest import PASSWORD, SiteSays, TypeIn

from guatu.console.audit.models import Entry
from guatu.console.people.models import OpenSession, User
from guatu.console.people.sessions import clear_old_sessions

SIGN_IN = "/people/sign-in"


def _told(act: str) -> list[tuple[str, str, bool]]:
    return list(Entry.objects.filter(act=act).order_by("number").values_list("account", "subject", "was_done"))


@pytest.mark.usefixtures("site")
def test_the_page_forbids_secrets_and_offers_the_demonstration_s_accounts() -> None:
    page = Client().get(SIGN_IN).content.decode()
    assert "严禁处理涉密信息" in page
    assert "等保" in page
    assert "州统计局审核员" in page
    assert "Guatu-demo-2024" in page
    assert 'value="wang"' in Client().get(f"{SIGN_IN}?as=wang").content.decode()


@pytest.mark.usefixtures("site")
def test_outside_the_demonstration_no_account_is_shown(site_says: SiteSays) -> None:
    site_says(demo=False)
    page = Client().get(f"{SIGN_IN}?as=wang").content.decode()
    assert "wang" not in page.replace(f"{SIGN_IN}?as=wang", "")
    assert "Guatu-demo" not in page


@pytest.mark.usefixtures("site")
def test_the_right_password_opens_a_session_with_a_new_key_and_is_written_down() -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["before"] = True
    session.save()
    key = session.session_key
    answer = client.post(SIGN_IN, {"username": "wang", "password": PASSWORD, "next": "/people/my-account"})
    assert answer.headers["Location"] == "/people/my-account"
    assert client.session.session_key != key
    assert client.get("/people/my-account").status_code == 200
    assert _told("sign_in") == [("wang", "登录", True)]


@pytest.mark.usefixtures("site")
def test_after_signing_in_nobody_is_sent_to_another_site() -> None:
    answer = Client().post(SIGN_IN, {"username": "wang", "password": PASSWORD, "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.usefixtures("site")
def test_five_wrong_passwords_lock_the_account_for_the_right_one_too_and_for_no_other() -> None:
    client = Client()
    answers = [client.post(SIGN_IN, {"username": "qian", "password": "wrong"}).status_code for _each in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    # Another machine and the right password: the account is locked, not the browser.
    locked = Client(REMOTE_ADDR="10.0.0.9").post(SIGN_IN, {"username": "qian", "password": PASSWORD})
    assert locked.status_code == 429
    assert "账号已锁定" in locked.content.decode()
    assert client.post(SIGN_IN, {"username": "wang", "password": PASSWORD}).status_code == 302
    assert [done for _account, _subject, done in _told("sign_in")] == [False] * 4 + [False, True]
    assert _told("account.lock") == [("qian", "连续输错口令，账号锁定", False)]


def test_the_security_administrator_unlocks(sign_in: SignIn) -> None:
    for _each in range(5):
        Client().post(SIGN_IN, {"username": "qian", "password": "wrong"})
    assert sign_in("sysadmin").post("/people/locks/unlock", {"username": "qian"}).status_code == 403
    security = sign_in("secadmin")
    assert "qian" in security.get("/people/locks").content.decode()
    security.post("/people/locks/unlock", {"username": "qian"})
    assert Client().post(SIGN_IN, {"username": "qian", "password": PASSWORD}).status_code == 302
    assert _told("account.unlock") == [("secadmin", "qian", True)]


def test_signing_out_ends_the_session_and_takes_a_post(type_in: TypeIn) -> None:
    client = type_in("wang")
    assert client.get("/people/sign-out").status_code == 405
    key = client.session.session_key
    client.post("/people/sign-out")
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/people/my-account").status_code == 302
    assert _told("sign_out") == [("wang", "退出", True)]


def test_a_session_that_stands_idle_is_over(type_in: TypeIn) -> None:
    client = type_in("wang")
    left = Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get("/people/my-account")
    assert answer.headers["Location"] == f"{SIGN_IN}?next=/people/my-account"
    clear_old_sessions()
    assert not OpenSession.objects.exists()


def test_work_renews_a_session_once_a_minute(type_in: TypeIn) -> None:
    client = type_in("wang")
    client.get("/people/my-account")
    session = client.session
    session["renewed_at"] -= 61
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    client.get("/people/my-account")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=29)


def test_outside_the_demonstration_the_newest_session_of_an_account_is_the_only_one(
    type_in: TypeIn, site_says: SiteSays
) -> None:
    site_says(demo=False)
    user = User.objects.get(username="wang")
    user.set_password("Quite-another-2024")
    user.save()
    first = type_in("wang", "Quite-another-2024")
    second = type_in("wang", "Quite-another-2024")
    assert first.get("/people/my-account").status_code == 302
    page = second.get("/people/my-account").content.decode()
    assert page.count("本次登录") == 1
    assert OpenSession.objects.filter(user=user).count() == 1


def test_a_person_sees_the_own_sessions_and_ends_them(type_in: TypeIn, sign_in: SignIn) -> None:
    first, second = type_in("wang", HTTP_USER_AGENT="Browser A"), type_in("wang", HTTP_USER_AGENT="Browser B")
    assert "Browser A" in second.get("/people/my-account").content.decode()
    foreign = OpenSession.objects.get(session_key=first.session.session_key)
    assert sign_in("zhao").post(f"/people/my-account/sessions/{foreign.pk}/end").status_code == 404
    second.post(f"/people/my-account/sessions/{foreign.pk}/end")
    assert first.get("/people/my-account").status_code == 302
    assert second.get("/people/my-account").status_code == 200


def test_the_printed_password_must_be_changed_outside_the_demonstration(type_in: TypeIn, site_says: SiteSays) -> None:
    site_says(demo=False)
    client = type_in("wang")
    assert client.get("/people/my-account").headers["Location"] == "/people/change-password"


def test_pages_come_in_the_site_s_language_until_a_person_chooses(type_in: TypeIn) -> None:
    client = type_in("wang", HTTP_ACCEPT_LANGUAGE="en")
    assert client.get("/people/my-account").headers["Content-Language"] == "zh-hans"
    client.post("/people/language", {"language": "en", "next": "/people/my-account"})
    assert client.get("/people/my-account").headers["Content-Language"] == "en"
    assert User.objects.get(username="wang").language == "en"
