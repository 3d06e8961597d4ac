"""A month read: the result tables with names instead of codes, in the order of paper.

Everything the pages ask of results and packs passes here; a code that no pack names is printed as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guatu.domain import AgencyBook, Level, Period, Place, PlaceTree
from guatu.ledgers import LIGHT_HISTORY, SOURCES, TREND
from guatu.pack import Document, Duty, GrowthBasis, Indicator, Kind, Packs, Target, Task
from guatu.query import Results
from guatu.report.requirement import requirement_words
from guatu.report.standing import STANDING_LEDGERS, Cells, Standing, join_ledgers, light_in
from guatu.report.values import Light


@dataclass(frozen=True)
class Reading:
    """Results of one month beside the packs that name what is in them."""

    results: Results
    packs: Packs
    month: Period
    code: str | None = None

    def rows(self, name: str) -> tuple[Cells, ...]:
        """Return a result table's rows; none when the program made no such table."""
        if name not in self._tables:
            self._tables[name] = tuple(self.results.rows(name)) if name in self.results.tables else ()
        return self._tables[name]

    @cached_property
    def tree(self) -> PlaceTree:
        """The places of all packs."""
        return self.packs.place_tree()

    @cached_property
    def agencies(self) -> AgencyBook:
        """The agencies of all packs."""
        return self.packs.agency_book()

    @cached_property
    def main(self) -> Place:
        """The place the month is about (合计)."""
        code = self.code or self.packs.main.manifest.place
        if code is not None:
            return self.place(code)
        tops = [place for place in self.tree if place.parent is None]
        return tops[0] if tops else Place("", self.packs.main.manifest.title, Level.PREFECTURE)

    @cached_property
    def divisions(self) -> tuple[Place, ...]:
        """The places one step below the main one that existed in the month, in code order; no parks."""
        below = self.tree.children(self.main.code, self.month.last_day)
        return tuple(sorted((one for one in below if one.level is not Level.PARK), key=lambda one: one.code))

    @cached_property
    def parks(self) -> tuple[Place, ...]:
        """The parks inside the main place, in code order."""
        inside = self.tree.within(self.main.code)
        found = (one for one in inside if one.level is Level.PARK and one.valid.holds_on(self.month.last_day))
        return tuple(sorted(found, key=lambda one: one.code))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every target of every place: indicators in the order of the packs, places in the order of paper."""
        found = (self._standing(cells) for cells in self._joined)
        return tuple(sorted(found, key=lambda one: (self.indicator_order(one.indicator), self.place_order(one.place))))

    def standings_at(self, place: Place) -> tuple[Standing, ...]:
        """Return the standings of one place."""
        return self._standings_by_place.get(place.code, ())

    def place(self, code: object) -> Place:
        """Return the place of a code."""
        return self.tree.find(str(code)) or Place(str(code), str(code), Level.COUNTY)

    def indicator(self, key: object) -> Indicator:
        """Return the indicator of an id."""
        known = self.packs.indicator(str(key))
        return known or Indicator(id=str(key), name=str(key), unit="", kind=Kind.FLOW, growth=GrowthBasis.NONE)

    def indicator_order(self, indicator: Indicator) -> int:
        """Return where the packs list an indicator; unknown ones come last."""
        return self._indicator_ranks.get(indicator.id, len(self._indicator_ranks))

    def place_order(self, place: Place) -> tuple[int, str]:
        """Return a sort key: the main place, places above, those below it in code order, parks."""
        if place.code == self.main.code:
            return 0, place.code
        if place.level is Level.PARK:
            return 4, place.code
        return (2 if place.parent == self.main.code else 3 if place.parent else 1), place.code

    def agency_names(self, text: object) -> str:
        """Return agencies of a ledger cell by name, joined by 、."""
        keys = str(text or "").replace(";", "、").replace("；", "、").split("、")
        found = ((self.agencies.find(key), key.strip()) for key in keys if key.strip())
        return "、".join(agency.name if agency else key for agency, key in found)

    def short_agency(self, text: object) -> str:
        """Return the first agency of a cell under the shortest of its present names, for a tile."""
        return self.short_agencies(text)[0]

    def short_agencies(self, text: object) -> tuple[str, ...]:
        """Return the agencies of a cell, each under the shortest of its present names; one blank where none is."""
        return tuple(self._shortest_name(name) for name in self.agency_names(text).split("、"))

    def _shortest_name(self, name: str) -> str:
        agency = self.agencies.find(name)
        if agency is None:
            return name
        held = [one.name for one in agency.aliases if one.valid.holds_on(self.month.last_day)]
        return min((agency.name, *held), key=len)

    def official_name(self, key: str) -> str:
        """Return the name an agency signs with: the one that begins with the main place's name, else the longest."""
        agency = self.agencies.find(key)
        if agency is None:
            return key
        held = [agency.name, *(one.name for one in agency.aliases if one.valid.holds_on(self.month.last_day))]
        own = [name for name in held if name.startswith(self.name)]
        return own[0] if own else max(held, key=len)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The plans whose clauses the packs cite, in their order."""
        return tuple(
            one for pack in self.packs.packs for one in pack.manifest.documents if one.clauses or one.number is not None
        )

    def source_of(self, place: Place, indicator: Indicator) -> Cells | None:
        """Return the observation a place's figure of this month rests on, cumulative before others."""
        return self._sources.get((place.code, indicator.id))

    @cached_property
    def plan_targets(self) -> Mapping[str, Target]:
        """The packs' targets by the number they have in the ledgers."""
        return {f"{pack.id}:{target.id}": target for pack, target in self.packs.targets_with_packs()}

    def duty(self, key: object) -> Duty | None:
        """Return the duty of a number in the 报送情况."""
        return dict(self.duties).get(str(key))

    @cached_property
    def duties(self) -> tuple[tuple[str, Duty], ...]:
        """The reporting duties of the packs that hold in the month, by their number."""
        day = self.month.last_day
        return tuple(
            (f"{pack.id}:{one.id}", one) for pack in self.packs.packs for one in pack.duties if one.valid.holds_on(day)
        )

    @cached_property
    def alert_names(self) -> Mapping[str, str]:
        """The names of the alert rules that hold in the month, by their number."""
        return {one.id: one.name for one in self.packs.alerts(self.month.last_day)}

    def tasks_of(self, standing: Standing) -> tuple[Task, ...]:
        """Return the tasks that serve a target: those of its clause in its pack, and those that name its indicator."""
        owner, clause = standing.target.partition(":")[0], standing.text("clause")
        return tuple(
            task
            for pack in self.packs.packs
            for task in pack.tasks
            if task.valid.holds_on(self.month.last_day)
            and (
                standing.indicator.id in (known.id for key in task.indicators if (known := self.packs.indicator(key)))
                or (pack.id == owner and clause and task.clause == clause)
            )
        )

    @property
    def span(self) -> str:
        """The months reported, without the year: `1—9月`, `1月`."""
        last = self.month.last.month
        return "1月" if last == 1 else f"1—{last}月"

    @property
    def name(self) -> str:
        """The main place as sentences call it: `示例州` of 示例州（虚构）; titles keep the whole name."""
        return plain_name(self.main)

    @property
    def whole(self) -> str:
        """How a sentence calls the main place: 全州, 全市, 全省; its name where no such word fits."""
        last = self.name[-1:]
        return f"全{last}" if last in ("省", "州", "市", "县", "区") else self.name

    @property
    def tier(self) -> str:
        """How the main place's own offices are called: 州级, 市级, 省级."""
        return f"{self.name[-1]}级" if self.whole != self.name else "各"

    @property
    def division_word(self) -> str:
        """How the places below are called: 县市, or 州市 below a province."""
        return "州市" if self.main.level is Level.PROVINCE else "县市"

    @cached_property
    def lights_of_past(self) -> Mapping[tuple[object, object], Mapping[date, Light | None]]:
        """The lights of each target and place by month, up to this one (亮灯史)."""
        lit: dict[tuple[object, object], dict[date, Light | None]] = {}
        for cells in self.rows(LIGHT_HISTORY.name):
            day = cells.get("period")
            if isinstance(day, date) and day <= self.month.last:
                lit.setdefault((cells.get("target"), cells.get("place")), {})[day] = light_in(cells, "light")
        return lit

    @cached_property
    def trends(self) -> Mapping[tuple[object, object], Sequence[Cells]]:
        """The months of the year by place and indicator, of all their targets (逐月走势)."""
        found: dict[tuple[object, object], list[Cells]] = {}
        for cells in self.rows(TREND.name):
            found.setdefault((cells["place"], cells["indicator"]), []).append(cells)
        return found

    @cached_property
    def _joined(self) -> tuple[dict[str, object], ...]:
        return join_ledgers({schema.name: self.rows(schema.name) for schema in STANDING_LEDGERS})

    @cached_property
    def _standings_by_place(self) -> Mapping[str, tuple[Standing, ...]]:
        found: dict[str, list[Standing]] = {}
        for one in self.standings:
            found.setdefault(one.place.code, []).append(one)
        return {code: tuple(rows) for code, rows in found.items()}

    @cached_property
    def _tables(self) -> dict[str, tuple[Cells, ...]]:
        # Rows leave Arrow once, however many pages ask for them.
        return {}

    @cached_property
    def _indicator_ranks(self) -> dict[str, int]:
        return {one.id: order for order, one in enumerate(self.packs.indicators)}

    @cached_property
    def _sources(self) -> dict[tuple[object, object], Cells]:
        now = [cells for cells in self.rows(SOURCES.name) if same_month(cells.get("period"), self.month)]
        wanted = {"month": 0, "year": 1, "stock": 2, "cumulative": 3}
        ordered = sorted(now, key=lambda cells: wanted.get(str(cells.get("basis")), 0))
        return {(cells.get("place"), cells.get("indicator")): cells for cells in ordered}

    def _standing(self, cells: Cells) -> Standing:
        indicator = self.indicator(cells.get("indicator"))
        planned = self.plan_targets.get(str(cells.get("target")))
        words = requirement_words(cells, indicator, planned.reference if planned else None)
        return Standing(self.place(cells.get("place")), indicator, words, cells)


def plain_name(place: Place) -> str:
    """Return a place's name without what stands in brackets behind it."""
    return place.name.partition("（")[0]


def same_month(day: object, month: Period) -> bool:
    """Tell whether a day of a table lies in the month."""
    return isinstance(day, date) and (day.year, day.month) == (month.last.year, month.last.month)


def in_order(reading: Reading, rows: Iterable[Cells]) -> list[tuple[Place, Indicator, Cells]]:
    """Return rows of places and indicators with their nouns, indicators first, then places in the order of paper."""
    named = [(reading.place(one.get("place")), reading.indicator(one.get("indicator")), one) for one in rows]
    return sorted(named, key=lambda item: (reading.indicator_order(item[1]), reading.place_order(item[0])))
