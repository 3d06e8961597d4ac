"""Which cards a whole register can be scored by (名册评价): what else a card asks is told, not left out."""

from collections.abc import Iterator

from guatu.domain import Finding
from guatu.pack import Imputation, Scorecard, ScoreItem
from guatu.scoring.card_step_findings import NEEDS_LAST_YEAR, SHEET_METHOD, SHEET_WEIGHTS

NORMALISATIONS = frozenset(
    {"min_max", "maximum", "z", "rank", "percentile", "target", "goalposts", "capped_ratio", "as_is"}
)
AGGREGATIONS = frozenset({"arithmetic", "sum"})


def unfit_parts(card: Scorecard) -> tuple[Finding, ...]:
    """Return a finding for each thing in a card that only a sheet can be scored by."""
    return tuple(dict.fromkeys((*_of_card(card), *(one for item in card.items for one in _of_item(card, item)))))


def _of_card(card: Scorecard) -> Iterator[Finding]:
    if card.weigh.method != "given":
        sentence = f"“{card.name}”评的是企业名册，权重写的是 {card.weigh.method}。"
        yield SHEET_WEIGHTS.at(card.weigh.span or card.span, sentence, f"{SHEET_WEIGHTS.instead}。")
    for one in card.aggregate:
        if one.method not in AGGREGATIONS:
            sentence = f"“{card.name}”评的是企业名册，第 {one.level} 级的汇总写的是 {one.method}。"
            yield SHEET_METHOD.at(one.span or card.span, sentence, f"汇总用 {'、'.join(sorted(AGGREGATIONS))}。")


def _of_item(card: Scorecard, item: ScoreItem) -> Iterator[Finding]:
    if item.of is None:
        return
    by, span = f"“{card.name}”评的是企业名册，“{item.name}”", item.span or card.span
    how = item.normalise or card.normalise
    if how.method not in NORMALISATIONS:
        yield SHEET_METHOD.at(span, f"{by}的无量纲化写的是 {how.method}。", f"{SHEET_METHOD.instead}。")
    treat = item.treat or card.treat
    if treat.method != "none":
        way_out = "请删去 treat；一家的数过大不要带偏别家的，用 capped_ratio 加上 cap，或用 rank。"
        yield SHEET_METHOD.at(span, f"{by}的异常值处理写的是 {treat.method}。", way_out)
    impute: Imputation = item.impute or card.impute
    if impute.method == "carry_forward":
        way_out = "缺数请用 none、mean、median、lowest 或 zero。"
        yield NEEDS_LAST_YEAR.at(span, f"{by}缺数要沿用上年。", way_out)
    if item.blend is not None:
        yield NEEDS_LAST_YEAR.at(span, f"{by}写了三量合并。", f"{NEEDS_LAST_YEAR.instead}。")
