"""Sentences (句) and the phrases in them (分句), as stretches of the clean text that know their clause."""

from dataclasses import dataclass

from guatu.reader.draft import Clause
from guatu.reader.source import PlanText

_OPENING, _CLOSING = "（〔《“", "）〕》”"
_PHRASE_END = "，；。！？\n"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the clean text up to 。！？； or a paragraph's end; `paragraph` is where its paragraph begins."""

    start: int
    end: int
    text: str
    clause: Clause
    paragraph: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence between commas outside brackets; offsets are those of the clean text."""

    start: int
    end: int
    text: str


def read_sentences(plan: PlanText, outline: tuple[Clause, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of every clause, in order. Marks inside brackets and quotation marks end no sentence."""
    sentences: list[Sentence] = []
    for clause in outline:
        sentences.extend(_sentences_of(plan.clean, clause))
    return tuple(sentences)


def _sentences_of(clean: str, clause: Clause) -> list[Sentence]:
    found: list[Sentence] = []
    start = paragraph = clause.body
    depth = 0
    for place in range(clause.body, clause.end):
        sign = clean[place]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
        if sign == "\n" or (depth == 0 and sign in "。！？；") or (depth > 0 and sign == "。" and place - start > 400):
            if place > start:
                found.append(Sentence(start, place, clean[start:place], clause, paragraph))
            start = place + 1
            if sign == "\n":
                paragraph, depth = start, 0
    if clause.end > start:
        found.append(Sentence(start, clause.end, clean[start : clause.end], clause, paragraph))
    return [one for one in found if one.text.strip()]


def split_phrases(text: str, offset: int = 0, marks: str = _PHRASE_END) -> tuple[Phrase, ...]:
    """Return the phrases of a sentence: cut at `marks` outside brackets and quotation marks.

    >>> [phrase.text for phrase in split_phrases("到2028年，建成3个园区（含扩建，改建），产值翻番")]
    ['到2028年', '建成3个园区（含扩建，改建）', '产值翻番']
    """
    phrases = []
    start = depth = 0
    for place, sign in enumerate(text):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
        elif sign in marks and depth == 0:
            phrases.append((start, place))
            start = place + 1
    phrases.append((start, len(text)))
    return tuple(Phrase(offset + first, offset + last, text[first:last]) for first, last in phrases if last > first)
