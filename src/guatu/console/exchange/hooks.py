"""Webhooks (消息推送): events are read off the trail, so that nothing that was done is left untold."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction

from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.exchange.models import Delivery, Webhook
from guatu.console.frame.clock import now
from guatu.console.frame.models import Stamp
from guatu.console.people.models import User
from guatu.domain import InvalidValue

# What may be told, and the acts of the trail it stands for.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "round.opened": ("round.open",),
    "filing.submitted": ("filing.submit",),
    "filing.accepted": ("filing.accept",),
    "filing.returned": ("filing.return",),
    "run.done": ("run.done",),
    "issue.signed": ("issue.sign",),
    "package.taken": ("package.take",),
}
_EVENT_OF = {act: event for event, acts in EVENTS.items() for act in acts}
_SEEN = "hooks_seen"  # the stamp that counts the entries already looked at
_AT_ONCE = 500


@transaction.atomic
def make_hook(name: str, address: str, events: list[str], *, by: User, actor: Actor) -> Webhook:
    """Make a webhook with a secret of its own; an address that is no plain http(s) address is InvalidValue."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise InvalidValue("推送地址要写成 http:// 或 https:// 开头的网址，不带用户名和口令")
    if not events or any(one not in EVENTS for one in events):
        raise InvalidValue("请至少选一种要推送的事项")
    hook = Webhook.objects.create(
        name=name, address=address, secret=secrets.token_urlsafe(32), events=events, made_by=by, made_at=now()
    )
    record(actor, "hook.make", f"消息推送 {name}", kind=Kind.RIGHTS, after={"address": address, "events": events})
    return hook


@transaction.atomic
def end_hook(hook: Webhook, *, actor: Actor) -> None:
    """End a webhook; what waits for it is not sent any more."""
    if Webhook.objects.filter(pk=hook.pk, is_active=True).update(is_active=False):
        record(actor, "hook.end", f"消息推送 {hook.name}", kind=Kind.RIGHTS)


@transaction.atomic
def note_events() -> int:
    """Store a delivery for every active hook and every event since the last look; return how many.

    The place up to which was looked moves in the same transaction: an event is told once, whatever is killed when.
    """
    seen, _made = Stamp.objects.select_for_update().get_or_create(name=_SEEN, defaults={"number": _newest()})
    entries = list(Entry.objects.filter(number__gt=seen.number).order_by("number")[:_AT_ONCE])
    if not entries:
        return 0
    hooks = list(Webhook.objects.filter(is_active=True))
    found = [
        Delivery(hook=hook, event=event, body=_body(event, entry), at=now(), next_try_at=now())
        for entry in entries
        if entry.was_done and (event := _EVENT_OF.get(entry.act))
        for hook in hooks
        if event in hook.events
    ]
    Delivery.objects.bulk_create(found)
    Stamp.objects.filter(name=_SEEN).update(number=entries[-1].number)
    return len(found)


def message_of(delivery: Delivery) -> tuple[bytes, dict[str, str]]:
    """Return the bytes and headers of a message: signed with HMAC-SHA256, numbered so that it can be taken once."""
    content = json.dumps(delivery.body, ensure_ascii=False, separators=(",", ":")).encode()
    signature = hmac.new(delivery.hook.secret.encode(), content, hashlib.sha256).hexdigest()
    return content, {
        "Content-Type": "application/json; charset=utf-8",
        "X-Guatu-Event": delivery.event,
        "X-Guatu-Delivery": str(delivery.pk),
        "X-Guatu-Signature": f"sha256={signature}",
    }


def wait_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries; None when it is given up (after about a day and a half)."""
    minutes = (1, 5, 30, 120, 720, 1440)
    return timedelta(minutes=minutes[tries - 1]) if tries <= len(minutes) else None


def _body(event: str, entry: Entry) -> dict[str, object]:
    """Return what is told: which event, when, about what. Figures are not told; who may see them asks the API."""
    return {"event": event, "number": entry.number, "at": entry.at.isoformat(), "subject": entry.subject}


def _newest() -> int:
    return Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
