"""A small plan and its figures, built in code, so that a test shows every number it depends on."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.domain import Period
from guatu.engines import DuckDBEngine
from guatu.ledgers import Given, Plan, month_program, plan_tables
from guatu.pack import (
    Alert,
    DatedValue,
    GrowthBasis,
    Indicator,
    Kind,
    Light,
    Manifest,
    Pack,
    Packs,
    PlaceEntry,
    Target,
    TargetMeasure,
)
from guatu.query import FACT_TABLES, Facts, Results, Source, table_from_rows

SEPTEMBER = Period.month(2024, 9)
TOP, COUNTY_A, COUNTY_B, PARK = "999900", "999901", "999902", "999901-P1"
PLACES = (
    PlaceEntry(code="999000", name="示例省", level="province"),
    PlaceEntry(code=TOP, name="示例州", level="prefecture", parent="999000"),
    PlaceEntry(code=COUNTY_A, name="甲县", level="county", parent=TOP),
    PlaceEntry(code=COUNTY_B, name="乙县", level="county", parent=TOP),
    PlaceEntry(code=PARK, name="示例园区", level="park", parent=COUNTY_A),
    PlaceEntry(code="999902-P1", name="另一园区", level="park", parent=COUNTY_B),
)
LIGHTS = (
    Light(
        id="completion",
        name="完成率",
        basis="completion",
        green="超序时 >= 0个百分点",
        yellow="超序时 >= -5个百分点",
    ),
    Light(id="growth", name="增速", basis="growth", green="超序时 >= 0个百分点", yellow="超序时 >= -2个百分点"),
    Light(id="level", name="水平", basis="level", green="超序时 >= 0个百分点", yellow="超序时 >= -2个百分点"),
)


def indicator(key: str, kind: str = "flow", growth: str = "nominal", **more: object) -> Indicator:
    settings: dict[str, object] = {"unit": "亿元", "name": key, **more}
    return Indicator(id=key, kind=Kind(kind), growth=GrowthBasis(growth), **settings)  # type: ignore[arg-type] # test data


def target(key: str, of: str, measure: str, value: str, **more: object) -> Target:
    settings: dict[str, object] = {"comparator": ">=", "period": Period.year(2024), **more}
    return Target(
        id=key,
        indicator=of,
        measure=TargetMeasure(measure),
        value=(DatedValue(value=Decimal(value)),),
        **settings,  # type: ignore[arg-type] # test data
    )


@dataclass(frozen=True)
class Month:
    """What a test gives: indicators, targets and rows of facts; a row is a dictionary of columns."""

    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...] = ()
    observations: tuple[dict[str, object], ...] = ()
    other: dict[str, tuple[dict[str, object], ...]] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    lights: tuple[Light, ...] = LIGHTS
    month: Period = SEPTEMBER
    as_of: date | None = None

    def packs(self) -> Packs:
        pack = Pack(
            Manifest(id="example", title="示例", place=TOP),
            "0",
            Path("example"),
            places=PLACES,
            indicators=self.indicators,
            targets=self.targets,
            alerts=self.alerts,
            lights=self.lights,
        )
        return Packs((pack,))

    def run(self) -> Results:
        plan = Plan(self.packs(), self.month, self.as_of, TOP)
        tables: dict[str, Source] = {
            schema.name: table_from_rows(schema, [[row.get(name) for name in schema.names] for row in rows])
            for schema in FACT_TABLES
            if (rows := {"observations": self.observations, **self.other}.get(schema.name)) is not None
        }
        columns = frozenset(next(schema.names for schema in FACT_TABLES if schema.name == "observations"))
        made = month_program(plan, Given(frozenset(tables), columns))
        assert made.findings == ()
        return DuckDBEngine().run(made.program, Facts(tables).with_tables(plan_tables(plan)))

    def row(self, table: str, place: str = TOP, of: str | None = None) -> dict[str, object]:
        rows = [one for one in self.run().rows(table) if one["place"] == place and of in (None, one["indicator"])]
        assert len(rows) == 1, rows
        return rows[0]


def observed(
    period: str,
    value: float | None = None,
    growth: float | None = None,
    *,
    of: str = "x",
    place: str = TOP,
    **more: object,
) -> dict[str, object]:
    """One observation, cumulative unless said otherwise; a period is written 2024-09."""
    return {
        "place": place,
        "indicator": of,
        "period": date.fromisoformat(f"{period}-01"),
        "basis": "cumulative",
        "value": value,
        "growth": growth,
        **more,
    }
