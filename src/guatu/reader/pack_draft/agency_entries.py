"""`agencies.yaml` of a draft: the bodies that no loaded pack has, each once, with the other names the plan gives it."""

from guatu.reader.matching import Matches
from guatu.reader.pack_draft.document_entries import LOCAL_PLACE
from guatu.reader.pack_draft.plain import Entry


def agency_entries(matches: Matches) -> list[Entry]:
    """Return an entry for each proposed agency, in the order of the text."""
    proposed = {one.proposed.id: one.proposed for one in matches.agencies if one.proposed is not None}
    return [
        {
            "id": one.id,
            "name": one.name,
            "place": one.place or LOCAL_PLACE,
            "group": True if one.group else None,
            "aliases": [{"name": alias.name} for alias in one.aliases],
            "members": list(one.members),
        }
        for one in proposed.values()
    ]


def written_names(matches: Matches, names: tuple[str, ...]) -> list[str]:
    """Return bodies as the pack names them, each once."""
    found = ((matches.agency(name), name) for name in names)
    return list(dict.fromkeys(name if match is None else match.written for match, name in found))
