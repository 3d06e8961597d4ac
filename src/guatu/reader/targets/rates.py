"""Rates and yardsticks (比率): growth, reduction, shares, multiples, 全覆盖, 零的突破, better than the average."""

import re

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_object, clean_subject, split_verb
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import CHANGED, Claim, Thread, subject_of, sureness, words_of
from guatu.reader.targets.vocabulary import GROWTH_END, REACH_END, SHRINK_END

_COMPARATIVE = re.compile(r"(?:均|分别|都|力争|要|应|将|总体|平均)+$")


_SHARE_NOUN = re.compile(r"(?:率|比重|占比|比例|度|份额|比|覆盖面)$")


_COMPLETED = re.compile(r"完成(?P<what>[^，；]{0,16}(?:任务|计划|目标))(?:的|达到?)?$")
_CUT = re.compile(r"(?:压减|精简|减少|降低|压缩|缩短|削减)(?P<what>[^至到在]{2,16})$")
# 预留份额不低于预算总额的40%: the bound stands before the whole that the share is taken of.
_PART_OF = re.compile(
    r"(?P<part>[^，]{2,}?)(?:不低于|不少于|不超过|不高于|达到?|占到?|超过|高于|控制在|压缩[至到]|压减[至到]|缩短[至到])(?P<whole>[^，]{2,24})的$"
)
_SHARE_BEHIND = re.compile(
    r"实现|达到|完成|建成|覆盖|开展|纳入|配备|设立|发放|配置|接入|建立|使用|通过|应用|服务|可办|推行|落实|取得|入驻|上|达标|办理|用于|进入"
)


# 完成上级下达的绿化任务: what is set is also what is measured.
_TASK_SET = re.compile(r"[^，]{0,8}(?:下达|确定|核定|明确|分解)的?(?P<what>.{2,}(?:目标任务|目标|任务|计划))$")


def read_yardstick(spot: Spot, thread: Thread) -> Claim | None:
    """增速高于全省平均水平, 能耗完成省下达目标: no number, but something to be measured by."""
    subject = subject_of(_COMPARATIVE.sub("", spot.before), spot, thread)
    task = _TASK_SET.match(spot.figure.rod or "")
    if task and not clean_subject(_COMPARATIVE.sub("", spot.before)):
        subject = task["what"]
    growth = GROWTH_END.search(subject)
    done = spot.phrase.text[spot.figure.start - spot.phrase.start :].startswith("完成")
    measure = TargetMeasure.RATE_OF_COMPLETION if done else TargetMeasure.GROWTH if growth else TargetMeasure.LEVEL
    return Claim("yardstick", subject, measure, sureness(spot))


def read_multiple(spot: Spot, thread: Thread) -> Claim | None:
    """企业数量翻一番: twice what there was; a bare 倍增 is the name of a campaign."""
    is_noun = spot.figure.unit == "倍" and re.search(r"实现|(?:数量?|[量额值]|收入|规模|总数)$", spot.before) is None
    if is_noun and "翻" not in spot.phrase.text:
        return None
    words = re.sub(r"(?:实现|达到|较[^，]{2,10}|比[^，]{2,10})$", "", words_of(spot))
    return Claim("multiple", subject_of(words, spot, thread), TargetMeasure.MULTIPLE, sureness(spot))


def read_coverage(spot: Spot, thread: Thread) -> Claim | None:
    """社区养老服务全覆盖 is a share of 100 %; 全覆盖监管 is a way of working."""
    if re.match(r"、全|[的、]?(?:监管|体系|网络|格局|服务|检查|培训|机制|要求|推进)", spot.tail) or re.search(
        r"打造|构建", spot.before
    ):
        return None
    verb = re.match(r"^(.*?)(?:实现|推动|推进|确保|达到)(.*)$", words_of(spot))
    words = words_of(spot)
    if verb and len(verb[2]) < 2:
        words = verb[1]
    subject = clean_subject(words + ("覆盖" if len(words) > 1 else ""))
    if len(words) < 2:
        subject = thread.topic or thread.subject
    return Claim("coverage", subject, TargetMeasure.SHARE, Confidence.MEDIUM)


def read_rank(spot: Spot, thread: Thread) -> Claim | None:
    """排名进入全省前3位: to be among the first so many; the value is the last place that still counts."""
    words = re.sub(r"(?:进入|跻身|位居|保持|稳居|位列|列|居|进|排名?|在)+$", "", words_of(spot))
    return Claim("rank", subject_of(words, spot, thread), TargetMeasure.RANK, sureness(spot))


def read_breakthrough(spot: Spot, thread: Thread) -> Claim | None:
    """上市企业实现零的突破: at least one."""
    words = re.sub(r"(?:实现|取得|完成)$", "", words_of(spot))
    return Claim("breakthrough", subject_of(words, spot, thread), TargetMeasure.LEVEL, Confidence.MEDIUM)


def read_growth(spot: Spot, thread: Thread) -> Claim | None:
    """增加值增长10%, 年均增速5%; 增长20亿元 is an increment, 增长2倍 a multiple."""
    words = words_of(spot)
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
    return Claim("growth", subject_of(before, spot, thread), measure, sureness(spot))


# 增速高于全省平均水平2个百分点: so much better than something else.
_MARGIN = re.compile(r"(?P<own>[^，]*?)(?:高于|快于|优于|高出|低于)(?P<rod>[^，\d]{2,20}?)$")


