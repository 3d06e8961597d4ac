"""Passwords (口令): the site's own rules beside Django's, taking a new one, and those that are shown once."""

import secrets
import string

from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, get_hasher, make_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.console.people.models import PasswordUsed, User

# What the accounts of the demonstration open with. It is printed on the demonstration's sign-in page, so any other site
# lets nobody keep it.
DEMO_PASSWORD = "Guatu-demo-2024"  # noqa: S105
_KEPT = 5
_ONE_TIME_LENGTH = 16
# Letters and digits that nobody mistakes for one another on paper.
_READABLE = "".join(one for one in string.ascii_letters + string.digits if one not in "0O1lIo")


class MixedCharacters:
    """A password has at least three of: small letters, capitals, digits, others."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where the password is of fewer kinds of characters."""
        kinds = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
        if sum(any(kind(one) for one in password) for kind in kinds) < 3:
            raise ValidationError(self.get_help_text(), code="password_not_mixed")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("口令要含小写字母、大写字母、数字、符号中的至少三种。")


class NotUsedLately:
    """A password is none of the last five of the account, and not the printed one of the demonstration."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where the account had the password lately."""
        if password == DEMO_PASSWORD:
            raise ValidationError(_("这是演示站点公开的口令，不能使用。"), code="password_printed")
        if user is None or user.pk is None:
            return
        had = [user.password, *user.passwords_used.values_list("hash", flat=True)[: _KEPT - 1]]
        if any(one and check_password(password, one) for one in had):
            raise ValidationError(self.get_help_text(), code="password_used_lately")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("不能用最近五次用过的口令。")


def take_password(user: User, password: str) -> None:
    """Give an account a password that was checked; the one before is remembered, older than five are forgotten."""
    if user.has_usable_password():
        PasswordUsed.objects.create(user=user, hash=user.password, at=timezone.now())
    user.set_password(password)
    user.must_change_password = False
    user.password_changed_at = timezone.now()
    user.save(update_fields=("password", "must_change_password", "password_changed_at"))
    kept = list(user.passwords_used.order_by("-at", "-pk").values_list("pk", flat=True)[:_KEPT])
    user.passwords_used.exclude(pk__in=kept).delete()


def one_time_password() -> str:
    """Return a password that is shown once and must be changed at the first sign-in."""
    while True:
        password = "".join(secrets.choice(_READABLE) for _each in range(_ONE_TIME_LENGTH))
        if all(any(kind(one) for one in password) for kind in (str.islower, str.isupper, str.isdigit)):
            return password


def hash_of_one_time(password: str) -> str:
    """Return the hash of a password made here, quickly, so that a list of three hundred accounts takes no minutes.

    The many rounds of a password's hash make up for words that people choose. This one is drawn from 56 characters
    sixteen times, which no search gets through with any number of rounds; at the first sign-in the hash is renewed
    with all rounds.
    """
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        return make_password(password)
    return str(hasher.encode(password, hasher.salt(), iterations=1000))
