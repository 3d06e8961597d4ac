"""A scorecard as an official reads it (评价体系): 亩均税收：权重 30，税金 ÷ 用地面积（万元/亩），基准值 24.097 …"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from guatu.pack.keys import Noun, keys_of
from guatu.pack.scorecard_nouns import (
    Blend,
    Comparison,
    Grade,
    GroupWeight,
    Imputation,
    Mark,
    Normalisation,
    Scorecard,
    ScoreItem,
    Treatment,
    Veto,
)

_INDENT = "　"
_WHOM = {"place_years": "地区和园区", "firm_years": "企业"}


def scorecard_gist(card: Scorecard) -> str:
    """Return in one phrase what a card is: whom it ranks, by how many items, into which grades."""
    words = f"评价{_WHOM.get(card.on, card.on)}，{len(card.leaves)} 项指标"
    if card.grades:
        words += f"，分 {'、'.join(one.name for one in card.grades)} {len(card.grades)} 等"
    return words + ("（示范模板）" if card.template else "")


def item_lines(card: Scorecard) -> tuple[tuple[str, str], ...]:
    """Return the tree of a card, item after item: the name, moved in by its level, and the item in words."""
    return tuple(_lines(card, None, 0))


def _lines(card: Scorecard, parent: str | None, depth: int) -> Iterator[tuple[str, str]]:
    # A tree with a mistake may go round; no tree is deeper than it has items.
    for item in card.children(parent) if depth <= len(card.items) else ():
        yield f"{_INDENT * depth}{item.name}", item_words(item)
        yield from _lines(card, item.id, depth + 1)


def item_words(item: ScoreItem) -> str:
    """Return an item in words: its weight, what is measured, its direction, its lines and what is its own."""
    parts = ["权重没有公布" if item.weight is None and not item.weights else f"权重 {_weights(item)}"]
    if item.of is not None:
        formula = item.of if item.per is None else f"{_bracketed(item.of)} ÷ {_bracketed(item.per)}"
        parts.append(formula + (f"（{item.unit}）" if item.unit else ""))
        parts.append(_choice(ScoreItem, "direction", item.direction))
    lines = (("零分线", item.zero), ("满分线", item.full), ("基准值", item.base))
    parts += [f"{word} {value:f}" for word, value in lines if value is not None]
    limits = (("最多得满分的", item.cap), ("最少得满分的", item.floor))
    parts += [f"{word} {value:f} 倍" for word, value in limits if value is not None]
    parts += [f"只用于“{'”“'.join(item.only)}”"] if item.only else []
    own = (("", item.blend), ("无量纲化", item.normalise), ("缺数", item.impute), ("异常值", item.treat))
    parts += [f"{word}{method_words(one)}" for word, one in own if one is not None]
    parts += [f"凭{'、'.join(item.evidence)}"] if item.evidence else []
    return "，".join(parts)


def _bracketed(formula: str) -> str:
    return f"（{formula}）" if any(sign in formula for sign in "+-*/ ") else formula


def _weights(item: ScoreItem) -> str:
    own = [f"{one.group} {_number(one.weight)}" for one in item.weights]
    if item.weight is None:
        return "、".join(own)
    return f"{item.weight:f}" + (f"（{'、'.join(own)}）" if own else "")


def method_words(how: Blend | Imputation | Normalisation | Treatment) -> str:
    """Return a method in words, with what is set of it: 极差，20 至 100 分，在相同的 kind 中取."""
    if isinstance(how, Blend):
        return f"总量、增量、增速按 {how.level:f}、{how.increment:f}、{how.growth:f} 合并"
    words = [_choice(type(how), "method", how.method)]
    if isinstance(how, Normalisation):
        words += [f"最低 {how.low:f} 分"] if how.low is not None else []
        words += [f"最高 {how.high:f} 分"] if how.high is not None else []
        words += [f"参照 {how.unit}"] if how.unit else []
    elif isinstance(how, Treatment):
        limits = (("偏度上限", how.skew), ("峰度上限", how.kurtosis), ("最多缩几个数", how.points))
        words += [f"{word} {Decimal(value):f}" for word, value in limits if value is not None]
    if isinstance(how, (Imputation, Normalisation)) and how.within:
        words.append(f"在相同的“{how.within}”中取")
    return "，".join(words)


def part_words(part: object) -> str | None:
    """Return a part of a card in words, or None where it is none that has words of its own."""
    if isinstance(part, ScoreItem):
        return f"{part.name}：{item_words(part)}"
    if isinstance(part, (Blend, Imputation, Normalisation, Treatment)):
        return method_words(part)
    if isinstance(part, Mark):
        word = "加" if part.kind == "bonus" else "扣"
        most = "" if part.max is None else f"，最多 {part.max:f} 分"
        return f"{part.name}：{_if(part.when)}{word} {part.points} 分{most}"
    if isinstance(part, Veto):
        effect = _choice(Veto, "effect", part.effect)
        effect = effect.replace(" grade 所写的等次", f"“{part.grade}”") if part.grade else effect
        return f"{part.name}：{_if(part.when)}{effect}"
    if isinstance(part, Grade):
        return f"{part.name}{f'（{part.title}）' if part.title else ''}：{_band(part)}"
    if isinstance(part, Comparison):
        return f"{part.over} 比 {part.under} 重要 {part.times:f} 倍"
    return f"{part.group} {_number(part.weight)}" if isinstance(part, GroupWeight) else None


def _band(grade: Grade) -> str:
    words = [] if grade.from_ is None else [f"{grade.from_:f} 分以上"]
    words += [] if grade.to_share in (None, 1) else [f"到前 {(grade.to_share * 100).normalize():f}% 为止"]
    words = words or ["其余"]
    return "，".join((*words, *grade.consequences))


def _if(conditions: Sequence[object]) -> str:
    tests = " 且 ".join(str(getattr(one, "test", "")) for one in conditions)
    return f"{tests} 的，" if tests else ""


def _number(value: Decimal | None) -> str:
    return "没有公布" if value is None else f"{value:f}"


def _choice(noun: Noun, name: str, choice: str) -> str:
    return next(key for key in keys_of(noun) if key.name == name).choice_word(choice)
