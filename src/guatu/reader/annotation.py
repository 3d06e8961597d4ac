"""The draft in the plain form in which plans are annotated (标注), ready for JSON: one object a document."""

from decimal import Decimal

from guatu.reader.draft import Draft, ReadDuty, ReadIncentive, ReadTarget, ReadTask, Tier

Plain = dict[str, object]


def to_annotation(draft: Draft) -> Plain:
    """Return document facts, targets, tasks, incentives and duties as plain values; numbers that are whole are ints."""
    facts = draft.document
    return {
        "document": {
            "title": facts.title,
            "doc_number": facts.doc_number,
            "issuers": list(facts.issuers),
            "issued_on": facts.issued_on,
            "period_start": None if facts.period_start is None else facts.period_start.isoformat(),
            "period_end": None if facts.period_end is None else facts.period_end.isoformat(),
        },
        "targets": [_target(one) for one in draft.targets],
        "tasks": [_task(one) for one in draft.tasks],
        "incentives": [_incentive(one) for one in draft.incentives],
        "duties": [_duty(one) for one in draft.duties],
    }


def _target(one: ReadTarget) -> Plain:
    return {
        "clause": one.clause,
        "indicator": one.indicator,
        "scope": one.scope,
        "measure": one.measure.value,
        "comparator": one.comparator,
        "value": _number(one.value),
        "value_max": _number(one.value_max),
        "unit": one.unit,
        "period": one.period,
        "per": one.per,
        "condition": one.condition,
        "reference": one.reference,
        "quote": one.quote.text,
    }


def _task(one: ReadTask) -> Plain:
    return {
        "clause": one.clause,
        "title": one.title,
        "lead": list(one.lead),
        "support": list(one.support),
        "deadline": None if one.deadline is None else one.deadline.isoformat(),
        "quote": one.quote.text,
    }


def _incentive(one: ReadIncentive) -> Plain:
    return {
        "clause": one.clause,
        "recipient": one.recipient,
        "kind": one.kind,
        "amount": _number(one.amount),
        "amount_max": _number(one.amount_max),
        "unit": "元",
        "rate": _number(one.rate),
        "rate_max": _number(one.rate_max),
        "comparator": one.comparator,
        "base": one.base,
        "cap": _number(one.cap),
        "tiers": [_tier(tier) for tier in one.tiers],
        "condition": one.condition,
        "stacking": one.stacking,
        "quote": one.quote.text,
    }


def _tier(tier: Tier) -> Plain:
    if tier.rate is not None:
        return {"threshold": tier.threshold, "rate": _number(tier.rate)}
    return {"threshold": tier.threshold, "amount": _number(tier.amount)}


def _duty(one: ReadDuty) -> Plain:
    return {
        "clause": one.clause,
        "who": one.who,
        "what": one.what,
        "to": one.to,
        "frequency": one.frequency,
        "due": one.due,
        "quote": one.quote.text,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
