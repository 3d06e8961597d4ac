"""Whole sentences and clauses around what was read, as printed but without the layout of the paper."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from guatu.reader.draft import Clause, Draft, Quote, ReadTask
from guatu.reader.sentences import Sentence, read_sentences
from guatu.reader.source import PlanText, clean_words, read_source

_TAB, _GAP = re.compile(r"(?<=\S)\t"), "　"
# The signs that stand for the border of two cells in a clean text.
_BORDER = re.compile("[.；]")


@dataclass(frozen=True)
class Passages:
    """The text of a draft in paragraphs: printed signs, line breaks only where paragraphs end.

    Where the text has a tab, as between the cells of a table, a wide space keeps the words apart.
    """

    plan: PlanText
    outline: tuple[Clause, ...]
    sentences: tuple[Sentence, ...]
    gaps: tuple[int, ...] = ()
    borders: tuple[int, ...] = ()

    @classmethod
    def of_draft(cls, draft: Draft) -> "Passages":
        """Return the passages of the text a draft was read from."""
        plan = read_source(draft.text)
        tabs = (bisect_left(plan.offsets, match.start()) for match in _TAB.finditer(draft.text))
        gaps = tuple(sorted({at - 1 for at in tabs if not _has_border(plan, at)}))
        marks = (match.start() for match in _BORDER.finditer(plan.clean))
        borders = tuple(at for at in marks if plan.text[plan.offsets[at]] == "\t")
        return cls(plan, draft.outline, read_sentences(plan, draft.outline), gaps, borders)

    def place(self, offset: int) -> int:
        """Return where a place of the printed text stands in the clean one."""
        return bisect_left(self.plan.offsets, offset)

    def printed(self, start: int, end: int) -> str:
        """Return clean characters `start` to `end` as they are printed, without the layout between them."""
        clean = self.plan.clean
        signs = [clean[at] if clean[at] in " \n" else self._sign(at) for at in range(start, end)]
        for gap in self.gaps[bisect_left(self.gaps, start) : bisect_left(self.gaps, end)]:
            signs[gap - start] += _GAP
        return "".join(signs)

    def _sign(self, at: int) -> str:
        """Return the printed sign behind a clean one; the border of two cells of a table is a gap."""
        sign = self.plan.text[self.plan.offsets[at]]
        return _GAP if sign == "\t" else sign

    def words(self, quote: Quote) -> str:
        """Return a quote without the layout of the paper."""
        return self.printed(self.place(quote.start), self.place(quote.end)).strip()

    def sentence(self, quote: Quote) -> str:
        """Return the whole sentence, or sentences, in which a quote stands (原文)."""
        return self.context(quote)[0]

    def context(self, quote: Quote) -> tuple[str, int, int]:
        """Return the whole sentence of a quote, and where in it the quote begins and ends."""
        if quote.end <= quote.start:
            return quote.text, 0, len(quote.text)
        own_start, own_end = start, end = self.place(quote.start), self.place(quote.end)
        first = max(bisect_right(self.sentences, start, key=attrgetter("start")) - 1, 0)
        until = bisect_left(self.sentences, end, key=attrgetter("start"))
        around = [one for one in self.sentences[first:until] if one.end > start]
        if around:
            start, end = min(start, around[0].start), max(end, around[-1].end)
        start, end = self._row(start, end)
        if end < len(self.plan.clean) and self.plan.clean[end] in "。；！？":
            end += 1
        before, own, behind = (
            self.printed(*part) for part in ((start, own_start), (own_start, own_end), (own_end, end))
        )
        sentence = f"{before}{own}{behind}".strip()
        first = len(before.lstrip())
        return sentence, first, first + len(own.rstrip())

    def _row(self, start: int, end: int) -> tuple[int, int]:
        """Return the whole row of a table where a stretch is one of its cells, else the stretch itself."""
        clean = self.plan.clean
        first = clean.rfind("\n", 0, start) + 1
        last = clean.find("\n", end)
        last = len(clean) if last < 0 else last
        is_row = bisect_left(self.borders, first) < bisect_left(self.borders, last)
        return (first, last) if is_row else (start, end)

    def find(self, words: str, after: int = 0) -> Quote | None:
        """Return where words stand in the text, whatever spaces and line breaks stand between; None if nowhere.

        `after` is the place of the printed text from which they are looked for.
        """
        plain = clean_words(words).replace("\n", "").replace(" ", "")
        first = self.place(after)
        kept = [at for at, sign in enumerate(self.plan.clean[first:], start=first) if self._is_word(at, sign)]
        at = "".join(self.plan.clean[place] for place in kept).find(plain) if plain else -1
        return None if at < 0 else self.plan.quote(kept[at], kept[at + len(plain) - 1] + 1)

    def _is_word(self, at: int, sign: str) -> bool:
        return sign not in " \n" and self.plan.text[self.plan.offsets[at]] != "\t"

    def measure(self, task: ReadTask, before: int, *, with_heading: bool = False) -> str:
        """Return what a task's clause asks for (措施): its text up to the note, behind `before` in the printed text."""
        note = self.place(task.quote.start)
        behind = bisect_right(self.outline, note, key=attrgetter("start"))
        own = next((one for at in range(behind - 1, -1, -1) if (one := self.outline[at]).path == task.clause), None)
        first = 0 if own is None else own.start if with_heading else own.body
        start = max(first, self.place(before))
        return self.printed(start, note).lstrip().rstrip(" \n（(〔[")


def _has_border(plan: PlanText, at: int) -> bool:
    """Tell a tab that stands in the clean text itself, as the border of two cells, there or just before."""
    return any(plan.text[place] == "\t" for place in plan.offsets[max(at - 1, 0) : at + 1])
