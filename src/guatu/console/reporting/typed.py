"""What a person typed into a form (录入): numbers where they can be read, the texts as they were, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from guatu.console.reporting.cells import Amount, Amounts, CellKey
from guatu.console.reporting.hits import HitKey
from guatu.console.reporting.sheet import Line, Sheet
from guatu.desk import FormCell, typed_number

_LONGEST = 60  # characters of one cell; a number needs no more


@dataclass(frozen=True)
class Typed:
    """The cells of a posted form: those that could be read, what was typed, and sentences for the others."""

    amounts: Amounts
    texts: Mapping[CellKey, tuple[str, str]]
    problems: Mapping[CellKey, tuple[str, ...]]
    answers: Mapping[HitKey, str]


def value_field(cell: FormCell) -> str:
    """Return the name of the field for a cell's figure."""
    return f"value:{cell.indicator}:{cell.basis}"


def growth_field(cell: FormCell) -> str:
    """Return the name of the field for a cell's growth."""
    return f"growth:{cell.indicator}:{cell.basis}"


def answer_field(key: HitKey) -> str:
    """Return the name of the field for the answer to a question."""
    return f"answer:{key[0]}:{key[1]}"


def read_typed(sheet: Sheet, posted: QueryDict) -> Typed:
    """Return what was typed into a form; a cell that is held by another form, or was not posted, is left out."""
    amounts: dict[CellKey, Amount] = {}
    texts: dict[CellKey, tuple[str, str]] = {}
    problems: dict[CellKey, tuple[str, ...]] = {}
    for line in sheet.lines:
        value_text, growth_text = posted.get(value_field(line.cell)), posted.get(growth_field(line.cell))
        if line.is_held or (value_text is None and growth_text is None):
            continue
        value, value_problem = _read(value_text, line, growth=False)
        growth, growth_problem = _read(growth_text, line, growth=True)
        texts[line.key] = ((value_text or "")[:_LONGEST], (growth_text or "")[:_LONGEST])
        wrong = tuple(filter(None, (value_problem, growth_problem)))
        if wrong:
            problems[line.key] = wrong
        else:
            amounts[line.key] = Amount(value, growth)
    return Typed(amounts, texts, problems, _read_answers(posted))


def _read_answers(posted: QueryDict) -> dict[HitKey, str]:
    found: dict[HitKey, str] = {}
    for name in posted:
        kind, _colon, rest = name.partition(":")
        check, colon, indicator = rest.partition(":")
        if kind == "answer" and colon:
            found[check, indicator] = str(posted[name])
    return found


def _read(text: str | None, line: Line, *, growth: bool) -> tuple[Decimal | None, str]:
    """Return the number of one field; a field the form does not have keeps what stands there."""
    if text is None:
        return (line.amount.growth if growth else line.amount.value), ""
    return typed_number(text[:_LONGEST], line.cell, growth=growth)
