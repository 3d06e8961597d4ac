"""Reporting duties (报送要求): a body must report, feed back or circulate something by a fixed time or rhythm.

A phrase is a duty when it says a verb of reporting, when it or what leads it fixes the time, and when a body is there
to do it: in the phrase, before it in the clause, or in the clause's responsibility note.
"""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from guatu.pack import Confidence
from guatu.reader.addressees import find_addressees
from guatu.reader.dates import read_deadline
from guatu.reader.draft import Clause, DocumentFacts, ReadDuty, ReadTask
from guatu.reader.reports import find_verb, is_event, is_firm, is_refused, next_actor, read_content, read_subject
from guatu.reader.rhythms import Rhythm, each_year, read_rhythm
from guatu.reader.sentences import Phrase, Sentence, split_phrases
from guatu.reader.source import PlanText

_HINT = re.compile(r"报|反馈|提交|递交|[发推函呈]送|送交|答复|回复|上传|函告|晾晒")
_LAST_MONTH = re.compile(r"上个?月|上一个?月")
# A rhythm of meetings, courses or inspections is not one of the reports made there.
_GATHERING = re.compile(r"召开|会议|例会|调度会|培训|调研|走访|演练|评选")
_INSPECTION = re.compile(r"检查|督查|督导|抽查|巡查")
_PASSED_ON = re.compile(r"^(?:并|且|同时)")
_SIDE_BY_SIDE = re.compile(r"、(?=每|按[月季年半]|[月季](?:通报|报告|报送))")
# What is sent and pushed is a report only where an office gets it.
_SENDING = ("发送", "推送", "函送")
_OWN = re.compile(r"我(?P<kind>局|委|厅|办|部|院|会|中心|政府)")
# Where firms apply, a sentence without a subject speaks of them.
_APPLICATION = re.compile(r"申请|申报|企业|纳税人|项目单位|当事人")
_MEETING = re.compile(r"(?:召开|举行|举办)[^，。；]*(?:会|会议)")
_PAST = re.compile(r"已经?(?:向|报送|上报|通报|反馈|提交)|截至目前|累计(?:报送|通报|上报)")
_NEAR = 24
# What is to be reported may stand between the date and the verb: 于10月底前将落实情况和问题，形成报告报甲局.
_TAKEN = re.compile(r"(?<!即)[将把](?!于)")
_STAGE = re.compile(
    r"[^\n。，；]{2,30}?（(?P<first>(?:(?:19|20)\d\d年)?\d{1,2}月[^（）]{0,12}?)(?:[—\-~至]+(?P<last>[^（）]{2,16}))?）"
)


@dataclass(frozen=True, slots=True)
class _Led:
    """What the phrases so far say: the acting body, the last rhythm, and where each of them was said."""

    subject: str | None = None
    subject_at: int | None = None
    rhythm: Rhythm | None = None
    rhythm_at: int | None = None
    reported: bool = False
    what: str = ""
    words_before: str = ""


def read_duties(
    plan: PlanText, sentences: tuple[Sentence, ...], facts: DocumentFacts, tasks: tuple[ReadTask, ...]
) -> tuple[ReadDuty, ...]:
    """Return the duties of a text in order; clauses without a body to report have none."""
    duties: list[ReadDuty] = []
    addressees = find_addressees(plan, sentences)
    for clause, group in groupby(sentences, key=lambda one: one.clause):
        of_clause = tuple(group)
        if not any(_HINT.search(sentence.text) for sentence in of_clause):
            continue
        notes = _notes_of(clause.path, tasks)
        duties.extend(_duties_of(plan, of_clause, facts=facts, notes=notes, addressees=addressees))
    return tuple(replace(duty, to=_own_office(duty.to, facts.issuers)) for duty in duties)


def _own_office(to: str | None, issuers: tuple[str, ...]) -> str | None:
    """Return the issuer's name for 我局 or 我委, behind which an office of it may stand: 我厅市场处."""
    match = _OWN.match(to or "")
    issuer = next((one for one in issuers if match and one.endswith(match["kind"])), None)
    return to if to is None or match is None or issuer is None else f"{issuer}{to[match.end() :]}"


