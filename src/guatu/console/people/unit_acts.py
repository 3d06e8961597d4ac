"""Change the trees of places and agencies from a day on (更名、改变隶属、拆分、合并、新设、撤销).

A change never rewrites what was: the version before ends the day before, a new one begins on the day. Figures of
earlier periods stay with the old code and under its parent of then; the succession says what became of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.models import renew
from guatu.console.people.models import AgencyVersion, PlaceVersion, Succession
from guatu.console.people.tree import TREE, read_tree

PLACE, AGENCY = "place", "agency"
Version = PlaceVersion | AgencyVersion
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,39}")
_Change = Succession.Change


@dataclass(frozen=True)
class Dated:
    """From which day a change holds, why it is made, and who makes it."""

    day: date
    reason: str
    actor: Actor


@dataclass(frozen=True)
class NewUnit:
    """The code and the name of a unit that begins."""

    code: str
    name: str


@transaction.atomic
def add_unit(version: Version, change: Dated) -> None:
    """Let a unit begin (新设); code, name and what it stands under are filled in on `version`."""
    renew(TREE)  # its row is locked from here on, so that changes come one after the other
    _refuse_bad_code(version.code, what_of(version))
    if isinstance(version, PlaceVersion):
        _refuse_missing_parent(version.parent, change.day)
    else:
        _refuse_missing_parent(version.place, change.day)
    version.valid_from, version.valid_to, version.is_local = change.day, None, True
    version.save(force_insert=True)
    _tell(version, change, _Change.ADD, old="", new=version.code)


@transaction.atomic
def rename_unit(what: str, code: str, renamed: NewUnit, change: Dated) -> None:
    """Give a unit another name, and another code where `renamed` has one (更名); what stands under it follows."""
    renew(TREE)
    version = _standing(what, code, change.day)
    if renamed.code in ("", code):
        if version.name == renamed.name:
            raise ValidationError(_("新名称和现在的一样，没有改动。"))
        _revise(version, change.day, name=renamed.name)
        new = code
    else:
        _refuse_bad_code(renamed.code, what)
        _begin(version, renamed, change.day)
        _close(version, change.day)
        _move_all_under(what, code, renamed.code, change.day)
        new = renamed.code
    _tell(version, change, _Change.RENAME, old=code, new=new, name=renamed.name)


@transaction.atomic
def move_unit(what: str, code: str, to: str, change: Dated) -> None:
    """Put a place under another place, or an agency to another place (改变隶属)."""
    renew(TREE)
    version = _standing(what, code, change.day)
    _refuse_missing_parent(to, change.day)
    if isinstance(version, PlaceVersion):
        if to in read_tree(change.day).under(code):
            raise ValidationError(_("不能隶属于自己或自己的下级，请另选上级。"))
        before, field = version.parent, "parent"
    else:
        before, field = version.place, "place"
    if before == to:
        raise ValidationError(_("现在就隶属于它，没有改动。"))
    _revise(version, change.day, **{field: to})
    _tell(version, change, _Change.MOVE, old=code, new=code, under_before=before, under=to)


@transaction.atomic
def split_unit(what: str, code: str, parts: Sequence[NewUnit], change: Dated, *, keeps: bool) -> None:
    """Let new units begin out of one (拆分), which stays where `keeps` says so.

    Where it does not stay, what stands under it goes to the first of the parts and can be moved on from there.
    """
    renew(TREE)
    if not parts or (len(parts) < 2 and not keeps):
        raise ValidationError(_("拆分后至少要有两个单位：填两个新单位，或填一个并让原单位继续存在。"))
    if len({part.code for part in parts}) < len(parts):
        raise ValidationError(_("新单位的代码重复了，请改正。"))
    version = _standing(what, code, change.day)
    for part in parts:
        _refuse_bad_code(part.code, what)
        _begin(version, part, change.day)
    if not keeps:
        _close(version, change.day)
        _move_all_under(what, code, parts[0].code, change.day)
    for part in parts:
        _tell(version, change, _Change.SPLIT, old=code, new=part.code, name=part.name)


@transaction.atomic
def merge_units(what: str, codes: Sequence[str], into: NewUnit, change: Dated) -> None:
    """Let units end in one (合并): one that is there already, or a new one in place of the first of them."""
    renew(TREE)
    ending = [_standing(what, code, change.day) for code in dict.fromkeys(codes) if code != into.code]
    if not ending:
        raise ValidationError(_("请选择要并入的单位。"))
    is_new = not _model(what).objects.filter(code=into.code).exists()
    if is_new:
        if len(ending) < 2:
            raise ValidationError(_("合并成新单位时，至少要选两个单位；只改名称或代码请用“更名”。"))
        _refuse_bad_code(into.code, what)
        _begin(ending[0], into, change.day)
    else:
        _standing(what, into.code, change.day)
        if what == PLACE and any(into.code in read_tree(change.day).under(one.code) for one in ending):
            raise ValidationError(_("不能并入自己的下级；请先改变下级的隶属。"))
    for version in ending:
        _close(version, change.day)
        _move_all_under(what, version.code, into.code, change.day)
        _tell(version, change, _Change.MERGE, old=version.code, new=into.code)


@transaction.atomic
def end_unit(what: str, code: str, change: Dated) -> None:
    """Let a unit end without a successor (撤销); refused while something stands under it."""
    renew(TREE)
    version = _standing(what, code, change.day)
    under = [one.name for one in _under(what, code, change.day)]
    if under:
        raise ValidationError(
            _("还有下属：%(names)s。请先改变它们的隶属或撤销它们。"), params={"names": "、".join(under[:8])}
        )
    _close(version, change.day)
    _tell(version, change, _Change.END, old=code, new="")


@transaction.atomic
def set_agency_phone(code: str, phone: str, day: date, actor: Actor) -> bool:
    """Set the office phone (办公电话) of an agency as it stands on a day; return whether it changed."""
    version = AgencyVersion.objects.filter(_on(day), code=code).first()
    if version is None or version.phone == phone:
        return False
    AgencyVersion.objects.filter(pk=version.pk).update(phone=phone)
    renew(TREE)
    record(actor, "unit.phone", f"{version.name}（{code}）", kind=Kind.CHANGE, after={"phone": phone})
    return True


def what_of(version: Version) -> str:
    """Return whether a version is one of a place or of an agency."""
    return PLACE if isinstance(version, PlaceVersion) else AGENCY


def versions_of(what: str, code: str) -> list[Version]:
    """Return all versions of a code, the earliest first; the first may begin on no known day."""
    found: list[Version] = list(_model(what).objects.filter(code=code))
    return sorted(found, key=lambda one: one.valid_from or date.min)


def _model(what: str) -> type[PlaceVersion] | type[AgencyVersion]:
    return PlaceVersion if what == PLACE else AgencyVersion


def _on(day: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def _standing(what: str, code: str, day: date) -> Version:
    """Return the version of a code on a day; a change may not go behind one that was made for a later day."""
    versions = _model(what).objects.filter(code=code)
    version = versions.filter(_on(day)).order_by("-valid_from").first()
    if version is None:
        raise ValidationError(_("%(code)s 在这一天不存在，请换一个日期。"), params={"code": code})
    later = versions.filter(valid_from__gt=day).order_by("valid_from").first()
    if later is not None:
        raise ValidationError(
            _("%(name)s 已登记了 %(later)s 起的变更，新的变更不能早于它。请选那天或以后的日期。"),
            params={"name": version.name, "later": later.valid_from},
        )
    return version


def _revise(version: Version, day: date, **changes: str) -> None:
    """Let a version with changes begin on a day; a second change on the same day is part of the same version."""
    if version.valid_from == day:
        _model(what_of(version)).objects.filter(pk=version.pk).update(is_local=True, **changes)
        return
    _copy(version, day, **changes)
    _close(version, day)


def _begin(version: Version, unit: NewUnit, day: date) -> None:
    _copy(version, day, code=unit.code, name=unit.name)


def _copy(version: Version, day: date, **changes: str) -> None:
    fields = {field.attname: getattr(version, field.attname) for field in version._meta.concrete_fields}
    del fields["id"]
    _model(what_of(version)).objects.create(**{**fields, "valid_from": day, "is_local": True, **changes})


def _close(version: Version, day: date) -> None:
    if version.valid_from is not None and version.valid_from >= day:
        raise ValidationError(
            _("%(name)s 从 %(day)s 起才存在，不能在同一天结束。请选以后的日期。"),
            params={"name": version.name, "day": version.valid_from},
        )
    before = day - timedelta(days=1)
    _model(what_of(version)).objects.filter(pk=version.pk).update(valid_to=before, is_local=True)


def _under(what: str, code: str, day: date) -> list[Version]:
    """Return what stands right under a unit on a day: places and agencies of a place, agencies of an agency."""
    if what == AGENCY:
        return list(AgencyVersion.objects.filter(_on(day), parent=code))
    places = PlaceVersion.objects.filter(_on(day), parent=code)
    return [*places, *AgencyVersion.objects.filter(_on(day), place=code)]


def _move_all_under(what: str, old: str, new: str, day: date) -> None:
    """Let what stands under one code stand under another from a day on, also where it was changed for a later day."""
    for version in _under(what, old, day):
        is_of_place = what == PLACE and isinstance(version, AgencyVersion)
        _revise(version, day, **{"place" if is_of_place else "parent": new})
    later = Q(valid_from__gt=day)
    if what == PLACE:
        PlaceVersion.objects.filter(later, parent=old).update(parent=new)
        AgencyVersion.objects.filter(later, place=old).update(place=new)
    else:
        AgencyVersion.objects.filter(later, parent=old).update(parent=new)


def _refuse_bad_code(code: str, what: str) -> None:
    if not _CODE.fullmatch(code):
        raise ValidationError(_("代码“%(code)s”不对：只用数字、字母和短横线，最多 40 个字。"), params={"code": code})
    if _model(what).objects.filter(code=code).exists():
        raise ValidationError(_("代码 %(code)s 用过了，新单位要用没有用过的代码。"), params={"code": code})


def _refuse_missing_parent(code: str, day: date) -> None:
    if code and not PlaceVersion.objects.filter(_on(day), code=code).exists():
        raise ValidationError(_("上级地区 %(code)s 在这一天不存在，请另选。"), params={"code": code})


def _tell(version: Version, change: Dated, kind: str, *, old: str, new: str, **more: object) -> None:
    """Write the succession and the trail."""
    Succession.objects.create(
        what=what_of(version), change=kind, old=old, new=new, day=change.day, reason=change.reason
    )
    after: dict[str, object] = {"code": new, "day": change.day, "reason": change.reason, **more}
    before = {"code": old, "name": version.name} if old else None
    subject = f"{version.name}（{version.code}）"
    record(change.actor, f"unit.{kind}", subject, kind=Kind.CHANGE, before=before, after=after)
