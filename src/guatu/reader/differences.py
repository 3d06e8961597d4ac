"""A draft beside a pack that was written by hand (草案对照): what only one has, what differs, and why if known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guatu.domain import unit_named
from guatu.pack import Amount, Due, Duty, Pack, Reward, Target, Task, split_clause
from guatu.reader.agency_names import body_key
from guatu.reader.draft import Draft, ReadIncentive, ReadTarget
from guatu.reader.indicator_names import is_whole
from guatu.reader.matching import Matches, names_of_duty
from guatu.reader.nearness import likeness
from guatu.reader.pack_draft.duty_entries import due_of
from guatu.reader.pack_draft.plain import money_text, rate_text
from guatu.reader.target_wording import demand_of, target_text

ONLY_DRAFT, ONLY_PACK = "只在草案里", "只在政策包里"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that draft and pack do not say alike: kind (目标、任务 …), clause, what differs, and why if known."""

    kind: str
    clause: str
    what: str
    why: str = ""


def compare_with_pack(draft: Draft, matches: Matches, pack: Pack) -> tuple[Difference, ...]:
    """Return the differences of a draft and a pack of the same plan: targets, tasks, duties, rewards, by clause."""
    bodies = _bodies_of(pack, matches)
    return (
        *_targets(draft, matches, pack),
        *_tasks(draft, pack, bodies),
        *_duties(draft, pack, bodies),
        *_rewards(draft, pack),
    )


@dataclass(frozen=True)
class _Bodies:
    """The bodies of draft and pack under one name each, whatever form of it was printed."""

    matches: Matches
    names: dict[str, str]
    places: tuple[str, ...]

    def named(self, printed: Sequence[str]) -> frozenset[str]:
        """Return the names of bodies; one that the pack does not know stands for itself."""
        return frozenset(self._name(one) for one in printed)

    def _name(self, printed: str) -> str:
        match = self.matches.agency(printed)
        written = printed if match is None else match.written
        keys = (body_key(one, self.places) for one in (printed, written))
        return next((self.names[key] for key in keys if key in self.names), written)


def _bodies_of(pack: Pack, matches: Matches) -> _Bodies:
    place = matches.place.name
    places = () if place is None else (place,)
    names: dict[str, str] = {}
    for agency in pack.agencies:
        for name in (agency.name, *(alias.name for alias in agency.aliases)):
            names.setdefault(body_key(name, places), agency.name)
    return _Bodies(matches, names, places)


def _targets(draft: Draft, matches: Matches, pack: Pack) -> Iterator[Difference]:
    left = list(pack.targets)
    for number, read in enumerate(draft.targets):
        match = matches.indicator_of(number)
        key = None if match is None else match.indicator.id
        rivals = [one for one in left if one.clause == read.clause and one.indicator == key]
        found = min(rivals, key=lambda one: len(_unlike(read, one)), default=None)
        if found is None:
            likely = _likely(read, left)
            if likely is None:
                yield Difference("目标", read.clause, f"{ONLY_DRAFT}：{read.indicator}{target_text(read)}")
                continue
            found = likely
            what = f"{read.indicator}：草案的指标是“{key}”，政策包是“{found.indicator}”"
            yield Difference("目标", read.clause, what, _why_other_indicator(matches, number))
        left.remove(found)
        for what in _unlike(read, found):
            yield Difference("目标", read.clause, f"{read.indicator}：{what}", _why_unlike(what))
    for one in left:
        value = f"{one.value[-1].value:f}{one.unit}" if one.value else one.reference or ""
        yield Difference("目标", one.clause or "", f"{ONLY_PACK}：{one.indicator} {value}")


def _likely(read: ReadTarget, left: Sequence[Target]) -> Target | None:
    """Return the target of the same clause with the same figure; of several the first, as both follow the text."""
    return next(
        (
            one
            for one in left
            if one.clause == read.clause
            and one.measure is read.measure
            and (one.value[-1].value if one.value else None) == read.value
        ),
        None,
    )


def _why_other_indicator(matches: Matches, number: int) -> str:
    match = matches.indicator_of(number)
    if match is None or not match.is_new:
        return "政策包归入另一个指标"
    near = f"；相近的有“{'”“'.join(match.near)}”" if match.near else ""
    return f"名称或范围与已有指标不完全相同，草案不擅自合并{near}"


