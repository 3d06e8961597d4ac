"""Rules of passwords (口令规则), beside those that Django brings: mixed characters, none of the last five."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guatu.console.people.models import User

_KEPT = 5


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
    """A password is none of the last five of the account."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where the account had the password lately."""
        if user is None or user.pk is None:
            return
        had = [user.password, *user.passwords_used.values_list("hash", flat=True)[:_KEPT]]
        if any(one and check_password(password, one) for one in had):
            raise ValidationError(self.get_help_text(), code="password_used_lately")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("不能用最近五次用过的口令。")
