"""Parallel levels (分档): which threshold belongs to which figure."""

import re

from guatu.reader.draft import Tier
from guatu.reader.incentives.figures import Figure

_SEPARATOR = re.compile(r"、|和|与|及|以及|或者|或")
_YEARS = r"第[一二三四五六七八九十\d]+年"
_LABEL = re.compile(rf"(?:{_YEARS}[、和至])+{_YEARS}[^，。；、：]{{0,8}}$|[^，。；、：]*$")
_LABEL_END = re.compile(r"(?:的|分别|可|再)?(?:按照?|给予|予以|奖励|补助|补贴|一次性|最高|每.)*$")
_DEGREE = (
    r"(?:国际|国家|全国|自治区|省|市|县|区|州)级?(?![一-鿿])|(?:国际|国家|全国|自治区|省|市|县|区|州)级|[一二三四五]星级?|(?:[一二三]|特)等奖|[1-5]?A{1,5}级?"
    r"|[金银铜]奖|优秀奖|(?:初|中|高|特|[一二三四])级"
)
_DEGREES = re.compile(rf"(?:{_DEGREE})(?:(?:、|和|与|及|以及|或)+(?:{_DEGREE}))+")
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


def _listed_degrees(words: str, count: int) -> list[str] | None:
    """Return degrees that stand side by side before their noun: 国家级、省级 of 获评国家级、省级示范工厂、示范车间."""
    for chain in _DEGREES.finditer(words):
        degrees: list[str] = re.findall(_DEGREE, chain.group())
        if len(degrees) == count:
            return degrees
    return None


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
    label = re.sub("^(?:按照?|参照|其中|对|给予|经)+", "", _LABEL_END.sub("", label))
    return re.sub("(?<=.)(?:租金|房租|为|是)+$", "", label).strip("的/ 每和")


def _listed_labels(words: str, count: int) -> list[str]:
    """Return the items of the last list of the right length before the giving; else numbered levels."""
    if degrees := _listed_degrees(words, count):
        return degrees
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
