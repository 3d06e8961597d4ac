"""改稿: the forms that write into a draft. Texts come by position and nothing else does."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.bulletins.edits import block_stretches, hide_block, write_added, write_block, write_head
from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.number_lines import confirm_number
from guatu.console.bulletins.page import added_form, block_form, head_form, issue_context, side_context
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.visible import drafting_issue
from guatu.console.bulletins.wording import HEAD, placed_blocks
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of

_MOST_ADDED = 20
_CONFLICT = 409


@allow(Act.DRAFT_BULLETIN)
@require_http_methods(("GET", "POST"))
def issue_block(request: HttpRequest, key: int, at: int) -> HttpResponseBase:
    """Open the form of a block's words, or write them."""
    found = drafting_issue(request, key)
    present = block_stretches(found, at)
    if not present:
        raise Http404
    if request.method == "GET":
        return _opened(request, found, str(at), "_block_form", block_form(found, at))
    texts = tuple(request.POST.get(f"text-{index}", text) for index, text in enumerate(present))
    seen = request.POST.get("seen", "")

    def write() -> None:
        write_block(found, person_of(request), actor_of(request), at=at, texts=texts, seen=seen)

    def kept() -> dict[str, object]:
        return {**block_form(found, at), "typed": list(enumerate(texts))}

    return _written(request, found, at, write, ("open_block", "block_form", "_block_form", kept))


@allow(Act.DRAFT_BULLETIN)
@require_http_methods(("GET", "POST"))
def issue_added(request: HttpRequest, key: int, at: int) -> HttpResponseBase:
    """Open the form of the paragraphs behind a block, or write them."""
    found = drafting_issue(request, key)
    if at >= len(placed_blocks(found)):
        raise Http404
    if request.method == "GET":
        return _opened(request, found, f"+{at}", "_added_form", added_form(found, at))
    texts = tuple(request.POST.getlist("paragraph"))[:_MOST_ADDED]
    seen = request.POST.get("seen", "")

    def write() -> None:
        write_added(found, person_of(request), actor_of(request), at=at, texts=texts, seen=seen)

    def kept() -> dict[str, object]:
        return {**added_form(found, at), "typed": list(enumerate(text for text in texts if text.strip()))}

    return _written(request, found, at, write, ("open_added", "added_form", "_added_form", kept))


@allow(Act.DRAFT_BULLETIN)
@require_http_methods(("GET", "POST"))
def issue_head(request: HttpRequest, key: int) -> HttpResponseBase:
    """Open the form of the head, or write it: title, number, recipients, signature, date."""
    found = drafting_issue(request, key)
    if request.method == "GET":
        return redirect(f"{reverse('issue', args=(key,))}?edit=head")
    head = {name: request.POST[name] for name in (*HEAD, "number", "dated") if name in request.POST}
    try:
        write_head(found, person_of(request), actor_of(request), head=head, seen=request.POST.get("seen", ""))
    except Refused as error:
        found.refresh_from_db()
        form = {**head_form(found), "refused": str(error), "typed_head": head}
        context = {**issue_context(request, found), "open_head": True, "head_form": form}
        return render(request, "bulletins/issue.html", context, status=_CONFLICT)
    return redirect("issue", key)


@allow(Act.DRAFT_BULLETIN)
@require_POST
def hide_issue_block(request: HttpRequest, key: int, at: int) -> HttpResponseBase:
    """Leave a block out of the bulletin, or take it in again."""
    found = drafting_issue(request, key)
    hidden = request.POST.get("hidden") == "yes"
    try:
        hide_block(found, person_of(request), actor_of(request), at=at, hidden=hidden)
    except Refused as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('issue', args=(key,))}#block-{at}")


@allow(Act.DRAFT_BULLETIN)
@require_POST
def confirm_issue_number(request: HttpRequest, key: int) -> HttpResponseBase:
    """Answer for a number that was typed, with a reason."""
    found = drafting_issue(request, key)
    number = tuple(request.POST.get(name, "") for name in ("where", "number", "sentence"))
    reason = request.POST.get("reason", "")
    try:
        confirm_number(
            found, person_of(request), actor_of(request), key=(number[0], number[1], number[2]), reason=reason
        )
    except Refused as error:
        messages.error(request, str(error))
    return redirect("issue_numbers", key)


@allow(Act.DRAFT_BULLETIN)
@require_GET
def issue_block_shown(request: HttpRequest, key: int, at: int) -> HttpResponseBase:
    """Show one block again as it reads: what 取消 puts in the place of its form."""
    found = drafting_issue(request, key)
    return HttpResponse(_block_html(request, found, at))


def _opened(request: HttpRequest, found: Issue, edit: str, template: str, form: dict[str, object]) -> HttpResponseBase:
    """Answer htmx with the form alone, a browser without scripts with the page on which it is open."""
    if not request.headers.get("HX-Request"):
        asked, anchor = urlencode({"edit": edit}), edit.lstrip("+")
        return redirect(f"{reverse('issue', args=(found.pk,))}?{asked}#block-{anchor}")
    if found.state != Issue.State.DRAFT:
        return HttpResponse(_block_html(request, found, int(edit.lstrip("+"))))
    return render(request, f"bulletins/{template}.html", {"form": form, "issue": found})


# The name under which the page keeps the open form's place, its form, its template, and the form with what was typed.
OpenForm = tuple[str, str, str, Callable[[], dict[str, object]]]


def _written(
    request: HttpRequest, found: Issue, at: int, write: Callable[[], None], form: OpenForm
) -> HttpResponseBase:
    """Write, and answer with the block as it now reads; where it was refused, with the form and what was typed."""
    open_name, form_name, template, kept = form
    is_fragment = bool(request.headers.get("HX-Request"))
    try:
        write()
    except Refused as error:
        found.refresh_from_db()
        shown = {**kept(), "refused": str(error)}
        if is_fragment:
            return render(request, f"bulletins/{template}.html", {"form": shown, "issue": found})
        context = {**issue_context(request, found), open_name: at, form_name: shown}
        return render(request, "bulletins/issue.html", context, status=_CONFLICT)
    if is_fragment:
        side = {**side_context(request, found), "out_of_band": True}
        beside = render_to_string("bulletins/_issue_side.html", side, request)
        return HttpResponse(_block_html(request, found, at) + beside)
    return redirect(f"{reverse('issue', args=(found.pk,))}#block-{at}")


def _block_html(request: HttpRequest, found: Issue, at: int) -> str:
    blocks = placed_blocks(found)
    if not 0 <= at < len(blocks):
        raise Http404
    context = {"issue": found, "block": blocks[at], "may_write": found.state == Issue.State.DRAFT}
    return render_to_string("bulletins/_block.html", context, request)
