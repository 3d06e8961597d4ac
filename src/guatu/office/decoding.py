"""Signs out of bytes: UTF-8, UTF-16, GB18030 (GBK) or Big5, told apart by which of them gives common Chinese.

Nearly any text in Big5 can also be decoded as GB18030, and the other way round; what comes out are rare characters. So
the encoding is the one under which the text is full of characters that every Chinese text is full of.
"""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order of trust: where a text is too short to tell, it is GB18030.
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE_BYTES = 1 << 17
_LEAST_COMMON = 3
_SIMPLIFIED = (
    "的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全"
    "三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常"
    "先海通教原东提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计"
    "管期市直德资命山金指克许统区保至队形社便空决治展科司五基书非则听白界达光放强即像难且权思王象完设式色路记南品住告类求据程北"
    "边死张该交规万取拉格望觉术领共确传师观清今切院让识候带争运县企项投推责督落促"
)
_TRADITIONAL = (
    "這個們來國說時會對發後過種經動還進實無與長將關點業間問應戰頭體見產話給東員論處義條氣題變總電數報結務場計資統區隊決書則聽"
    "達強難權設類據邊張該規萬覺術領確傳師觀讓識帶爭運縣項責促幾認兩從現學樣開當為於機"
)
_COMMON = re.compile(f"[{_SIMPLIFIED}{_TRADITIONAL}]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, its encoding, and how many signs were not in it (each is U+FFFD in the text)."""

    text: str
    encoding: str
    bad_signs: int = 0

    @property
    def bad_line(self) -> int:
        """The first line with a sign that is not in the encoding; 1 where all are."""
        return self.text[: max(self.text.find("\ufffd"), 0)].count("\n") + 1


def decode_text(data: bytes) -> DecodedText:
    """Return the text of bytes in the encoding that they are in, and how much of it did not fit.

    >>> decode_text("推進產業發展的實施方案".encode("big5")).text
    '推進產業發展的實施方案'
    """
    encoding = _encoding(data)
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return DecodedText(text, encoding, text.count("\ufffd"))


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if _looks_utf16(data):
        return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_broken_utf8(data) else _likeliest(data)
    return "utf-8"


def _looks_utf16(data: bytes) -> bool:
    sample = data[:4000]
    return len(sample) > 3 and max(sample[::2].count(0), sample[1::2].count(0)) * 5 > len(sample)


def _is_broken_utf8(data: bytes) -> bool:
    """Tell text that is UTF-8 but for a few bytes from text in GBK, whose bytes hardly ever form UTF-8 at all."""
    text = _sample(data).decode("utf-8", errors="replace")
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    return chinese > 10 * text.count("\ufffd")


def _likeliest(data: bytes) -> str:
    sample = _sample(data)
    counts = {encoding: len(_COMMON.findall(sample.decode(encoding, errors="replace"))) for encoding in _GUESSES}
    best = max(_GUESSES, key=counts.__getitem__)
    return best if counts[best] >= max(_LEAST_COMMON, 2 * counts[_GUESSES[0]]) else _GUESSES[0]


def _sample(data: bytes) -> bytes:
    """Return bytes from the first that is not ASCII; at an even place, where a sign of UTF-16 begins."""
    first = _BEYOND_ASCII.search(data)
    start = 0 if first is None else first.start() & ~1
    return data[start : start + _SAMPLE_BYTES]
