"""Numbers as the lists of a word processor print them: 一, 十二, 壹, 甲, ①, IV, ab.

The names of the formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES, _FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def to_list_number(number: int, kind: str) -> str:
    """Return a number in a format of lists; a kind that is not known gives decimal digits.

    >>> to_list_number(12, "chineseCounting"), to_list_number(3, "decimalEnclosedCircle")
    ('十二', '③')
    """
    return _FORMATS.get(kind, str)(number)


def _counted(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    text = _placed(number, _DIGITS.replace("〇", "零"), _PLACES)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _formal(number: int) -> str:
    return _placed(number, _FORMAL_DIGITS, _FORMAL_PLACES) if 0 < number < 10_000 else str(number)


def _placed(number: int, digits: str, places: tuple[str, ...]) -> str:
    """Return a number below ten thousand with its places; one 零 stands for any zeros between figures."""
    text, zero = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if zero else "") + digits[digit] + places[place]
        zero = digit == 0
    return text


def _spelled(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _lettered(number: int) -> str:
    """Return a … z, then aa, bb …, as word processors do."""
    if not 0 < number <= 780:
        return str(number)
    count, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (count + 1)


def _signs(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, count: int) -> Callable[[int], str]:
    return _signs("".join(chr(ord(first) + step) for step in range(count)))


_CIRCLED = _run("①", 20)
_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "chineseCounting": _counted,
        "chineseCountingThousand": _counted,
        "japaneseCounting": _counted,
        "taiwaneseCounting": _counted,
        "taiwaneseCountingThousand": _counted,
        "chineseLegalSimplified": _formal,
        "ideographDigital": _spelled,
        "japaneseDigitalTenThousand": _spelled,
        "taiwaneseDigital": _spelled,
        "ideographTraditional": _signs(_STEMS),
        "ideographZodiac": _signs(_BRANCHES),
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "decimalEnclosedParen": _run("⑴", 20),
        "decimalEnclosedFullstop": _run("⒈", 20),
        "ideographEnclosedCircle": _run("㊀", 10),
        "decimalFullWidth": lambda number: str(number).translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
        "decimalZero": lambda number: f"{number:02d}",
        "lowerLetter": _lettered,
        "upperLetter": lambda number: _lettered(number).upper(),
        "lowerRoman": lambda number: _roman(number) if 0 < number < 4000 else str(number),
        "upperRoman": lambda number: _roman(number).upper() if 0 < number < 4000 else str(number),
        "none": lambda number: "",
        "bullet": lambda number: "",
    }
)
