"""Overlays (试算): packs with a few values set otherwise, as they would be read; the packs stay as they are."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from guatu.domain import Finding, Span, nearest
from guatu.pack import Amount, Condition, DatedTerm, Pack, Packs, Reward, RewardGroup, RuleParameter, Ruling
from guatu.rules.findings import SEVERAL_PLACES, UNKNOWN_SETTING

OFF_WORDS = ("off", "停", "停止")
_AMOUNT_KEYS = ("lump", "rate", "step", "each", "cap", "floor")
_ADDED_KEYS = ("cap", "floor")
_GROUP_TERMS = ("cap", "budget")
_KINDS = ("highest", "stack", "once")
_PLACE = re.compile(r"(?P<name>[^.]+)(?:\.(?P<number>\d+))?(?:\.(?P<key>[a-z]+))?(?:\.(?P<last>\d+))?")

_Entry = Reward | RewardGroup | RuleParameter | Ruling
T = TypeVar("T")
E = TypeVar("E", bound=_Entry)


@dataclass(frozen=True)
class Overlay:
    """Packs as the settings make them, the answers they give to questions, and what could not be set."""

    packs: Packs
    answers: Mapping[str, str]
    findings: tuple[Finding, ...]


def overlaid(packs: Packs, settings: Iterable[tuple[str, str]]) -> Overlay:
    """Return packs with settings over them (试算).

    A setting is (place, value). Places, each with the id or the name of what it belongs to:

    - `sales-expansion.cap` of a clause, also lump, rate, step, each, floor; of the second amount
      `sales-expansion.2.cap`; `first-award.tier.3` the amount of a tier; `entry-award.when.1` and `.who.1` a condition;
    - `entry-award` = `off`: the clause is not carried out; an exception is dropped, so that its base holds;
    - `firm-cap.cap`, `.budget` and `.kind` of a group, or the group = `off`; a parameter; a question = an answer.

    A place that names nothing, or several things, is a finding and changes nothing. Values are compiled with the rules:
    what is wrong with one is told there, at the place of the setting.
    """
    setter = _Setter(packs)
    for place, value in settings:
        setter.set(_Setting(place.strip(), value.strip()))
    return Overlay(setter.packs, setter.answers, tuple(setter.findings))


@dataclass(frozen=True, slots=True)
class _Setting:
    place: str
    value: str

    @property
    def term(self) -> tuple[DatedTerm, ...]:
        return (DatedTerm(value=self.value, span=self.span),)

    @property
    def span(self) -> Span:
        """Where findings on the value point to."""
        return Span(f"--set {self.place}={self.value}")


@dataclass
class _Setter:
    packs: Packs
    answers: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def set(self, one: _Setting) -> None:
        match = _PLACE.fullmatch(one.place)
        found = [] if match is None else self._named(match["name"])
        # A clause and the question on it may be called the same; what is set of them is written differently.
        inside = one.place != (match["name"] if match else "") or one.value in OFF_WORDS
        found = [each for each in found if isinstance(each, Reward | RewardGroup) is inside] or found
        if len(found) > 1:
            sentence = f"叫“{one.place}”的有 {len(found)} 处，不知道改哪一处。"
            ids = "、".join(f"{each.id}（{_noun(each)}“{_name(each) or each.id}”）" for each in found)
            self.findings.append(SEVERAL_PLACES.at(None, sentence, f"请写编号，各处的编号是：{ids}。"))
        elif match is None or not found:
            self._unknown(one)
        elif isinstance(found[0], Reward):
            self._reward(found[0], match, one)
        elif isinstance(found[0], RewardGroup):
            self._group(found[0], match, one)
        elif match["key"] is not None or match["number"] is not None:
            self._unknown(one)
        elif isinstance(found[0], RuleParameter):
            self._replace(replace(found[0], value=one.term, span=one.span))
        else:
            self._answer(found[0], one)

    def _named(self, name: str) -> list[_Entry]:
        entries = _entries(self.packs)
        return [one for one in entries if one.id == name] or [one for one in entries if _name(one) == name]

    def _answer(self, ruling: Ruling, one: _Setting) -> None:
        if not _asks(self.packs, ruling.id):
            sentence = f"没有条款、条款组或分类用到口径“{ruling.id}”，试算它不会有变化。"
            self.findings.append(UNKNOWN_SETTING.at(ruling.span, sentence, "核对口径编号；考核口径不影响兑现金额。"))
        elif one.value not in ruling.choices:
            sentence = f"口径“{ruling.id}”没有“{one.value}”这个答案{nearest(one.value, ruling.choices) or '。'}"
            choices = "、".join(ruling.choices) or "（没有列出可选的答案，先补进 rulings.yaml）"
            self.findings.append(UNKNOWN_SETTING.at(ruling.span, sentence, f"可以写：{choices}。"))
        else:
            self.answers[ruling.id] = one.value

    def _group(self, group: RewardGroup, match: re.Match[str], one: _Setting) -> None:
        key = match["key"]
        if match["number"] is not None or match["last"] is not None:
            self._unknown(one)
        elif key == "kind" and one.value in _KINDS:
            # What is written here is the answer: readings of an open question would stand before it.
            self._replace(replace(group, kind=one.value, questions=(), readings=(), span=one.span))
        elif key in _GROUP_TERMS:
            changed: dict[str, tuple[DatedTerm, ...]] = {key: one.term}
            self._replace(replace(group, span=one.span, **changed))  # type: ignore[arg-type] # both keys hold terms
        elif key is None and one.value in OFF_WORDS:
            self._each_pack(lambda pack: replace(pack, groups=_without(pack.groups, group.id)))
        else:
            self._unknown(one)

    def _reward(self, reward: Reward, match: re.Match[str], one: _Setting) -> None:
        key, last = match["key"], match["last"]
        if key is None and match["number"] is None and one.value in OFF_WORDS:
            self._stop(reward)
        elif key in ("who", "when") and last is not None:
            self._condition(reward, key, int(last) - 1, one)
        elif key == "tier" and last is not None:
            index = int(last) - 1

            def with_tier(amount: Amount) -> Amount:
                tier = replace(amount.tiers[index], then=one.term)
                return replace(amount, tiers=_with_item(amount.tiers, index, tier), span=one.span)

            self._change(reward, match["number"], one, with_tier, lambda amount: 0 <= index < len(amount.tiers))
        elif key in _AMOUNT_KEYS and last is None:

            def with_key(amount: Amount) -> Amount:
                changed: dict[str, tuple[DatedTerm, ...]] = {key: one.term}
                return replace(amount, span=one.span, **changed)  # type: ignore[arg-type] # the keys hold terms

            self._change(
                reward, match["number"], one, with_key, lambda amount: bool(getattr(amount, key)) or key in _ADDED_KEYS
            )
        else:
            self._unknown(one)

    def _stop(self, reward: Reward) -> None:
        if reward.exception_to is None:
            self._replace(replace(reward, review="试算：停止执行"))
        else:
            self._each_pack(lambda pack: replace(pack, rewards=_without(pack.rewards, reward.id)))

    def _condition(self, reward: Reward, key: str, index: int, one: _Setting) -> None:
        conditions: tuple[Condition, ...] = getattr(reward, key)
        if not 0 <= index < len(conditions):
            self._unknown(one)
            return
        old = conditions[index]
        new = replace(old, test=one.value, span=one.span)

        def changed(listed: tuple[Condition, ...] | None) -> tuple[Condition, ...] | None:
            return None if listed is None else tuple(new if each.test == old.test else each for each in listed)

        if key == "who":
            readings = tuple(replace(each, who=changed(each.who)) for each in reward.readings)
            self._replace(replace(reward, who=changed(reward.who) or (), readings=readings))
        else:
            readings = tuple(replace(each, when=changed(each.when)) for each in reward.readings)
            self._replace(replace(reward, when=changed(reward.when) or (), readings=readings))

    def _change(
        self,
        reward: Reward,
        number: str | None,
        one: _Setting,
        change: Callable[[Amount], Amount],
        fits: Callable[[Amount], bool],
    ) -> None:
        """Change the one amount that is meant, in the clause and in what its readings put instead."""

        def meant(amounts: tuple[Amount, ...]) -> list[int]:
            fitting = [index for index, amount in enumerate(amounts) if fits(amount)]
            return fitting if number is None else [index for index in fitting if index == int(number) - 1]

        def changed(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
            return tuple(change(each) if index in meant(amounts) else each for index, each in enumerate(amounts))

        every = [reward.amount, *(each.amount for each in reward.readings if each.amount)]
        if not any(meant(amounts) for amounts in every):
            self._unknown(one)
            return
        several = next((found for amounts in every if len(found := meant(amounts)) > 1), None)
        if several is not None:
            rest = one.place.removeprefix(reward.id).removeprefix(reward.name)
            choices = "、".join(f"{reward.id}.{index + 1}{rest}" for index in several)
            sentence = f"“{one.place}”有 {len(several)} 处，不知道改哪一处。"
            self.findings.append(SEVERAL_PLACES.at(reward.span, sentence, f"写明是第几处：{choices}。"))
            return
        readings = tuple(
            replace(each, amount=changed(each.amount)) if each.amount else each for each in reward.readings
        )
        self._replace(replace(reward, amount=changed(reward.amount), readings=readings))

    def _replace(self, new: Reward | RewardGroup | RuleParameter) -> None:
        if isinstance(new, Reward):
            self._each_pack(lambda pack: replace(pack, rewards=_swapped(pack.rewards, new)))
        elif isinstance(new, RewardGroup):
            self._each_pack(lambda pack: replace(pack, groups=_swapped(pack.groups, new)))
        else:
            self._each_pack(lambda pack: replace(pack, parameters=_swapped(pack.parameters, new)))

    def _each_pack(self, change: Callable[[Pack], Pack]) -> None:
        self.packs = replace(self.packs, packs=tuple(change(pack) for pack in self.packs.packs))

    def _unknown(self, one: _Setting) -> None:
        entries = _entries(self.packs)
        name = one.place.split(".", maxsplit=1)[0]
        known = next((each for each in entries if name in (each.id, _name(each))), None)
        if known is None:
            names = [word for each in entries for word in (each.id, _name(each)) if word]
            sentence = f"“{one.place}”没有指到任何条款、条款组、参数或口径{nearest(name, names) or '。'}"
            way_out = f"--set 写成 名称.项目=值，如 {UNKNOWN_SETTING.instead.removeprefix('--set ')}。"
        else:
            sentence = f"{_noun(known)}“{known.id}”没有“{one.place.removeprefix(name).lstrip('.')}”可以这样设。"
            way_out = f"可以设：{'、'.join(places_of(known))}。"
        self.findings.append(UNKNOWN_SETTING.at(None if known is None else known.span, sentence, way_out))


def places_of(entry: Reward | RewardGroup | RuleParameter | Ruling) -> tuple[str, ...]:
    """Return the places that can be set on a clause, group, parameter or question, as they are written."""
    if isinstance(entry, RewardGroup):
        kinds = tuple(f"{entry.id}.kind={one}" for one in _KINDS)
        return (*(f"{entry.id}.{key}" for key in _GROUP_TERMS), *kinds, f"{entry.id}=off")
    if not isinstance(entry, Reward):
        return (entry.id,)
    places = []
    for number, amount in enumerate(entry.amount, start=1):
        name = entry.id if len(entry.amount) == 1 else f"{entry.id}.{number}"
        places += [f"{name}.{key}" for key in _AMOUNT_KEYS if getattr(amount, key) or key in _ADDED_KEYS]
        places += [f"{name}.tier.{tier}" for tier in range(1, len(amount.tiers) + 1)]
    for key in ("who", "when"):
        places += [f"{entry.id}.{key}.{number}" for number in range(1, len(getattr(entry, key)) + 1)]
    return (*places, f"{entry.id}=off")


def _entries(packs: Packs) -> list[_Entry]:
    return [
        *packs.every(lambda pack: pack.rewards),
        *packs.every(lambda pack: pack.groups),
        *packs.every(lambda pack: pack.parameters),
        *packs.every(lambda pack: pack.rulings),
    ]


def _name(entry: _Entry) -> str:
    return "" if isinstance(entry, Ruling) else entry.name


def _noun(entry: _Entry) -> str:
    words = {Reward: "条款", RewardGroup: "条款组", RuleParameter: "参数", Ruling: "口径"}
    return words[type(entry)]


def _asks(packs: Packs, question: str) -> bool:
    """Tell whether a rule asks a question."""
    return (
        any(question in one.questions for one in packs.every(lambda pack: pack.rewards))
        or any(question in one.questions for one in packs.every(lambda pack: pack.groups))
        or any(question in one.questions for one in packs.every(lambda pack: pack.classes))
        or any(question in one.questions for one in packs.every(lambda pack: pack.qualifications))
    )


def _swapped(items: tuple[E, ...], new: E) -> tuple[E, ...]:
    return tuple(new if one.id == new.id else one for one in items)


def _without(items: tuple[E, ...], key: str) -> tuple[E, ...]:
    return tuple(one for one in items if one.id != key)


def _with_item(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])
