"""Why a figure is no target (排除): rewards, thresholds, legal and price parameters, frequencies, structure, durations.

Each reason is a row of one table: its name, the figures it speaks of, and the words that give it away.
"""

import re

from guatu.reader.targets.figures import Figure
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.vocabulary import DOING_END, FILLERS_END, GOAL_MARK, REACH_END, SERVED, SERVICE_UNITS

REWARD = re.compile(
    r"奖励|补助|补贴(?!性)|奖补|资助|贴息|补偿|减免|免收|减半|减按|优惠|返还|一次性|奖金|加分|扣分|罚款|给予[^，。；]{0,24}(?:支持|奖|补|元|%)|"
    r"予以[^，。；]{0,16}(?:支持|奖|补)|代偿|分担|抵扣|抵用|扣除|免征|税率|抵减|加计|缓缴|延期缴纳|最高不超过|最高(?:可|给予|不)|封顶|"
    r"不足部分|就高不重复|按照?[^，。；]{0,16}(?:标准|比例)[^，。；]{0,8}(?:给予|发放|支付)"
)
_CONDITION = re.compile(r"(?:的|者)$")
_OPENING = re.compile(
    r"^(?:对于?|凡|符合|经|首次|鼓励对|若|如|当|按照?|其中对|同一|单个|单户|单家|每家企业|每户企业|单笔|个人)"
)
_ELIGIBLE = re.compile(
    r"(?:应当?|须|需|必须|同时)(?:满足|具备|符合)|下列条件|以下条件|申报条件|(?:满足|符合|具备)[^，。；]{0,12}条件之一|方可(?:申报|申请)"
)
_ELIGIBLE_TITLE = re.compile(r"条件|资格|门槛|适用范围|申报要求|认定标准|评定标准|评价标准|支持对象|附则|名词解释")
_PRICE = re.compile(
    r"LPR|利率|税率|征收率|收取|收费标准|首付|保证金|定金|押金(?!额)|资本金比例|首付比例|违约金|滞纳金|起始价|底价|出让价|租金|地价|中标价|合同价|"
    r"缴费基数|基准价|贴息|折扣|下浮|上浮|下调|核定|计算|计入|折算|权重(?!提[高升])|占分|比例缴纳|抵扣|贷款额度|最低工资"
)
_MEETING = re.compile(
    r"会议|例会|培训|活动|调度|督查|督导|检查|报告|通报|调研|走访|座谈|汇报|沟通|更新|体检|研究|学习|宣讲|巡查|演练|"
    r"会商|听取|召开|开展|组织|举办|参加|专题|报送|发布|评估|点评|交流|推进会|一次|1次"
)
_DURATION = re.compile(
    r"有效期|贴息期|期限|期满|任期|服务期|试用期|公示|公告期|缓缴|延期|展期|连续|满$|满|为期|合同|培训时间|脱产|挂职|研修|工龄|"
    r"保存|保留|租期|租赁期|质保|宽限|过渡期|实习|学制|经营年限|成立|注册|届满|时长不少于|入选后"
)
_STRUCTURE = re.compile(
    r"^(?:[^，。；、]{0,12}(?:首位产业|主导产业|潜力产业|支柱产业|优势产业|特色产业|未来产业|产业链|赛道|阶段|方面|方向|领域|环节|层面|层次|"
    r"原则|理念|抓手|关键|重点|维度|类别|大类|片区|板块|步骤|部分|责任人|联络员|要素|问题|主题|专班|清单|体系|格局|"
    r"办理事项|审批事项|审批环节|联系人|领导小组|工作组|办公室))(?:$|[、和及])"
)
_WORDS_OF_PAPERS = re.compile(
    r"^(?:[^，。；、]{0,6}(?:措施|政策|举措|意见|任务分工|要求|规定|制度|机制|办法|禁令|标准体系|细则|条款|文件|行动|工程))(?:$|[、和及的])"
)
_LINES = re.compile(r"线|路|街|渠|河|链|带|船|鱼|管|廊道|信息|线索|建议|诉求|隧道|标准")
# 开展合规培训不少于2次: so often, and nothing else.
_BARE_RHYTHM = re.compile(r"(?:会议|例会|培训|调度|督查|督导|检查|座谈会?|宣讲|巡查|演练)(?:不少于|至少|不低于)?$")
# More meetings a year than this are work to be counted, not a rhythm.
_OFTEN = 6
# What is written, set up or carried out in that number is counted even where its noun may be a structure's.
_MADE = re.compile(
    r"(?:制定|制修订|修订|出台|编制|发布|推出|形成|实施|新建|建成|打造|组建|建立|开工|完成|遴选|推广|谋划|新增)(?:出|了)?$"
)
_INDUSTRY = re.compile(
    r"[^，。；、]{0,12}(?:首位产业|主导产业|潜力产业|支柱产业|优势产业|特色产业|阶段|方面|方向|步骤|层次|体系|格局)(?:$|[、和及])"
)
_NAMED = re.compile(r"的?(?![和及与以])[一-鿿]")
_PARTS = re.compile(r"(?:等|这|上述|以上|以下|前述|分为|分成|划分为|划为|共分|包括|包含|涉及|由|其他|另外?|同|任|某)$")
_AREA = re.compile(r"^(?:县|市|区|州|乡|镇|街道|省|盟|旗|地级市|部门|单位)(?![级域场内外属民里际政]|[一-鿿]{0,2}村)")
_CALL = re.compile(r"电话|邮编|邮箱|传真|网址|热线|账号|地址|门牌|浏览|点击|来源|编号|文号|代码|证号")
_CAPACITY = ("千伏", "千伏安", "岁", "米", "㎡", "kg", "kW", "KW")


