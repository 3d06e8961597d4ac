"""The outline of a text (条款目录): plans in the file, clauses in the plans, each with its path and its stretch.

Depth follows the kinds of labels in the order in which they nest, not a fixed table: a plan may number 一、1. or
一、（一）1. or 第一章 第一条. A label counts only where its number continues its list or begins one, so that a quantity
or a cross-reference is not taken for one.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from guatu.reader.draft import Clause
from guatu.reader.labels import Label, label_at
from guatu.reader.source import PlanText

_PLAN_TITLE = re.compile(
    r"[^，。；：！？]{6,70}(?:方案|计划|措施|举措|意见|办法|规定|细则|要点|规划|纲要|条例|政策|规则|规程|分工|任务书|清单)"
    r"(?:（[^（）]{1,14}）)*"
)
_NOTICE = re.compile(r"关于(?:印发|转发|发布|下达|公布)|的通知$|的批复$")
_COLLECTED = re.compile(
    r"\d{1,3}[.、](?:[^。；]{0,80}关于[^。；]{4,120}(?:通知|意见|办法|方案|决定|措施|公告)|[^。；，]{4,60}印发《)"
)
_INLINE = re.compile(
    r"第[一二三四五六七八九十百\d]{1,5}[章条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.、]"
)
# A note of who is responsible may stand behind a heading on its line; it is no part of the heading.
_NOTE_BEHIND = re.compile(r"[（〔](?:牵头|责任|主办|负责)[^（）〔〕]*[）〕]?$")
_SENTENCE = re.compile(r"([^。；：！？\n]{2,60})([。；：！？]|$)")
_BRACKETED = re.compile(r"([^，。；：（）]{2,24})（\d{4}年[^（）]*）")
_PHRASE = re.compile(r"([^，。；：！？\n]{4,36})，")
_FIGURE = re.compile(r"\d(?:\.\d+)?(?:%|‰|[^\d\W])")
_LONGEST_HEADING = 42
_SURE_HEADING = 14  # so short a first sentence is a heading whatever the clauses beside it begin with
_RUN_IN = 36


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label that counts, and the plan it stands in."""

    label: Label
    plan: int
    path: str


def read_outline(plan: PlanText) -> tuple[Clause, ...]:
    """Return the clauses of a text in order; a text without any label is one clause with the path "".

    `Clause.plan` is 0 before the first plan's title; paths carry `2#` only where one file holds several plans.
    """
    labels = _labels_of(plan)
    starts = _plan_starts(plan, labels)
    marks = _nested(labels, starts, plan.clean)
    several = len(starts) > 1
    marks = [replace(mark, path=f"{mark.plan}#{mark.path}") if several and mark.plan else mark for mark in marks]
    borders = sorted({*(mark.label.start for mark in marks), *starts, len(plan.clean)})
    clauses = (*_heads(borders, starts, marks, several=several), *_clauses(plan.clean, marks, borders))
    return tuple(sorted(clauses, key=attrgetter("start")))


def clause_at(outline: tuple[Clause, ...], place: int) -> Clause:
    """Return the clause in which a clean character stands."""
    return outline[max(bisect_right(outline, place, key=attrgetter("start")) - 1, 0)]


def _labels_of(plan: PlanText) -> list[Label]:
    """Return every label that may begin a clause: at the start of paragraphs, in flat texts also inside them."""
    clean = plan.clean
    found: list[Label] = []
    start = 0
    for paragraph in clean.split("\n"):
        label = label_at(clean, start)
        if label is not None and label.end <= start + len(paragraph) and not _is_collection_number(label, paragraph):
            found.append(label)
            found.extend(_stacked(clean, label, start + len(paragraph)))
        if plan.is_flat or len(paragraph) > 1500:
            found.extend(_inline(clean, start, start + len(paragraph)))
        start += len(paragraph) + 1
    unique = {label.start: label for label in found}
    return _continued([unique[place] for place in sorted(unique)], clean)


def _is_collection_number(label: Label, paragraph: str) -> bool:
    """Tell the number that a collection of laws sets before a document's title: 5.某某局关于印发…的通知。"""
    return label.kind == "digit" and _COLLECTED.match(paragraph) is not None


