"""Single sign-on against a real provider: the way in, and every token that must not open."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from joserfc.jwk import RSAKey
from tests.console.people.conftest import SiteSays
from tests.console.people.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider

from guatu.console.audit.models import Entry
from guatu.console.people.models import User
from guatu.console.people.single_sign_on import provider_of_site
from guatu.domain import InvalidValue

BEGIN, RETURN = "/people/single-sign-on", "/people/single-sign-on/return"

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def provider(site_says: SiteSays, tmp_path: Path) -> Iterator[IdentityProvider]:
    """A provider that runs, and a site whose site.toml names it."""
    one = IdentityProvider()
    secret = tmp_path / "oidc.secret"
    secret.write_text(f"{CLIENT_SECRET}\n")
    site_says(
        oidc={
            "issuer": one.issuer,
            "client_id": CLIENT_ID,
            "client_secret_file": str(secret),
            "label": "州政务统一认证",
        }
    )
    with one.running():
        yield one


def _return_of(client: Client, begin: str = BEGIN) -> str:
    """Go to the provider as a browser does, and return the address it sends the browser back to."""
    asked = client.get(begin).headers["Location"]
    return requests.get(asked, allow_redirects=False, timeout=10).headers["Location"]


def _come_back(client: Client, address: str) -> HttpResponse:
    parts = urlsplit(address)
    answer = client.get(f"{parts.path}?{parts.query}")
    assert isinstance(answer, HttpResponse)
    return answer


def _enter() -> tuple[Client, HttpResponse]:
    """Go the whole way in a new browser, and return it with the site's last answer."""
    client = Client()
    return client, _come_back(client, _return_of(client))


def _is_in(client: Client) -> bool:
    return client.get("/people/my-account").status_code == 200


def test_the_button_stands_on_the_page_only_where_a_provider_is_named(provider: IdentityProvider) -> None:
    assert "州政务统一认证" in Client().get("/people/sign-in").content.decode()


def test_without_a_provider_there_is_no_button_and_no_way() -> None:
    assert BEGIN not in Client().get("/people/sign-in").content.decode()
    assert Client().get(BEGIN).headers["Location"] == "/people/sign-in"
    assert Client().get(RETURN).headers["Location"] == "/people/sign-in"


def test_a_person_comes_in_by_the_name_and_is_joined_to_the_subject(provider: IdentityProvider) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    answer = _come_back(client, _return_of(client, f"{BEGIN}?next=/people/delegations"))
    assert answer.headers["Location"] == "/people/delegations"
    assert _is_in(client)
    assert User.objects.get(username="wang").oidc_subject == "id-0001"
    assert Entry.objects.filter(act="account.join", account="wang").count() == 1
    entry = Entry.objects.get(act="sign_in", account="wang")
    assert entry.after is not None
    assert entry.after["way"] == "single_sign_on"


def test_after_the_join_the_subject_counts_and_not_the_name(provider: IdentityProvider) -> None:
    _enter()
    provider.name = "renamed-over-there"
    client, _answer = _enter()
    assert _is_in(client)
    # The name is somebody else's by now.
    provider.subject, provider.name = "id-0002", "wang"
    client, answer = _enter()
    assert answer.status_code == 403
    assert not _is_in(client)


def test_no_account_is_made_and_a_stopped_one_stays_shut(provider: IdentityProvider) -> None:
    provider.name, before = "nobody-here", User.objects.count()
    client, answer = _enter()
    assert answer.status_code == 403
    assert "请系统管理员建立或启用账号" in answer.content.decode()
    assert User.objects.count() == before
    User.objects.filter(username="wang").update(is_active=False)
    provider.name = "wang"
    client, _answer = _enter()
    assert not _is_in(client)
    assert Entry.objects.filter(act="sign_in", was_done=False).count() == 2


def test_a_one_time_password_is_void_once_its_person_came_by_single_sign_on(provider: IdentityProvider) -> None:
    User.objects.filter(username="wang").update(must_change_password=True)
    client, _answer = _enter()
    assert _is_in(client)
    assert not User.objects.get(username="wang").has_usable_password()
    assert "没有口令" in client.get("/people/change-password").content.decode()


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "of-another-request"},
        {"nonce": None},
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"sub": None},
    ],
    ids=["wrong nonce", "no nonce", "wrong issuer", "no issuer", "for another", "expired", "no end", "no subject"],
)
def test_a_token_that_says_something_wrong_opens_nothing(provider: IdentityProvider, says: dict[str, object]) -> None:
    provider.says = says
    client, answer = _enter()
    assert answer.status_code == 403
    assert "没有登录" in answer.content.decode()
    assert not _is_in(client)
    assert Entry.objects.filter(act="sign_in", was_done=False).count() == 1


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_not_signed_by_the_provider_s_key_opens_nothing(provider: IdentityProvider, algorithm: str) -> None:
    provider.algorithm = algorithm
    client, answer = _enter()
    assert answer.status_code == 403
    assert not _is_in(client)


def test_a_token_signed_by_another_key_opens_nothing(provider: IdentityProvider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "first"}, private=True)
    client, answer = _enter()
    assert answer.status_code == 403
    assert not _is_in(client)


def test_an_answer_without_identity_opens_nothing(provider: IdentityProvider) -> None:
    provider.gives_token = False
    client, answer = _enter()
    assert answer.status_code == 403
    assert not _is_in(client)


def test_an_answer_counts_once_and_in_the_browser_that_asked(provider: IdentityProvider) -> None:
    mine = Client()
    address = _return_of(mine)
    stranger = Client()
    assert _come_back(stranger, address).status_code == 403
    assert not _is_in(stranger)
    assert _come_back(mine, address).status_code == 302
    assert _come_back(Client(), address).status_code == 403


def test_a_refusal_of_the_provider_is_told(provider: IdentityProvider) -> None:
    answer = Client().get(f"{RETURN}?error=access_denied&state=x")
    assert answer.status_code == 403
    assert "请回到登录页重新进入" in answer.content.decode()


def test_a_provider_that_is_away_is_told(provider: IdentityProvider, site_says: SiteSays) -> None:
    site_says(oidc={"issuer": "http://127.0.0.1:9", "client_id": CLIENT_ID})
    answer = Client().get(BEGIN)
    assert answer.status_code == 403
    assert "没有应答" in answer.content.decode()


def test_the_second_factor_is_asked_after_single_sign_on_too(provider: IdentityProvider, site_says: SiteSays) -> None:
    site_says(second_factor_for=["analyst"])
    client, _answer = _enter()
    assert client.get("/people/my-account").headers["Location"] == "/people/second-factor/enrol"


@pytest.mark.parametrize(
    "section",
    [{"client_id": "x"}, {"issuer": "http://127.0.0.1"}, {"issuer": "x", "client_id": "y", "secret": "z"}],
    ids=["no issuer", "no client", "an unknown key"],
)
def test_settings_by_halves_are_refused_with_a_sentence(section: dict[str, object], site_says: SiteSays) -> None:
    site_says(oidc=section)
    with pytest.raises(InvalidValue, match=r"\[oidc\]"):
        provider_of_site()


def test_a_secret_that_cannot_be_read_is_named(site_says: SiteSays) -> None:
    site_says(oidc={"issuer": "x", "client_id": "y", "client_secret_file": "no-such-file"})
    with pytest.raises(InvalidValue, match="client_secret_file"):
        provider_of_site()
