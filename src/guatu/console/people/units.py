"""Take places and agencies over from the packs into the dated trees; what was written here stays."""

from django.db import transaction

from guatu.console.frame.models import renew
from guatu.console.people.models import AgencyVersion, PlaceVersion
from guatu.console.people.tree import TREE
from guatu.pack import Packs


@transaction.atomic
def take_units(packs: Packs) -> int:
    """Add every place and agency of the packs that the trees do not have yet; return how many were added."""
    added = 0
    known = set(PlaceVersion.objects.values_list("code", flat=True))
    for place in packs.place_tree():
        if place.code not in known:
            PlaceVersion.objects.create(
                code=place.code,
                name=place.name,
                parent=place.parent or "",
                level=place.level.value,
                tags=list(place.tags),
                valid_from=place.valid.start,
                valid_to=place.valid.end,
            )
            added += 1
    known = set(AgencyVersion.objects.values_list("code", flat=True))
    for agency in packs.agency_book().agencies:
        if not agency.group and agency.id not in known:
            AgencyVersion.objects.create(code=agency.id, name=agency.name, place=agency.place or "")
            added += 1
    renew(TREE)
    return added
