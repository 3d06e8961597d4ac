"""A figure in its surroundings (语境): the phrase, and what stands before and behind the figure in it.

Which words belong to which figure is decided here, once: `培育A企业30家、B企业5家` counts what stands before its
figures, `建成3个A、8个B` what stands behind them.
"""

import re
from dataclasses import dataclass, replace

from guatu.reader.characters import is_han
from guatu.reader.sentences import Phrase, Sentence
from guatu.reader.targets.figures import MASK, NOTE_MASK, Figure, find_figures, mask_names
from guatu.reader.targets.vocabulary import DOING_END, DOING_START, FILLER, FILLERS_END, FUND

# A longer stretch without a comma is a table that lost its lines, not prose.
_LONGEST_PHRASE = 400
_PHRASE = re.compile(rf"[^，；：。！？\n{NOTE_MASK}]+")
_SEPARATOR = re.compile(r"[、]|以及|和|及|与")
_TRAILING_SEPARATOR = re.compile(rf"(?:、|以及|和|及|与|并)(?:{FILLER}|、)*$")
_NOUN_BEHIND = re.compile(rf"的?[一-鿿“A-Za-z0-9{MASK}]")
# A predicate behind a share: 80%以上的社区建成…, 100%覆盖.
_PREDICATE = re.compile(
    r"实现|达到|完成|建成|覆盖|开展|纳入|配备|设立|发放|用于|进入|服务|预配置|接入|建立|使用|通过|应用|享有|得到|推行|落实|取得|入驻|可|上"
)
# Where a figure comes from is no goal: 由35个工作日压缩至5个工作日.
_BASELINE = re.compile(r"(?:由|从|原来的?|现行的?|目前的?|现有的?|规定的?|法定的?|上年的?)$")
# 建成1个面积不少于1000平方米，…的中心: the second figure describes what the first one counts.
_DESCRIBES = re.compile(
    rf"\d(?:个|所|座|家|处|条|栋)[^、，\d]{{0,6}}(?:面积|长度|容量|规模|投资|床位|产值|营收|收入){MASK}*$"
)
# 1所100个托位的机构: the same, directly behind the first figure.
_DESCRIBES_BEHIND = re.compile(r"[^，、\d]{0,8}(?:的|级|规模)")
_HAN_COUNTED = ("个", "家", "户", "座", "所", "条", "项", "个工作日", "工作日", "小时", "个小时", "天", "万人", "万户", "万亩", "亿元", "万元", "倍")  # fmt: skip # noqa: E501
# 突破100亿元大关: a word that only cheers.
_MARK = re.compile(r"^(?:大关|关口)")
# 预留份额提高至40%以上政策: what was raised to a rate is reached, whatever follows.
_RAISED = re.compile(r"(?:提高|提升|增加|扩大|上升|降低|下降)[到至]$")
# 建成500亩以上公园3个: the size belongs to what the next figure counts.
_COUNTED_BEHIND = re.compile(r"的?[^、，和及与并\d]{2,20}")
_BOUNDS = (">=", "<=", ">", "<")
# What a thing has, rather than what there are of it: 2000平方米以下商铺.
_SIZES = ("千瓦", "平方米", "亩", "米", "吨", "人", "公里", "㎡", "千伏安")
_GIVEN = re.compile(r"资金|基金|贷款|债券|专项|融资|授信|经费|担保")
_ATTRIBUTE_VERB = re.compile(r"(?:安排|设立|筹集|统筹|投入|发放|投放|落实|争取|整合|募集|撬动|拨付|预算|提供|切块|带动|配套|列支|补充|到位|完成|实现|达到?|突破|超过?|组建|发起|建立)(?:财政|专项|总规模|首期规模|规模|总额|额度)?(?:为|达到?|不低于)?$")  # fmt: skip # noqa: E501


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure of a phrase: `before` and `after` reach to the neighbouring figures, `head` and `tail` to its borders.

    The texts are printed ones (names not masked); `is_first` tells the first figure of its phrase, `bound` is the
    printed bound in front of the figure (不超过, 压减至).
    """

    figure: Figure
    phrase: Phrase
    sentence: Sentence
    head: str
    before: str
    after: str
    tail: str
    is_first: bool
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence ready for reading: its text, the same with names masked, and its phrases."""

    sentence: Sentence
    masked: str
    phrases: tuple[Phrase, ...]


def open_passage(sentence: Sentence) -> Passage:
    """Return the phrases of a sentence; commas in brackets, quotation marks and notes end none."""
    masked = mask_names(sentence.text)
    phrases = tuple(
        Phrase(sentence.start + match.start(), sentence.start + match.end(), sentence.text[match.start() : match.end()])
        for match in _PHRASE.finditer(masked)
    )
    return Passage(sentence, masked, phrases)


