"""Every number of a bulletin and where it comes from (核数): figures have a source, numbers typed by hand have none.

Read generously: a word too many costs a click, a number too few stands in front of a leader without a source.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guatu.report.rewording import Rewording, figures_in, stretches
from guatu.report.values import Bulletin, Column, Figure, Form, Heading, Paragraph, Row, Section, Table

_HAN = "〇零一二两三四五六七八九十百千万亿"
_UNITS = (
    r"(?:个?百分点|％|%|‰|[百千万亿]*(?:吨标煤|千瓦时|平方公里|平方米|公里|美元|元|吨|亩|度|立方米)"
    r"|[百千万亿]*(?:户|家|项|个|人|名|件|次|位|宗|笔|起|台|套|条)|个月|年|月|日|天|季度|期|成|倍|县)"
)
_NUMBER = re.compile(
    rf"(?<!附件)(?<!表)(?<!图)(?P<digits>[0-9０-９]+(?:[,，][0-9０-９]{{3}}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?)\s*{_UNITS}?"
    rf"|[百千万]分之[{_HAN}半点]+|[{_HAN}]+分之[{_HAN}]+|翻[一两二三四五]?番|翻倍|过半|一半|近半|半数"
    rf"|(?<![{_HAN}第])[{_HAN}]+(?:点[{_HAN}]+)?{_UNITS}"
)
# Words that only look like numbers.
_NO_NUMBERS = re.compile(
    r"一个(?!百分点|县|市|园区|企业|项目|月|季)|一批|一次性|一年来|一期|一条(?!龙)|万家灯火|[一二三]季度|统一.?|一日|一成不变"
)


class NumberKind(StrEnum):
    """Where a number of the text comes from."""

    FIGURE = "figure"  # a figure of the run, with its source
    DRAFT = "draft"  # words of the draft itself: months, numbering, the plan's own numbers
    TYPED = "typed"  # typed by a person: no source


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number of the bulletin: where it stands (`3.0`: block and stretch, `+3.0`: an added paragraph, `title`)."""

    where: str
    number: str
    kind: NumberKind
    sentence: str
    figure: Figure | None = None


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers written in a text, in digits or in Chinese, with the unit behind them.

    >>> numbers_in("增长５.1%，其中三家企业下降两成，见附件1")
    ('５.1%', '三家', '两成')
    """
    return tuple(
        found[0].strip()
        for found in _NUMBER.finditer(text)
        if found["digits"] or not _NO_NUMBERS.match(text, found.start())
    )


def bulletin_numbers(draft: Bulletin, rewording: Rewording) -> tuple[FoundNumber, ...]:
    """Return every number of a bulletin that is being written, in the order it is read; hidden paragraphs have none."""
    return tuple(_numbers(draft, rewording))


def _numbers(draft: Bulletin, rewording: Rewording) -> Iterator[FoundNumber]:
    for name, before, after in (
        ("title", draft.title, rewording.title),
        ("recipients", draft.recipients, rewording.recipients),
        ("signed", draft.signed, rewording.signed),
    ):
        yield from _written(name, before, before if after is None else after)
    for at, block in enumerate(draft.blocks):
        if at not in rewording.hidden and isinstance(block, Heading | Paragraph):
            figures = figures_in(block)
            for index, before in enumerate(stretches(block)):
                after = rewording.texts.get((at, index), before)
                where = f"{at}.{index}"
                yield from _written(where, before, after)
                if index < len(figures):
                    figure = figures[index]
                    yield FoundNumber(where, figure.printed, NumberKind.FIGURE, figure.meaning, figure)
        for index, text in enumerate(rewording.added.get(at, ())):
            yield from _written(f"+{at}.{index}", "", text)


def _written(where: str, before: str, after: str) -> Iterator[FoundNumber]:
    """Tell the numbers that the draft has at this place from those that somebody typed."""
    drafted = Counter(numbers_in(before))
    for number in numbers_in(after):
        kind = NumberKind.DRAFT if drafted[number] else NumberKind.TYPED
        drafted[number] -= 1 if drafted[number] else 0
        yield FoundNumber(where, number, kind, after)


def number_table(numbers: Sequence[FoundNumber], reasons: Mapping[tuple[str, str, str], str]) -> Table:
    """Return the list of numbers and sources (核数表); `reasons` of typed ones are by where, number and sentence."""
    rows = tuple(
        Row((index, one.number, *_source_cells(one, reasons)))
        for index, one in enumerate((one for one in numbers if one.kind is not NumberKind.DRAFT), start=1)
    )
    return Table(
        name="核数表",
        title="通报各数与来源",
        subtitle="",
        columns=(
            Column("序号", Form.COUNT, width=3),
            Column("文中数", width=12),
            Column("含义", width=26),
            Column("算法", width=26),
            Column("来源", width=26),
            Column("报送单位", width=14),
            Column("数据文件", width=18),
            Column("位置", width=10),
            Column("核对", width=24),
        ),
        sections=(Section("", rows, decimals=0),),
        numbered=False,
    )


def _source_cells(one: FoundNumber, reasons: Mapping[tuple[str, str, str], str]) -> tuple[str | None, ...]:
    if one.figure is None:
        reason = reasons.get((one.where, one.number, one.sentence), "")
        return (one.sentence, None, None, None, None, None, f"人工写入，已确认：{reason}" if reason else "无来源")
    origin = one.figure.origin
    read = (origin.publisher, origin.file, origin.spot) if origin else (None, None, None)
    return (one.figure.meaning, one.figure.formula, one.figure.source, *read, "有来源")
