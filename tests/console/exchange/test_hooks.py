"""Webhooks: read off the trail, signed, tried again, told once."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.test import Client

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.exchange.delivery_job import deliver, queue_due_deliveries
from guatu.console.exchange.hooks import make_hook, note_events
from guatu.console.exchange.models import Delivery, Webhook
from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job
from guatu.console.people.models import User
from guatu.domain import InvalidValue

pytestmark = pytest.mark.usefixtures("site")
Got = list[tuple[dict[str, str], bytes]]


@pytest.fixture
def receiver() -> Iterator[tuple[str, Got, list[int]]]:
    """A server on this machine that notes what it gets and answers with the statuses of a list, then 200."""
    got: Got = []
    statuses: list[int] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(statuses.pop(0) if statuses else 200)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", got, statuses
    server.shutdown()
    server.server_close()


def hook_to(address: str, *events: str) -> Webhook:
    return make_hook("平台", address, list(events), by=User.objects.get(username="secadmin"), actor=SYSTEM)


def test_an_event_is_told_once_signed_and_without_figures(receiver: tuple[str, Got, list[int]]) -> None:
    address, got, _statuses = receiver
    note_events()  # what was done before the hook was made is not told
    hook = hook_to(address, "filing.accepted")
    record(SYSTEM, "filing.accept", "甲子市 月报", kind=Kind.DECISION, after={"fai": 120})
    record(SYSTEM, "filing.return", "乙丑县 月报", kind=Kind.DECISION)
    assert (note_events(), note_events()) == (1, 0)
    delivery = Delivery.objects.get()
    assert deliver(str(delivery.pk), lambda _text: None) == "已送达"
    assert deliver(str(delivery.pk), lambda _text: None) == "不用再送"
    headers, body = got[0]
    assert len(got) == 1
    assert headers["X-Guatu-Signature"] == f"sha256={hmac.new(hook.secret.encode(), body, hashlib.sha256).hexdigest()}"
    assert b"120" not in body
    assert "甲子市".encode() in body


def test_what_is_not_taken_is_tried_again_later(receiver: tuple[str, Got, list[int]]) -> None:
    address, got, statuses = receiver
    statuses.extend([503])
    note_events()
    hook_to(address, "run.done")
    record(SYSTEM, "run.done", "2024年9月", kind=Kind.CHANGE)
    queue_due_deliveries()
    job = Job.objects.get(kind="deliver")
    assert "稍后再试" in deliver(job.about, lambda _text: None)
    waiting = Delivery.objects.get()
    assert (waiting.answered, waiting.tries) == (503, 1)
    assert waiting.next_try_at is not None
    assert timedelta(0) < waiting.next_try_at - now() <= timedelta(minutes=1)
    deliver(job.about, lambda _text: None)
    assert Delivery.objects.get().delivered_at is not None
    assert len(got) == 2


def test_a_receiver_that_is_away_is_given_up_in_the_end() -> None:
    note_events()
    hook_to("http://127.0.0.1:9/", "run.done")
    record(SYSTEM, "run.done", "2024年9月", kind=Kind.CHANGE)
    note_events()
    delivery = Delivery.objects.get()
    told = [deliver(str(delivery.pk), lambda _text: None) for _ in range(7)]
    assert ["不再试" in one for one in told] == [False] * 6 + [True]
    assert Delivery.objects.get().next_try_at is None


@pytest.mark.parametrize("address", ["ftp://a/b", "http://user:word@host/", "javascript:alert(1)", "host/path"])
def test_an_address_that_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue):
        hook_to(address, "run.done")


def test_pages_of_the_exchange_show_what_there_is(sign_in: Callable[[str], Client]) -> None:
    security, analyst = sign_in("secadmin"), sign_in("wang")
    said = {"name": "月报平台", "account": User.objects.get(username="jiazi").pk, "scopes": ["submit"]}
    page = security.post("/exchange/tokens", {**said, "valid_to": "2025-01-01"}).content.decode()
    assert "只显示这一次" in page
    assert "月报平台" in security.get("/exchange/tokens").content.decode()
    made = security.post(
        "/exchange/webhooks", {"name": "平台", "address": "http://127.0.0.1:9/x", "events": ["run.done"]}
    )
    assert "密钥" in made.content.decode()
    assert "本站公钥" in analyst.get("/exchange/packages").content.decode()
    refused = analyst.post("/exchange/packages/make", {"first": "2024-13", "last": "2024-09", "to": "x"}, follow=True)
    assert "起止月份" in refused.content.decode()
    assert analyst.get("/exchange/tokens").status_code == 403
