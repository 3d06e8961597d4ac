"""The second factor (动态口令): a code of six digits that a phone makes from a shared secret and the time."""

import io
import math
from base64 import b32encode
from datetime import datetime

import django_otp
import segno
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, actor_of, record
from guatu.console.people.models import User
from guatu.console.people.sessions import end_sessions, renew_key

_NAME = "totp"


def device_of(user: User) -> TOTPDevice | None:
    """Return the second factor a person has set up, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def device_to_confirm(user: User) -> TOTPDevice:
    """Return the second factor a person is setting up; made at the first look, the same until it is confirmed."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return device or TOTPDevice.objects.create(user=user, name=_NAME, confirmed=False)


def secret_in_words(device: TOTPDevice) -> str:
    """Return the secret as it is typed into a phone that cannot take a picture: letters and digits by fours."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture_of(device: TOTPDevice) -> bytes:
    """Return the picture (二维码) that a phone takes the secret from, as SVG."""
    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(out, kind="svg", scale=5, border=3, light="#fff", xmldecl=False)
    return out.getvalue()


@transaction.atomic
def confirm_device(request: HttpRequest, user: User, code: str) -> bool:
    """Set up the second factor by a code that its phone shows; the one before, if any, ends. False: a wrong code."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).order_by("pk").first()
    if device is None or not device.verify_token(code):
        return False
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=("confirmed",))
    django_otp.login(request, device)
    record(actor_of(request), "second_factor.enrol", "绑定动态口令", kind=Kind.RIGHTS)
    return True


def verify_code(request: HttpRequest, user: User, code: str) -> bool:
    """Take a code for this session; a code counts once, and after a wrong one the next try has to wait."""
    device = device_of(user)
    verified = django_otp.verify_token(user, device.persistent_id, code) if device else None
    if verified is not None:
        django_otp.login(request, verified)
        renew_key(request, user)
    record(actor_of(request), "second_factor.verify", "动态口令", kind=Kind.SIGN_IN, was_done=verified is not None)
    return verified is not None


def seconds_to_wait(user: User) -> int:
    """Return how long the next code is not looked at after wrong ones; zero where it may come now."""
    device = device_of(user)
    if device is None:
        return 0
    is_allowed, why = device.verify_is_allowed()
    if is_allowed or not why:
        return 0
    until: datetime = why["locked_until"]
    return max(1, math.ceil((until - timezone.now()).total_seconds()))


@transaction.atomic
def reset_second_factor(user: User, *, actor: Actor) -> bool:
    """Remove a lost second factor and end the account's sessions; return whether there was one."""
    removed, _by_kind = TOTPDevice.objects.filter(user=user).delete()
    if removed:
        end_sessions(user)
        record(actor, "second_factor.reset", f"{user.full_name}（{user.username}）", kind=Kind.RIGHTS)
    return bool(removed)
