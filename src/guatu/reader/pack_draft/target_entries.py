"""`targets.yaml` of a draft: every commitment that was read, with its clause, who leads, and its printed words."""

import re
from collections import Counter
from decimal import Decimal

from guatu.domain import UNITS
from guatu.pack import TargetMeasure
from guatu.reader.draft import Draft, ReadTarget
from guatu.reader.identifiers import id_of_clause
from guatu.reader.indicator_matching import IndicatorMatch
from guatu.reader.indicator_names import is_whole, unit_of
from guatu.reader.matching import Matches
from guatu.reader.pack_draft.agency_entries import written_names
from guatu.reader.pack_draft.document_entries import pack_clause
from guatu.reader.pack_draft.plain import Entry, quote_text

_PER_CENT = frozenset({
    TargetMeasure.GROWTH, TargetMeasure.ANNUAL_AVERAGE_GROWTH, TargetMeasure.REDUCTION, TargetMeasure.SHARE,
    TargetMeasure.RATE_OF_COMPLETION,
})  # fmt: skip
_OWN_UNITS = {TargetMeasure.MULTIPLE: "倍", TargetMeasure.RANK: "位"}
_PERIOD = re.compile(r"\d{4}(?:/\d{4})?")
_WORDS = {"=": "", ">=": "以上", ">": "以上（不含）", "<=": "以内", "<": "以内（不含）", "~": "左右"}


def target_entries(draft: Draft, matches: Matches) -> list[Entry]:
    """Return an entry for each target; contradicting ones are all kept, as the house does."""
    counts: Counter[str] = Counter()
    entries = []
    for number, target in enumerate(draft.targets):
        match = matches.indicator_of(number)
        if match is not None:
            place = id_of_clause(target.clause)
            counts[place] += 1
            entries.append(_entry(target, match, draft, matches=matches, id_=f"target-{place}-{counts[place]}"))
    return entries


def _entry(target: ReadTarget, match: IndicatorMatch, draft: Draft, *, matches: Matches, id_: str) -> Entry:
    measure, unit, figure = fitted_figure(target, match.indicator.unit)
    value = None if figure is None else target.value
    return {
        "id": id_,
        "clause": pack_clause(target.clause),
        "indicator": match.indicator.id,
        "measure": measure.value,
        "comparator": target.comparator,
        "value": value,
        "value_max": target.value_max if value is not None and _rises(target) else None,
        "unit": unit,
        "period": target.period if target.period is not None and _PERIOD.fullmatch(target.period) else None,
        "per": target.per if target.per in ("year", "quarter", "month") else None,
        "scope": None if is_whole(target.scope) or target.scope == matches.place.name else target.scope,
        "modality": target.modality,
        "condition": target.condition,
        "reference": target.reference if figure is not None else target.reference or _in_words(target),
        "lead": _leads(target, draft, matches),
        "confidence": target.confidence.value,
        "note": f"原文：{quote_text(target.quote.text)}{_unit_note(target)}",
    }


def fitted_figure(target: ReadTarget, own_unit: str) -> tuple[TargetMeasure, str, Decimal | None]:
    """Return measure and unit so that a pack takes them, and the figure; None where it cannot be put as a number.

    A fall by a number of things, 减少3个环节, is no percentage and no level: it stays in words.
    """
    unit, measure = unit_of(target.unit), target.measure
    dimension = UNITS[unit].dimension
    if target.value is None:
        return measure, unit, None
    if measure in _PER_CENT:
        if unit in ("%", "‰"):
            return measure, unit, target.value
        if dimension == "points":
            return TargetMeasure.INCREMENT, unit, target.value
        return measure, "%", None
    if measure in _OWN_UNITS:
        return measure, _OWN_UNITS[measure], target.value
    own = UNITS[own_unit].dimension
    if dimension == own or (own == "ratio" and dimension == "points" and measure is TargetMeasure.INCREMENT):
        return measure, unit, target.value
    if {dimension, own} <= {"firms", "count"}:
        # 家, 户 and 个 count the same firms: the figure takes the unit of its indicator.
        return measure, own_unit.removeprefix("万"), target.value * (10000 if unit.startswith("万") else 1)
    return measure, own_unit, None


def _rises(target: ReadTarget) -> bool:
    return target.value_max is not None and target.value is not None and target.value_max > target.value


def _in_words(target: ReadTarget) -> str:
    """A figure that cannot be put as a number, in words."""
    number = "" if target.value is None else f"{target.value.normalize():f}{target.unit}"
    return f"{number}{_WORDS.get(target.comparator, '')}" or "见原文"


def _unit_note(target: ReadTarget) -> str:
    unknown = target.unit and not unit_of(target.unit)
    return f"（计量单位“{target.unit}”没有登记，只记数）" if unknown else ""


def _leads(target: ReadTarget, draft: Draft, matches: Matches) -> list[str]:
    """The bodies that lead the first responsibility note behind the target in its own clause."""
    behind = [task for task in draft.tasks if task.clause == target.clause and task.quote.start >= target.quote.start]
    return written_names(matches, behind[0].lead) if behind else []
