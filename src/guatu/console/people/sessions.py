"""Open sessions (会话): which an account has, ending them; a session that stands idle ends by itself."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from guatu.console.frame.clock import now
from guatu.console.people.models import OpenSession, User


def note_session(request: HttpRequest, user: User) -> OpenSession:
    """Store that this session was opened by a person who has just signed in."""
    if not request.session.session_key:
        request.session.save()
    return OpenSession.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        at=now(),
        address=request.META.get("REMOTE_ADDR", "")[:60],
        browser=request.headers.get("User-Agent", "")[:200],
    )


def renew_key(request: HttpRequest, user: User) -> None:
    """Give this session a new key, as after every step that lets it do more."""
    before = request.session.session_key or ""
    request.session.cycle_key()
    OpenSession.objects.filter(user=user, session_key=before).update(session_key=request.session.session_key or "")


def sessions_of(user: User) -> list[OpenSession]:
    """Return the sessions of an account that are still open, the newest first."""
    noted = list(OpenSession.objects.filter(user=user))
    alive = Session.objects.filter(
        session_key__in=[one.session_key for one in noted], expire_date__gt=timezone.now()
    ).values_list("session_key", flat=True)
    open_keys = set(alive)
    return [one for one in noted if one.session_key in open_keys]


def end_sessions(user: User, *, but: str = "") -> int:
    """End the sessions of an account, all but the one with a key, and return how many were open."""
    ended = [one for one in sessions_of(user) if one.session_key != but]
    OpenSession.objects.filter(user=user).exclude(session_key=but).delete()
    Session.objects.filter(session_key__in=[one.session_key for one in ended]).delete()
    return len(ended)


def end_session(session: OpenSession) -> None:
    """End one session at once; its next page asks to sign in."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()


def clear_old_sessions() -> None:
    """Remove sessions that ended by themselves; called once a minute by the worker."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    OpenSession.objects.exclude(session_key__in=alive).delete()
