"""Things counted (数量): 建成3个园区, 培育企业30家, 企业总数达到500户, parts of lists that inherit their verb."""

import re

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_object, clean_subject, last_verb, split_verb
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import CHANGED, EMPTY_NOUN, Claim, Thread, is_meant, subject_of, sureness, words_of
from guatu.reader.targets.vocabulary import DOING_ANYWHERE, DOING_END, DOING_START, GOAL_MARK, REACH_END, SAYING_VERBS

_NOUN = re.compile(r"^的?[一-鿿“（A-Za-z□\d]")


_NOT_COUNTED = re.compile(
    r"^(?:以上|以下|左右)?(?:内(?![部陆贸资外容河])|后(?![备续勤台期])|前(?![沿端海置景])|起(?![步重草])|的(?:标准|比例|要求|速度|价格)|为限|为准|计)"
)


_ENDS_COUNT = re.compile(
    r"$|[、（的]|参加|到|赴|达到|符合|通过|获|纳入|进入|入驻|用于|开展|完成|上市|挂牌|在|全部|均|任务"
)


STOCK = re.compile(r"(?:面积|产量|总量|规模|总数|存量|额|值|储量|产能|里程|长度|余额|能力|数量|总产)$")


def read_level(spot: Spot, thread: Thread) -> Claim | None:
    """企业总数达到500户, 交易额突破20亿元; a bound alone will do where a noun stands before it."""
    words = words_of(spot)
    if _NOT_COUNTED.match(spot.after):
        return None
    reach = REACH_END.search(words)
    changed = CHANGED.search(words)
    if reach is None and changed is None:
        return _bounded_level(spot, words, thread)
    subject = clean_subject(changed["what"]) if changed and not reach else ""
    if reach is not None:
        if reach.group() in ("完成", "实现") and (len(spot.after) > 1 or not clean_subject(words[: reach.start()])):
            return None
        subject = subject_of(words[: reach.start()], spot, thread)
        if reach.group() == "为" and not GOAL_MARK.search(spot.sentence.text):
            return None
    noun = clean_object(spot.after) if spot.figure.unit in ("个", "家", "户", "种", "项", "条", "件") else ""
    if noun and len(subject) < 2:
        subject = noun
    return Claim("level", subject, TargetMeasure.LEVEL, sureness(spot))


def _bounded_level(spot: Spot, words: str, thread: Thread) -> Claim | None:
    """交易额突破500亿元, 人均面积不低于20平方米: a bound in front of the figure does what 达到 does."""
    # 面积约8平方公里 describes; only a bound promises.
    is_bound = spot.figure.outer_start < spot.figure.start and spot.figure.comparator != "~"
    if words.endswith("在") and spot.figure.comparator != "=" and (thread.aims or GOAL_MARK.search(spot.sentence.text)):
        return Claim("level", clean_subject(words.removesuffix("在")), TargetMeasure.LEVEL, Confidence.MEDIUM)
    if not is_bound or spot.after or split_verb(words)[0] or last_verb(words):
        return None
    return Claim("level", subject_of(words, spot, thread), TargetMeasure.LEVEL, sureness(spot))


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


# 做好4家基地复核: what is seen to is a work with its number.
_SEES_TO = re.compile(r"(?:做好|抓好|抓实|搞好)$")
_WORK_NOUN = re.compile(r"[^，]{2,}(?:复核|验收|评审|改造|整改|修缮|申报|创建|建设|培训|改建|检测|评估)(?:工作)?$")


def read_count_behind(spot: Spot, thread: Thread) -> Claim | None:
    """建成3个园区: what is counted stands behind the figure."""
    noun = clean_object(_head_noun(spot))
    if len(noun) < 2 or _NOT_COUNTED.match(spot.after) or not _NOUN.match(spot.after):
        return None
    words = _WHERE.sub("", words_of(spot))
    if _SEES_TO.search(words) and _WORK_NOUN.search(noun):
        return Claim("count-behind", noun, TargetMeasure.INCREMENT, Confidence.MEDIUM)
    doing = DOING_END.search(words)
    if doing is None:
        goes_on = thread.verb and EMPTY_NOUN.match(words) and not spot.is_first
        if (
            not goes_on
            and re.search(r"(?:确保|力争|争取|实现|年内|全年)$", spot.before)
            and DOING_ANYWHERE.search(noun)
        ):
            return Claim("count-meant", noun, TargetMeasure.INCREMENT, Confidence.MEDIUM)
        if not goes_on:
            return None
        return Claim("count-listed", noun, TargetMeasure.INCREMENT, sureness(spot), thread.verb)
    verb = doing.group()
    subject = clean_subject(words[: doing.start()])
    if verb.endswith("提供") and subject:
        noun = f"{subject}{verb}{noun}"
    elif (
        verb in SAYING_VERBS
        or re.sub(r"^.*(?:和|并|与|、)", "", verb) in SAYING_VERBS
        or verb.startswith(("新", "净增"))
    ):
        noun = f"{verb}{noun}"
    return Claim("count-behind", noun, TargetMeasure.INCREMENT, sureness(spot), verb)