def reason_against(spot: Spot) -> str | None:
    """Return the name of the first reason why a figure is no target, or None."""
    return next((name for name, holds in REASONS if holds(spot)), None)


# 服务费可用创新券抵用，全年合计不超过5万元: what one firm may claim at most.
_VOUCHER = re.compile(r"抵用|抵扣券|创新券|申领|报销")


def _is_paid_out(spot: Spot) -> bool:
    """A reward, and what it asks for; a count with an open goal may stand in the same sentence."""
    figure, text = spot.figure, spot.phrase.text
    if figure.unit in SERVICE_UNITS and SERVED.match(spot.after):
        return False
    if REWARD.search(text) and not _sets_up_fund(spot):
        return figure.is_money or figure.is_rate or GOAL_MARK.search(spot.head) is None
    if (figure.is_money or figure.is_rate) and re.search(
        r"最高|封顶|上限|单户|每户|单个|单笔|单家|每人每|每件|每家", text
    ):
        return True
    if figure.is_money and figure.comparator in ("<=", "<") and _VOUCHER.search(spot.sentence.text):
        return True
    return _conditions_reward(spot) or _is_instalment(spot)


# 按不高于80%的比例奖补，其中第一年为80%: the instalments of what the sentence gives.
_INSTALMENT = re.compile(r"其中|第[一二三四五\d]年|前[一两二三四五\d]年|后[一两二三四五\d]年|次年|当年|首年")


def _is_instalment(spot: Spot) -> bool:
    if not (spot.figure.is_rate or spot.figure.is_money) or GOAL_MARK.search(spot.head):
        return False
    before = spot.sentence.text[: spot.phrase.start - spot.sentence.start]
    return REWARD.search(before) is not None and _INSTALMENT.match(spot.head) is not None


# 年贡献达到30万元以上，一次性给予5万元奖励: what is reached is asked for, not promised.
_GIVES = re.compile(
    r"^[^。；]{0,40}?(?:^|，)(?!对|同时)[^，。；]{0,16}?(?:一次性|给予|给企业|予以|发放|按[^，。；]{2,20}给)[^，。；]{0,30}?(?:奖励|补助|补贴|资助|奖补|贴息)"
)


def _conditions_reward(spot: Spot) -> bool:
    """A condition of a reward that comes later in the sentence: 对营收增长10%以上的企业，按…奖励."""
    place = spot.phrase.end - spot.sentence.start
    if not REWARD.search(spot.sentence.text, place):
        return False
    head = spot.sentence.text[: spot.figure.start - spot.sentence.start]
    asks = spot.figure.comparator in (">=", ">") and not DOING_END.search(FILLERS_END.sub("", spot.before))
    if asks and GOAL_MARK.search(head) is None and _GIVES.match(spot.sentence.text[place:]):
        return True
    opened = re.search(r"(?:^|[，：）])(?:对|凡|符合|首次|当年)", spot.sentence.text[:place]) is not None
    return opened and GOAL_MARK.search(spot.head) is None


# 安排贴息资金2亿元, 风险补偿资金池达到5亿元: the name of the fund says reward, the sum is its size.
_FUND_SET_UP = re.compile(
    r"(?:安排|设立|筹集|统筹|预算|切块|列支|整合|投入|新增|新设)$|"
    r"(?:财政[^，。；]{0,8}(?:安排|列支|筹集|统筹|预算)|设立|建立)[^，。；]{0,24}(?:资金|基金|经费|债券|资金池)(?:规模|总额)?(?:为|达到)?$|"
    r"(?:资金|基金|资金池)(?:规模|总额)?(?:达到?|增加[到至]|扩大[到至]|增至)$"
)


def _sets_up_fund(spot: Spot) -> bool:
    before = FILLERS_END.sub("", spot.before)
    is_sum = spot.figure.is_money or spot.figure.unit in ("万", "千万", "亿")
    return is_sum and _FUND_SET_UP.search(before) is not None and _OPENING.match(spot.phrase.text) is None


def _is_condition(spot: Spot) -> bool:
    """A condition that ends in 的: 税务师不少于10人的，…; or one that a phrase opens with 对, 凡, 符合."""
    text = spot.phrase.text
    behind = spot.sentence.text[spot.phrase.end - spot.sentence.start :]
    if re.search(r"的，(?:可|给予|予以|经|按|优先|方可)", behind) or re.search(
        r"可(?:降|按|适当|放宽|延长)", spot.head[-8:] + spot.bound
    ):
        return True
    if _CONDITION.search(text) or text.startswith(("且", "或者", "或")):
        return True
    if _ELIGIBLE.search(spot.sentence.text) or _ELIGIBLE_TITLE.search(spot.sentence.clause.title or ""):
        return True
    if re.search(r"可(?:申请|发放|享受|获|给予|贷)[^，]{0,6}$", spot.before):
        return True
    return _OPENING.match(text) is not None and (
        re.match(r"的", spot.after) is not None or re.search(r"的[^，]{1,30}$", spot.tail) is not None
    )


