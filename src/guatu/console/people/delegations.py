"""Lend a post to a colleague for some days, and take it back (代理、A/B 岗)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now, today
from guatu.console.people.models import Delegation, Post, User
from guatu.console.people.separation import lock, refuse_mixing


@transaction.atomic
def lend_post(loan: Delegation, *, by: User, actor: Actor) -> Delegation:
    """Store a delegation that was filled in and return it; raises ValidationError where it may not be.

    Only the holder lends; so what was lent to him cannot be lent on.
    """
    colleague = lock(loan.to)
    post = Post.objects.select_for_update().get(pk=loan.post.pk)
    if post.user_id != by.pk:
        raise ValidationError(_("只能把自己的岗位交给别人代理；代理来的岗位不能再转交。"), code="not_own")
    if colleague.pk == by.pk:
        raise ValidationError({"to": _("请选择另一个人代理。")})
    if not colleague.is_active:
        raise ValidationError({"to": _("这个账号已停用，请选择另一个人。")})
    _refuse_wrong_days(loan, post)
    overlap = Delegation.objects.filter(
        post=post, to=colleague, ended_at__isnull=True, valid_from__lte=loan.valid_to, valid_to__gte=loan.valid_from
    )
    if overlap.exists():
        raise ValidationError(_("这段时间已经交给这位同事代理，没有重复登记。"), code="same_loan")
    refuse_mixing(colleague, post.role, loan.valid_from, loan.valid_to)
    loan.save(force_insert=True)
    record(actor, "delegation.lend", _subject(loan), kind=Kind.RIGHTS, after=_told(loan))
    return loan


@transaction.atomic
def end_loan(loan: Delegation, *, actor: Actor) -> bool:
    """Take a post back at once; return whether it was lent until now."""
    ended = Delegation.objects.filter(pk=loan.pk, ended_at__isnull=True).update(ended_at=now())
    if ended:
        record(actor, "delegation.end", _subject(loan), kind=Kind.RIGHTS, before=_told(loan))
    return bool(ended)


def _refuse_wrong_days(loan: Delegation, post: Post) -> None:
    if loan.valid_from < today():
        raise ValidationError({"valid_from": _("开始日期不能早于今天。")})
    if loan.valid_to < loan.valid_from:
        raise ValidationError({"valid_to": _("结束日期早于开始日期，请改正。")})
    if loan.valid_from < post.valid_from or (post.valid_to is not None and loan.valid_to > post.valid_to):
        raise ValidationError(_("代理的日期超出了岗位本身的有效期，请改到有效期之内。"), code="outside_post")


def _subject(loan: Delegation) -> str:
    return f"{loan.post.user.full_name}（{loan.post.user.username}）→ {loan.to.full_name}（{loan.to.username}）"


def _told(loan: Delegation) -> dict[str, object]:
    return {
        "role": loan.post.role,
        "agency": loan.post.agency,
        "place": loan.post.place,
        "from": loan.valid_from,
        "to": loan.valid_to,
        "reason": loan.reason,
    }