# 企业上市5家, 项目开工30个: what happens to so many of a thing stands behind it.
_HAPPENS = re.compile(r"(?<=.{2})(?:上市|挂牌|开工|竣工|投产|投用|达产|入库|升规|入规|纳统|入统|签约|落地)$")


def read_count_before(spot: Spot, thread: Thread) -> Claim | None:
    """培育龙头企业30家: what is counted stands before the figure; later items of a list inherit the verb."""
    if _NOT_COUNTED.match(spot.after) or not _ENDS_COUNT.match(spot.after):
        return None
    words = words_of(spot).strip("、")
    verb, noun = split_verb(words)
    if not verb and (found := last_verb(words)):
        verb, noun = found
    noun = clean_subject(noun) if verb else clean_subject(words)
    if not verb and thread.subject and DOING_START.fullmatch(noun):
        named = thread.subject if noun in thread.subject else f"{noun}{thread.subject}"
        return Claim("count-before", named, TargetMeasure.INCREMENT, sureness(spot), noun)
    if not verb and _HAPPENS.search(words) and not spot.after:
        return Claim("count-before", clean_subject(words), TargetMeasure.INCREMENT, sureness(spot))
    if len(noun) < 2:
        return _verb_itself(spot, verb or words)
    if verb and STOCK.search(noun) and not verb.startswith(("新", "净增")):
        return Claim("amount", noun, TargetMeasure.LEVEL, sureness(spot), verb)
    if verb:
        kept = verb.startswith(("新", "净增")) or verb in SAYING_VERBS or len(noun) <= 2
        named = f"{verb}{noun}" if kept else noun
        return Claim("count-before", named, TargetMeasure.INCREMENT, sureness(spot), verb)
    return _listed(spot, thread, noun)


def _listed(spot: Spot, thread: Thread, noun: str) -> Claim | None:
    """A noun and its number without a verb: part of a list (、B企业5家), of a whole, or under a goal."""
    of_level = thread.claim is not None and thread.claim.rule in ("level", "level-listed", "count-part")
    if of_level and spot.before.startswith("、") and not spot.is_first:
        return Claim("level-listed", noun, TargetMeasure.LEVEL, sureness(spot))
    if thread.whole is not None and spot.figure.kind == "number":
        named = noun if len(noun) > 3 else f"{noun}{thread.whole.heir or thread.subject}"
        return Claim("count-part", named, thread.whole.measure, sureness(spot), heir=thread.subject)
    if thread.verb and (not spot.is_first or thread.counted):
        return Claim("count-listed", noun, TargetMeasure.INCREMENT, sureness(spot), thread.verb)
    if is_meant(spot, thread) or thread.counted:
        measure = TargetMeasure.LEVEL if STOCK.search(noun) else TargetMeasure.INCREMENT
        return Claim("count-marked", noun, measure, Confidence.LOW, thread.verb)
    return None


def _verb_itself(spot: Spot, words: str) -> Claim | None:
    """“店转企”70户, 竣工90个: the verb is what is counted."""
    noun = clean_object(spot.after)
    name = clean_subject(words)
    if noun or len(name) < 2:
        return None
    return Claim("count-before", name, TargetMeasure.INCREMENT, Confidence.MEDIUM, words)


_DONE_TO = re.compile(
    r"(?P<whom>[^，；]{2,24}?)(?:进行|开展|实施|提供|完成|推广|下放|纳入|列为|列入|建成|打造|试点)(?P<what>[^，；]{1,20})$"
)


def read_done_to(spot: Spot, thread: Thread) -> Claim | None:
    """对500户困难家庭进行改造: whom and what together are the indicator."""
    done = _DONE_TO.match(clean_object(spot.after))
    if done is None or not spot.before.endswith(("对", "为", "给", "向", "在", "将", "把")):
        return None
    return Claim("count-done-to", f"{done['whom']}{done['what']}", TargetMeasure.INCREMENT, Confidence.MEDIUM)


def read_named_count(spot: Spot, thread: Thread) -> Claim | None:
    """“登门问计”300家企业: the verb is a name."""
    words = words_of(spot)
    noun = clean_object(spot.after)
    if re.fullmatch(r".{0,10}“[^”]{2,12}”", words) and len(noun) >= 2:
        return Claim("count-named", clean_subject(words) + noun, TargetMeasure.INCREMENT, Confidence.LOW)
    return None
