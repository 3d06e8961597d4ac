"""Pages: sign in (登录), sign out, change the password, choose the language."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.people.access import allow, open_to_all
from guatu.console.people.forms import ChangePasswordForm, SignInForm
from guatu.console.people.gate import must_change_password
from guatu.console.people.models import User
from guatu.console.people.passwords import DEMO_PASSWORD
from guatu.console.people.person import person_of
from guatu.console.people.posts import posts_in_words
from guatu.console.people.signing import change_own_password, check_sign_in, sign_in_as, sign_out_of
from guatu.console.people.single_sign_on import SignOnFailed, begin, finish, provider_of_site

_NEXT = "next"
_NEXT_KEPT = "single_sign_on_next"
_YEAR_SECONDS = 365 * 24 * 3600


@open_to_all
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for account and password, and open a session for who knows both."""
    if request.user.is_authenticated:
        return redirect(_next_of(request))
    form = SignInForm(request.POST or None, initial=_filled_in(request))
    if settings.WORKSPACE.flag("demo"):
        # What a click on an account fills in; what somebody typed is never sent back.
        form.fields["password"].widget.render_value = not form.is_bound
    if request.method == "POST" and form.is_valid():
        user = check_sign_in(request, form.cleaned_data["username"], form.cleaned_data["password"])
        if user is not None:
            ended = sign_in_as(request, user, way="password", password=form.cleaned_data["password"])
            if ended:
                messages.warning(request, _("这个账号在别处的登录已经结束；如果不是您本人，请马上改口令。"))
            return redirect(_next_of(request))
        told = {"times": settings.WORKSPACE.number("lock_after"), "minutes": settings.WORKSPACE.number("lock_minutes")}
        form.add_error(None, _("账号或口令不对。连续输错 %(times)s 次，账号会锁定 %(minutes)s 分钟。") % told)
    return _sign_in_page(request, form)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    provider = provider_of_site()
    asked = _asked_next(request)
    shown = {
        "form": form,
        "next": asked,
        "single_sign_on": (provider.label or _("单位统一身份认证")) if provider else "",
        "next_query": urlencode({_NEXT: asked}) if asked else "",
        "demo_accounts": _demo_accounts() if settings.WORKSPACE.flag("demo") else (),
        "demo_password": DEMO_PASSWORD if settings.WORKSPACE.flag("demo") else "",
        "idle_minutes_told": settings.WORKSPACE.number("idle_minutes"),
    }
    return render(request, "people/sign_in.html", shown, status=status)


@open_to_all
def single_sign_on(request: HttpRequest) -> HttpResponseBase:
    """Send a person to the identity provider."""
    provider = provider_of_site()
    if provider is None:
        return redirect("sign_in")
    request.session[_NEXT_KEPT] = _asked_next(request)
    try:
        return begin(request, provider, request.build_absolute_uri(reverse("single_sign_on_return")))
    except SignOnFailed as error:
        return _sign_on_failed(request, error)


@open_to_all
def single_sign_on_return(request: HttpRequest) -> HttpResponseBase:
    """Take a person back from the identity provider."""
    provider = provider_of_site()
    if provider is None:
        return redirect("sign_in")
    try:
        user = finish(request, provider)
    except SignOnFailed as error:
        return _sign_on_failed(request, error)
    asked = str(request.session.pop(_NEXT_KEPT, ""))
    sign_in_as(request, user, way="single_sign_on")
    return redirect(asked or settings.LOGIN_REDIRECT_URL)


def _sign_on_failed(request: HttpRequest, error: SignOnFailed) -> HttpResponse:
    after = {"error": error.detail[:200]}
    record(actor_of(request), "sign_in", "单点登录没有成功", kind=Kind.SIGN_IN, after=after, was_done=False)
    messages.error(request, str(error))
    return _sign_in_page(request, SignInForm(), status=403)


@allow()
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    sign_out_of(request)
    messages.info(request, _("已退出。离开前请关闭浏览器窗口。"))
    return redirect("sign_in")


@allow()
@sensitive_post_parameters("current", "new", "again")
def change_password(request: HttpRequest) -> HttpResponse:
    """Take a new password."""
    user = person_of(request)
    form = ChangePasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        # Asked through the backends, so that guesses count towards the lock as those at the sign-in do.
        if auth.authenticate(request, username=user.username, password=form.cleaned_data["current"]) is None:
            record(actor_of(request), "password.change", "改口令时现在的口令不对", kind=Kind.RIGHTS, was_done=False)
            form.add_error("current", _("现在的口令不对，请重新输入。"))
        else:
            change_own_password(request, user, form.cleaned_data["new"])
            messages.success(request, _("口令已改。"))
            return redirect(settings.LOGIN_REDIRECT_URL)
    shown = {
        "form": form,
        "is_forced": must_change_password(user),
        "is_first": user.must_change_password,
        "days": settings.WORKSPACE.number("password_days"),
        "has_password": user.has_usable_password(),
    }
    return render(request, "people/change_password.html", shown)


@open_to_all
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on."""
    answer = redirect(_next_of(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=language)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=_YEAR_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


def _asked_next(request: HttpRequest) -> str:
    """Return the page of this site that was asked for before signing in, or an empty text."""
    asked = request.POST.get(_NEXT) or request.GET.get(_NEXT) or ""
    is_here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    # Without a slash in front it would be taken for the name of a page.
    return asked if is_here and asked.startswith("/") else ""


def _next_of(request: HttpRequest) -> str:
    return _asked_next(request) or reverse(settings.LOGIN_REDIRECT_URL)


def _filled_in(request: HttpRequest) -> dict[str, str]:
    """Return what a click on an account of the demonstration fills in."""
    chosen = request.GET.get("as", "")
    if not settings.WORKSPACE.flag("demo") or not chosen:
        return {}
    return {"username": chosen[:150], "password": DEMO_PASSWORD}


def _demo_accounts() -> list[dict[str, str]]:
    users = User.objects.filter(is_active=True, must_change_password=False).prefetch_related("posts").order_by("pk")
    return [
        {"username": user.username, "name": str(user), "posts": "、".join(posts_in_words(user.posts.all()))}
        for user in users
    ]
