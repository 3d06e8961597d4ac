"""The API: what a token reaches, what it hands in, what it takes out."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from guatu.console.audit.trail import SYSTEM
from guatu.console.exchange.tokens import SCOPES, end_token, make_token
from guatu.console.frame.clock import today
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure, Filing, FilingState
from guatu.console.reporting.rounds import open_rounds
from guatu.domain import InvalidValue, Period

pytestmark = pytest.mark.usefixtures("site")
_SEPTEMBER = Period.month(2024, 9)


def token_for(username: str, *scopes: str) -> str:
    account, maker = User.objects.get(username=username), User.objects.get(username="secadmin")
    made = make_token("测试", account, scopes or SCOPES, today() + timedelta(days=30), by=maker, actor=SYSTEM)
    return made.text


def caller(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def post(client: Client, address: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
    answer = client.post(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def filing() -> Filing:
    open_rounds(_SEPTEMBER, None)
    return Filing.objects.get(place="999901", round__form="example:counties-monthly")


def test_nobody_enters_without_a_token_or_with_an_ended_one() -> None:
    assert Client().get("/api/v1/forms").status_code == 401
    assert caller("wrong").get("/api/v1/forms").status_code == 401
    text = token_for("jiazi", "submit")
    client = caller(text)
    assert client.get("/api/v1/forms").status_code == 200
    account = User.objects.get(username="jiazi")
    end_token(account.api_tokens.get(), actor=SYSTEM)
    assert client.get("/api/v1/forms").status_code == 401


def test_a_token_does_no_more_than_its_scopes_and_its_account(filing: Filing) -> None:
    reader = caller(token_for("jiazi", "read_observations"))
    assert reader.get("/api/v1/forms").status_code == 403
    assert reader.get("/api/v1/observations").status_code == 200
    analyst = caller(token_for("wang"))
    status, _said = post(analyst, f"/api/v1/filings/{filing.pk}", {"token": "analyst-1", "figures": []})
    assert status == 403
    neighbour = caller(token_for("yichou", "submit"))
    status, _said = post(neighbour, f"/api/v1/filings/{filing.pk}", {"token": "neighbour", "figures": []})
    assert status == 404


def test_an_administrator_gets_no_token() -> None:
    with pytest.raises(InvalidValue, match="管理员"):
        token_for("sysadmin", "submit")


def test_figures_are_saved_then_submitted_once(filing: Filing) -> None:
    client = caller(token_for("jiazi", "submit"))
    body: dict[str, object] = {
        "token": "first-save",
        "figures": [{"indicator": "fai", "value": "120.5", "growth": "0.06"}],
        "submit": False,
    }
    status, receipt = post(client, f"/api/v1/filings/{filing.pk}", body)
    assert (status, receipt["state"], receipt["is_submitted"]) == (200, "draft", False)
    again, same = post(client, f"/api/v1/filings/{filing.pk}", body)
    assert (again, same["edition"]) == (200, receipt["edition"])
    hits = receipt["hits"]
    assert isinstance(hits, list)
    answers = [{"check": one["check"], "indicator": one["indicator"], "reason": "已核实，属实"} for one in hits]
    final = {**body, "token": "then-submit", "submit": True, "answers": answers}
    status, receipt = post(client, f"/api/v1/filings/{filing.pk}", final)
    assert (status, receipt["state"]) == (200, "submitted"), receipt
    post(client, f"/api/v1/filings/{filing.pk}", final)
    assert Figure.objects.filter(place="999901", indicator="fai").count() == 1


def test_an_indicator_that_the_form_does_not_ask_for_is_refused(filing: Filing) -> None:
    client = caller(token_for("jiazi", "submit"))
    body: dict[str, object] = {"token": "unknown-one", "figures": [{"indicator": "gdp", "value": "1"}]}
    status, said = post(client, f"/api/v1/filings/{filing.pk}", body)
    assert status == 422
    assert "不问" in str(said["sentence"])


def test_accepted_figures_go_out_in_three_forms_and_drafts_do_not(filing: Filing) -> None:
    reporter = User.objects.get(username="jiazi")
    said = {"place": "999901", "basis": "cumulative", "status": "flash", "reported_by": reporter, "filing": filing}
    moment = filing.round.opened_at
    Figure.objects.create(
        indicator="fai", period=date(2024, 9, 1), value="12.5", reported_at=moment, accepted_at=moment, **said
    )
    Figure.objects.create(indicator="retail_sales", period=date(2024, 9, 1), value="9", reported_at=moment, **said)
    client = caller(token_for("wang", "read_observations"))
    rows = client.get("/api/v1/observations?first=2024-09&last=2024-09").json()
    assert [(row["indicator"], row["value"]) for row in rows] == [("fai", "12.500000")]
    text = b"".join(client.get("/api/v1/observations.csv")).decode()
    assert next(csv.DictReader(io.StringIO(text)))["value"] == "12.5"
    sdmx = b"".join(client.get("/api/v1/observations.sdmx")).decode()
    assert "GUATU:OBSERVATIONS(1.0),999901,fai,2024-09" in sdmx
    parquet = b"".join(client.get("/api/v1/observations.parquet"))
    assert parquet[:4] == b"PAR1"
    assert client.get("/api/v1/observations.exe").status_code == 404


def test_months_and_numbers_that_make_no_sense_are_told(sign_in: Callable[[str], Client]) -> None:
    client = caller(token_for("wang"))
    assert client.get("/api/v1/observations?first=2024-13").status_code == 422
    assert client.get("/api/v1/runs/99999999999999999999/ledgers/gap_ledger.csv").status_code == 404
    assert Filing.objects.filter(state=FilingState.SUBMITTED).count() == 0
    description = sign_in("wang").get("/api/openapi.json").json()
    assert "/api/v1/observations" in description["paths"]
