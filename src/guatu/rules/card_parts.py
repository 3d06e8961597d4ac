"""The parts of a scorecard (评价体系) that are computed on each row: figures, divisors, marks, vetoes and the scope."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from guatu.domain import Span
from guatu.pack import Condition, Scorecard


class CardRole(StrEnum):
    """What a column is to its card."""

    FIGURE = "figure"
    DIVISOR = "divisor"
    MARK = "mark"
    VETO = "veto"
    SCOPE = "scope"


@dataclass(frozen=True, kw_only=True)
class CardPart:
    """One expression or one set of conditions of a card, named as an official would call it."""

    id: str
    name: str
    on: str
    role: CardRole
    value: str = ""
    divisor: str | None = None
    unit: str = ""
    when: tuple[Condition, ...] = ()
    span: Span | None = None


def card_parts(cards: Iterable[Scorecard]) -> Iterator[CardPart]:
    """Yield what cards compute, item after item, then marks, vetoes and the scope."""
    for card in cards:
        yield from _item_parts(card)
        for mark in card.marks:
            key, name = part_key(card, CardRole.MARK, mark.id), f"{card.name}：{mark.name}"
            span = mark.span or card.span
            yield CardPart(
                id=key, name=name, on=card.on, role=CardRole.MARK, value=mark.points, when=mark.when, span=span
            )
        for veto in card.vetoes:
            key, name = part_key(card, CardRole.VETO, veto.id), f"{card.name}：{veto.name}"
            yield CardPart(id=key, name=name, on=card.on, role=CardRole.VETO, when=veto.when, span=veto.span)
        key, name = part_key(card, CardRole.SCOPE), f"{card.name}：评价范围"
        yield CardPart(id=key, name=name, on=card.on, role=CardRole.SCOPE, when=card.where, span=card.span)


def _item_parts(card: Scorecard) -> Iterator[CardPart]:
    for item in card.items:
        if item.of is None:
            continue
        name, span = f"{card.name}：{item.name}", item.span or card.span
        figure = CardPart(
            id=part_key(card, CardRole.FIGURE, item.id),
            name=name,
            on=card.on,
            role=CardRole.FIGURE,
            value=item.of,
            divisor=item.per,
            unit=item.unit,
            span=span,
        )
        yield figure
        if item.per is not None:
            key = part_key(card, CardRole.DIVISOR, item.id)
            divisor = CardPart(
                id=key, name=f"{name}的除数", on=card.on, role=CardRole.DIVISOR, value=item.per, span=span
            )
            yield divisor


def part_key(card: Scorecard, role: CardRole, key: str = "") -> str:
    """Return the name of a card's column: `CARD:ITEM`, `CARD:ITEM:divisor`, `CARD:mark:MARK`, `CARD:scope`."""
    if role is CardRole.FIGURE:
        return f"{card.id}:{key}"
    if role is CardRole.DIVISOR:
        return f"{card.id}:{key}:divisor"
    return f"{card.id}:{role.value}" + (f":{key}" if key else "")


def card_words(card: Scorecard) -> tuple[str, ...]:
    """Return the columns by which a card groups its units, as the card writes them, each once."""
    within = [card.impute.within, card.normalise.within]
    for item in card.items:
        within += [one.within for one in (item.impute, item.normalise) if one is not None]
    return tuple(dict.fromkeys((*card.groups, *(one for one in within if one is not None))))
