"""What each may do (权限): acts by role, over the subtree of the post. What is not granted here is denied."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guatu.console.frame.clock import today
from guatu.console.people.models import ADMINISTRATORS, Post, Role, User
from guatu.console.people.tree import tree_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase
    from django_stubs_ext import StrPromise


class Act(StrEnum):
    """Something a person may be allowed to do."""

    FILL = "fill"  # 填报
    CHECK = "check"  # 审核、退回、质询
    ASK_UNLOCK = "ask_unlock"  # 申请超期补报
    UNLOCK = "unlock"  # 批准超期补报
    OPEN_ROUND = "open_round"  # 布置、调整报送期
    SEE_PROGRESS = "see_progress"  # 看报送进度
    CHASE = "chase"  # 催报
    RUN_MONTH = "run_month"  # 运行一个月
    SEE_LEDGERS = "see_ledgers"  # 看六本账、预警、挂图
    SEE_FIRMS = "see_firms"  # 看企业数据（留痕）
    ANSWER_ALERT = "answer_alert"  # 确认、排除预警
    DRAFT_BULLETIN = "draft_bulletin"  # 拟稿
    REVIEW_BULLETIN = "review_bulletin"  # 审核
    SIGN_BULLETIN = "sign_bulletin"  # 签发
    READ_BULLETIN = "read_bulletin"  # 看已签发的通报
    READ_PLANS = "read_plans"  # 看政策包、矛盾、口径
    MANAGE_PLANS = "manage_plans"  # 上传方案、换用政策包
    SIGN_RULING = "sign_ruling"  # 口径决定
    EXCHANGE = "exchange"  # 交换包
    MANAGE_UNITS = "manage_units"  # 系统管理：单位、账号、参数
    MANAGE_RIGHTS = "manage_rights"  # 安全管理：岗位、权限、令牌、解锁
    READ_AUDIT = "read_audit"  # 审计管理


ACT_WORDS: Mapping[Act, "StrPromise"] = {
    Act.FILL: _("填报"),
    Act.CHECK: _("审核与退回"),
    Act.ASK_UNLOCK: _("申请超期补报"),
    Act.UNLOCK: _("批准超期补报"),
    Act.OPEN_ROUND: _("布置报表任务"),
    Act.SEE_PROGRESS: _("看报送进度"),
    Act.CHASE: _("催报"),
    Act.RUN_MONTH: _("运行本月"),
    Act.SEE_LEDGERS: _("看六本账、预警、挂图"),
    Act.SEE_FIRMS: _("看企业数据（留痕）"),
    Act.ANSWER_ALERT: _("处置预警"),
    Act.DRAFT_BULLETIN: _("通报拟稿"),
    Act.REVIEW_BULLETIN: _("通报审核"),
    Act.SIGN_BULLETIN: _("通报签发"),
    Act.READ_BULLETIN: _("看已签发的通报"),
    Act.READ_PLANS: _("看政策包、矛盾目标、口径"),
    Act.MANAGE_PLANS: _("上传方案、换用政策包"),
    Act.SIGN_RULING: _("口径决定"),
    Act.EXCHANGE: _("数据交换"),
    Act.MANAGE_UNITS: _("管理单位、地区、账号"),
    Act.MANAGE_RIGHTS: _("管理岗位、权限、令牌，解锁"),
    Act.READ_AUDIT: _("查阅安全审计"),
}
_KNOWN_ACTS = frozenset(Act)
_BUSINESS = frozenset({Act.SEE_LEDGERS, Act.READ_BULLETIN, Act.READ_PLANS, Act.SEE_PROGRESS})
ACTS_OF: Mapping[str, frozenset[Act]] = {
    Role.FILLER: _BUSINESS | {Act.FILL, Act.ASK_UNLOCK},
    Role.CHECKER: _BUSINESS | {Act.CHECK, Act.CHASE, Act.UNLOCK},
    Role.ANALYST: _BUSINESS
    | {Act.CHECK, Act.CHASE, Act.OPEN_ROUND, Act.RUN_MONTH, Act.SEE_FIRMS, Act.ANSWER_ALERT, Act.DRAFT_BULLETIN}
    | {Act.MANAGE_PLANS, Act.EXCHANGE},
    Role.HEAD: _BUSINESS | {Act.UNLOCK, Act.REVIEW_BULLETIN, Act.ANSWER_ALERT, Act.SIGN_RULING},
    Role.LEADER: _BUSINESS | {Act.SIGN_BULLETIN},
    Role.SUPERVISION: _BUSINESS | {Act.CHASE, Act.ANSWER_ALERT},
    Role.FINANCE: _BUSINESS | {Act.SEE_FIRMS},
    Role.SYSTEM: frozenset({Act.MANAGE_UNITS}),
    Role.SECURITY: frozenset({Act.MANAGE_RIGHTS}),
    Role.AUDIT: frozenset({Act.READ_AUDIT}),
}


@dataclass(frozen=True)
class Grant:
    """One post as it counts today, held or lent: its acts reach the places in `places`, at `agency`."""

    post: Post
    acts: frozenset[Act]
    agency: str
    places: frozenset[str]
    is_lent: bool


def grants_of(user: User | AnonymousUser) -> tuple[Grant, ...]:
    """Return the posts a person holds or was lent today; an account that must change its password has none."""
    if not isinstance(user, User) or not user.is_active or user.must_change_password:
        return ()
    kept: tuple[Grant, ...] | None = user.__dict__.get("_grants")
    if kept is None:
        kept = tuple(_grants(user))
        user.__dict__["_grants"] = kept  # for the length of one request: the user is loaded anew for each
    return kept


def _grants(user: User) -> Iterable[Grant]:
    """Yield the posts of today: two queries for posts, one for the tree."""
    day = today()
    in_force = posts_in_force(day)
    held = list(Post.objects.filter(in_force, user=user))
    lent = list(
        Post.objects.filter(
            in_force,
            delegations__to=user,
            delegations__valid_from__lte=day,
            delegations__valid_to__gte=day,
            delegations__ended_at__isnull=True,
            user__is_active=True,
        )
        .select_related("user")
        .distinct()
    )
    if mixes_duties({post.role for post in (*held, *lent)}):
        return  # such a mixture cannot be granted; one that was written past the site opens nothing
    tree = tree_on(day) if held or lent else None
    for posts, is_lent in ((held, False), (lent, True)):
        for post in posts:
            places = frozenset(tree.under(post.place)) if tree and post.place else frozenset()
            yield Grant(post, ACTS_OF[post.role], post.agency, places, is_lent)


def posts_in_force(day: date) -> Q:
    """Return the condition of a post that counts on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def mixes_duties(roles: Collection[str]) -> bool:
    """Tell whether roles do not go together (三权分立): an administrator's goes with no other."""
    return len(set(roles)) > 1 and any(role in ADMINISTRATORS for role in roles)