def _stacked(clean: str, label: Label, end: int) -> list[Label]:
    """Return labels that stand behind a short heading on the same line: 一、总的要求（一）主要目标。"""
    found = []
    for match in _INLINE.finditer(clean, label.end + 2, min(end, label.end + _LONGEST_HEADING)):
        between = clean[label.end : match.start()]
        inner = label_at(clean, match.start())
        if inner is None or any(sign in between for sign in "，。；：、（"):
            break
        if inner.number == 1 and inner.kind != label.kind:
            found.append(inner)
            break
    return found


def _inline(clean: str, start: int, end: int) -> list[Label]:
    found = []
    for match in _INLINE.finditer(clean, start, end):
        label = label_at(clean, match.start())
        before = clean[match.start() - 1] if match.start() > start else "。"
        if label is not None and (before in "。！？；）〕”：" or _follows_heading(clean, match.start(), start)):
            found.append(label)
    return found


def _follows_heading(clean: str, place: int, start: int) -> bool:
    """Tell a label directly behind another label's short heading: 二、主要任务（一）…"""
    before = clean[max(start, place - _LONGEST_HEADING) : place]
    for match in reversed(list(_INLINE.finditer(before))):
        words = before[match.end() :]
        return len(words) >= 2 and not any(sign in words for sign in "，。；：、（")
    return False


def _continued(labels: list[Label], clean: str) -> list[Label]:
    """Drop labels whose number neither begins nor goes on; up to two numbers of a list may be missing.

    At the start of a paragraph a list may also jump, where the next label of its kind goes on from there: parts of a
    plan are cut out, and collections leave chapters away.
    """
    last: dict[str, int] = {}
    following = _following_numbers(labels)
    kept = []
    for label, after in zip(labels, following, strict=True):
        before = last.get(label.kind)
        at_paragraph = label.start == 0 or clean[label.start - 1] == "\n"
        goes_on = before is not None and 0 < label.number - before <= (3 if at_paragraph else 2)
        jumps = at_paragraph and (before is None or after == label.number + 1)
        if label.kind == "annex" or label.number == 1 or goes_on or jumps:
            kept.append(label)
            last[label.kind] = label.number
    return kept


def _following_numbers(labels: list[Label]) -> list[int | None]:
    """Return for each label the number of the next one of its kind."""
    seen: dict[str, int] = {}
    following = []
    for label in reversed(labels):
        following.append(seen.get(label.kind))
        seen[label.kind] = label.number
    return following[::-1]


def _plan_starts(plan: PlanText, labels: list[Label]) -> list[int]:
    """Return where plans begin: a title alone in its paragraph behind which a top-level list begins anew."""
    clean = plan.clean
    if not labels:
        return []
    top = _top_kind(labels)
    firsts = [label.start for label in labels if label.kind == top and label.number == 1]
    starts = []
    floor = 0
    for first in firsts:
        starts.append(_title_before(clean, floor, first))
        floor = first
    return starts


def _top_kind(labels: list[Label]) -> str:
    """Return the kind of label that nests all others: the first of chapter, 一、, article … used twice or more."""
    counts: dict[str, int] = {}
    for label in labels:
        counts[label.kind] = counts.get(label.kind, 0) + 1
    for kind in ("chapter", "han", "article", "han_bracket", "digit"):
        if counts.get(kind, 0) >= 2:
            return kind
    return labels[0].kind


def _title_before(clean: str, floor: int, first: int) -> int:
    """Return the start of the title that stands before a plan's first clause; without one, of the clause itself."""
    paragraphs = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", clean[floor:first])]
    for start, paragraph in reversed(paragraphs):
        if _PLAN_TITLE.fullmatch(paragraph) and not _NOTICE.search(paragraph) and label_at(paragraph, 0) is None:
            return floor + start
    return first if floor else 0


