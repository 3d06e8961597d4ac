"""Figures of giving: money, rates and the words that stand for a rate (减半 is 50, 全额 is 100, 五折 is 50)."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.reader.incentives.vocabulary import GIVE
from guatu.reader.numerals import Measure, find_measures, han_value, scale_of

_HUNDRED = Decimal(100)
# Money of a rule is 元; dollars only occur in thresholds.
_YUAN = re.compile(r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?(?:元|元人民币|人民币|块钱)|万|亿")
_BARE_SCALE = re.compile(r"(\d+(?:\.\d+)?)万(?=的?(?:一次性)?(?:奖|补|资助|支持|以上|以下|的企业))")
_FRACTION = re.compile(
    r"(?<![\d/])(?P<part>\d)/(?P<whole>\d)(?![\d/年月])|(?P<han_whole>[二三四五六七八九十])分之(?P<han_part>[一二三四五六七八九])"
)
_HALF = re.compile(r"(?<!免[一二两三四五\d])减半|减免一半|(?:补贴|补助|返还|免除|减收|承担)一半|半价")
_WHOLE = re.compile(
    rf"全额(?:给予|予以)?(?:{GIVE}|免收|免缴|免费|退还|支持)|(?:给予|予以)全额|全部(?:予以|给予)?(?:免除|免收)|全部减免|全免"
)
_MONTHS = (
    r"(?:\d{4}年)?(?:前|首|头)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[—\-至到](?:\d{1,2}|[一二两三四五六七八九十]))?个月(?:以上)?"
    r"|(?:\d{4}年)?(?:\d{1,2}月?[—\-至到、和及]){0,3}\d{1,2}月份?|(?:\d{4}年)?(?:第?[一二三四1234][、和至及]?){1,4}季度"
    r"|(?:\d{4}年)?[上下]半年|(?:前|首|第)?(?:半|一|两|二|三|四|五|(?<!\d)\d)年(?!度)内?"
)
_RENT = r"(?:租金|房租|租赁费|租|费用|费|利息|息|物业费)"
_FREE = re.compile(
    rf"(?P<verb>免收|免除|免缴|免交|免去|减免|免租金?|免)(?:[^，。；、\d一二三]{{0,10}}?)(?P<span>{_MONTHS})(?:的)?[^，。；、\d]{{0,12}}?{_RENT}"
    rf"|免租(?:金|期)?(?P<span2>{_MONTHS})"
    rf"|(?P<span3>{_MONTHS})(?:的)?(?:[^，。；、\d]{{0,10}}?{_RENT})?(?:给予|予以|实行)?(?:全免|免收|免除|免缴|免交|免租|减免)(?![^，。；、]{{0,12}}[%半])"
)
# 1∶1配套: what is matched, as a share of what it is matched to.
_MATCHED = re.compile(r"(?<![\d.])1[∶:：比](?P<share>\d+(?:\.\d+)?)(?=[^，。；\d]{0,12}配套)")
# A list prints its unit once, at its last figure: 5、10、20万元.
_LISTED = re.compile(r"(?<![\d.A-Za-z])(?:\d+(?:\.\d+)?[、/／和或])+$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# 由300万元提高至400万元: only the second figure holds.
_RAISED = re.compile(
    r"[由从](?P<before>[^，。；、]{0,12}?\d[^，。；、\d]{0,8})(?:统一|再)?(?:提高|提升|上调|调整|上浮|增加|降低|下调|调低|降|增|调)(?:到|至|为)"
)
_FOLD = re.compile(r"(?P<fold>[一二三四五六七八九]{1,2}|\d(?:\.\d)?)折(?=优惠|[的，。；、收]|$)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sentence, at offsets of the sentence: `value` in 元 when `is_money`, else in per cent.

    `span` is the stretch of time that a free period names (一个月, 2025年第一季度); `is_word` tells 减半 and 全额 from
    printed numbers: such a word is itself an act of giving.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_money: bool
    value: Decimal
    value_max: Decimal | None = None
    comparator: str = "="
    is_word: bool = False
    span: str | None = None
    unit: str = ""


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return money, rates and words that stand for a rate, in order, none inside another.

    >>> [(str(one.value), one.is_money) for one in find_figures("按投资额的5%奖励，最高20万元；租金减半")]
    [('5', False), ('200000', True), ('50', False)]
    """
    words = [*_free_periods(text), *_relief_words(text), *_parts(text), *_matched_shares(text), *_bare_money(text)]
    words = [one for one in words if not any(_is_inside(one, other) for other in words)]
    taken = [(one.start, one.end) for one in words] + [match.span("before") for match in _RAISED.finditer(text)]
    figures = words + [
        figure
        for measure in _with_listed_units(text, find_measures(text))
        if (figure := _figure(measure)) is not None
        and not any(start < figure.end and figure.start < end for start, end in taken)
    ]
    return tuple(sorted(figures, key=lambda one: one.start))


