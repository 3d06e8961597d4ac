"""Money and indices (金额): funds set up, sums lent or invested, scores reached."""

import re

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_object, clean_subject, last_verb, split_verb
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import Claim, Thread, is_meant, sureness, words_of
from guatu.reader.targets.vocabulary import DOING_END, FUND, GOAL_MARK, REACH_END

_FLOW = re.compile(
    r"(?:融资|放款|贷款|产值|收入|营收|销售额|交易额|零售额|成交额|总额|增加值|外资|产量|税收|利润|投资|资金)$"
)


# 设立产业基金，首期规模5亿元: the size of what the phrase before sets up.
_SIZE = re.compile(
    r"(?:总|首期|首批|第?[一二三]期|年度|每年)?(?:的)?(?:规模|额度|总额|总规模|资金规模)(?:为|达到?|不低于)?"
)


def read_amount(spot: Spot, thread: Thread) -> Claim | None:
    """安排350万元专项资金, 设立基金6亿元, 投放贷款50亿元以上."""
    words = words_of(spot)
    if _SIZE.fullmatch(words) and FUND.search(thread.topic):
        verb, fund = split_verb(thread.topic)
        return Claim("fund", f"{fund}规模", TargetMeasure.LEVEL, sureness(spot), verb)
    words = re.sub(r"(?:总|首期)?(?:规模|额度)(?:为|达到?|不低于)?$", "", words) if spot.after else words
    doing = DOING_END.search(words)
    noun = clean_object(spot.after)
    if doing and FUND.search(noun[:24]):
        subject = clean_subject(words[: doing.start()])
        verb = doing.group()
        named = f"{subject}{verb}{noun}" if verb.endswith("提供") and subject else noun
        return Claim("fund", named, TargetMeasure.LEVEL, sureness(spot), verb)
    if re.match(r"用于|支持|作为|充实|专项|建设|实施|开展|新建|改造", spot.after):
        subject = clean_subject(words[: doing.start()] if doing else words)
        return Claim("fund", f"{subject}{noun}", TargetMeasure.LEVEL, sureness(spot), "")
    if spot.after:
        return None
    if doing and _spends_next(spot):
        subject = clean_subject(words[: doing.start()])
        return Claim("fund", subject + _next_phrase(spot), TargetMeasure.LEVEL, sureness(spot), "")
    verb, rest = split_verb(words)
    if not verb and (found := last_verb(words)):
        verb, rest = found
    rest = clean_subject(rest) if verb else clean_subject(words)
    if len(rest) < 2 or re.match(r"额度|标准|合计", rest):
        return None
    if (
        verb
        or thread.verb
        or GOAL_MARK.search(spot.head)
        or (_FLOW.search(rest) and len(rest) > 2 and (is_meant(spot, thread) or spot.figure.comparator != "="))
        or (spot.figure.value == 0 and _COST.search(rest))
    ):
        measure = TargetMeasure.INCREMENT if verb.startswith(("新", "净增")) else TargetMeasure.LEVEL
        kept = verb.startswith(("新", "净增"))
        return Claim("amount", f"{verb}{rest}" if kept else rest, measure, sureness(spot), verb)
    return None


_COST = re.compile(r"成本|费用|收费|费$")


def _next_phrase(spot: Spot) -> str:
    rest = spot.sentence.text[spot.phrase.end - spot.sentence.start :]
    return re.split(r"[，；。]", rest.lstrip("，"))[0]


def _spends_next(spot: Spot) -> bool:
    """Tell a sum whose purpose is the next phrase: 统筹安排8亿元，支持观测站建设."""
    return re.match(r"(?:专项)?(?:用于|支持|作为|重点支持)", _next_phrase(spot)) is not None


def read_index(spot: Spot, thread: Thread) -> Claim | None:
    """满意度达到95, 贡献度不低于1.2: numbers without a unit count only for what is measured by an index."""
    words = words_of(spot)
    reach = REACH_END.search(words)
    subject = clean_subject(words[: reach.start()] if reach else words)
    if spot.figure.unit or subject.endswith(("企业", "机构", "人才", "人数")):
        is_reached = reach is not None or spot.figure.outer_start < spot.figure.start
        return Claim("level", subject, TargetMeasure.LEVEL, Confidence.LOW) if is_reached else None
    if re.search(r"指数|评分|得分|强度|贡献度|满意度|系数|排名|密度|浓度|比$", subject) and (
        reach or spot.figure.comparator != "="
    ):
        return Claim("index", subject, TargetMeasure.LEVEL, Confidence.MEDIUM)
    return None
