"""The gate (门卫): who may call which view. Deny by default: a view that declares nothing is closed."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from guatu.console.frame.models import stamps_read_once
from guatu.console.people.access import Grant, grants_of, may_enter
from guatu.console.people.models import User
from guatu.console.people.posts import posts_in_words

# The trail is written in one language, whatever the person who acts reads.
TRAIL_LANGUAGE = "zh-hans"
_RENEWED = "renewed_at"
# Pages that are open while a password must be changed or a second factor is missing.
_SECOND_FACTOR = frozenset({"second_factor", "enrol_second_factor", "second_factor_image"})
_ON_THE_WAY_IN = frozenset({"sign_in", "sign_out", "change_password", "alive"}) | _SECOND_FACTOR


class Gate:
    """Lets a request through to its view, or turns it away; renews the session of somebody who is at work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request in the language its person chose, else in the site's; what browsers prefer says little."""
        user = request.user
        chosen = user.language if isinstance(user, User) else ""
        chosen = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        with stamps_read_once():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _arguments: object, _named: object
    ) -> HttpResponseBase | None:
        """Turn a request away before its view is called, or return None to let it in."""
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if match is not None and "api" in match.namespaces:
            return None  # the API asks every caller for a token itself
        if not request.user.is_authenticated:
            if may_enter(request, view):
                return None
            return _to_sign_in(request)
        if (step := _step_before(request, name)) is not None:
            return redirect(step)
        with translation.override(TRAIL_LANGUAGE):
            request.post_name = post_words(grants_of(request.user))  # type: ignore[attr-defined]  # read by the trail
        if not may_enter(request, view) and name not in _ON_THE_WAY_IN:
            raise PermissionDenied
        _renew(request)
        return None


def _step_before(request: HttpRequest, name: str) -> str | None:
    """Return the page that comes first: a second factor that was set up, a new password, setting one up."""
    if name in _ON_THE_WAY_IN and name != "change_password":
        return None
    user = request.user
    if not isinstance(user, User):
        return None
    is_verified = _is_verified(request)
    # Whoever has only learnt the password may not change it either.
    if not is_verified and has_second_factor(user):
        return "second_factor"
    if name == "change_password":
        return None
    if must_change_password(user):
        return "change_password"
    if not is_verified and second_factor_is_asked(user):
        return "enrol_second_factor"
    return None


def must_change_password(user: User) -> bool:
    """Tell whether an account must take a new password first: at the first start, after a reset, when it is old."""
    return user.must_change_password or _password_is_old(user)


def second_factor_is_asked(user: User) -> bool:
    """Tell whether site.toml asks a second factor of one of a person's roles."""
    asked = set(settings.WORKSPACE.words("second_factor_for"))
    return bool(asked) and any(grant.post.role in asked for grant in grants_of(user))


def has_second_factor(user: User) -> bool:
    """Tell whether a person has set up a second factor."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def _is_verified(request: HttpRequest) -> bool:
    """Tell whether this session has shown its second factor; the middleware of django-otp puts the answer there."""
    return bool(request.user.is_verified())  # type: ignore[union-attr]


def _password_is_old(user: User) -> bool:
    days = settings.WORKSPACE.number("password_days")
    changed = user.password_changed_at
    if not days or changed is None or timezone.now() - changed <= timedelta(days=days):
        return False
    return user.has_usable_password()  # who comes by single sign-on has none that could grow old


def post_words(grants: tuple[Grant, ...]) -> str:
    """Return posts in words; of one that is lent, whose it is (代 李审)."""
    if not grants:
        return ""
    lenders = (_("（代 %(person)s）") % {"person": one.post.user} if one.is_lent else "" for one in grants)
    words = posts_in_words(grant.post for grant in grants)
    return "、".join(post + lender for post, lender in zip(words, lenders, strict=True))


def _renew(request: HttpRequest) -> None:
    """Put off the session's end, at most once a minute: writing it with every page would slow all of them."""
    moment = timezone.now().timestamp()
    if moment - request.session.get(_RENEWED, 0) > 60:
        request.session[_RENEWED] = moment


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = reverse(settings.LOGIN_URL)
        return response
    return redirect_to_login(request.get_full_path())
