"""Checks that every name in a rule leads somewhere: rewards, scales, qualifications, scores, older versions.

Names of columns inside conditions are found where expressions are read, not here.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from guatu.domain import Finding
from guatu.pack.entries import Entry, all_with, parts_among
from guatu.pack.pack import Packs
from guatu.pack.references import Sort, Use, unknown_names
from guatu.pack.reward_nouns import Amount
from guatu.pack.rule_findings import (
    EXCEPTION_AS_BASE,
    IN_TWO_GROUPS,
    UNKNOWN_QUALIFICATION,
    UNKNOWN_REWARD,
    UNKNOWN_SCALE,
    UNKNOWN_SCORE,
    UNKNOWN_VERSION,
)

_REWARD = Sort(UNKNOWN_REWARD, "奖补条款", "rewards.yaml", "写上这一条")
_SCALE = Sort(UNKNOWN_SCALE, "分级标准", "scales.yaml", "写上它")
_QUALIFICATION = Sort(UNKNOWN_QUALIFICATION, "资格条件", "qualifications.yaml", "写上它")
_SCORE = Sort(UNKNOWN_SCORE, "评分", "scores.yaml", "写上它")


def known_rewards(packs: Packs) -> Iterator[Finding]:
    """Every reward that an exception or a group names is in a `rewards.yaml`, and is itself no exception."""
    known = {one.id: one for pack in packs.packs for one in pack.rewards}
    uses = list(_reward_uses(packs))
    yield from unknown_names(packs, (one.use for one in uses), known.get, known, _REWARD)
    for (by, name, span), way_out in uses:
        if name in known and known[name].exception_to is not None:
            sentence = f"{by}写的“{name}”自己就是“{known[name].exception_to}”的例外。"
            yield EXCEPTION_AS_BASE.at(span, sentence, way_out.format(known[name].exception_to))


def known_scales(packs: Packs) -> Iterator[Finding]:
    """Every scale that an amount is taken through is in a `scales.yaml`."""
    known = {one.id: one for pack in packs.packs for one in pack.scales}
    uses = (
        Use(f"{entry.by}的金额", noun.scale, span)
        for entry, (noun, span) in parts_among(packs, Amount)
        if isinstance(noun, Amount) and noun.scale is not None
    )
    return unknown_names(packs, uses, known.get, known, _SCALE)


def known_standards(packs: Packs) -> Iterator[Finding]:
    """Every qualification that a rung asks for is in a `qualifications.yaml`."""
    known = {one.id: one for pack in packs.packs for one in pack.qualifications}
    uses = (
        Use(f"梯度“{ladder.id}”的层级“{rung.id}”", name, rung.span or ladder.span)
        for pack in packs.packs
        for ladder in pack.ladders
        for rung in ladder.rungs
        for name in rung.standards
    )
    return unknown_names(packs, uses, known.get, known, _QUALIFICATION)


def known_scores(packs: Packs) -> Iterator[Finding]:
    """Every score in a sum is in a `scores.yaml`, by its id or its name."""
    scores = [one for pack in packs.packs for one in pack.scores]
    known = {key: one for one in scores for key in (one.name, one.id)}
    uses = (Use(f"评分“{one.id}”", name, one.span) for one in scores for name in one.sum)
    return unknown_names(packs, uses, known.get, known, _SCORE)


def known_versions(packs: Packs) -> Iterator[Finding]:
    """Every older version that an entry replaces is an entry of the same kind, and another one."""
    for file in dict.fromkeys(entry.file for entry in all_with(packs, "replaces")):
        entries = [entry for entry in all_with(packs, "replaces") if entry.file == file]
        known = {entry.id: entry for entry in entries}
        uses = (Use(entry.by, older, entry.span) for entry in entries if (older := replaced_by(entry)) is not None)
        sort = Sort(UNKNOWN_VERSION, f"旧{entries[0].word}", file, "保留旧的那一条")
        yield from unknown_names(packs, uses, known.get, known, sort)
        for entry in entries:
            if replaced_by(entry) == entry.id:
                way_out = "请给新的一版换一个编号，replaces 写旧版的编号。"
                yield UNKNOWN_VERSION.at(entry.span, f"{entry.by}说替代的是它自己。", way_out)


def one_group_each(packs: Packs) -> Iterator[Finding]:
    """No reward is put against others in two groups on the same day."""
    seen: dict[str, list[str]] = {}
    groups = [one for one in packs.every(lambda pack: pack.groups) if one.kind in ("highest", "once")]
    by_id = {one.id: one for one in groups}
    for group in groups:
        for name in dict.fromkeys(group.rewards):
            rivals = [one for one in seen.get(name, ()) if by_id[one].valid.overlaps(group.valid)]
            if rivals:
                sentence = f"奖补条款“{name}”在条款组“{rivals[0]}”里比一次，又在“{group.id}”里比一次。"
                way_out = "请合成一个条款组，或者只留在一个组里；按文件里的次序先后算。"
                yield IN_TWO_GROUPS.at(group.span, sentence, way_out)
            seen.setdefault(name, []).append(group.id)


def replaced_by(entry: Entry) -> str | None:
    """Return the id of the older version that an entry replaces, or None."""
    older = getattr(entry.noun, "replaces", None)
    return older if isinstance(older, str) else None


class _RewardUse(NamedTuple):
    """A reward where it is named, and what to write there when it is an exception; `{}` stands for its base."""

    use: Use
    way_out: str


def _reward_uses(packs: Packs) -> Iterator[_RewardUse]:
    for pack in packs.packs:
        for reward in pack.rewards:
            if reward.exception_to is not None:
                use = Use(f"奖补条款“{reward.id}”的 exception_to ", reward.exception_to, reward.span)
                yield _RewardUse(use, "请改写原条“{}”的编号，例外不能再有例外。")
        for group in pack.groups:
            for name in group.rewards:
                use = Use(f"条款组“{group.id}”", name, group.span)
                yield _RewardUse(use, "请改写原条“{}”的编号；例外随原条一起比。")


RULE_REFERENCES: tuple[Callable[[Packs], Iterator[Finding]], ...] = (
    known_rewards,
    known_scales,
    known_standards,
    known_scores,
    known_versions,
    one_group_each,
)
