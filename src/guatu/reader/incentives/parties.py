"""Nouns of those who can be paid (企业, 个人, 园区), and clauses about one turned into phrases that end in one."""

import re

# Those who act: they can stand as the subject of a clause.
ACTOR = (
    "企业|机构|单位|公司|事务所|合作社|家庭农场|经营主体|市场主体|创新主体|社会组织|行业协会|协会|商会|联盟|旅行社|"
    "社团|个体工商户|个体户|商户|农户|个人|权利人|专利权人|人员|人才|团队|院所|高校|学校|医院|社会资本|投资方|投资人|运营商|服务商|商家|电商|平台|集体"
)
# Places, works and persons that are named as what is paid for.
PLACE = (
    "中心|基地|园区?|示范区|景区|街区|社区|工厂|车间|孵化器|空间|站点?|馆|店|商场|超市|酒店|宾馆|民宿|农场|牧场|大棚|村|镇|乡|县|(?<!上)市|区|街道|"
    "项目|工程|实验室|研究院|设计院|医院|幼儿园|机场|港口|集群|品牌|产品|专利|商标|班列|航线|船舶|车辆|楼宇"
)
PERSON = (
    "者|人|毕业生|研究生|大学生|学生|博士后?|硕士|院士|教师|医师|工程师|技师|设计师|职工|员工|民工|劳动力|居民|村民|市民|"
    "家庭|司机|导游|教练|运动员|护理员"
)
_BRACKET = r"(?:（[^（）]*）)?"
_ENDS_IN_PARTY = re.compile(
    rf"(?:{ACTOR}|{PLACE}|{PERSON}|主体|组织|(?<![落开入])户|社|方|所|院|校|企)(?:等)?{_BRACKET}$"
)
_ENDS_IN_ACTOR = re.compile(rf"(?:{ACTOR}|{PERSON}|主体|组织|(?<![落开入])户|社|方){_BRACKET}$")
_ACTION = (
    "在|将|把|为|通过|与|向|从|新|首次|每|当年|年度|年|获|被|成功|引进|参加|参与|开展|建|购|招|吸纳|投资|投保|举办|承办|主导|主持|完成|取得|达到|入选|入驻|累计|"
    "实施|发起|牵头|升|帮助|改制|租|利用|使用|自建|自行|设立|创办|从事|聘|委托|上市|挂牌|并购|兼并|承租|研发|转化|出口|进口|注册|迁入|落户|缴纳|组织|销售|上云|股改|近"
)
_CLAUSE = re.compile(
    rf"(?P<who>[^，的\d]{{0,12}}?(?:{ACTOR})(?:[、和及或](?:[^，的、\d]{{0,8}}?(?:{ACTOR})))*(?:等(?:各类)?(?:{ACTOR}|主体))?)"
    rf"(?P<rest>(?:{_ACTION})[^\n]+)"
)
_GIVER = re.compile(r"银行|金融机构|各地|财政|政府|部门")
# What somebody pays or loses is a base; only who does so is paid.
_MONEY_END = re.compile(r"(?:贡献|费用?|投入|税收|损失|利息|保费|租金|部分|额)度?$")
_TAIL_NOUN = 30


def ends_in_party(words: str) -> bool:
    """Tell words that end in somebody or something that can be paid: 新认定的园区, 参展的企业（含分公司）."""
    return _ENDS_IN_PARTY.search(words) is not None


def ends_in_actor(words: str) -> bool:
    """Tell words that end in somebody who can hold money: 承办单位, not a project or an award."""
    return _ENDS_IN_ACTOR.search(words) is not None


def party_of_clause(words: str) -> tuple[str, str | None] | None:
    """Return a clause as a phrase that ends in its subject; a long clause stays as a condition beside the subject.

    >>> party_of_clause("企业首次通过复核")
    ('首次通过复核的企业', None)
    """
    match = _CLAUSE.fullmatch(words)
    if match is None or _GIVER.search(match["who"]):
        return None
    if _MONEY_END.search(words):
        return match["who"], None
    if len(match["rest"]) <= _TAIL_NOUN and "，" not in match["rest"]:
        return f"{match['rest']}的{match['who']}", None
    return match["who"], words


def head_noun(words: str) -> str:
    """Return what stands behind the last 的 outside brackets: 新入规的工业企业 → 工业企业."""
    depth = 0
    for place in range(len(words) - 1, -1, -1):
        sign = words[place]
        depth += (sign == "）") - (sign == "（")
        if depth == 0 and sign == "的":
            return words[place + 1 :]
    return words
