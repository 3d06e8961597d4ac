"""From sentences to targets (读目标): phrase by phrase, each figure with what it inherits; items come out here.

What a figure claims is decided in `claims`, why it is none in `exclusions`, whether it is still to come in `goals`,
for when in `periods`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guatu.reader.draft import Clause, DocumentFacts, ReadTarget
from guatu.reader.sentences import Phrase, Sentence
from guatu.reader.source import PlanText
from guatu.reader.targets.claims import read_claim
from guatu.reader.targets.exclusions import reason_against
from guatu.reader.targets.goals import is_achieved, is_done_clause, is_open_aim, is_report
from guatu.reader.targets.indicators import clean_subject, is_bare, stem_of, topic_of
from guatu.reader.targets.lists import align, split_subjects
from guatu.reader.targets.measures import complete_unit, settle_measure
from guatu.reader.targets.parts import opens_parts, settle_part
from guatu.reader.targets.periods import (
    Lead,
    counted_period,
    counted_years,
    heading_period,
    inherited_lead,
    lead_after,
    note_periods,
    prepare,
    stated_period,
    title_period,
)
from guatu.reader.targets.scopes import is_place, scope_of, usual_scope
from guatu.reader.targets.spots import Spot, find_spots, open_passage
from guatu.reader.targets.threads import Claim, Thread, carry_over
from guatu.reader.targets.vocabulary import GROWTH_END, REACH_END

# A longer stretch without a full stop is a table or a list of names; reading it would take time and find nothing.
_LONGEST_SENTENCE = 3000
_MOST_FIGURES = 60
_DIGITS = re.compile(r"\d+")
_PER = re.compile(
    r"每(?P<unit>年度?|季度?|个?月)(?!底|末|[一二三四五\d])|年均(?:新增|净增|培育|引进|完成|新建|建成|投入|安排|培训|实现)"
)
_PER_WORDS = {"年": "year", "年度": "year", "季": "quarter", "季度": "quarter", "月": "month", "个月": "month"}
_MODAL = re.compile(r"力争|争取|确保|原则上|努力|计划|预计|鼓励")
_CONDITION = re.compile(
    r"(?:较|比|在)(?:20\d\d年|上年|去年|现行|现有|法定|原有|“?十[三四五]五”?末)[^，；。\d]{0,10}?(?:基础上|末|底|同期)?(?=[^，；。]*$)"
)
_BOUND_OF_WHOLE = (
    (">=", re.compile(r"(?:不低于|不少于)[^，\d]{2,24}的$")),
    ("<=", re.compile(r"(?:不超过|不高于|控制在)[^，\d]{2,24}的$")),
    (">", re.compile(r"(?:超过|高于)[^，\d]{2,24}的$")),
)
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^，、\d]{0,8}$")
_EACH = re.compile(r"(?<![平年人户日月])均|都(?!市)|分别|各")
_FIGURE = re.compile(
    r"\d|[一二两三四五六七八九十百千]+个?[百千万亿]?[户家个%]|翻.{0,1}番|倍增|前[一二三四五六七八九十]|全覆盖|零的?突破|不低于|高于|低于|优于|快于|完成|达到|分之|一半"
)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What holds for a whole document while it is read."""

    plan: PlanText
    facts: DocumentFacts
    is_report: bool
    scope: str | None
    title_period: str | None
    notes: dict[str, tuple[tuple[int, str], ...]]
    counted: Mapping[str, str]

    def note_period(self, spot: Spot) -> str | None:
        """The deadline of the responsibility note that follows a figure in its clause."""
        notes = self.notes.get(spot.sentence.clause.path, ())
        return next((period for place, period in notes if place > spot.figure.start), None)


@dataclass(frozen=True, slots=True)
class _Line:
    """What holds for a sentence: its text without the years of comparisons, and the period that leads to it."""

    prepared: str
    lead: Lead


