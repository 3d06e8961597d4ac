"""Checks of bands (分档): in order, no overlap, no gap, each one reached; amounts that do not fall on the way up."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guatu.domain import Finding, Severity
from guatu.rules.checks.band_tables import UNKNOWN_REST, BandRow, BandTable
from guatu.rules.checks.counter_examples import example_of_figure, number_words
from guatu.rules.checks.load_findings import AMOUNT_FALLS, BAND_UNREACHED, BANDS_GAP, BANDS_ORDER, BANDS_OVERLAP
from guatu.rules.checks.value_sets import Numbers, Stretch
from guatu.rules.language.value_type import Sort, ValueType

_MONEY = ValueType(Sort.NUMBER, "money")
_ALL = Decimal(1)


def check_bands(table: BandTable) -> Iterator[Finding]:
    """Yield what is wrong with a table of bands, with a number that shows it."""
    disordered = list(_disorder(table))
    if disordered:
        # Ends that are not written follow from the order: the rest can only be judged when it is right.
        yield from disordered
        return
    yield from _meeting(table)
    yield from _between(table)
    yield from _beyond(table)
    yield from _falling(table)


def _disorder(table: BandTable) -> Iterator[Finding]:
    for before, after in pairwise(table.rows):
        low, next_low = before.stretch.low, after.stretch.low
        if next_low is None or (low is not None and next_low <= low):
            start = "没有写起点" if next_low is None else f"从 {_number(table, next_low)} 起"
            first = "没有写起点" if low is None else f"从 {_number(table, low)} 起"
            example = example_of_figure(table.figure, Decimal(0) if low is None else low)
            sentence = (
                f"{table.by}：{after.named}{start}，却排在{first}的{before.named}后面。例如：{example}，"
                "不知道该归哪一档。"
            )
            yield BANDS_ORDER.at(after.span, sentence, "请按起点从低到高排，每一档写 from；最低的一档可以不写。")


def _meeting(table: BandTable) -> Iterator[Finding]:
    """A band that overlaps an earlier one, or that none falls into because earlier ones have it all."""
    taken = Numbers((), whole=table.figure.is_whole)
    for index, row in enumerate(table.rows):
        mine = table.values(row)
        left = mine.meet(taken.outside())
        if mine.is_empty:
            yield BAND_UNREACHED.at(row.span, _empty(table, row), BAND_UNREACHED.instead + "。")
        elif left.is_empty:
            other = next(one for one in table.rows[:index] if not table.values(one).meet(mine).is_empty)
            sentence = f"{table.by}：{row.named}全被前面的档占了。例如：{_sample(table, mine)}，归{other.named}。"
            yield BAND_UNREACHED.at(row.span, sentence, BAND_UNREACHED.instead + "。")
        else:
            for other in table.rows[:index]:
                both = mine.meet(table.values(other))
                if isinstance(both, Numbers) and not both.is_empty:
                    sentence = (
                        f"{table.by}：{other.named}和{row.named}重叠。例如：{_sample(table, both)}，两档都落得进。"
                    )
                    way_out = "请对照原文改对起点和止点；止点不写时就到下一档的起点。"
                    yield BANDS_OVERLAP.at(row.span, sentence, way_out)
                    break
        taken = Numbers((*taken.stretches, *mine.stretches), whole=table.figure.is_whole)


def _empty(table: BandTable, row: BandRow) -> str:
    low, high = row.stretch.low, row.stretch.high
    ends = "、".join(
        f"{word} {_number(table, end)}" for word, end in (("起点", low), ("止点", high)) if end is not None
    )
    example = example_of_figure(table.figure, low if low is not None else high or Decimal(0))
    return f"{table.by}：{row.named}{ends}，没有一个数落得进来。例如：{example}，也不归这一档。"


def _between(table: BandTable) -> Iterator[Finding]:
    for gap in _outside(table):
        if gap.low is None or gap.high is None:
            continue
        high = gap.high
        above = (one for one in table.rows if one.stretch.low is not None and one.stretch.low >= high)
        row = next(one for one in above if not table.values(one).is_empty)
        example = _sample(table, Numbers((gap,), whole=table.figure.is_whole))
        yield _gap(table, row, example, Severity.ERROR if table.rest else Severity.WARNING)


def _beyond(table: BandTable) -> Iterator[Finding]:
    """Numbers below the first band or above the last, where nothing is written about them."""
    for gap in _outside(table):
        example = _sample(table, Numbers((gap,), whole=table.figure.is_whole))
        # Amounts begin somewhere; and nothing is below a zero, or above the whole, that occurs.
        if gap.low is None and table.rest == UNKNOWN_REST and table.rows[0].stretch.low != 0:
            yield _gap(table, table.rows[0], example, Severity.WARNING)
        share = table.figure.type.dimension == "ratio" and gap.low == _ALL and not gap.low_in
        if gap.high is None and table.rest and not share:
            yield _gap(table, table.rows[-1], example, Severity.WARNING)


def _gap(table: BandTable, row: BandRow, example: str, severity: Severity) -> Finding:
    rest = table.rest or "只能按“其余”算"
    sentence = f"{table.by}：有的数哪一档都落不进。例如：{example}，{rest}。"
    way_out = "请对照原文补上缺的一档，或者不写 to，让它到下一档的起点；分类和评分还可以用 otherwise 写明其余的。"
    return BANDS_GAP.at(row.span, sentence, way_out, severity=severity)


def _outside(table: BandTable) -> tuple[Stretch, ...]:
    stretches = [one for row in table.rows for one in table.values(row).stretches]
    left = Numbers(tuple(stretches), whole=table.figure.is_whole).outside()
    return left.stretches if isinstance(left, Numbers) else ()


def _falling(table: BandTable) -> Iterator[Finding]:
    """Amounts that are smaller in a higher band."""
    if table.scale not in ("tiers", "single_amount", "average_rate"):
        return
    for before, after in pairwise(table.rows):
        if before.value is None or after.value is None or after.value >= before.value:
            continue
        if table.scale == "average_rate":
            edge = after.stretch.low
            if edge is None or edge <= 0 or before.value <= 0:
                continue
            # Halfway between the edge and the number that earns as much as the edge does.
            low = (max(before.stretch.low or Decimal(0), edge * after.value / before.value) + edge) / 2
            samples, sums = (low, edge), (low * before.value, edge * after.value)
        else:
            samples = table.values(before).sample(), table.values(after).sample()
            sums = before.value, after.value
        told = [
            f"{example_of_figure(table.figure, one)} 得 {number_words(_fen(paid), _MONEY)}"
            for one, paid in zip(samples, sums, strict=True)
        ]
        sentence = f"{table.by}：高一档的反而少。例如：{told[0]}，{told[1]}。"
        yield AMOUNT_FALLS.at(after.span, sentence, AMOUNT_FALLS.instead + "。")


def _fen(value: Decimal) -> Decimal:
    return round(value, 2)


def _sample(table: BandTable, values: object) -> str:
    number = values.sample() if isinstance(values, Numbers) else Decimal(0)
    return example_of_figure(table.figure, number)


def _number(table: BandTable, value: Decimal) -> str:
    return example_of_figure(table.figure, value).rpartition(" = ")[2]
