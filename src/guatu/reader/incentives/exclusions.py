"""What looks like an incentive and is none: taxes, budgets, results, penalties, deposits, insured sums, instalments."""

import re

# Taxes are law, not a gift of the plan; a reward measured by tax paid stays one.
_TAX = re.compile(
    r"(?:征收|减征|免征|减按|抵扣|扣除|抵免|抵减|税率|计征|退税|缓缴|应纳税)[^，。；]{0,20}(?:税|所得额)|税[^，。；]{0,14}(?:征收|减征|免征|减按|抵扣|扣除|抵免|退税|税率)"
    r"|税[^，。；]{0,6}减免\d|(?:抵扣|抵免|加计扣除|减征|免征)|税率|征收率|应纳税"
)
_REWARD = re.compile(r"奖励|补助|补贴|奖补|资助|扶持|贴息")
_BUDGET_BEFORE = re.compile(
    r"(?:设立|安排|统筹|筹集|新增|投入|安排额度|列支|整合|募集|组建|注入|争取|拨付|下达|充实|追加|筹措|投放|撬动|累计|共|总计|发行|完成|实现)[^，。；]{0,24}$"
)
_BUDGET_NEXT = re.compile(
    r"^(?:以上|左右)?(?:的|以上的)?[^，。；、\d]{0,14}?(?:专项资金|专项经费|基金|资金池|补偿池|引导资金|财政资金|奖补资金|补助资金|工作经费|规模|预算|再贷款额度)"
)
# Vouchers handed out in all, not to somebody: 发放消费券500万元
_VOUCHERS = re.compile(r"(?:发放|投放|推出|派发)[^，。；、]{0,10}(?:消费券|惠民券|红包|优惠券)[^，。；、\d]{0,8}$")
_BUDGETED = re.compile(r"(?:经费|资金|预算)安排(?:额度|规模)?(?:分别)?(?:为|是)")
_HANDED = re.compile(r"给予|予以|每[^年季月周]|最高|分别|奖励|一次性|按|标准")
_PAST = re.compile(
    r"(?:已|累计|共计?|截至|去年|上年同期|合计)(?:向|为|对|有|经|先后|成功)?[^，。；]{0,24}(?:发放|兑现|拨付|落实|减免|减负|补贴|补助|奖励|争取|获得|返还|退还|投放)"
)
_DONE = re.compile(
    r"(?:发放|兑现|拨付|落实|减免|下达|争取|获得|争取到|到位|返还|退还|完成|实现|为[^，。；]{2,16}?减免)[^，。；]{0,22}$"
)
_PENALTY = re.compile(
    r"罚款|处罚|罚金|罚没|没收|追缴|滞纳金|扣减|扣除|扣回|违约金|赔偿金|赔偿(?!补偿)|收回|追回|退回|退缴|补缴|收缴|抵减"
)
# What was or is spent in all, and a price after a subsidy.
_SPENT = re.compile(
    r"(?:补贴|补助|奖励|资助|贴息|奖补)[^，。；\d每]{0,4}(?:支出|拉动|带动)[^，。；\d]{0,6}\d|(?:补贴|补助|优惠)后(?:的)?[^，。；]{0,4}价"
)
_DEPOSIT = re.compile(
    r"保证金|质保金|押金|首付|预付款|定金|出让金|出让底价|底价|最低价|出让价|起始价|地价|土地出让|容积率|房价"
)
_INSURED = re.compile(
    r"(?<!担)保额|保险金额|保障额度|赔付|保险赔偿|风险保障|理赔|缴费(?:基数|比例|费率)|缴存|公积金|报销|支付限额|待遇标准|低保|抚恤|养老金|(?:失业|工伤|养老|医疗|社会)保险[^，。；]{0,10}费率|失业保险金"
)
# A wage is law; a subsidy can be a share of one: 按最低工资标准的70%给予见习补贴
_WAGE = re.compile(r"最低工资|工资标准")
# What a body shares out of its own earnings: 转化收益的70%奖励给完成人
_OWN_EARNINGS = re.compile(
    r"(?:收益|净收入)[^，。；]{0,10}(?:奖励|分配|归)[^，。；]{0,12}(?:完成人|发明人|设计人|科研人员|贡献|团队)"
)
# Prices of what is sold: they are asked, not given.
_PRICE = re.compile(r"收费|价格|[水电气热运票]价|缴费|租金标准|租金每|学费|服务费|登记费")
_PRICE_CUT = re.compile(r"减|免|降|优惠|下浮|让利|下调|调低|折")
# 按合同额的5%收取: a fee, where 按原标准的70%收取 is a relief
_FEE_SHARE = re.compile(
    r"按照?[^，。；]{0,14}(?:[额数产润]|总价|造价|起始价|估算价|成交价|余额|收入)的?(?:\d+(?:\.\d+)?[%‰])(?:的?(?:标准|比例))?(?:收取|计收|收费|计取|缴纳|缴存|提取|计提|列支|安排)"
)
# Shares of a fund and where a project's money comes from.
_STAKES = re.compile(r"[母子]基金|基金规模|出资(?:比例|额|金额)|注册资本(?!的\d)|持股|股权占比|参股比例|返投|资本金")
_SOURCES = re.compile(r"(?:总?投资|资金来源|预算)[^。；]*其中[^。；]*(?:自筹|配套资金|银行贷款|企业投资)")
# A part of a whole that is itself a budget: 资金总量2亿元，其中奖励企业1.2亿元
_PART_OF_BUDGET = re.compile(
    r"(?:投资|资金总[量额]|总规模|预算|经费|总额)(?:为|约|达)?[^，。；给奖补资]{0,4}\d[^，。；给奖补资]{0,6}元，其中(?:(?!给予|予以|每|最高|对|第)[^。；])*$"
)
# How an award is to be used, and what lower budgets add.
_USED_FOR = re.compile(
    r"(?:资金|经费|收益|收入|奖金)(?:的|中)?[^，。；\d]{0,6}\d+(?:\.\d+)?%[^，。；]{0,8}用于|\d+(?:\.\d+)?%(?:以上)?的[^，。；]{0,10}(?:资金|经费|收益|收入|奖金)[^，。；]{0,4}用于"
    r"|(?:用人|依托|所在|项目|承担)单位[^，。；]{0,16}提供[^，。；]*配套|(?:管理费|间接费用|劳务费|绩效支出)[^，。；]{0,12}(?:超过|高于|控制在)|配套(?:资金|经费)?(?:比例)?(?:不低于|不少于|为)\d|%(?:以上)?的?(?:比例)?(?:进行|安排|提供)?配套(?![^，。；])"
)
# What is given in all, over a year: 全年让利3亿元
_IN_ALL = re.compile(
    r"(?:全年|累计|年内|预计|力争|共计?|合计|所需|需)[^，。；每户]{0,14}(?:让利|减负|减免|返还|发放|补贴|补助|奖励|资助|经费|资金)[^，。；每户]{0,8}$"
)
_YEARLY_SHARE = re.compile(
    r"标准(?:安排|列支|落实|核定|拨付|保障)|(?:安排|保障)[^，。；\d]{0,6}(?:衔接|涉农|工作)(?:资金|经费)|(?:工作|办公|运转)经费(?:不低于|不少于|为|标准)"
)
_INSTALMENT = re.compile(
    r"(?:分[两二三四五\d]+(?:期|次|年|批|笔)|首期|首次|预先?|先行|先|余款|剩余|尾款|验收后再?)(?:予以|给予)?(?:拨付|拨款|支付|兑付|兑现|发放|拨)|(?:拨付|兑付|拨款)比例|(?:拨付|划拨|兑付|额度为)[^，。；]{0,6}(?:奖励|奖补|补助|资助)(?:总额|资金|经费|金额)的"
)
_SHARED = re.compile(
    r"(?:财政|省|市|县|区|级|中央)[^，；]{0,8}(?:按|各|承担|分担|负担)[^，；]{0,14}(?:承担|分担|负担|出资)"
)
_LPR = re.compile(r"LPR|基点|BP|贷款市场报价利率", re.IGNORECASE)
_CEILING_OF_PRICE = re.compile(
    r"(?:利率|费率|担保费|保费)[^，。；]{0,12}(?:不高于|不超过|不得超过|(?<!不)低于|控制在|上限|降至|降到|以内|以下)"
)
_CUT = re.compile(r"(?:下浮|下调|降低|下降|调低|降至|降到|减少)[^，。；]{0,18}$")
_CHARGE = re.compile(r"租金|房租|租费|收费|费用|费率|利率|电价|气价|水价|运价|价格|费(?!用户)|票价|门票")
_AIM = re.compile(
    r"平均|总费用|比率|综合融资|融资成本|成本|能耗|排放|力争|确保|同比|比上年|较上年|较\d{4}|浓度|发生率|占比|不良率|目标|消耗|时间|时限"
)
# 完成股改的奖励30万元: a verb of giving behind 的 hands over, whatever was done before it.
_HANDED_FOR = re.compile(r"的[^，。；的\d]{0,8}?(?:给予|予以|再|一次性|可)*(?:奖励|奖补|补助|补贴|资助|奖|补)$")
# A limit up to which a formality is simpler gives nothing: 30万元以内的创业担保贷款实行简易审批
_FORMALITY = re.compile(r"审批|审定|审核|研究决定|手续|流程|程序|办结|公示|纳入|招标|采购方式")
_GIVES = re.compile(r"给予|予以|奖励|补助|补贴|免除|提供|发放|最高可|申请")
# A price that falls is a result; one that is lowered for somebody is a gift.
_FALL = re.compile(r"(?:下降|减少)[^，。；]{0,12}$")
_GRANTED = re.compile(r"对|按|阶段性|实行|给予|统一|再")
_OTHER_LEVEL = re.compile(r"在[^。；，]{0,120}?(?:，[^。；，]{0,60}?)?基础上|除[^。；，]{2,40}外")
_GOODS = re.compile(r"(?:政府采购|评审优惠|价格扣除|预留|采购份额|中标|(?<!市场)报价|评分|加分|分值|得分|信用分)")