def read_targets(plan: PlanText, sentences: tuple[Sentence, ...], facts: DocumentFacts) -> tuple[ReadTarget, ...]:
    """Return the measurable commitments of a plan in the order in which they are printed."""
    ground = _Ground(
        plan,
        facts,
        is_report(facts),
        usual_scope(plan.clean, facts.issuers),
        title_period(facts),
        _deadlines(plan, sentences, facts.year),
        counted_years(plan.clean),
    )
    leads: dict[str, Lead] = {}
    done: set[str] = set()
    found: list[ReadTarget] = []
    thread, lead, clause, paragraph = Thread(), Lead(), None, -1
    has_clauses = any(sentence.clause.path.rpartition("#")[2] for sentence in sentences)
    for sentence in sentences:
        if sentence.clause is not clause:
            clause = sentence.clause
            lead = _opening_lead(clause, leads, facts.year)
            if is_done_clause(clause.title) or any(clause.path.startswith(f"{path}/") for path in done):
                done.add(clause.path)
        if sentence.paragraph != paragraph:
            paragraph, thread = sentence.paragraph, Thread()
        mark = plan.clean[sentence.end : sentence.end + 1]
        prepared = prepare(sentence.text)
        is_head = has_clauses and not clause.path.rpartition("#")[2]
        thread = carry_over(thread, sentence.text, mark=plan.clean[sentence.start - 1 : sentence.start])
        skipped = clause.path in done or ((is_head or ground.is_report) and not is_open_aim(sentence, year=facts.year))
        if not skipped and _is_prose(sentence.text) and _FIGURE.search(sentence.text):
            items, thread = _read_sentence(sentence, prepared, ground=ground, thread=thread, lead=lead)
            found.extend(items)
        else:
            thread = carry_over(thread, sentence.text)
        lead = lead_after(lead, sentence, prepared, mark=mark, year=facts.year)
        leads[clause.path] = lead
    return tuple(found)


def _is_prose(text: str) -> bool:
    return len(text) <= _LONGEST_SENTENCE and len(_DIGITS.findall(text)) <= _MOST_FIGURES


def _deadlines(
    plan: PlanText, sentences: tuple[Sentence, ...], year: int | None
) -> dict[str, tuple[tuple[int, str], ...]]:
    clauses = {sentence.clause.path: sentence.clause for sentence in sentences}
    return {path: note_periods(plan.clean[one.body : one.end], one.body, year) for path, one in clauses.items()}


def _opening_lead(clause: Clause, leads: dict[str, Lead], year: int | None) -> Lead:
    headed = heading_period(clause.title, year)
    return Lead(headed, goes_down=True) if headed else inherited_lead(clause.path, leads)


def _read_sentence(
    sentence: Sentence, prepared: str, *, ground: _Ground, thread: Thread, lead: Lead
) -> tuple[list[ReadTarget], Thread]:
    passage, line = open_passage(sentence), _Line(prepared, lead)
    found: list[ReadTarget] = []
    aims = lead.period is not None or re.search(r"目标|指标", sentence.clause.title or "") is not None
    for phrase in passage.phrases:
        if opens_parts(phrase.text) and thread.claim is not None:
            thread = replace(thread, whole=thread.claim)
            if phrase.text == "其中":
                continue
        spots = find_spots(passage, phrase)
        if not spots:
            thread = _thread_past(phrase, thread)
            continue
        per = _per_of(phrase.text) or thread.per
        thread = replace(thread, per=per, aims=aims)
        for number in range(len(spots)):
            items, thread = _read_spot(spots, number, line=line, ground=ground, thread=thread)
            found.extend(items)
    return found, thread


def _thread_past(phrase: Phrase, thread: Thread) -> Thread:
    topic = topic_of(phrase.text)
    return replace(thread, topic=topic or thread.topic, subject=topic or thread.subject, counted=False, verb="")


def _per_of(text: str) -> str | None:
    match = _PER.search(text)
    if match is None:
        return None
    return _PER_WORDS[match["unit"]] if match["unit"] else "year"


