"""The steps on figures as SQL (筛选、相除、补缺、无量纲化): from a card's columns to the points of its measured items.

Each measured item stands in the column `ID figure` until it is points; formulas are those of the steps on a sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from guatu.pack import Scorecard, ScoreItem
from guatu.query import quote
from guatu.scoring.group_sql import GroupSql
from guatu.scoring.point_sql import gathered_sql, points_sql
from guatu.scoring.sql_words import comparable_sql, number_sql, text_sql
from guatu.scoring.step_chain import StepChain

# Why a unit is not ranked, as a number in the column `why`; who is ranked has 0.
OUT_OF_SCOPE, SCOPE_UNKNOWN, NO_GROUP, SCREENED, NO_FIGURES, NO_INDEX = 1, 2, 3, 4, 5, 6
EXEMPT, EXCLUDED = 100, 200  # and the number of the veto
TAKING = '"why" = 0'
_STEPS = ("screen", "denominate", "impute", "treat", "normalise")


def figure(item: ScoreItem) -> str:
    """Return the column of an item's figure, which becomes its points."""
    return f"{item.id} figure"


def divisor(item: ScoreItem) -> str:
    """Return the column of an item's divisor."""
    return f"{item.id} divisor"


def add_figure_steps(chain: StepChain, card: Scorecard, divided: frozenset[str]) -> None:
    """Add the steps on figures in the order of the card; `divided` are the items with a divisor."""
    maker = _Maker(chain, card, GroupSql(card), card.leaves, divided)
    asked = [key for key in card.order if key in _STEPS]
    for key in (*dict.fromkeys(asked), *(one for one in _STEPS if one not in asked)):
        maker.add(key)


@dataclass
class _Maker:
    chain: StepChain
    card: Scorecard
    groups: GroupSql
    items: tuple[ScoreItem, ...]
    divided: frozenset[str]
    noughts: set[str] = field(default_factory=set)
    are_points: bool = False

    def add(self, key: str) -> None:
        makers = {
            "screen": self._screen,
            "denominate": self._denominate,
            "impute": self._impute,
            "normalise": self._normalise,
        }
        if key in makers:
            makers[key]()

    def _screen(self) -> None:
        if self.card.screen is None:
            return
        applies = [self.groups.applies(one) for one in self.items]
        known = [f"{quote(figure(one))} IS NOT NULL" for one in self.items]
        present = _counted(f"{rule} AND {test}" for rule, test in zip(applies, known, strict=True))
        share = f"coalesce(CAST({present} AS DOUBLE) / NULLIF({_counted(applies)}, 0), 0e0)"
        # 9 of 10 items must pass a line of 0.9, which no binary fraction equals.
        few = f"{share} < {number_sql(self.card.screen)} - 1e-12"
        why = f'CASE WHEN {TAKING} AND {few} THEN {SCREENED} ELSE "why" END'
        self.chain.add("screened", {"why": why}, "筛选：有数的指标太少的不评")

    def _denominate(self) -> None:
        divided = [one for one in self.items if one.id in self.divided]
        changed = {}
        for one in divided:
            over, under = quote(figure(one)), quote(divisor(one))
            changed[figure(one)] = f"CASE WHEN {under} > 0 THEN {over} / {under} END"
        if changed:
            without = [divisor(one) for one in divided]
            self.chain.add("quotients", changed, "相除：除数不大于零的没有数", without=without)

    def _impute(self) -> None:
        nothing = " AND ".join(f"{quote(figure(one))} IS NULL" for one in self.items)
        why = f'CASE WHEN {TAKING} AND {nothing} THEN {NO_FIGURES} ELSE "why" END'
        self.chain.add("reported", {"why": why}, "一项数都没有的不评")
        asked: dict[str | None, dict[str, str]] = {}
        changed: dict[str, str] = {}
        for one in self.items:
            how, column = one.impute or self.card.impute, quote(figure(one))
            rule = self.groups.applies(one)
            gap = f"({column} IS NULL AND {TAKING}" + ("" if rule == "TRUE" else f" AND {rule}") + ")"
            if how.method == "zero" and not self.are_points:
                changed[_nought(one)] = gap
                self.noughts.add(one.id)
            elif how.method == "zero":
                changed[figure(one)] = f"CASE WHEN {gap} THEN 0e0 ELSE {column} END"
            elif how.method != "none":
                stand_in = f"{one.id} stand-in"
                asked.setdefault(how.within, {})[stand_in] = f"{self._take(one, how.method)}({column})"
                changed[figure(one)] = f"CASE WHEN {gap} THEN {quote(stand_in)} ELSE {column} END"
        if changed:
            self.chain.add("imputed", changed, "补缺", asked=asked)

    def _take(self, item: ScoreItem, method: str) -> str:
        is_down = item.direction == "down" and not self.are_points
        return {"mean": "avg", "median": "median"}.get(method, "max" if is_down else "min")

    def _normalise(self) -> None:
        asked: dict[str | None, dict[str, str]] = {}
        counted: dict[str, str] = {}
        points: dict[str, str] = {}
        for one in self.items:
            how, column = one.normalise or self.card.normalise, quote(figure(one))
            gathered = gathered_sql(one, how.method, column)
            if gathered:
                asked.setdefault(how.within, {}).update(gathered)
            if how.method in ("rank", "percentile"):
                counted[f"{one.id} below"] = _below(one, how.within)
            found = points_sql(one, how, column)
            if one.id in self.noughts:
                found = f"CASE WHEN {quote(_nought(one))} THEN 0e0 ELSE {found} END"
            points[figure(one)] = f"CASE WHEN {TAKING} THEN {found} END"
        if counted:
            self.chain.add("places", counted, "数比它低的有几家")
        without = [*counted, *(_nought(one) for one in self.items if one.id in self.noughts)]
        self.chain.add("points", points, "无量纲化", asked=asked, without=without)
        self.are_points = True


def _nought(item: ScoreItem) -> str:
    return f"{item.id} nought"


def _below(item: ScoreItem, within: str | None) -> str:
    """SQL of how many have a lower figure, or where lower is better a higher one."""
    column = quote(figure(item))
    signed = comparable_sql(column if item.direction == "up" else f"(-{column})")
    known = f"{TAKING} AND {column} IS NOT NULL"
    parts = ", ".join([known, *([text_sql(within)] if within else [])])
    return f"CASE WHEN {known} THEN rank() OVER (PARTITION BY {parts} ORDER BY {signed}) - 1 END"


def _counted(tests: Iterable[str]) -> str:
    return "(" + " + ".join("1" if one == "TRUE" else f"CASE WHEN {one} THEN 1 ELSE 0 END" for one in tests) + ")"
