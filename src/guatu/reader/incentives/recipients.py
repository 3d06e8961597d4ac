"""Who gets it (奖补对象): the words before the gift, with what makes them eligible."""

import re

from guatu.reader.incentives.vocabulary import GIFT, GIVE

_TO = re.compile(r"(?:^|[，：；]|鼓励|财政|期间|继续)(?:针对|对于|对|向)(?!单个|单户|单家|每个|每户|每家|同一)")
_ASIDE = re.compile(
    r"(?:经[^，的]{0,24}|可|按照?[^，]*|在[^，]{0,30}(?:后|期间|基础上|范围内)|自[^，]*起|从[^，]*|由[^，]*|每年|其中|一次性|分别|最高.*|年[^，]{0,10}|除[^，]*外|"
    r"(?:省|市|县|区|州)级?财政.*|审核.*|原则上.*|\d{4}年.*(?:至|到|—).*|单[个户家].*|每[个户家人名].*|期限.*|鼓励.*|支持.*)"
)
# Where the giving begins: the words from here on no longer say who.
_STRONG = re.compile(
    rf"(?:可|将|再|各|额外|继续|的|，)*(?:给予|予以|按照?(?!期|规定|时|要求)|分别|一次性|最高|不超过|每(?!家|户)[^，]{{1,6}}(?:{GIVE})|可?享受|可申请|发放|全额|减半|免收|免除|免租)"
)
_PLAIN = re.compile(rf"(?:{GIVE}|支持)(?:标准|金额|额度|比例)?(?:为|按)?[^，。；、]{{0,6}}$")
_DIRECT = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴|返还)(?P<who>(?:(?!{GIFT}|展位|投资|实际)[^，。；、\d一]){{2,24}}?)(?:一次性|最高|不超过|每|合计|各|总|不低于|$)"
)
_TRIM = "，、：；的 "


def find_recipient(words: str) -> str | None:
    """Return the recipient in the words from a rule's beginning to its first figure; None when it names nobody.

    >>> find_recipient("对新认定的众创空间，经评审后，一次性给予")
    '新认定的众创空间'
    """
    opened = 0
    for match in _TO.finditer(words):
        opened = match.end()
    if found := _without_giving(words[opened:]):
        return found
    direct = _DIRECT.search(words)
    return direct["who"].strip(_TRIM) if direct else None


def _without_giving(words: str) -> str | None:
    """Cut asides and the giving off the end of a stretch."""
    kept: list[str] = []
    phrases = words.split("，")
    for place, phrase in enumerate(phrases):
        if _ASIDE.fullmatch(phrase):
            if kept:
                break
            continue
        giving = _STRONG.search(phrase) or (_PLAIN.search(phrase) if place == len(phrases) - 1 else None)
        head = phrase if giving is None else phrase[: giving.start()]
        if head := head.strip(_TRIM):
            kept.append(head)
        if giving is not None:
            break
    return "，".join(kept).strip(_TRIM) or None
