"""Pages of packs (政策包): those in use and known, what is in one, two versions side by side, switching."""

from functools import lru_cache

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import attachment
from guatu.console.frame.models import stamp_of
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow, demand, may
from guatu.console.people.person import person_of
from guatu.console.plans.active import PACKS, main_place, pack_names
from guatu.console.plans.models import PackSwitch
from guatu.console.plans.plan_files import zipped
from guatu.console.plans.shelf import on_shelf, read_pack, read_packs, shelf
from guatu.console.plans.switching import switch_packs
from guatu.desk import check_plan, compare_versions
from guatu.domain import Finding, InvalidValue
from guatu.pack import Change, ChangeKind, pack_outline

_SHOWN_SWITCHES = 20
_DOCUMENTS = "documents"
_FIRST_KINDS = ("targets", "tasks", "duties", "rewards")


@allow(Act.READ_PLANS)
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Show the packs in use in their order with their documents, the others that are known, and past switches."""
    known = shelf()
    in_use = [{"shelf": one, "pack": read_pack(one.name)} for one in known if one.order is not None]
    switches = PackSwitch.objects.select_related("by").prefetch_related("packplace_set__folder")
    shown = {
        "known": known,
        "in_use": in_use,
        "switches": switches[:_SHOWN_SWITCHES],
        "current": switches.first(),
        "may_manage": may(request.user, Act.MANAGE_PLANS, main_place()),
    }
    return render(request, "plans/packs.html", shown)


@allow(Act.READ_PLANS)
@require_safe
def pack_findings(request: HttpRequest) -> HttpResponse:
    """Show what checking the packs in use found; a fragment where htmx asks."""
    names = pack_names()
    found = _findings(names, stamp_of(PACKS)) if names else ()
    template = "plans/_findings.html" if request.headers.get("HX-Request") else "plans/pack_findings.html"
    return render(request, template, {"findings": found, "has_packs": bool(names)})


@allow(Act.MANAGE_PLANS)
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Put the chosen packs in use, or say why not."""
    user = person_of(request)
    demand(user, Act.MANAGE_PLANS, main_place())
    try:
        expected = whole_number(request.POST.get("expected") or 0)
        switched, found = switch_packs(
            _keys_in_order(request),
            request.POST.get("reason", ""),
            expected=-1 if expected is None else expected or None,
            by=user,
            actor=actor_of(request),
        )
    except InvalidValue as error:
        messages.error(request, str(error))
        return redirect("packs")
    if switched is None:
        shown = {"findings": [one for one in found if one.blocks], "has_packs": True, "is_refused": True}
        return render(request, "plans/pack_findings.html", shown, status=409)
    messages.success(request, _("已换用。以后的运行都按现在的政策包；已经运行的月份不变。"))
    return redirect("packs")


@allow(Act.READ_PLANS)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show what was added, removed and changed between two packs."""
    old, new = on_shelf(request.GET.get("old", "")), on_shelf(request.GET.get("new", ""))
    shown: dict[str, object] = {"known": shelf(), "old": old, "new": new}
    if old and new:
        changes, found = _changes(old.name, new.name, old.version, new.version)
        nouns = list(dict.fromkeys(one.noun for one in changes))
        noun = request.GET.get("noun", "")
        shown |= {
            "changes": [one for one in changes if not noun or one.noun == noun],
            "counts": [(kind.word, sum(one.kind is kind for one in changes)) for kind in ChangeKind],
            "nouns": nouns,
            "noun": noun,
            "findings": [one for one in found if one.blocks],
        }
    return render(request, "plans/compare_packs.html", shown)


@allow(Act.READ_PLANS)
@require_safe
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is in a pack, kind by kind."""
    one = on_shelf(key)
    read = read_packs(one.name) if one else None
    if one is None or read is None:
        raise Http404
    found = read.main
    kinds = pack_outline(found, {indicator.id: indicator.name for indicator in read.indicators})
    keys = {kind.key for kind in kinds}
    first = next((kind for kind in _FIRST_KINDS if kind in keys), _DOCUMENTS)
    chosen = request.GET.get("kind", first)
    shown = {
        "one": one,
        "pack": found,
        "kinds": kinds,
        "chosen": chosen if chosen in keys else _DOCUMENTS,
        "kind": next((kind for kind in kinds if kind.key == chosen), None),
    }
    return render(request, "plans/pack.html", shown)


@allow(Act.READ_PLANS)
@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a pack's folder as a zip."""
    one = on_shelf(key)
    found = read_pack(one.name) if one else None
    if one is None or found is None:
        raise Http404
    after = {"pack": one.pack, "version": one.version}
    record(actor_of(request), "pack.download", f"下载政策包“{one.title}”", kind=Kind.EXPORT, after=after)
    name = f"{one.pack}-{one.version}"
    return attachment(zipped(found.folder, name), f"{name}.zip")


def _keys_in_order(request: HttpRequest) -> list[str]:
    """Return the keys of the packs that got a number, in the order of the numbers; InvalidValue for no number."""
    given = {}
    for name, value in request.POST.items():
        if name.startswith("order:") and isinstance(value, str) and value.strip():
            number = whole_number(value)
            if number is None:
                raise InvalidValue(f"次序“{value.strip()}”不是数；请写 1、2、3……，不用的留空")
            given[name.removeprefix("order:")] = number
    if len(set(given.values())) < len(given):
        raise InvalidValue("有两个政策包写了同一个次序；请各写各的，最后一个是主政策包")
    return sorted(given, key=lambda key: given[key])


@lru_cache(maxsize=8)
def _findings(names: tuple[str, ...], _unchanged: int) -> tuple[Finding, ...]:
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(check_plan(names), key=lambda one: order[one.severity.value]))


@lru_cache(maxsize=8)
def _changes(old: str, new: str, *_versions: str) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    return compare_versions(old, new)