def _unlike(read: ReadTarget, found: Target) -> list[str]:
    """Return what differs of two targets for one indicator."""
    unlike = []
    if read.measure is not found.measure:
        unlike.append(f"类型，草案 {read.measure.value}，政策包 {found.measure.value}")
    if read.comparator != found.comparator:
        unlike.append(f"要求，草案 {read.comparator}，政策包 {found.comparator}")
    value = found.value[-1].value if found.value else None
    if not _is_same_value(read, found):
        unlike.append(f"数值，草案 {read.value}{read.unit}，政策包 {value}{found.unit}")
    period = None if found.period is None else str(found.period)
    if read.period != period:
        unlike.append(f"目标期，草案 {read.period}，政策包 {period}")
    scope = None if is_whole(read.scope) else read.scope
    if scope != found.scope:
        unlike.append(f"范围，草案 {scope or '全部'}，政策包 {found.scope or '全部'}")
    return unlike


def _is_same_value(read: ReadTarget, found: Target) -> bool:
    """Compare in base units: 1.65万户 is 16500户."""
    if read.value is None or not found.value:
        return read.value is None and not found.value
    unit = unit_named(found.unit)
    return demand_of(read)[2] == found.value[-1].value * unit.factor


def _why_unlike(what: str) -> str:
    if not what.startswith("范围"):
        return ""
    if "草案 全部" in what:
        return "这一句里没有读出范围，范围写在前文或标题里"
    return "范围照原文写进 scope；政策包把它并进指标或地区"


def _tasks(draft: Draft, pack: Pack, bodies: _Bodies) -> Iterator[Difference]:
    by_clause: dict[str, list[Task]] = {}
    for task in pack.tasks:
        by_clause.setdefault(task.clause or "", []).append(task)
    for read in draft.tasks:
        here = by_clause.get(read.clause, [])
        if not here:
            yield Difference("任务", read.clause, f"{ONLY_DRAFT}：牵头 {'、'.join(read.lead)}")
            continue
        mine = [bodies.named(read.lead), bodies.named(read.support)]
        found = max(here, key=lambda one: _overlap(mine, one, bodies))
        here.remove(found)
        theirs = [bodies.named(found.lead), bodies.named(found.support)]
        for word, own, other in zip(("牵头单位", "责任单位"), mine, theirs, strict=True):
            if own != other:
                lacking, more = "、".join(sorted(other - own)), "、".join(sorted(own - other))
                parts = [f"草案没有 {lacking}" if lacking else "", f"草案多出 {more}" if more else ""]
                yield Difference("任务", read.clause, f"{word}：{'，'.join(filter(None, parts))}", _why_bodies(more))
        if read.deadline != found.deadline:
            yield Difference("任务", read.clause, f"时限，草案 {read.deadline}，政策包 {found.deadline}")
    for clause, left in by_clause.items():
        for one in left:
            noted = any(task.clause == clause for task in draft.tasks)
            why = "" if noted else "原文这一条没有责任栏，按标注的规定不算任务"
            yield Difference("任务", clause, f"{ONLY_PACK}：{one.title}", why)


def _overlap(mine: list[frozenset[str]], task: Task, bodies: _Bodies) -> tuple[int, int]:
    theirs = [bodies.named(task.lead), bodies.named(task.support)]
    return len(mine[0] & theirs[0]), len(mine[1] & theirs[1]) - len(mine[1] ^ theirs[1])


def _why_bodies(more: str) -> str:
    return "草案照原文的写法；政策包里是另一个名称或统称" if more else ""


def _duties(draft: Draft, pack: Pack, bodies: _Bodies) -> Iterator[Difference]:
    left = list(pack.duties)
    for read in draft.duties:
        who = bodies.named(names_of_duty(read.who) or (read.who,))
        here = [one for one in left if one.clause == read.clause]
        if not here:
            yield Difference("报送要求", read.clause, f"{ONLY_DRAFT}：{read.who}报{read.what}")
            continue
        found = max(here, key=lambda one: _likeness(who, read.frequency, one, bodies))
        left.remove(found)
        theirs = bodies.named(found.who)
        if who != theirs:
            what = f"报送单位，草案 {'、'.join(sorted(who))}，政策包 {'、'.join(sorted(theirs))}"
            yield Difference("报送要求", read.clause, what, "一方用简称、统称，另一方用全称")
        if read.frequency != found.frequency:
            yield Difference("报送要求", read.clause, f"频次，草案 {read.frequency}，政策包 {found.frequency}")
        if _due_words(due_of(read)) != _due_words(_plain_due(found.due)):
            what = f"时限，草案 {read.due}，政策包 {_plain_due(found.due)}"
            yield Difference("报送要求", read.clause, what)
    for one in left:
        yield Difference("报送要求", one.clause or "", f"{ONLY_PACK}：{'、'.join(one.who)}报{one.what}")


