"""Mutated plans: whatever a scanner, a copier or a tired hand does to a text, the draft stays honest."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.reader import Draft, read_draft, to_annotation

PLAN = (Path(__file__).parents[2] / "docs/examples/plan.txt").read_text(encoding="utf-8")
STRANGE = (
    "\x00\x0b\f\t\u200b\ufeff\u202e𠀀😀①⑨％‰∶﹒〔〕《》“”（）()[]、，。；：—-~·%０１９零百万亿元"
    "户第条附件是年月日至到达以上下超"
)


def drop(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + text[place + dice.randrange(1, 40) :]


def insert(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + "".join(dice.choices(STRANGE, k=dice.randrange(1, 12))) + text[place:]


def swap_lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def repeat(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + text[place : place + 60] * dice.randrange(2, 9) + text[place:]


def lose_breaks(text: str, dice: random.Random) -> str:
    return text.replace("\n", dice.choice(["", " ", "　"]))


def break_lines(text: str, dice: random.Random) -> str:
    width = dice.randrange(5, 60)
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def space_out(text: str, dice: random.Random) -> str:
    return "".join(sign + (" " if dice.random() < 0.3 else "") for sign in text)


def lose_punctuation(text: str, dice: random.Random) -> str:
    return "".join(sign for sign in text if sign not in "，。；：（）、“”" or dice.random() < 0.5)


def change_digits(text: str, dice: random.Random) -> str:
    return "".join(dice.choice("0123456789.十百") if sign.isdigit() and dice.random() < 0.5 else sign for sign in text)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    drop, insert, swap_lines, repeat, lose_breaks, break_lines, space_out, lose_punctuation, change_digits,
)  # fmt: skip


def mutated(seed: int) -> str:
    """Return the plan after one to five mutations; one seed gives one text."""
    dice = random.Random(seed)  # noqa: S311 - the same texts every time
    text = PLAN
    for _ in range(dice.randrange(1, 6)):
        text = dice.choice(MUTATIONS)(text, dice) or PLAN
    return text


def check(draft: Draft, text: str) -> None:
    """Every item stands in the text, and no number is other than finite."""
    for item in (*draft.targets, *draft.tasks, *draft.incentives, *draft.duties):
        assert text[item.quote.start : item.quote.end] == item.quote.text != ""
        assert item.clause.split("/")[0] in {one.path.split("/")[0] for one in draft.outline}
    for target in draft.targets:
        assert target.indicator
        assert target.value is None or target.value.is_finite()
        assert target.value is not None or target.reference
    for rule in draft.incentives:
        assert all(one is None or (one.is_finite() and one >= Decimal(0)) for one in (rule.amount, rule.rate, rule.cap))
    for task in draft.tasks:
        assert task.lead
    to_annotation(draft)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_a_mutated_plan_is_read_without_error_and_invents_nothing(first: int) -> None:
    for seed in range(first, first + 50):
        text = mutated(seed)
        check(read_draft(text), text)
