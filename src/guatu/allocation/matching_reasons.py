"""What each condition came to, in words with the values that were compared (符合、不符合的理由)."""

from collections.abc import Iterable, Mapping

from guatu.allocation.matching_conditions import Conditions, per_mu
from guatu.allocation.matching_values import CONDITIONS, Condition, ParkOffer, Proposal, State

_WAN = 10_000


def condition_words(
    proposal: Proposal, offer: ParkOffer, conditions: Conditions, row: int, park: int, *, names: Mapping[str, str]
) -> tuple[Condition, ...]:
    """Return every condition of a pair with the values compared, or what is lacking; `names` are of industries."""
    tellers = {
        "industry": lambda: _industry(proposal, offer, names),
        "land": lambda: _amounts("用地", "亩", proposal.land, offer.land),
        "energy": lambda: _energy(proposal, offer),
        "investment_per_mu": lambda: _gate(proposal, offer, conditions, "investment"),
        "revenue_per_mu": lambda: _gate(proposal, offer, conditions, "revenue"),
        "environment": lambda: _environment(proposal, offer),
    }
    found = []
    for name in CONDITIONS:
        state = conditions.state(name, row, park)
        waiver = f"（例外：{proposal.exception}）" if state is State.WAIVED else ""
        found.append(Condition(name, state, tellers[name]() + waiver))
    return tuple(found)


def number_words(value: float) -> str:
    """Return a number as people write it: thousands, at most two decimals, no zeros behind.

    >>> number_words(1234.5), number_words(80.0), number_words(0.125)
    ('1,234.5', '80', '0.13')
    """
    text = f"{value + 1e-9:,.2f}" if value >= 0 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def resource_words(value: float, unit: str) -> str:
    """Return an amount of a resource with its unit; 千瓦时 are written in 万千瓦时.

    >>> resource_words(35_000_000, "千瓦时"), resource_words(80, "亩")
    ('3,500 万千瓦时', '80 亩')
    """
    return f"{number_words(value / _WAN)} 万千瓦时" if unit == "千瓦时" else f"{number_words(value)} {unit}"


def _industry(proposal: Proposal, offer: ParkOffer, names: Mapping[str, str]) -> str:
    if proposal.industry is None:
        return "项目没有填行业"
    own = names.get(proposal.industry, proposal.industry)
    if proposal.industry == offer.lead:
        return f"{own}是主导产业"
    if proposal.industry in (offer.potential or ()):
        return f"{own}是潜力产业"
    lead = "主导产业没有填" if offer.lead is None else f"主导{names.get(offer.lead, offer.lead)}"
    potential = (
        "潜力产业没有填"
        if offer.potential is None
        else f"潜力{_listed(names.get(one, one) for one in offer.potential)}"
    )
    return f"{own}不在“1+2”之内（{lead}，{potential}）"


def _amounts(word: str, unit: str, asked: float | None, left: float | None) -> str:
    if asked is None:
        return f"项目没有填{word}"
    if left is None:
        return f"{word}要 {number_words(asked)} {unit}，园区余量没有填"
    sign = "≤" if asked <= left * (1 + 1e-9) else "＞"
    return f"{word}要 {number_words(asked)} {sign} 余 {number_words(left)} {unit}"


def _energy(proposal: Proposal, offer: ParkOffer) -> str:
    told = []
    if proposal.energy is not None:
        told.append(_amounts("能耗", "吨标煤", proposal.energy, offer.energy))
    if proposal.power is not None:
        told.append(_amounts("用电", "万千瓦时", _in_wan(proposal.power), _in_wan(offer.power)))
    return "，".join(told) or "项目没有填能耗，也没有填用电"


def _in_wan(value: float | None) -> float | None:
    return None if value is None else value / _WAN


def _gate(proposal: Proposal, offer: ParkOffer, conditions: Conditions, name: str) -> str:
    label = {"investment": "亩均投资", "revenue": "亩均营收"}[name]
    own = per_mu(proposal, name)
    found = conditions.average(offer.park, proposal.industry)
    average: float | None = getattr(found, name)
    peers: int = getattr(found, f"{name}_peers")
    if own is None:
        return f"{label}算不出（用地或金额没有填）"
    if average is None:
        return f"{label} {number_words(own / _WAN)} 万元/亩，园区没有同行业投产项目可比"
    sign = "≥" if own >= average * (1 - 1e-9) else "＜"
    peers_told = f"同行业 {peers} 个项目平均 {number_words(average / _WAN)} 万元/亩"
    return f"{label} {number_words(own / _WAN)} {sign} {peers_told}"


def _environment(proposal: Proposal, offer: ParkOffer) -> str:
    if proposal.environments is None:
        return "项目没有填环境要求"
    told = []
    if not proposal.environments:
        told.append("没有特别的环境要求")
    elif offer.environments is None:
        told.append(f"要{_listed(sorted(proposal.environments))}，园区环境承载没有填")
    elif missing := sorted(proposal.environments - offer.environments):
        told.append(f"园区没有{_listed(missing)}")
    else:
        told.append(f"要的{_listed(sorted(proposal.environments))}园区都有")
    if proposal.wastewater is not None:
        told.append(_amounts("污水", "吨/日", proposal.wastewater, offer.wastewater))
    return "，".join(told)


def _listed(words: Iterable[str]) -> str:
    return "、".join(words) or "没有"
