"""Sign in and out (登录、退出): what both ways in have in common, and what the trail keeps of it."""

import math
from datetime import timedelta

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib import auth
from django.db import transaction
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils import timezone

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, actor_of, record
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.people.passwords import DEMO_PASSWORD, take_password
from guatu.console.people.sessions import end_sessions, note_session

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def check_sign_in(request: HttpRequest, username: str, password: str) -> User | None:
    """Return the account whose name and password these are, or None; failures and lock-outs go into the trail."""
    user = auth.authenticate(request, username=username, password=password)
    if isinstance(user, User):
        return user
    actor = Actor(username[:150], "", "", request.META.get("REMOTE_ADDR", ""))
    if not getattr(request, "axes_locked_out", False):
        record(actor, "sign_in", "账号或口令不对", kind=Kind.SIGN_IN, was_done=False)
    elif getattr(request, "axes_failures_since_start", None) is not None:
        record(actor, "account.lock", "连续输错口令，账号锁定", kind=Kind.SIGN_IN, was_done=False)
    else:  # django-axes counts failures until it locks, and from then on looks at no password
        record(actor, "sign_in", "账号锁定期间，没有核对口令", kind=Kind.SIGN_IN, was_done=False)
    return None


@transaction.atomic
def sign_in_as(request: HttpRequest, user: User, *, way: str, password: str = "") -> int:
    """Open a new session for a person and return how many older ones were ended.

    The session's key changes (no session that was put into a browser beforehand becomes a signed-in one). Outside the
    demonstration an account has one session: the newest.
    """
    if password == DEMO_PASSWORD and not settings.WORKSPACE.flag("demo"):
        User.objects.filter(pk=user.pk).update(must_change_password=True)
    auth.login(request, user, backend=_BACKEND)
    User.objects.filter(pk=user.pk).update(last_login=now())  # as the lists show it: by the site's clock
    ended = 0 if settings.WORKSPACE.flag("demo") else end_sessions(user, but=request.session.session_key or "")
    note_session(request, user)
    after = {"way": way, "sessions_ended": ended}
    record(actor_of(request), "sign_in", "登录", kind=Kind.SIGN_IN, after=after)
    return ended


@transaction.atomic
def change_own_password(request: HttpRequest, user: User, password: str) -> None:
    """Give the person behind a request a new password that was checked; the account's other sessions end."""
    take_password(user, password)
    before = request.session.session_key or ""
    auth.update_session_auth_hash(request, user)
    now_key = request.session.session_key or ""
    user.open_sessions.filter(session_key=before).update(session_key=now_key)
    end_sessions(user, but=now_key)
    record(actor_of(request), "password.change", f"{user.full_name}（{user.username}）", kind=Kind.RIGHTS)


@transaction.atomic
def sign_out_of(request: HttpRequest) -> None:
    """End the session of a request; who was signed in is written down before that is forgotten."""
    user = request.user
    if isinstance(user, User):
        record(actor_of(request), "sign_out", "退出", kind=Kind.SIGN_IN)
        user.open_sessions.filter(session_key=request.session.session_key or "").delete()
    auth.logout(request)


def locked_accounts() -> list[dict[str, object]]:
    """Return the accounts that are locked now: name, failures, minutes until they open by themselves."""
    wait = timedelta(minutes=settings.WORKSPACE.number("lock_minutes"))
    attempts = (
        AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - wait)
        .values("username")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.WORKSPACE.number("lock_after"))
        .order_by("username")
    )
    return [
        {
            "username": one["username"],
            "failures": one["failures"],
            "minutes": math.ceil((one["last"] + wait - timezone.now()).total_seconds() / 60),
        }
        for one in attempts
    ]


@transaction.atomic
def unlock_account(username: str, *, actor: Actor) -> bool:
    """Open a locked account before its time; return whether it was locked."""
    opened = bool(reset(username=username))
    if opened:
        record(actor, "account.unlock", username, kind=Kind.RIGHTS)
    return opened
