"""Parallel levels (分档): which threshold belongs to which figure."""

import re

from guatu.reader.draft import Tier
from guatu.reader.incentives.figures import Figure

_SEPARATOR = re.compile(r"、|和|与|及|以及|或者|或")
_LABEL = re.compile(r"[^，。；、：]*$")
_LABEL_END = re.compile(r"(?:的|分别|可|再)?(?:按照?|给予|予以|奖励|补助|补贴|一次性|最高|每.)*$")
_GIVING = re.compile(r"(?:，|的|，?分别|，?各)?(?:分别|一次性|给予|予以|奖励|按)")


def read_tiers(text: str, figures: tuple[Figure, ...], *, start: int) -> tuple[Tier, ...]:
    """Return the levels of a rule whose words begin at `start`."""
    labels = _own_labels(text, figures, start) or _listed_labels(text[start : figures[0].start], len(figures))
    return tuple(
        Tier(
            label,
            amount=figure.value if figure.is_money else None,
            rate=None if figure.is_money else figure.value,
        )
        for label, figure in zip(labels, figures, strict=True)
    )


def _own_labels(text: str, figures: tuple[Figure, ...], start: int) -> list[str] | None:
    """Return the words directly before each figure, if each has its own: 国家级100万元、省级50万元."""
    if any(figure.span for figure in figures):
        return [figure.span or _label(text[start : figure.start]) or "其余" for figure in figures]
    labels = []
    floor = start
    for figure in figures:
        labels.append(_label(text[floor : figure.start]))
        floor = figure.end
    return labels if all(labels[1:]) and labels[0] else None


def _label(before: str) -> str:
    words = _LABEL.search(before)
    label = words.group() if words else ""
    label = label.rsplit("按照", 1)[-1] if not label.endswith("按照") else label
    return re.sub("^按照?", "", _LABEL_END.sub("", label)).strip("的/ 每和")


def _listed_labels(words: str, count: int) -> list[str]:
    """Return the items of the last list of the right length before the giving; else numbered levels."""
    for phrase in reversed(re.split(r"[，；：]", words)):
        items = [item for item in _SEPARATOR.split(phrase) if item]
        if len(items) >= count:
            tail = items[-count:]
            tail[0] = (
                re.split(r"的|对|为|到|获评|获得?|被?评定?|达到?|通过|认定|创建|起草|制修订|得", tail[0])[-1] or tail[0]
            )
            tail[-1] = re.sub(r"(?<=.)(?:的.*|以上.*|分别.*|给予.*)$", "", tail[-1])
            return [item.strip() or f"第{number}档" for number, item in enumerate(tail, start=1)]
    return [f"第{number}档" for number in range(1, count + 1)]
