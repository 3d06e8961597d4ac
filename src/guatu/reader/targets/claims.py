"""What a phrase claims about a figure (表述): that something reaches it, grows by it, is built or bred in that number.

Each form of claim is a function; the first that fits wins. A figure that fits none is no target.
"""

import re
from dataclasses import dataclass

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_object, clean_subject, last_verb, split_verb
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.vocabulary import (
    DOING_END,
    FILLERS_END,
    FUND,
    GOAL_MARK,
    GROWTH_END,
    REACH_END,
    SAYING_VERBS,
    SERVED,
    SERVICE_UNITS,
    SHRINK_END,
    TIME_NOUN,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure's indicator and measure; `verb` is the verb of doing that later items of a list inherit."""

    rule: str
    indicator: str
    measure: TargetMeasure
    confidence: Confidence
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a phrase inherits from those before it: subject, topic, verb of doing, rhythm."""

    subject: str = ""
    topic: str = ""
    verb: str = ""
    per: str | None = None
    counted: bool = False
    aims: bool = False
    claim: Claim | None = None


_COMPARATIVE = re.compile(r"(?:均|分别|都|力争|要|应|将|总体|平均)+$")
_CHANGED = re.compile(
    r"(?:压缩|缩短|压减|缩减|降低|提高|提升|扩大|增加|控制|拓展|减少|精简|稳定|保持)(?P<what>[^，。；]{2,20}?)(?:至|到|在)$"
)
_SHARE_NOUN = re.compile(r"(?:率|比重|占比|比例|度|份额|比|覆盖面)$")
_NOUN = re.compile(r"^的?[一-鿿“（A-Za-z□\d]")
_SHARE_BEHIND = re.compile(
    r"实现|达到|完成|建成|覆盖|开展|纳入|配备|设立|发放|配置|接入|建立|使用|通过|应用|服务|推行|落实|取得|入驻|上|达标|办理|用于|进入"
)
_NOT_COUNTED = re.compile(r"^(?:以上|以下|左右)?(?:内|后|前|起|的(?:标准|比例|要求|速度|价格)|为限|为准|计)")
_EMPTY_NOUN = re.compile(r"^(?:[、，和及与\d%]|□)*$")
_ENDS_COUNT = re.compile(r"$|[、（的]|参加|到|赴|进入|入驻|用于|开展|完成|上市|挂牌|在|全部|均|任务")
_STOCK = re.compile(r"(?:面积|产量|总量|规模|总数|存量|额|值|储量|产能|里程|长度|余额|能力|数量|总产)$")
_FLOW = re.compile(
    r"(?:融资|放款|贷款|产值|收入|营收|销售额|交易额|零售额|成交额|总额|增加值|外资|产量|税收|利润|投资|资金)$"
)


def read_claim(spot: Spot, thread: Thread) -> Claim | None:
    """Return what the phrase claims about a figure, or None where it only mentions one."""
    for form in _FORMS[_class_of(spot)]:
        if (claim := form(spot, thread)) is not None and len(claim.indicator) >= 2:
            return claim
    return None


def _class_of(spot: Spot) -> str:
    figure = spot.figure
    if figure.kind != "number":
        return figure.kind
    if figure.is_rate:
        return "rate"
    if figure.unit in SERVICE_UNITS or figure.unit in ("个月",):
        return "time"
    if figure.is_money:
        return "money"
    if figure.unit.startswith(("∶", ":", "：")):
        return "ratio"
    return "count" if figure.unit and figure.unit not in ("万", "亿", "千万", "百万") else "bare"


def _words(spot: Spot) -> str:
    return FILLERS_END.sub("", spot.before)


def _subject(words: str, spot: Spot, thread: Thread) -> str:
    """Return the noun in front, or the subject of the phrase before where the phrase has none of its own."""
    own = clean_subject(words)
    if len(own) >= 2:
        return own
    return thread.subject if not _EMPTY_NOUN.match(thread.subject) else ""


def _sure(spot: Spot) -> Confidence:
    return Confidence.HIGH if GOAL_MARK.search(spot.sentence.text) else Confidence.MEDIUM


def _yardstick(spot: Spot, thread: Thread) -> Claim | None:
    subject = _subject(_COMPARATIVE.sub("", spot.before), spot, thread)
    growth = GROWTH_END.search(subject)
    done = spot.phrase.text[spot.figure.start - spot.phrase.start :].startswith("完成")
    measure = TargetMeasure.RATE_OF_COMPLETION if done else TargetMeasure.GROWTH if growth else TargetMeasure.LEVEL
    return Claim("yardstick", subject, measure, _sure(spot))


def _multiple(spot: Spot, thread: Thread) -> Claim | None:
    words = re.sub(r"(?:实现|达到|较[^，]{2,10}|比[^，]{2,10})$", "", _words(spot))
    return Claim("multiple", _subject(words, spot, thread), TargetMeasure.MULTIPLE, _sure(spot))


def _coverage(spot: Spot, thread: Thread) -> Claim | None:
    if re.match(r"[的、]?(?:监管|体系|网络|格局|服务|检查|培训|机制|要求|推进)", spot.tail):
        return None
    verb = re.match(r"^(.*?)(?:实现|推动|推进|确保|达到)(.*)$", _words(spot))
    words = _words(spot)
    if verb and len(verb[2]) < 2:
        words = verb[1]
    subject = clean_subject(words + ("覆盖" if len(words) > 1 else ""))
    if len(words) < 2:
        subject = thread.topic or thread.subject
    return Claim("coverage", subject, TargetMeasure.SHARE, Confidence.MEDIUM)


def _breakthrough(spot: Spot, thread: Thread) -> Claim | None:
    words = re.sub(r"(?:实现|取得|完成)$", "", _words(spot))
    return Claim("breakthrough", _subject(words, spot, thread), TargetMeasure.LEVEL, Confidence.MEDIUM)


def _growth(spot: Spot, thread: Thread) -> Claim | None:
    words = _words(spot)
    match = GROWTH_END.search(words)
    if match is None or _is_attributive(spot):
        return None
    average = re.search(r"年均|年平均", words) is not None
    measure = TargetMeasure.ANNUAL_AVERAGE_GROWTH if average else TargetMeasure.GROWTH
    if not spot.figure.is_rate and spot.figure.unit not in ("倍", "成"):
        measure = TargetMeasure.INCREMENT
    if spot.figure.unit == "倍":
        measure = TargetMeasure.MULTIPLE
    before = re.sub(r"(?:年均|年平均|同比|平均|每年)+$", "", words[: match.start()])
    before = re.sub(r"(?:较|比)[^，]{2,12}$", "", before)
    return Claim("growth", _subject(before, spot, thread), measure, _sure(spot))


def _reduction(spot: Spot, thread: Thread) -> Claim | None:
    words = _words(spot)
    match = SHRINK_END.search(words)
    if match is None or _is_attributive(spot):
        return None
    before = re.sub(r"(?:较|比|在)[^，]{2,14}$", "", words[: match.start()])
    return Claim("reduction", _subject(before, spot, thread), TargetMeasure.REDUCTION, _sure(spot))


def _is_attributive(spot: Spot) -> bool:
    return re.match(r"的|[一-鿿]{2,}的", spot.after) is not None and not spot.after.startswith("的目标")


def _share(spot: Spot, thread: Thread) -> Claim | None:
    """占比达30%, 覆盖率70%以上."""
    if _is_attributive(spot) or re.match(r"用于|专项|服务于|投向|投入", spot.after):
        return None
    subject = _reached(spot, thread)
    if subject is None:
        return None
    own = clean_subject(REACH_END.sub("", _words(spot)))
    if not own and spot.figure.comparator == "=" and not REACH_END.search(_words(spot)):
        return None
    return Claim("share", subject, TargetMeasure.SHARE, _sure(spot))


def _reached(spot: Spot, thread: Thread) -> str | None:
    """Return the subject of a verb of reaching, of a bound (不超过, 以上), or of a noun that is a rate."""
    words = _words(spot)
    if reach := REACH_END.search(words):
        return _subject(words[: reach.start()], spot, thread)
    if changed := _CHANGED.search(words):
        return clean_subject(changed["what"])
    if spot.figure.comparator != "=" or _SHARE_NOUN.search(words):
        own = clean_subject(words)
        return own if len(own) >= 2 else (_subject("", spot, thread) if not spot.after else None)
    return None


def _share_behind(spot: Spot, thread: Thread) -> Claim | None:
    """新建小区100%配建充电桩, 省级计划的20%用于园区."""
    behind = clean_object(spot.after)
    if len(behind) < 2 or not _SHARE_BEHIND.search(behind) and spot.figure.value != 100:
        return None
    if spot.figure.value != 100 and not (spot.before.endswith("的") or spot.figure.comparator != "="):
        return None
    subject = clean_subject(re.sub(r"(?:实现|确保|做到|推动)(?=[^，]*$)", "", spot.before))
    if not subject and spot.figure.value == 100:
        subject = thread.subject
    return Claim("share-behind", subject + behind, TargetMeasure.SHARE, Confidence.MEDIUM)


def _time_limit(spot: Spot, thread: Thread) -> Claim | None:
    """办理时限压缩至3天, 7个工作日内办结, 企业开办0.5个工作日办理."""
    words = _words(spot)
    figure = spot.figure
    changed = _CHANGED.search(words)
    if changed:
        return Claim("time-limit", clean_subject(changed["what"]), TargetMeasure.LEVEL, Confidence.HIGH)
    reach = REACH_END.search(words)
    if TIME_NOUN.search(words) and (reach or figure.comparator != "=" or words.endswith("为")):
        own = clean_subject(words[: reach.start()] if reach else words)
        return Claim("time-limit", own, TargetMeasure.LEVEL, Confidence.HIGH) if own else None
    if reach and re.search(r"压|缩|减|控制", reach.group()):
        return Claim("time-limit", _subject(words[: reach.start()], spot, thread), TargetMeasure.LEVEL, Confidence.HIGH)
    served = SERVED.match(spot.after)
    within = figure.comparator == "<=" or spot.after.startswith("内")
    if served and (within or re.match(r"办[结理]", spot.after)) and figure.unit != "个月":
        subject = (
            clean_subject(re.sub(r"(?:在|于|自[^，]*起|[^，]{0,8}之日起|收到[^，]*后|受理后|后)$", "", words))
            or thread.topic
        )
        verb = re.sub(r"^(?:内|之内|以内)?(?:予以|给予|可|即可|应|须|全部)?", "", served.group())
        return Claim("service-limit", f"{subject.removesuffix('的')}{verb}时间", TargetMeasure.LEVEL, Confidence.MEDIUM)
    return None


def _level(spot: Spot, thread: Thread) -> Claim | None:
    """企业总数达到500户, 交易额突破20亿元; a bound alone will do where a noun stands before it."""
    words = _words(spot)
    if _NOT_COUNTED.match(spot.after):
        return None
    reach = REACH_END.search(words)
    changed = _CHANGED.search(words)
    if reach is None and changed is None:
        return _bounded_level(spot, words, thread)
    subject = clean_subject(changed["what"]) if changed and not reach else ""
    if reach is not None:
        if reach.group() in ("完成", "实现") and not clean_subject(words[: reach.start()]):
            return None
        subject = _subject(words[: reach.start()], spot, thread)
        if reach.group() == "为" and not GOAL_MARK.search(spot.sentence.text):
            return None
    noun = clean_object(spot.after) if spot.figure.unit in ("个", "家", "户", "种", "项", "条", "件") else ""
    if noun and len(subject) < 2:
        subject = noun
    return Claim("level", subject, TargetMeasure.LEVEL, _sure(spot))


def _bounded_level(spot: Spot, words: str, thread: Thread) -> Claim | None:
    """交易额突破500亿元, 人均面积不低于20平方米: a bound in front of the figure does what 达到 does."""
    is_bound = spot.figure.outer_start < spot.figure.start
    if words.endswith("在") and spot.figure.comparator != "=" and (thread.aims or GOAL_MARK.search(spot.sentence.text)):
        return Claim("level", clean_subject(words.removesuffix("在")), TargetMeasure.LEVEL, Confidence.MEDIUM)
    if not is_bound or spot.after or split_verb(words)[0] or last_verb(words):
        return None
    return Claim("level", _subject(words, spot, thread), TargetMeasure.LEVEL, _sure(spot))


# 开展全市20个…: a place between verb and figure.
_WHERE = re.compile(r"(?<=.{2})(?:全|我|本|[一-鿿]{2})(?:市|省|州|县|区)(?:的|内|范围内)?$")
_DESCRIBED = re.compile(
    r"(?:不少于|不低于|超过|达到?)[\d.]+[^，；。\d]{0,6}$|^[^，]{0,8}(?:齐全|完善|优良|规范|合理|突出|良好)$"
)
_HEAD_NOUN = re.compile(r"^[^；。]{0,80}?的(?P<noun>[^，；。、的]{2,20})(?=$|[，；。])")


def _head_noun(spot: Spot) -> str:
    """Return what stands behind a figure; a description that runs over a comma gives way to the noun it describes."""
    if not _DESCRIBED.search(spot.after):
        return spot.after
    head = _HEAD_NOUN.match(spot.sentence.text[spot.phrase.end - spot.sentence.start :])
    return head["noun"] if head else spot.after


def _count_behind(spot: Spot, thread: Thread) -> Claim | None:
    """建成3个园区: what is counted stands behind the figure."""
    noun = clean_object(_head_noun(spot))
    if len(noun) < 2 or _NOT_COUNTED.match(spot.after) or not _NOUN.match(spot.after):
        return None
    words = _WHERE.sub("", _words(spot))
    doing = DOING_END.search(words)
    if doing is None:
        goes_on = thread.verb and _EMPTY_NOUN.match(words) and not spot.is_first
        if not goes_on:
            return None
        return Claim("count-listed", noun, TargetMeasure.INCREMENT, _sure(spot), thread.verb)
    verb = doing.group()
    subject = clean_subject(words[: doing.start()])
    if verb.endswith("提供") and subject:
        noun = f"{subject}{verb}{noun}"
    elif verb in SAYING_VERBS or re.sub(r"^.*(?:和|并|与|、)", "", verb) in SAYING_VERBS:
        noun = f"{verb}{noun}"
    elif verb.startswith(("新", "净增")):
        noun = f"{verb}{noun}"
    return Claim("count-behind", noun, TargetMeasure.INCREMENT, _sure(spot), verb)


def _count_before(spot: Spot, thread: Thread) -> Claim | None:
    """培育龙头企业30家: what is counted stands before the figure; later items of a list inherit the verb."""
    if _NOT_COUNTED.match(spot.after) or not _ENDS_COUNT.match(spot.after):
        return None
    words = _words(spot).strip("、")
    verb, noun = split_verb(words)
    if not verb and (found := last_verb(words)):
        verb, noun = found
    noun = clean_subject(noun) if verb else clean_subject(words)
    if len(noun) < 2:
        return _verb_itself(spot, verb or words)
    if verb and _STOCK.search(noun):
        return Claim("amount", noun, TargetMeasure.LEVEL, _sure(spot), verb)
    if verb:
        kept = verb.startswith(("新", "净增")) or verb in SAYING_VERBS
        return Claim("count-before", f"{verb}{noun}" if kept else noun, TargetMeasure.INCREMENT, _sure(spot), verb)
    if thread.verb and (not spot.is_first or thread.counted):
        return Claim("count-listed", noun, TargetMeasure.INCREMENT, _sure(spot), thread.verb)
    if GOAL_MARK.search(spot.head) or thread.counted or thread.aims:
        measure = TargetMeasure.LEVEL if _STOCK.search(noun) else TargetMeasure.INCREMENT
        return Claim("count-marked", noun, measure, Confidence.LOW, thread.verb)
    return None


def _verb_itself(spot: Spot, words: str) -> Claim | None:
    """“个转企”150户, 竣工1200个: the verb is what is counted."""
    noun = clean_object(spot.after)
    name = clean_subject(words)
    if noun or len(name) < 2:
        return None
    return Claim("count-before", name, TargetMeasure.INCREMENT, Confidence.MEDIUM, words)


_DONE_TO = re.compile(r"(?P<whom>[^，；]{2,24}?)(?:进行|开展|实施|提供|完成)(?P<what>[^，；]{2,20})$")


def _done_to(spot: Spot, thread: Thread) -> Claim | None:
    """对500户困难家庭进行改造: whom and what together are the indicator."""
    done = _DONE_TO.match(clean_object(spot.after))
    if done is None or not _words(spot).endswith(("对", "为", "给", "向")):
        return None
    return Claim("count-done-to", f"{done['whom']}{done['what']}", TargetMeasure.INCREMENT, Confidence.MEDIUM)


def _quoted_verb(spot: Spot, thread: Thread) -> Claim | None:
    """“登门拜访”1000家企业: the verb is a name."""
    words = _words(spot)
    noun = clean_object(spot.after)
    if re.fullmatch(r".{0,10}“[^”]{2,12}”", words) and len(noun) >= 2:
        return Claim("count-named", clean_subject(words) + noun, TargetMeasure.INCREMENT, Confidence.LOW)
    return None


def _money(spot: Spot, thread: Thread) -> Claim | None:
    """安排200万元专项资金, 设立基金10亿元, 投放贷款50亿元以上."""
    words = _words(spot)
    doing = DOING_END.search(words)
    noun = clean_object(spot.after)
    if doing and FUND.search(noun[:24]):
        subject = clean_subject(words[: doing.start()])
        verb = doing.group()
        named = f"{subject}{verb}{noun}" if verb.endswith("提供") and subject else noun
        return Claim("fund", named, TargetMeasure.LEVEL, _sure(spot), verb)
    if re.match(r"用于|支持|作为|充实|专项", spot.after):
        subject = clean_subject(words[: doing.start()] if doing else words)
        return Claim("fund", f"{subject}{noun}", TargetMeasure.LEVEL, _sure(spot), "")
    if spot.after:
        return None
    if doing and _spends_next(spot):
        subject = clean_subject(words[: doing.start()])
        return Claim("fund", subject + _next_phrase(spot), TargetMeasure.LEVEL, _sure(spot), "")
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
        or (_FLOW.search(rest) and (thread.aims or spot.figure.comparator != "="))
    ):
        measure = TargetMeasure.INCREMENT if verb.startswith(("新", "净增")) else TargetMeasure.LEVEL
        kept = verb.startswith(("新", "净增"))
        return Claim("amount", f"{verb}{rest}" if kept else rest, measure, _sure(spot), verb)
    return None


def _next_phrase(spot: Spot) -> str:
    rest = spot.sentence.text[spot.phrase.end - spot.sentence.start :]
    return re.split(r"[，；。]", rest.lstrip("，"))[0]


def _spends_next(spot: Spot) -> bool:
    """Tell a sum whose purpose is the next phrase: 统筹安排25亿元，支持科学中心建设."""
    return re.match(r"(?:专项)?(?:用于|支持|作为|重点支持)", _next_phrase(spot)) is not None


def _bare(spot: Spot, thread: Thread) -> Claim | None:
    words = _words(spot)
    reach = REACH_END.search(words)
    subject = clean_subject(words[: reach.start()] if reach else words)
    if re.search(r"指数|评分|得分|强度|贡献度|满意度|系数|排名|密度|浓度|比$", subject) and (
        reach or spot.figure.comparator != "="
    ):
        return Claim("index", subject, TargetMeasure.LEVEL, Confidence.MEDIUM)
    return None


_FORMS = {
    "yardstick": (_yardstick,),
    "multiple": (_multiple,),
    "coverage": (_coverage,),
    "breakthrough": (_breakthrough,),
    "rate": (_growth, _reduction, _share, _share_behind),
    "time": (_time_limit,),
    "money": (_growth, _reduction, _level, _money),
    "ratio": (_level,),
    "count": (_growth, _level, _quoted_verb, _done_to, _count_behind, _count_before),
    "bare": (_bare,),
}
