"""亿 and 万 in one column: figures that stand about ten thousand times above or below their like."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from guatu.intake import findings
from guatu.intake.finding_log import FindingLog
from guatu.intake.names import NameBook
from guatu.intake.rows import Row
from guatu.query import OBSERVATIONS

# January to December grows a cumulative figure about twelvefold, so a slip of 10^4 shows within a decade of itself.
_LOW, _HIGH = 800.0, 120_000.0
# Places of one level differ a hundredfold; a figure a thousand times beyond the nearest of them is not of their unit.
_PEER_DISTANCE = 1000.0


def warn_of_scale(rows: Sequence[Row], book: NameBook, log: FindingLog) -> None:
    """Warn of every figure that seems to be in another multiple of its unit; the figure is kept as typed."""
    place, indicator, period, basis, value = (
        OBSERVATIONS.names.index(name) for name in ("place", "indicator", "period", "basis", "value")
    )
    counted = {one.id for one in book.packs.indicators if book.counts(one)}
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    peers: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    levels = {one.code: one.level for one in book.tree}
    for row in rows:
        values = row.values
        if values[value] and values[indicator] in counted:
            series[(values[place], values[indicator], values[basis])].append(row)
            level = levels.get(str(values[place]))
            peers[(level, values[indicator], values[basis], values[period])].append(row)
    warned: set[int] = set()
    for like in series.values():
        warned |= _warn_in_series(like, value, log)
    for like in peers.values():
        _warn_among_peers(like, value, warned, log)


def _warn_in_series(like: Sequence[Row], value: int, log: FindingLog) -> set[int]:
    sizes = [_size(row, value) for row in like]
    # Where the extremes are near each other, as nearly always, nothing needs to be compared.
    if len(like) < 3 or max(sizes) < _LOW * min(sizes):
        return set()
    middle = median(sizes)
    warned = set()
    for row, size in zip(like, sizes, strict=True):
        ratio = max(size, middle) / min(size, middle)
        if _LOW <= ratio <= _HIGH:
            _warn(row, "同一地区其他月份", middle, log)
            warned.add(id(row))
    return warned


def _warn_among_peers(like: Sequence[Row], value: int, warned: set[int], log: FindingLog) -> None:
    sizes = [_size(row, value) for row in like]
    if len(like) < 4 or max(sizes) < _PEER_DISTANCE * min(sizes):
        return
    middle = median(sizes)
    for row, size in zip(like, sizes, strict=True):
        others = [other for other, one in zip(sizes, like, strict=True) if one is not row]
        alone = size >= _PEER_DISTANCE * max(others) or size * _PEER_DISTANCE <= min(others)
        if alone and id(row) not in warned:
            _warn(row, "同级其他地区同月", middle, log)


def _size(row: Row, value: int) -> float:
    number = row.values[value]
    return abs(number) if isinstance(number, float) else 0.0


def _warn(row: Row, whose: str, middle: float, log: FindingLog) -> None:
    number = row.values[OBSERVATIONS.names.index("value")]
    sentence = f"读得的数是 {number:g}，{whose}的中位数是 {middle:g}，相差约一万倍，像是亿与万混写；数值照原样保留。"
    log.add(findings.SUSPECT_SCALE, row.draft.span(row.index, "value"), sentence, findings.SUSPECT_SCALE.instead)
