"""One form for every character (字符归一): width, punctuation, traditional to simplified; each keeps its offset.

A plan comes out of PDF files, web pages and old encodings. What is changed here never changes the length unseen: a
clean character remembers the offset of the printed one.
"""

import re
from functools import lru_cache

from opencc import OpenCC

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Full-width punctuation is what Chinese prints; only letters, digits and the signs of numbers are narrowed.
_KEPT_WIDE = set("，：；（）！？")
_MARKS = {
    **{sign: plain for sign, plain in _WIDE.items() if sign not in _KEPT_WIDE},
    "﹒": ".",
    "﹪": "%",
    "﹐": "，",
    "﹔": "；",
    "﹕": "：",
    "﹙": "（",
    "﹚": "）",
    "〈": "《",
    "〉": "》",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "【": "〔",
    "】": "〕",
    "[": "〔",
    "]": "〕",
    "–": "—",
    "―": "—",
    "−": "—",
    "～": "~",
    "﹣": "-",
    "㎡": "㎡",
}
_PUNCTUATION = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_BLANK = set(" \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\u200e\u200f\xad")
_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɑ]{1,7}[)）]")
_TONES = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_SIMPLIFIED = OpenCC("t2s")


def is_blank(sign: str) -> bool:
    """Tell whether a character is only space (layout), the line break not included."""
    return sign in _BLANK


def is_han(sign: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= sign <= "\u9fff" or sign == "〇"


@lru_cache(maxsize=16384)
def plain_sign(sign: str) -> str:
    """Return the one form of a character: ％ is %, 產 is 产, 〈 is 《; its length stays one."""
    if sign in _MARKS:
        return _MARKS[sign]
    if is_han(sign):
        simplified = _SIMPLIFIED.convert(sign)
        return simplified if len(simplified) == 1 else sign
    return sign


def plain_punctuation(sign: str, before: str, after: str) -> str:
    """Return Chinese punctuation for a half-width mark, unless it stands inside a number: 1,200 and 3:1."""
    wide = _PUNCTUATION.get(sign)
    if wide is None or (sign in ",:" and before.isdigit() and after.isdigit()):
        return sign
    if sign in ",:;!?" and before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return sign
    return wide


def pinyin_noise(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of pinyin that a web page set behind traditional characters: 產(chǎn)業(yè).

    A text without a single tone mark in such brackets has none: (app) and (ppp) are words of their own.
    """
    found = [match.span() for match in _PINYIN.finditer(text) if match.start() and is_han(text[match.start() - 1])]
    tones = sum(1 for start, end in found if _TONES.search(text, start, end))
    return tuple(found) if tones >= max(3, len(found) // 3) else ()
