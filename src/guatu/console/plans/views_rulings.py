"""Pages of questions and their answers (口径决定)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guatu.console.audit.trail import actor_of
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow, demand, may
from guatu.console.people.person import person_of
from guatu.console.plans.active import active_packs, main_place, pack_names
from guatu.console.plans.local import latest_rulings
from guatu.console.plans.models import SignedRuling
from guatu.console.plans.ruling_acts import Answer, sign_ruling
from guatu.desk import document_title
from guatu.domain import InvalidValue
from guatu.pack import Pack, Ruling, amount_words

_OTHER = "other"


@allow(Act.READ_PLANS)
@require_safe
def rulings(request: HttpRequest) -> HttpResponse:
    """Show every question of the packs in use: open ones first, with the answer that counts."""
    signed = latest_rulings()
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    rows = [
        {
            "pack": pack,
            "ruling": one,
            "signed": (here := signed.get((pack.id, one.id))),
            "answer": here.answer if here else one.answer,
            "document": document_title(pack, one.clause),
        }
        for pack in (active_packs().packs if pack_names() else ())
        for one in pack.rulings
    ]
    open_count = sum(not row["answer"] for row in rows)
    kept = [
        row
        for row in rows
        if (state != "open" or not row["answer"])
        and (state != "answered" or row["answer"])
        and all(word in _said(row["ruling"]) for word in words.split())
    ]
    kept.sort(key=lambda row: bool(row["answer"]))
    shown = {"rows": kept, "state": state, "words": words, "open_count": open_count, "has_packs": bool(pack_names())}
    return render(request, "plans/rulings.html", shown)


@allow(Act.READ_PLANS)
@require_safe
def ruling(request: HttpRequest, pack_id: str, ruling_id: str) -> HttpResponse:
    """Show one question: clause, choices, what depends on it, every answer that was signed, and the form to sign."""
    pack, one = _found(pack_id, ruling_id)
    signed = SignedRuling.objects.filter(pack=pack.id, ruling=one.id).select_related("by")
    shown = {
        "pack": pack,
        "ruling": one,
        "document": document_title(pack, one.clause),
        "clause_title": pack.clause_title(one.clause),
        "signed": signed,
        "rewards": _rewards(pack, one),
        "may_sign": may(request.user, Act.SIGN_RULING, _place(pack)),
    }
    return render(request, "plans/ruling.html", shown)


@allow(Act.SIGN_RULING)
@require_POST
def sign(request: HttpRequest, pack_id: str, ruling_id: str) -> HttpResponse:
    """Sign an answer, or say what is missing."""
    user = person_of(request)
    pack, one = _found(pack_id, ruling_id)
    demand(user, Act.SIGN_RULING, _place(pack))
    choice, other = request.POST.get("choice", ""), request.POST.get("other", "")
    answer = other if choice == _OTHER else choice if choice in one.choices else ""
    given = Answer(answer, request.POST.get("document", ""), request.POST.get("reason", ""))
    try:
        expected = whole_number(request.POST.get("expected") or 0)
        sign_ruling(pack, one, given, expected=-1 if expected is None else expected, by=user, actor=actor_of(request))
    except InvalidValue as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已签。以后的运行都按这个口径；已经运行的月份不变。"))
    return redirect("ruling", pack.id, one.id)


def _found(pack_id: str, ruling_id: str) -> tuple[Pack, Ruling]:
    for pack in active_packs().packs if pack_names() else ():
        for one in pack.rulings:
            if (pack.id, one.id) == (pack_id, ruling_id):
                return pack, one
    raise Http404


def _place(pack: Pack) -> str | None:
    """Return the place a question is decided for: the pack's, where the trees know it, else that of the main pack."""
    return main_place() if pack.manifest.place is None else pack.manifest.place


def _rewards(pack: Pack, one: Ruling) -> list[dict[str, object]]:
    """Return the clauses that pay by the answer, with what each answer makes of them."""
    return [
        {
            "reward": reward,
            "amount": amount_words(reward.amount) if reward.amount else "",
            "readings": [reading for reading in reward.readings if reading.question == one.id],
        }
        for reward in pack.rewards
        if one.id in reward.questions or any(reading.question == one.id for reading in reward.readings)
    ]


def _said(one: object) -> str:
    return f"{getattr(one, 'id', '')} {getattr(one, 'question', '')} {getattr(one, 'clause', '')}"
