"""What a rate is taken of, or what a ceiling is put on (基数): 设备投资额, 营业收入增量, 担保贷款."""

import re

from guatu.reader.incentives.figures import Figure
from guatu.reader.incentives.vocabulary import LOAN

_BARE_GIVING = re.compile(r"(?:可|再|分别|按照?|一次性|给予|予以|最高|不超过|企业|奖励|补助|补贴|全额|的)*")
_BY = re.compile(
    r"(?:按照?|依照|返还|退还|补贴|补助|给予|予以|奖励|降低|减免|配套|以)(?P<base>(?:(?!按照?|给予|返还)[^，。；]){2,40})$"
)
_BY_END = re.compile(r"(?:的|最高|不超过|不低于|不高于|不少于|比例|为|给予|予以)+$")
_GIFT_BEHIND = re.compile(
    r"(?:的)?(?:比例|标准)?(?:给予|予以|进行)?(?P<base>(?:再贴息|贴息|配套|担保费|保费|租金|房租|利息)[^，。；]{0,16})"
)
_GIVING_END = re.compile(
    r"(?:按照?|下浮|下调|降低|给予|予以|在|基础上|不低于|不超过|最高|实行|优惠|的|[一二三四五六七八九]?星?级)+$"
)
_ACT = re.compile(r"(?:收取|征收|计收|免除|减免|返还|补贴|补助|给予|缴纳|退还|优惠|奖励|资助|承担)*")
_CHARGE_BEHIND = re.compile(r"(?P<base>[^，。；、\d]{2,24}?(?:、[^，。；、\d]{2,16})*)(?=[，。；]|$)")
_OWNER = re.compile(r"^[^，]{0,20}?(?:企业|业|商户|单位|机构|个体工商户|委托|人)的")
_WHOLE_SCHEME = re.compile(r"本(?:措施|政策|意见|办法)")
_SUPPORT = re.compile(r"贴息|补助|补贴|奖励|奖补|资助|支持|补偿|扶持")
_INCREMENT = re.compile(
    r"增量|增长部分|新增部分|增加部分|增长额|增加额|新增额|增幅部分|超出部分|超过部分|增值部分|净增|增长的|增收部分|超基数|增长贡献"
    r"|新增(?:地方)?(?:贡献|税收|产值|投资|贷款|出口|营业收入|销售)"
)


def find_base(words: str, after: str, figure: Figure) -> str | None:
    """Return what a rate is taken of: the words between 按 (or the giving) and the figure, or those behind it.

    `words` run from the rule's beginning to the figure, `after` from the figure on.
    """
    phrase = _phrase_before(words)
    if figure.span:
        return None
    if figure.is_word:
        return _charge_around(phrase, after)
    if by := _BY.search(phrase):
        return _BY_END.sub("", by["base"]).strip("其") or None
    if behind := _GIFT_BEHIND.match(after):
        return behind["base"]
    return _GIVING_END.sub("", phrase) or None


def find_ceiling_base(words: str, after: str) -> str | None:
    """Return what a ceiling is put on when nothing else is given: a loan, or the support itself."""
    if _WHOLE_SCHEME.search(words):
        return "全部支持"
    if loan := re.match(rf"[^，。；]{{0,16}}?(?P<loan>[^，。；、\d的]{{0,6}}(?:{LOAN}))", after):
        return loan["loan"]
    phrase = _phrase_before(words)
    if by := _BY.search(phrase):
        return _BY_END.sub("", by["base"]).strip("其") or None
    gift = _SUPPORT.search(phrase) or _SUPPORT.search(after[:24]) or _SUPPORT.search(words)
    return gift.group() if gift else None


def is_increment(base: str | None) -> bool:
    """Tell a base that is a growth part (增量, 增长部分)."""
    return bool(base and _INCREMENT.search(base))


def _phrase_before(words: str) -> str:
    """Return the phrase that leads to a figure; where it only says that something is given, the one before it."""
    phrases = words.rsplit("，", 2)
    if len(phrases) > 1 and _BARE_GIVING.fullmatch(phrases[-1]):
        return phrases[-2]
    return phrases[-1]


def _charge_around(phrase: str, after: str) -> str | None:
    """Return the charge that is halved or waived: behind the act (减半收取检验费) or before it (检验费减半收取)."""
    act = _ACT.match(after)
    behind = _CHARGE_BEHIND.match(after, act.end() if act else 0)
    charge = behind["base"] if behind else re.sub(r"^(?:对|可|给予|予以)|(?:给予|予以|可|实行)$", "", phrase)
    return _OWNER.sub("", charge) or None
