"""The gate: what is not declared is closed; who is not signed in is sent to sign in."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from tests.console.conftest import SignIn

from guatu.console.people.access import Act, allow, open_to_all
from guatu.console.people.context import MENU


def undeclared(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@allow(Act.READ_AUDIT)
def for_auditors(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@open_to_all
def for_all(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@pytest.fixture
def more_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add pages of each kind to the site's addresses."""
    resolver = get_resolver()
    added = [path("t/undeclared", undeclared), path("t/auditors", for_auditors), path("t/all", for_all)]
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, *added])


@pytest.mark.usefixtures("more_pages")
def test_a_view_without_a_declaration_is_closed_to_everybody(sign_in: SignIn) -> None:
    assert Client().get("/t/undeclared").status_code == 302
    for username in ("wang", "sysadmin", "secadmin", "auditor", "gao"):
        assert sign_in(username).get("/t/undeclared").status_code == 403, username


@pytest.mark.usefixtures("more_pages")
def test_a_declared_view_opens_to_those_it_names(sign_in: SignIn) -> None:
    assert sign_in("auditor").get("/t/auditors").status_code == 200
    assert sign_in("sysadmin").get("/t/auditors").status_code == 403
    assert Client().get("/t/auditors").headers["Location"] == "/people/sign-in?next=/t/auditors"
    assert Client().get("/t/all").status_code == 200


@pytest.mark.usefixtures("more_pages")
def test_a_fragment_asked_without_a_session_sends_the_whole_page_to_the_sign_in() -> None:
    answer = Client(headers={"HX-Request": "true"}).get("/t/auditors")
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/people/sign-in"


def test_every_view_of_people_declares_who_may_enter() -> None:
    views = [pattern.callback for pattern in _patterns(get_resolver().url_patterns)]
    ours = [view for view in views if view.__module__.startswith("guatu.console.people")]
    assert len(ours) > 30
    assert [view.__name__ for view in ours if "allowed_acts" not in view.__dict__] == []


def test_the_menu_shows_what_a_person_may_do(sign_in: SignIn) -> None:
    page = sign_in("sysadmin").get("/people/my-account").content.decode()
    assert "/people/units" in page
    assert "/people/posts" not in page
    assert len({name for _title, items in MENU for name, _words, _acts in items}) == sum(
        len(items) for _title, items in MENU
    )


def _patterns(entries: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in entries:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one
