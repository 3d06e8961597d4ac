"""What a sum is counted by: 每件, 元/人/年, 每上1个亿元台阶."""

import re

_STEP = re.compile(
    r"每(?:再|新)?(?:上|增加|增长|提高|提升|晋升|跨|迈|攀升|递增|跃升|超过?|多|满|达到?)[^，。；]{0,16}?(?:台阶|档|级|亿元|万元|%|个百分点|名次|位|人次|万人)"
)
_EACH_ACT = re.compile(
    r"每(?:培训|设立|新?增设?|引进|招引|培育|培养|新建|建成|开设|举办|完成|通过|获得|参加|推荐|招用|吸纳|新增加|介绍|孵化|转化|取得|成功|招收|带动|接收|输送|认定|制定|新招|新设|开通|出口|销售|购买|建设|发展|实现|[一-鿿]{2,3}(?=[\d一](?:件|个|项|家|人|名|台|套|户|头|只|亩|辆|艘|座|间|张|吨|床|批|场|班|列)))(?:(?!给予|予以|奖励|补助|补贴|资助|一次性)[^，。；]){0,14}"
)
_ONE = r"户|家|企业|单位|机构|园区|基地|平台|站|示范区|中心|所|试点|商户|主体|店|合作社|农场|集体|社区"
# 每到账100万元: an act counted by its sum
_EACH_SUM = re.compile(
    r"每(?:到账|到位|到资|实际到[账资]|利用|投资|使用|消纳|处理|成交|交易|采购|运输|发电|节约|节能|减排|改造)[\d一][^，。；给奖补资]{0,8}"
)
# 冬小麦亩补助50元, 单品种奖励20万元: the unit stands without 每
_BARE_UNIT = re.compile(
    r"(?:(?<![每一\d])(?P<land>亩|公顷|头|羽)均?|单(?P<thing>品种|件|台|场|辆|车|架次|航班))(?:平均)?(?:奖励|奖补|补助|补贴|资助|奖|补)[^，。；、\d]{0,8}$"
)
_EACH_ONE = re.compile(rf"每(?:一)?(?:个)?(?P<who>{_ONE})|每个[^，。；、\d]{{0,10}}(?:{_ONE}|（群）|专业)")
_EACH = re.compile(
    r"每个[^，。；、\d]{1,6}?(?=分别|不超过|不低于|给予|予以|奖|补|资助|最高|$)|每[\d一二三百千万亿]+[^，。；\d]{1,4}?(?=给予|奖|补|资助|$)|每(?:一)?(?P<unit>平方公里|平方米|立方米|标准箱|标箱|千瓦时|公里|工作日|人次|个人|班次|航次|架次|列次|人|名|件|项|亩|吨|斤|辆|台|套|个|款|例|次|场|班|天|日|晚|夜|月|床|张|间|车|艘|村|亩次|头|只|株|公顷|千瓦|瓦|度|届|期|本|篇|部|集|分钟|小时|列|柜|箱|票|单|笔|斤|对|条|处|座|段|点|亿元|万元|千万元)"
)
# Any other thing that is counted: 每块奖励1万元
_EACH_THING = re.compile(
    r"每(?:一)?(?!年|月|季|次)[^，。；、\d]{1,3}(?=给予|予以|奖励|补助|补贴|资助|奖|一次性|最高|$)"
)
_SLASH = re.compile(
    r"^(?P<unit>(?:(?:/|每|·|•)[^\d，。；、：的（）/·•]{1,6}?)+)(?=$|[的，。；、：（）·]|标准|以|给予|予以|进行|一次|补|奖|房租|租金|资助|发放|左右|收)"
)
_YEAR_ONLY = re.compile(r"^[/每]?(?:一)?年$")


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
    if act := _EACH_ACT.search(words) or _EACH_SUM.search(words):
        return "per_unit", act.group()
    phrase = "，".join(words.split("，")[-2:])
    if _EACH_ONE.search(phrase):
        return "lump_sum", None
    if bare := _BARE_UNIT.search(phrase):
        return "per_unit", f"每{bare['land'] or bare['thing']}"
    each = list(_EACH.finditer(phrase)) or list(_EACH_THING.finditer(phrase))
    if each:
        return "per_unit", "".join(one.group() for one in each)
    return "lump_sum", None