def _duties_of(
    plan: PlanText,
    sentences: tuple[Sentence, ...],
    *,
    facts: DocumentFacts,
    notes: tuple[ReadTask, ...],
    addressees: str | None,
) -> list[ReadDuty]:
    clause = sentences[0].clause
    stage = _stage_end(plan.clean, clause, facts.year)
    duties: list[ReadDuty] = []
    standing: str | None = None
    is_about_firms = any(_APPLICATION.search(sentence.text) for sentence in sentences)
    asked = None if is_about_firms else addressees
    for sentence in sentences:
        if _PAST.search(sentence.text):
            continue
        led = _Led()
        noted = _noted(notes, plan.offsets[sentence.end - 1])
        for phrase in _phrases(sentence):
            led = _follow(led, phrase, facts.year)
            duty = _duty(plan, phrase, led, stage=stage, heirs=(standing, noted, asked), clause=clause)
            if duty is not None:
                duties.extend((duty, *_on_further_days(duty, led)))
                led = _after_report(led, phrase, duty)
            led = replace(led, words_before=phrase.text)
        standing = led.subject or standing
    return _without_repeats(duties)


def _notes_of(path: str, tasks: tuple[ReadTask, ...]) -> tuple[ReadTask, ...]:
    """Return the notes of a clause, else those of the nearest clause above it."""
    while True:
        notes = tuple(task for task in tasks if task.clause == path)
        if notes or "/" not in path:
            return notes
        path = path.rpartition("/")[0]


def _on_further_days(duty: ReadDuty, led: _Led) -> tuple[ReadDuty, ...]:
    """Return the same report for the later days of a list: 分别于6月10日、10月10日前."""
    days = led.rhythm.further if led.rhythm else ()
    return tuple(replace(duty, due=day) for day in days)


def _noted(notes: tuple[ReadTask, ...], place: int) -> str | None:
    """Return the leading bodies of the next note behind a sentence, else of the last one before it."""
    behind = [note for note in notes if note.quote.end > place]
    note = behind[0] if behind else notes[-1] if notes else None
    return "、".join(note.lead) if note else None


def _follow(led: _Led, phrase: Phrase, year: int | None) -> _Led:
    """Return what is known with a phrase's own subject and rhythm, which its verb may be ruled by."""
    words = phrase.text
    subject = read_subject(words)
    if subject is not None:
        led = replace(led, subject=subject, subject_at=phrase.start)
    rhythm = read_rhythm(words, year, about_last_month=_LAST_MONTH.search(words) is not None)
    is_elsewhere = find_verb(words) is None and _GATHERING.search(words) is not None
    if rhythm is not None and not is_elsewhere:
        is_of_every_year = led.rhythm is not None and led.rhythm.frequency == "yearly"
        if is_of_every_year and rhythm.frequency == "once" and not re.search(r"\d年|收到", words):
            rhythm = each_year(rhythm)
        return replace(led, rhythm=rhythm, rhythm_at=phrase.start, reported=False)
    inspected = led.rhythm_at is not None and _INSPECTION.search(led.words_before) and not _PASSED_ON.match(words)
    if is_elsewhere or inspected:
        return replace(led, rhythm=None, rhythm_at=None, reported=False)
    return led


def _phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """Return the phrases of a sentence; two reports side by side (按月报送、按季通报) are two."""
    phrases: list[Phrase] = []
    for phrase in split_phrases(sentence.text, sentence.start):
        seam = next(
            (
                match
                for match in _SIDE_BY_SIDE.finditer(phrase.text)
                if find_verb(phrase.text[: match.start()]) and find_verb(phrase.text[match.end() :])
            ),
            None,
        )
        if seam is None:
            phrases.append(phrase)
            continue
        middle = phrase.start + seam.start()
        phrases.append(Phrase(phrase.start, middle, phrase.text[: seam.start()]))
        phrases.append(Phrase(middle + 1, phrase.end, phrase.text[seam.end() :]))
    return tuple(phrases)