def passing_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches that cite another support in passing: 在中央财政贴息50%的基础上, 除享受上级补助外."""
    return tuple(match.span() for match in _OTHER_LEVEL.finditer(text))


def is_excluded(text: str, first: int, last: int, *, start: int, is_money: bool) -> bool:
    """Tell whether a figure at `first` to `last` of a sentence is no gift; its rule's words begin at `start`."""
    phrase = _phrase(text, first, last)
    before, after = text[start:first], re.split("[，；]", text[last : last + 40], maxsplit=1)[0]
    near = before[-60:] + text[first:last] + after
    if _TAX.search(phrase) and not _REWARD.search(phrase):
        return True
    if (
        _PENALTY.search(phrase)
        or _DEPOSIT.search(phrase)
        or _INSURED.search(phrase)
        or _GOODS.search(phrase)
        or _SHARED.search(phrase)
        or _FEE_SHARE.search(phrase)
        or _STAKES.search(phrase)
        or _USED_FOR.search(phrase)
        or _OWN_EARNINGS.search(phrase)
        or _SPENT.search(phrase)
        or (_WAGE.search(phrase) and not _REWARD.search(phrase))
    ):
        return True
    if _INSTALMENT.search(phrase) or (_LPR.search(near) and not _REWARD.search(phrase)):
        return True
    if is_money:
        if (
            _is_price(before, phrase)
            or _SOURCES.search(text)
            or _PART_OF_BUDGET.search(text[:first])
            or _is_stake(before)
        ):
            return True
        if _YEARLY_SHARE.search(phrase):
            return True
        if _FORMALITY.search(phrase) and not _GIVES.search(phrase):
            return True
        return _is_budget(before, after) or _is_result(text, first)
    return _is_aim(before, phrase) or _is_past(text, first)


