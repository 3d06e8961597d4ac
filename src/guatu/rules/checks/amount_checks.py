"""Checks of amounts (金额): a cap that is not below the floor, steps and shares that are more than nothing."""

from collections.abc import Iterator

from guatu.domain import Finding, Span
from guatu.pack import Amount, DatedTerm
from guatu.query import Measure
from guatu.rules.checks.counter_examples import number_words
from guatu.rules.checks.load_findings import CAP_BELOW_FLOOR, NOT_POSITIVE
from guatu.rules.language.operand import Operand
from guatu.rules.scope import Scope


def check_amount(by: str, amount: Amount, scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the limits and parts of one amount."""
    cap, floor = (_term(terms, scope, amount.span) for terms in (amount.cap, amount.floor))
    most, least = (None if one is None else one.size for one in (cap, floor))
    if cap is not None and most is not None and least is not None and most < least:
        limits = number_words(most, cap.type), number_words(least, cap.type)
        sentence = f"{by}：上限 {limits[0]} 低于下限 {limits[1]}。例如：算得 {limits[1]}，只能给 {limits[0]}。"
        yield CAP_BELOW_FLOOR.at(amount.span, sentence, "请对照原文，把 cap 和 floor 写对。")
    for key, word in (("step", "台阶"), ("each", "每份的金额")):
        terms: tuple[DatedTerm, ...] = getattr(amount, key)
        part = scope.term(terms, amount.span) if terms else None
        if part is not None and part.size is not None and part.size <= 0:
            result = "除不出有几个台阶" if key == "step" else "没有钱可发"
            sentence = f"{by}：{word}是 {number_words(part.size, part.type)}。例如：不论有几个，都{result}。"
            yield NOT_POSITIVE.at(amount.span, sentence, f"请对照原文，把 {key} 写成比 0 大的数。")


def _term(terms: tuple[DatedTerm, ...], scope: Scope, span: Span | None) -> Operand | None:
    return scope.term(terms, span, Measure.MONEY) if terms else None
