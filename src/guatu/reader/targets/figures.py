"""Figures in a phrase (数字): measures, words that are figures (翻一番, 全覆盖, 零的突破) and yardsticks (参照).

Names are not figures: what stands in quotation marks or 《》 is masked before figures are looked for.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.reader.numerals import Measure, find_measures, han_value

MASK = "□"
NOTE_MASK = "■"
_QUOTED = re.compile(r"“[^”\n]{0,60}”|《[^》\n]{0,80}》|‘[^’\n]{0,40}’|〔[^〕\n]{0,12}〕")
_NOTE = re.compile(
    r"[（〔][^（）〔〕\n]{0,12}(?:责任|牵头|配合|负责|主办|协办|完成时限)[^（）〔〕]*(?:[（〔][^（）〔〕]*[）〕][^（）〔〕]*)*[）〕]"
)
_BRACKET = re.compile(r"（[^（）\n]{0,120}）")
_WORDS = re.compile(
    r"(?P<twice>翻(?P<times>[一二两三123])?番|倍增(?=$|[，。；、]))|(?P<cover>全覆盖)|(?P<zero>零的?突破)"
    r"|(?:(?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二三四五六七八九])|(?<![\d一-九])(?P<half>一半))(?P<more>及?以上|左右|以内)?"
    r"|(?<=[入居进列身在持])(?:全国|全省|全市|全区|全州|西部|中部|东部|同类|[一-鿿]{0,6})前(?P<rank>[一二三四五六七八九十百]{1,3}|\d{1,3})(?P<place>[位名强])?(?=$|[，。；、行列])"
)
_YARDSTICK = re.compile(
    r"(?P<word>不低于|不高于|不超过|不少于|高于|低于|优于|快于|达到或超过|达到或高于|超过|小于|少于|多于|大于|争取达到|达到|完成|保持在)"
    r"(?P<rod>(?:同期)?(?:(?:20\d\d|上一?|去|前一?|当)年度?(?:的|末)?|全国|全省|全市|全州|全区|国家|省级?|州|市级?|上级|中部|西部|东部|"
    r"沿海|同类|同期|周边|长三角|大湾区|GDP|地区生产总值|经济|财政|各项贷款|居民)[^，。；、（）]{0,24}?"
    r"(?:平均水平|平均值|平均线|平均|均值|平均增速|水平|同期[^，。；、（）]{0,10}|增速|增幅|目标(?:任务)?|计划|任务数?|要求|20\d\d年|上年|去年|余额|先进|前列)"
    r"|20\d\d年(?=$|[，。；])|上年(?=$|[，。；])|去年(?=$|[，。；]))"
    r"(?=$|[，。；）、以])"
)
# Behind 增速 anything that grows may be the yardstick: 收入增速快于城镇居民.
_PACE = re.compile(
    r"(?<=增速|增幅)(?:要|均|都|应)?(?P<word>不低于|高于|快于|超过)(?P<rod>[^\d，。；、（）]{2,20})(?=$|[，。；、）])"
)
_YARDSTICK_SIGNS = {
    "不低于": ">=", "不少于": ">=", "达到或超过": ">=", "达到或高于": ">=", "不高于": "<=", "不超过": "<=", "高于": ">",
    "优于": ">", "快于": ">", "超过": ">", "多于": ">", "大于": ">", "低于": "<", "小于": "<", "少于": "<",
}  # fmt: skip
_PER_BASE = re.compile(
    r"/(?:千人|万人|百人|亩|人|户|平方公里|平方米|公里|吨|万元|百户|天|日|年|小时|秒|立方米|千瓦时|家)"
)
_BEHIND_BRACKET = re.compile(rf"{MASK}+(?P<word>以上|左右|以内|以下)")
_BEHIND_SIGNS = {"以上": ">=", "左右": "~", "以内": "<=", "以下": "<="}
_HAN_TIMES = {"一": 1, "1": 1, "二": 2, "两": 2, "2": 2, "三": 3, "3": 3}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at a place of the clean text; `rod` is the yardstick of a figure without a number.

    `kind` is number, multiple, coverage, breakthrough, rank or yardstick.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    comparator: str
    kind: str = "number"
    rod: str | None = None
    is_han: bool = False

    @property
    def is_rate(self) -> bool:
        """True for per cent, per mille and percentage points."""
        return self.unit in ("%", "‰") or self.unit.endswith(("百分点", "个点"))

    @property
    def is_money(self) -> bool:
        """True for amounts in 元 of any scale."""
        return self.unit.split("/")[0].endswith(("元", "人民币", "块钱"))


def mask_names(text: str) -> str:
    """Return the text with names, notes and brackets blotted out; every character keeps its place."""
    for pattern in (_NOTE, _QUOTED, _BRACKET):
        text = pattern.sub(_blot_note if pattern is _NOTE else _blot, text)
    return text


def _blot(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def _blot_note(match: re.Match[str]) -> str:
    return NOTE_MASK * len(match.group())


def find_figures(masked: str, offset: int) -> tuple[Figure, ...]:
    """Return the figures of a masked phrase in order; no two of them overlap."""
    figures = [_from_measure(masked, measure, offset) for measure in find_measures(masked, offset)]
    figures.extend(_word_figures(masked, offset))
    rods = _yardsticks(masked, offset)
    rods.extend(one for one in figures if one.kind == "rank" or (one.is_han and one.unit == "%"))
    kept = [one for one in figures if not any(rod.start <= one.start < rod.end for rod in rods)]
    kept.extend(rods)
    return tuple(sorted(kept, key=lambda one: one.start))


def _from_measure(masked: str, measure: Measure, offset: int) -> Figure:
    figure = Figure(
        measure.start, measure.end, measure.outer_start, measure.outer_end,
        measure.value, measure.value_max, measure.unit, measure.comparator,
        is_han=not any(sign.isdigit() for sign in masked[measure.start - offset : measure.end - offset]),
    )  # fmt: skip
    if per := _PER_BASE.match(masked, measure.end - offset):
        end = offset + per.end()
        return replace(figure, unit=figure.unit + per.group(), end=end, outer_end=max(figure.outer_end, end))
    if figure.comparator == "=" and (behind := _BEHIND_BRACKET.match(masked, measure.end - offset)):
        return replace(figure, comparator=_BEHIND_SIGNS[behind["word"]], outer_end=offset + behind.end())
    return figure


def _word_figures(masked: str, offset: int) -> list[Figure]:
    found = []
    for match in _WORDS.finditer(masked):
        start, end = offset + match.start(), offset + match.end()
        if match["half"] or match["denominator"]:
            found.append(_fraction(match, offset))
            continue
        if match["twice"]:
            value, unit, sign, kind = Decimal(2 ** _HAN_TIMES.get(match["times"] or "一", 1)), "倍", "=", "multiple"
        elif match["rank"]:
            value, unit, sign, kind = han_value(match["rank"]), match["place"] or "位", "<=", "rank"
            unit = "位" if unit == "强" else unit
        elif match["cover"]:
            value, unit, sign, kind = Decimal(100), "%", "=", "coverage"
        else:
            value, unit, sign, kind = Decimal(1), "个", ">=", "breakthrough"
        found.append(Figure(start, end, start, end, value, None, unit, sign, kind))
    return found


def _fraction(match: re.Match[str], offset: int) -> Figure:
    """Return 三分之一 or 一半 as per cent, with two decimals where it does not come out even."""
    numerator = Decimal(1) if match["half"] else han_value(match["numerator"])
    denominator = Decimal(2) if match["half"] else han_value(match["denominator"])
    value = (numerator * 100 / denominator).quantize(Decimal("0.01")).normalize()
    start, end, more = offset + match.start(), offset + match.end(), match["more"] or ""
    sign = {"左右": "~", "以内": "<="}.get(more, ">=" if more else "=")
    return Figure(start, end - len(more), start, end, value, None, "%", sign, is_han=True)


def _yardsticks(masked: str, offset: int) -> list[Figure]:
    found: list[Figure] = []
    for match in (*_YARDSTICK.finditer(masked), *_PACE.finditer(masked)):
        if not _is_yardstick(match["word"], match["rod"]) or any(one.end == offset + match.end() for one in found):
            continue
        start, end = offset + match.start(), offset + match.end()
        sign = _YARDSTICK_SIGNS.get(match["word"], "=")
        found.append(Figure(start, end, start, end, None, None, "", sign, "yardstick", match["rod"]))
    return found


def _is_yardstick(word: str, rod: str) -> bool:
    """Tell a yardstick from a slogan: 达到全国先进水平 promises nothing that can be measured."""
    if word == "完成":
        return re.search(r"下达|目标|任务", rod) is not None
    if word in _YARDSTICK_SIGNS:
        return True
    return "平均" in rod or "均值" in rod
