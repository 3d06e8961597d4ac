"""One form for each indicator's name (指标名称归一), and what a new indicator is by the nouns in its name."""

import re

from guatu.domain import UNITS
from guatu.pack import GrowthBasis, Kind

_LAYOUT = re.compile(r"[\s“”‘’\"'《》、（）()，·]|的")
_SAME = (
    (re.compile("规模以上"), "规上"),
    (re.compile(r"地区生产总值|国内生产总值|(?<!工业)(?<!农业)生产总值"), "GDP"),
    (re.compile(r"占全[省市州县区国](?=GDP)"), "占"),
    (re.compile(r"^全(?:省|市|州|县|区|自治区)"), ""),
    (re.compile(r"(?<=制造)产业(?=增加值|产值|$)"), "业"),
    (re.compile(r"(?<=..)产业(?=增加值|产值)"), ""),
    (re.compile(r"新(?:组织)?(?:培育)?认定|新培育|新增加"), "新增"),
    (re.compile(r"占比|比例|比率"), "比重"),
    (re.compile(r"(?<!总)(?:户数|家数|个数|数量|数)$"), ""),
    (re.compile(r"[和与及]"), ""),
)
_NEW = re.compile(
    r"新|净增|增加|引进|引入|招引|认定|培育|创建|建成|建设|打造|转|升|改|选派|招募|培训|完成|开展|实施|挂牌|入库"
)
# Classifiers that no table of units has; what they count is simply counted.
_CLASSIFIERS = frozenset("款例只支座处场期批所间栋套张门篇组队类种本份车艘架口盏艇宗起幅部枚株头羽把株轮届")
_GUESSES: tuple[tuple[re.Pattern[str], str, Kind, GrowthBasis], ...] = (
    (re.compile(r"比重|占比|率$|比例|强度|覆盖|密度"), "%", Kind.RATE, GrowthBasis.NONE),
    (re.compile(r"能耗|电耗|水耗|碳排放强度"), "", Kind.RATE, GrowthBasis.COMPARABLE),
    (re.compile(r"增加值|GDP|生产总值"), "亿元", Kind.FLOW, GrowthBasis.REAL),
    (re.compile(r"投资"), "亿元", Kind.FLOW, GrowthBasis.COMPARABLE),
    (re.compile(r"余额|规模$"), "亿元", Kind.STOCK, GrowthBasis.NOMINAL),
    (
        re.compile(r"产值|收入|利润|税|零售|进出口|出口|进口|交易|成交|资金|经费|销售|外资|营收|支出|投入|费用"),
        "亿元",
        Kind.FLOW,
        GrowthBasis.NOMINAL,
    ),
    (re.compile(r"企业|主体|户数|商户|个体"), "户", Kind.STOCK, GrowthBasis.NOMINAL),
    (re.compile(r"人员|就业|人数|人口|人才"), "人", Kind.STOCK, GrowthBasis.NOMINAL),
)
_WHOLE = re.compile(r"全(?:省|市|州|县|区|旗|盟|自治区|国)(?:范围(?:内)?)?")


def indicator_key(name: str) -> str:
    """Return the form under which an indicator is looked up.

    >>> indicator_key("全县规模以上工业企业数") == indicator_key("规上工业企业户数")
    True
    """
    key = _LAYOUT.sub("", name)
    for pattern, same in _SAME:
        key = pattern.sub(same, key)
    return f"新增{key.replace('新增', '', 1)}" if "新增" in key[1:] else key


def is_whole(scope: str | None) -> bool:
    """Tell a scope that is the whole place (全县) from a part of it (全县园区)."""
    return scope is None or _WHOLE.fullmatch(scope) is not None


def has_new(name: str) -> bool:
    """Tell a name that itself says that something is added: 新增规上企业, “个转企”."""
    return _NEW.search(name) is not None


def unit_of(printed: str) -> str:
    """Return the registered unit for a printed one; a classifier is 个, a ratio ∶1 is 倍, what is unknown is empty."""
    plain = printed.strip().replace("％", "%")
    if plain in UNITS:
        return plain
    if re.fullmatch(r"[∶:：]1", plain):
        return "倍"
    if plain in _CLASSIFIERS or (plain[:1] == "万" and plain[1:] in _CLASSIFIERS):
        return "万个" if plain[:1] == "万" else "个"
    return ""


def guess_nature(name: str) -> tuple[str, Kind, GrowthBasis]:
    """Return unit, kind and basis of growth that the nouns of a name suggest; unknown nouns suggest a plain number."""
    for pattern, unit, kind, growth in _GUESSES:
        if pattern.search(name):
            return unit, kind, growth
    return "", Kind.FLOW, GrowthBasis.NOMINAL
