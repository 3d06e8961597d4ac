"""Write the trail (留痕): one entry after the other, each holding the hash of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.db import transaction

from guatu.console.audit.models import Entry, Kind
from guatu.console.frame.clock import now
from guatu.console.frame.models import renew, stamp_of

if TYPE_CHECKING:
    from django.http import HttpRequest

_FIRST = "0" * 64
_CHAIN = "audit"
SYSTEM_NAME = "系统"


@dataclass(frozen=True)
class Actor:
    """Who acts, as the trail names them: account, name, post, address. Without an account it is the system."""

    account: str = ""
    name: str = SYSTEM_NAME
    post: str = ""
    address: str = ""


SYSTEM = Actor()


def actor_of(request: "HttpRequest") -> Actor:
    """Return who stands behind a request; the gate has put the post that counts on it."""
    address = request.META.get("REMOTE_ADDR", "")
    if not request.user.is_authenticated:
        return Actor(name="", address=address)
    return Actor(request.user.get_username(), str(request.user), getattr(request, "post_name", ""), address)


def record(
    actor: Actor,
    act: str,
    subject: str,
    *,
    kind: Kind,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    was_done: bool = True,
) -> Entry:
    """Add an entry to the trail and return it. Call it in the transaction that does what it tells of.

    `act` names what was done (`filing.accept`), `subject` says to what in words; `before` and `after` are plain data.
    """
    with transaction.atomic(savepoint=False):
        renew(_CHAIN)  # locks the chain's row until the transaction ends: one entry after the other
        last = Entry.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = (last[0] + 1, last[1]) if last else (1, _FIRST)
        entry = Entry(
            number=number,
            at=now(),
            account=actor.account,
            name=actor.name,
            post=actor.post[:120],
            address=actor.address,
            kind=kind,
            act=act,
            subject=subject[:200],
            before=_plain(before),
            after=_plain(after),
            was_done=was_done,
            previous=previous,
        )
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
    return entry


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 over all an entry says and the hash before it."""
    said = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.account,
        entry.name,
        entry.post,
        entry.address,
        entry.kind,
        entry.act,
        entry.subject,
        entry.before,
        entry.after,
        entry.was_done,
        entry.previous,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_entries(first: int = 1, last: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield the number of each entry that does not fit, with a sentence why: changed, missing or out of its place.

    With `first` and `last` only the entries of these numbers are looked at, `first` against the one before it.
    Without `last`, entries missing at the end show too: the count of all that were ever written goes on.
    """
    before = Entry.objects.filter(number=first - 1).values_list("hash", flat=True).first()
    expected, previous = first, _FIRST if first <= 1 else before
    entries = Entry.objects.filter(number__gte=first)
    if last is not None:
        entries = entries.filter(number__lte=last)
    for entry in entries.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield entry.number, f"第 {expected} 至 {entry.number - 1} 号记录缺失"
        elif entry.previous != previous:
            yield entry.number, "与前一条记录接不上"
        if entry.hash != hash_of(entry):
            yield entry.number, "内容与写入时不同"
        expected, previous = entry.number + 1, entry.hash
    written = stamp_of(_CHAIN) if last is None else last
    if expected <= written:
        yield written, f"第 {expected} 至 {written} 号记录缺失"


def _plain(values: Mapping[str, object] | None) -> dict[str, object] | None:
    """Return values as JSON keeps them, so that the hash is of what is stored."""
    if values is None:
        return None
    kept: dict[str, object] = json.loads(json.dumps(dict(values), ensure_ascii=False, default=str))
    return kept
