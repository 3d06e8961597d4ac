"""Separation of powers (三权分立): the three administrators are three persons, and none of them does business.

This is the one place where the rule stands. It is asked before a post is granted or lent, with the account's row
locked, so that two grants at the same moment cannot slip past each other; and `access` gives a person whose posts mix
duties nothing at all, whatever stands in the database.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from guatu.console.frame.clock import today
from guatu.console.people.access import mixes_duties, posts_in_force
from guatu.console.people.models import ADMINISTRATORS, Delegation, Post, Role, User


def lock(user: User) -> User:
    """Return an account with its row locked until the transaction ends; the posts of a person change one by one."""
    return User.objects.select_for_update().get(pk=user.pk)


def refuse_mixing(user: User, role: str, start: date, end: date | None) -> None:
    """Raise ValidationError where a person would hold, or be lent, roles that do not go together on any day.

    Posts that are lent out count for both: the lender keeps them, the colleague has them too.
    """
    for other in sorted(_roles_between(user, start, end)):
        if mixes_duties({role, other}):
            raise ValidationError(
                _(
                    "%(person)s 在这段时间里是%(other)s，不能同时是%(role)s："
                    "系统、安全、审计三个管理员必须是不同的人，也不办业务。请换一个人。"
                ),
                params={"person": user, "other": Role(other).label, "role": Role(role).label},
                code="mixed_duties",
            )


def refuse_last_of(user: User) -> None:
    """Raise ValidationError where a person is the only active holder of an administrator's post."""
    day = today()
    in_force = Post.objects.filter(posts_in_force(day), user__is_active=True, role__in=ADMINISTRATORS)
    for role in sorted(set(in_force.filter(user=user).values_list("role", flat=True))):
        if not in_force.filter(role=role).exclude(user=user).exists():
            raise ValidationError(
                _("%(person)s 是唯一的%(role)s，停用或撤岗以后这件事就没有人能办了。请先给另一个人设这个岗位。"),
                params={"person": user, "role": Role(role).label},
                code="last_administrator",
            )


def _roles_between(user: User, start: date, end: date | None) -> set[str]:
    overlap = Q(valid_to__isnull=True) | Q(valid_to__gte=start)
    ends_after = Q() if end is None else Q(valid_from__lte=end)
    held = Post.objects.filter(overlap & ends_after, user=user).values_list("role", flat=True)
    lent = Delegation.objects.filter(ends_after, to=user, valid_to__gte=start, ended_at__isnull=True)
    return {*held, *lent.values_list("post__role", flat=True)}
