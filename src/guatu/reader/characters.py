"""One form for every character (字符归一): width, punctuation, traditional to simplified; each keeps its offset.

A plan comes out of PDF files, web pages and old encodings. What is changed here never changes the length unseen: a
clean character remembers the offset of the printed one.
"""

import re

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
    "［": "〔",
    "］": "〕",
    "]": "〕",
    "–": "—",
    "―": "—",
    "−": "—",
    "～": "~",
    "﹣": "-",
    "㎡": "㎡",
}
_PUNCTUATION = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
# Signs that are only space (layout), the line break not among them.
BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\xad"
_HALF_WIDTH = re.compile(r"[,:;()?!]")
_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɑ]{1,7}[)）]")
_TONES = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_SIMPLIFIED = OpenCC("t2s")


def is_han(sign: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= sign <= "\u9fff" or sign == "〇"


class _PlainSigns(dict[int, str]):
    """The one form of every character met so far, as `str.translate` asks for it; each keeps its length of one."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = _MARKS.get(sign, sign)
        if is_han(sign) and len(simplified := _SIMPLIFIED.convert(sign)) == 1:
            plain = simplified
        self[code] = plain
        return plain


_SIGNS = _PlainSigns()


def plain_signs(text: str) -> str:
    """Return a text of the same length with one form for each character: ％ is %, 產 is 产, 〈 is 《."""
    return text.translate(_SIGNS)


def plain_punctuation(text: str) -> str:
    """Return a text with Chinese punctuation for half-width marks; not inside numbers and words: 1,200 and a:b."""
    return _HALF_WIDTH.sub(_widened, text)


def _widened(match: re.Match[str]) -> str:
    sign, text = match.group(), match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if sign in ",:" and before.isdigit() and after.isdigit():
        return sign
    if sign not in "()" and before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return sign
    return _PUNCTUATION[sign]


def pinyin_noise(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of pinyin that a web page set behind traditional characters: 產(chǎn)業(yè).

    A text without a single tone mark in such brackets has none: (app) and (ppp) are words of their own.
    """
    found = [match.span() for match in _PINYIN.finditer(text) if match.start() and is_han(text[match.start() - 1])]
    tones = sum(1 for start, end in found if _TONES.search(text, start, end))
    return tuple(found) if tones >= max(3, len(found) // 3) else ()
