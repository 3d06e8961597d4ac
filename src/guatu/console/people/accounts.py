"""Make, change and stop accounts (账号): never deleted, so that the trail keeps its names."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.people.access import Act, may
from guatu.console.people.models import Delegation, Role, User
from guatu.console.people.passwords import hash_of_one_time, one_time_password
from guatu.console.people.separation import lock, refuse_last_of
from guatu.console.people.sessions import end_sessions


@transaction.atomic
def create_account(user: User, *, actor: Actor) -> str:
    """Store an account that was filled in and return its one-time password, which is kept nowhere."""
    if User.objects.filter(username__iexact=user.username).exists():
        raise ValidationError(
            _("账号“%(name)s”已经有了；停用的账号也不能重名。请换一个账号名。"), params={"name": user.username}
        )
    password = one_time_password()
    user.password = hash_of_one_time(password)
    user.must_change_password = True
    user.save(force_insert=True)
    record(actor, "account.create", subject_of(user), kind=Kind.RIGHTS, after=told(user))
    return password


@transaction.atomic
def edit_account(user: User, *, changes: dict[str, str], actor: Actor) -> bool:
    """Change name, work phone or the joined subject of an account; return whether anything changed."""
    user = lock(user)
    before = told(user)
    for field, value in changes.items():
        setattr(user, field, value)
    if told(user) == before:
        return False
    user.save(update_fields=tuple(changes))
    record(actor, "account.edit", subject_of(user), kind=Kind.CHANGE, before=before, after=told(user))
    return True


@transaction.atomic
def stop_account(user: User, *, by: User, actor: Actor) -> bool:
    """Stop an account at once: sessions, second factor, loans and work phone go with it; return whether it was open."""
    user = lock(user)
    if user.pk == by.pk:
        raise ValidationError(_("不能停用自己的账号；请由另一位系统管理员办理。"), code="own_account")
    if not user.is_active:
        return False
    refuse_last_of(user)
    user.is_active, user.work_phone = False, ""
    user.save(update_fields=("is_active", "work_phone"))
    TOTPDevice.objects.filter(user=user).delete()
    end_sessions(user)
    for loans in (Delegation.objects.filter(to=user), Delegation.objects.filter(post__user=user)):
        loans.filter(ended_at__isnull=True).update(ended_at=now())
    record(
        actor,
        "account.stop",
        subject_of(user),
        kind=Kind.RIGHTS,
        before={"is_active": True},
        after={"is_active": False},
    )
    return True


@transaction.atomic
def reopen_account(user: User, *, actor: Actor) -> str:
    """Open a stopped account again with a one-time password; empty where it was open."""
    user = lock(user)
    if user.is_active:
        return ""
    user.is_active = True
    user.save(update_fields=("is_active",))
    record(
        actor,
        "account.reopen",
        subject_of(user),
        kind=Kind.RIGHTS,
        before={"is_active": False},
        after={"is_active": True},
    )
    return _new_one_time(user)


@transaction.atomic
def reset_password(user: User, *, by: User, actor: Actor) -> str:
    """Give an account a one-time password and end its sessions; return the password."""
    user = lock(user)
    if not may_reset(by, user):
        raise ValidationError(_("不能重置这个账号的口令；请由另一位安全管理员办理。"), code="may_not_reset")
    end_sessions(user)
    record(actor, "password.reset", subject_of(user), kind=Kind.RIGHTS)
    return _new_one_time(user)


def may_reset(by: User, user: User) -> bool:
    """Tell whether somebody may reset an account's password or second factor.

    The security administrator does, for everybody but himself; for a security administrator the system administrator
    does too, since there may be only one.
    """
    if by.pk == user.pk or not user.is_active:
        return False
    if may(by, Act.MANAGE_RIGHTS):
        return True
    return may(by, Act.MANAGE_UNITS) and user.posts.filter(role=Role.SECURITY).exists()


def subject_of(user: User) -> str:
    """Return an account as the trail names it."""
    return f"{user.full_name}（{user.username}）"


def told(user: User) -> dict[str, object]:
    """Return an account as the trail tells it; of the phone only what lists show."""
    return {
        "full_name": user.full_name,
        "work_phone": masked(user.work_phone),
        "oidc_subject": user.oidc_subject,
    }


def masked(phone: str) -> str:
    """Return a phone number as lists show it.

    >>> masked("13812345678"), masked("3123456")
    ('138****5678', '3****56')
    """
    if len(phone) >= 9:
        return f"{phone[:3]}****{phone[-4:]}"
    return f"{phone[:1]}****{phone[-2:]}" if len(phone) > 4 else "****" if phone else ""


def _new_one_time(user: User) -> str:
    password = one_time_password()
    user.password = hash_of_one_time(password)
    user.must_change_password = True
    user.save(update_fields=("password", "must_change_password"))
    return password
