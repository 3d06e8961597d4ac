"""Time limits and service standards (时限): 办理时限压缩至3天, 7个工作日内办结."""

import re

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_object, clean_subject
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import CHANGED, Claim, Thread, subject_of, words_of
from guatu.reader.targets.vocabulary import REACH_END, SERVED, TIME_NOUN

_TIME_TAIL = re.compile(
    r"(?:全流程|总体)?(?:审批|办理|办结|办电|受理|审查|验收|登记|通关|申请|服务)?(?:时间|时限|用时|时长)$"
)


def _timed(own: str, thread: Thread) -> str:
    """Return the subject with the kind of time that only the first of several phrases prints."""
    tail = _TIME_TAIL.search(thread.subject)
    return own if TIME_NOUN.search(own) or tail is None else f"{own}{tail.group()}"


def read_time_limit(spot: Spot, thread: Thread) -> Claim | None:
    """办理时限压缩至3天, 7个工作日内办结, 变更登记2小时办理."""
    words = words_of(spot)
    figure = spot.figure
    changed = CHANGED.search(words)
    if changed:
        return Claim("time-limit", clean_subject(changed["what"]), TargetMeasure.LEVEL, Confidence.HIGH)
    if re.search(r"压|缩|减|控制", spot.bound) and (own := clean_subject(words)):
        return Claim("time-limit", _timed(own, thread), TargetMeasure.LEVEL, Confidence.HIGH)
    reach = REACH_END.search(words)
    counts_from = words.endswith(("起", "后", "内"))
    if (
        not counts_from
        and TIME_NOUN.search(words)
        and (reach or figure.comparator != "=" or words.endswith(("时间", "时限", "用时", "时长", "为")))
    ):
        own = clean_subject(words[: reach.start()] if reach else words)
        return Claim("time-limit", own, TargetMeasure.LEVEL, Confidence.HIGH) if own else None
    if reach and re.search(r"压|缩|减|控制", reach.group()):
        return Claim(
            "time-limit", subject_of(words[: reach.start()], spot, thread), TargetMeasure.LEVEL, Confidence.HIGH
        )
    if not words and not spot.is_first and thread.claim is not None and thread.claim.rule in ("level", "time-limit"):
        return Claim("time-limit", thread.subject, TargetMeasure.LEVEL, Confidence.MEDIUM)
    if thread.claim is not None and thread.claim.rule == "time-limit" and figure.comparator == "<=" and not spot.after:
        own = clean_subject(words)
        return Claim("time-limit", _timed(own, thread), TargetMeasure.LEVEL, Confidence.MEDIUM) if own else None
    return _read_service(spot, words, thread)


# 于受理之日起, 收到申请后, 在: from when the days count is no part of what is done.
_SINCE = re.compile(r"(?:(?:自|从|在|于)[^，、]{0,16}(?:起|后)|[^，、]{0,4}之日起|收到[^，]*后|受理后|在|于|后)$")
_TO_WHOM = re.compile(
    r"^(?:内|之内|以内)?(?:予以|给予|可|即可|应|须|全部)?(?:向[^，；]{1,12}?(?=兑|拨|反|答|回|出|发|退|返|支))?"
)


def _read_service(spot: Spot, words: str, thread: Thread) -> Claim | None:
    """受理后3个工作日内办结; without a noun in front the object behind the verb is what waits: 5日内兑付奖金."""
    served = SERVED.match(spot.after)
    if served is None or re.match(r"^(?:内|以内)?(?:未|不|没)", spot.after):
        return None
    if spot.figure.comparator != "<=" and not re.match(r"内|办[结理]", spot.after):
        return None
    verb = _TO_WHOM.sub("", served.group())
    own = clean_subject(_SINCE.sub("", words)).removesuffix("的")
    object_behind = clean_object(spot.after[served.end() :])
    if len(own) < 2 and re.fullmatch(r"[一-鿿“”]{3,14}", object_behind) and not _OUTCOME.match(object_behind):
        return Claim("service-limit", f"{object_behind}{verb}时间", TargetMeasure.LEVEL, Confidence.MEDIUM, heir=own)
    subject = (own or thread.subject or thread.topic).removesuffix("的")
    indicator = f"{subject}{verb}时间"
    return Claim("service-limit", indicator, TargetMeasure.LEVEL, Confidence.MEDIUM, heir=subject)


# 拨付到位, 办理完毕: how it ends, not what it is done to.
_OUTCOME = re.compile(r"到位|完毕|完成|到账|给|至|并|意见|结果|手续|审|的")
