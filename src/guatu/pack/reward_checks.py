"""Checks of what is paid (奖补条款): a reward has an amount, and is not paid twice because it was printed twice."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from guatu.domain import Finding
from guatu.pack.column_nouns import Condition
from guatu.pack.entries import written_keys
from guatu.pack.pack import Packs
from guatu.pack.reward_nouns import Amount, Reward
from guatu.pack.rule_findings import PRINTED_TWICE, REWARD_WITHOUT_AMOUNT

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def amounts_given(packs: Packs) -> Iterator[Finding]:
    """A reward says how much, unless it waits for a review or is an exception that refuses."""
    for pack in packs.packs:
        for reward in pack.rewards:
            read = any(reading.amount for reading in reward.readings)
            if not (reward.amount or read or reward.review or reward.exception_to):
                sentence = f"奖补条款“{reward.id}”没有写金额。"
                way_out = "请补上 amount；须先审查、不兑现的写明 review；原文没有数的，先问清楚再写。"
                yield REWARD_WITHOUT_AMOUNT.at(reward.span, sentence, way_out)


def printed_once(packs: Packs) -> Iterator[Finding]:
    """Two rewards of different clauses that ask and give the same are one, paid once.

    Those that one group names are not meant: the group says what is paid.
    """
    groups = [frozenset(group.rewards) for group in packs.every(lambda pack: pack.groups)]
    seen: dict[tuple[object, ...], list[Reward]] = {}
    for reward in packs.every(lambda pack: pack.rewards):
        if not reward.amount or reward.clause is None:
            continue
        others = seen.setdefault(_asked_and_given(reward), [])
        for other in others:
            together = any({reward.id, other.id} <= group for group in groups)
            if other.clause != reward.clause and other.valid.overlaps(reward.valid) and not together:
                sentence = (
                    f"奖补条款“{reward.id}”（{reward.clause}）和“{other.id}”（{other.clause}，{other.span}）的"
                    "对象、条件、金额都相同，会发两次。"
                )
                way_out = (
                    f"请只留“{other.id}”，写上 also_in: [{reward.clause}]；"
                    "确实各发一次的，把两条写进一个 kind: stack 的条款组。"
                )
                yield PRINTED_TWICE.at(reward.span, sentence, way_out)
                break
        others.append(reward)


def _asked_and_given(reward: Reward) -> tuple[object, ...]:
    """What a reward asks and gives, in the author's words without spaces; the order of conditions means nothing."""
    amounts = tuple(_given(amount) for amount in reward.amount)
    return reward.on, reward.exception_to, reward.pays, _tests(reward.who), _tests(reward.when), amounts


def _given(amount: Amount) -> tuple[object, ...]:
    keys = [key.field for key in written_keys(amount)]
    return tuple((name, _words(getattr(amount, name))) for name in keys)


def _words(value: object) -> object:
    """The words of a value without their lines, notes and sources."""
    if isinstance(value, tuple):
        return (
            _tests(value) if all(isinstance(one, Condition) for one in value) else tuple(_words(one) for one in value)
        )
    if isinstance(value, str):
        return "".join(value.split())
    fields: dict[str, object] = getattr(value, "__dataclass_fields__", {})
    kept = [name for name in fields if name in _MEANT]
    return tuple((name, _words(getattr(value, name))) for name in kept) if fields else value


def _tests(conditions: Iterable["DataclassInstance"]) -> tuple[str, ...]:
    return tuple(sorted("".join(one.test.split()) for one in conditions if isinstance(one, Condition)))


# What a band and a dated term mean; clause, source and confidence are notes on it.
_MEANT = frozenset({"from_", "to", "then", "value", "effective", "published"})

REWARD_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (amounts_given, printed_once)
