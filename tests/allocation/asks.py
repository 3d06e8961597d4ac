"""Small divisions that tests ask about."""

from decimal import Decimal

from guatu.allocation import Ask, Claim, Way

THREE = (
    Claim(place="A", name="甲县", base=200.0, trend=0.05),
    Claim(place="B", name="乙县", base=100.0, trend=0.08),
    Claim(place="C", name="丙县", base=50.0, trend=0.06),
)


def growth_ask(claims: tuple[Claim, ...] = THREE, total: str = "0.07", **more: object) -> Ask:
    """Return an ask for a growth in tenths of a point, without a band unless one is given."""
    given: dict[str, object] = {
        "key": "p:gdp",
        "name": "生产总值增速7%以上",
        "way": Way.GROWTH,
        "total": Decimal(total),
        "step": Decimal("0.001"),
        "claims": claims,
        "unit": "亿元",
        **more,
    }
    return Ask(**given)  # type: ignore[arg-type]  # a test names the fields it changes


def amount_ask(claims: tuple[Claim, ...] = THREE, total: str = "375", **more: object) -> Ask:
    """Return an ask for an amount in hundredths."""
    return growth_ask(claims, total, **{"way": Way.AMOUNT, "step": Decimal("0.01"), **more})


def count_ask(claims: tuple[Claim, ...] = THREE, total: str = "10", **more: object) -> Ask:
    """Return an ask for a count of firms."""
    return growth_ask(claims, total, **{"way": Way.COUNT, "step": Decimal(1), "unit": "户", **more})