def read_margin(spot: Spot, thread: Thread) -> Claim | None:
    """增速高于全省平均水平2个百分点: the yardstick is the reference, the margin the value."""
    match = _MARGIN.fullmatch(words_of(spot))
    if match is None or not spot.figure.unit.endswith(("百分点", "个点")) or _is_attributive(spot):
        return None
    subject = subject_of(match["own"], spot, thread)
    measure = TargetMeasure.LEVEL if _PACE.search(subject) else TargetMeasure.GROWTH
    return Claim("margin", subject, measure, sureness(spot), reference=match["rod"])


def read_reduction(spot: Spot, thread: Thread) -> Claim | None:
    """能耗下降16%, 压减审批环节30%."""
    words = words_of(spot)
    match = SHRINK_END.search(words)
    if (cut := _CUT.match(clean_subject(words))) and spot.figure.is_rate and not spot.after:
        return Claim("reduction", cut["what"], TargetMeasure.REDUCTION, sureness(spot))
    if match is None or _is_attributive(spot):
        return None
    before = re.sub(r"(?:较|比|在)[^，]{2,14}$", "", words[: match.start()])
    return Claim("reduction", subject_of(before, spot, thread), TargetMeasure.REDUCTION, sureness(spot))


def _is_attributive(spot: Spot) -> bool:
    return re.match(r"的|[一-鿿]{2,}的", spot.after) is not None and not spot.after.startswith("的目标")


def _subject_of_part(part: re.Match[str]) -> str:
    return f"{clean_subject(part['part'])}占{clean_object(part['whole'])}比例"


def read_share(spot: Spot, thread: Thread) -> Claim | None:
    """占比达30%, 覆盖率70%以上."""
    if part := _PART_OF.match(spot.before):
        return Claim("share-of", _subject_of_part(part), TargetMeasure.SHARE, sureness(spot))
    if done := _COMPLETED.search(words_of(spot)):
        indicator = f"{clean_subject(done['what'])}完成率"
        return Claim("completion", indicator, TargetMeasure.RATE_OF_COMPLETION, sureness(spot))
    if work := _work_done(spot, thread):
        return work
    if _is_attributive(spot) or re.match(r"用于|专项|服务于|投向|投入", spot.after):
        return None
    subject = _reached(spot, thread)
    if subject is None:
        return None
    own = clean_subject(REACH_END.sub("", words_of(spot)))
    if not own and spot.figure.comparator == "=" and not REACH_END.search(words_of(spot)):
        return None
    if spot.after and not _SHARE_NOUN.search(subject) and _SHARE_BEHIND.search(spot.after):
        subject = f"{subject}{clean_object(spot.after)}"
    grows_on = not own and thread.claim is not None and thread.claim.rule == "growth" and _PACE.search(subject) is None
    if grows_on and thread.claim is not None:
        return Claim("growth", subject, thread.claim.measure, sureness(spot))
    measure = TargetMeasure.LEVEL if _PRICE_RATE.search(subject) else TargetMeasure.SHARE
    return Claim("share", subject, measure, sureness(spot))


# 增长5%，力争达到6% goes on growing; 担保费率 is what something costs, not a part of anything.
_PACE = re.compile(r"(?:率|占比|比重|比例|度|份额)$")
_PRICE_RATE = re.compile(r"(?:费率|利率|融资成本|综合成本)$")


def _work_done(spot: Spot, thread: Thread) -> Claim | None:
    """完成80%的清理工作: the share of a work; a bare work is that of the phrase before (老旧管线清理方案)."""
    work = _WORK.fullmatch(spot.after)
    if work is None or not words_of(spot).endswith("完成"):
        return None
    named = work["what"]
    if len(named) < 4 and named in thread.topic:
        named = split_verb(thread.topic[: thread.topic.index(named)] + named)[1]
    return Claim("completion", f"{named}完成率", TargetMeasure.RATE_OF_COMPLETION, sureness(spot))


_WORK = re.compile(r"的?(?P<what>[^，的]{2,16}?)(?:工作量?|任务量?)")


def _reached(spot: Spot, thread: Thread) -> str | None:
    """Return the subject of a verb of reaching, of a bound (不超过, 以上), or of a noun that is a rate."""
    words = words_of(spot)
    if reach := REACH_END.search(words):
        return subject_of(words[: reach.start()], spot, thread)
    if changed := CHANGED.search(words):
        return clean_subject(changed["what"])
    if spot.figure.comparator != "=" or _SHARE_NOUN.search(words):
        own = clean_subject(words)
        return own if len(own) >= 2 else (subject_of("", spot, thread) if not spot.after else None)
    return None


def read_share_behind(spot: Spot, thread: Thread) -> Claim | None:
    """新建小区100%配建充电桩, 培训名额的30%用于乡镇."""
    behind = clean_object(spot.after)
    if len(behind) < 2 or (not _SHARE_BEHIND.search(behind) and spot.figure.value != 100):
        return None
    reaches = spot.after.startswith("的") and re.search(r"达到|实现|完成", behind) is not None
    if spot.figure.value != 100 and not (reaches or spot.before.endswith("的") or spot.figure.comparator != "="):
        return None
    subject = clean_subject(re.sub(r"(?:实现|确保|做到|推动)(?=[^，]*$)", "", spot.before))
    if not subject and spot.figure.value == 100:
        subject = thread.subject
    return Claim("share-behind", subject + behind, TargetMeasure.SHARE, Confidence.MEDIUM)
