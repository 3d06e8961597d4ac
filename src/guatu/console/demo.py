"""The demonstration (演示站点): the fictional prefecture with its units, packs and accounts."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from guatu.console.frame.clock import now
from guatu.console.frame.models import renew
from guatu.console.people.models import Post, Role, User
from guatu.console.people.passwords import DEMO_PASSWORD
from guatu.console.people.units import take_units
from guatu.console.plans.active import PACKS, active_packs
from guatu.console.plans.models import PackFolder, PackPlace, PackSwitch
from guatu.pack import load_packs

DEMO_PACK, DEMO_PLACE = "example", "999900"
# The month that is played: figures of September 2024, due on 8 October (the 3rd lies in the national holiday).
DEMO_MONTH = date(2024, 9, 1)
DEMO_START = "2024-10-02T09:00"


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration: name, person, role, agency and the place under which it reaches."""

    username: str
    full_name: str
    role: Role
    agency: str
    place: str = DEMO_PLACE


# The persons are fictional, as everything of the pack `example`.
_OFFICES = (
    DemoAccount("wang", "王科（运行科）", Role.ANALYST, "industry-it"),
    DemoAccount("zhao", "赵科（州统计局）", Role.CHECKER, "statistics"),
    DemoAccount("li", "李审（州工信局）", Role.CHECKER, "industry-it"),
    DemoAccount("sun", "孙局（州工信局）", Role.HEAD, "industry-it"),
    DemoAccount("gao", "高副州长", Role.LEADER, "government-office"),
    DemoAccount("zhou", "周督查", Role.SUPERVISION, "inspection-office"),
    DemoAccount("qian", "钱科（州财政局）", Role.FINANCE, "finance"),
    DemoAccount("sysadmin", "系统管理员", Role.SYSTEM, "", ""),
    DemoAccount("secadmin", "安全管理员", Role.SECURITY, "", ""),
    DemoAccount("auditor", "审计管理员", Role.AUDIT, "", ""),
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts: the offices of the prefecture, and one filler for each county and park."""
    book = active_packs().agency_book()
    members = (code for group in ("counties", "parks") for code in _members(group))
    fillers = (book.find(code) for code in members)
    return (
        *_OFFICES,
        *(
            DemoAccount(
                one.id,
                f"{one.name.removesuffix('人民政府').removesuffix('管委会')}联络员",
                Role.FILLER,
                one.id,
                one.place or "",
            )
            for one in fillers
            if one is not None
        ),
    )


def _members(group: str) -> tuple[str, ...]:
    agency = active_packs().agency_book().find(group)
    return agency.members if agency else ()


@transaction.atomic
def make_demo_site() -> None:
    """Put the pack `example` in use, its units into the trees, and make the accounts; twice leaves what once leaves."""
    packs, _findings = load_packs((DEMO_PACK,), with_cases=False)
    if packs is None or PackSwitch.objects.exists():
        return
    switch = PackSwitch.objects.create(at=now(), reason="演示")
    folder, _made = PackFolder.objects.get_or_create(
        pack=DEMO_PACK,
        version=packs.main.version,
        defaults={"title": packs.main.manifest.title, "loaded_at": now()},
    )
    PackPlace.objects.create(switch=switch, folder=folder, order=0)
    renew(PACKS)
    take_units(active_packs())
    hashed = make_password(DEMO_PASSWORD)  # one for all: making a good hash takes its time
    for number, one in enumerate(demo_accounts(), start=1):
        user = User.objects.create(
            username=one.username,
            full_name=one.full_name,
            work_phone=f"000-80000{number:02}",  # no such area code
            password=hashed,
            must_change_password=False,
        )
        Post.objects.create(user=user, role=one.role, agency=one.agency, place=one.place, valid_from=date(2024, 1, 1))
