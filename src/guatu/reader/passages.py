"""Whole sentences and clauses around what was read, as printed but without the layout of the paper."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from guatu.reader.draft import Clause, Draft, Quote, ReadTask
from guatu.reader.sentences import Sentence, read_sentences
from guatu.reader.source import PlanText, read_source


@dataclass(frozen=True)
class Passages:
    """The text of a draft in paragraphs: printed signs, line breaks only where paragraphs end."""

    plan: PlanText
    outline: tuple[Clause, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of_draft(cls, draft: Draft) -> "Passages":
        """Return the passages of the text a draft was read from."""
        plan = read_source(draft.text)
        return cls(plan, draft.outline, read_sentences(plan, draft.outline))

    def place(self, offset: int) -> int:
        """Return where a place of the printed text stands in the clean one."""
        return bisect_left(self.plan.offsets, offset)

    def printed(self, start: int, end: int) -> str:
        """Return clean characters `start` to `end` as they are printed, without the layout between them."""
        clean, offsets, text = self.plan.clean, self.plan.offsets, self.plan.text
        return "".join(clean[at] if clean[at] in " \n" else text[offsets[at]] for at in range(start, end))

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
        around = [one for one in self.sentences[first:] if one.start < end and one.end > start]
        if around:
            start, end = min(start, around[0].start), max(end, around[-1].end)
        if end < len(self.plan.clean) and self.plan.clean[end] in "。；！？":
            end += 1
        words = self.printed(start, end)
        blank = start + len(words) - len(words.lstrip())
        sentence = words.strip()
        return sentence, max(own_start - blank, 0), min(own_end - blank, len(sentence))

    def find(self, words: str) -> Quote | None:
        """Return where words stand in the text, whatever spaces and line breaks stand between; None if nowhere."""
        plain = read_source(words).clean.replace("\n", "").replace(" ", "")
        kept = [at for at, sign in enumerate(self.plan.clean) if sign not in " \n"]
        at = "".join(self.plan.clean[place] for place in kept).find(plain) if plain else -1
        return None if at < 0 else self.plan.quote(kept[at], kept[at + len(plain) - 1] + 1)

    def measure(self, task: ReadTask, before: int) -> str:
        """Return what a task's clause asks for (措施): its text up to the note, behind `before` in the printed text."""
        note = self.place(task.quote.start)
        own = [one for one in self.outline if one.path == task.clause and one.start <= note]
        start = max(own[-1].body if own else 0, self.place(before))
        return self.printed(start, note).strip(" \n（(〔[")
