"""`indicators.yaml` of a draft: what the plan counts and no loaded pack knows, as far as its targets tell."""

from guatu.pack import Indicator
from guatu.reader.matching import Matches
from guatu.reader.pack_draft.plain import Entry


def indicator_entries(matches: Matches) -> list[Entry]:
    """Return an entry for each proposed indicator; like names of loaded packs stand in its definition to compare."""
    return [_entry(one.indicator, one.near) for one in matches.indicators if one.is_new]


def _entry(indicator: Indicator, near: tuple[str, ...]) -> Entry:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "growth": indicator.growth.value,
        "direction": indicator.direction if indicator.direction != "up" else None,
        "frequency": indicator.frequency,
        "definition": f"口径待补；已有相近的指标：{'、'.join(near)}" if near else "口径待补",
        "confidence": None if indicator.confidence is None else indicator.confidence.value,
    }