def _likeness(who: frozenset[str], frequency: str, duty: Duty, bodies: _Bodies) -> tuple[int, bool]:
    return len(who & bodies.named(duty.who)), duty.frequency == frequency


def _plain_due(due: Due | None) -> dict[str, object] | None:
    if due is None:
        return None
    if due.on is not None:
        return {"on": due.on}
    return {"period_end": True} if due.period_end else {"day": due.day, "month": due.month}


def _due_words(due: object) -> str:
    return str(sorted(due.items())) if isinstance(due, dict) else ""


def _rewards(draft: Draft, pack: Pack) -> Iterator[Difference]:
    """Rewards are told by the figures in them: every sum, rate and ceiling that a clause prints."""
    left = [one for one in pack.rewards if _clauses(one)]
    printed = {figure for one in draft.incentives for figure in _figures_read(one)}
    for read in draft.incentives:
        mine = _figures_read(read)
        here = [one for one in pack.rewards if read.clause in _clauses(one)]
        fresh = [one for one in here if one in left] or here
        found = max(
            fresh, key=lambda one: (*_share(mine, _figures(one)), *_plainness(one, read.recipient)), default=None
        )
        if found is None or not mine & _figures(found):
            yield Difference("奖补", read.clause, f"{ONLY_DRAFT}：{read.recipient}，{'、'.join(sorted(mine))}")
            continue
        if found in left:
            left.remove(found)
        lacking, more = mine - _figures(found), _figures(found) - mine
        if lacking or more:
            what = f"{found.name}：草案 {'、'.join(sorted(mine))}，政策包 {'、'.join(sorted(_figures(found)))}"
            yield Difference("奖补", read.clause, what, _why_figures(more, found, read))
    for one in left:
        yield Difference("奖补", one.clause or "", f"{ONLY_PACK}：{one.name}", _why_only_pack(one, printed))


def _share(mine: frozenset[str], theirs: frozenset[str]) -> tuple[int, int]:
    return len(mine & theirs), -len(mine ^ theirs)


def _plainness(reward: Reward, recipient: str) -> tuple[int, int, float]:
    """Of rules with the same figures the plain one is meant, not the one for a special case."""
    return -len(reward.when), -len(reward.name), likeness(reward.name, recipient)


def _clauses(reward: Reward) -> tuple[str, ...]:
    own = () if reward.clause is None or not split_clause(reward.clause)[1] else (reward.clause,)
    return (*own, *reward.also_in)


def _figures_read(read: ReadIncentive) -> frozenset[str]:
    sums = [read.amount, read.amount_max, read.cap, *(tier.amount for tier in read.tiers)]
    rates = [read.rate, read.rate_max, *(tier.rate for tier in read.tiers)]
    texts = [money_text(one) for one in sums if one is not None] + [rate_text(one) for one in rates if one is not None]
    return frozenset(texts)


def _figures(reward: Reward) -> frozenset[str]:
    return frozenset(figure for amount in reward.amount for figure in _amount_figures(amount))


def _amount_figures(amount: Amount) -> Iterator[str]:
    for terms in (amount.lump, amount.rate, amount.each, amount.cap, *(band.then for band in amount.tiers)):
        yield from (term.value.strip() for term in terms)


def _why_figures(more: frozenset[str], reward: Reward, read: ReadIncentive) -> str:
    later = {
        term.value
        for amount in reward.amount
        for term in amount.lump
        if term.effective is not None and read.clause not in (term.clause or "")
    }
    if more and more <= later:
        return "政策包另外写了以后文件改过的标准，这份文件里没有"
    return ""


def _why_only_pack(reward: Reward, printed: set[str]) -> str:
    if not reward.amount:
        return "没有金额，按标注的规定不算奖补；政策包记下它是为了待审"
    if _figures(reward) <= printed:
        return "同一句原文；政策包按情形分成几条，各带自己的口径问题"
    return ""
