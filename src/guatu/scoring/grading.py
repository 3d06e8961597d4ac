"""Grading (分等): bands by points reached or by the share of the ranking, then what vetoes do to them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from guatu.pack import Grade
from guatu.scoring.figures import comparable, written
from guatu.scoring.ranking import places
from guatu.scoring.scoring import Remark, Stage, Standing
from guatu.scoring.working import Working


def count_of_share(share: Decimal, units: int) -> int:
    """Return how many of the units a share of the ranking is (前百分之几是几家), rounded half up.

    >>> count_of_share(Decimal("0.2"), 12), count_of_share(Decimal("0.2"), 13)
    (2, 3)
    """
    return int((share * units).to_integral_value(ROUND_HALF_UP))


def grade(working: Working) -> Working:
    """Give every ranked unit its grade; equal totals get the same grade, the better one at an edge."""
    grades = working.card.grades
    given = [""] * len(working.sheet.units)
    remarks: list[Remark] = []
    if grades:
        totals = comparable(working.total).tolist()
        ahead = _units_ahead(working)
        members = _members(working)
        for rows in members.values():
            lasts = tuple(None if one.to_share is None else count_of_share(one.to_share, len(rows)) for one in grades)
            for row in rows:
                given[row] = _grade_of(grades, lasts, totals[row], ahead[row])
            remarks += _edges(working, grades, rows, ahead)
    moved, sentences = _vetoed(working, given)
    remarks += [Remark(working.sheet.units[row], "", sentence) for row, sentence in sentences.items()]
    working = replace(working, grades=tuple(moved)).saying(sentences)
    return working.with_stage(Stage("grade", "分等", _method(grades), None, tuple(remarks)))


def _members(working: Working) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for row, place in enumerate(working.ranks):
        if place:
            members.setdefault(working.groups[row], []).append(row)
    return members


def _units_ahead(working: Working) -> tuple[int, ...]:
    """Return the place counted with ties left out, whatever way the card writes ties."""
    ranked = np.array([place > 0 for place in working.ranks], dtype=np.bool_)
    return places(np.where(ranked, working.total, np.nan), working.groups)


def _grade_of(grades: tuple[Grade, ...], lasts: tuple[int | None, ...], total: float, place: int) -> str:
    for one, last in zip(grades, lasts, strict=True):
        enough = one.from_ is None or total >= float(one.from_)
        inside = last is None or place <= last
        if enough and inside:
            return one.name
    return ""


def _edges(working: Working, grades: tuple[Grade, ...], rows: list[int], ahead: tuple[int, ...]) -> list[Remark]:
    """Say where equal totals stretch over the edge of a band."""
    remarks = []
    for one in grades:
        if one.to_share is None or one.to_share >= 1:
            continue
        last = count_of_share(one.to_share, len(rows))
        tied = [row for row in rows if ahead[row] <= last]
        if len(tied) > last:
            edge = [row for row in tied if ahead[row] == max(ahead[row] for row in tied)]
            sentence = f"“{one.name}”到第 {last} 家为止，{working.names_of(edge)}同分，一并列入"
            remarks.append(Remark("", "", sentence))
    return remarks


def _vetoed(working: Working, given: list[str]) -> tuple[list[str], Mapping[int, str]]:
    names = [one.name for one in working.card.grades]
    moved, sentences = list(given), {}
    for veto in working.card.vetoes:
        known = working.sheet.vetoes.get(veto.id)
        if known is None:
            continue
        for row in (int(one) for one in np.flatnonzero(known == 1)):
            if veto.effect == "exempt" and working.standings[row] is Standing.EXEMPT:
                moved[row] = moved[row] or (veto.grade or "")
            if working.standings[row] is not Standing.RANKED or not names:
                continue
            lowest = names[-1] if veto.effect == "last" else veto.grade
            graded = veto.effect == "last" or (veto.effect == "at_most" and bool(moved[row]))
            if graded and lowest in names and names.index(lowest) > _at(names, moved[row]):
                sentences[row] = f"{veto.name}：由“{moved[row] or '无'}”改列“{lowest}”"
                moved[row] = lowest
    return moved, sentences


def _at(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _method(grades: tuple[Grade, ...]) -> str:
    if not grades:
        return "不分等次。"
    parts = []
    for one in grades:
        lines = []
        if one.from_ is not None:
            lines.append(f"{written(float(one.from_))} 分以上")
        if one.to_share is not None:
            lines.append(f"到前 {written(float(one.to_share) * 100)}% 为止")
        parts.append(f"{one.name}：{'且'.join(lines) or '其余'}")
    rounding = (
        "家数按四舍五入取整，同分的一并列入较好的等次。" if any(one.to_share is not None for one in grades) else ""
    )
    return f"{'；'.join(parts)}。{rounding}"
