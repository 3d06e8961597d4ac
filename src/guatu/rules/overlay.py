"""Overlays (试算): packs with a few values set otherwise, as they would be read; the packs stay as they are."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from guatu.domain import Finding, nearest
from guatu.pack import Amount, Condition, DatedTerm, Pack, Packs, Reward, RewardGroup, RuleParameter
from guatu.rules.findings import SEVERAL_PLACES, UNKNOWN_SETTING

_AMOUNT_KEYS = ("lump", "rate", "step", "each", "cap", "floor")
_ADDED_KEYS = ("cap", "floor")
_GROUP_KEYS = ("cap", "budget", "kind")
OFF_WORDS = ("off", "停", "停止")
_PLACE = re.compile(r"(?P<name>[^.]+)(?:\.(?P<number>\d+))?(?:\.(?P<key>[a-z]+))?(?:\.(?P<last>\d+))?")


@dataclass(frozen=True)
class Overlay:
    """Packs as the settings make them, the answers they give to questions, and what could not be set."""

    packs: Packs
    answers: Mapping[str, str]
    findings: tuple[Finding, ...]


def overlaid(packs: Packs, settings: Iterable[tuple[str, str]]) -> Overlay:
    """Return packs with settings over them (试算).

    A setting is (place, value): `sales-expansion.cap` = `80万元` (also lump, rate, step, each, floor; with several
    amounts `sales-expansion.2.cap`), `sales-expansion.when.2` = a condition, `first-award.tier.3` = an amount,
    `firm-cap.cap` or `.budget` of a group, a parameter's id, a question's id = one of its answers, or a clause = `off`.
    A place that names nothing is a finding and changes nothing.
    """
    setter = _Setter(packs)
    for place, value in settings:
        setter.set(place.strip(), value.strip())
    return Overlay(setter.packs, setter.answers, tuple(setter.findings))


@dataclass
class _Setter:
    packs: Packs
    answers: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def set(self, place: str, value: str) -> None:
        match = _PLACE.fullmatch(place)
        name = match["name"] if match else place
        rewards = _named(self.packs.every(lambda pack: pack.rewards), name)
        groups = _named(self.packs.every(lambda pack: pack.groups), name)
        parameters = _named(self.packs.every(lambda pack: pack.parameters), name)
        ruling = next((one for pack in self.packs.packs for one in pack.rulings if one.id == name), None)
        if match is None:
            self._unknown(place)
        elif rewards is not None:
            self._reward(rewards, match, place, value)
        elif groups is not None and match["key"] in _GROUP_KEYS:
            changed: dict[str, object] = {match["key"]: value if match["key"] == "kind" else _term(value)}
            self._replace_group(replace(groups, **changed))  # type: ignore[arg-type] # a kind is a text, the rest terms
        elif parameters is not None and match["key"] is None:
            self._replace_parameter(replace(parameters, value=_term(value)))
        elif ruling is not None and value in ruling.choices:
            self.answers[name] = value
        elif ruling is not None:
            sentence = f"口径“{name}”没有“{value}”这个答案{nearest(value, ruling.choices) or '。'}"
            self.findings.append(UNKNOWN_SETTING.at(ruling.span, sentence, f"可以写：{'、'.join(ruling.choices)}。"))
        else:
            self._unknown(place)

    def _reward(self, reward: Reward, match: re.Match[str], place: str, value: str) -> None:
        key, last = match["key"], match["last"]
        if key is None and value in OFF_WORDS:
            self._replace_reward(replace(reward, review="试算：停止执行"))
        elif key in ("who", "when") and last is not None:
            self._condition(reward, key, int(last), place, value)
        elif key == "tier" and last is not None:
            self._tier(reward, match, place, value)
        elif key in _AMOUNT_KEYS and last is None:
            self._amount(reward, match, place, value)
        else:
            self._unknown(place)

    def _condition(self, reward: Reward, key: str, number: int, place: str, value: str) -> None:
        conditions: tuple[Condition, ...] = getattr(reward, key)
        if not 1 <= number <= len(conditions):
            self._unknown(place)
            return
        changed = _with_item(conditions, number - 1, replace(conditions[number - 1], test=value))
        self._replace_reward(replace(reward, who=changed) if key == "who" else replace(reward, when=changed))

    def _tier(self, reward: Reward, match: re.Match[str], place: str, value: str) -> None:
        def with_tier(amount: Amount) -> Amount:
            index = int(match["last"]) - 1
            return replace(
                amount, tiers=_with_item(amount.tiers, index, replace(amount.tiers[index], then=_term(value)))
            )

        self._change(reward, match, place, with_tier, lambda amount: len(amount.tiers) >= int(match["last"]) >= 1)

    def _amount(self, reward: Reward, match: re.Match[str], place: str, value: str) -> None:
        key = match["key"]

        def with_key(amount: Amount) -> Amount:
            changed: dict[str, tuple[DatedTerm, ...]] = {key: _term(value)}
            return replace(amount, **changed)  # type: ignore[arg-type] # the keys of _AMOUNT_KEYS hold terms

        self._change(reward, match, place, with_key, lambda amount: bool(getattr(amount, key)) or key in _ADDED_KEYS)

    def _change(
        self,
        reward: Reward,
        match: re.Match[str],
        place: str,
        change: Callable[[Amount], Amount],
        fits: Callable[[Amount], bool],
    ) -> None:
        """Change the one amount that is meant, in the clause and in what its readings put instead."""
        numbers = [index for index, amount in enumerate(reward.amount) if fits(amount)]
        if match["number"] is not None:
            numbers = [index for index in numbers if index == int(match["number"]) - 1]
        if len(numbers) > 1:
            choices = "、".join(f"{reward.id}.{index + 1}.{match['key']}" for index in numbers)
            sentence = f"“{place}”有 {len(numbers)} 处，不知道改哪一处。"
            self.findings.append(SEVERAL_PLACES.at(reward.span, sentence, f"写明是第几处：{choices}。"))
            return
        readings = tuple(
            replace(one, amount=tuple(change(amount) if fits(amount) else amount for amount in one.amount))
            if one.amount
            else one
            for one in reward.readings
        )
        if not numbers and readings == reward.readings:
            self._unknown(place)
            return
        amounts = tuple(change(one) if index in numbers else one for index, one in enumerate(reward.amount))
        self._replace_reward(replace(reward, amount=amounts, readings=readings))

    def _replace_reward(self, new: Reward) -> None:
        self._replace(lambda pack: replace(pack, rewards=_swapped(pack.rewards, new)))

    def _replace_group(self, new: RewardGroup) -> None:
        self._replace(lambda pack: replace(pack, groups=_swapped(pack.groups, new)))

    def _replace_parameter(self, new: RuleParameter) -> None:
        self._replace(lambda pack: replace(pack, parameters=_swapped(pack.parameters, new)))

    def _replace(self, change: Callable[[Pack], Pack]) -> None:
        self.packs = replace(self.packs, packs=tuple(change(pack) for pack in self.packs.packs))

    def _unknown(self, place: str) -> None:
        rewards = [one.id for one in self.packs.every(lambda pack: pack.rewards)]
        names = [*rewards, *(one.id for one in self.packs.every(lambda pack: pack.groups))]
        names += [one.id for one in self.packs.every(lambda pack: pack.parameters)]
        names += [one.id for pack in self.packs.packs for one in pack.rulings]
        sentence = f"“{place}”没有指到任何条款、参数或口径{nearest(place.split('.', maxsplit=1)[0], names) or '。'}"
        self.findings.append(UNKNOWN_SETTING.at(None, sentence, UNKNOWN_SETTING.instead))


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)
T = TypeVar("T")


def _named(items: Iterable[N], name: str) -> N | None:
    return next((one for one in items if name in (one.id, one.name)), None)


def _swapped(items: tuple[N, ...], new: N) -> tuple[N, ...]:
    return tuple(new if one.id == new.id else one for one in items)


def _with_item(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _term(value: str) -> tuple[DatedTerm, ...]:
    return (DatedTerm(value=value),)
