"""What drafted rewards and their columns are called (名称): the plan's words, cut where a reader would cut them."""

import re
from collections.abc import Iterator

from guatu.reader.draft import ReadIncentive
from guatu.reader.pack_draft.plain import quote_text

LONGEST_REWARD_NAME = 24
_GRANT = "奖补|奖励|补助|补贴|贴息|资助|减免|免收|补偿|配套|返还|担保|贷款|支持"
_GIVEN = re.compile(_GRANT)
_RELIEF = re.compile("减|降低|免征|免缴|优惠|收取|征收|缓缴|折")
# 给予扩销促产补助 names the grant; 给予企业奖励 does not.
_NAMED = re.compile(
    rf"(?:给予|予以|一次性|的|(?:元|[%‰])(?!给予|予以)|标准|享受|发放|提供|实行)(?P<of>[一-鿿]{{2,6}}?)(?P<grant>{_GRANT})(?![一-鿿]{{0,6}}的)"
)
_NO_GRANT_NAME = re.compile(
    "企业|单位|机构|给|予|按|对|可|单|每|不|超|最|得|进行|分别|再|相应|资金|经费|一定|政府|财政|金额|比例|上限|基础|额度|"
    "一次|标准|政策|优惠|年度|限额|我|专项|适当|实行|用于|开展|全额|省|市|州|县|区"
)
_ASIDE = re.compile(r"（[^（）]{3,}）|\([^()]{3,}\)")
_MERIT = re.compile(
    "(?:首次|新|成功)(?:设立|迁入|进入|备案|增)|"
    "(?:首次|新|成功)?(?:获得|获评|获批|获|通过|评为|评定|认定为?|列入|入选|创建|晋升|参加|引进|取得|纳入|成为)"
)
# 国家级、省级工厂 is no list of things: only what stands behind a whole noun is the rest of a list.
_LIST_REST = re.compile(r"(?<![级省市州县区国家业强奖])、[^，]*?(?=的[^的，]*$|$)")
# 工业、农业、服务业等领域 says of nobody who it is.
_FIELDS = re.compile("^(?:[^，、的]{1,6}、)+[^，、的]{1,6}等(?:领域|行业|产业|方面)")
_FIGURE_SAID = re.compile("(?:以上|以下|以内|[%元人])$")
_LAST_NOUN = re.compile("的(?P<noun>[^的]{2,})$")
_ANY_NOUN = re.compile("(?:[一-鿿]{0,2}(?:企业|单位|机构|主体|个人|项目|部分|人员))")
_BOUNDARY = re.compile("[的、，和及或]")


def grant_name(incentive: ReadIncentive) -> str:
    """Return what a gift is called: 扩销促产补助 where the plan names it, else 补助, 奖励 …"""
    quote = quote_text(incentive.quote.text)
    for match in _NAMED.finditer(quote):
        if not _NO_GRANT_NAME.search(match["of"]):
            return match["of"] + match["grant"]
    given = _GIVEN.findall(quote)
    return given[-1] if given else "减免" if _RELIEF.search(quote) else "奖补"


def recipient_name(words: str, grant: str) -> str:
    """Return the name of a reward: who gets it, and what it is called; a telling name of the grant stands alone.

    >>> recipient_name("主营业务收入增长15%以上、增长额超过500万元的规模以上工业企业", "补助")
    '主营业务收入增长15%以上的规上工业企业补助'
    """
    if len(grant) >= 6:
        return grant
    return f"{shortened(words_of_name(words), LONGEST_REWARD_NAME - len(grant) - 1)}{grant}"


def words_of_name(words: str) -> str:
    """Return words without quotes and spaces, as names have them."""
    bare = re.sub(r"[\s“”‘’\"《》]", "", words).replace("规模以上", "规上").replace("一次性", "")
    bare = re.sub("规上(?:口径)?(?:的)?统计(?:口径|范围)?", "规上", bare)
    return re.sub(
        r"^(?:对于?|凡|给予|属于|属|如|若|其中|当年度?|本年度|年(?![度均末底产])|[，、；])+|[的，、；]+$", "", bare
    )


def shortened(words: str, longest: int, *, is_figure: bool = False) -> str:
    """Return words in at most so many characters: without asides, later clauses, the rest of a list, the beginning.

    A figure is told by its noun, 增加的地方贡献 by 地方贡献; who is paid rather by what stands before the noun.

    >>> shortened("城镇登记失业人员、就业困难人员、高校毕业生", 12)
    '城镇登记失业人员等'
    """
    return next(one for one in _ways_to_shorten(words, longest, is_figure=is_figure) if len(one) <= longest)


def _ways_to_shorten(words: str, longest: int, *, is_figure: bool) -> Iterator[str]:
    """Yield shorter and shorter forms of words, those that lose least first; the last one fits."""
    yield words
    bare = _FIELDS.sub("", _ASIDE.sub("", words))
    yield bare
    last = _LAST_NOUN.search(bare)
    noun = None if last is None else last["noun"]
    if is_figure and noun is not None and len(noun) >= 4:
        yield noun
    first = re.split("[，；]", bare, maxsplit=1)[0]
    clause = next((one for one in re.split("[，；、]", bare)[:1] if _FIGURE_SAID.search(one)), first)
    if noun is not None and clause != bare and not clause.endswith(noun):
        yield f"{clause.removesuffix('的')}的{noun}"
    said = "" if last is None else bare[: last.start()]
    merit = _MERIT.search(bare)
    if merit is not None and merit.start() and not re.search("[0-9]", bare[: merit.start()]):
        yield bare[merit.start() :]
        yield re.split("[，；]", bare[merit.start() :], maxsplit=1)[0]
        yield _LIST_REST.sub("等", bare[merit.start() :])
        said = said[merit.start() :] or said
    if noun is not None and len(noun) >= 9 and "、" not in noun:
        yield noun
    if len(said) >= 6:
        yield said
    yield _LIST_REST.sub("等", bare)
    if len(first) >= 6:
        yield first
    yield _LIST_REST.sub("等", said or first)
    if noun is not None and len(noun) >= 4 and "、" not in noun and _ANY_NOUN.fullmatch(noun) is None:
        yield noun
    cuts = [match.start() for match in _BOUNDARY.finditer(bare) if 5 <= match.start() < longest]
    yield f"{bare[: cuts[-1]]}等" if cuts else f"{bare[: longest - 1]}等"


def exception_name(base: str, narrowing: str) -> str:
    """Return the name of an exception: that of its rule with what narrows it behind.

    >>> exception_name("首次纳规奖励", "战略性新兴产业")
    '首次纳规奖励（战略性新兴产业）'
    """
    stem = re.sub("（[^（）]*）$", "", base)
    room = LONGEST_REWARD_NAME - len(stem) - 2
    if room < 4:
        stem, room = shortened(stem, LONGEST_REWARD_NAME - 12), 10
    return f"{stem}（{shortened(narrowing, room)}）"


def unused(name: str, taken: set[str]) -> str:
    """Return a name that no other reward has: a number behind it where it must be."""
    if name not in taken:
        return name
    stem = name[: LONGEST_REWARD_NAME - 3]
    return next(one for number in range(2, 9999) if (one := f"{stem}（{number}）") not in taken)
