"""Who gets it (奖补对象): the words before the gift, with what makes them eligible."""

import re

from guatu.reader.incentives.vocabulary import GIFT, GIVE

_TO = re.compile(r"(?:^|[，：；、]|鼓励)(?:针对|对于|对|向)(?!单个|单户|单家|每个|每户|每家|同一)")
_ASIDE = re.compile(
    r"^(?:经[^，]{0,24}|可|按照?[^，]*|在[^，]{0,30}(?:后|期间|基础上|范围内)|自[^，]*起|从[^，]*|由[^，]*|每年|其中|一次性|分别|最高.*|年[^，]{0,10}|"
    r"(?:省|市|县|区|州)级?财政.*|审核.*|原则上.*|\d{4}年.*(?:至|到|—).*|单[个户家].*|每[个户家人名].*|期限.*|鼓励.*|支持.*)$"
)
_GIVER = re.compile(
    rf"(?:，|^|的|可)?(?:可|将|再|由[^，]{{1,12}})*(?:按照?(?!期|规定|时)|依照|分别|一次性|最高|每[^，]{{1,6}}|其)*(?:{GIVE}|发放|享受|申请|减半|全额|免收|可享受|支持)"
)
_DIRECT = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴|返还)(?P<who>(?:(?!{GIFT})[^，。；、\d一]){{2,24}}?)(?:一次性|最高|不超过|每|合计|各|总|不低于|\d|$)"
)
_TRIM = "，、：；的 "


def find_recipient(words: str) -> str | None:
    """Return the recipient in the words from a rule's beginning to its first figure; None when it names nobody.

    >>> find_recipient("对新认定的众创空间，经评审后，一次性给予")
    '新认定的众创空间'
    """
    opened = None
    for match in _TO.finditer(words):
        opened = match.end()
    if opened is not None:
        return _trimmed(words[opened:])
    if (direct := _DIRECT.search(words)) and not _trimmed(words[: direct.start()]):
        return direct["who"].strip(_TRIM)
    return _trimmed(words)


def _trimmed(words: str) -> str | None:
    """Cut the giving and the asides off the end of a stretch."""
    phrases = words.split("，")
    kept: list[str] = []
    for phrase in phrases:
        if _ASIDE.match(phrase):
            if kept:
                break
            continue
        giver = next((m for m in _GIVER.finditer(phrase) if m.start() > 1 or not kept), None)
        if giver is None:
            kept.append(phrase)
            continue
        if head := phrase[: giver.start()].strip(_TRIM):
            kept.append(head)
        break
    return "，".join(kept).strip(_TRIM) or None
