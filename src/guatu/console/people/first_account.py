"""The first accounts of a site (首批账号): the three administrators, made once, each with a password shown once."""

import secrets

from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.frame.clock import today
from guatu.console.people.models import Post, Role, User

_FIRST = (("sysadmin", Role.SYSTEM), ("secadmin", Role.SECURITY), ("auditor", Role.AUDIT))


@transaction.atomic
def make_first_accounts() -> tuple[tuple[str, str], ...]:
    """Make the three administrators where the site has no account yet; return names and one-time passwords.

    They are three, because nobody may both give rights, use them and look after the trail (三权分立).
    """
    if User.objects.exists():
        return ()
    made = []
    for name, role in _FIRST:
        password = f"{secrets.token_urlsafe(9)}-Aa1"
        user = User(username=name, full_name=str(role.label), must_change_password=True)
        user.set_password(password)
        user.save()
        Post.objects.create(user=user, role=role, valid_from=today())
        record(SYSTEM, "account.first", name, kind=Kind.RIGHTS, after={"role": role.value})
        made.append((name, password))
    return tuple(made)