def _is_inside(one: Figure, other: Figure) -> bool:
    return one is not other and other.start <= one.start < other.end and one.end - one.start < other.end - other.start


def _with_listed_units(text: str, measures: tuple[Measure, ...]) -> list[Measure]:
    """Return the measures with the unit that a list prints only once; 2000 in such a list is no year."""
    found = {measure.start: measure for measure in measures}
    for last in measures:
        if not (last.is_money or last.is_rate) or (listed := _LISTED.search(text, 0, last.start)) is None:
            continue
        for number in _NUMBER.finditer(text, listed.start(), listed.end()):
            known = found.get(number.start())
            if known is None or not known.unit:
                start, end = number.span()
                bare = Measure(start, end, Decimal(number[0]), None, "", "=", start, end)
                found[start] = replace(known or bare, unit=last.unit)
    return [found[start] for start in sorted(found)]


def _figure(measure: Measure) -> Figure | None:
    if _YUAN.fullmatch(measure.unit):
        scale = scale_of(measure.unit)
        value, high = measure.value * scale, None if measure.value_max is None else measure.value_max * scale
    elif measure.is_rate:
        value, high = measure.per_cent, measure.value_max
        if high is not None and measure.unit == "‰":
            high = high / 10
    elif measure.unit == "倍":
        value, high = measure.value * _HUNDRED, None
    else:
        return None
    return Figure(
        measure.start,
        measure.end,
        measure.outer_start,
        measure.outer_end,
        bool(_YUAN.fullmatch(measure.unit)),
        value,
        high,
        measure.comparator,
        unit=measure.unit,
    )


def _word(match: re.Match[str], value: Decimal, *, span: str | None = None) -> Figure:
    start, end = match.span()
    return Figure(start, end, start, end, is_money=False, value=value, is_word=True, span=span)


def _free_periods(text: str) -> list[Figure]:
    if "免" not in text:
        return []
    return [
        _word(match, _HUNDRED, span=match["span"] or match["span2"] or match["span3"]) for match in _FREE.finditer(text)
    ]


def _relief_words(text: str) -> list[Figure]:
    found = [_word(match, Decimal(50)) for match in _HALF.finditer(text)]
    found.extend(_word(match, _HUNDRED) for match in _WHOLE.finditer(text))
    for match in _FOLD.finditer(text):
        value = han_value(match["fold"]) if not match["fold"][0].isdigit() else Decimal(match["fold"])
        found.append(_word(match, value * 10 if value < 10 else value))
    return found


def _parts(text: str) -> list[Figure]:
    """Return fractions as rates: 1/2 and 二分之一 are 50."""
    found = []
    for match in _FRACTION.finditer(text):
        part = han_value(match["part"] or match["han_part"])
        whole = han_value(match["whole"] or match["han_whole"])
        if part < whole:
            value = (part * _HUNDRED / whole).quantize(Decimal("0.01")).normalize()
            found.append(_bounded(text, match, Decimal(f"{value:f}")))
    return found


def _matched_shares(text: str) -> list[Figure]:
    """Return what is matched as a rate: 按1∶1配套 is 100."""
    return [
        replace(_word(match, Decimal(match["share"]) * _HUNDRED), unit="∶")
        for match in _MATCHED.finditer(text)
        if Decimal(match["share"])
    ]


def _bounded(text: str, match: re.Match[str], value: Decimal) -> Figure:
    start, end = match.span()
    comparator = "="
    for sign, words in ((">=", ("不低于", "不少于", "至少")), ("<=", ("不高于", "不超过", "最高"))):
        for word in words:
            if text.endswith(word, 0, start):
                start, comparator = start - len(word), sign
    return Figure(match.start(), match.end(), start, end, is_money=False, value=value, comparator=comparator, unit="%")


def _bare_money(text: str) -> list[Figure]:
    return [
        Figure(m.start(), m.end(), m.start(), m.end(), is_money=True, value=Decimal(m[1]) * 10000, unit="万元")
        for m in _BARE_SCALE.finditer(text)
    ]