def find_spots(passage: Passage, phrase: Phrase) -> tuple[Spot, ...]:
    """Return the figures of a phrase, each with its own words; figures that only describe a thing are left in them."""
    if len(phrase.text) > _LONGEST_PHRASE:
        return ()
    offset = passage.sentence.start
    masked = passage.masked[phrase.start - offset : phrase.end - offset]
    figures = [one for one in find_figures(masked, phrase.start) if not _is_part_of_name(masked, one, phrase.start)]
    kept = _with_last_unit(_without_attributes(figures, masked, phrase), masked)
    spots = []
    left = phrase.start
    for number, figure in enumerate(kept):
        right = kept[number + 1].outer_start if number + 1 < len(kept) else phrase.end
        cut = _cut(masked, phrase.start, left=left, figure=figure, right=right) if number + 1 < len(kept) else right
        text = passage.sentence.text
        spots.append(
            Spot(
                figure,
                phrase,
                passage.sentence,
                head=text[phrase.start - offset : figure.outer_start - offset],
                before=text[left - offset : figure.outer_start - offset],
                after=_MARK.sub("", text[figure.outer_end - offset : cut - offset]),
                tail=text[figure.outer_end - offset : phrase.end - offset],
                is_first=number == 0,
                bound=text[figure.outer_start - offset : figure.start - offset],
            )
        )
        left = cut
    return tuple(spots)


def _with_last_unit(figures: list[Figure], masked: str) -> list[Figure]:
    """Give the figures of 分别压减至18个、25个工作日 the unit that only the last one prints."""
    if len(figures) < 2 or "分别" not in masked:
        return figures
    unit = figures[-1].unit
    return [replace(one, unit=unit) if one.unit in ("", "个") and one.kind == "number" else one for one in figures]


def _cut(masked: str, offset: int, *, left: int, figure: Figure, right: int) -> int:
    """Return where the words of a figure end and those of the next begin."""
    between = masked[figure.outer_end - offset : right - offset]
    before = masked[left - offset : figure.outer_start - offset]
    counts_behind = DOING_END.search(FILLERS_END.sub("", before)) is not None or not before.strip("、和及与以")
    if not counts_behind:
        return figure.outer_end + max(between.find("、"), 0)
    if trailing := _TRAILING_SEPARATOR.search(between):
        return figure.outer_end + trailing.start()
    for separator in reversed(list(_SEPARATOR.finditer(between))):
        if separator.group() == "、" or DOING_START.match(between, separator.end()):
            return figure.outer_end + separator.start()
    return right


def _is_part_of_name(masked: str, figure: Figure, offset: int) -> bool:
    """Tell 5G, O2O, 2+3, 第3, 1号 and 一批 from figures."""
    start, end = figure.start - offset, figure.end - offset
    before, behind = masked[max(0, start - 1) : start], masked[end : end + 1]
    if figure.kind != "number":
        return False
    if not figure.unit and figure.comparator == "=" and is_han(behind or " "):
        return True
    if before in tuple("第+＋·-—－/~〔近前首逐每隔") or (before.isascii() and before.isalnum()):
        return True
    if (
        behind in tuple("+＋·")
        or (behind.isascii() and behind.isalpha())
        or figure.unit in ("号", "届", "度", "折", "期")
    ):
        return True
    if figure.is_han and not figure.is_rate and (figure.unit not in _HAN_COUNTED or behind in tuple("一二两")):
        return True
    return masked[max(0, start - 1) : end] in ("百家",)


def _without_attributes(figures: list[Figure], masked: str, phrase: Phrase) -> list[Figure]:
    kept = []
    for number, figure in enumerate(figures):
        right = figures[number + 1].outer_start if number + 1 < len(figures) else phrase.end
        between = masked[figure.outer_end - phrase.start : right - phrase.start]
        before = masked[: figure.outer_start - phrase.start]
        follows = number > 0 and figures[number - 1].outer_end == figure.outer_start
        if follows and _DESCRIBES_BEHIND.match(between):
            continue
        if not _is_attribute(figure, before, between, is_last=number + 1 == len(figures)):
            kept.append(figure)
    return kept


def _is_attribute(figure: Figure, before: str, between: str, *, is_last: bool) -> bool:
    """Tell a figure that describes a thing: 投资5000万元以上的项目, 年销售额100亿元以上的企业."""
    if figure.kind != "number":
        return False
    if _BASELINE.search(before) or (not between and _DESCRIBES.search(before)):
        return True
    if not _NOUN_BEHIND.match(between):
        return False
    words = FILLERS_END.sub("", before)
    if figure.is_money:
        return _is_money_of_thing(figure, words, between, is_last=is_last)
    bounded = figure.comparator in _BOUNDS
    if figure.is_rate:
        is_reached = _RAISED.search(words) is not None and not between.startswith("的")
        return bounded and not is_reached and _PREDICATE.search(between) is None
    is_size = figure.unit.endswith(_SIZES)
    if DOING_END.search(words):
        return bounded and is_size and not is_last and _COUNTED_BEHIND.fullmatch(between) is not None
    if between.startswith("的") or (figure.comparator == "<=" and is_size):
        return True
    return bounded and not is_last and re.search(r"、|和|及|并", between) is None


def _is_money_of_thing(figure: Figure, words: str, between: str, *, is_last: bool) -> bool:
    """Tell 营收10亿元以上企业 from 安排10亿元资金 and from 稳定在10亿元以上水平."""
    is_given = _GIVEN.search(between[:14]) is not None and _ATTRIBUTE_VERB.search(words) is not None
    if is_given or FUND.match(between.lstrip("的")) or re.match(r"持续|稳步|稳定|水平|规模|大关|关口", between):
        return False
    if figure.comparator in _BOUNDS or between.startswith("的"):
        return True
    return not is_last and "、" not in between and "和" not in between
