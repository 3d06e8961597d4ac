"""The working of a scoring (底稿): what each step is handed and what it hands on, always as a new value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from guatu.domain import Finding
from guatu.pack import Scorecard
from guatu.scoring.figures import listed
from guatu.scoring.findings import COLUMN_NOT_GIVEN, NO_GROUP
from guatu.scoring.group_weights import applicable, group_members
from guatu.scoring.scoring import Node, Remark, Stage, Standing
from guatu.scoring.sheet import Flags, Floats, Rows, Sheet
from guatu.scoring.tree import Tree, tree_of


@dataclass(frozen=True)
class Working:
    """Figures on their way to points.

    `values` has a column for each measured node of the tree. A unit that is not `taking` part has no figures from
    there on: it moves no mean and no extreme. `members` are who is in a group by its name, `applies` the nodes that
    count for each unit. `noughts` are cells that get nought points once there are points.
    `weights` are what the method gave to each node for each unit, NaN where not known; `shares` those that counted.
    """

    card: Scorecard
    sheet: Sheet
    tree: Tree
    groups: tuple[str, ...]
    members: Mapping[str, Flags]
    applies: Flags
    taking: Flags
    values: Floats
    standings: tuple[Standing, ...]
    noughts: Flags
    done: tuple[str, ...] = ()
    weights: Floats = field(default_factory=lambda: np.empty((0, 0)))
    shares: Floats = field(default_factory=lambda: np.empty((0, 0)))
    points: Floats = field(default_factory=lambda: np.empty((0, 0)))
    index: Floats = field(default_factory=lambda: np.empty(0))
    bonuses: Floats = field(default_factory=lambda: np.empty(0))
    deductions: Floats = field(default_factory=lambda: np.empty(0))
    total: Floats = field(default_factory=lambda: np.empty(0))
    ranks: tuple[int, ...] = ()
    grades: tuple[str, ...] = ()
    said: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    unsettled: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def measured(self) -> tuple[Node, ...]:
        """The measured nodes, in the order of the columns of `values`."""
        return self.tree.nodes[: len(self.tree.measures)]

    def rows_by(self, column: str | None) -> Mapping[str, Rows]:
        """Return the rows of the units that take part, by their text in a column; all together without a column."""
        return self._rows_of(("",) * len(self.groups) if column is None else self.sheet.column(column))

    def group_rows(self) -> Mapping[str, Rows]:
        """Return the rows of the units that take part, by group."""
        return self._rows_of(self.groups)

    def _rows_of(self, texts: tuple[str, ...]) -> Mapping[str, Rows]:
        found: dict[str, list[int]] = {}
        for row in np.flatnonzero(self.taking).tolist():
            found.setdefault(texts[row], []).append(row)
        return {text: np.array(rows, dtype=np.intp) for text, rows in found.items()}

    def names_of(self, rows: Iterable[int]) -> str:
        """Return the names of units as a list of at most five."""
        return listed(self.sheet.names[row] for row in rows)

    def with_stage(self, stage: Stage, findings: Iterable[Finding] = ()) -> "Working":
        """Return the working with one more stage, and what was found on the way."""
        new = tuple(findings)
        return replace(
            self,
            stages=(*self.stages, stage),
            findings=(*self.findings, *(one for one in new if one not in self.findings)),
        )

    def saying(self, sentences: Mapping[int, str]) -> "Working":
        """Return the working with one more sentence for some of the units, by row."""
        said = dict(self.said)
        for row, sentence in sentences.items():
            said[row] = (*said.get(row, ()), sentence)
        return replace(self, said=said)

    def standing(self, rows: Iterable[int], standing: Standing) -> "Working":
        """Return the working with another standing for some of the units."""
        changed = list(self.standings)
        for row in rows:
            changed[row] = standing
        return replace(self, standings=tuple(changed))


def start_working(card: Scorecard, sheet: Sheet) -> Working:
    """Return the working before the first step: figures as reported, those taken out who are not to be scored.

    An exempt unit (不适合评价) and one without a group are out from the start: their figures set no yardstick.
    """
    tree = tree_of(card, sheet.items)
    units = len(sheet.units)
    values = np.full((units, len(tree.measures)), np.nan)
    for at, measure in enumerate(tree.measures):
        if measure.column >= 0:
            values[:, at] = sheet.values[:, measure.column]
    members = group_members(card, sheet)
    applies = applicable(card, tree, members, units)
    values[~np.isfinite(values) | ~applies[:, : len(tree.measures)]] = np.nan
    working = Working(
        card,
        sheet,
        tree,
        sheet.groups(card.groups),
        members,
        applies,
        taking=np.ones(units, dtype=np.bool_),
        values=values,
        standings=(Standing.RANKED,) * units,
        noughts=np.zeros(values.shape, dtype=np.bool_),
        findings=_missing_columns(card, sheet),
    )
    return _without_groupless(_without_exempt(working))


def remark_all(sentence: str, item: str = "") -> Remark:
    """Return a remark that is about all units."""
    return Remark("", item, sentence)


def taken_out(working: Working, rows: Iterable[int], standing: Standing) -> Working:
    """Return the working without the figures of some units."""
    out = list(rows)
    if not out:
        return working
    taking, values = working.taking.copy(), working.values.copy()
    taking[out] = False
    values[out] = np.nan
    return replace(working, taking=taking, values=values).standing(out, standing)


def _without_exempt(working: Working) -> Working:
    for veto in working.card.vetoes:
        known = working.sheet.vetoes.get(veto.id)
        if veto.effect != "exempt" or known is None:
            continue
        rows = [int(row) for row in np.flatnonzero(known == 1) if working.taking[row]]
        working = taken_out(working, rows, Standing.EXEMPT)
        working = working.saying(dict.fromkeys(rows, f"不适合评价：{veto.name}"))
    return working


def _without_groupless(working: Working) -> Working:
    rows = [row for row, group in enumerate(working.groups) if not group and working.taking[row]]
    if not working.card.groups or not rows:
        return working
    columns = "、".join(working.card.groups)
    sentence = f"{working.names_of(rows)}的“{columns}”是空的，不知道与谁一起排名。"
    finding = NO_GROUP.at(working.card.span, sentence, "补填后再算；没有补填的不排名。")
    working = taken_out(working, rows, Standing.OUTSIDE)
    working = working.saying(dict.fromkeys(rows, f"“{columns}”没有填，不参加排名"))
    return replace(working, findings=(*working.findings, finding))


def _missing_columns(card: Scorecard, sheet: Sheet) -> tuple[Finding, ...]:
    asked = [*card.groups, card.impute.within, card.normalise.within]
    for item in card.items:
        asked += [item.impute.within if item.impute else None, item.normalise.within if item.normalise else None]
    return tuple(
        COLUMN_NOT_GIVEN.at(card.span, f"按“{name}”分组，但数据里没有这一列。", "改成表里有的列名，或去掉分组。")
        for name in dict.fromkeys(asked)
        if name and name not in sheet.columns
    )
