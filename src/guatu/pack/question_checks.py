"""Checks of questions and rulings (口径): what rules ask, what each answer makes of them, and what was decided."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from guatu.domain import Finding, Span, nearest
from guatu.pack.column_nouns import EdgeReading
from guatu.pack.entries import all_with
from guatu.pack.nouns import Names, Ruling
from guatu.pack.pack import Packs
from guatu.pack.references import Sort, Use, unknown_names
from guatu.pack.reward_nouns import GroupReading, Reading
from guatu.pack.rule_findings import (
    ANSWER_NOT_A_CHOICE,
    READING_NOT_ASKED,
    READINGS_INCOMPLETE,
    RULING_UNSIGNED,
    UNKNOWN_QUESTION,
)

_QUESTION = Sort(UNKNOWN_QUESTION, "口径问题", "rulings.yaml", "写上这个问题")


class _Asking(NamedTuple):
    """A rule that a question stands against, or may: the questions it lists and its readings."""

    by: str
    questions: Names
    readings: tuple[EdgeReading | Reading | GroupReading, ...]
    span: Span | None


class _Answer(NamedTuple):
    """An answer where it is written."""

    by: str
    question: str
    answer: str
    span: Span | None


def known_questions(packs: Packs) -> Iterator[Finding]:
    """Every question of a rule, a reading or a case is in the `rulings.yaml` of some pack."""
    known = _rulings(packs)
    return unknown_names(packs, _question_uses(packs), known.get, known, _QUESTION)


def fitting_answers(packs: Packs) -> Iterator[Finding]:
    """Every answer of a ruling, a reading or a case is one of the choices of its question."""
    rulings = _rulings(packs)
    for by, question, answer, span in _answers(packs):
        choices = rulings[question].choices if question in rulings else (answer,)
        if answer in choices:
            continue
        if choices:
            sentence = f"{by}的答案“{answer}”不是问题“{question}”可选的答案{nearest(answer, choices) or '。'}"
            way_out = f"请从 {'、'.join(choices)} 中选一个，一字不差；或者把它补进 rulings.yaml 的 choices。"
        else:
            sentence = f"{by}写了答案“{answer}”，但问题“{question}”没有列出可选的答案。"
            way_out = f"请在 rulings.yaml 的“{question}”里写 choices，列出可能的答案。"
        yield ANSWER_NOT_A_CHOICE.at(span, sentence, way_out)


def listed_readings(packs: Packs) -> Iterator[Finding]:
    """A reading answers a question that its rule lists."""
    for rule in _asking(packs):
        for reading in rule.readings:
            if reading.question not in rule.questions:
                sentence = f"{rule.by}给问题“{reading.question}”写了读法，questions 里却没有列出它。"
                way_out = f"请写 questions: [{', '.join((*rule.questions, reading.question))}]，或者删去这个读法。"
                yield READING_NOT_ASKED.at(reading.span or rule.span, sentence, way_out)


def whole_readings(packs: Packs) -> Iterator[Finding]:
    """When a rule has a reading for one answer it has one for each, and no two for the same."""
    rulings = _rulings(packs)
    for rule in _asking(packs):
        for question in dict.fromkeys(reading.question for reading in rule.readings):
            counts = Counter(reading.answer for reading in rule.readings if reading.question == question)
            choices = rulings[question].choices if question in rulings else ()
            missing = [choice for choice in choices if choice not in counts]
            twice = [answer for answer, count in counts.items() if count > 1]
            wrong = [f"没有写答案“{choice}”的读法" for choice in missing]
            wrong += [f"给答案“{answer}”写了不止一个读法" for answer in twice]
            if wrong:
                sentence = f"{rule.by}对问题“{question}”{'；'.join(wrong)}。"
                yield READINGS_INCOMPLETE.at(rule.span, sentence, "请给每个可选的答案各写一个读法。")


def signed_rulings(packs: Packs) -> Iterator[Finding]:
    """A ruling that is answered says who decided and when."""
    for pack in packs.packs:
        for ruling in pack.rulings:
            lacking = [
                word
                for word, value in (
                    ("谁决定（decided_by）", ruling.decided_by),
                    ("何时决定（decided_on）", ruling.decided_on),
                )
                if value is None
            ]
            if ruling.answer is not None and lacking:
                sentence = f"“{ruling.id}”已经定为“{ruling.answer}”，但没有写{'和'.join(lacking)}。"
                yield RULING_UNSIGNED.at(ruling.span, sentence, "请补上，并把依据文件写进 document。")


def _rulings(packs: Packs) -> Mapping[str, Ruling]:
    return {one.id: one for one in packs.every(lambda pack: pack.rulings)}


def _asking(packs: Packs) -> Iterator[_Asking]:
    for entry in all_with(packs, "questions"):
        # The nouns with `questions` share no class; qualifications have no readings.
        yield _Asking(entry.by, getattr(entry.noun, "questions", ()), getattr(entry.noun, "readings", ()), entry.span)


def _question_uses(packs: Packs) -> Iterator[Use]:
    for rule in _asking(packs):
        yield from (Use(rule.by, question, rule.span) for question in rule.questions)
        for reading in rule.readings:
            if reading.question not in rule.questions:
                yield Use(f"{rule.by}的读法", reading.question, reading.span or rule.span)
    for pack in packs.packs:
        for case in pack.cases:
            yield from (Use(f"用例“{case.title}”", question, case.span) for question, _ in case.answers)


def _answers(packs: Packs) -> Iterator[_Answer]:
    for rule in _asking(packs):
        for reading in rule.readings:
            yield _Answer(f"{rule.by}读法", reading.question, reading.answer, reading.span or rule.span)
    # A question without choices may be answered in free words; only a reading needs a choice to stand for.
    open_worded = {key for key, ruling in _rulings(packs).items() if not ruling.choices}
    for pack in packs.packs:
        for ruling in pack.rulings:
            if ruling.answer is not None and ruling.choices:
                yield _Answer(f"口径决定“{ruling.id}”", ruling.id, ruling.answer, ruling.span)
        for case in pack.cases:
            for question, answer in case.answers:
                if question not in open_worded:
                    yield _Answer(f"用例“{case.title}”", question, answer, case.span)


QUESTION_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (
    known_questions,
    fitting_answers,
    listed_readings,
    whole_readings,
    signed_rulings,
)
