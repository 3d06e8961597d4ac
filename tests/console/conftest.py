"""A site of the fictional prefecture, and clients signed in as its persons, on a day of its year."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from guatu.console.audit.guard import release_trail
from guatu.console.demo import make_demo_site
from guatu.console.frame import clock
from guatu.console.people.models import User

SignIn = Callable[[str], Client]
Rows = tuple[tuple[type[Model], list[Model]], ...]
_START = "2024-10-02T09:00"


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
        shift = shift_to(text)
        monkeypatch.setattr(clock, "_shift", lambda: shift)

    set_to(_START)
    return set_to


def shift_to(text: str) -> timedelta:
    """Return how far a site's clock that shows a moment stands from the machine's."""
    return timezone.make_aware(datetime.fromisoformat(text)) - timezone.now()


@pytest.fixture(scope="session")
def demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Rows:
    """Make the demonstration once, in a transaction that leaves nothing behind, and keep its rows for every test."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        shift = shift_to(_START)
        patch.setattr(clock, "_shift", lambda: shift)
        make_demo_site()
        own = [model for model in apps.get_models() if model.__module__.startswith("guatu.")]
        kept = tuple((model, list(model._base_manager.order_by("pk"))) for model in own)
        transaction.set_rollback(True)
    return tuple((model, rows) for model, rows in kept if rows)


@pytest.fixture
def site(demo_rows: Rows, db: None, site_clock: Callable[[str], None]) -> None:
    """The fictional prefecture's units, packs and accounts, on 2 October 2024, 9:00."""
    for model, rows in demo_rows:
        model._base_manager.bulk_create([copy(row) for row in rows])


@pytest.fixture
def sign_in(site: None) -> SignIn:
    """Return a client signed in as a person of the demonstration: `sign_in("wang")`."""

    def client_of(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return client_of
