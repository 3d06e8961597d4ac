"""Write what holds at a site beside its packs (本地补充包): units as they stood, questions as they were answered.

The overlay is a pack of its own that is read after the main pack, has its place and title, and holds only what
differs: a later pack's entry replaces an earlier one of the same id, so that nothing in the packs is touched.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.domain import Agency, Place, Validity
from guatu.pack import (
    AgencyAlias,
    AgencyEntry,
    Pack,
    Packs,
    PlaceEntry,
    Ruling,
    Writable,
    bundled_names,
    yaml_text,
)

_FILES = ("pack.yaml", "places.yaml", "agencies.yaml", "rulings.yaml")
_ENDING = "-local"

Plain = dict[str, Writable]


@dataclass(frozen=True)
class LocalAnswer:
    """An answer signed at the site to a question of a pack (口径决定)."""

    pack: str
    ruling: str
    answer: str
    decided_by: str
    decided_on: date
    document: str = ""


@dataclass(frozen=True)
class LocalState:
    """What holds at a site on a day: units as they stood, what became of agencies, questions answered.

    `places` and `agencies` are those written at the site; units that are only in the packs need not be here.
    `succeeded` says which agencies took over from one that is gone: several where it was split, none where it ended.
    """

    places: tuple[Place, ...] = ()
    agencies: tuple[Agency, ...] = ()
    succeeded: Mapping[str, tuple[str, ...]] | None = None
    answers: tuple[LocalAnswer, ...] = ()


def write_local_pack(folder: Path, packs: Packs, state: LocalState) -> bool:
    """Write the overlay into `folder`, all of it or nothing; False, and no folder, where nothing differs.

    The packs must be those that the overlay is read after. Old names of units stay as their aliases, so that plans
    written in the old names still find them; an agency that was merged into another is found as that other.
    """
    lists = {
        "places.yaml": [_place_plain(one) for one in _places(packs, state.places)],
        "agencies.yaml": [_agency_plain(one) for one in _agencies(packs, state)],
        "rulings.yaml": [_ruling_plain(one) for one in _rulings(packs, state.answers)],
    }
    if not any(lists.values()):
        return False
    with written_aside(folder, _FILES) as aside:
        heading = "由站点按单位沿革和口径决定写成，不要手改。"
        (aside / "pack.yaml").write_text(yaml_text(_manifest(packs.main, folder), heading), encoding="utf-8")
        for name, entries in lists.items():
            if entries:
                (aside / name).write_text(yaml_text(entries), encoding="utf-8")
    return True


def _manifest(main: Pack, folder: Path) -> Plain:
    manifest = main.manifest
    return {
        "id": f"{main.id}{_ENDING}",
        "title": manifest.title,
        "place": manifest.place,
        "extends": [_name_of(main, folder)],
        "valid": _valid(manifest.valid),
        "fictional": True if manifest.fictional else None,
        "note": "本地补充：当月的单位和地区，本地签发的口径决定。",
    }


def _name_of(main: Pack, folder: Path) -> str:
    """Return a bundled pack's name, else the way from the overlay's parent: a workspace may be moved as a whole."""
    if main.folder.name in bundled_names() and main.folder.parent.name == "packs" and main.id == main.folder.name:
        return main.folder.name
    return Path(os.path.relpath(main.folder, folder.absolute().parent)).as_posix()


def _places(packs: Packs, places: Iterable[Place]) -> Iterable[PlaceEntry]:
    known = {one.code: one for pack in packs.packs for one in pack.places}
    for place in places:
        entry = known.get(place.code)
        new = PlaceEntry(
            code=place.code,
            name=place.name,
            level=place.level.value,
            parent=place.parent,
            aliases=_other_names(place.name, place.aliases, entry.aliases if entry else (), entry),
            former_codes=tuple(dict.fromkeys((*(entry.former_codes if entry else ()), *place.former_codes))),
            tags=place.tags,
            valid=place.valid,
        )
        if entry is None or _differs(new, entry):
            yield new


def _differs(new: PlaceEntry, old: PlaceEntry) -> bool:
    says = [
        (one.name, one.level, one.parent or None, set(one.former_codes), set(one.tags), one.valid) for one in (new, old)
    ]
    return says[0] != says[1]


def _other_names(
    name: str, given: Iterable[str], aliases: Iterable[str], entry: PlaceEntry | AgencyEntry | None
) -> tuple[str, ...]:
    names = (*([entry.name] if entry else []), *given, *aliases)
    return tuple(dict.fromkeys(one for one in names if one != name))


def _agencies(packs: Packs, state: LocalState) -> Iterable[AgencyEntry]:
    known = {one.id: one for pack in packs.packs for one in pack.agencies}
    changed: dict[str, AgencyEntry] = {}
    for agency in state.agencies:
        entry = known.get(agency.id)
        new = _agency_entry(agency, entry)
        if entry is None or (new.name, new.place or None) != (entry.name, entry.place):
            changed[agency.id] = new
    succeeded = state.succeeded or {}
    for old, heirs in succeeded.items():
        _hand_over(changed, known, old, heirs)
    for group in known.values():
        members = _members(group.members, succeeded)
        if group.group and members != group.members:
            changed[group.id] = replace(group, members=members)
    return changed.values()


def _agency_entry(agency: Agency, entry: AgencyEntry | None) -> AgencyEntry:
    kept = entry.aliases if entry else ()
    names = _other_names(agency.name, (one.name for one in agency.aliases), (), entry)
    new = (AgencyAlias(name=one) for one in names if one not in {alias.name for alias in kept})
    return AgencyEntry(
        id=agency.id,
        name=agency.name,
        aliases=(*(one for one in kept if one.name != agency.name), *new),
        place=agency.place,
        group=entry.group if entry else False,
        members=entry.members if entry else (),
    )


def _hand_over(
    changed: dict[str, AgencyEntry], known: Mapping[str, AgencyEntry], old: str, heirs: tuple[str, ...]
) -> None:
    """Let the names of an agency that is gone lead to the one that took over; where several did, they stay its own."""
    gone, heir = changed.get(old) or known.get(old), changed.get(heirs[0]) or known.get(heirs[0]) if heirs else None
    if gone is None or heir is None or len(heirs) != 1 or heir.id == old:
        return
    held = {heir.name, *(one.name for one in heir.aliases)}
    names = [one for one in (AgencyAlias(name=gone.name), *gone.aliases) if one.name not in held]
    changed[heir.id] = replace(heir, aliases=(*heir.aliases, *names))
    changed[old] = replace(gone, name=f"{gone.name}（现为{heir.name}）", aliases=())


def _members(members: tuple[str, ...], succeeded: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for member in members for one in succeeded.get(member, (member,))))


def _rulings(packs: Packs, answers: Iterable[LocalAnswer]) -> Iterable[Ruling]:
    asked = {(pack.id, one.id): one for pack in packs.packs for one in pack.rulings}
    for given in answers:
        ruling = asked.get((given.pack, given.ruling))
        if ruling is None:
            continue
        choices = ruling.choices if given.answer in ruling.choices else (*ruling.choices, given.answer)
        yield replace(
            ruling,
            choices=choices,
            answer=given.answer,
            decided_by=given.decided_by,
            decided_on=given.decided_on,
            document=given.document or None,
        )


def _place_plain(one: PlaceEntry) -> Plain:
    return {
        "code": one.code,
        "name": one.name,
        "level": one.level,
        "parent": one.parent or None,
        "aliases": list(one.aliases),
        "former_codes": list(one.former_codes),
        "tags": list(one.tags),
        "valid": _valid(one.valid),
    }


def _agency_plain(one: AgencyEntry) -> Plain:
    return {
        "id": one.id,
        "name": one.name,
        "aliases": [{"name": alias.name, "valid": _valid(alias.valid)} for alias in one.aliases],
        "place": one.place or None,
        "group": True if one.group else None,
        "members": list(one.members),
    }


def _ruling_plain(one: Ruling) -> Plain:
    return {
        "id": one.id,
        "question": one.question,
        "clause": one.clause,
        "choices": list(one.choices),
        "answer": one.answer,
        "decided_by": one.decided_by,
        "decided_on": one.decided_on,
        "document": one.document,
    }


def _valid(valid: Validity) -> Plain:
    return {"from": valid.start, "to": valid.end}