def _after_report(led: _Led, phrase: Phrase, duty: ReadDuty) -> _Led:
    """Keep the rhythm for what is reported on (由乙办汇总后报丙局), but not its day: that was the first report's."""
    rhythm = Rhythm(led.rhythm.frequency) if led.rhythm else None
    verb = find_verb(phrase.text)
    if verb is not None and (actor := next_actor(phrase.text, verb, duty.to)):
        led = replace(led, subject=actor, subject_at=phrase.start)
    return replace(led, rhythm=rhythm, rhythm_at=phrase.start, reported=True, what=duty.what)


def _duty(
    plan: PlanText,
    phrase: Phrase,
    led: _Led,
    *,
    stage: str | None,
    heirs: tuple[str | None, str | None, str | None],
    clause: Clause,
) -> ReadDuty | None:
    verb = _reporting_verb(phrase.text)
    timed = _timed(phrase, led, stage)
    if verb is None or timed is None:
        return None
    rhythm, rule = timed
    what, to = read_content(phrase.text, verb, led.words_before)
    standing, noted, asked = heirs
    who = led.subject or standing or (noted if rhythm.frequency != "once" else None) or (asked if to else None)
    if who is None or is_firm(who) or ((to is None or is_firm(to)) and verb.group() in _SENDING):
        return None
    marks = [place for place in (led.subject_at, led.rhythm_at) if place is not None]
    is_sure = led.subject is not None and rule == "rhythm-in-phrase"
    return ReadDuty(
        clause=clause.path,
        quote=plan.quote(min([phrase.start, *marks]), phrase.end),
        rule=rule,
        confidence=Confidence.HIGH if is_sure else Confidence.MEDIUM,
        who=who,
        what=what or led.what or verb.group(),
        to=to,
        frequency=rhythm.frequency,
        due=rhythm.due,
    )


def _timed(phrase: Phrase, led: _Led, stage: str | None) -> tuple[Rhythm, str] | None:
    """Return when a phrase's report is due, and the rule: its own words, those before it, or the clause's stage."""
    if led.rhythm is None:
        at_stage = stage is not None and led.subject is not None and not is_event(phrase.text)
        return (Rhythm("once", stage), "stage-of-clause") if at_stage else None
    if led.rhythm_at == phrase.start:
        return led.rhythm, "rhythm-in-phrase"
    if is_event(phrase.text):
        return None
    # A date in an earlier phrase is mostly the deadline of the work, not of the report.
    is_far = led.rhythm_at is not None and phrase.start - led.rhythm_at > _NEAR
    is_far = is_far and not _TAKEN.search(led.words_before)
    if led.rhythm.frequency == "once" and is_far and not led.reported:
        return None
    return led.rhythm, "rhythm-before"


def _reporting_verb(words: str) -> "re.Match[str] | None":
    """Return the verb of a report in a phrase; what is said at a meeting (召开会议通报) is none."""
    if _MEETING.search(words) or is_refused(words):
        return None
    return find_verb(words)


def _stage_end(clean: str, clause: Clause, year: int | None) -> str | None:
    """Return the last day of the stage that a clause's heading gives: 总结阶段（2028年11月—12月）."""
    match = _STAGE.match(clean, clause.start, min(clause.end, clause.start + 70))
    if match is None:
        return None
    first = re.match(r"((?:19|20)\d\d)年", match["first"])
    last = (match["last"] or match["first"]).strip()
    day = read_deadline(f"{last}底" if last.endswith("月") else last, int(first[1]) if first else year)
    return day.isoformat() if day else None


def _without_repeats(duties: list[ReadDuty]) -> list[ReadDuty]:
    kept: list[ReadDuty] = []
    for duty in duties:
        same = (duty.who, duty.frequency, duty.due, duty.to)
        if not any((one.who, one.frequency, one.due, one.to) == same for one in kept):
            kept.append(duty)
    return kept