def may(user: User | AnonymousUser, act: Act, place: str | None = None) -> bool:
    """Tell whether a person may do an act at all, or for the place of a code."""
    return any(act in grant.acts and (place is None or place in grant.places) for grant in grants_of(user))


def places_for(user: User | AnonymousUser, act: Act) -> frozenset[str]:
    """Return the codes of the places for which a person may do an act."""
    return frozenset(code for grant in grants_of(user) if act in grant.acts for code in grant.places)


def agencies_for(user: User | AnonymousUser, act: Act) -> frozenset[str]:
    """Return the codes of the agencies at which a person may do an act."""
    return frozenset(grant.agency for grant in grants_of(user) if act in grant.acts and grant.agency)


def demand(user: User | AnonymousUser, act: Act, place: str | None = None) -> None:
    """Raise PermissionDenied unless a person may do an act, or may do it for a place."""
    if not may(user, act, place):
        raise PermissionDenied


View = TypeVar("View", bound="Callable[..., HttpResponseBase]")


def allow(*acts: Act) -> Callable[[View], View]:
    """Let those in who may do one of the acts somewhere; the view itself asks `demand` for the place.

    Without acts, everybody with an account may enter. A view that says neither this nor `open_to_all` is closed.
    """

    def mark(view: View) -> View:
        view.__dict__["allowed_acts"] = frozenset(acts)
        return view

    return mark


def open_to_all(view: View) -> View:
    """Let everybody in, also without an account (登录页、错误页)."""
    view.__dict__["allowed_acts"] = None
    return view


def may_enter(request: "HttpRequest", view: Callable[..., object]) -> bool:
    """Tell whether the person behind a request may call a view at all; what is not declared is denied."""
    declared = getattr(view, "allowed_acts", frozenset({"undeclared"}))
    if declared is None:
        return True
    if not request.user.is_authenticated:
        return False
    # Slices below this one name an act by its word; a word that is no act lets nobody in.
    return not declared or any(may(request.user, Act(act)) for act in declared if act in _KNOWN_ACTS)
