"""Pages: posts (岗位与权限), locked accounts, and delegations (代理)."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import today
from guatu.console.people.access import ACT_WORDS, ACTS_OF, Act, allow, may
from guatu.console.people.delegations import end_loan, lend_post
from guatu.console.people.forms import LoanForm, PostFilterForm, PostForm
from guatu.console.people.models import Delegation, Post, Role, User
from guatu.console.people.person import person_of
from guatu.console.people.posts import end_post, grant_post, posts_in_words
from guatu.console.people.signing import locked_accounts, unlock_account
from guatu.console.people.tree import tree_on

_ON_A_PAGE = 50


@allow(Act.MANAGE_RIGHTS)
def posts(request: HttpRequest) -> HttpResponse:
    """Show who holds which post."""
    form = PostFilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = Post.objects.select_related("user", "granted_by").order_by("user__username", "valid_from", "pk")
    if said.get("words"):
        found = found.filter(Q(user__username__icontains=said["words"]) | Q(user__full_name__icontains=said["words"]))
    if said.get("role"):
        found = found.filter(role=said["role"])
    ended = Q(valid_to__lt=today())
    if said.get("state") != "all":
        found = found.filter(ended) if said.get("state") == "ended" else found.exclude(ended)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    tree = tree_on(today())
    rows = [
        {
            "post": post,
            "agency": tree.agency_name(post.agency) if post.agency else "",
            "place": tree.place_name(post.place) if post.place else "",
            "state": _state_of(post),
        }
        for post in page.object_list
    ]
    return render(request, "people/posts.html", {"rows": rows, "page": page, "form": form, "yesterday": _yesterday()})


def _state_of(post: Post) -> tuple[str, str]:
    """Return the state of a post: a style, and its word."""
    if post.valid_to is not None and post.valid_to < today():
        return "missing", _("已结束")
    if not post.user.is_active:
        return "missing", _("账号停用")
    return ("waiting", _("尚未开始")) if post.valid_from > today() else ("accepted", _("有效"))


def _yesterday() -> str:
    return (today() - timedelta(days=1)).isoformat()


@allow(Act.MANAGE_RIGHTS)
def grant(request: HttpRequest) -> HttpResponse:
    """Give somebody a post."""
    chosen = request.GET.get("user", "")
    form = PostForm(request.POST or None, initial={"user": chosen} if chosen.isdigit() else {})
    if request.method == "POST" and form.is_valid():
        try:
            post = grant_post(form.save(commit=False), by=person_of(request), actor=actor_of(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已给 %(person)s 设岗位。") % {"person": post.user})
            return redirect("posts")
    roles = [(role.label, [ACT_WORDS[act] for act in Act if act in ACTS_OF[role]]) for role in Role]
    return render(request, "people/grant.html", {"form": form, "roles": roles})


@allow(Act.MANAGE_RIGHTS)
@require_POST
def end_this_post(request: HttpRequest, key: int) -> HttpResponse:
    """Let a post end after a day."""
    post = get_object_or_404(Post, pk=key)
    try:
        last_day = parse_date(request.POST.get("last_day", ""))
    except ValueError:
        last_day = None
    if last_day is None:
        messages.error(request, _("请填最后一天的日期，如 2024-10-31。"))
        return redirect("posts")
    try:
        if end_post(post, last_day=last_day, by=person_of(request), actor=actor_of(request)):
            messages.success(request, _("岗位到 %(day)s 为止。") % {"day": last_day})
        else:
            messages.info(request, _("岗位已在那天或更早结束，没有改动。"))
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    return redirect("posts")


@allow(Act.MANAGE_RIGHTS)
def locks(request: HttpRequest) -> HttpResponse:
    """Show the accounts that are locked after wrong passwords."""
    return render(request, "people/locks.html", {"locked": locked_accounts()})


@allow(Act.MANAGE_RIGHTS)
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a locked name before its time; names that are no account are locked too."""
    name = request.POST.get("username", "")[:150]
    if name and unlock_account(name, actor=actor_of(request)):
        messages.success(request, _("%(name)s 已解锁。") % {"name": name})
    return redirect("locks")


@allow()
def delegations(request: HttpRequest) -> HttpResponse:
    """Show what I have lent and what was lent to me, and lend a post of mine."""
    user = person_of(request)
    own = list(Post.objects.filter(user=user).exclude(valid_to__lt=today()))
    choices = [(str(post.pk), words) for post, words in zip(own, posts_in_words(own), strict=True)]
    form = LoanForm(choices, user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            loan = lend_post(form.save(commit=False), by=user, actor=actor_of(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已交 %(person)s 代理。") % {"person": loan.to})
            return redirect("delegations")
    loans = Delegation.objects.select_related("post__user", "to")
    seen = loans if may(user, Act.MANAGE_RIGHTS) else loans.filter(Q(post__user=user) | Q(to=user))
    page = Paginator(seen.order_by("-valid_from", "-pk"), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_loan_row(loan, user) for loan in page.object_list]
    shown = {"form": form, "rows": rows, "page": page, "has_posts": bool(own)}
    return render(request, "people/delegations.html", shown)


def _loan_row(loan: Delegation, user: User) -> dict[str, object]:
    is_over = loan.ended_at is not None or loan.valid_to < today()
    if is_over:
        state = ("missing", _("已收回") if loan.ended_at else _("已到期"))
    else:
        state = ("waiting", _("尚未开始")) if loan.valid_from > today() else ("running", _("代理中"))
    may_end = not is_over and (loan.post.user_id == user.pk or may(user, Act.MANAGE_RIGHTS))
    return {"loan": loan, "words": posts_in_words([loan.post])[0], "state": state, "may_end": may_end}


@allow()
@require_POST
def end_delegation(request: HttpRequest, key: int) -> HttpResponse:
    """Take a post back; the lender's act, or the security administrator's."""
    user = person_of(request)
    loan = Delegation.objects.select_related("post__user", "to").filter(pk=key).first()
    if loan is None or (loan.post.user_id != user.pk and not may(user, Act.MANAGE_RIGHTS)):
        raise Http404
    if end_loan(loan, actor=actor_of(request)):
        messages.success(request, _("已收回代理。"))
    return redirect("delegations")
