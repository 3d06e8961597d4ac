"""Pages: show the second factor (动态口令) at the sign-in, and set it up."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.console.people.access import allow
from guatu.console.people.forms import CodeForm
from guatu.console.people.gate import must_change_password, second_factor_is_asked
from guatu.console.people.person import person_of
from guatu.console.people.second_factors import (
    confirm_device,
    device_of,
    device_to_confirm,
    picture_of,
    seconds_to_wait,
    secret_in_words,
    verify_code,
)


@allow()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code of now; nothing else opens before."""
    user = person_of(request)
    if device_of(user) is None:
        return redirect("enrol_second_factor")
    if _is_verified(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        waits = seconds_to_wait(user)
        if not waits and verify_code(request, user, form.cleaned_data["code"]):
            return redirect(settings.LOGIN_REDIRECT_URL)
        waits = waits or seconds_to_wait(user)
        form.add_error(
            "code", _("动态口令不对或已用过，请等 %(seconds)s 秒，再输手机上新显示的数。") % {"seconds": waits}
        )
    return render(request, "people/second_factor.html", {"form": form})


@allow()
def enrol_second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor: take the picture with the phone, type the code it shows."""
    user = person_of(request)
    if (step := _step_before(request)) is not None:
        return redirect(step)
    device = device_to_confirm(user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if confirm_device(request, user, form.cleaned_data["code"]):
            messages.success(request, _("动态口令已绑定，以后登录都要用它。"))
            return redirect(settings.LOGIN_REDIRECT_URL)
        form.add_error("code", _("这个数不对。请核对手机的时间，稍等再输手机上新显示的数。"))
    shown = {
        "form": form,
        "secret": secret_in_words(device),
        "is_asked": second_factor_is_asked(user),
        "is_replacing": device_of(user) is not None,
    }
    return render(request, "people/enrol_second_factor.html", shown)


@allow()
def second_factor_image(request: HttpRequest) -> HttpResponse:
    """Return the picture with the secret, for its own person while it is set up."""
    if (step := _step_before(request)) is not None:
        return redirect(step)
    return HttpResponse(picture_of(device_to_confirm(person_of(request))), content_type="image/svg+xml")


def _step_before(request: HttpRequest) -> str | None:
    """Return what comes before setting up: the password, or the second factor that is there already."""
    user = person_of(request)
    if device_of(user) is not None and not _is_verified(request):
        return "second_factor"
    return "change_password" if must_change_password(user) else None


def _is_verified(request: HttpRequest) -> bool:
    return bool(request.user.is_verified())  # type: ignore[union-attr]  # put there by django-otp
