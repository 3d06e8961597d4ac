"""Time limits and service standards (时限): 办理时限压缩至3天, 7个工作日内办结."""

import re

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_subject
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
    if TIME_NOUN.search(words) and (
        reach or figure.comparator != "=" or words.endswith(("时间", "时限", "用时", "时长", "为"))
    ):
        own = clean_subject(words[: reach.start()] if reach else words)
        return Claim("time-limit", own, TargetMeasure.LEVEL, Confidence.HIGH) if own else None
    if reach and re.search(r"压|缩|减|控制", reach.group()):
        return Claim(
            "time-limit", subject_of(words[: reach.start()], spot, thread), TargetMeasure.LEVEL, Confidence.HIGH
        )
    if not words and not spot.is_first and thread.claim is not None and thread.claim.rule in ("level", "time-limit"):
        return Claim("time-limit", thread.subject, TargetMeasure.LEVEL, Confidence.MEDIUM)
    served = SERVED.match(spot.after)
    within = figure.comparator == "<=" or spot.after.startswith("内")
    if served and (within or re.match(r"办[结理]", spot.after)):
        subject = (
            clean_subject(re.sub(r"(?:在|于|自[^，]*起|[^，]{0,8}之日起|收到[^，]*后|受理后|后)$", "", words))
            or thread.subject
            or thread.topic
        )
        verb = re.sub(r"^(?:内|之内|以内)?(?:予以|给予|可|即可|应|须|全部)?", "", served.group())
        subject = subject.removesuffix("的")
        indicator = f"{subject}{verb}时间"
        return Claim("service-limit", indicator, TargetMeasure.LEVEL, Confidence.MEDIUM, heir=subject)
    return None
