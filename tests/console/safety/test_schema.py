"""The API against its own description: requests made up from it, good and bad, and what must hold of every answer.

The requests are the same each time. They carry a good token of a liaison, whose account reaches the forms of one
county; what other accounts reach is asked in exchange/test_api.py.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode, checks
from tests.console.conftest import SignIn
from tests.console.safety.conftest import QUARTERLY, SEPTEMBER, hand_in

from guatu.console.audit.trail import SYSTEM
from guatu.console.exchange.api import api
from guatu.console.exchange.tokens import SCOPES, make_token
from guatu.console.frame.clock import now, today
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure, Filing
from guatu.console.reporting.rounds import open_rounds

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library that makes requests up
_EXAMPLES = 20
_METHODS = frozenset({"get", "post", "put", "patch", "delete", "options", "trace"})
# A body may fit the description and still name an indicator that the form does not ask for: that is 422, and said.
_SAYS_MORE_THAN_ITS_SCHEMA = frozenset({"/api/v1/filings/{filing}"})


@pytest.fixture
def token(site: None) -> str:
    """A token of a liaison for everything; her county has handed in a form, and its figures were accepted."""
    open_rounds(SEPTEMBER, None)
    hand_in(Filing.objects.get(place="999901", round__form=QUARTERLY), "jiazi")
    Figure.objects.update(accepted_at=now())
    account, maker = User.objects.get(username="jiazi"), User.objects.get(username="secadmin")
    return make_token("生成的请求", account, SCOPES, today() + timedelta(days=30), by=maker, actor=SYSTEM).text


@pytest.fixture
def described(site: None) -> Iterator[Any]:  # Any: the library's schema
    """The description, with the site behind it; a request ends no connection, since the test holds a transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = get_wsgi_application()
    yield schema
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def operations(schema: Any) -> list[Any]:  # Any: as above
    return [one.ok() for one in schema.get_all_operations()]


def said_of(schema: Any, token: str, mode: GenerationMode) -> list[str]:
    """Return what is wrong with the answers to made-up requests, at most one complaint for each operation."""
    checks.load_all_checks()
    wrong = []
    for operation in operations(schema):
        excluded = [checks.unsupported_method]  # asked below, of every method
        if operation.method.upper() == "GET":
            # An unknown name with nothing behind it is gone on the way; real ones are asked below.
            excluded.append(checks.negative_data_rejection)
        if operation.path in _SAYS_MORE_THAN_ITS_SCHEMA:
            excluded.append(checks.positive_data_acceptance)
        try:
            ask(operation, token, mode, excluded)
        except BaseExceptionGroup as group:
            wrong.append(f"{operation.label}: {'; '.join(str(one) for one in group.exceptions)} {group}")
        except AssertionError as error:
            notes = " ".join(getattr(error, "__notes__", ()))
            wrong.append(f"{operation.label}: {error} {notes}")
    return wrong


def ask(operation: Any, token: str, mode: GenerationMode, excluded: list[Any]) -> None:  # Any: as above
    """Make requests of an operation up, and let the library check each answer."""
    own = {}
    if operation.path == "/api/v1/filings/{filing}":
        own = {"path_parameters": {"filing": Filing.objects.get(place="999901", round__form=QUARTERLY).pk}}

    @given(case=operation.as_strategy(generation_mode=mode, **own))
    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Case[Any]) -> None:  # Any: as above
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=excluded)

    holds()


def test_every_answer_to_a_good_request_is_one_that_is_described(described: Any, token: str) -> None:
    wrong = said_of(described, token, GenerationMode.POSITIVE)
    assert not wrong, "\n".join(wrong)


def test_every_answer_to_a_bad_request_is_one_that_is_described(described: Any, token: str) -> None:
    wrong = said_of(described, token, GenerationMode.NEGATIVE)
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("token")
def test_what_needs_a_token_answers_nobody_without_one(described: Any) -> None:
    for operation in operations(described):
        address = operation.path.replace("{filing}", "1").replace("{run}", "1").replace("{form}", "csv")
        for said in ("", "Bearer x", "Bearer ", "Basic eDp5"):
            answer = Client(headers={"Authorization": said}).generic(operation.method, address)
            assert answer.status_code == 401, (operation.label, said)


def test_a_session_is_no_token(sign_in: SignIn) -> None:
    assert sign_in("wang").get("/api/v1/runs").status_code == 401


def test_methods_that_are_not_described_are_refused(described: Any, token: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {token}"})
    for path, methods in described.raw_schema["paths"].items():
        address = path.replace("{filing}", "1").replace("{run}", "1").replace("{form}", "csv")
        for method in _METHODS - methods.keys():
            assert client.generic(method.upper(), address).status_code == 405, (method, path)


def test_a_filter_that_is_not_known_is_refused_and_does_not_ask_for_everything(token: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert client.get("/api/v1/observations?indicator=gdp").status_code == 200
    answer = client.get("/api/v1/observations?indicater=gdp")
    assert answer.status_code == 422
    assert "indicater" in answer.json()["sentence"]


def test_a_body_that_is_no_json_is_told(token: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {token}"})
    for body in (b"{", b"\xff", b"[" * 100_000, b'{"token": "\\ud800"}', b"null", b"NaN"):
        answer = client.post("/api/v1/filings/1", body, content_type="application/json")
        assert answer.status_code in (400, 422), body[:20]
        assert answer.json()["sentence"]


@pytest.mark.parametrize("text", ["\\u0000", "a\\u0000b"])
def test_a_sign_that_no_database_keeps_is_refused(text: str, token: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {token}"})
    filing = Filing.objects.get(place="999901", round__form=QUARTERLY).pk
    for body in (
        f'{{"token": "{"t" * 9}", "figures": [], "reason": "{text}"}}',
        f'{{"token": "{"t" * 9}", "figures": [{{"indicator": "{text}"}}]}}',
        f'{{"token": "{"t" * 9}", "figures": [], "answers": [{{"check": "x", "reason": "属实{text}"}}]}}',
    ):
        answer = client.post(f"/api/v1/filings/{filing}", body, content_type="application/json")
        assert answer.status_code == 422, answer.content
    for name in ("place", "indicator", "status"):
        assert client.get("/api/v1/observations", {name: "a\x00"}).status_code in (400, 422)
