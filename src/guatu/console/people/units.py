"""Take places and agencies over from the packs into the dated trees; what was written here stays."""

from django.db import transaction
from django.db.models import Q

from guatu.console.frame.models import renew
from guatu.console.people.models import AgencyVersion, PlaceVersion
from guatu.console.people.tree import TREE
from guatu.pack import Packs


@transaction.atomic
def take_units(packs: Packs) -> int:
    """Add what the trees do not have yet, renew what came with a pack; return how many units were added or changed.

    A code that was changed here (renamed, moved, split, merged, ended) is left as it is, whatever the packs say.
    """
    renew(TREE)
    places = [
        PlaceVersion(
            code=place.code,
            name=place.name,
            parent=place.parent or "",
            level=place.level.value,
            tags=list(place.tags),
            valid_from=place.valid.start,
            valid_to=place.valid.end,
        )
        for place in packs.place_tree()
    ]
    agencies = [
        AgencyVersion(code=agency.id, name=agency.name, place=agency.place or "")
        for agency in packs.agency_book().agencies
        if not agency.group
    ]
    taken = _take(PlaceVersion, places, ("name", "parent", "level", "tags", "valid_from", "valid_to"))
    return taken + _take(AgencyVersion, agencies, ("name", "place"))


def _take(
    model: type[PlaceVersion] | type[AgencyVersion],
    wanted: list[PlaceVersion] | list[AgencyVersion],
    fields: tuple[str, ...],
) -> int:
    local = set(model.objects.filter(is_local=True).values_list("code", flat=True))
    there = {one.code: one for one in model.objects.filter(~Q(code__in=local))}
    taken = 0
    for one in wanted:
        if one.code in local:
            continue
        known = there.get(one.code)
        if known is None:
            one.save(force_insert=True)
            taken += 1
        elif any(getattr(known, field) != getattr(one, field) for field in fields):
            for field in fields:
                setattr(known, field, getattr(one, field))
            known.save(update_fields=fields)
            taken += 1
    return taken
