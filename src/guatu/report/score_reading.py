"""What the pages of a scorecard (评价体系) are made from: the card, its scoring of this year and the year before.

Missing points and figures are NaN in a scoring and blank on paper: every reader of numbers goes through here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guatu.pack import Grade, Packs, Scorecard, ScoreItem, split_clause
from guatu.report.printed import round_half_up, round_outward
from guatu.rules import Moment
from guatu.scoring import ItemRoom, Node, Scoring, Standing

TEMPLATE_MARK = "示范模板：不是正式办法，权重和标准由使用单位确定后才能使用"
CONFIDENCES = {"high": "高", "medium": "中", "low": "低"}
NO_GROUP = "全部"
# Units of things that are counted: there is no half of one.
_COUNTED = frozenset(("户", "家", "个", "人", "件", "项", "名", "台", "座", "次", "所", "种", "只", "套", "人次"))


@dataclass(frozen=True)
class ScoreReading:
    """One card put to one year: packs, the pack that wrote it, this year's scoring and last year's with the same card.

    `units` are the units in which figure and divisor of an item were handed over, by item. `only` names the groups that
    the papers are about; all were scored.
    """

    packs: Packs
    pack: str
    moment: Moment
    now: Scoring
    before: Scoring | None = None
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    @property
    def card(self) -> Scorecard:
        """The card that was put to the year."""
        return self.now.card

    @property
    def title(self) -> str:
        """The card's name with the year, as every paper is headed."""
        return f"{self.card.name}（{self.moment.year}年度）"

    @property
    def subtitle(self) -> str:
        """The line under every title: the day of the standards, and that a template is one."""
        return f"按 {self.moment.day} 有效的办法" + (f"　【{TEMPLATE_MARK}】" if self.card.template else "")

    @property
    def mark(self) -> str:
        """That a template is one, in four characters; the line under the title of a very narrow table."""
        return "【示范模板】" if self.card.template else ""

    @property
    def short_subtitle(self) -> str:
        """The line under the title of a narrow table."""
        return f"{self.title}　{self.mark}".rstrip("　")

    def cited(self, clause: str | None) -> str | None:
        """Return a clause with the document of the pack that it stands in: 《……行动计划》一（八）24."""
        if clause is None:
            return None
        number, path = split_clause(clause)
        documents = [one for pack in self.packs.packs if pack.id == self.pack for one in pack.manifest.documents]
        found = next((one for one in documents if number is not None and one.number == number), None)
        return ("" if found is None else f"《{found.title}》") + path.replace("/", "")

    def groups(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return each group with its rows, the ranked first by rank, the others behind in the order of the sheet."""
        found = []
        for group, rows in self.now.members().items():
            if self.only and group not in self.only:
                continue
            ordered = sorted(rows, key=lambda row: (self.now.ranks[row] == 0, self.now.ranks[row], row))
            found.append((group, tuple(ordered)))
        return tuple(found)

    def row_before(self, row: int) -> int | None:
        """Return the row of the same unit in last year's scoring, or None."""
        if self.before is None:
            return None
        unit = self.now.sheet.units[row]
        return self.before.position(unit) if unit in self._units_before else None

    @property
    def _units_before(self) -> frozenset[str]:
        return frozenset() if self.before is None else frozenset(self.before.sheet.units)

    def top(self) -> tuple[int, ...]:
        """Return the places of the first-level nodes (一级指标)."""
        return tuple(at for at, node in enumerate(self.now.nodes) if not node.parent)

    def measured(self) -> tuple[int, ...]:
        """Return the places of the measured nodes (最下级指标) in the order of the tree."""
        return tuple(at for at in self.tree() if self.now.nodes[at].measured)

    def tree(self) -> tuple[int, ...]:
        """Return the places of all nodes from the top down, each parent before its children, as the card has them."""
        order = {item.id: at for at, item in enumerate(self.card.items)}
        below: dict[str, list[int]] = {}
        for at, node in enumerate(self.now.nodes):
            below.setdefault(node.parent, []).append(at)
        found: list[int] = []
        waiting = [""]
        while waiting:
            parent = waiting.pop(0)
            children = sorted(below.get(parent, ()), key=lambda at: (order.get(self.now.nodes[at].id, at), at))
            place = next((at for at, one in enumerate(found) if self.now.nodes[one].id == parent), -1)
            found[place + 1 : place + 1] = children
            waiting.extend(self.now.nodes[at].id for at in children)
        return tuple(found)

    def points(self, value: float) -> str:
        """Return points with the decimals of the card."""
        return f"{round_half_up(value, self.card.decimals):,f}"

    def signed(self, value: float) -> str:
        """Return a change of points with its sign: +1.20, -0.30."""
        rounded = round_half_up(value, self.card.decimals)
        return f"{rounded:+,f}" if rounded else f"{rounded:,f}"

    def room(self, room: ItemRoom) -> str:
        """Return what one item would have to be for a gap to close: 绿电比重到 62.50%（现在 55.00%）."""
        item = self.card.item(room.node)
        if room.figure_needed is None or item is None:
            needed = round_outward(room.needed or 0.0, self.card.decimals, up=True)
            return f"{room.name}得分到 {needed:,f}"
        return f"{room.name}到 {print_needed(room, item)}（现在 {print_figure(room.figure, item)}）"

    def item(self, node: Node) -> ScoreItem | None:
        """Return the item of the card that a node stands for; the parts of a blended one are of their parent."""
        return self.card.item(node.id) or self.card.item(node.parent)


def known(value: float) -> float | None:
    """Return a number of a scoring as a cell: what is not known is blank.

    >>> known(float("nan")), known(1.5)
    (None, 1.5)
    """
    number = float(value)
    return number if math.isfinite(number) else None


def print_figure(value: float | None, item: ScoreItem | None, *, growth: bool = False, empty: str = "缺") -> str:
    """Return a figure as an official reads it, with its unit: 12.5%, 1,234.50亿元; a missing one says so.

    A figure is in the unit of its item; the growth of a blended one is a fraction.
    """
    if value is None or not math.isfinite(value):
        return empty
    if growth:
        return f"{round_half_up(value, 1, hundredfold=True):,f}%"
    decimals, unit = (2, "") if item is None else (item.decimals, item.unit)
    if unit in _COUNTED and float(value).is_integer():
        decimals = 0
    return f"{round_half_up(value, decimals):,f}{unit}"


def print_needed(room: ItemRoom, item: ScoreItem) -> str:
    """Return the figure that closes a gap, rounded to the side that closes it: 42户 where 41.58 are needed.

    Things that are counted come whole. A figure that may fall is rounded down.
    """
    needed = room.figure_needed or 0.0
    decimals = 0 if item.unit in _COUNTED else item.decimals
    rising = item.direction == "up" if room.figure is None else needed >= room.figure
    return f"{round_outward(needed, decimals, up=rising):,f}{item.unit}"


def print_points(value: float | None, decimals: int = 2) -> str:
    """Return points with fixed decimals; a missing one is a dash."""
    return "—" if value is None or not math.isfinite(value) else f"{round_half_up(value, decimals):,f}"


def sure_word(confidence: str | None) -> str:
    """Return 可信程度 for paper: only 中 and 低 are said beside a weight; 高 and none are the usual."""
    return CONFIDENCES.get(str(confidence), "") if confidence is not None else ""


def standing_words(scoring: Scoring, row: int) -> str:
    """Return why a unit is not ranked or was moved, and which vetoes are unsettled, in one line."""
    words: list[str] = []
    if scoring.standings[row] is not Standing.RANKED:
        words.append(scoring.said[row] or scoring.standings[row].word)
    elif scoring.said[row]:
        words.append(scoring.said[row])
    words += [f"“{one}”未定" for one in scoring.unsettled[row]]
    return "；".join(one.rstrip("。") for one in words)


def names_of(scoring: Scoring, rows: Sequence[int]) -> str:
    """Return the names of some units, with 、 between them."""
    return "、".join(scoring.sheet.names[row] for row in rows)


def grade_title(grade: Grade) -> str:
    """Return a grade with what its members are called: A（优先发展类）."""
    return f"{grade.name}（{grade.title}）" if grade.title else grade.name