def _read_spot(
    row: tuple[Spot, ...], number: int, *, line: _Line, ground: _Ground, thread: Thread
) -> tuple[list[ReadTarget], Thread]:
    """Read one figure of a phrase: `row` holds all of them, for what stands behind 分别 belongs together."""
    spot = row[number]
    sentence = spot.sentence
    year = ground.facts.year
    stated = stated_period(
        line.prepared,
        before=spot.figure.start - sentence.start,
        phrase_end=spot.phrase.end - sentence.start,
        year=year,
    ) or counted_period(line.prepared, ground.counted)
    if is_achieved(spot.phrase.text, sentence.text, year=year, period=stated) or reason_against(spot):
        return [], replace(thread, counted=False)
    spot, claim = _claim_of(row, number, thread)
    if claim is None:
        return [], replace(thread, counted=False)
    period = (
        _own_year(line.prepared, number, len(row))
        or stated
        or line.lead.period
        or ground.note_period(spot)
        or ground.title_period
    )
    spot, claim = complete_unit(spot, claim.indicator), settle_measure(claim, spot)
    names = _names(claim, row, number, thread=thread)
    if all(map(is_place, names)) and len(row) > 1:
        claim, names = replace(claim, scope=names[0]), (claim.indicator,)
    items = [_item(spot, replace(claim, indicator=name), ground=ground, thread=thread, period=period) for name in names]
    return [*items, *_children(spot, items[-1])], _thread_after(claim, names, thread)


def _claim_of(row: tuple[Spot, ...], number: int, thread: Thread) -> tuple[Spot, Claim | None]:
    """Return what is claimed of a figure; behind 分别 the first figure speaks for those that follow."""
    spot = row[number]
    claim = read_claim(spot, thread)
    is_parallel = number > 0 and "分别" in row[0].head
    if is_parallel and (claim is None or not spot.before.strip("、和及")):
        claim = thread.claim
        if spot.figure.comparator == "=":
            spot = replace(spot, figure=replace(spot.figure, comparator=row[0].figure.comparator))
    if thread.whole is not None:
        claim = settle_part(claim, spot, thread.whole)
    if claim is None:
        return spot, None
    if claim.indicator.startswith("占") and thread.subject and not thread.topic:
        claim = replace(claim, indicator=f"{thread.subject}{claim.indicator}", heir=thread.subject)
    if is_bare(claim.indicator) and thread.topic and thread.topic not in claim.indicator:
        claim = replace(claim, indicator=f"{thread.topic}{claim.indicator}")
    elif is_bare(claim.indicator) and (stem := stem_of(thread.subject)):
        claim = replace(claim, indicator=f"{stem}{claim.indicator}")
    return spot, claim


def _thread_after(claim: Claim, names: tuple[str, ...], thread: Thread) -> Thread:
    return replace(
        thread,
        subject=claim.heir or re.sub(r"^(?:新增|净增|新)", "", claim.indicator),
        verb=claim.verb or (thread.verb if "count" in claim.rule else ""),
        counted="count" in claim.rule,
        claim=claim,
        row=(*thread.row, *names),
    )


_YEARS = re.compile(r"(?:20\d\d年?(?:底|末)?[、和及]){1,5}20\d\d年(?=[^。]*分别)")


def _own_year(prepared: str, number: int, count: int) -> str | None:
    """Return the year of a figure in 到2024年、2025年，…分别达到8%、10%."""
    years = _YEARS.search(prepared)
    listed = re.findall(r"20\d\d", years.group()) if years else []
    return listed[number] if len(listed) == count > 1 else None


def _names(claim: Claim, row: tuple[Spot, ...], number: int, *, thread: Thread) -> tuple[str, ...]:
    """Return the indicators of a claim: one, the parts of a list, or the part of a list that 分别 gives the figure."""
    first, spot = row[0], row[number]
    if "分别" in first.head and len(row) > 1:
        listed = align(clean_subject(re.split(r"分别", first.head)[0]), len(row))
        if listed:
            return (listed[number],)
        own = clean_subject(GROWTH_END.sub("", REACH_END.sub("", first.before.replace("分别", ""))))
        before = thread.row[: len(thread.row) - number]
        if len(before) >= len(row) and (not own or is_bare(own)):
            return (f"{before[len(before) - len(row) + number]}{own}",)
    if claim.rule in ("growth", "reduction", "share", "level", "time-limit", "multiple", "yardstick"):
        is_each = _EACH.search(spot.before[-8:]) is not None
        return split_subjects(claim.indicator, is_rate=spot.figure.is_rate or claim.rule == "multiple", is_each=is_each)
    return (claim.indicator,)


