"""A site with as many counties as are wanted, each with an account, an open form and a filled workbook."""

import json
from pathlib import Path

from tests.console.live_site import LiveSite

# Runs inside the site: a pack with as many counties as people, their accounts, the open form, a workbook for each.
_PREPARE = """
import json, sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from django.conf import settings
from django.contrib.auth.hashers import make_password
from guatu.console.frame.clock import now, today
from guatu.console.frame.models import renew
from guatu.console.people.models import Post, Role, User
from guatu.console.people.units import take_units
from guatu.console.plans.active import PACKS, active_packs
from guatu.console.plans.models import PackFolder, PackPlace, PackSwitch
from guatu.console.reporting.models import Filing
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.sheet import read_sheet
from guatu.desk import FormRow, write_form_workbook
from guatu.domain import Period

people, indicators, books = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
folder = settings.WORKSPACE.path("packs", "load")
folder.mkdir()
codes = [f"97{number:04}" for number in range(1, people + 1)]
names = [f"f{number}" for number in range(1, people + 1)]
write = lambda name, rows: (folder / name).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
write("pack.yaml", {"id": "load", "title": "压力测试（虚构）", "place": "970000", "fictional": True})
write("places.yaml", [{"code": "970000", "name": "测试州", "level": "prefecture"}] + [
    {"code": code, "name": f"测试{code}县", "level": "county", "parent": "970000"} for code in codes])
write("agencies.yaml", [{"id": "office", "name": "州统计局", "place": "970000"}] + [
    {"id": name, "name": f"测试{code}县政府", "place": code} for name, code in zip(names, codes)] + [
    {"id": "counties", "name": "各县人民政府", "place": "970000", "group": True, "members": names}])
write("indicators.yaml", [{"id": f"i{n}", "name": f"测试指标{n}", "unit": "亿元", "kind": "flow", "growth": "nominal"}
    for n in range(1, indicators + 1)])
write("duties.yaml", [{"id": "month", "who": ["各县人民政府"], "what": "压力测试月报", "to": ["州统计局"],
    "frequency": "monthly", "due": {"day": 28, "month": "next"},
    "indicators": [f"i{n}" for n in range(1, indicators + 1)]}])
switch = PackSwitch.objects.create(at=now(), reason="压力测试")
known = PackFolder.objects.create(pack="load", version="1", title="压力测试", path="load", loaded_at=now())
PackPlace.objects.create(switch=switch, folder=known, order=0)
renew(PACKS)
take_units(active_packs())
hashed = make_password("load")
for name, role, agency, place in [("checker", Role.CHECKER, "office", "970000"), *(
        (name, Role.FILLER, name, code) for name, code in zip(names, codes))]:
    user = User.objects.create(username=name, full_name=name, password=hashed, must_change_password=False)
    Post.objects.create(user=user, role=role, agency=agency, place=place, valid_from=date(2020, 1, 1))
month = Period(today().replace(day=1), today().replace(day=1)).shift(-1)
open_rounds(month, None)
found = {}
for number, filing in enumerate(Filing.objects.select_related("round").order_by("place")):
    sheet = read_sheet(filing.pk)
    rows = [FormRow(line.cell, Decimal(100 + number) + Decimal(at) / 10, Decimal("0.05"), None, None, None, None)
        for at, line in enumerate(sheet.lines)]
    write_form_workbook(books / f"{filing.pk}.xlsx", title=filing.round.title, place_code=filing.place,
        place_name=filing.place, period=month, rows=rows, notes=())
    found[names[codes.index(filing.place)]] = filing.pk
print(json.dumps(found))
"""

_COUNT = """
import json
from django.db.models import Count
from guatu.console.audit.trail import broken_entries
from guatu.console.reporting.models import Figure, Filing, FilingAct, Upload
cells = Figure.objects.values("place", "period", "indicator", "basis", "status")
doubled = cells.annotate(n=Count("id")).filter(n__gt=1)
print(json.dumps({
    "filings submitted": Filing.objects.filter(state="submitted").count(),
    "submissions": FilingAct.objects.filter(what="submit").count(),
    "figures": Figure.objects.count(),
    "figures doubled": doubled.count(),
    "uploads": Upload.objects.count(),
    "uploads not taken": Upload.objects.exclude(state="taken").count(),
    "trail broken": len(list(broken_entries())),
}))
"""


def prepare(site: LiveSite, people: int, indicators: int, books: Path) -> dict[str, int]:
    """Fill a prepared site; return the filing of each person, whose workbook is `books/KEY.xlsx`."""
    books.mkdir()
    filings: dict[str, int] = json.loads(site.ask(_PREPARE, str(people), str(indicators), str(books)))
    return filings


def counts(site: LiveSite) -> dict[str, int]:
    """Return what the site's database holds."""
    found: dict[str, int] = json.loads(site.ask(_COUNT))
    return found


def field(page: str, name: str, after: str = "") -> str:
    """Return the value of a hidden field, the first one behind some text."""
    start = page.index(f'name="{name}" value="', page.index(after) if after else 0) + len(f'name="{name}" value="')
    return page[start : page.index('"', start)]
