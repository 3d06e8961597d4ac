"""How each point of a unit arose (算分底稿): a line for each node with its numbers, and the formulas between them.

A formula is only handed out where it gives the number of the scoring; what was found by a method that one line cannot
show (a Box–Cox transformation, comparisons of pairs) stays a number.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from guatu.pack import ScoreItem
from guatu.scoring.point_yardsticks import Yardstick, yardsticks_of
from guatu.scoring.scoring import Node, Scoring
from guatu.scoring.told_number import Field, Told, Words, cell, number, total
from guatu.scoring.tree import GROWTH, INCREMENT, Branch, Tree, tree_of

NOT_OF_GROUP = "不用于本组"


@dataclass(frozen=True)
class PointLine:
    """One node of one unit: what stands in its cells, which of them are computed and how, and what was done to it.

    `applies` is no where an item does not count for the unit's group. `depth` is 0 on the first level. `yardsticks` say
    what FIRST and SECOND are (最低, 最高). The lines that close the working have no node: the index, each mark, their
    sums, the total.
    """

    name: str
    node: Node | None = None
    item: ScoreItem | None = None
    depth: int = 0
    numbers: Mapping[Field, float] = field(default_factory=dict)
    formulas: Mapping[Field, Words] = field(default_factory=dict)
    yardsticks: tuple[str, str] = ("", "")
    remarks: tuple[str, ...] = ()
    applies: bool = True


class PointWorking:
    """The working of one scoring, asked unit by unit."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.tree: Tree = tree_of(scoring.card, scoring.sheet.items)
        self.order = self._order()
        self.line_of = {at: line for line, at in enumerate(self.order)}
        self.columns = {name: at for at, name in enumerate(scoring.sheet.items)}

    def lines(self, row: int) -> tuple[PointLine, ...]:
        """Return the lines of a unit: every parent before its children, then the index, the marks and the total."""
        lines = [
            self._measured(row, at) if at < len(self.tree.measures) else self._parent(row, at) for at in self.order
        ]
        return (*lines, *closing_lines(self.scoring, row, len(self.order), self._summed(row, self.tree.branches[-1])))

    @cached_property
    def sums_up(self) -> bool:
        """True where every level adds weighted points, so that each measured node brings a share to the total."""
        return all(_SUMS.get(self._method(branch)) is _weighted_sum for branch in self.tree.branches)

    @cached_property
    def _yardsticks(self) -> Mapping[tuple[int, str], Yardstick]:
        return yardsticks_of(self.scoring, self.tree)

    @cached_property
    def _remarks(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for stage in self.scoring.stages:
            for one in stage.remarks:
                if one.unit:
                    found.setdefault((one.unit, one.item), []).append(f"{stage.name}：{one.sentence}")
        return {key: tuple(sentences) for key, sentences in found.items()}

    def _order(self) -> tuple[int, ...]:
        nodes = self.tree.nodes
        place = {item.id: at for at, item in enumerate(self.scoring.card.items)}
        children: dict[str, list[int]] = {}
        for at, node in enumerate(nodes):
            children.setdefault(node.parent, []).append(at)
        for under in children.values():
            under.sort(key=lambda at: (place.get(nodes[at].id, -1), at))
        found: list[int] = []
        waiting = list(children.get("", ()))
        while waiting:
            at = waiting.pop(0)
            found.append(at)
            waiting[:0] = children.get(nodes[at].id, ())
        return tuple(found)

    def _depth(self, at: int) -> int:
        parents = {node.id: node.parent for node in self.tree.nodes}
        depth, key = 0, self.tree.nodes[at].parent
        while key:
            depth, key = depth + 1, parents.get(key, "")
        return depth

    def _line(self, row: int, at: int, numbers: Mapping[Field, float], formulas: Mapping[Field, Told]) -> PointLine:
        """Return a line with weight and weighted points added; only formulas that give the number are kept."""
        line, nodes = self.line_of[at], self.tree.nodes
        points, weight = float(self.scoring.points[row, at]), float(self.scoring.weights[row, at])
        every = {**numbers, Field.POINTS: points, Field.WEIGHT: weight}
        told = dict(formulas)
        if math.isfinite(points) and math.isfinite(weight):
            told[Field.WEIGHTED] = cell(line, Field.POINTS, points) * cell(line, Field.WEIGHT, weight)
            every[Field.WEIGHTED] = told[Field.WEIGHTED].value
            share = self._share(row, at)
            if share is not None:
                told[Field.SHARE], every[Field.SHARE] = share, share.value
        unit, node = self.scoring.sheet.units[row], nodes[at]
        keys = dict.fromkeys((node.id, self.tree.items[at].id))
        return PointLine(
            node.name,
            node,
            self.tree.items[at],
            self._depth(at),
            {key: value for key, value in every.items() if math.isfinite(value)},
            {key: one.formula for key, one in told.items() if one.gives(every.get(key, math.nan))},
            remarks=(
                *(sentence for key in keys for sentence in self._remarks.get((unit, key), ())),
                *(() if self._applies(row, at) else (NOT_OF_GROUP,)),
            ),
            applies=self._applies(row, at),
        )

    def _applies(self, row: int, at: int) -> bool:
        """Tell whether a node counts for the group of a unit: its own limit and those of every parent."""
        card, sheet = self.scoring.card, self.scoring.sheet
        texts = {self.scoring.groups[row], *(sheet.column(name)[row] for name in card.groups)}
        item: ScoreItem | None = self.tree.items[at]
        while item is not None:
            if item.only and not texts & set(item.only):
                return False
            item = card.item(item.parent) if item.parent else None
        return True

    def _share(self, row: int, at: int) -> Told | None:
        """Return what a measured node brings to the index: its points times every weight above."""
        if not self.sums_up or at >= len(self.tree.measures):
            return None
        nodes = self.tree.nodes
        place = {node.id: position for position, node in enumerate(nodes)}
        told = cell(self.line_of[at], Field.POINTS, float(self.scoring.points[row, at]))
        position: int | None = at
        while position is not None:
            weight = float(self.scoring.weights[row, position])
            told = told * cell(self.line_of[position], Field.WEIGHT, weight)
            position = place.get(nodes[position].parent)
        return told

    def _measured(self, row: int, at: int) -> PointLine:
        measure, line = self.tree.measures[at], self.line_of[at]
        numbers: dict[Field, float] = {}
        formulas: dict[Field, Told] = {}
        sheet, column = self.scoring.sheet, measure.column
        if column >= 0:
            numbers[Field.RAW] = float(sheet.values[row, column])
            if measure.item.id in sheet.divided and sheet.denominators is not None:
                numbers[Field.DIVISOR] = float(sheet.denominators[row, column])
            if measure.part in (INCREMENT, GROWTH) and sheet.before is not None:
                numbers[Field.BEFORE] = float(sheet.before[row, column])
        quotient = numbers.get(Field.RAW, math.nan)
        if Field.DIVISOR in numbers:
            formulas[Field.FIGURE] = self._cell(line, Field.RAW, numbers) / self._cell(line, Field.DIVISOR, numbers)
            quotient = formulas[Field.FIGURE].value
        else:
            formulas[Field.FIGURE] = self._cell(line, Field.RAW, numbers)
        numbers[Field.FIGURE], numbers[Field.USED] = quotient, self._used(row, at)
        formulas[Field.USED] = self._part(line, measure.part, numbers)
        told, yardstick = self._points(row, at, numbers)
        if told is not None:
            formulas[Field.POINTS] = told
        made = self._line(row, at, numbers, formulas)
        return replace(made, yardsticks=yardstick.words) if yardstick is not None else made

    def _part(self, line: int, part: str, numbers: Mapping[Field, float]) -> Told:
        figure = self._cell(line, Field.FIGURE, numbers)
        if part == INCREMENT:
            return figure - self._cell(line, Field.BEFORE, numbers)
        if part == GROWTH:
            before = self._cell(line, Field.BEFORE, numbers)
            return (figure - before) / before
        return figure

    def _points(self, row: int, at: int, numbers: dict[Field, float]) -> tuple[Told | None, Yardstick | None]:
        """Return the points as a formula over the figure and the yardsticks of the group, which it puts down."""
        how = self.tree.measures[at].item.normalise or self.scoring.card.normalise
        group = self.scoring.sheet.column(how.within)[row] if how.within else ""
        yardstick = self._yardsticks.get((at, group))
        if yardstick is None or not math.isfinite(numbers[Field.USED]):
            return None, yardstick
        first, second = yardstick.marks(numbers[Field.USED])
        numbers[Field.FIRST], numbers[Field.SECOND] = first, second
        line = self.line_of[at]
        cells = (self._cell(line, key, numbers) for key in (Field.USED, Field.FIRST, Field.SECOND))
        return yardstick.formula(*cells), yardstick

    def _parent(self, row: int, at: int) -> PointLine:
        branch = next(one for one in self.tree.branches if one.parent == at)
        told = self._summed(row, branch)
        return self._line(row, at, {}, {} if told is None else {Field.POINTS: told})

    def _summed(self, row: int, branch: Branch) -> Told | None:
        points, weights = self.scoring.points[row], self.scoring.weights[row]
        under = sorted(branch.children, key=self.line_of.__getitem__)
        known = [at for at in under if math.isfinite(points[at]) and math.isfinite(weights[at]) and weights[at] != 0]
        make = _SUMS.get(self._method(branch))
        if not known or make is None:
            return None
        return make(
            [cell(self.line_of[at], Field.POINTS, float(points[at])) for at in known],
            [cell(self.line_of[at], Field.WEIGHT, float(weights[at])) for at in known],
        )

    def _method(self, branch: Branch) -> str:
        steps = (one.method for one in self.scoring.card.aggregate if one.level == branch.level)
        return "arithmetic" if branch.blended else next(steps, "arithmetic")

    def _used(self, row: int, at: int) -> float:
        """Return the figure that points were made of: as the step before the normalisation left it."""
        found = math.nan
        for stage in self.scoring.stages:
            if stage.step == "normalise":
                break
            if stage.values is not None:
                found = float(stage.values[row, at])
        return found

    def _cell(self, line: int, key: Field, numbers: Mapping[Field, float]) -> Told:
        return cell(line, key, numbers.get(key, math.nan))


def _weighted_sum(points: list[Told], weights: list[Told]) -> Told:
    return total([one * weight for one, weight in zip(points, weights, strict=True)])


def _weighted_powers(points: list[Told], weights: list[Told]) -> Told:
    made = points[0].power(weights[0])
    for one, weight in zip(points[1:], weights[1:], strict=True):
        made = made * one.power(weight)
    return made


def _weighted_inverses(points: list[Told], weights: list[Told]) -> Told:
    return number(1) / total([weight / one for one, weight in zip(points, weights, strict=True)])


_SUMS: Mapping[str, Callable[[list[Told], list[Told]], Told]] = {
    "arithmetic": _weighted_sum,
    "sum": _weighted_sum,
    "geometric": _weighted_powers,
    "harmonic": _weighted_inverses,
}


def closing_lines(scoring: Scoring, row: int, first: int, index: Told | None) -> tuple[PointLine, ...]:
    """Return the lines that lead from the index to the total: each mark of the unit, their sums up to their caps.

    `first` is the place of the first of them; `index` how the index is summed up, where a formula shows it.
    """
    card = scoring.card
    lines = [_closing("指标得分合计", float(scoring.index[row]), index)]
    sums: dict[str, list[Told]] = {"bonus": [], "deduction": []}
    for mark in card.marks:
        given = scoring.sheet.marks.get(mark.id)
        raw = math.nan if given is None else float(given[row])
        at, most = first + len(lines), math.inf if mark.max is None else float(mark.max)
        told = cell(at, Field.RAW, raw).at_most(most)
        points = told.value if raw >= 0 else math.nan
        made = _closing(f"{_MARKS[mark.kind]}：{mark.name}", points, told)
        lines.append(replace(made, numbers={**made.numbers, **({Field.RAW: raw} if raw >= 0 else {})}))
        if raw >= 0:
            sums[mark.kind].append(cell(at, Field.POINTS, points))
    ends: dict[str, Told] = {}
    for kind, cap, value in (
        ("bonus", card.bonus_cap, float(scoring.bonuses[row])),
        ("deduction", card.deduction_cap, float(scoring.deductions[row])),
    ):
        if any(mark.kind == kind for mark in card.marks):
            ends[kind] = cell(first + len(lines), Field.POINTS, value)
            told = total(sums[kind]).at_most(math.inf if cap is None else float(cap))
            lines.append(_closing(f"{_MARKS[kind]}合计", value, told))
    whole = cell(first, Field.POINTS, float(scoring.index[row]))
    whole = whole + ends["bonus"] if "bonus" in ends else whole
    whole = whole - ends["deduction"] if "deduction" in ends else whole
    return (*lines, _closing("总分", float(scoring.total[row]), whole))


def _closing(name: str, value: float, told: Told | None) -> PointLine:
    return PointLine(
        name,
        numbers={Field.POINTS: value} if math.isfinite(value) else {},
        formulas={Field.POINTS: told.formula} if told is not None and told.gives(value) else {},
    )


_MARKS = {"bonus": "加分", "deduction": "扣分"}
