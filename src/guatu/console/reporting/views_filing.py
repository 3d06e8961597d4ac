"""我的填报, one form: the grid in which a liaison types, saves, hands in, takes back and corrects."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import now, today
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow, may
from guatu.console.people.person import person_of
from guatu.console.people.tree import tree_on
from guatu.console.reporting.deadlines import is_past_deadline
from guatu.console.reporting.decisions import ASKED
from guatu.console.reporting.figures import FINAL
from guatu.console.reporting.filing_acts import answer_questions, save_entries, submit, withdraw
from guatu.console.reporting.grid import Grid, grid_of
from guatu.console.reporting.hits import find_hits_while_typing, kept_hits
from guatu.console.reporting.models import Filing, FilingAct, FilingState, Hit, Upload
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.sheet import Sheet, read_sheet
from guatu.console.reporting.steps import SUBMISSIONS, Handed, Outcome, Overtaken, Step
from guatu.console.reporting.subjects import period_words
from guatu.console.reporting.typed import Typed, read_typed

# How an accepted filing is opened again: to correct it, or to report the final figures beside the flash ones.
_CORRECT, _FINAL = "correct", "final"
_TYPING = frozenset({FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED})


@require_GET
@allow(Act.FILL)
def filing(request: HttpRequest, key: int) -> HttpResponse:
    """Show one form of one place: to type in, or as it was handed in."""
    sheet = own_sheet(request, key, mode_of(request.GET))
    mode = _mode_in(sheet, mode_of(request.GET))
    return _page(request, sheet, _Shown(grid_of(sheet, kept_hits(sheet.filing)), mode))


@require_POST
@allow(Act.FILL)
def filing_save(request: HttpRequest, key: int) -> HttpResponse:
    """Save what was typed (暂存)."""
    return _take(request, key, is_submission=False)


@require_POST
@allow(Act.FILL)
def filing_submit(request: HttpRequest, key: int) -> HttpResponse:
    """Hand in what was typed (提交、更正)."""
    return _take(request, key, is_submission=True)


@require_POST
@allow(Act.FILL)
def filing_withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a submission back (撤回)."""
    sheet = own_sheet(request, key)
    try:
        withdraw(sheet.filing, step_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已撤回；数都还在，改好后请再提交。"))
    return redirect("filing", key)


@require_POST
@allow(Act.FILL)
def filing_answer(request: HttpRequest, key: int) -> HttpResponse:
    """Answer what a checker asked (答复质询) without changing a figure."""
    sheet = own_sheet(request, key)
    answers = {
        key_of_question: str(text)
        for name, text in request.POST.items()
        if name.startswith("reply:") and (key_of_question := whole_number(name.removeprefix("reply:"))) is not None
    }
    try:
        count = answer_questions(sheet.filing, step_of(request), answers)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已答复 %d 处疑问。") % count if count else _("已经答复过了。"))
    return redirect("filing", key)


@require_POST
@allow(Act.FILL)
def filing_check(request: HttpRequest, key: int) -> HttpResponse:
    """Say what the checks say to what is being typed; nothing is stored."""
    sheet = own_sheet(request, key, mode_of(request.POST))
    typed = read_typed(sheet, request.POST)
    grid = grid_of(sheet, _hits_while_typing(sheet, typed), typed=typed)
    return render(request, "reporting/_filing_told.html", {"grid": grid})


def own_sheet(request: HttpRequest, key: int, mode: str = "") -> Sheet:
    """Return a filing that this person fills in, laid out; another place's looks like one that is not there."""
    try:
        sheet = read_sheet(key, is_final=mode == _FINAL)
        if mode == _FINAL and sheet.filing.state != FilingState.ACCEPTED:
            sheet = read_sheet(key)
    except Filing.DoesNotExist as error:
        raise Http404 from error
    if not may(request.user, Act.FILL, sheet.filing.place):
        raise Http404
    return sheet


def _mode_in(sheet: Sheet, mode: str) -> str:
    """Return how a filing is opened again; one that is not accepted is simply filled in."""
    return mode if sheet.filing.state == FilingState.ACCEPTED else ""


def step_of(request: HttpRequest) -> Step:
    """Return the step that a page's form asks for."""
    user = person_of(request)
    edition = whole_number(request.POST.get("edition", ""))
    return Step(
        by=user,
        actor=actor_of(request),
        token=request.POST.get("token", "")[:40],
        edition=-1 if edition is None else edition,
    )


def mode_of(asked: QueryDict) -> str:
    """Return how an accepted filing is opened again; empty where it is not."""
    mode = asked.get("mode", "")
    return mode if mode in (_CORRECT, _FINAL) else ""


@dataclass(frozen=True)
class _Shown:
    """What a page shows of a filing, and what is said above it."""

    grid: Grid
    mode: str
    refusal: str = ""
    reason: str = ""
    blocked: Outcome | None = None
    was_submission: bool = False
    status: int = 200


def _take(request: HttpRequest, key: int, *, is_submission: bool) -> HttpResponse:
    mode = mode_of(request.POST)
    sheet = own_sheet(request, key, mode)
    mode = _mode_in(sheet, mode)
    typed = read_typed(sheet, request.POST)
    reason = request.POST.get("reason", "")
    handed = Handed(typed.amounts, typed.answers, reason=reason, is_final=mode == _FINAL)
    act = submit if is_submission and not typed.problems else save_entries
    try:
        outcome = act(sheet.filing, step_of(request), handed)
    except Refused as refusal:
        fresh = own_sheet(request, key, mode)
        is_overtaken = isinstance(refusal, Overtaken)
        grid = grid_of(fresh, _hits_while_typing(fresh, typed), typed=typed, shows_differences=is_overtaken)
        shown = _Shown(grid, mode, refusal=str(refusal), reason=reason, status=409 if is_overtaken else 422)
        return _page(request, fresh, shown)
    if outcome.is_submitted:
        return redirect("receipt", outcome.act.pk)
    if is_submission or typed.problems:
        fresh = own_sheet(request, key, mode)
        grid = grid_of(fresh, outcome.hits, typed=typed)
        return _page(request, fresh, _Shown(grid, mode, "", reason, outcome, is_submission, 422))
    messages.success(request, _("已暂存，还没有提交。"))
    response = redirect("filing", key)
    if mode:
        response["Location"] += f"?mode={mode}"
    return response


def _hits_while_typing(sheet: Sheet, typed: Typed) -> tuple[Hit, ...]:
    asked = (hit for hit in kept_hits(sheet.filing) if hit.check_id == ASKED)
    return (*asked, *find_hits_while_typing(sheet, sheet.amounts(typed.amounts), now()))


def _page(request: HttpRequest, sheet: Sheet, shown: _Shown) -> HttpResponse:
    one = sheet.filing
    moment = now()
    is_closed = is_past_deadline(one, moment)
    reopens = one.state == FilingState.ACCEPTED and bool(shown.mode)
    acts = list(FilingAct.objects.filter(filing=one).select_related("by").order_by("-id"))
    context = {
        "filing": one,
        "round": one.round,
        "place_name": tree_on(today()).place_name(one.place),
        "period": period_words(one.round.period_first, one.round.period_last),
        "grid": shown.grid,
        "mode": shown.mode,
        "is_final": sheet.status == FINAL,
        "is_typed": (one.state in _TYPING or reopens) and not is_closed,
        "asks_reason": any(line.counted is not None for line in sheet.lines),
        "is_closed": is_closed and one.state in _TYPING,
        "may_withdraw": one.state == FilingState.SUBMITTED and (not is_closed or _was_accepted(acts)),
        "has_last": any(line.last is not None for line in sheet.lines),
        "refusal": shown.refusal,
        "reason": shown.reason or _reason_before(acts),
        "blocked": shown.blocked,
        "was_submission": shown.was_submission,
        "acts": acts,
        "asked": _asked(sheet, shown.grid),
        "receipt": next((act for act in acts if act.what in SUBMISSIONS), None),
        "upload": Upload.objects.filter(filing=one).order_by("-id").first(),
        "token": uuid.uuid4().hex,
        "answer_token": uuid.uuid4().hex,
        "upload_token": uuid.uuid4().hex,
    }
    return render(request, "reporting/filing.html", context, status=shown.status)


def _asked(sheet: Sheet, grid: Grid) -> list[dict[str, object]]:
    """Return what checkers asked, each question once, with the name of its figure."""
    names = {line.cell.indicator: line.cell.name for line in sheet.lines}
    lines = (*(one for line in grid.lines for one in line.hits), *grid.loose)
    asked = {one.hit.pk: one for one in lines if one.is_asked}
    return [
        {"hit": one.hit, "field": one.field, "name": names.get(one.hit.indicator, _("全表"))} for one in asked.values()
    ]


def _was_accepted(acts: list[FilingAct]) -> bool:
    return any(act.what == FilingAct.What.ACCEPT for act in acts)


def _reason_before(acts: list[FilingAct]) -> str:
    """Return the reason of a correction that was returned, so that it need not be typed again."""
    if acts and acts[0].what in (FilingAct.What.RETURN, FilingAct.What.SAVE):
        return next((act.reason for act in acts if act.what in SUBMISSIONS), "")
    return ""
