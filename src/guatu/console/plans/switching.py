"""Switch the packs in use (换用政策包): a row that says which, in what order and why; units follow into the trees."""

from collections.abc import Sequence

from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.frame.models import renew
from guatu.console.people.models import User
from guatu.console.people.units import take_units
from guatu.console.plans.active import PACKS
from guatu.console.plans.models import PackPlace, PackSwitch
from guatu.console.plans.shelf import ShelfPack, row_of, shelf
from guatu.desk import check_plan
from guatu.domain import Finding, InvalidValue, has_blocking
from guatu.pack import Packs, load_packs

MOST_PACKS = 12


def switch_packs(
    keys: Sequence[str], reason: str, *, expected: int | None, by: User, actor: Actor
) -> tuple[PackSwitch | None, tuple[Finding, ...]]:
    """Put packs in use in the order of their keys, and return the switch; None and findings where they block.

    `expected` is the switch that the person saw: InvalidValue where somebody switched since, or where nothing would
    change. The last pack is the main one and must say its place.
    """
    chosen = _chosen(keys)
    if not reason.strip():
        raise InvalidValue("没有写换用的理由")
    # Checking takes a while; nothing is locked meanwhile.
    names = tuple(one.name for one in chosen)
    findings = check_plan(names)
    packs, _found = load_packs(names, with_cases=False)
    if packs is None or has_blocking(findings):
        return None, findings
    if not packs.main.manifest.place:
        raise InvalidValue(f"“{chosen[-1].title}”没有写适用地区，不能作为最后一个（主）政策包")
    return _store(chosen, packs, reason.strip()[:200], expected=expected, by=by, actor=actor), findings


@transaction.atomic
def _store(
    chosen: tuple[ShelfPack, ...], packs: Packs, reason: str, *, expected: int | None, by: User, actor: Actor
) -> PackSwitch:
    renew(PACKS)  # first, so that two who switch at once come one after the other
    last = PackSwitch.objects.first()
    if (last.pk if last else None) != expected:
        raise InvalidValue("政策包刚刚换过，请看过现在的再换")
    before = [one for one in shelf() if one.order is not None]
    if [one.key for one in before] == [one.key for one in chosen]:
        raise InvalidValue("选的就是现在在用的，没有换")
    switch = PackSwitch.objects.create(at=now(), by=by, reason=reason)
    for order, one in enumerate(chosen):
        PackPlace.objects.create(switch=switch, folder=row_of(one, switch.at), order=order)
    added = take_units(packs)
    record(
        actor,
        "packs.switch",
        f"换用政策包：{'、'.join(one.title for one in chosen)}",
        kind=Kind.DECISION,
        before={"政策包": [f"{one.pack} {one.version}" for one in before]},
        after={"政策包": [f"{one.pack} {one.version}" for one in chosen], "理由": reason, "新增或更新的单位": added},
    )
    return switch


def _chosen(keys: Sequence[str]) -> tuple[ShelfPack, ...]:
    known = {one.key: one for one in shelf()}
    if not keys:
        raise InvalidValue("没有选政策包；请在要用的政策包前写上次序")
    if len(keys) > MOST_PACKS:
        raise InvalidValue(f"一次最多用 {MOST_PACKS} 个政策包")
    if unknown := [key for key in keys if key not in known]:
        raise InvalidValue(f"没有“{unknown[0]}”这个政策包")
    chosen = tuple(known[key] for key in keys)
    ids = [one.pack for one in chosen]
    if twice := [one for one in ids if ids.count(one) > 1]:
        raise InvalidValue(f"政策包“{twice[0]}”选了两个版本，只能用一个")
    return chosen
