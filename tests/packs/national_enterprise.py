"""The national pack as its tests look at it: one rule by its id, all its conditions as one text."""

from functools import cache

from guatu.pack import (
    Classification,
    Derived,
    Ladder,
    Pack,
    Packs,
    Qualification,
    RuleParameter,
    Score,
    load_packs,
)

Rule = Derived | Classification | Score | Qualification | RuleParameter | Ladder


@cache
def packs() -> Packs:
    found, findings = load_packs(["national-enterprise"])
    assert found is not None
    assert not findings
    return found


def pack() -> Pack:
    return packs().main


def rules() -> tuple[Rule, ...]:
    """All that states a fact of a document, and so must say which one."""
    one = pack()
    return (*one.derived, *one.classes, *one.scores, *one.qualifications, *one.parameters, *one.ladders)


def score(key: str) -> Score:
    return next(one for one in pack().scores if one.id == key)


def size_class() -> Classification:
    return next(one for one in pack().classes if one.id == "size-class")


def qualification(key: str) -> Qualification:
    return next(one for one in pack().qualifications if one.id == key)


def conditions(key: str) -> str:
    """All conditions of a qualification, to look for a threshold in."""
    return "\n".join(condition.test for condition in qualification(key).when)
