"""The register of 800 firms (企业名录): who they are, where, when they came above scale and when they left.

Names begin with 示例 and codes hold a place code that does not exist, so that no firm can be taken for a real one.
"""

from dataclasses import dataclass

from guatu.domain import credit_code_check
from guatu.sample.catalogue import INDUSTRIES, YEARS
from guatu.sample.draw import Draw, apportion
from guatu.sample.economy import MONTHS, Economy, Months
from guatu.sample.places import COUNTIES, PARKS, PREFECTURE

FIRMS = 800
# How many come above scale and how many leave in 2022, 2023 and 2024, and the months in which they do.
_ENTRIES, _EXITS = (55, 58, 62), (24, 28, 30)
_ENTRY_MONTHS = (2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 10, 12)
_FIRST_CHARS = "云帆启明恒远瑞丰安泰金石锦程宏图佳禾博雅正源盛达德润嘉茂"
_LAST_CHARS = "兴旺昌隆顺和通联达信诚业华新成祥利康宁"
_ACTIVITIES = {
    "green_energy": ("新能源", "光伏发电", "储能"),
    "new_materials": ("新材料", "电池材料", "硅材料"),
    "biomedicine": ("生物科技", "药业", "中药饮片"),
    "equipment": ("装备制造", "精密机械", "智能设备"),
    "metallurgy": ("冶炼", "有色金属", "钢铁"),
    "chemicals": ("化工", "化肥", "涂料"),
    "building_materials": ("水泥", "建材", "石材"),
    "food": ("食品", "粮油", "饮品"),
    "other": ("包装", "印务", "木业"),
}


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm; `entered` and `exited` are months counted from January 2021, before it when negative."""

    code: str
    name: str
    county: str
    park: str
    industry: str
    driver: str
    weight: int
    trend: int  # how its share of its industry moves, ‰ a year
    entered: int
    exited: int | None

    def runs_in(self, month: int) -> bool:
        """Tell whether the firm is above scale in a month."""
        return self.entered <= month and (self.exited is None or month < self.exited)


def make_firms(economy: Economy, draw: Draw) -> tuple[Firm, ...]:
    """Return the register: as many firms in each county and industry as its output asks for, at least one."""
    cells = [(county, industry) for county in COUNTIES for industry in INDUSTRIES]
    outputs = [sum(economy.numbers[county.code, f"output_{key}"][:12]) for county, (key, _, _) in cells]
    counts = [1 + more for more in apportion(FIRMS - len(cells), outputs)]
    lasting = _flags(counts)
    moves = _moves(lasting, draw)
    firms: list[Firm] = []
    for (county, (key, _, driver)), count in zip(cells, counts, strict=True):
        parks = [park for park in PARKS if park.county == county.code]
        for _ in range(count):
            number = len(firms)
            lot, park = draw.between(1, 1000), ""
            for one in parks:
                park = park or (one.code if lot <= one.share else "")
                lot -= one.share
            entered, exited = moves.get(number, (-draw.between(1, 90), None))
            firms.append(
                Firm(
                    code=credit_code(county.code, number),
                    name=_name(county.short, key, number),
                    county=county.code,
                    park=park,
                    industry=key,
                    driver=driver,
                    weight=draw.between(5, 60) * draw.between(5, 60),
                    trend=draw.between(-150, 160),
                    entered=entered,
                    exited=exited,
                )
            )
    return tuple(firms)


def _flags(counts: list[int]) -> list[bool]:
    """Tell for each firm whether it runs all the time: the first of each county and industry does."""
    return [index == 0 for count in counts for index in range(count)]


def _moves(lasting: list[bool], draw: Draw) -> dict[int, tuple[int, int | None]]:
    """Return the months of entry and exit of the firms that come or leave, by the firm's number."""
    free = [number for number in draw.order(len(lasting)) if not lasting[number]]
    moves: dict[int, tuple[int, int | None]] = {}
    for year in range(1, YEARS):
        for turn in range(_ENTRIES[year - 1]):
            month = _ENTRY_MONTHS[turn % len(_ENTRY_MONTHS)]
            moves[free.pop()] = (year * 12 + month - 1, None)
        for turn in range(_EXITS[year - 1]):
            moves[free.pop()] = (-draw.between(1, 90), year * 12 + turn % 11 + 1)
    return moves


def count_firms(firms: tuple[Firm, ...]) -> dict[tuple[str, str], Months]:
    """Return the numbers of firms above scale and newly above scale by place and month."""
    places = [PREFECTURE, *(county.code for county in COUNTIES), *(park.code for park in PARKS)]
    running = {place: [0] * MONTHS for place in places}
    new = {place: [0] * MONTHS for place in places}
    for firm in firms:
        for place in filter(None, (PREFECTURE, firm.county, firm.park)):
            for month in range(max(firm.entered, 0), MONTHS if firm.exited is None else firm.exited):
                running[place][month] += 1
            if firm.entered >= 0:
                new[place][firm.entered] += 1
    counts = {(place, "firms_above_scale"): tuple(months) for place, months in running.items()}
    return counts | {(place, "firms_above_scale_new"): tuple(months) for place, months in new.items()}


def _name(short: str, industry: str, number: int) -> str:
    activities = _ACTIVITIES[industry]
    # 28 and 19 characters have no common divisor: a brand comes again only after 532 firms, in another county.
    brand = _FIRST_CHARS[number % len(_FIRST_CHARS)] + _LAST_CHARS[number % len(_LAST_CHARS)]
    return f"示例{short}{brand}{activities[number % len(activities)]}有限公司"


def credit_code(place: str, number: int) -> str:
    """Return the 统一社会信用代码 of the firm of a number; both check characters are right."""
    body = f"{(number + 1) * 9901:08d}"
    first_17 = f"91{place}{body}{_organisation_check(body)}"
    return first_17 + credit_code_check(first_17)


def _organisation_check(body: str) -> str:
    """Return the check character of an organisation code (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11
    return "X" if rest == 10 else "0" if rest == 11 else str(rest)
