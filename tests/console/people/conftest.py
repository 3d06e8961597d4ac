"""What tests of people share: trees read anew, settings of the site, a browser that types."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from guatu.console.people import tree
from guatu.console.people.passwords import DEMO_PASSWORD
from guatu.console.workspace import Workspace

SiteSays = Callable[..., None]
TypeIn = Callable[..., Client]
PASSWORD = DEMO_PASSWORD


@pytest.fixture(autouse=True)
def fresh_trees() -> Iterator[None]:
    """Forget the trees that were kept: each test changes them in its own way from the same stamp."""
    tree._tree.cache_clear()
    yield
    tree._tree.cache_clear()


@pytest.fixture
def site_says(settings: Settings) -> SiteSays:
    """Change what site.toml says: `site_says(demo=False, second_factor_for=["system"])`."""

    def say(**changes: object) -> None:
        workspace: Workspace = settings.WORKSPACE
        settings.WORKSPACE = Workspace(workspace.folder, {**workspace.settings, **changes})

    return say


@pytest.fixture
def type_in(site: None) -> TypeIn:
    """Return a client that signed in by typing account and password: `type_in("wang")`."""

    def typed(username: str, password: str = PASSWORD, **headers: str) -> Client:
        client = Client(**headers)  # type: ignore[arg-type]  # headers of the browser
        client.post("/people/sign-in", {"username": username, "password": password})
        return client

    return typed
