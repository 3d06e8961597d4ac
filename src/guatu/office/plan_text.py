"""Plans that come as plain text: a file's bytes or what was pasted, decoded, without signs that print nothing."""

import re
from pathlib import Path

from guatu.office import findings
from guatu.office.decoding import decode_text
from guatu.office.plan_answer import PlanAnswer, noted, refused

# The longest plans have some hundred thousand characters.
_LARGEST_TEXT = 20 << 20
_NEW_LINES = re.compile("\r\n?|[\v\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Of two hundred signs one may be lost or a control sign; more than that is no text, or another encoding.
_ONE_IN = 200
_FEW_CONTROLS = 4


def decode_bytes(data: bytes, called: str) -> PlanAnswer:
    """Return the text of bytes and what is wrong with it; `called` is their name in findings."""
    if len(data) > _LARGEST_TEXT:
        return _too_large(called, len(data))
    decoded = decode_text(data)
    text = decoded.text
    if len(_CONTROLS.findall(text)) > _FEW_CONTROLS + len(text) // _ONE_IN:
        return refused(findings.NOT_A_PLAN_FILE, called, f"“{called}”不是文字，没有读。")
    if decoded.bad_signs * _ONE_IN > len(text):
        sentence = f"“{called}”第 {decoded.bad_line} 行起有认不出的字，没有读。"
        return refused(findings.BAD_ENCODING, called, sentence, "用 WPS 打开，另存为 docx 或 UTF-8 的 txt 后再读。")
    text = _CONTROLS.sub("", _NEW_LINES.sub("\n", text))
    if not decoded.bad_signs:
        return text, ()
    sentence = f"“{called}”里有 {decoded.bad_signs} 个字认不出，第一个在第 {decoded.bad_line} 行。"
    return text, (noted(findings.LOST_SIGNS, called, sentence),)


def read_plain(path: Path, called: str) -> PlanAnswer:
    """Return the text of a file as it stands; one beyond the limit is not read at all."""
    size = path.stat().st_size
    return _too_large(called, size) if size > _LARGEST_TEXT else decode_bytes(path.read_bytes(), called)


def _too_large(called: str, size: int) -> PlanAnswer:
    sentence = f"“{called}”有 {size / (1 << 20):.1f} MB 文字，超过上限 {_LARGEST_TEXT >> 20} MB，没有读。"
    return refused(findings.TOO_LARGE, called, sentence)
