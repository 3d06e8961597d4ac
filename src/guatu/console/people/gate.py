"""The gate (门卫): who may call which view. Deny by default: a view that declares nothing is closed."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django_otp.plugins.otp_totp.models import TOTPDevice

from guatu.console.frame.clock import today
from guatu.console.people.access import grants_of, may_enter
from guatu.console.people.models import User
from guatu.console.people.tree import tree_on

_RENEWED = "renewed_at"
# Pages that are open while a password must be changed or a second factor is missing.
_ON_THE_WAY_IN = frozenset({"sign_in", "sign_out", "change_password", "second_factor", "enrol_second_factor", "alive"})


class Gate:
    """Lets a request through to its view, or turns it away; renews the session of somebody who is at work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request in the language its person chose."""
        user = request.user
        if isinstance(user, User) and user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Turn a request away before its view is called, or return None to let it in."""
        match = request.resolver_match
        name = match.url_name if match else ""
        if match is not None and "api" in match.namespaces:
            return None  # the API asks every caller for a token itself
        if not request.user.is_authenticated:
            if may_enter(request, view):
                return None
            return _to_sign_in(request)
        if name not in _ON_THE_WAY_IN:
            if request.user.must_change_password or _password_is_old(request.user):
                return redirect("change_password")
            if needs_second_factor(request.user) and not _is_verified(request):
                return redirect("second_factor")
        request.post_name = _post_name(request.user)  # type: ignore[attr-defined]  # read by the trail
        if not may_enter(request, view) and name not in _ON_THE_WAY_IN:
            raise PermissionDenied
        _renew(request)
        return None


def needs_second_factor(user: User) -> bool:
    """Tell whether a person must show a second factor: by role as site.toml says, or because one was set up."""
    asked = set(settings.WORKSPACE.words("second_factor_for"))
    by_role = any(grant.post.role in asked for grant in grants_of(user))
    return by_role or TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def _is_verified(request: HttpRequest) -> bool:
    """Tell whether this session has shown its second factor; the middleware of django-otp puts the answer there."""
    return bool(request.user.is_verified())  # type: ignore[union-attr]


def _password_is_old(user: User) -> bool:
    days = settings.WORKSPACE.number("password_days")
    changed = user.password_changed_at
    return bool(days and changed and timezone.now() - changed > timedelta(days=days))


def _post_name(user: User) -> str:
    tree = tree_on(today())
    names = (
        "".join(filter(None, (tree.agency_name(grant.agency) if grant.agency else "", grant.post.get_role_display())))
        + ("（代）" if grant.is_lent else "")
        for grant in grants_of(user)
    )
    return "、".join(names)


def _renew(request: HttpRequest) -> None:
    """Put off the session's end, at most once a minute: writing it with every page would slow all of them."""
    moment = timezone.now().timestamp()
    if moment - request.session.get(_RENEWED, 0) > 60:
        request.session[_RENEWED] = moment


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = settings.LOGIN_URL if settings.LOGIN_URL.startswith("/") else "/people/sign-in"
        return response
    return redirect_to_login(request.get_full_path())
