"""Pages: accounts (账号), one account, a new one, a list of them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from guatu.console.audit.trail import actor_of
from guatu.console.frame.attachments import attachment
from guatu.console.frame.clock import today
from guatu.console.people.access import Act, allow, demand, may, posts_in_force
from guatu.console.people.account_list import LIST_TEMPLATE, take_accounts
from guatu.console.people.accounts import (
    create_account,
    edit_account,
    masked,
    may_reset,
    reopen_account,
    reset_password,
    stop_account,
)
from guatu.console.people.forms import AccountForm, EditAccountForm, ListForm
from guatu.console.people.models import Post, User
from guatu.console.people.person import person_of
from guatu.console.people.posts import posts_in_words
from guatu.console.people.second_factors import device_of, reset_second_factor
from guatu.console.people.signing import locked_accounts, unlock_account
from guatu.console.people.tree import tree_on

_ON_A_PAGE = 50
_LARGEST_LIST = 4 << 20


@allow(Act.MANAGE_UNITS, Act.MANAGE_RIGHTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts, with masked phones."""
    words, state = request.GET.get("words", "").strip()[:60], request.GET.get("state", "open")
    found = User.objects.order_by("username")
    if words:
        found = found.filter(Q(username__icontains=words) | Q(full_name__icontains=words))
    if state != "all":
        found = found.filter(is_active=state != "stopped")
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    users = list(page.object_list)
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(posts_in_force(today()), user__in=users):
        posts.setdefault(post.user_id, []).append(post)
    with_device = set(TOTPDevice.objects.filter(user__in=users, confirmed=True).values_list("user_id", flat=True))
    rows = [
        {
            "account": user,
            "phone": masked(user.work_phone),
            "posts": "、".join(posts_in_words(posts.get(user.pk, ()))),
            "has_device": user.pk in with_device,
        }
        for user in users
    ]
    shown = {
        "rows": rows,
        "page": page,
        "words": words,
        "state": state,
        "may_make": may(request.user, Act.MANAGE_UNITS),
    }
    return render(request, "people/accounts.html", shown)


@allow(Act.MANAGE_UNITS)
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account and show its one-time password this once."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password = create_account(form.save(commit=False), actor=actor_of(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _one_time_page(request, form.instance, password)
    return render(request, "people/new_account.html", {"form": form})


def _one_time_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    return render(request, "people/one_time_password.html", {"account": user, "password": password})


@allow(Act.MANAGE_UNITS, Act.MANAGE_RIGHTS)
def account(request: HttpRequest, key: int) -> HttpResponse:
    """Show one account; the system administrator changes it here."""
    user = get_object_or_404(User, pk=key)
    may_edit = may(request.user, Act.MANAGE_UNITS)
    form = EditAccountForm(request.POST or None, instance=user)
    if request.method == "POST":
        demand(request.user, Act.MANAGE_UNITS)
        if form.is_valid():
            edit_account(user, changes=dict(form.cleaned_data), actor=actor_of(request))
            messages.success(request, _("已保存。"))
            return redirect("account", key)
    by = person_of(request)
    posts = list(user.posts.order_by("-valid_from", "-pk"))
    shown = {
        "account": user,
        "form": form,
        "may_edit": may_edit,
        "may_reset": may_reset(by, user),
        "may_give_posts": may(by, Act.MANAGE_RIGHTS),
        "posts": [
            (post, words, tree_on(today()).place_name(post.place) if post.place else "")
            for post, words in zip(posts, posts_in_words(posts), strict=True)
        ],
        "device": device_of(user),
        "is_locked": any(one["username"] == user.username for one in locked_accounts()),
        "phone": masked(user.work_phone),
    }
    return render(request, "people/account.html", shown)


@allow(Act.MANAGE_UNITS)
@require_POST
def stop_this_account(request: HttpRequest, key: int) -> HttpResponse:
    """Stop an account."""
    return _do(
        request, key, lambda user: stop_account(user, by=person_of(request), actor=actor_of(request)), _("账号已停用。")
    )


@allow(Act.MANAGE_UNITS)
@require_POST
def reopen_this_account(request: HttpRequest, key: int) -> HttpResponse:
    """Open a stopped account again."""
    user = get_object_or_404(User, pk=key)
    password = reopen_account(user, actor=actor_of(request))
    return _one_time_page(request, user, password) if password else redirect("account", key)


@allow(Act.MANAGE_UNITS, Act.MANAGE_RIGHTS)
@require_POST
def reset_this_password(request: HttpRequest, key: int) -> HttpResponse:
    """Give an account a one-time password."""
    user = get_object_or_404(User, pk=key)
    try:
        password = reset_password(user, by=person_of(request), actor=actor_of(request))
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect("account", key)
    return _one_time_page(request, user, password)


@allow(Act.MANAGE_UNITS, Act.MANAGE_RIGHTS)
@require_POST
def reset_this_second_factor(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a lost second factor."""

    def reset(user: User) -> bool:
        if not may_reset(person_of(request), user):
            raise ValidationError(_("不能重置这个账号的动态口令；请由另一位安全管理员办理。"))
        return reset_second_factor(user, actor=actor_of(request))

    return _do(request, key, reset, _("动态口令已重置；本人下次登录时重新绑定。"))


@allow(Act.MANAGE_RIGHTS)
@require_POST
def unlock_this_account(request: HttpRequest, key: int) -> HttpResponse:
    """Open a locked account before its time."""
    return _do(request, key, lambda user: unlock_account(user.username, actor=actor_of(request)), _("账号已解锁。"))


def _do(request: HttpRequest, key: int, act: Callable[[User], bool], said: str) -> HttpResponse:
    """Do an act to an account and say what came of it."""
    user = get_object_or_404(User, pk=key)
    try:
        if act(user):
            messages.success(request, said)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    return redirect("account", key)


@allow(Act.MANAGE_UNITS)
def import_accounts(request: HttpRequest) -> HttpResponse:
    """Make accounts from a list and show row by row what came of it, one-time passwords this once."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/import_accounts.html", {"form": form})
    uploaded = form.cleaned_data["file"]
    if uploaded.size > _LARGEST_LIST:
        form.add_error("file", _("名单不能大于 4 MB。"))
        return render(request, "people/import_accounts.html", {"form": form})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(uploaded.name).suffix.lower()}"
        path.write_bytes(uploaded.read())
        rows, trouble = take_accounts(path, Path(uploaded.name).name, actor=actor_of(request))
    if trouble:
        form.add_error("file", trouble)
        return render(request, "people/import_accounts.html", {"form": form})
    good = sum(1 for row in rows if row.password)
    shown = {"rows": rows, "good": good, "bad": len(rows) - good}
    return render(request, "people/imported_accounts.html", shown)


@allow(Act.MANAGE_UNITS)
def accounts_template(_request: HttpRequest) -> HttpResponse:
    """Return a list to fill in, which Excel and WPS open."""
    # With the mark by which Excel and WPS know UTF-8.
    return attachment(LIST_TEMPLATE.read_text(encoding="utf-8").encode("utf-8-sig"), "accounts.csv")
