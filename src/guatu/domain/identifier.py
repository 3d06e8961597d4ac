"""Identifiers: the 18-character code of a firm, place codes, the 24-digit code of a project."""

import re

# GB 32100-2015: 31 characters, weights 3^i mod 31; the letters I, O, S, V and Z are not used.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, index, 31) for index in range(17))


def credit_code_check(first_17: str) -> str:
    """Return the check character of a 统一社会信用代码 from its first 17 characters (GB 32100-2015).

    >>> credit_code_check("91350100M000100Y4")
    '3'
    """
    total = sum(_ALPHABET.index(sign) * weight for sign, weight in zip(first_17, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Tell whether a text is a 统一社会信用代码 with a right check character."""
    code = text.strip().upper()
    if len(code) != 18 or any(sign not in _ALPHABET for sign in code):
        return False
    return credit_code_check(code[:17]) == code[17]


def is_place_code(text: str) -> bool:
    """Tell whether a text has the form of a GB/T 2260 code: six digits."""
    return re.fullmatch(r"\d{6}", text) is not None


def is_project_code(text: str) -> bool:
    """Tell whether a text has the form of a national project code: 4-6-2-2-6 digits, 24 characters with hyphens."""
    return re.fullmatch(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}", text) is not None
