"""The sixteen prefectures of a real province, their GDP of 2022, divided for a target of 5%."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guatu.allocation import Ask, Claim, Way, divide_target

TABLE = Path(__file__).parents[3] / "shared" / "data" / "yunnan-prefectures-yearly.csv"


@pytest.mark.shared
@pytest.mark.skipif(not TABLE.is_file(), reason="the table of real prefectures does not stand beside the project")
@pytest.mark.parametrize(("step", "buffer"), [("0.001", "0"), ("0.005", "0"), ("0.001", "0.005")])
def test_real_prefectures_meet_the_provinces_target_within_a_step(step: str, buffer: str) -> None:
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["period"], row["indicator"]) == ("2022", "gdp")]
    claims = tuple(
        Claim(place=row["region_code"], name=row["region"], base=float(row["value"]), trend=0.04 + at % 5 / 100)
        for at, row in enumerate(one for one in rows if one["region_code"] != "530000")
    )
    assert len(claims) == 16
    ask = Ask(
        key="gdp",
        name="地区生产总值增速5%以上",
        way=Way.GROWTH,
        total=Decimal("0.05"),
        step=Decimal(step),
        buffer=Decimal(buffer),
        band=Decimal("0.03"),
        claims=claims,
        unit="亿元",
    )
    division = divide_target(ask)
    bases = [Fraction(Decimal(repr(one.base))) for one in claims]
    came = sum(base * Fraction(part.value or 0) for base, part in zip(bases, division.parts, strict=True))
    wanted = sum(bases) * Fraction(ask.total + ask.buffer)
    assert 0 <= came - wanted <= min(bases) * Fraction(ask.step)
    assert all((part.value or Decimal(0)) % ask.step == 0 for part in division.parts)
    assert division.findings == ()
