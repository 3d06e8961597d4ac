"""Tokens of machines (接口令牌): made once, shown once, kept as a hash, ended by hand or by their day."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.exchange.models import ApiToken
from guatu.console.frame.clock import now, today
from guatu.console.people.models import ADMINISTRATORS, Post, User
from guatu.domain import InvalidValue

# What a token may be let do; each is a part of what its account may do, never more.
SCOPES = ("submit", "read_observations", "read_ledgers")
_LONGEST = timedelta(days=366)
_USED_EVERY = timedelta(minutes=5)  # writing the time of use with every call would slow all of them


@dataclass(frozen=True)
class MadeToken:
    """A new token and its text, which is not kept and cannot be shown again."""

    token: ApiToken
    text: str


@transaction.atomic
def make_token(name: str, account: User, scopes: Sequence[str], valid_to: date, *, by: User, actor: Actor) -> MadeToken:
    """Make a token for an account; a scope nobody knows, a far day or an administrator's account is InvalidValue."""
    if not scopes or any(one not in SCOPES for one in scopes):
        raise InvalidValue("请至少选一项令牌的用途")
    if not today() <= valid_to <= today() + _LONGEST:
        raise InvalidValue("令牌的有效期从今天起，最长一年")
    if Post.objects.filter(user=account, role__in=ADMINISTRATORS).exists():
        raise InvalidValue("三类管理员的账号不能配接口令牌；请用有业务岗位的账号")
    text = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        start=text[:6],
        hash=hash_of_token(text),
        scopes=list(scopes),
        account=account,
        made_by=by,
        made_at=now(),
        valid_to=valid_to,
    )
    said = {"account": account.username, "scopes": list(scopes), "valid_to": valid_to}
    record(actor, "token.make", f"接口令牌 {name}", kind=Kind.RIGHTS, after=said)
    return MadeToken(token, text)


@transaction.atomic
def end_token(token: ApiToken, *, actor: Actor) -> None:
    """End a token at once; ending it again changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, ended_at__isnull=True).update(ended_at=now()):
        record(actor, "token.end", f"接口令牌 {token.name}", kind=Kind.RIGHTS)


def token_of(text: str) -> ApiToken | None:
    """Return the token of a text where it is still good and its account is, else None."""
    token = (
        ApiToken.objects.select_related("account")
        .filter(hash=hash_of_token(text), ended_at__isnull=True, valid_to__gte=today(), account__is_active=True)
        .first()
    )
    if token and (token.last_used_at is None or now() - token.last_used_at > _USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now())
    return token


def hash_of_token(text: str) -> str:
    """Return the hash under which a token is kept; its text has 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(text.encode()).hexdigest()
