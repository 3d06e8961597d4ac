"""What kind of measure a claim is (度量), settled by its words: a stock reached, so many for each, a work done."""

import re
from dataclasses import replace

from guatu.pack import TargetMeasure
from guatu.reader.targets.scopes import is_for_each
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import Claim
from guatu.reader.targets.vocabulary import FILLERS_END

# What comes in new each time; everything else that each place shall have is a stock.
_NEW = re.compile(
    r"新[增建培引认设招]|净增|引进|引育|招引|培育|培养|招募|选派|认定|打造|创建|推广|化解|盘活|转移|发放|实施|开展|举办|"
    r"组织|帮扶|走访|评选|每年"
)
# 完成备案超100件, 上市企业突破10家: nothing is built or bred; so many there are.
_STANDS = re.compile(r"(?:完成|实现|具有|拥有|集聚|聚集|上市|挂牌|入驻|接入|汇聚|归集|通过|进口|出口|进出口)")
_HAS = re.compile(r"建|设|配|拥有|落实|具有|联系|挂钩")
_BREAKS = re.compile(r"(?:突破|超过|超|累计达?到?|总计达?到?|总数达?到?)$")
_WORK = re.compile(r"(?:建设|改造|新建|整治|治理|修复|种植|造林|培训|绿化)$")
_MONEY = re.compile(
    r"(?:资金|基金|投资|产值|收入|营收|贷款|总额|金额|交易额|销售额|成交额|零售额|增加值|生产总值|利润|税收|外资|融资|规模|价值)$"
)
_SCALES = ("万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")


def settle_measure(claim: Claim, spot: Spot) -> Claim:
    """Return the claim with the measure that its phrase gives it."""
    bound = spot.bound + spot.before[-4:]
    if claim.measure is TargetMeasure.INCREMENT and "count" in claim.rule:
        words = f"{claim.verb}{claim.indicator[:2]}"
        each = is_for_each(spot.head) and _HAS.search(claim.verb) is not None and _NEW.search(words + spot.head) is None
        reached = _STANDS.fullmatch(claim.verb) and _BREAKS.search(FILLERS_END.sub("", spot.before) + spot.bound)
        if each or reached:
            return replace(claim, measure=TargetMeasure.LEVEL)
    if claim.rule == "level" and re.search(r"不少于|不低于|至少", bound) and _WORK.search(claim.indicator):
        return replace(claim, measure=TargetMeasure.INCREMENT)
    return claim


def complete_unit(spot: Spot, indicator: str) -> Spot:
    """Return the spot with the unit that a plan may leave out: 产值突破1000亿 is 亿元, 企业达到500 is 家."""
    figure = spot.figure
    if figure.kind != "number":
        return spot
    if figure.unit in _SCALES and _MONEY.search(indicator):
        return replace(spot, figure=replace(figure, unit=f"{figure.unit}元"))
    if figure.unit in ("", "万", "千", "百") and indicator.endswith("企业"):
        return replace(spot, figure=replace(figure, unit=f"{figure.unit}家"))
    return spot
