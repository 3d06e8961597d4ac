"""Marks of secrecy (密级标志): guatu must hold no state secret, so that a file that bears one is not kept."""

import re

_LEVELS = "绝\\s*密|机\\s*密|秘\\s*密"
# 机密★ 秘密★10年 绝密★启用前, or the level alone on a line of the first page, perhaps with a period.
_STARRED = re.compile(f"(?:{_LEVELS})\\s*[★☆*＊]")
_ALONE = re.compile(
    f"^\\s*(?:密\\s*级\\s*[:：]\\s*)?({_LEVELS})\\s*(?:[0-9０-９一二三四五六七八九十]+\\s*年|长期)?\\s*$", re.MULTILINE
)
_FIRST_PAGE = 1500  # characters
_IN_NAME = re.compile("绝密|机密|秘密[^书]|秘密$|涉密")


def secrecy_mark(text: str) -> str:
    """Return the mark of secrecy that a document bears, as printed, or an empty text.

    >>> secrecy_mark("秘密★10年\\n关于……的通知"), secrecy_mark("保守国家秘密，人人有责")
    ('秘密★', '')
    """
    found = _STARRED.search(text) or _ALONE.search(text[:_FIRST_PAGE])
    return "".join(found.group().split()) if found else ""


def is_secret_name(name: str) -> bool:
    """Tell whether a file's name says that it is classified."""
    return _IN_NAME.search(name) is not None
