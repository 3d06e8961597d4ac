"""Where responsibility notes (责任标注) stand: in brackets, or as labelled runs behind a clause's text.

A bracket counts when it opens with a label (责任单位：), when every body in it is given a part (甲局牵头，乙局配合), or
when it holds nothing but bodies and ends a statement. Who does what in a note is read in `roles`.
"""

import re
from dataclasses import dataclass

from guatu.reader.agencies import is_body
from guatu.reader.draft import Clause
from guatu.reader.outline import clause_at
from guatu.reader.roles import ROLE_LABEL, has_named_parts, read_names
from guatu.reader.source import PlanText

_OPENING, _CLOSING = "（〔", "）〕"
_OPEN = re.compile(r"[（〔]")
_RUN_START = re.compile(rf"(?:(?<=[\n。；！？）〕])|(?<![^\n]))(?={ROLE_LABEL.pattern.replace('?P<', '?P<x_')})")
_UNMARKED = re.compile(
    r"(?<![^\n])(?P<label>(?:主要|具体)?(?:牵头|主办|主责|责任|承办|实施|主管)(?:单位|部门|处室|科室))"
    r"(?P<bodies>[^：，；。\n]{3,160})(?=\n|$)"
)
_STATEMENT_END = "。；！？\n"
# Fairs and contests print their hosts with the same labels; only a numbered clause makes them a task.
_HOST = re.compile(r"(?:主办|承办|协办)")
# A remark may follow the bodies inside the bracket: （甲局负责。以下各项均需各县落实）.
_REMARK_END = re.compile(r"。(?:[^。（〔）〕\n]|（[^（）\n]{1,14}）|〔[^〔〕\n]{1,14}〕){0,80}[）〕]")
_WHOLE_PLACE = re.compile(r"全[省市州县区盟旗镇乡]")
_LONGEST = 900
_LONGEST_UNLABELLED = 400


@dataclass(frozen=True, slots=True)
class Note:
    """A note's stretch in the clean text with its bracket or label; `text` is what stands inside the bracket."""

    start: int
    end: int
    text: str
    clause: Clause
    form: str


def find_notes(plan: PlanText, outline: tuple[Clause, ...]) -> tuple[Note, ...]:
    """Return the notes of a text in order."""
    bracketed = _bracketed(plan.clean, outline)
    taken = [(note.start, note.end) for note in bracketed]
    runs = [*_runs(plan.clean, outline), *_unmarked_runs(plan.clean, outline)]
    runs = [run for run in runs if not any(a < run.end and run.start < b for a, b in taken)]
    return tuple(sorted((*bracketed, *runs), key=lambda note: note.start))


def _bracketed(clean: str, outline: tuple[Clause, ...]) -> list[Note]:
    notes: list[Note] = []
    place = 0
    while opening := _OPEN.search(clean, place):
        start = opening.start()
        place = start + 1
        clause = clause_at(outline, start)
        label = ROLE_LABEL.match(clean, start + 1)
        longest = _LONGEST if label else _LONGEST_UNLABELLED
        end = _closing(clean, start, min(clause.end, start + longest), across=label is not None)
        if label is not None:
            stop, form = (end, "labelled-bracket") if end else (_open_end(clean, start, clause.end), "unclosed-bracket")
            notes.append(Note(start, stop, clean[start + 1 : stop - 1 if end else stop], clause, form))
            place = stop
        elif end:
            text = clean[start + 1 : end - 1]
            if unlabelled := _unlabelled_form(clean, start, end, text=text, clause=clause):
                notes.append(Note(start, end, text, clause, unlabelled))
                place = end
    return notes


def _closing(clean: str, start: int, limit: int, *, across: bool) -> int | None:
    """Return the place behind the bracket's end; None where it stays open. A paragraph's end is crossed if `across`."""
    depth = 0
    for place in range(start, limit):
        sign = clean[place]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth -= 1
            if depth == 0:
                return place + 1
        elif (sign == "\n" and not across) or (sign == "。" and not _REMARK_END.match(clean, place)):
            return None
    return None


def _open_end(clean: str, start: int, limit: int) -> int:
    """Return where a bracket without its end stops: with its paragraph or its sentence."""
    stop = re.compile(r"[\n。]").search(clean, start, limit)
    end = stop.start() if stop else limit
    return end if end > start + 1 else limit


def _unlabelled_form(clean: str, start: int, end: int, *, text: str, clause: Clause) -> str | None:
    if has_named_parts(text):
        return "role-verbs"
    if not clause.path or not _ends_statement(clean, start, end):
        return None
    names = read_names(text)
    # A word of two signs is the name of a body beside others, 外办, and of anything else alone.
    if not names or not all(map(is_body, names)) or not (len(max(names, key=len)) > 2 or names[0][0] in "各全"):
        return None
    # （全省） behind words says what they are about; only behind a finished statement does it say who does it.
    says_where = _WHOLE_PLACE.fullmatch(text) is not None and clean[start - 1] not in _STATEMENT_END
    return None if says_where else "bare-names"


def _ends_statement(clean: str, start: int, end: int) -> bool:
    """Tell a bracket behind a finished statement from one that explains the word before it."""
    before, after = clean[max(0, start - 20) : start], clean[end : end + 1]
    if not before or before[-1] in _STATEMENT_END:
        return True
    return (not after or after in _STATEMENT_END) and not is_body(re.split(r"[，。；：、]", before)[-1])


def _runs(clean: str, outline: tuple[Clause, ...]) -> list[Note]:
    """Return labelled runs outside brackets; runs that follow each other with other labels are one note."""
    notes: list[Note] = []
    place = 0
    while opening := _RUN_START.search(clean, place):
        start = opening.start()
        clause = clause_at(outline, start)
        end = _run_end(clean, start, clause.end)
        place = max(end, start + 1)
        text = clean[start:end]
        if clause.path or not _HOST.match(text):
            notes.append(Note(start, end, text, clause, "labelled-run"))
    return notes


def _unmarked_runs(clean: str, outline: tuple[Clause, ...]) -> list[Note]:
    """Return paragraphs that are a label and bodies, with only a space for the colon: 责任单位 县财政局、各镇."""
    notes: list[Note] = []
    for match in _UNMARKED.finditer(clean):
        names = read_names(match["bodies"])
        if names and all(map(is_body, names)):
            text = f"{match['label']}：{match['bodies']}"
            clause = clause_at(outline, match.start())
            notes.append(Note(match.start(), match.end(), text, clause, "unmarked-run"))
    return notes


def _run_end(clean: str, start: int, limit: int) -> int:
    seen: set[str] = set()
    end = place = start
    while (label := ROLE_LABEL.match(clean, place, limit)) and label["label"] not in seen:
        seen.add(label["label"])
        first = label.end() + 1 if clean[label.end() : label.end() + 1] == "\n" else label.end()
        stop = re.compile(r"[\n。]").search(clean, first, limit)
        end = stop.start() if stop else limit
        seen.update(inner["label"] for inner in ROLE_LABEL.finditer(clean, first, end))
        place = end + 1
        if clean[place : place + 1] == "\n":
            place += 1
    return end
