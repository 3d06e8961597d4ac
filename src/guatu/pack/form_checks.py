"""Checks of how a rule computes: one way of reckoning each, with the keys that it needs and none that it does not."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from guatu.domain import Finding, FindingCode, Span
from guatu.pack.column_nouns import Band, Branch, Classification, Scale, Score
from guatu.pack.entries import parts_among, written_keys
from guatu.pack.keys import Noun, keys_of
from guatu.pack.pack import Packs
from guatu.pack.reward_nouns import Amount, RewardGroup
from guatu.pack.rule_findings import (
    BANDS_WITHOUT_EDGE,
    MISSING_COMPANION,
    RULE_FORM,
    UNREACHED_BRANCH,
    UNUSED_KEY,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class _Form(NamedTuple):
    """The keys that a way of reckoning needs beside its own, and those that it may have."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _form(needs: str = "", may: str = "") -> _Form:
    return _Form(frozenset(needs.split()), frozenset(may.split()))


_AMOUNT_FORMS: Mapping[str, _Form] = {
    "lump": _form(),
    "rate": _form("of"),
    "step": _form("each of", "above"),
    "items": _form("each"),
    "tiers": _form("of", "above take"),
    "scale": _form("of"),
    "then": _form(),
}
_CLASS_FORMS: Mapping[str, _Form] = {"bands": _form("of", "edges readings questions"), "cases": _form(may="questions")}
_SCORE_FORMS: Mapping[str, _Form] = {"bands": _form("of", "edges"), "cases": _form(), "sum": _form()}


class _Ways(NamedTuple):
    """The ways in which one kind of noun may reckon, and what the noun is called; `sides` are keys of a single way."""

    word: str
    forms: Mapping[str, _Form]

    @property
    def sides(self) -> frozenset[str]:
        return frozenset().union(*(form.needs | form.may for form in self.forms.values()))


_WAYS: Mapping[Noun, _Ways] = {
    Amount: _Ways("金额", _AMOUNT_FORMS),
    Classification: _Ways("分类", _CLASS_FORMS),
    Score: _Ways("评分", _SCORE_FORMS),
}


def one_form(packs: Packs) -> Iterator[Finding]:
    """An amount, a class and a score reckon in one way, with what that way needs and nothing that it does not use."""
    for entry, (noun, span) in parts_among(packs, *_WAYS):
        ways = _WAYS.get(type(noun))
        if ways is not None:
            by = entry.by if noun is entry.noun else f"{entry.by}的{ways.word}"
            yield from _form_mistakes(by, ways, noun, span)


def whole_groups(packs: Packs) -> Iterator[Finding]:
    """A budget has its total, a queue its order; nothing else has them."""
    for pack in packs.packs:
        for group in pack.groups:
            by = f"条款组“{group.id}”"
            for code, sentence, way_out in _group_mistakes(group):
                yield code.at(group.span, f"{by}{sentence}。", way_out)


def whole_aggregates(packs: Packs) -> Iterator[Finding]:
    """A sum, an extreme and an average say of what; a count and an any do not."""
    for pack in packs.packs:
        for one in pack.aggregates:
            counts = one.take in ("count", "any")
            if not counts and one.of is None:
                sentence = f"汇总列“{one.id}”的 take 是 {one.take}，却没有写 of（汇总哪一列）。"
                yield MISSING_COMPANION.at(one.span, sentence, "请补上 of，如 of: 兑现金额。")
            elif counts and one.of is not None:
                sentence = f"汇总列“{one.id}”的 take 是 {one.take}，只数行，用不上 of“{one.of}”。"
                yield UNUSED_KEY.at(one.span, sentence, "请删去 of；要挑行的，写进 where。")


def edges_given(packs: Packs) -> Iterator[Finding]:
    """A table of bands has at least one edge."""
    for entry, (noun, span) in parts_among(packs, Band):
        bands = _bands(noun)
        if bands and not any(band.from_ or band.to for band in bands):
            by = entry.by if noun is entry.noun else f"{entry.by}的金额"
            sentence = f"{by}的分档表里，{len(bands)} 档都没有写 from 和 to。"
            yield BANDS_WITHOUT_EDGE.at(bands[0].span or span, sentence, "请写明每一档从多少起，如 from: 5亿元。")


