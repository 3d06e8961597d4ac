"""Checks of scorecards (评价体系) when packs are loaded: the tree, its lines, levels, grades, vetoes, marks and steps.

Names of columns inside expressions are found where expressions are read, not here.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from guatu.domain import Finding, nearest
from guatu.pack.pack import Packs
from guatu.pack.rule_findings import UNUSED_KEY
from guatu.pack.scorecard_findings import (
    BASE_MISSING,
    GRADE_ORDER,
    GROUP_TWICE,
    ITEM_FORM,
    ITEM_PARENT,
    LINES_WRONG,
    MARK_NOT_POSITIVE,
    PART_ID,
    SHARE_RANGE,
    UNKNOWN_GRADE,
    UNKNOWN_LEVEL,
    UNKNOWN_STEP,
)
from guatu.pack.scorecard_nouns import Grade, Scorecard, ScoreItem
from guatu.pack.weight_checks import check_weights

_STEPS = ("screen", "denominate", "impute", "treat", "normalise")
_PARTS = ("level", "increment", "growth")
_LINES = ("zero", "full", "base", "cap", "floor")
# Which lines of an item each method reads.
_READ = {
    "goalposts": frozenset({"zero", "full"}),
    "target": frozenset({"zero", "full", "cap", "floor"}),
    "reference": frozenset({"cap", "floor"}),
    "capped_ratio": frozenset({"base", "cap", "floor"}),
}
_NEEDED = {"goalposts": ("zero", "full"), "target": ("full",)}


def sound_scorecards(packs: Packs) -> Iterator[Finding]:
    """Every scorecard hangs together; see the checks one by one."""
    for pack in packs.packs:
        for card in pack.scorecards:
            for check in _CARD_CHECKS:
                yield from check(card)


def _parents(card: Scorecard) -> Iterator[Finding]:
    """Every parent is there and stands before its children, so that no tree is a circle."""
    ids = [one.id for one in card.items]
    seen: set[str] = set()
    for item in card.items:
        span = item.span or card.span
        by = f"评价体系“{card.id}”的“{item.name}”"
        if item.parent is not None and item.parent not in ids:
            sentence = f"{by}的上级“{item.parent}”没有{nearest(item.parent, ids) or '。'}"
            yield ITEM_PARENT.at(span, sentence, "请写上级指标的编号；一级指标不写 parent。")
        elif item.parent is not None and item.parent not in seen:
            circle = _is_above(card, item.id, item.parent)
            sentence = f"{by}的上级“{item.parent}”{'又在它自己之下，绕成了圈' if circle else '写在它后面'}。"
            way_out = "请改其中一个的 parent。" if circle else "请把上级指标写在前面。"
            yield ITEM_PARENT.at(span, sentence, way_out)
        seen.add(item.id)


def _is_above(card: Scorecard, upper: str, lower: str) -> bool:
    key: str | None = lower
    for _ in card.items:
        item = None if key is None else card.item(key)
        if item is None:
            return False
        if item.id == upper:
            return True
        key = item.parent
    return False


def _forms(card: Scorecard) -> Iterator[Finding]:
    """What is measured has an expression, what is summed up has none."""
    leaves = set(card.leaves)
    for item in card.items:
        by = f"评价体系“{card.id}”的“{item.name}”"
        if item in leaves and item.of is None:
            sentence = f"{by}下面没有指标，也没有写 of。"
            yield ITEM_FORM.at(item.span or card.span, sentence, "最下级指标请写 of；它有下级的，给下级写 parent。")
        if item not in leaves and (item.of is not None or item.per is not None):
            below = "、".join(one.name for one in card.children(item.id))
            sentence = f"{by}由“{below}”汇总，又写了算式。"
            yield ITEM_FORM.at(item.span or card.span, sentence, "请删去 of 和 per，或者另立一个下级指标。")


def _lines(card: Scorecard) -> Iterator[Finding]:
    """Each measured item has the lines its method reads, the right way round."""
    for item in card.leaves:
        method, by = _method(card, item), f"评价体系“{card.id}”的“{item.name}”"
        span = item.span or card.span
        missing = [one for one in _NEEDED.get(method, ()) if getattr(item, one) is None]
        if missing:
            sentence = f"{by}用 {method}，没有写 {'、'.join(missing)}。"
            yield LINES_WRONG.at(span, sentence, f"请补上 {'、'.join(missing)}，或者换一种 normalise。")
        elif method in _NEEDED and _is_reversed(item):
            way = "越高越好" if item.direction == "up" else "越低越好"
            sentence = f"{by}{way}，零分线却是 {item.zero}、满分线却是 {item.full}。"
            yield LINES_WRONG.at(span, sentence, "对照文件改 direction、zero 或 full。")
        if method == "reference" and (item.normalise or card.normalise).unit is None:
            sentence = f"{by}用 reference，没有写参照对象 unit。"
            yield LINES_WRONG.at(span, sentence, "请在 normalise 里写 unit: 参照对象的代码。")
        if item.cap is not None and item.floor is not None and item.cap < item.floor:
            sentence = f"{by}的上限 cap（{item.cap}）比下限 floor（{item.floor}）还低。"
            yield LINES_WRONG.at(span, sentence, "请对照文件改 cap 或 floor。")


def _is_reversed(item: ScoreItem) -> bool:
    if item.zero is None or item.full is None:
        return False
    return item.full <= item.zero if item.direction == "up" else item.full >= item.zero


def _bases(card: Scorecard) -> Iterator[Finding]:
    """A ratio to a base has one, and no item has lines that its method does not read."""
    for item in card.leaves:
        method, by = _method(card, item), f"评价体系“{card.id}”的“{item.name}”"
        span = item.span or card.span
        if method == "capped_ratio" and (item.base is None or item.base <= 0):
            said = "没有写 base" if item.base is None else f"的 base 是 {item.base}"
            sentence = f"{by}用 capped_ratio，{said}，以同组最好的一家为基准。"
            yield BASE_MISSING.at(span, sentence, "文件有基准值的，请写 base；确实以最好的为准，可以不改。")
        unused = [one for one in _LINES if getattr(item, one) is not None and one not in _READ.get(method, ())]
        if unused:
            sentence = f"{by}用 {method}，用不上 {'、'.join(unused)}。"
            yield UNUSED_KEY.at(span, sentence, "请删去，或者换成用得上的 normalise。")


def _method(card: Scorecard, item: ScoreItem) -> str:
    return (item.normalise or card.normalise).method


def _levels(card: Scorecard) -> Iterator[Finding]:
    """A way of summing up is for a level that is there, once."""
    top = _depth(card)
    levels = [one.level for one in card.aggregate]
    for index, one in enumerate(card.aggregate):
        by = f"评价体系“{card.id}”第 {one.level} 级的汇总"
        span = one.span or card.span
        if one.level > top:
            yield UNKNOWN_LEVEL.at(span, f"{by}用不上：从下往上只有 {top} 级。", f"level 请写 1 到 {top}。")
        elif one.level in levels[:index]:
            yield UNKNOWN_LEVEL.at(span, f"{by}写了两次。", "请只留一个。")


def _depth(card: Scorecard) -> int:
    depths: dict[str | None, int] = {None: 0}
    for item in card.items:
        depths[item.id] = depths.get(item.parent, 0) + 1
    return max(depths.values())


def _grades(card: Scorecard) -> Iterator[Finding]:
    """Grades run from the best to the last, by points or by shares of the ranking."""
    names = [one.name for one in card.grades]
    for index, grade in enumerate(card.grades):
        if grade.name in names[:index]:
            yield _grade_finding(card, grade, f"“{grade.name}”写了两次", "每一等请用不同的名称。")
    by_share = [one for one in card.grades if one.to_share is not None]
    by_points = [one for one in card.grades if one.from_ is not None]
    if by_share and by_points:
        yield _grade_finding(card, by_points[0], "有的等次按分数、有的按比例", "from 和 to_share 请只用一种。")
        return
    key, listed = ("to_share", by_share) if by_share else ("from", by_points)
    for grade in card.grades[:-1]:
        if grade not in listed:
            yield _grade_finding(card, grade, f"“{grade.name}”没有写 {key}", "只有最后一等可以不写界线。")
    for before, after in pairwise(listed):
        limits = (before.to_share, after.to_share) if by_share else (after.from_, before.from_)
        if limits[0] is not None and limits[1] is not None and limits[0] >= limits[1]:
            words = "比例没有大过" if by_share else "起点没有低过"
            way_out = "请从高到低写，按比例的逐等增加、按分数的逐等降低。"
            yield _grade_finding(card, after, f"“{after.name}”的{words}“{before.name}”", way_out)
    last = card.grades[-1] if card.grades else None
    if by_share and last is not None and last.to_share is not None and last.to_share != 1:
        yield _grade_finding(card, last, f"最后一等“{last.name}”只到 {last.to_share}，其余的没有等次", "最后一等写 1。")


def _grade_finding(card: Scorecard, grade: Grade, sentence: str, way_out: str) -> Finding:
    return GRADE_ORDER.at(grade.span or card.span, f"评价体系“{card.id}”的等次：{sentence}。", way_out)


def _vetoes(card: Scorecard) -> Iterator[Finding]:
    """A limit to a grade names one; what leads to no grade needs none."""
    names = [one.name for one in card.grades]
    for veto in card.vetoes:
        if veto.effect == "at_most" and veto.grade not in names:
            given = f"“{veto.grade}”不在等次里{nearest(veto.grade, names) or '。'}" if veto.grade else "没有写 grade。"
            sentence = f"评价体系“{card.id}”的“{veto.name}”不得高于某一等，{given}"
            yield UNKNOWN_GRADE.at(
                veto.span or card.span, sentence, f"可用的等次：{'、'.join(names) or '（没有写 grades）'}。"
            )


def _steps(card: Scorecard) -> Iterator[Finding]:
    for index, step in enumerate(card.order):
        if step not in _STEPS:
            sentence = f"评价体系“{card.id}”的步骤“{step}”没有{nearest(step, _STEPS) or '。'}"
            yield UNKNOWN_STEP.at(card.span, sentence, f"可用的步骤：{'、'.join(_STEPS)}。")
        elif step in card.order[:index]:
            yield UNKNOWN_STEP.at(card.span, f"评价体系“{card.id}”的步骤“{step}”写了两次。", "请只留一个。")


def _marks(card: Scorecard) -> Iterator[Finding]:
    """Points are written positive; a written one that is not, and a limit that is not, is a slip."""
    for mark in card.marks:
        wrong = [f"points 写成了 {mark.points}"] if _is_not_positive(_written(mark.points)) else []
        wrong += [f"max 写成了 {mark.max}"] if _is_not_positive(mark.max) else []
        for words in wrong:
            sentence = f"评价体系“{card.id}”的“{mark.name}”{words}。"
            yield MARK_NOT_POSITIVE.at(mark.span or card.span, sentence, "请写大于零的数；加还是扣看 kind。")
    for name, limit in (("bonus_cap", card.bonus_cap), ("deduction_cap", card.deduction_cap)):
        if limit is not None and limit < 0:
            sentence = f"评价体系“{card.id}”的 {name} 写成了 {limit}。"
            yield MARK_NOT_POSITIVE.at(card.span, sentence, "请写不小于零的数。")


def _is_not_positive(value: Decimal | None) -> bool:
    return value is not None and value <= 0


def _written(points: str) -> Decimal | None:
    try:
        return Decimal(points.strip())
    except InvalidOperation:
        return None


def _group_columns(card: Scorecard) -> Iterator[Finding]:
    for index, name in enumerate(card.groups):
        if name in card.groups[:index]:
            yield GROUP_TWICE.at(card.span, f"评价体系“{card.id}”的分组列“{name}”写了两次。", "请只留一个。")


def _parts(card: Scorecard) -> Iterator[Finding]:
    """No item has the id that a part of a blended one gets."""
    parts = {f"{item.id}-{part}": item for item in card.items if item.blend is not None for part in _PARTS}
    for item in card.items:
        blended = parts.get(item.id)
        if blended is not None:
            sentence = f"评价体系“{card.id}”的“{item.name}”编号是 {item.id}，“{blended.name}”三量合并也分出这个编号。"
            yield PART_ID.at(item.span or card.span, sentence, "请给这一项换一个编号。")


def _shares(card: Scorecard) -> Iterator[Finding]:
    """Shares are fractions of one."""
    shares = [("screen", card.screen, card.span)]
    shares += [("available", one.available, one.span or card.span) for one in card.aggregate]
    shares += [("to_share", one.to_share, one.span or card.span) for one in card.grades]
    shares += [("consistency", card.weigh.consistency, card.weigh.span or card.span)]
    for name, value, span in shares:
        if value is not None and not 0 <= value <= 1:
            sentence = f"评价体系“{card.id}”的 {name} 写成了 {value}。"
            yield SHARE_RANGE.at(
                span, sentence, f"请写成小数，如 {value / 100:f}。" if value > 1 else "请写 0 到 1 之间的数。"
            )


_CARD_CHECKS: tuple[Callable[[Scorecard], Iterator[Finding]], ...] = (
    _parents,
    _forms,
    check_weights,
    _lines,
    _bases,
    _levels,
    _grades,
    _vetoes,
    _steps,
    _marks,
    _group_columns,
    _parts,
    _shares,
)
SCORECARD_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (sound_scorecards,)
