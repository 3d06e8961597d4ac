"""Whom a target binds (适用范围): 全市, 每个县, 甲县, 县财政; the document's own reach where a sentence names none."""

import re
from collections import Counter

_LOCAL = (
    "县（市、区）|县（市）|县（区）|市（县、区）|市（州）|县市区|县市|区县|市州|地市|设区市|乡镇（街道）|镇（街道）|乡镇|镇街|街道|"
    "产业园区|园区|开发区|高新区|经开区|社区|行政村|村|县|市|区|州|镇|乡|旗|盟"
)
_BODY = "企业|单位|部门|学校|医院|机构|平台|行业|银行|园|基地|集群|产业链"
_EACH = re.compile(
    rf"(?:每一?个?|各|所有|(?:具备|有)条件的)(?P<kind>[^，。；：、\d每各年月季]{{0,8}}?)(?P<noun>{_LOCAL}|{_BODY})(?![域内外长政委局级])"
)
_EVERY_BODY = re.compile(r"^(?:每|所有|有|具)")
_WHOLE = re.compile(
    r"(?<![在入居列占于])全(?:省|市|州|县|区|盟|旗|镇|域|国|系统|行业)(?![国统]|覆盖)(?:[^，。；、\d的]{0,4}(?:园区|开发区))?"
)
_REACH = re.compile(r"(?<![在入居列占于])全(?:省|市|州|县|区|盟|旗)(?!域)")
_PURSE = re.compile(
    r"(?:^|[，；])(?P<purse>(?:省|市|州|县|区|镇)(?:本)?级?财政)(?=[^，；]{0,10}(?:安排|列支|统筹|预算|设立|投入|筹集))"
)

_PLACE = r"[一-鿿]{1,8}?(?:高新区|经开区|开发区|新区|园区|街道|市|县|区|州|盟|旗|镇|乡)"
_LIST = rf"{_PLACE}(?:、{_PLACE}){{0,11}}(?:[和及与]{_PLACE})?"
_PLACES = re.compile(_LIST)
_OPENING = re.compile(
    rf"^(?:其中)?[，：]?(?P<places>{_LIST})"
    r"(?=分别|各|均|都|力争|确保|要|应|新增|新建|培育|引进|招引|完成|达到|实现|每年|年均|至少)"
)
# What ends like a place and is none: 上市, 城市, 景区, 示范区, 服务区; 全州 and 每县 are no names either.
_NO_PLACE = re.compile(
    r"(?:^|[、和及与])(?:全|每|各|本|我|在|对|将|把|到|推进|推动|建设|建成|加快|支持|引导|培育|打造|新增|新建|创建|国家级|省级|市级|州级|县级|[千百十]亿)|"
    r"(?:上|城|超|门|夜|都|设区)市(?:$|、)|(?:景|社|示范|服务|小|校|片|先行|试验|集聚|街|山|库|灾|林|湖|特|辖|地|城|保护|功能|特色|产业)区(?:$|、)|级[^、]*园区|村镇|城镇|特色小镇"
)


def is_place(name: str) -> bool:
    """Tell the name of a place, or of several: 青河县, 甲市、乙县; not 景区 and not 省级园区."""
    return _PLACES.fullmatch(name) is not None and _NO_PLACE.search(name) is None


def scope_of(phrase: str, head: str) -> str | None:
    """Return the scope that a phrase names, else the 全… of `head`, the sentence up to the figure."""
    opening = _OPENING.match(phrase)
    if opening and is_place(opening["places"]):
        return opening["places"]
    for pattern in (_EACH, _PURSE, _WHOLE):
        for match in pattern.finditer(phrase):
            if pattern is _EACH and not _is_each(match):
                continue
            return str(match["purse"] if pattern is _PURSE else match.group())
    found = [match.group() for match in _REACH.finditer(head)]
    return found[-1] if found else None


def _is_each(match: re.Match[str]) -> bool:
    """Leave 各部门 and 各类企业 alone, which say who works rather than for whom a goal holds."""
    return _EVERY_BODY.match(match.group()) is not None or re.fullmatch(_LOCAL, match["noun"]) is not None


def is_for_each(phrase: str) -> bool:
    """Tell a figure that holds for every one of a kind: 每个乡镇至少建成1个中心, 有条件的县."""
    return (
        any(_is_each(match) for match in _EACH.finditer(phrase))
        or re.search(r"每人|每户|每村|每县", phrase) is not None
    )


_LEVELS = {"自治区": "区", "自治州": "州", "自治县": "县"}
_ISSUER = re.compile(
    r"(?:[一-鿿]{2,8}?(?P<level>自治区|自治州|自治县|省|市|州|县|区|盟|旗))+(?=人民政府|[^省市州县区]{0,12}(?:局|委|办|厅))"
)


def usual_scope(text: str, issuers: tuple[str, ...]) -> str | None:
    """Return the 全… that a document says most often, else that of the government that signs it, or None."""
    counts = Counter(_REACH.findall(text))
    if counts:
        return str(counts.most_common(1)[0][0])
    match = _ISSUER.match(issuers[0]) if issuers else None
    return None if match is None else f"全{_LEVELS.get(match['level'], match['level'])}"
