"""Whom a target binds (适用范围): 全市, 每个县, 示范区; the document's own reach where a sentence names none."""

import re
from collections import Counter

_EACH = re.compile(
    r"(?:每个?|各)(?:县（市、区）|县市区|县市|区县|市州|地市|镇街|乡镇|街道|县|市|区|州|镇|乡|园区|开发区|企业|部门|社区|村)"
)
_WHOLE = re.compile(r"全(?:省|市|州|县|区|盟|旗|镇|域|国|系统|行业)(?![国统]|覆盖)(?:园区|开发区|重点园区)?")


def scope_of(phrase: str, sentence: str) -> str | None:
    """Return the scope that a phrase, else its sentence, names."""
    for text in (phrase, sentence):
        if match := _EACH.search(text) or _WHOLE.search(text):
            return match.group()
    return None


def usual_scope(text: str) -> str | None:
    """Return the 全… that a document says most often, its own reach (全州, 全市), or None."""
    counts = Counter(re.findall(r"全(?:省|市|州|县|区|盟|旗)(?!域)", text))
    return counts.most_common(1)[0][0] if counts else None
