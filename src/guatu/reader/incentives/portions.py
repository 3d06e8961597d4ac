"""What a sum is counted by (每件, 元/人/年, 每上1个亿元台阶) and what a rate is taken of (base, 基数)."""

import re

from guatu.reader.incentives.figures import Figure

_STEP = re.compile(
    r"每(?:再|新)?(?:上|增加|增长|提高|提升|晋升|跨|迈|攀升|递增|跃升|超过?|多|满|达到?)[^，。；]{0,16}?(?:台阶|档|级|亿元|万元|%|个百分点|名次|位|人次|万人)"
)
_EACH_ACT = re.compile(
    r"每(?:培训|设立|新?增设?|引进|招引|培育|培养|新建|建成|开设|举办|完成|通过|获得|参加|推荐|招用|吸纳|新增加|介绍|孵化|转化|取得|成功|招收|带动|接收|输送|认定|制定|新招|新设|开通|出口|销售|购买|建设|发展|实现)[^，。；]{0,14}"
)
_ONE = r"户|家|企业|单位|机构|园区|基地|平台|站|示范区|中心|所|试点|商户|主体|店|合作社|农场|集体|社区"
_EACH_ONE = re.compile(rf"每(?:一)?(?:个)?(?P<who>{_ONE})|每个[^，。；、\d]{{0,10}}(?:{_ONE}|（群）|专业)")
_EACH = re.compile(
    r"每[\d一二三百千万亿]+[^，。；\d]{1,4}?(?=给予|奖|补|资助|$)|每(?:一)?(?P<unit>平方公里|平方米|立方米|标准箱|标箱|千瓦时|公里|工作日|人次|个人|班次|航次|架次|列次|人|名|件|项|亩|吨|斤|辆|台|套|个|款|例|次|场|班|天|日|月|床|张|间|车|艘|村|亩次|头|只|株|公顷|千瓦|瓦|度|届|期|本|篇|部|集|分钟|小时|列|柜|箱|票|单|笔|斤|对|条|处|座|段|点|亿元|万元|千万元)"
)
# Any other thing that is counted: 每块奖励1万元
_EACH_THING = re.compile(
    r"每(?:一)?(?!年|月|季|次)[^，。；、\d]{1,3}(?=给予|予以|奖励|补助|补贴|资助|奖|一次性|最高|$)"
)
_SLASH = re.compile(
    r"^(?P<unit>(?:(?:/|每|·|•)[^\d，。；、：的（）/·•]{1,6}?)+)(?=$|[的，。；、：（）·]|标准|以|给予|予以|进行|一次|补|奖|房租|租金|资助|发放|左右|收)"
)
_YEAR_ONLY = re.compile(r"^[/每]?(?:一)?年$")
_INCREMENT = re.compile(
    r"增量|增长部分|新增部分|增加部分|增长额|增加额|新增额|增幅部分|超出部分|超过部分|增值部分|净增|增长的|增收部分|超基数|增长贡献|新增(?:地方)?(?:贡献|税收|产值|投资|贷款|出口|营业收入|销售)"
)


_EMPTY = re.compile(r"(?:可|再|分别|按照?|一次性|给予|予以|最高|不超过|企业|奖励|补助|补贴|全额|的)*")


def counted_by(words: str, after: str) -> tuple[str, str | None]:
    """Return the kind of a single sum, and what it is counted by: ("per_unit", "每件").

    `words` run from the rule's beginning to the figure, `after` from the figure on.

    >>> counted_by("对获得授权的专利，每件资助", "。")
    ('per_unit', '每件')
    """
    if slash := _SLASH.match(after):
        unit = slash["unit"].lstrip("/")
        if not _YEAR_ONLY.match(unit) and not re.fullmatch(rf"每?(?:个)?(?:{_ONE})", unit):
            return "per_unit", unit
    if step := _STEP.search(words):
        return "step", step.group()
    if act := _EACH_ACT.search(words):
        return "per_unit", act.group()
    phrase = "，".join(words.split("，")[-2:])
    if _EACH_ONE.search(phrase):
        return "lump_sum", None
    each = list(_EACH.finditer(phrase)) or list(_EACH_THING.finditer(phrase))
    if each:
        return "per_unit", "".join(one.group() for one in each)
    return "lump_sum", None


def find_base(words: str, after: str, figure: Figure) -> str | None:
    """Return what a rate is taken of: the words between 按 (or the giving) and the figure, or those behind it."""
    phrase = words.rsplit("，", 1)[-1]
    if "，" in words and _EMPTY.fullmatch(phrase):
        phrase = words.rsplit("，", 2)[-2]
    if figure.is_word or figure.span:
        behind = re.match(
            r"(?:收取|征收|免除|减免|返还|补贴|给予|缴纳|退还)?(?P<base>[^，。；、\d]{2,30}?)(?=[，。；]|$)", after
        )
        before = re.sub(r"^(?:对|可|给予|予以)", "", phrase)
        return (behind["base"] if behind else None) or before or None
    by = re.search(
        r"(?:按照?|依照|返还|退还|补贴|补助|给予|予以|奖励|降低|减免|配套|以)(?P<base>(?:(?!按照?|给予|返还)[^，。；]){2,40})$",
        phrase,
    )
    if by:
        return (
            re.sub(r"(?:的|最高|不超过|不低于|不高于|不少于|比例|为|给予|予以)+$", "", by["base"]).strip("其") or None
        )
    behind = re.match(
        r"(?:的)?(?:比例|标准)?(?:给予|予以|进行)?(?P<base>(?:贴息|再贴息|担保费|保费|租金|房租|利息)[^，。；]{0,6})",
        after,
    )
    if behind:
        return behind["base"]
    return re.sub(r"(?:按照?|下浮|下调|降低|给予|予以|在|基础上|不低于|不超过|最高|实行|的)+$", "", phrase) or None


def is_increment(base: str | None) -> bool:
    """Tell a base that is a growth part (增量, 增长部分)."""
    return bool(base and _INCREMENT.search(base))
