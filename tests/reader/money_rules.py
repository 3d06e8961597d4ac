"""Money rules read from a text or from one sentence of a measure, and their figures in one short line."""

from decimal import Decimal

from guatu.reader.draft import DocumentFacts, ReadIncentive
from guatu.reader.incentives import read_incentives
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source


def read(text: str) -> tuple[ReadIncentive, ...]:
    plan = read_source(text)
    return read_incentives(plan, read_sentences(plan, read_outline(plan)), DocumentFacts())


def read_sentence(sentence: str) -> tuple[ReadIncentive, ...]:
    return read("一、主要措施\n1.支持发展。" + sentence)


def figures_of(one: ReadIncentive) -> str:
    """Return kind, amount in 元 or rate in per cent, levels (rates with %) and ceiling: `per_unit 15 cap 50000`."""
    parts = [one.kind]
    if one.amount is not None:
        parts.append(_plain(one.amount) + ("" if one.amount_max is None else "-" + _plain(one.amount_max)))
    if one.rate is not None:
        parts.append(_plain(one.rate))
    for tier in one.tiers:
        parts.append(_plain(tier.amount) if tier.amount is not None else _plain(tier.rate) + "%")
    if one.cap is not None:
        parts.append(_plain(one.cap) if one.kind == "cap_only" else "cap " + _plain(one.cap))
    return " ".join(parts)


def _plain(value: Decimal | None) -> str:
    assert value is not None
    return f"{value.normalize():f}"
