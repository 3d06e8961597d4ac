"""Pages: places and agencies (单位与地区) as they stood on a day; one unit with its history, where it is changed."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import today
from guatu.console.people.access import Act, allow
from guatu.console.people.forms import in_order
from guatu.console.people.models import AgencyVersion, PlaceVersion, Post, Succession
from guatu.console.people.tree import Tree, tree_on
from guatu.console.people.unit_acts import (
    AGENCY,
    PLACE,
    Dated,
    NewUnit,
    add_unit,
    end_unit,
    merge_units,
    move_unit,
    rename_unit,
    set_agency_phone,
    split_unit,
    versions_of,
)
from guatu.console.people.unit_forms import (
    LEVELS,
    AddForm,
    EndForm,
    MergeForm,
    MoveForm,
    PhoneForm,
    RenameForm,
    SplitForm,
    UnitForm,
)

_FORMS: dict[str, type[UnitForm]] = {
    "rename": RenameForm,
    "move": MoveForm,
    "split": SplitForm,
    "merge": MergeForm,
    "end": EndForm,
}


@allow(Act.MANAGE_UNITS)
def units(request: HttpRequest) -> HttpResponse:
    """Show both trees as they stood on a day."""
    day = _day_of(request)
    tree = tree_on(day)
    places = [
        {"version": tree.places[code], "depth": depth, "level": LEVELS.get(tree.places[code].level, "")}
        for code, depth in in_order(tree)
    ]
    agencies = [
        {"version": one, "place": tree.place_name(one.place) if one.place else ""}
        for one in sorted(tree.agencies.values(), key=lambda one: (one.place, one.code))
    ]
    shown = {"day": day, "places": places, "agencies": agencies, "words": request.GET.get("words", "").strip()}
    if shown["words"]:
        shown["places"] = [one for one in places if _is_named(one["version"], str(shown["words"]))]
        shown["agencies"] = [one for one in agencies if _is_named(one["version"], str(shown["words"]))]
    return render(request, "people/units.html", shown)


def _is_named(version: object, words: str) -> bool:
    return isinstance(version, PlaceVersion | AgencyVersion) and (words in version.name or words in version.code)


def _day_of(request: HttpRequest) -> date:
    try:
        return parse_date(request.GET.get("day", "")) or today()
    except ValueError:
        return today()


@allow(Act.MANAGE_UNITS)
def new_unit(request: HttpRequest, what: str) -> HttpResponse:
    """Let a place or an agency begin."""
    form = AddForm(what, "", request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        version: PlaceVersion | AgencyVersion
        if what == PLACE:
            version = PlaceVersion(
                code=said["code_of_unit"], name=said["name"], parent=said["under"], level=said["level"]
            )
        else:
            version = AgencyVersion(code=said["code_of_unit"], name=said["name"], place=said["under"])
        try:
            add_unit(version, _dated(request, form))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已登记 %(name)s。") % {"name": version.name})
            return redirect("unit", what, version.code)
    return render(request, "people/new_unit.html", {"form": form, "what": what, "is_place": what == PLACE})


@allow(Act.MANAGE_UNITS)
def unit(request: HttpRequest, what: str, code: str) -> HttpResponse:
    """Show a unit with its versions, what became of it, and the forms that change it."""
    return _unit_page(request, what, code, {})


def _unit_page(request: HttpRequest, what: str, code: str, filled: dict[str, UnitForm]) -> HttpResponse:
    versions = versions_of(what, code)
    if not versions:
        raise Http404
    now_there = next((one for one in reversed(versions) if _stands(one)), None)
    rows = [{"version": one, "under": _under_then(one)} for one in versions]
    shown = {
        "what": what,
        "is_place": what == PLACE,
        "code": code,
        "last": versions[-1],
        "stands": now_there is not None,
        "rows": rows,
        "level": LEVELS.get(getattr(versions[-1], "level", ""), ""),
        "successions": Succession.objects.filter(Q(old=code) | Q(new=code), what=what),
        "forms": {name: filled.get(name) or form(what, code, auto_id=f"{name}_%s") for name, form in _FORMS.items()},
        "opened": next(iter(filled), ""),
        "phone_form": PhoneForm(initial={"phone": getattr(versions[-1], "phone", "")}) if what == AGENCY else None,
        "children": _children(tree_on(today()), what, code),
    }
    return render(request, "people/unit.html", shown)


def _stands(version: PlaceVersion | AgencyVersion) -> bool:
    day = today()
    return (version.valid_from is None or version.valid_from <= day) and (
        version.valid_to is None or version.valid_to >= day
    )


def _under_then(version: PlaceVersion | AgencyVersion) -> str:
    """Return what a version stood under, as that was called then."""
    above = version.parent if isinstance(version, PlaceVersion) else version.place
    if not above:
        return ""
    return f"{tree_on(version.valid_from or version.valid_to or today()).place_name(above)}（{above}）"


def _children(tree: Tree, what: str, code: str) -> list[tuple[str, str, str]]:
    """Return what stands under a unit today: which kind, code, name."""
    if what == AGENCY:
        return [(AGENCY, one.code, one.name) for one in tree.agencies.values() if one.parent == code]
    places = [(PLACE, one, tree.places[one].name) for one in tree.children(code)]
    return places + [(AGENCY, one.code, one.name) for one in tree.agencies_of(code)]


@allow(Act.MANAGE_UNITS)
@require_POST
def change_unit(request: HttpRequest, what: str, code: str, act: str) -> HttpResponse:
    """Rename, move, split, merge or end a unit from a day on."""
    if act not in _FORMS:
        raise Http404
    form = _FORMS[act](what, code, request.POST, auto_id=f"{act}_%s")
    if form.is_valid():
        try:
            _CHANGES[act](what, code, form, _dated(request, form))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            day = form.cleaned_data["day"]
            messages.success(request, _("已登记，从 %(day)s 起生效。") % {"day": day})
            if left := _posts_left_behind(day):
                messages.warning(
                    request,
                    _("有 %(count)s 个岗位设在已不存在的单位或地区上，请安全管理员重新设岗：%(names)s")
                    % {"count": len(left), "names": "、".join(left[:8])},
                )
            return redirect("unit", what, code)
    return _unit_page(request, what, code, {act: form})


@allow(Act.MANAGE_UNITS)
@require_POST
def agency_phone(request: HttpRequest, code: str) -> HttpResponse:
    """Set the office phone of an agency."""
    form = PhoneForm(request.POST)
    if form.is_valid() and set_agency_phone(code, form.cleaned_data["phone"], today(), actor_of(request)):
        messages.success(request, _("已保存。"))
    return redirect("unit", AGENCY, code)


def _dated(request: HttpRequest, form: UnitForm) -> Dated:
    return Dated(form.cleaned_data["day"], form.cleaned_data["reason"], actor_of(request))


def _posts_left_behind(day: date) -> list[str]:
    """Return who holds a post on a day at a unit that is no more by then."""
    tree = tree_on(max(day, today()))
    held = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), user__is_active=True)
    return sorted(
        {
            str(post.user)
            for post in held.exclude(place="", agency="").select_related("user")
            if (post.place and post.place not in tree.places) or (post.agency and post.agency not in tree.agencies)
        }
    )


def _rename(what: str, code: str, form: UnitForm, change: Dated) -> None:
    said = form.cleaned_data
    rename_unit(what, code, NewUnit(said["new_code"], said["name"]), change)


def _split(what: str, code: str, form: UnitForm, change: Dated) -> None:
    split_unit(what, code, form.cleaned_data["parts"], change, keeps=form.cleaned_data["keeps"])


def _merge(what: str, code: str, form: UnitForm, change: Dated) -> None:
    said = form.cleaned_data
    merge_units(what, (code, *said["others"]), NewUnit(said["into"], said["name"] or said["into"]), change)


_CHANGES: dict[str, Callable[[str, str, UnitForm, Dated], None]] = {
    "rename": _rename,
    "move": lambda what, code, form, change: move_unit(what, code, form.cleaned_data["to"], change),
    "split": _split,
    "merge": _merge,
    "end": lambda what, code, _form, change: end_unit(what, code, change),
}
