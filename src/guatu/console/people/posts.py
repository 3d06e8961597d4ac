"""Give posts and end them (设岗、撤岗): the security administrator's acts, never for himself."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import today
from guatu.console.people.models import ADMINISTRATORS, Post, Role, User
from guatu.console.people.separation import lock, refuse_last_of, refuse_mixing
from guatu.console.people.tree import tree_on


@transaction.atomic
def grant_post(post: Post, *, by: User, actor: Actor) -> Post:
    """Store a post that was filled in and return it; raises ValidationError where it may not be given."""
    user = lock(post.user)
    if user.pk == by.pk:
        raise ValidationError(_("不能给自己设岗位；请由另一位安全管理员办理。"), code="own_post")
    if not user.is_active:
        raise ValidationError(_("账号已停用，不能设岗位；请先由系统管理员启用。"), code="inactive")
    _refuse_wrong_unit(post)
    if post.valid_to is not None and post.valid_to < post.valid_from:
        raise ValidationError({"valid_to": _("结束日期早于开始日期，请改正。")})
    same = Post.objects.filter(user=user, role=post.role, agency=post.agency, place=post.place)
    if _overlapping(same, post.valid_from, post.valid_to).exists():
        raise ValidationError(_("这个人在这段时间里已有同样的岗位，没有重复设。"), code="same_post")
    refuse_mixing(user, post.role, post.valid_from, post.valid_to)
    post.granted_by = by
    post.save(force_insert=True)
    record(actor, "post.grant", f"{user.full_name}（{user.username}）", kind=Kind.RIGHTS, after=told(post))
    return post


@transaction.atomic
def end_post(post: Post, *, last_day: date, by: User, actor: Actor) -> bool:
    """Let a post end after a day, with what is lent of it; return whether this changed anything."""
    user = lock(post.user)
    post = Post.objects.get(pk=post.pk)
    if user.pk == by.pk:
        raise ValidationError(_("不能撤自己的岗位；请由另一位安全管理员办理。"), code="own_post")
    if last_day < today() - timedelta(days=1):
        raise ValidationError(_("不能撤到过去：最早从今天起不再有效，最后一天填昨天。"), code="past")
    if post.valid_to is not None and post.valid_to <= last_day:
        return False
    if post.role in ADMINISTRATORS:
        refuse_last_of(user)
    before = told(post)
    post.valid_to = last_day
    post.save(update_fields=("valid_to",))
    record(actor, "post.end", f"{user.full_name}（{user.username}）", kind=Kind.RIGHTS, before=before, after=told(post))
    return True


def told(post: Post) -> dict[str, object]:
    """Return a post as the trail tells it."""
    return {
        "role": post.role,
        "agency": post.agency,
        "place": post.place,
        "valid_from": post.valid_from,
        "valid_to": post.valid_to,
    }


def _refuse_wrong_unit(post: Post) -> None:
    """Raise ValidationError where agency and place do not suit the role: administrators have none, others both."""
    tree = tree_on(max(post.valid_from, today()))
    if post.role in ADMINISTRATORS:
        if post.agency or post.place:
            raise ValidationError(_("管理员岗位不选单位和地区：管理员不办业务。"), code="administrator_unit")
        return
    if post.agency not in tree.agencies:
        raise ValidationError({"agency": _("请选择这一天存在的单位。")})
    if post.place not in tree.places:
        raise ValidationError({"place": _("请选择这一天存在的地区。")})
    home = tree.agencies[post.agency].place
    if post.role == Role.FILLER and home and post.place not in tree.under(home):
        raise ValidationError({"place": _("填报员只能填本单位所在地区的数；请选择单位所在的地区或它的下级。")})


def _overlapping(posts: QuerySet[Post], start: date, end: date | None) -> QuerySet[Post]:
    found = posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start))
    return found if end is None else found.filter(valid_from__lte=end)


def posts_in_words(posts: Iterable[Post]) -> list[str]:
    """Return posts as read: 州统计局审核员."""
    tree = tree_on(today())
    return [
        _("%(agency)s%(role)s") % {"agency": tree.agency_name(post.agency), "role": post.get_role_display()}
        if post.agency
        else str(post.get_role_display())
        for post in posts
    ]
