"""附件 数据来源: every number of the bulletin with its meaning, formula and source row, one line each.

Formulas and files are said once, in the notes, and referred to by a sign; a number that returns is listed once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guatu.report.formulas import LETTERS
from guatu.report.values import Annex, Block, Column, Figure, Form, Heading, Origin, Paragraph, Row, Section, Table

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

_SOURCES = "数据来源"
_PLANS = "计划全称"
_LETTER = re.compile(r"\b[ABLT]\b|[ABLT](?=[−＝÷×)])")


def source_annex(blocks: Iterable[Block], documents: Mapping[str, str]) -> Annex | None:
    """Return the annex of the figures in some blocks, by heading and in their order; None without any.

    `documents` are the full titles of plans by the short ones that sources cite.
    """
    formulas: dict[str, str] = {}
    files: dict[tuple[str, str], str] = {}
    seen: set[Figure] = set()
    sections: list[tuple[str, list[Row]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append((block.text, []))
        if not isinstance(block, Paragraph):
            continue
        for figure in (part for part in block.parts if isinstance(part, Figure)):
            if figure not in seen:
                seen.add(figure)
                sign = formulas.setdefault(figure.formula, _sign(len(formulas)))
                cells = (len(seen), figure.printed, figure.meaning, sign, _source(figure, files))
                sections[-1][1].append(Row(cells))
    if not seen:
        return None
    table = Table(
        name=_SOURCES,
        title="通报各数的含义、计算和来源",
        subtitle="算法和数据文件的代号见表后说明；同一个数再次出现的不重列",
        columns=(
            Column("序号", Form.COUNT, width=2),
            Column("文中数", width=7.5),
            Column("含义", width=18),
            Column("算法", width=2),
            Column("来源", width=16),
        ),
        sections=tuple(Section(title, tuple(rows), decimals=0) for title, rows in sections if rows),
        notes=_notes(formulas, files, _cited(seen, documents)),
        numbered=False,
    )
    return Annex(table.title, (table,), dense=True)


def is_source_annex(annex: Annex) -> bool:
    """Tell whether an annex is the list of sources."""
    return any(table.name == _SOURCES for table in annex.tables)


def renewed_sources(annexes: Sequence[Annex], blocks: Iterable[Block]) -> tuple[Annex, ...]:
    """Return the annexes with the list of sources made again of the blocks as they are now; other annexes stay."""
    kept = []
    for annex in annexes:
        if not is_source_annex(annex):
            kept.append(annex)
        elif fresh := source_annex(blocks, {}):
            table = fresh.tables[0]
            plans = tuple(note for note in annex.tables[0].notes if note.startswith(_PLANS))
            kept.append(replace(fresh, tables=(replace(table, notes=(*table.notes, *plans)),)))
    return tuple(kept)


def _sign(index: int) -> str:
    return _CIRCLED[index] if index < len(_CIRCLED) else f"({index + 1})"


def _source(figure: Figure, files: dict[tuple[str, str], str]) -> str:
    """Return the ledger or clause a figure stands in and, for a reported one, its row: `时序账 文2第123行`."""
    ledger = figure.source.partition("：")[0]
    return f"{ledger} {_spot(figure.origin, files)}" if figure.origin else ledger


def _spot(origin: Origin, files: dict[tuple[str, str], str]) -> str:
    key = (origin.publisher, origin.file)
    return files.setdefault(key, f"文{len(files) + 1}") + origin.spot


def _cited(figures: Iterable[Figure], documents: Mapping[str, str]) -> list[str]:
    sources = {figure.source for figure in figures}
    named = {short for short in documents if any(source.startswith(f"《{short}》") for source in sources)}
    return [full for short, full in documents.items() if short in named and full != short]


def _notes(formulas: dict[str, str], files: dict[tuple[str, str], str], plans: list[str]) -> tuple[str, ...]:
    made = "；".join(f"{sign}{formula}" for formula, sign in formulas.items())
    letters = f"{LETTERS}。" if any(_LETTER.search(formula) for formula in formulas) else ""
    notes = [f"算法：{made}。{letters}"]
    if files:
        read = (f"{sign}＝{'，'.join(filter(None, key))}" for key, sign in files.items())
        notes.append(f"数据文件：{'；'.join(read)}。报送日期和数据状态见台账《数据来源》表。")
    if plans:
        notes.append(f"{_PLANS}：{'、'.join(f'《{title}》' for title in plans)}。")
    return tuple(notes)