def _is_price(spot: Spot) -> bool:
    figure = spot.figure
    if not (figure.is_rate or figure.is_money):
        return False
    if _sets_up_fund(spot):
        return False
    near = spot.before[-14:] + spot.after[:10]
    return _PRICE.search(near) is not None and not re.search(r"平均(?:担保)?费率|综合融资成本", spot.before)


def _is_frequency(spot: Spot) -> bool:
    if re.search(r"每(?:次|届|批|期|场)", spot.head):
        return True
    if spot.figure.unit not in ("次", "场", "场次", "期", "轮", "批", "回", "遍"):
        return False
    if spot.figure.value == 1:
        return True
    if spot.figure.value is not None and spot.figure.value > _OFTEN:
        return False
    if _BARE_RHYTHM.search(spot.before):
        return True
    each = re.search(
        r"每(?:年|半年|季度?|月|周|两周|旬|个月)", spot.sentence.text[: spot.figure.start - spot.sentence.start]
    )
    return each is not None and _MEETING.search(spot.phrase.text) is not None


def _is_structure(spot: Spot) -> bool:
    figure = spot.figure
    if figure.kind != "number" or figure.is_rate or figure.is_money:
        return False
    after = spot.tail if not spot.after else spot.after
    where = spot.phrase.text if spot.after or not REACH_END.search(spot.before) else spot.sentence.text
    if figure.unit == "条" and _LINES.search(where) is None:
        return True
    if _PARTS.search(spot.before) and (after or not DOING_END.search(spot.head)) and _NAMED.match(after):
        return True
    # 50公顷达到建设要求: a predicate, not the name of what is counted.
    if re.match(r"达到|符合|通过", after):
        return False
    if _MADE.search(FILLERS_END.sub("", spot.before)) and not figure.is_han:
        return _INDUSTRY.match(after) is not None
    return _STRUCTURE.match(after) is not None or _WORDS_OF_PAPERS.match(after) is not None


# 24个月内审结: a limit that somebody sets himself, where 六个月内未领取 is a right that lapses.
_SETTLED = re.compile(
    r"^(?:内|之内|以内)?(?:予以|全部|依法)?(?:审结|办结|结案|审批完成|办理完成|兑付|拨付|清偿|答复|出具|建成|竣工|投产|完成)"
)


def _is_duration(spot: Spot) -> bool:
    figure = spot.figure
    if figure.unit in ("年", "岁", "个季度", "届", "周", "期"):
        return True
    if figure.unit in ("个月", "月"):
        if not figure.is_han and _SETTLED.match(spot.after):
            return False
        if not figure.is_han and SERVED.match(spot.after) and not re.search(r"起|疫情|解除|申请|期", spot.phrase.text):
            return False
        return re.search(r"压缩|缩短|压减|时限|用时|时间(?:控制|不超过)?$", spot.before) is None
    if figure.unit in ("天", "日", "个工作日", "工作日", "小时", "学时", "课时"):
        return _DURATION.search(spot.before) is not None and not re.search(r"压缩|缩短|压减|压减", spot.before)
    return False


def _is_address(spot: Spot) -> bool:
    if spot.figure.kind != "number" or spot.figure.is_rate:
        return False
    return _CALL.search(spot.before[-8:]) is not None or (
        spot.figure.unit == "" and spot.figure.value is not None and spot.figure.value > 9999
    )


def _is_area(spot: Spot) -> bool:
    return spot.figure.unit in ("县", "市", "镇", "村", "街", "门", "届") or (
        spot.figure.unit == "个"
        and _AREA.match(spot.after) is not None
        and not DOING_END.search(FILLERS_END.sub("", spot.before))
        and not (spot.before.endswith(("在", "将")) and re.search(r"试点|示范|推广", spot.tail))
    )


def _is_capacity(spot: Spot) -> bool:
    return spot.figure.unit in _CAPACITY


def _is_weak_count(spot: Spot) -> bool:
    """Numbers written in words count only where somebody means them: 力争每县建成一个基地."""
    figure: Figure = spot.figure
    if not figure.is_han or figure.is_rate or figure.kind != "number":
        return False
    marked = re.search(r"力争|确保|每个?(?:县|市|区|镇|乡|园区|州)|年内|全年|到20\d\d年|新增|至少", spot.head)
    return marked is None and figure.comparator == "="


REASONS = (
    ("capacity", _is_capacity),
    ("area", _is_area),
    ("address", _is_address),
    ("reward", _is_paid_out),
    ("condition", _is_condition),
    ("price", _is_price),
    ("frequency", _is_frequency),
    ("duration", _is_duration),
    ("structure", _is_structure),
    ("number in words", _is_weak_count),
)