def _phrase(text: str, first: int, last: int) -> str:
    start = max(text.rfind(sign, 0, first) for sign in "，；。：") + 1
    ends = [place for sign in "，；。：" if (place := text.find(sign, last)) >= 0]
    return text[start : min(ends, default=len(text))]


def _is_price(before: str, phrase: str) -> bool:
    """Tell a price or fee that is asked from one that is cut or refunded."""
    words = before + phrase
    return bool(_PRICE.search(words)) and not _REWARD.search(words) and not _PRICE_CUT.search(words)


def _is_stake(before: str) -> bool:
    return bool(_STAKES.search(before)) and not _REWARD.search(before)


def _is_budget(before: str, after: str) -> bool:
    if _IN_ALL.search(before.rsplit("，", 1)[-1]) and not re.search(
        "最高|一次性|给予|予以|不超过|标准|上限", before[-40:]
    ):
        return True
    if _BUDGETED.search(before) or (_VOUCHERS.search(before) and not re.search("[每各户人](?!季|年|月)", before[-24:])):
        return True
    if _BUDGET_NEXT.match(after) and not re.search(r"给予|予以|奖励|一次性|最高", before[-30:]):
        return True
    return bool(_BUDGET_BEFORE.search(before.rsplit("，", 1)[-1])) and not _HANDED.search(before[-40:])


def _is_result(text: str, first: int) -> bool:
    phrase_start = max(text.rfind(sign, 0, first) for sign in "，；。：") + 1
    before = text[phrase_start:first]
    if _is_past(text, first):
        return True
    if _HANDED_FOR.search(before):
        return False
    return bool(_DONE.search(before)) and not re.search(r"每|标准|最高|一次性|给予|不超过|额度|分别", before)


def _is_past(text: str, first: int) -> bool:
    return bool(_PAST.search(text[max(0, first - 60) : first])) and not re.search("给予|予以", text[first - 20 : first])


def _is_aim(before: str, phrase: str) -> bool:
    """Tell a cut that is an aim or a ceiling (融资成本下降1个百分点, 费率不高于1%) from one that is granted."""
    if _CEILING_OF_PRICE.search(phrase) and not _REWARD.search(phrase):
        return True
    if not _CUT.search(before.rsplit("，", 1)[-1]):
        return False
    if _FALL.search(before[-24:]) and not _GRANTED.search(before):
        return True
    return not _CHARGE.search(before[-50:]) or bool(_AIM.search(before[-30:].rsplit("，", 1)[-1]))