def reached_branches(packs: Packs) -> Iterator[Finding]:
    """Nothing stands after the case without conditions: it is never looked at."""
    for entry, (noun, span) in parts_among(packs, Amount, Branch):
        for branches in _branches(noun):
            first = next((index for index, one in enumerate(branches) if not one.if_), len(branches))
            left = len(branches) - first - 1
            if left > 0:
                sentence = f"{entry.by}第 {first + 1} 项没有写 if，后面的 {left} 项永远轮不到。"
                way_out = "请把没有 if 的一项放到最后，或者给它写上条件。"
                yield UNREACHED_BRANCH.at(branches[first + 1].span or span, sentence, way_out)


def _form_mistakes(by: str, ways: _Ways, noun: "DataclassInstance", span: Span | None) -> Iterator[Finding]:
    written = [key.name for key in written_keys(noun)]
    titled = {key.name: f"{key.name}（{key.title}）" for key in keys_of(type(noun))}
    forms = [name for name in ways.forms if name in written]
    if len(forms) != 1:
        found = f"写了 {len(forms)} 种算法：{'、'.join(forms)}" if forms else "没有写算法"
        way_out = f"请在 {'、'.join(titled[name] for name in ways.forms)} 中只写一种。"
        yield RULE_FORM.at(span, f"{by}{found}。", way_out)
        return
    form = ways.forms[forms[0]]
    missing = [name for name in sorted(form.needs) if name not in written]
    if missing:
        sentence = f"{by}写了 {titled[forms[0]]}，却没有写 {'、'.join(titled[name] for name in missing)}。"
        yield MISSING_COMPANION.at(span, sentence, f"{forms[0]} 要和 {'、'.join(sorted(form.needs))} 一起写。")
    if isinstance(noun, Amount) and forms[0] == "tiers" and noun.take == "each" and noun.above is None:
        sentence = f"{by}逐档相加（take: each），却没有写 above（已经达到过的数），以前发过的档会再发。"
        yield MISSING_COMPANION.at(span, sentence, "请补上 above，如 above: 历年最高主营业务收入。")
    unused = [name for name in written if name in ways.sides - form.needs - form.may]
    if unused:
        sentence = f"{by}按 {titled[forms[0]]} 算，用不上 {'、'.join(titled[name] for name in unused)}。"
        yield UNUSED_KEY.at(span, sentence, "请删去，或者改用需要它的算法。")


def _group_mistakes(group: RewardGroup) -> Iterator[tuple[FindingCode, str, str]]:
    if group.kind == "budget" and not group.budget:
        yield MISSING_COMPANION, "是 kind: budget，却没有写 budget（预算总额）", "请补上，如 budget: 500万元。"
    if group.kind != "budget" and (group.budget or group.over == "queue"):
        sentence = f"是 kind: {group.kind}，用不上 budget 和 over"
        yield UNUSED_KEY, sentence, "要按预算总额控制的，请改为 kind: budget；否则删去。"
    if group.over == "queue" and not group.queue_by:
        sentence = "超出预算按先后（over: queue），却没有写 queue_by（按哪些列排先后）"
        yield MISSING_COMPANION, sentence, "请补上，如 queue_by: [申报日期]。"
    if group.over != "queue" and group.queue_by:
        sentence = "写了 queue_by（按哪些列排先后），但没有写 over: queue"
        yield UNUSED_KEY, sentence, "按先后兑现的，请写 over: queue；否则删去 queue_by。"


def _bands(noun: "DataclassInstance") -> tuple[Band, ...]:
    if isinstance(noun, (Classification, Score)):
        return noun.bands
    if isinstance(noun, Amount):
        return noun.tiers
    return noun.brackets if isinstance(noun, Scale) else ()


def _branches(noun: "DataclassInstance") -> Iterator[tuple[Amount | Branch, ...]]:
    """The lists of cases that a noun chooses from, in order."""
    for name in ("amount", "cases", "value"):
        found = getattr(noun, name, None)
        if isinstance(found, tuple) and all(isinstance(one, (Amount, Branch)) for one in found):
            yield found


FORM_CHECKS: tuple[Callable[[Packs], Iterator[Finding]], ...] = (
    one_form,
    whole_groups,
    whole_aggregates,
    edges_given,
    reached_branches,
)
