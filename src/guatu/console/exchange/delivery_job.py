"""Send what webhooks are to be told (job `deliver`), again and again until it is taken or given up."""

from collections.abc import Callable

import requests
from django.db.models import F

from guatu.console.exchange.hooks import message_of, note_events, wait_after
from guatu.console.exchange.models import Delivery
from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job, State
from guatu.console.jobs.queue import ask_for

_PATIENCE_SECONDS = 10


def queue_due_deliveries() -> None:
    """Note new events and ask for a job for each delivery whose time has come."""
    note_events()
    waiting = set(
        Job.objects.filter(kind="deliver", state__in=(State.WAITING, State.RUNNING)).values_list("about", flat=True)
    )
    due = Delivery.objects.filter(delivered_at__isnull=True, next_try_at__lte=now(), hook__is_active=True)
    for key in due.order_by("id").values_list("pk", flat=True)[:200]:
        if str(key) not in waiting:
            ask_for("deliver", key, None)


def deliver(about: str, _tell: Callable[[str], None]) -> str:
    """Send one message. The receiver may get it twice when we die between sending and noting: its number tells."""
    delivery = Delivery.objects.select_related("hook").get(pk=about)
    if delivery.delivered_at is not None or not delivery.hook.is_active:
        return "不用再送"
    content, headers = message_of(delivery)
    status, note = None, ""
    try:
        answer = requests.post(
            delivery.hook.address, data=content, headers=headers, timeout=_PATIENCE_SECONDS, allow_redirects=False
        )
        status = answer.status_code
    except requests.RequestException as error:
        note = type(error).__name__
    mine = Delivery.objects.filter(pk=delivery.pk)
    mine.update(tries=F("tries") + 1, answered=status, note=note)
    if status is not None and 200 <= status < 300:
        mine.update(delivered_at=now(), next_try_at=None)
        return "已送达"
    wait = wait_after(delivery.tries + 1)
    mine.update(next_try_at=now() + wait if wait else None)
    return f"没有送到（{status or note}）" + ("，稍后再试" if wait else "，不再试")
