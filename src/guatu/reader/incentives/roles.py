"""What a figure does in its phrase: it is given, it limits what is given, or it asks something of the recipient."""

import re
from enum import StrEnum

from guatu.reader.incentives.figures import Figure
from guatu.reader.incentives.vocabulary import CEILING, GIFT, GIVE, HAND, LOAN, MEASURED


class Role(StrEnum):
    """GRANT is given, CAP limits a gift, OTHER is a threshold, a budget, a duration."""

    GRANT = "grant"
    CAP = "cap"
    OTHER = "other"
    UNKNOWN = "unknown"


# 元/人/年, 元/平方米·月, 元每亩
_PER = r"(?:(?:/|每|·|•)[^\d，。；、：的（）/·•]{1,6}?){0,3}"
_AROUND = r"(?:（[^（）]{0,30}）)?(?:及?以内|及?以下|及?以上|左右|不等|内|（含）)?"
# 以每床每月200元为基准，…实行差异化补助
_BASIS_NEXT = re.compile(rf"^{_PER}为(?:基准|基数)")
_BLOCK = r"企业|单位|机构|项目|人员|园区|基地|平台|个人|团队"
_GIFT_NEXT = re.compile(
    rf"^{_PER}{_AROUND}(?:"
    rf"(?:的)?(?:给予|予以|一次性|资金|财政|现金|等额)*(?>{GIFT})"  # 10万元（的）（一次性）奖励
    rf"|(?:予以|给予|进行)(?:免除|返还|退还)"
    rf"|的(?:标准|比例|额度|限额|幅度|价格|费率)"  # 按X的标准…
    rf"|(?:标准|比例|额度|限额)(?:给予|予以|发放|进行|，|向|拨付|补|奖|支付|收取|、|对)"
    rf"|(?:给予|予以|进行|发放|实施|实行|作为)[^，。；、\d]{{0,16}}(?>{GIFT})"  # 10万元进行奖补
    rf"|的(?:(?!{_BLOCK}|给予|予以|的)[^，。；、\d]){{0,14}}?(?>{GIFT})"  # 100万元的一次性建设资金支持
    rf"|(?:(?!{_BLOCK}|给予|予以|的|且|并|或)[^，。；、\d]){{0,10}}?(?>{GIFT})"  # 20万元资金补助
    r")(?!\d)"
)
_ASKS_NEXT = re.compile(
    rf"^{_PER}(?:（[^（）]{{0,30}}）)?(?:以上|以下|以内|及以上|之间|左右|\(含\)|起)*"
    rf"(?:的(?:{GIFT})\d|的(?![^，。；、]{{0,14}}(?:{GIFT}|标准|比例|额度|限额))|且|并|或者?|至|(?:{_BLOCK})|[）)]的?(?:{_BLOCK}))"
)
# 资助10万元以上的资助项目 asks, though its project is named by a gift.
_SUPPORTED_NEXT = re.compile(rf"^(?:及)?(?:以上|以下|以内)的(?:{GIFT})+(?:{_BLOCK})")
# 给予每人每年2万元的顾问费
_PAY_NEXT = re.compile(rf"^{_PER}的?[^，。；、\d的]{{1,8}}(?:费|金|券|贴|酬|薪酬)(?=[，。；、（]|$)")
_OVER = re.compile(r"^(?:（[^（）]{0,12}）)?(?:及)?(?:以上|以下|以内)(?=[，、；]|$)")
_MEASURED_BEFORE = re.compile(rf"(?:{MEASURED})(?:额|数|总额|部分|率)?(?:为|在|每年|累计|合计|共|不)?$")
_GROWTH_BEFORE = re.compile(
    r"(?:增长|增幅|增速|增加|占比|占|比重|比率|比例|达到?|超过|超出|完成|回报率|贡献率|利润率|提高|提升|上升|(?<!补)差|覆盖率|合格率|持股|股权|控股)"
    r"(?:率|达到?|超过|为|在|至|到)?$"
)
_RATE_OF_GIFT = re.compile(
    rf"(?:{GIFT}|补贴|减免|返还|下浮|优惠|分担|代偿|贴息)(?:的)?(?:资金)?(?:比例|标准|幅度|费率|率|额度|力度|额)?(?:在[^，]{{1,8}}基础上)?(?:再|统一|分别|[由从][^，]{{1,14}})?"
    r"(?:提高|调整|上调|提升|上浮|增加)?(?:至|到|为|达|了|达到)?$"
)
# 贴息比例不高于利息总额的50%, 补偿标准为实际损失的30%
_SHARE_OF_GIFT = re.compile(
    rf"(?:{GIFT})(?:比例|标准|率|幅度|金额|额度)(?:按照?|为|最高|不高于|不超过|不低于|提高[至到为]|调整[至到为])+[^，。；、\d]{{0,30}}的?$"
)
_GIVEN_BEFORE = re.compile(r"给予|予以|发给|发放|支付")
# What the recipient pays itself: 农户自缴20%
_OWN_SHARE = re.compile(r"自[缴筹付担负][^，。；\d]{0,6}$|个人(?:缴费|缴纳|承担|负担)(?:比例|标准)?为?$")
_GIVE_BEFORE = re.compile(rf"{GIVE}")
_HAND_NEXT = re.compile(HAND)
_HANDED_NEXT = re.compile(rf"{_PER}(?:$|、)")
_HANDED_EACH = re.compile(r"一次性|每|分别|各")
_HAND_BEFORE = re.compile(rf"{HAND}|支持|可贷|贷款额度|额度|标准|补差")
_BY = re.compile(r"按照?(?!期|规定|要求|时|程序|月|季)|依照|以(?!上|下|内|及|后|来)")
_CEILING_BEFORE = re.compile(rf"(?:{CEILING})[^，。；、\d]{{0,16}}$")
_CEILING_NEXT = re.compile(r"^(?:封顶|为限|为上限|为最高限|以内|以下|为最高)")
_LOAN_AROUND = re.compile(rf"{LOAN}")
_LOAN_NEXT = re.compile(rf"(?:以上)?(?:、[^，。；、]{{0,10}})?(?:的)?[^，。；、\d]{{0,8}}(?:{LOAN})")
_RAISED_CEILING = re.compile(r"(?:上限|限额|最高额度?)[^，。；]{0,20}(?:提高|上调|提升|调整|增加)(?:到|至|为)$")
_LOAN_LIMIT = re.compile(
    r"(?:(?:贷款|授信|担保)(?:最高)?|^(?:单笔|单户|每户|每人|贷款|担保)?最高)额度(?:上限)?(?:[由从][^，]{1,14})?(?:最高|提高|上调|统一|可)*(?:至|到|为|达)+$"
)
# A ceiling of a unit price is a sum per unit: 最高每亩500元, 不超过15元/平方米
_UNIT_NEXT = re.compile(r"/|每(?:亩|平方米|吨|公里)")
_UNIT_BEFORE = re.compile(r"每(?:亩|平方米|㎡|吨|公里|千瓦时|度|标箱)[^，。；\d]{0,10}$")
_STEP_NEXT = re.compile(r"级|(?:以上)?(?:的)?(?:台阶|大关|门槛)|俱乐部")
_ENDS_ITEM = re.compile(rf"{_PER}(?:（[^（）]*）)?(?:、[^，。；]*)?")
_GIFT_AROUND = re.compile(rf"{GIVE}|{GIFT}|支持|资金|经费|额度|享受")
_SUBJECT = re.compile(
    r"(?:单户|单个|单家|单一|单项|单笔|单次|单台|单套|单件|单人|每家|每户|每个|每人|每名|每项|每年|每件|每村|每场|每[批次届]|同一|年度|年|累计|合计|总计|全年|总额|总量|总的?|一年|原则上|最高|最多|不超过|其中|上限|封顶|单[^，]{1,4})"
)
_CHARGED_NEXT = re.compile(
    r"^(?:的)?(?:标准|比例|费率|价格)?(?:予以|给予|进行)?(?:减半)?(?:收取|计收|缴纳|交纳|征收|收费|执行|计取|计费|结算|支付|承担)"
)


