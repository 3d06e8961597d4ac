"""The registers of the evaluation agree with the prefecture and with the pack, and hold what is said to be planted."""

import csv
import io
from decimal import Decimal

import pytest

from guatu.domain import is_credit_code
from guatu.pack import load_packs
from guatu.sample import EVALUATION_KINDS, Sample, make_clean_sheets, make_evaluation
from guatu.sample.evaluated_places import EVALUATED_NAMES, EVALUATED_PARKS

Rows = list[dict[str, str]]
CODE = "统一社会信用代码"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_evaluation(7)


def rows_of(sample: Sample, name: str) -> Rows:
    return list(csv.DictReader(io.StringIO(sample.sheet(name).to_bytes().decode("utf-8-sig"))))


def test_places_are_those_of_the_pack() -> None:
    packs, findings = load_packs(["example-evaluation"])
    assert packs is not None
    assert not findings
    assert {entry.code: entry.name for entry in packs.main.places} == EVALUATED_NAMES
    assert packs.main.manifest.fictional
    assert "虚构" in packs.main.manifest.title


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(sample: Sample) -> None:
    again, other = make_evaluation(7), make_evaluation(8)
    assert [one.to_bytes() for one in sample.sheets] == [one.to_bytes() for one in again.sheets]
    for one, another in zip(sample.sheets, other.sheets, strict=True):
        assert one.to_bytes() != another.to_bytes()


def test_parks_and_firms_are_those_of_the_prefecture_and_a_few_more(sample: Sample) -> None:
    clean = {sheet.name: sheet for sheet in make_clean_sheets(7)}
    known = {row[0]: row[1] for row in clean["firms.csv"].rows}
    firms = rows_of(sample, "firm_years.csv")
    own = {row[CODE] for row in firms if row["是否规上工业"] == "是"}
    assert own <= set(known)
    assert all(row["企业名称"] == known[row[CODE]] for row in firms if row[CODE] in known)
    assert all(is_credit_code(row[CODE]) for row in firms)
    assert len({row[CODE] for row in firms} - set(known)) == 60
    assert {(row["园区"], row["年度"]) for row in rows_of(sample, "place_years.csv")} == {
        (one.park.name, year) for one in EVALUATED_PARKS for year in ("2023", "2024")
    }


def test_figures_of_parks_hold_together(sample: Sample) -> None:
    for row in rows_of(sample, "place_years.csv"):
        land = [int(row[f"{name}（亩）"]) for name in ("已批准工业用地", "已供应工业用地", "已建成工业用地")]
        assert land == sorted(land, reverse=True)
        assert int(row["当年标准地出让面积（亩）"]) <= int(row["当年出让工业用地（亩）"])
        assert int(row["受训班子成员（人）"]) <= int(row["班子成员（人）"])
        assert int(row["绿电消费量（万千瓦时）"]) <= int(row["工业用电量（万千瓦时）"])
        output = Decimal(row["规上工业总产值（亿元）"])
        assert Decimal(row["园区增加值（亿元）"]) < output
        if row["首位产业产值（亿元）"]:
            assert Decimal(row["首位产业产值（亿元）"]) + Decimal(row["潜力产业产值（亿元）"]) < output


def test_every_kind_is_planted_and_names_a_line(sample: Sample) -> None:
    assert {one.kind for one in sample.defects} == set(EVALUATION_KINDS)
    assert all(one.where and one.sentence.endswith("。") for one in sample.defects)


def test_what_is_planted_is_there(sample: Sample) -> None:
    parks = {(row["园区"], row["年度"]): row for row in rows_of(sample, "place_years.csv")}
    same = [
        {key: text for key, text in parks[name, "2024"].items() if key != "园区"}
        for name in ("丁卯产业园", "己巳产业园")
    ]
    assert same[0] == same[1]
    assert parks["丙寅高新区", "2024"]["园区研发经费支出（万元）"] == ""
    assert sum(not text for text in parks["庚午产业园", "2024"].values()) == 10
    assert parks["戊辰化工园", "2024"]["较大以上安全事故"] == "是"
    assert parks["乙丑产业园", "2024"]["环保督察通报"] == ""
    assert parks["癸酉物流园", "2024"]["已供应工业用地（亩）"] == "0"
    firms = [row for row in rows_of(sample, "firm_years.csv") if row["是否规上工业"] == "是"]
    lands = [row["用地面积（亩）"] for row in firms]
    assert (lands.count("0"), lands.count("")) == (1, 1)
    assert 20 < sum(not row["主要污染物排放量（吨）"] for row in firms) < 200
    assert sum(row["评价税收（万元）"].startswith("-") for row in firms) == 1
