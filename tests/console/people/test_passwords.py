"""Passwords: the forced change, the rules, growing old."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from django.utils import timezone
from pytest_django import Settings
from tests.console.conftest import SignIn
from tests.console.people.conftest import PASSWORD, SiteSays, TypeIn

from guatu.console.audit.models import Entry
from guatu.console.people.models import User
from guatu.console.people.passwords import hash_of_one_time, one_time_password

CHANGE = "/people/change-password"
GOOD = "Shan-hai-7531"


def _change(current: str, new: str, again: str = "") -> dict[str, str]:
    return {"current": current, "new": new, "again": again or new}


def _must_change(username: str) -> User:
    user = User.objects.get(username=username)
    user.must_change_password = True
    user.save()
    return user


def test_a_first_password_opens_nothing_but_its_change(type_in: TypeIn) -> None:
    _must_change("wang")
    client = type_in("wang")
    for page in ("/people/my-account", "/people/delegations", "/people/second-factor/enrol"):
        assert client.get(page).headers["Location"] == CHANGE, page
    assert "一次性口令" in client.get(CHANGE).content.decode()
    key = client.session.session_key
    assert client.post(CHANGE, _change(PASSWORD, GOOD)).status_code == 302
    assert client.session.session_key != key
    assert client.get("/people/my-account").status_code == 200
    assert Entry.objects.filter(act="password.change", account="wang", was_done=True).count() == 1


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("Shan-7531", "10"),
        ("shanhaijing", "三种"),
        ("Wang-wang-1", "账号"),
        ("7531864209", "数字"),
        (PASSWORD, "演示站点公开的口令"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule(new: str, sentence: str, type_in: TypeIn) -> None:
    user = _must_change("wang")
    user.username = "wang-wang"
    user.save()
    client = type_in("wang-wang")
    page = client.post(CHANGE, _change(PASSWORD, new)).content.decode()
    assert 'class="errorlist"' in page
    assert sentence in page
    assert User.objects.get(pk=user.pk).must_change_password


def test_the_last_five_passwords_are_not_taken_again_and_the_sixth_is(type_in: TypeIn) -> None:
    client = type_in("wang")
    passwords = [f"Shan-hai-{number}{number}{number}" for number in range(1, 7)]
    current = PASSWORD
    for new in passwords:
        assert client.post(CHANGE, _change(current, new)).status_code == 302, new
        current = new
    for used in passwords[1:]:
        assert client.post(CHANGE, _change(current, used)).status_code == 200, used
    assert client.post(CHANGE, _change(current, passwords[0])).status_code == 302


def test_a_change_needs_the_password_of_now_and_guesses_lock_the_account(type_in: TypeIn) -> None:
    client = type_in("wang")
    answers = [client.post(CHANGE, _change("guess", GOOD)).status_code for _each in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_a_change_ends_the_account_s_other_sessions(type_in: TypeIn) -> None:
    here, elsewhere = type_in("wang"), type_in("wang")
    here.post(CHANGE, _change(PASSWORD, GOOD))
    assert here.get("/people/my-account").status_code == 200
    assert elsewhere.get("/people/my-account").status_code == 302


def test_an_old_password_must_be_changed(sign_in: SignIn, site_says: SiteSays) -> None:
    site_says(password_days=90)
    users = User.objects.filter(username="wang")
    users.update(password_changed_at=timezone.now() - timedelta(days=89))
    assert sign_in("wang").get("/people/my-account").status_code == 200
    users.update(password_changed_at=timezone.now() - timedelta(days=91))
    assert sign_in("wang").get("/people/my-account").headers["Location"] == CHANGE


def test_a_one_time_password_is_long_and_its_quick_hash_is_renewed_at_the_sign_in(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    password = one_time_password()
    assert len(password) == 16
    assert password != one_time_password()
    quick = hash_of_one_time(password)
    assert check_password(password, quick)
    assert not check_password(password.swapcase(), quick)
    assert PBKDF2PasswordHasher().must_update(quick)