def role_of(text: str, figure: Figure, phrase: tuple[int, int], *, is_listed: bool = False) -> Role:
    """Return what a figure does; `phrase` is the stretch of text between commas it stands in.

    Below a heading that announces gifts (奖励标准如下：) a sum that ends its phrase is one: `is_listed`.
    """
    if figure.is_word:
        return Role.GRANT
    before, after = text[phrase[0] : figure.start], text[figure.end : phrase[1]]
    outer = text[phrase[0] : figure.outer_start]
    if figure.is_money:
        if _BASIS_NEXT.match(after) and re.search(GIFT, text[phrase[1] : phrase[1] + 40]):
            return Role.GRANT
        role = _role_of_money(figure, before=before, outer=outer, after=after)
        return Role.GRANT if is_listed and role is Role.UNKNOWN and _ENDS_ITEM.fullmatch(after) else role
    if figure.unit == "倍" and re.search("为基[准数]，$", text[: phrase[0]]):
        return Role.OTHER
    return _role_of_rate(figure, before=before, outer=outer, after=after, behind=text[phrase[1] : phrase[1] + 24])


def _role_of_money(figure: Figure, *, before: str, outer: str, after: str) -> Role:
    if _STEP_NEXT.match(after) or (_LOAN_NEXT.match(after) and figure.comparator == ">="):
        return Role.OTHER
    asks = figure.comparator in ("<", ">") or bool(_OWN_SHARE.search(before)) or bool(_SUPPORTED_NEXT.match(after))
    asks = asks or (bool(_ASKS_NEXT.match(after)) and not _GIFT_NEXT.match(after) and not _is_pay(before, after))
    if not asks and (_LOAN_LIMIT.search(outer) or (_RAISED_CEILING.search(outer) and re.search(GIFT, outer))):
        return Role.CAP
    if _CEILING_BEFORE.search(before) or _CEILING_NEXT.match(after):
        return Role.OTHER if asks else _role_of_ceiling(before, after)
    is_measured = bool(_MEASURED_BEFORE.search(outer))
    is_given = _ends_near(_GIVE_BEFORE, before, 30) and not is_measured
    if asks or (_OVER.match(after) and not is_given):
        return Role.OTHER
    if _GIFT_NEXT.match(after) and (is_given or not is_measured):
        return Role.CAP if _LOAN_NEXT.match(after) else Role.GRANT
    if is_given or (not is_measured and _is_handed(before, after)):
        return Role.GRANT
    return Role.OTHER if is_measured or figure.comparator != "=" else Role.UNKNOWN


