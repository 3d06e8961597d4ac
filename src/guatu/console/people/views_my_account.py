"""Page: my account (我的账号): how I like the pages, password, second factor, sessions, posts and loans."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.clock import today
from guatu.console.people.access import allow, grants_of
from guatu.console.people.accounts import subject_of, told
from guatu.console.people.forms import MyAccountForm
from guatu.console.people.models import User
from guatu.console.people.person import person_of
from guatu.console.people.second_factors import device_of
from guatu.console.people.sessions import end_session, end_sessions, sessions_of
from guatu.console.people.tree import tree_on


@allow()
def my_account(request: HttpRequest) -> HttpResponse:
    """Show the own account, and keep what its person set."""
    user = User.objects.get(pk=person_of(request).pk)
    before = told(user)
    form = MyAccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            if told(user) != before:
                record(
                    actor_of(request),
                    "account.edit",
                    subject_of(user),
                    kind=Kind.CHANGE,
                    before=before,
                    after=told(user),
                )
        messages.success(request, _("已保存。"))
        return redirect("my_account")
    tree = tree_on(today())
    grants = [
        {
            "grant": grant,
            "agency": tree.agency_name(grant.agency) if grant.agency else "",
            "place": tree.place_name(grant.post.place) if grant.post.place else "",
        }
        for grant in grants_of(request.user)
    ]
    shown = {
        "form": form,
        "account": user,
        "grants": grants,
        "device": device_of(user),
        "sessions": sessions_of(user),
        "session_key": request.session.session_key,
    }
    return render(request, "people/my_account.html", shown)


@allow()
@require_POST
def end_my_session(request: HttpRequest, key: int) -> HttpResponse:
    """End another session of the own account."""
    user = person_of(request)
    session = get_object_or_404(user.open_sessions, pk=key)
    if session.session_key == request.session.session_key:
        messages.error(request, _("这是您现在的会话；要结束它，请点右上角的“退出”。"))
        return redirect("my_account")
    with transaction.atomic():
        end_session(session)
        record(
            actor_of(request), "session.end", subject_of(user), kind=Kind.SIGN_IN, after={"address": session.address}
        )
    messages.success(request, _("那个会话已结束。"))
    return redirect("my_account")


@allow()
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all sessions of the own account but this one."""
    user = person_of(request)
    with transaction.atomic():
        ended = end_sessions(user, but=request.session.session_key or "")
        if ended:
            record(
                actor_of(request), "session.end", subject_of(user), kind=Kind.SIGN_IN, after={"sessions_ended": ended}
            )
    messages.success(request, _("已结束 %(ended)s 个其他会话。") % {"ended": ended})
    return redirect("my_account")
