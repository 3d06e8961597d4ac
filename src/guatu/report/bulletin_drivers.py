"""分行业与动能: which parts pull growth, new against traditional drivers, and what firms did."""

from guatu.ledgers import DRIVER_LEDGER, PARTS
from guatu.report.printed import round_half_up, shows_zero
from guatu.report.prose import Part, Parts, listed, paragraph, row_figure
from guatu.report.reading import Reading, in_order
from guatu.report.standing import Cells, number_in
from guatu.report.values import Block, Paragraph

_NAMED = 3
_DRIVERS = (("new_pull", "新动能"), ("traditional_pull", "传统动能"), ("other_pull", "未划分动能的部分"))
_FIRMS = (("entered", "新进"), ("grown", "增长"), ("shrunk", "下降"), ("exited", "退出"))


def driver_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the paragraphs of the main place: parts, drivers, firms; nothing where no growth could be split."""
    found = (*_part_paragraphs(reading), *_driver_paragraphs(reading))
    return tuple(one for one in found if one is not None)


def _part_paragraphs(reading: Reading) -> list[Paragraph | None]:
    groups: dict[tuple[str, str], list[Cells]] = {}
    for place, indicator, cells in in_order(reading, reading.rows(PARTS.name)):
        if place.code == reading.main.code and number_in(cells, "pull") is not None:
            groups.setdefault((indicator.id, str(cells.get("split") or "")), []).append(cells)
    return [_part_paragraph(reading, key, split, rows) for (key, split), rows in groups.items()]


def _part_paragraph(reading: Reading, key: str, split: str, rows: list[Cells]) -> Paragraph | None:
    ordered = sorted(rows, key=lambda one: -(number_in(one, "pull") or 0))
    up = [one for one in ordered if (number_in(one, "pull") or 0) > 0 and not _is_nil(one)]
    down = [one for one in reversed(ordered) if (number_in(one, "pull") or 0) < 0 and not _is_nil(one)]
    if not up and not down:
        return None
    total = reading.indicator(key).name
    head = f"分{split}看，" if split else "从分项看，"
    said: list[Part] = [head, f"拉动{total}增长的主要是" if up else f"{total}各分项中，"]
    said += listed([_part_words(reading, one) for one in up[:_NAMED]])
    if down:
        said += [
            "；下拉较多的是" if up else "下拉较多的是",
            *listed([_part_words(reading, one) for one in down[:_NAMED]]),
        ]
    return paragraph(said, "。")


def _is_nil(cells: Cells) -> bool:
    return shows_zero(number_in(cells, "pull") or 0)


def _part_words(reading: Reading, cells: Cells) -> Parts:
    named = {**cells, "indicator": cells.get("part")}
    growth, pull = row_figure(reading, PARTS, named, "growth"), row_figure(reading, PARTS, named, "pull")
    both: list[Part] = [f"{reading.indicator(cells.get('part')).name}（"]
    if growth is not None:
        both += ["同比", growth, "，"]
    return (*both, *((pull,) if pull else ()), "）")


def _driver_paragraphs(reading: Reading) -> list[Paragraph | None]:
    rows = [cells for place, _, cells in in_order(reading, reading.rows(DRIVER_LEDGER.name)) if place == reading.main]
    drivers = [_driver_paragraph(reading, cells) for cells in rows]
    # Output and revenue of the same firms tell the same story; it is told once.
    firms = [said for cells in rows if (said := _firm_paragraph(reading, cells)) is not None]
    return [*drivers, *firms[:1]]


def _driver_paragraph(reading: Reading, cells: Cells) -> Paragraph | None:
    pulls = [
        (f"{word}", figure)
        for column, word in _DRIVERS
        if (figure := row_figure(reading, DRIVER_LEDGER, cells, column)) is not None
        and not (column == "other_pull" and shows_zero(number_in(cells, column) or 0))
    ]
    if not any(word in ("新动能", "传统动能") for word, _ in pulls):
        return None
    name, growth = reading.indicator(cells.get("indicator")).name, row_figure(reading, DRIVER_LEDGER, cells, "growth")
    head: Parts = (f"按分项合计，{name}同比", growth, "，其中") if growth else (f"从动能看，{name}中",)
    return paragraph(head, listed([(word, figure) for word, figure in pulls], "，"), "。", _difference(reading, cells))


def _difference(reading: Reading, cells: Cells) -> Parts:
    value, figure = number_in(cells, "parts_difference"), row_figure(reading, DRIVER_LEDGER, cells, "parts_difference")
    indicator = reading.indicator(cells.get("indicator"))
    if value is None or figure is None or round_half_up(value, indicator.decimals) == 0:
        return ()
    return f"分项之和比总数{'少' if value > 0 else '多'}", figure, "，请数据来源单位核对。"


def _firm_paragraph(reading: Reading, cells: Cells) -> Paragraph | None:
    moves: list[Parts] = []
    for column, word in _FIRMS:
        count = row_figure(reading, DRIVER_LEDGER, cells, column)
        pull = row_figure(reading, DRIVER_LEDGER, cells, f"{column}_pull")
        if count is not None and pull is not None and number_in(cells, column):
            moves.append((f"{word}企业", count, "户，", pull))
    if not moves:
        return None
    growth = row_figure(reading, DRIVER_LEDGER, cells, "firm_growth")
    name = reading.indicator(cells.get("indicator")).name
    head: Parts = (f"从企业看，{name}按企业合计同比", growth, "，其中") if growth else (f"从企业看，{name}中",)
    return paragraph(head, listed(moves, "；"), "。")
