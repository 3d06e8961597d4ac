"""Characters: what a Chinese keyboard writes for operators, digits and quotes, turned into what SQL writes.

Only outside quotes, and never inside a name: 营业收入（万元） in double quotes stays one name.
"""

from dataclasses import dataclass

_SIGNS = {
    "＞": ">",
    "＜": "<",
    "＝": "=",
    "≥": ">=",
    "≧": ">=",
    "≤": "<=",
    "≦": "<=",
    "≠": "<>",
    "，": ",",
    "、": ",",
    "（": "(",
    "）": ")",
    "％": "%",
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "×": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "．": ".",
    "；": ";",
    "！": "!",
    "　": " ",
    "\u00a0": " ",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
# Chinese quotes stand for a text, whichever pair is typed.
_CLOSING = {"“": "”", "‘": "’", "'": "'", '"': '"'}


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text in SQL's characters, and for each of its characters the place it had in the author's text."""

    text: str
    places: tuple[int, ...]

    def place(self, index: int) -> int:
        """Return where a character stood in the author's text; past the end is the end."""
        if not self.places:
            return 0
        return self.places[min(index, len(self.places) - 1)]


def to_plain(text: str) -> PlainText:
    """Return a text with its signs, digits and quotes as SQL writes them.

    >>> to_plain("同比≥１５％ 且 亮灯＝“红”").text
    "同比>=15% 且 亮灯='红'"
    """
    signs: list[str] = []
    places: list[int] = []
    closing = ""
    for place, sign in enumerate(text):
        if closing:
            plain = _inside_quotes(sign, closing)
            closing = "" if sign == closing else closing
        elif sign in _CLOSING:
            closing = _CLOSING[sign]
            plain = '"' if sign == '"' else "'"
        else:
            plain = _SIGNS.get(sign, sign)
        signs.append(plain)
        places.extend([place] * len(plain))
    return PlainText("".join(signs), tuple(places))


def _inside_quotes(sign: str, closing: str) -> str:
    if sign == closing:
        return '"' if closing == '"' else "'"
    # A straight quote inside Chinese quotes must not end the text.
    return "''" if sign == "'" else sign
