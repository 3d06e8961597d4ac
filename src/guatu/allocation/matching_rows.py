"""From rows of the registers to what is matched (名册到匹配对象): industries and parks resolved, slips told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guatu.allocation import matching_findings as findings
from guatu.allocation.matching_values import ParkOffer, Peer, Proposal
from guatu.domain import Finding, FindingCode, nearest
from guatu.pack import Packs

Cells = Mapping[str, object]
_PRODUCING = "投产"
_NOTHING = frozenset(("没有", "无要求", "不需要"))
_LIST = re.compile(r"[、,，;；/\s]+")
_NAMED = 4
_POTENTIAL = 2  # 1 lead and 2 potential industries


@dataclass(frozen=True)
class MatchRows:
    """The rows of a run: parks of one year, leads, projects, distances; each as the tables give them."""

    offers: Sequence[Cells]
    leads: Sequence[Cells]
    projects: Sequence[Cells] = ()
    distances: Sequence[Cells] = ()


@dataclass(frozen=True)
class MatchInputs:
    """What is matched, the names of industries for print, and what was wrong."""

    proposals: tuple[Proposal, ...]
    offers: tuple[ParkOffer, ...]
    peers: tuple[Peer, ...]
    industry_names: Mapping[str, str]
    findings: tuple[Finding, ...]


def match_inputs(rows: MatchRows, packs: Packs) -> MatchInputs:
    """Return projects, parks and peers of the registers, with industries and parks called as the packs call them."""
    reader = _Reader(packs)
    offers = tuple(reader.offer(row) for row in rows.offers)
    parks = {one.park: one for one in offers} | {one.name: one for one in offers}
    distances = reader.distances(rows.distances, {_text(row["lead"]) for row in rows.leads}, parks)
    proposals = tuple(reader.proposal(row, parks, distances) for row in rows.leads)
    peers = reader.peers(rows.projects)
    for one in proposals:
        if one.distances and len(one.distances) < len(offers):
            lacking = "、".join(offer.name for offer in offers if offer.park not in one.distances)
            reader.tell(findings.PARTIAL_DISTANCES, f"{one.name}没有到{lacking}的运距。")
    if not offers:
        reader.tell(findings.NO_OFFERS, "园区承载里没有这一年度的行。")
    if not proposals:
        reader.tell(findings.NO_PROPOSALS, "招商线索里一行也没有。")
    return MatchInputs(proposals, offers, peers, reader.names, tuple(reader.found))


class _Reader:
    """Reads rows one after the other and gathers what is wrong in them."""

    def __init__(self, packs: Packs) -> None:
        self.tree = packs.place_tree()
        industries = [one for pack in packs.packs for grouping in pack.industries for one in grouping.industries]
        self.names = {one.id: one.name for one in industries}
        self.ids = {key: one.id for one in reversed(industries) for key in (*one.codes, one.name, one.id)}
        self.found: list[Finding] = []
        self.unknown: set[str] = set()

    def tell(self, code: FindingCode, sentence: str) -> None:
        self.found.append(code.at(None, sentence, f"{code.instead}。"))

    def offer(self, row: Cells) -> ParkOffer:
        code = _text(row["place"])
        place = self.tree.find(code)
        name = code if place is None else place.name
        lead = self.industry(row.get("lead_industry"), name)
        potential = self.industries(row.get("potential_industries"), name)
        if lead is None or potential is None:
            lacking = "、".join(word for word, value in (("主导产业", lead), ("潜力产业", potential)) if value is None)
            self.tell(findings.NO_POSITION, f"{name}没有填{lacking}。")
        elif len(potential) != _POTENTIAL:
            self.tell(findings.NOT_ONE_AND_TWO, f"{name}的潜力产业填了 {len(potential)} 个。")
        amounts = {
            field: self.amount(row, column, name)
            for field, column in (
                ("land", "land_left"),
                ("energy", "energy_left"),
                ("power", "power_left"),
                ("wastewater", "wastewater_left"),
            )
        }
        return ParkOffer(code, name, lead, potential, environments=_words(row.get("environments")), **amounts)

    def proposal(
        self, row: Cells, parks: Mapping[str, ParkOffer], distances: Mapping[str, Mapping[str, float]]
    ) -> Proposal:
        lead, name = _text(row["lead"]), _text(row.get("name")) or _text(row["lead"])
        exception, wanted = _text(row.get("exception")), _text(row.get("exception_park"))
        park = parks.get(wanted) or parks.get(getattr(self.tree.find(wanted), "code", "")) if wanted else None
        if wanted and park is None:
            known = nearest(wanted, [one.name for one in parks.values()]) or "。"
            self.tell(findings.UNKNOWN_EXCEPTION_PARK, f"{name}的例外园区“{wanted}”不在园区承载里{known}")
            exception = ""
        names = ("investment", "revenue", "energy", "power", "wastewater")
        amounts = {column: self.amount(row, column, name) for column in names}
        return Proposal(
            lead,
            name,
            self.industry(row.get("industry"), name),
            self.amount(row, "land", name, above_zero=True),
            environments=_words(row.get("environments")),
            exception=exception,
            exception_park="" if park is None else park.park,
            distances=distances.get(lead, {}),
            **amounts,
        )

    def peers(self, rows: Sequence[Cells]) -> tuple[Peer, ...]:
        """Return the projects that produce, with the park, industry and land that a comparison needs."""
        found, unfit = [], []
        for row in rows:
            if row.get("stage") != _PRODUCING or not row.get("park"):
                continue
            land, industry = _number(row.get("land")), self.industry(row.get("industry"), _text(row.get("name")))
            if not land or land < 0 or industry is None:
                unfit.append(_text(row.get("name")))
                continue
            investment, revenue = _number(row.get("investment")), _number(row.get("revenue"))
            found.append(Peer(_text(row["park"]), industry, land, investment, revenue))
        if unfit:
            more = f"等 {len(unfit)} 个" if len(unfit) > _NAMED else ""
            self.tell(findings.UNFIT_PEER, f"{'、'.join(unfit[:_NAMED])}{more}没有用地或行业。")
        return tuple(found)

    def distances(
        self, rows: Sequence[Cells], leads: set[str], parks: Mapping[str, ParkOffer]
    ) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for row in rows:
            lead, place = _text(row["lead"]), _text(row["place"])
            distance = self.amount(row, "distance", f"{lead}到{place}")
            if lead not in leads or place not in parks:
                self.tell(findings.UNKNOWN_LEAD, f"线索 {lead} 到 {place} 的运距没有用。")
            elif distance is not None:
                found.setdefault(lead, {})[parks[place].park] = distance
        return found

    def industries(self, value: object, owner: str) -> tuple[str, ...] | None:
        texts = [one for one in _LIST.split(_text(value)) if one]
        return tuple(self.industry(one, owner) or one for one in texts) or None

    def industry(self, value: object, owner: str) -> str | None:
        """Return the id of an industry by id, name or code (a longer code by its first two digits)."""
        text = _text(value)
        if not text:
            return None
        digits = re.sub(r"^[A-Z]", "", text)
        found = self.ids.get(text) or (self.ids.get(digits[:2]) if digits.isdigit() else None)
        if found is None and self.ids and text not in self.unknown:
            self.unknown.add(text)
            guess = nearest(text, [*self.names.values(), *self.names]) or "。"
            self.tell(findings.UNKNOWN_INDUSTRY, f"{owner}的行业“{text}”不在产业体系里{guess}")
        return found or text

    def amount(self, row: Cells, column: str, owner: str, *, above_zero: bool = False) -> float | None:
        number = _number(row.get(column))
        if number is None or number > 0 or (number == 0 and not above_zero):
            return number
        self.tell(findings.IMPOSSIBLE_AMOUNT, f"{owner}有一个数是 {number:g}（{_LABELS[column]}），当作没有填。")
        return None


_LABELS = {
    "land_left": "剩余用地",
    "energy_left": "剩余能耗",
    "power_left": "剩余用电",
    "wastewater_left": "污水处理余量",
    "land": "用地需求",
    "investment": "总投资",
    "revenue": "达产年营业收入",
    "energy": "能耗需求",
    "power": "用电需求",
    "wastewater": "污水排放",
    "distance": "物流距离",
}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _number(value: object) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    number = float(str(value))
    return number if number == number else None  # noqa: PLR0124 - only NaN differs from itself


def _words(value: object) -> frozenset[str] | None:
    texts: Iterable[str] = (one for one in _LIST.split(_text(value)) if one)
    found = frozenset(texts)
    if not found:
        return None
    return frozenset() if found <= _NOTHING else found
