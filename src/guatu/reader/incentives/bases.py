"""What a rate is taken of, or what a ceiling is put on (基数): 设备投资额, 营业收入增量, 担保贷款."""

import re

from guatu.reader.incentives.figures import Figure
from guatu.reader.incentives.parties import ends_in_actor
from guatu.reader.incentives.portions import counted_by
from guatu.reader.incentives.vocabulary import LOAN
from guatu.reader.sentences import split_phrases

_BARE_GIVING = re.compile(r"(?:其中|可|再|分别|按照?|一次性|给予|予以|最高|不超过|企业|奖励|补助|补贴|全额|的)*")
_BY_ITSELF = re.compile(
    r"(?:按照?|依照|参照)(?P<base>[^，。；]{2,40}?)(?:的?(?:一定)?比例)?(?:，|一次性|分别|给予|予以|对|分档|奖励|补助|$)"
)
_BY = re.compile(
    r"(?:按照?|依照|参照|返还|退还|补贴|补助|给予|予以|奖励|降低|减免|配套|(?<!可)以(?![上下内及后]))(?P<base>(?:（[^（）]*）|(?!按照?|参照|给予|返还)[^，。；]){2,40})$"
)
_BY_END = re.compile(
    r"(?:的|下浮|下调|降低|给(?:企业|单位|机构|个人)|最高|不超过|不低于|不高于|不少于|比例|为|给予|予以)+$"
)
_STANDARD = re.compile(
    r"^(?:(?:补助|补贴|奖励|补偿|贴息|返还|资助|收费)?(?:比例|标准|额度|金额|总额)(?:为|按照?|是)?|不超过|不高于|不低于|最高|对(?!地方)|其(?!中))+"
)
# 前三年, 5年内, 三星级: a stage or a level is no base.
_STAGE = re.compile(
    r"(?:其中)?(?:(?:第|前|后|首|近)?[一二两三四五六七八九十\d]+年(?:度|内|期)?(?:的|、|为)*|[国省市县区]?家?级|[一二三四五]星级|\d{4}年)*(?:为|按|的)*"
)
_MEASURED = re.compile(
    r"(?P<base>(?:对)?[^，。；、\d的]{0,12}?(?:贡献|税收|纳税|收入|产值|投资|投入|销售|交易|出口|贷款|成本|费用)(?:总?额)?)(?:首次|当年|累计|在|达到?|超过|不低于|突破|为)*\d"
)
_PART = re.compile(r"^(?:对)?(?P<base>[^。；]{2,60}?(?:部分|价款|费用?|租金|房租|贡献额?|税收|保费))$")
_GIVING_TAIL = re.compile(r"(?:可|给予|予以|实行|进行)+(?:不超过|最高|不低于)?$")
_CHARGE_INSIDE = re.compile(r"(?:房屋?|厂房)?(?:租金|房租|租赁费|物业费|利息)")
# 补助比例再提高2个百分点: what is raised is the ratio.
_RAISE = re.compile(
    r"(?P<ratio>(?:补助|补贴|奖励|返还|资助|贴息)?(?:比例|标准))[^，。；]{0,14}(?:提高|上浮|增加|上调|提升)(?:到|至)?$"
)
_MATCHED_TO = re.compile(r"(?:按照?|依照)(?P<base>[^，。；]{2,30}?)(?:的|以)?$")
_GIFT_BEHIND = re.compile(
    r"(?:的)?(?:比例|标准)?(?:给予|予以|进行)?(?P<base>(?:再贴息|贴息|配套|担保费|保费|租金|房租|利息)[^，。；]{0,16})"
)
_GIVING_END = re.compile(
    r"(?:按照?|下浮|下调|降低|减免|减收|给予|予以|在|基础上|不低于|不超过|最高|实行|优惠|的|[一二三四五六七八九]?星?级)+$"
)
_ACT = re.compile(r"(?:收取|征收|计收|免除|减免|返还|补贴|补助|给予|缴纳|退还|优惠|奖励|资助|承担)*")
_CHARGE_BEHIND = re.compile(r"(?P<base>[^，。；、\d]{2,24}?(?:、[^，。；、\d]{2,16})*)(?=[，。；]|$)")
# A ceiling is put on what is reckoned by (按交易额，最高给予20万元), not on whoever is given it.
_BY_CEILING = re.compile(r"(?:按照?|依照)(?P<base>[^，。；]{2,40}?)(?:，|一次性|分别|给予|予以|最高|不超过|$)")
_GIFT_NAMED = re.compile(
    r"(?:的)?(?:一次性)?(?P<base>[^，。；、\d的]{0,8}?(?:贴息|补助|补贴|奖励|奖补|资助|支持|补偿|扶持|激励))"
)
_LOAN_START = re.compile(r"^.*(?:发放|申请|享受|给予|提供|开展)")
_LAST_STAGE = re.compile(r"[一二两三四五六七八九十\d]+年$")
_OWNER = re.compile(r"^[^，]{0,20}?(?:企业|业|商户|单位|机构|个体工商户|委托|人)的")
_WHOLE_SCHEME = re.compile(r"本(?:措施|政策|意见|办法)")
_SUPPORT = re.compile(r"贴息|补助|补贴|奖励|奖补|资助|支持|补偿|扶持")
_INCREMENT = re.compile(
    r"增量|增长部分|新增部分|增加部分|增长额|增加额|新增额|增幅部分|超出部分|超出额|超额部分|超过部分|增值部分|净增|增长的|增收部分|超基数|增长贡献"
    r"|(?<!高)新增[^，。；、]{0,8}金额|新增(?:地方)?(?:财政)?(?:贡献|税收|产值|投资|贷款|出口|营业收入|销售)"
)


