"""From points to the total as SQL (逐级汇总、加减分): branch by branch up the tree, then bonuses and deductions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from guatu.pack import Mark, Scorecard, ScoreItem
from guatu.query import quote
from guatu.scoring.figure_steps import EXCLUDED, NO_INDEX, TAKING, figure
from guatu.scoring.group_sql import NO_WEIGHT, GroupSql
from guatu.scoring.sql_words import limited_sql, number_sql
from guatu.scoring.step_chain import StepChain
from guatu.scoring.tree import INDEX, Branch, Tree, tree_of

_OPEN = "{} open"  # a parent without points because something below is not known: its weight falls to nobody


def add_index_steps(chain: StepChain, card: Scorecard) -> None:
    """Add a step for each level of the tree; the last makes `index`, and says who has none."""
    tree = tree_of(card, tuple(one.id for one in card.leaves))
    groups = GroupSql(card)
    openings: set[str] = set()
    for level in sorted({one.level for one in tree.branches}):
        changed: dict[str, str] = {}
        for branch in (one for one in tree.branches if one.level == level):
            points, is_open = _summed(card, tree, branch, groups, openings)
            key = "index" if branch.parent == INDEX else figure(tree.items[branch.parent])
            changed[key] = f"CASE WHEN {TAKING} THEN {points} END"
            if is_open != "FALSE" and branch.parent != INDEX:
                name = tree.nodes[branch.parent].id
                openings.add(name)
                changed[_OPEN.format(name)] = is_open
        chain.add(f"level {level}", changed, f"第 {level} 级往上汇总")
    without = [_OPEN.format(name) for name in openings]
    why = f'CASE WHEN {TAKING} AND "index" IS NULL THEN {NO_INDEX} ELSE "why" END'
    chain.add("scored", {"why": why}, "没有总分的不排名", without=without)


def _summed(card: Scorecard, tree: Tree, branch: Branch, groups: GroupSql, openings: set[str]) -> tuple[str, str]:
    """Return SQL of a parent's points and of whether they are open; a child without points gives its weight away."""
    how = next((one for one in card.aggregate if one.level == branch.level), None)
    adding = how is not None and how.method == "sum"
    items = [tree.items[at] for at in branch.children]
    applies = [groups.applies(one) for one in items]
    weights = _weights(items, applies, groups, adding=adding)
    points = [quote(figure(one)) for one in items]
    # Who an item does not count for has no points in it: that was seen to when the figures were taken up.
    present = [f"{one} IS NOT NULL" for one in points]
    products = [f"coalesce({one} * {weight}, 0e0)" for one, weight in zip(points, weights, strict=True)]
    parts = [f"CASE WHEN {test} THEN {weight} ELSE 0e0 END" for test, weight in zip(present, weights, strict=True)]
    total = f"NULLIF({' + '.join(parts)}, 0)"
    value = f"(({' + '.join(products)}) / {total})"
    if adding:
        value = f"CASE WHEN {total} IS NOT NULL THEN {' + '.join(products)} END"
    least = how.available if how is not None and how.available is not None else Decimal(1 if adding else 0)
    if least:
        enough = f"{_counted(present)} >= {_counted(applies)} * {number_sql(least)} - 1e-9"
        value = f"CASE WHEN {enough} THEN {value} END"
    unknown = [_and(rule, f"{one} IS NULL") for rule, one in zip(applies, weights, strict=True) if NO_WEIGHT in one]
    unknown += [
        _and(rule, quote(_OPEN.format(one.id))) for rule, one in zip(applies, items, strict=True) if one.id in openings
    ]
    is_open = " OR ".join(f"({one})" for one in unknown) or "FALSE"
    return (value if is_open == "FALSE" else f"CASE WHEN NOT ({is_open}) THEN {value} END"), is_open


def _weights(items: Sequence[ScoreItem], applies: Sequence[str], groups: GroupSql, *, adding: bool) -> list[str]:
    """Return SQL of each child's weight: an only child has 1, and so have all whose points are added unweighed."""
    weights = [groups.weight(one) for one in items]
    asked = _counted(applies)
    alone = len(items) == 1 or (adding and all(one == NO_WEIGHT for one in weights))
    for at, weight in enumerate(weights):
        if NO_WEIGHT not in weight:
            continue
        if alone:
            weights[at] = "1e0" if weight == NO_WEIGHT else f"coalesce({weight}, 1e0)"
        elif any(one != "TRUE" for one in applies):
            weights[at] = f"CASE WHEN {asked} = 1 THEN coalesce({weight}, 1e0) ELSE {weight} END"
    return weights


def add_mark_steps(chain: StepChain, card: Scorecard, marks: Mapping[str, str], vetoes: Mapping[str, str]) -> None:
    """Add bonuses and deductions, who is excluded, and which marks are not known for a unit."""
    changed = {}
    for kind, most in (("bonus", card.bonus_cap), ("deduction", card.deduction_cap)):
        points = [_mark_points(one, quote(marks[one.id])) for one in card.marks if one.kind == kind and one.id in marks]
        if points:
            changed[kind] = limited_sql(f"({' + '.join(points)})", None, most)
    excluded = "".join(
        f" WHEN {quote(vetoes[veto.id])} THEN {EXCLUDED + at}"
        for at, veto in enumerate(card.vetoes)
        if veto.effect == "exclude" and veto.id in vetoes
    )
    if excluded:
        why = f'CASE WHEN "why" IN (0, {NO_INDEX}) THEN CASE{excluded} ELSE "why" END ELSE "why" END'
        changed["why"] = why
    changed |= {unknown_mark(mark): f"{quote(marks[mark.id])} IS NULL" for mark in card.marks if mark.id in marks}
    if changed:
        chain.add("marked", changed, "加减分、取消资格", without=dict.fromkeys(marks.values()))


def unknown_mark(mark: Mark) -> str:
    """Return the column that says whether a mark is not known for a unit."""
    return f"{mark.id} unknown"


def total_sql(chain: StepChain) -> str:
    """Return SQL of the total: index + bonus - deduction (总分 = 指标得分 + 加分 − 扣分)."""
    signs = {"bonus": "+", "deduction": "-"}
    return '("index"' + "".join(f" {sign} {quote(one)}" for one, sign in signs.items() if one in chain.columns) + ")"


def _mark_points(mark: Mark, column: str) -> str:
    return f"CASE WHEN {column} >= 0 THEN {limited_sql(column, None, mark.max)} ELSE 0e0 END"


def _and(rule: str, test: str) -> str:
    return test if rule == "TRUE" else f"{rule} AND {test}"


def _counted(tests: Sequence[str]) -> str:
    """SQL of how many of some tests hold; a number where none of them depends on the unit."""
    always, others = sum(one == "TRUE" for one in tests), [one for one in tests if one != "TRUE"]
    parts = [f"CASE WHEN {one} THEN 1 ELSE 0 END" for one in others]
    return f"({' + '.join([*parts, str(always)] if always or not parts else parts)})"