def _item(spot: Spot, claim: Claim, *, ground: _Ground, thread: Thread, period: str | None) -> ReadTarget:
    figure = spot.figure
    sentence = spot.sentence.text
    modal = _MODAL.search(spot.head) or _MODAL.search(sentence[: spot.phrase.start - spot.sentence.start])
    condition = _CONDITION.search(spot.head)
    is_new = claim.rule != "level" or _per_of(spot.phrase.text) is not None
    is_flow = is_new and (
        not figure.is_rate and figure.kind == "number" and claim.rule not in ("growth", "time-limit", "service-limit")
    )
    return ReadTarget(
        clause=spot.sentence.clause.path,
        quote=ground.plan.quote(spot.phrase.start, spot.phrase.end),
        rule=claim.rule,
        confidence=claim.confidence,
        indicator=claim.indicator,
        measure=claim.measure,
        comparator=_comparator(spot),
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        scope=claim.scope or scope_of(spot.phrase.text, sentence[: figure.start - spot.sentence.start]) or ground.scope,
        period=period,
        per=thread.per if is_flow and not _SUMMED.search(spot.head) else None,
        condition=condition.group() if condition else None,
        reference=figure.rod or claim.reference,
        modality=modal.group() if modal else None,
    )


# 每年培育20家，三年累计培育60家: a sum over the years is no yearly figure.
_SUMMED = re.compile(r"累计|总计|合计|[两三五]年(?:内|共)")
_WITHIN = re.compile(r"[、和及\d.个]+(?:工作日|天|小时|分钟)(?:以内|之内|内)")
_SHRUNK = re.compile(r"(?:压缩|压减|缩短|缩减)[到至]$")


def _comparator(spot: Spot) -> str:
    """Return the bound at the figure, or the one farther in front: 至少建成3个, 不低于预算的40%.

    压缩至3天 reaches 3 days as 达到 does; only 以内 or 内 behind it makes it a bound.
    """
    if _SHRUNK.search(spot.bound) and spot.figure.outer_end == spot.figure.end and not _WITHIN.match(spot.tail):
        return "="
    if spot.figure.comparator != "=":
        return spot.figure.comparator
    if _AT_LEAST.search(spot.before):
        return ">="
    return next((sign for sign, pattern in _BOUND_OF_WHOLE if pattern.search(spot.before)), "=")


_BRACKET = re.compile(r"（(?:其中)?[：，]?(?P<inside>[^（）]{3,120})）")
_CHILD = re.compile(
    r"(?P<noun>[^、，；\d]{2,20}?)(?P<value>\d+(?:\.\d+)?)(?P<unit>万?[户家个人名亩件项台套座])(?P<more>以上|左右)?(?=[、，；]|$)"
)


def _children(spot: Spot, item: ReadTarget) -> Iterator[ReadTarget]:
    """Yield the parts that a bracket behind a figure names: 企业60户（工业40户、服务业20户）以上."""
    text = spot.sentence.text
    place = spot.figure.end - spot.sentence.start
    bracket = _BRACKET.match(text, place)
    if bracket is None or item.value is None:
        return
    for child in _CHILD.finditer(bracket["inside"]):
        sign = {"以上": ">=", "左右": "~"}.get(child["more"] or "", item.comparator)
        noun = clean_subject(child["noun"])
        at_place = is_place(noun)
        yield replace(
            item,
            indicator=item.indicator if at_place else noun,
            scope=noun if at_place else item.scope,
            value=type(item.value)(child["value"]),
            unit=child["unit"],
            comparator=sign,
            rule="part-of-count",
        )