def find_base(words: str, after: str, figure: Figure, *, given: str = "") -> str | None:
    """Return what a rate is taken of: the words between 按 (or the giving) and the figure, or those behind it.

    `words` run from the rule's beginning to the figure, `after` from the figure on; `given` are the figure's own words.
    """
    phrase = _phrase_before(words)
    if figure.is_word:
        return _base_of_word(phrase, after, figure, given)
    if raised := _RAISE.search(phrase):
        return _by_words(words) or raised["ratio"]
    by = _BY.search(phrase)
    if by and (found := _clear(_BY_END.sub("", by["base"])) or _by_words(phrase)):
        return found
    if behind := _GIFT_BEHIND.match(after):
        return behind["base"]
    own = None if by else _clear(_GIVING_END.sub("", phrase))
    return own or _base_before(words)


def _base_of_word(phrase: str, after: str, figure: Figure, given: str) -> str | None:
    """Return what 1∶1, a free period or 减半 is about."""
    if figure.unit == "∶":
        matched = _MATCHED_TO.search(phrase)
        return matched["base"] if matched else None
    return _charge_of_period(given, after) if figure.span else _charge_around(phrase, after)


def _by_words(words: str) -> str | None:
    """Return the last thing that something is reckoned by (按其年度贡献额给予五年奖励，其中前三年…)."""
    found = None
    for match in _BY_ITSELF.finditer(words):
        found = _clear(match["base"]) or found
    return found


def _base_before(words: str) -> str | None:
    """Return the base that an earlier phrase names: 按…给予, 对…部分, or what a threshold measures."""
    if by := _by_words(words):
        return by
    for phrase in reversed(words.split("，")):
        part = _PART.match(_GIVING_TAIL.sub("", phrase))
        if part and (found := _clear(part["base"])):
            return found
    measured = None
    for match in _MEASURED.finditer(words):
        measured = match["base"].removeprefix("对")
    return measured


def _clear(base: str) -> str | None:
    """Return a base without the words of its standard; None where it only names a stage, a level or who is paid."""
    found = _STANDARD.sub("", base).strip("的，")
    says_nothing = not re.search("[一-鿿]{2}", found) or _STAGE.fullmatch(found) or found.startswith("一定")
    return None if says_nothing or ends_in_actor(_LAST_STAGE.sub("", found)) else found


def _charge_of_period(given: str, after: str) -> str | None:
    """Return the charge of a free period, inside its words (前三年租金全免) or behind them (免收三个月房租)."""
    match = _CHARGE_INSIDE.search(given) or _CHARGE_INSIDE.match(after)
    return match.group() if match else None


def find_ceiling_base(words: str, after: str) -> str | None:
    """Return what a ceiling is put on when nothing else is given: a loan, or the support itself."""
    if _WHOLE_SCHEME.search(words):
        return "全部支持"
    if loan := re.match(rf"[^，。；]{{0,16}}?(?P<loan>[^，。；、\d的]{{0,6}}(?:{LOAN}))", after):
        return loan["loan"]
    phrase = _phrase_before(words)
    by = _BY_CEILING.search(phrase) or _BY_CEILING.search(words)
    if by and (found := _clear(_BY_END.sub("", by["base"]))):
        return found
    if loan := re.search(rf"[^，。；、\d的]{{0,6}}(?:{LOAN})(?:贷款)?", words):
        return _LOAN_START.sub("", loan.group())
    named = _GIFT_NAMED.match(after)
    kind, counted = counted_by(words, after)
    if kind == "per_unit" and not (named and counted and counted.startswith("每个")):
        return counted
    if named:
        return named["base"]
    gift = _SUPPORT.search(phrase) or _SUPPORT.search(after[:24]) or _SUPPORT.search(words)
    return gift.group() if gift else None


def is_increment(base: str | None) -> bool:
    """Tell a base that is a growth part (增量, 增长部分)."""
    return bool(base and _INCREMENT.search(base))


def _phrase_before(words: str) -> str:
    """Return the phrase that leads to a figure; where it only says that something is given, the one before it."""
    phrases = [phrase.text for phrase in split_phrases(words, marks="，")]
    if len(phrases) > 1 and _BARE_GIVING.fullmatch(phrases[-1]):
        return phrases[-2]
    return phrases[-1] if phrases else ""


def _charge_around(phrase: str, after: str) -> str | None:
    """Return the charge that is halved or waived: behind the act (减半收取检验费) or before it (检验费减半收取)."""
    act = _ACT.match(after)
    behind = _CHARGE_BEHIND.match(after, act.end() if act else 0)
    charge = behind["base"] if behind else re.sub(r"^(?:对|可|给予|予以)|(?:给予|予以|可|实行)$", "", phrase)
    return _OWNER.sub("", charge) or None
