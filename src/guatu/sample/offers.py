"""What the fictional parks can take, who asks for a place in them (园区承载、招商线索), and how far it is to them."""

from collections import Counter
from dataclasses import dataclass

from guatu.sample.catalogue import INDUSTRIES
from guatu.sample.draw import Draw
from guatu.sample.places import NAMES, PARKS
from guatu.sample.values import Row, Sheet

OFFERS_FILE, LEADS_FILE, DISTANCES_FILE = "park_offers.csv", "leads.csv", "lead_distances.csv"
PEERS_FILE = "projects-parks.csv"
LEADS = 24
OFFER_YEAR = 2024
_SOURCE = "示例州投促局（虚构）"
_INDUSTRY_NAMES = {key: name for key, name, _ in INDUSTRIES}
# What an industry needs of a park; the others need nothing in particular.
_NEEDS = {
    "chemicals": "化工园区、危险废物处置",
    "biomedicine": "危险废物处置",
    "metallurgy": "集中供热",
    "food": "集中供热",
}
_OFFERED = ("集中供热", "集中供热、危险废物处置", "集中供热", "化工园区、集中供热、危险废物处置", "没有", "没有")
# What is blank on purpose: pairs that hang on it are to be checked, never taken for met.
_NO_ENERGY_LEFT, _NO_ENERGY, _NO_ENVIRONMENT, _EXCEPTION = "999910-P1", 6, 11, 4
_WITH_DISTANCES = 8


@dataclass(frozen=True, slots=True)
class _Position:
    """A park with its one lead and two potential industries."""

    park: str
    industries: tuple[str, ...]


def offer_sheets(projects: Sheet, draw: Draw) -> tuple[Sheet, ...]:
    """Return older projects of the parks, what parks offer, 24 leads, and the distances of some.

    `projects` says what parks produce in already; the industries of a park begin with these.
    """
    positions = tuple(_position(park.code, projects, draw) for park in PARKS)
    older = _older(positions, projects, draw)
    leads = [_lead(number, positions, draw) for number in range(LEADS)]
    distances = [
        (lead[0], NAMES[park.code], str(draw.between(20, 480)), _SOURCE)
        for lead in leads[:_WITH_DISTANCES]
        for park in PARKS
    ]
    return (
        older,
        Sheet(
            OFFERS_FILE,
            (
                "园区",
                "年度",
                "主导产业",
                "潜力产业",
                "剩余用地（亩）",
                "剩余能耗（吨标煤）",
                "剩余用电（万千瓦时）",
                "污水处理余量（吨/日）",
                "环境承载",
                "来源",
            ),
            tuple(_offer(number, position, draw) for number, position in enumerate(positions)),
            "utf-8-sig",
        ),
        Sheet(
            LEADS_FILE,
            (
                "线索编号",
                "项目名称",
                "行业",
                "总投资（万元）",
                "达产年营业收入（万元）",
                "用地需求（亩）",
                "能耗需求（吨标煤）",
                "用电需求（万千瓦时）",
                "污水排放（吨/日）",
                "环境要求",
                "亩均例外理由",
                "例外园区",
                "来源",
            ),
            tuple(leads),
            "utf-8-sig",
        ),
        # The last distance is left out: the lead it belongs to is matched without distances, and told so.
        Sheet(DISTANCES_FILE, ("线索编号", "园区", "物流距离（公里）", "来源"), tuple(distances[:-1]), "utf-8-sig"),
    )


def _position(park: str, projects: Sheet, draw: Draw) -> _Position:
    """Return the industries a park is for: first those it produces in already, then others by lot."""
    found = Counter(projects.cell(index, "行业") for index in projects.find(园区=NAMES[park], 阶段="投产"))
    listed = sorted(found, key=lambda key: (-found[key], key))
    keys = [key for key, _, driver in INDUSTRIES if driver]
    rest = [keys[at] for at in draw.order(len(keys)) if keys[at] not in listed]
    return _Position(park, tuple([*(key for key in listed if key in keys), *rest][:3]))


def _older(positions: tuple[_Position, ...], projects: Sheet, draw: Draw) -> Sheet:
    """Return projects that went into production before the months of the sample: what newcomers are compared with.

    The last potential industry of the last park has none: there is nothing to compare with, and that is to be said.
    """
    rows: list[Row] = []
    for park in positions:
        for key in park.industries[: 2 if park is positions[-1] else 3]:
            for _ in range(draw.between(1, 4)):
                land = draw.between(4, 30) * 10
                investment = land * draw.between(130, 420)
                county, number = park.park[:6], len(rows) + 1
                month = f"{draw.between(2015, 2020)}-{draw.between(1, 12):02d}"
                cells = {
                    "项目代码": f"14{draw.between(1, 12):02d}-{county}-04-01-{number * 6151 % 900_000 + 100_000:06d}",
                    "项目名称": f"示例{NAMES[park.park]}{_INDUSTRY_NAMES[key]}{number:02d}号项目（虚构）",
                    "地区": NAMES[county],
                    "园区": NAMES[park.park],
                    "行业": key,
                    "阶段": "投产",
                    "总投资（万元）": str(investment),
                    "用地面积（亩）": str(land),
                    "年营业收入（万元）": str(investment * draw.between(600, 1500) // 1000),
                    "投产月份": month,
                    "来源": _SOURCE,
                }
                rows.append(tuple(cells.get(column, "") for column in projects.header))
    return Sheet(PEERS_FILE, projects.header, tuple(rows), "utf-8-sig")


def _offer(number: int, position: _Position, draw: Draw) -> Row:
    lead, *potential = (_INDUSTRY_NAMES[key] for key in position.industries)
    energy = str(draw.between(20, 60) * 1000)
    return (
        NAMES[position.park],
        str(OFFER_YEAR),
        lead,
        "、".join(potential),
        str(draw.between(15, 45) * 10),
        "" if position.park == _NO_ENERGY_LEFT else energy,
        str(draw.between(60, 180) * 100),
        str(draw.between(5, 30) * 100),
        _OFFERED[number],
        _SOURCE,
    )


def _lead(number: int, positions: tuple[_Position, ...], draw: Draw) -> Row:
    listed = positions[draw.between(0, len(positions) - 1)].industries
    key = listed[min(draw.between(0, 4), 2)]
    land = draw.between(3, 16) * 10
    investment = land * draw.between(150, 620)
    name = f"示例线索{number + 1:02d}号{_INDUSTRY_NAMES[key]}项目（虚构）"
    return (
        f"示招-{number + 1:03d}",
        name,
        key,
        str(investment),
        str(investment * draw.between(700, 1900) // 1000),
        str(land),
        "" if number == _NO_ENERGY else str(land * draw.between(20, 130)),
        "" if number % 3 or number == _NO_ENERGY else str(land * draw.between(4, 40)),
        str(draw.between(1, 8) * 50) if key in _NEEDS else "",
        "" if number == _NO_ENVIRONMENT else _NEEDS.get(key, "没有"),
        "示例州政府常务会议第3次同意（虚构）" if number == _EXCEPTION else "",
        "",
        _SOURCE,
    )