def _role_of_ceiling(before: str, after: str) -> Role:
    """Return what a sum behind 最高 does: it limits a gift, is the price of a unit, or limits something else."""
    if _UNIT_NEXT.match(after) or _UNIT_BEFORE.search(before):
        return Role.GRANT
    if after.startswith("的标准") and "每" in before:
        return Role.GRANT
    is_gift = (
        _LOAN_NEXT.match(after) or _GIFT_AROUND.search(before) or _GIFT_NEXT.match(after) or _SUBJECT.match(before)
    )
    return Role.CAP if is_gift else Role.OTHER


def _is_pay(before: str, after: str) -> bool:
    """Tell a sum that is handed over as a fee or a wage: 给予每人每年2万元的顾问费."""
    return bool(_PAY_NEXT.match(after)) and _ends_near(_GIVEN_BEFORE, before, 10)


def _is_handed(before: str, after: str) -> bool:
    """Tell a sum that is handed over without a word of giving: 一次性支持20万元, 每人每月发放500元."""
    return bool(
        _ends_near(_HAND_BEFORE, before, 16)
        and _HANDED_NEXT.match(after)
        and (_HANDED_EACH.search(before) or after.startswith(("/", "每")))
    )


def _role_of_rate(figure: Figure, *, before: str, outer: str, after: str, behind: str) -> Role:
    by = _BY.search(before)
    if _OWN_SHARE.search(before):
        return Role.OTHER
    if _RATE_OF_GIFT.search(outer):
        return Role.GRANT
    if _CHARGED_NEXT.match(after):
        return Role.GRANT if by or "减" in before else Role.OTHER
    gift_next = bool(_GIFT_NEXT.match(after))
    if figure.unit == "倍":
        return Role.GRANT if by and (gift_next or _begins_gift(behind)) else Role.OTHER
    if _SHARE_OF_GIFT.search(before):
        return Role.GRANT
    if _GROWTH_BEFORE.search(outer) or (_ASKS_NEXT.match(after) and not gift_next):
        return Role.OTHER
    is_given = gift_next or _ends_near(_GIVE_BEFORE, before, 44)
    return Role.GRANT if is_given or (by and (_begins_gift(behind) or _HAND_NEXT.search(after))) else Role.UNKNOWN


def _begins_gift(behind: str) -> bool:
    """Tell whether the next phrase hands over: 按投资额的5%，给予补助."""
    return bool(re.match(rf"[，、](?:可|由[^，]{{1,10}}|一次性|最高|分期|连续)?(?:{GIVE}|{HAND})", behind))


def _ends_near(words: re.Pattern[str], before: str, limit: int) -> bool:
    """Tell whether the last of some words ends at most `limit` characters before a figure."""
    last = None
    for match in words.finditer(before):
        last = match.end()
    return last is not None and len(before) - last <= limit
