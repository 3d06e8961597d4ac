"""Which line breaks end a paragraph (硬回车) and which only end a line of paper (软回车).

A PDF breaks lines at the margin and often around punctuation too; a web page or a Word file breaks only paragraphs.
The text tells which it is: in the first, most lines end in mid-sentence.
"""

import re
from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from guatu.reader.characters import is_han
from guatu.reader.labels import is_label_alone, label_at

_TERMINAL = "。！？；：…"
_DATE = re.compile(r"（?\d{4}年\d{1,2}月(?:\d{1,2}日)?）?")
_ANNEX = re.compile(r"附件(?:\d{1,2}|[一二三四五六七八九十])?")
_TITLE_DATE = re.compile(r".*(?:通知|意见|方案|办法|措施|决定|公告|规定|细则)（\d{4}年\d{1,2}月\d{1,2}日）")
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔（]\d{4}[〕）]第?\d{1,5}号")
_OPENING = re.compile(r"为|根据|按照|依据|结合|近年来|当前|今年|第一|\d{4}年")
_TITLE = re.compile(
    r"(?:方案|计划|措施|举措|意见|办法|规定|细则|通知|决定|要点|规划|纲要|清单|任务书?|附则|附件|目录|条例|政策|公告|函|分工"
    r"|目标|要求|原则|安排|保障|任务|重点|步骤|思想|思路|内容|机制|体系|环境|建设|发展)(?:（[^（）]{2,14}）)?"
)
_BODY = re.compile(r"[^，。；：、！？]{3,40}(?:局|委|厅|办|府|会|院|部|署|行|社|室|处|中心|公司|委员会|办公室)")
_PLAN_NAME = re.compile(r"[^，。；：！？（）]{6,40}(?:方案|计划|措施|意见|办法|细则|规划|要点)(?:（[^（）]{2,14}）)?")
_PLAN_END = re.compile(r"[^，。；：！？]{2,40}(?:方案|计划|措施|举措|意见|办法|细则|规定|政策)")
_PREAMBLE = re.compile(r"为(?!契机|主|依据|抓手|基础|重点|准)|根据|按照|依据|结合")
_TITLE_ENDS = tuple("案划施举见法定则知点纲单务件录例策告函工目标求排障）")
_SHORT = 0.72


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its layout: `page_gap` when a page mark stood before it, `blank_before` an empty line."""

    clean: str
    offsets: "array[int]" = field(default_factory=lambda: array("l"))
    page_gap: bool = False
    blank_before: bool = False

    @property
    def is_words(self) -> bool:
        """True for a line of four to forty Chinese characters without any mark or digit: a title or a head."""
        return 4 <= len(self.clean) <= 40 and all(is_han(sign) for sign in self.clean)


def hard_breaks(lines: list[Line]) -> list[bool]:
    """Return for each line but the last whether a paragraph ends with it."""
    width = _paper_width(lines)
    hard: list[bool] = []
    for number, (line, following) in enumerate(pairwise(lines)):
        begins = number == 0 or hard[number - 1]
        if width is None:
            hard.append(_ends_in_document(line, following))
        else:
            hard.append(_ends_on_paper(line, following, width=width, begins=begins))
    return hard


def _paper_width(lines: list[Line]) -> int | None:
    """Return the usual length of a full line where lines end at a margin, or None where they end with a paragraph."""
    long = sorted(len(line.clean) for line in lines if len(line.clean) >= 12)
    if len(long) < 4:
        return None
    width = long[int(len(long) * 0.85)]
    if width > 75:
        return None
    cut = sum(1 for line in lines if len(line.clean) >= 12 and line.clean[-1] not in _TERMINAL + "）")
    return width if cut > 0.3 * len(long) else None


def _ends_in_document(line: Line, following: Line) -> bool:
    """Where every break should end a paragraph: all but those that stand in mid-phrase."""
    if _begins_clause(following.clean):
        return True
    if following.page_gap and line.clean[-1] not in _TERMINAL + "）":
        return False
    if line.clean[-1] in "，、（《“〔" and not following.blank_before:
        return False
    if _continues_behind(line.clean) and not following.blank_before:
        return False
    return not (_is_open(line.clean) and len(line.clean) < 200 and not following.blank_before)


def _ends_on_paper(line: Line, following: Line, *, width: int, begins: bool) -> bool:
    """Where lines end at the margin: a break is a paragraph's end only with a reason."""
    text, after = line.clean, following.clean
    if _begins_clause(after) and not _is_open(text) and text[-1] not in "，、" and not _cuts_number(text, after):
        return True
    if _continues_behind(text) or text[-1] in "，、（《“〔—" or after[0] in "，。、；：）》”〕％%":
        return False
    if following.blank_before and text[-1] in _TERMINAL + "）":
        return True
    if _is_open(text):
        return False
    if _stands_alone(text) or _stands_alone(after) or _ends_a_part(text, after, begins=begins):
        return True
    is_short = len(text) < _SHORT * width
    if text[-1] in _TERMINAL:
        return is_short or text[-1] == "："
    if after[0] in "“《（" or not begins or _is_title_begun(text):
        return False
    return (is_short or _OPENING.match(after) is not None) and _is_heading(text, after, width)


def _stands_alone(text: str) -> bool:
    """A document number, a date and the word 附件 are paragraphs of their own wherever they are a whole line."""
    return any(pattern.fullmatch(text) for pattern in (DOC_NUMBER, _DATE, _ANNEX))


def _is_heading(text: str, after: str, width: int) -> bool:
    """Tell a heading that stands alone on its line: it opens a paragraph, is short, and says no sentence."""
    label = label_at(text, 0)
    if label is not None:
        words = text[label.end :]
        if label.kind in ("digit", "digit_bracket", "circle", "ordinal"):
            return "，" not in words and len(after) > 0.5 * width and not (text[-1] == "”" and "。" in after[:12])
        return len(words) >= 2
    if any(sign in text for sign in "，。；"):
        return False
    is_title = _TITLE.search(text[-20:]) is not None and text.endswith(_TITLE_ENDS)
    return is_title or _BODY.fullmatch(text) is not None


def _is_title_begun(text: str) -> bool:
    """Tell the first line of a long title: it says 关于 and has not come to 通知 or 意见."""
    return "关于" in text and _TITLE.search(text[-4:]) is None


def _ends_a_part(text: str, after: str, *, begins: bool) -> bool:
    """Tell a title with its date, a bracketed line, a note before a title, a title before a preamble's first words."""
    if _TITLE_DATE.fullmatch(text) or (begins and _is_note_alone(text)):
        return True
    if text[-1] == "）" and _PLAN_NAME.fullmatch(after) is not None:
        return True
    return _PLAN_END.fullmatch(text) is not None and _PREAMBLE.match(after) is not None


def _begins_clause(text: str) -> bool:
    """Tell a line that opens with a label; 附件 and 附则 may be the whole line."""
    return label_at(text, 0) is not None


def _continues_behind(text: str) -> bool:
    return text == "附" or is_label_alone(text)


def _is_note_alone(text: str) -> bool:
    """A bracketed line such as a publication mark: it opens and closes on the line."""
    return text[0] == "（" and text[-1] == "）" and text.count("（") == 1


def _is_open(text: str) -> bool:
    """Tell a line that ends inside a bracket or a quotation that it opened."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in ("（）", "〔〕", "《》", "“”"))


def _cuts_number(text: str, after: str) -> bool:
    """Tell a figure that the margin cut in two: 12 / 3.5万户."""
    return text[-1].isdigit() and after[0].isdigit()
