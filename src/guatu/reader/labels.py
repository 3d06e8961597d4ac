"""The printed labels of clauses (条款序号): 一、 （一） 1. ① 第五条 三是 附件; their kind, number and path form."""

import re
from dataclasses import dataclass

from guatu.reader.numerals import han_number

_HAN = "一二三四五六七八九十百零〇"
_NUMBER = rf"[{_HAN}]{{1,5}}|\d{{1,3}}"
# In the order in which they are tried; each with the group `n` for the number.
_KINDS = (
    ("chapter", rf"第(?P<n>{_NUMBER})[章节编篇](?![程约目约])"),
    ("article", rf"第(?P<n>{_NUMBER})条(?!措施|政策|规定的|所|款|第)"),
    ("han", rf"(?P<n>[{_HAN}]{{1,4}})[、．.](?!\s)"),
    ("han_bracket", rf"（(?P<n>[{_HAN}]{{1,4}})[）)]"),
    ("digit", r"(?P<n>\d{1,3})[.．、](?!\d)"),
    ("digit_bracket", r"（(?P<n>\d{1,2})）"),
    ("digit_half_bracket", r"(?P<n>\d{1,2})）"),
    ("circle", r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
    ("ordinal", rf"(?P<n>[{_HAN}]{{1,3}})(?:是要?|要)(?!\s)"),
    ("annex", r"(?P<w>附(?:件|录|表)(?P<n>\d{0,2}|[一二三四五六七八九十]?)|附则)(?=[：\s]|$)"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a place: its kind (which fixes its depth), number, stretch, and form in a clause path."""

    kind: str
    number: int
    start: int
    end: int
    path: str


def label_at(text: str, start: int) -> Label | None:
    """Return the label that stands exactly at `start`, or None.

    >>> label_at("（三）主要目标", 0).path
    '（三）'
    >>> label_at("2.0版", 0) is None
    True
    """
    for kind, pattern in _PATTERNS:
        if match := pattern.match(text, start):
            return _label(kind, match)
    return None


def is_label_alone(words: str) -> bool:
    """Tell words that are nothing but a label, to which what follows belongs; 附件 alone is a heading of its own.

    >>> is_label_alone("一、"), is_label_alone("一、目标"), is_label_alone("附件")
    (True, False, False)
    """
    label = label_at(words, 0)
    return label is not None and label.end == len(words) and label.kind != "annex"


def _label(kind: str, match: re.Match[str]) -> Label:
    word = match["n"]
    if kind == "circle":
        return Label(kind, _CIRCLES.index(word) + 1, match.start(), match.end(), word)
    if kind == "annex":
        number = han_number(word) if word else 1
        return Label(kind, number, match.start(), match.end(), match["w"])
    paths = {
        "chapter": match.group(),
        "article": match.group(),
        "han_bracket": f"（{word}）",
        "digit_bracket": f"（{word}）",
        "ordinal": f"{word}是",
    }
    return Label(kind, han_number(word), match.start(), match.end(), paths.get(kind, word))
