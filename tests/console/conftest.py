"""A site of the fictional prefecture, and clients signed in as its persons, on a day of its year."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from guatu.console.audit.guard import release_trail
from guatu.console.demo import make_demo_site
from guatu.console.frame import clock
from guatu.console.people.models import User

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _erasable_trail(request: pytest.FixtureRequest) -> None:
    """Let tests that empty the database after themselves empty the trail too."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        release_trail(connection)


@pytest.fixture
def site_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the site's clock: `site_clock("2024-10-08T16:59")`."""

    def set_to(text: str) -> None:
        shift = timezone.make_aware(datetime.fromisoformat(text)) - timezone.now()
        monkeypatch.setattr(clock, "_shift", lambda: shift)

    set_to("2024-10-02T09:00")
    return set_to


@pytest.fixture
def site(db: None, site_clock: Callable[[str], None]) -> None:
    """The fictional prefecture's units, packs and accounts, on 2 October 2024, 9:00."""
    make_demo_site()


@pytest.fixture
def sign_in(site: None) -> SignIn:
    """Return a client signed in as a person of the demonstration: `sign_in("wang")`."""

    def client_of(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return client_of
