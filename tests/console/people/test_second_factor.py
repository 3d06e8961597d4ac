"""The second factor: set up, asked, a code counts once, reset after a loss."""

import re
import time
from base64 import b32decode
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.console.conftest import SignIn
from tests.console.people.conftest import SiteSays, TypeIn

from guatu.console.audit.models import Entry
from guatu.console.people.models import User

ENROL, VERIFY = "/people/second-factor/enrol", "/people/second-factor"


# The middle of one of the half minutes in which a code holds; no test outlasts it.
_MOMENT = time.time() // 30 * 30 + 15


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of codes stand, so that a slow machine does not wander into the next half minute."""
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time", SimpleNamespace(time=lambda: _MOMENT))


def _code(key: bytes, *, steps_ahead: int = 0) -> str:
    """Return what a phone shows at the moment, or some half minutes later."""
    totp = TOTP(key)
    totp.time = _MOMENT + 30 * steps_ahead
    return f"{totp.token():06d}"


def _enrol(client: Client) -> bytes:
    """Set the second factor up as a person does who types the secret, and return its key."""
    page = client.get(ENROL).content.decode()
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found is not None
    key = b32decode(found[1].replace(" ", ""))
    assert client.post(ENROL, {"code": _code(key)}).status_code == 302
    return key


def test_a_role_that_needs_it_sets_it_up_before_anything_else(type_in: TypeIn, site_says: SiteSays) -> None:
    site_says(second_factor_for=["system"])
    assert type_in("wang").get("/people/my-account").status_code == 200
    client = type_in("sysadmin")
    for page in ("/people/accounts", "/people/my-account", "/people/units"):
        assert client.get(page).headers["Location"] == ENROL, page
    image = client.get("/people/second-factor/image.svg")
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert image.content.startswith(b"<svg")
    assert client.post(ENROL, {"code": "000000"}).status_code == 200
    assert client.get("/people/accounts").status_code == 302
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    _enrol(client)
    assert client.get("/people/accounts").status_code == 200
    assert Entry.objects.filter(act="second_factor.enrol", account="sysadmin").count() == 1


def test_who_has_one_shows_it_at_each_sign_in_and_a_code_counts_once(type_in: TypeIn) -> None:
    key = _enrol(type_in("wang"))
    client = type_in("wang")
    assert client.get("/people/my-account").headers["Location"] == VERIFY
    # The code that set it up was used; the next one is good.
    assert client.post(VERIFY, {"code": _code(key)}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    code, before = _code(key, steps_ahead=1), client.session.session_key
    assert client.post(VERIFY, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert client.session.session_key != before
    assert client.get("/people/my-account").status_code == 200
    other = type_in("wang")
    assert other.post(VERIFY, {"code": code}).status_code == 200
    assert other.get("/people/my-account").status_code == 302
    done = list(Entry.objects.filter(act="second_factor.verify").order_by("number").values_list("was_done", flat=True))
    assert done == [False, True, False]


def test_after_a_wrong_code_even_the_right_one_has_to_wait(type_in: TypeIn) -> None:
    key = _enrol(type_in("wang"))
    client = type_in("wang")
    client.post(VERIFY, {"code": "000000"})
    page = client.post(VERIFY, {"code": _code(key, steps_ahead=1)}).content.decode()
    assert re.search(r"请等 \d+ 秒", page)


def test_the_password_alone_changes_neither_the_password_nor_the_second_factor(type_in: TypeIn) -> None:
    _enrol(type_in("wang"))
    User.objects.filter(username="wang").update(must_change_password=True)
    client = type_in("wang")
    assert client.get("/people/change-password").headers["Location"] == VERIFY
    assert client.get(ENROL).headers["Location"] == VERIFY
    assert client.get("/people/second-factor/image.svg").headers["Location"] == VERIFY


def test_a_new_phone_takes_the_place_of_the_old(type_in: TypeIn) -> None:
    client = type_in("wang")
    first = _enrol(client)
    assert "原来的动态口令失效" in client.get(ENROL).content.decode()
    second = _enrol(client)
    assert first != second
    assert TOTPDevice.objects.filter(user__username="wang").count() == 1
    assert client.get("/people/my-account").status_code == 200


def test_the_security_administrator_resets_a_lost_one(type_in: TypeIn, sign_in: SignIn) -> None:
    client = type_in("wang")
    _enrol(client)
    user = User.objects.get(username="wang")
    address = f"/people/accounts/{user.pk}/second-factor"
    assert sign_in("zhao").post(address).status_code == 403
    sign_in("sysadmin").post(address)
    assert TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    sign_in("secadmin").post(address)
    assert not TOTPDevice.objects.filter(user=user).exists()
    assert client.get("/people/my-account").status_code == 302
    entry = Entry.objects.get(act="second_factor.reset")
    assert (entry.account, entry.subject) == ("secadmin", "王科（运行科）（wang）")
    assert entry.at <= timezone.now()
