"""What phrases hand on to one another (承前): a claim, the thread of subject, verb and rhythm, and how to read it."""

import re
from dataclasses import dataclass

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.targets.indicators import clean_subject
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.vocabulary import FILLERS_END, GOAL_MARK


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure's indicator and measure; `verb` and `heir` are the verb and subject that later items inherit.

    `scope` is set where the claim is about one place of several: 其中甲县10户.
    """

    rule: str
    indicator: str
    measure: TargetMeasure
    confidence: Confidence
    verb: str = ""
    heir: str = ""
    scope: str = ""
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """What a phrase inherits from those before it: subject, topic, verb of doing, rhythm.

    `whole` is the claim that 其中 takes apart.
    """

    subject: str = ""
    topic: str = ""
    verb: str = ""
    per: str | None = None
    counted: bool = False
    aims: bool = False
    claim: Claim | None = None
    row: tuple[str, ...] = ()
    whole: Claim | None = None


EMPTY_NOUN = re.compile(r"^(?:[、，和及与\d%]|□)*$")


CHANGED = re.compile(
    r"(?:压缩|缩短|压减|缩减|降低|提高|提升|扩大|增加|控制|拓展|减少|精简|稳定|保持)(?P<what>[^，。；]{2,20}?)(?:至|到|在)$"
)


# 新增点位30个，总计达60个: a sum of what the phrase before counts.
_SUM = re.compile(r"总计|合计|总数|总量|总数量")


def words_of(spot: Spot) -> str:
    """Return what stands before a figure without the words that only hurry or soften: 力争, 再, 共."""
    return FILLERS_END.sub("", spot.before)


def subject_of(words: str, spot: Spot, thread: Thread) -> str:
    """Return the noun in front, or the subject of the phrase before where the phrase has none of its own."""
    own = clean_subject(words)
    if _SUM.fullmatch(own) and not EMPTY_NOUN.match(thread.subject):
        return f"{thread.subject}{own}"
    if len(own) >= 2:
        return own
    return thread.subject if not EMPTY_NOUN.match(thread.subject) else ""


def sureness(spot: Spot) -> Confidence:
    """Return high confidence where the sentence has a word that only goals have, else medium."""
    return Confidence.HIGH if GOAL_MARK.search(spot.sentence.text) else Confidence.MEDIUM


def is_meant(spot: Spot, thread: Thread) -> bool:
    """Tell a figure in a passage of goals: under a period, or behind 力争 or 全年 in its sentence."""
    before = spot.sentence.text[: spot.figure.start - spot.sentence.start]
    return thread.aims or GOAL_MARK.search(before) is not None


def carry_over(thread: Thread, sentence: str, *, mark: str = "") -> Thread:
    """Return what a sentence inherits: all where it opens with 其中, the verb of a count behind a semicolon."""
    if sentence.startswith("其中"):
        return thread
    if mark == "；" and thread.counted:
        return Thread(verb=thread.verb, counted=True)
    return Thread()