def _nested(labels: list[Label], starts: list[int], clean: str) -> list[_Mark]:
    """Return the labels with their paths. A plan that follows 附件 alone on a line stands under it."""
    stack: list[Label] = []
    marks = []
    plan = 0
    for label in labels:
        number = bisect_right(starts, label.start)
        if number != plan:
            plan, stack = (
                number,
                [one for one in stack[-1:] if one.kind == "annex" and clean[one.end : one.end + 1] == "\n"],
            )
        kinds = [one.kind for one in stack]
        if label.kind == "annex":
            stack = [label]
        elif label.kind in kinds:
            stack = [*stack[: kinds.index(label.kind)], label]
        else:
            stack = [*_parents(stack, label), label]
        marks.append(_Mark(label, plan, "/".join(one.path for one in stack)))
    return marks


_DEPTH = {
    "annex": 0, "chapter": 1, "han": 2, "article": 2, "han_bracket": 3, "ordinal": 4, "digit": 4,
    "digit_bracket": 5, "digit_half_bracket": 5, "circle": 6,
}  # fmt: skip


def _parents(stack: list[Label], label: Label) -> list[Label]:
    """Return the labels a new kind stands under: those of kinds that usually stand above it."""
    return [one for one in stack if _DEPTH[one.kind] < _DEPTH[label.kind]]


def _heads(borders: list[int], starts: list[int], marks: list[_Mark], *, several: bool) -> list[Clause]:
    """Return what stands before the first label of the file and of each plan."""
    labelled = {mark.label.start for mark in marks}
    heads = []
    if borders[0] > 0:
        heads.append(Clause("", None, 0, 0, borders[0]))
    for number, start in enumerate(starts, start=1):
        if start not in labelled:
            end = borders[min(bisect_right(borders, start), len(borders) - 1)]
            heads.append(Clause(f"{number}#" if several else "", None, start, start, end, number))
    return heads or ([] if marks else [Clause("", None, 0, 0, borders[-1])])


def _clauses(clean: str, marks: list[_Mark], borders: list[int]) -> list[Clause]:
    following = dict(pairwise(borders))
    short = _run_in_kinds(clean, marks, following)
    clauses = []
    for mark in marks:
        label, end = mark.label, following.get(mark.label.start, len(clean))
        title, body = _heading(clean, label.end, end, is_run_in=label.kind in short)
        clauses.append(Clause(mark.path, title, label.start, body, end, mark.plan))
    return clauses


def _run_in_kinds(clean: str, marks: list[_Mark], following: dict[int, int]) -> frozenset[str]:
    """Return the kinds of labels whose first sentence is a heading: short in most clauses of that kind."""
    counts: dict[str, list[int]] = {}
    for mark in marks:
        end = following.get(mark.label.start, len(clean))
        sentence = re.match(r"[^。；：！？\n]*", clean[mark.label.end : end])
        length = len(sentence.group()) if sentence else 0
        counts.setdefault(mark.label.kind, []).append(length)
    return frozenset(
        kind for kind, lengths in counts.items() if sum(one <= _RUN_IN for one in lengths) >= 0.6 * len(lengths)
    )


def _heading(clean: str, start: int, end: int, *, is_run_in: bool) -> tuple[str | None, int]:
    """Return a clause's heading and where its text begins: a line of its own, or a short first sentence.

    A heading that states a figure (`对新认定的企业奖励5万元。`), or that is all the clause says, is text as well.
    """
    line = re.match(r"[^\n]*", clean[start:end])
    words = _NOTE_BEHIND.sub("", line.group()) if line else ""
    if (
        0 < len(words) <= _LONGEST_HEADING
        and not any(sign in words[:-1] for sign in "。；")
        and words[-1] not in "：）；"
    ):
        is_all = words[-1] == "。" and not clean[start + len(words) : end].strip()
        return words.rstrip("。"), start if is_all or _FIGURE.search(words) else start + len(words)
    sentence = _SENTENCE.match(words)
    if not is_run_in and not (sentence and _is_short_heading(sentence[1])):
        return None, start
    if sentence and len(sentence[1]) <= _RUN_IN and sentence[2] in "。：":
        return sentence[1], start if _FIGURE.search(sentence[1]) else start + sentence.end()
    if bracketed := _BRACKETED.match(words):
        return bracketed[1], start
    phrase = _PHRASE.match(words)
    return (phrase[1] if phrase else None), start


def _is_short_heading(sentence: str) -> bool:
    return len(sentence) <= _SURE_HEADING and "，" not in sentence and _FIGURE.search(sentence) is None
