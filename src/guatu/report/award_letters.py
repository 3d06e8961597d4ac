"""The letter to one firm (一次性告知书): what is paid and how it was computed, what is refused and what was compared,
what is open and what to bring.

A letter says the facts and the rule. It never says which number would be enough, and never asks for a figure to be
changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guatu.pack import amount_words
from guatu.report.award_clauses import dated, rounding_words
from guatu.report.award_notice import CONTACTS, basis_words, draft_note
from guatu.report.award_reading import AwardReading
from guatu.report.award_values import ZERO, AwardKind, AwardRow
from guatu.report.award_words import (
    DECLARE_WORDS,
    STATISTICS_REASON,
    cut_words,
    open_sentence,
    refusal_sentence,
    refusal_word,
    yuan,
)
from guatu.report.values import Block, Bulletin, Heading, Paragraph
from guatu.rules import condition_text

_ORDINALS = "一二三四五"


@dataclass(frozen=True, slots=True)
class FirmLetter:
    """A letter with the firm it is for."""

    subject: str
    name: str
    letter: Bulletin


def award_letter(
    reading: AwardReading, subject: str, name: str, rows: Sequence[AwardRow], *, dated_on: date | None = None
) -> FirmLetter:
    """Return the letter to a firm from its rows in all lists; without rows, the clauses it is not an object of."""
    paid = [one for one in rows if one.kind is AwardKind.PAID]
    refused = [one for one in rows if one.kind is AwardKind.REFUSED]
    waiting = [one for one in rows if one.kind is AwardKind.OPEN]
    total = sum((one.payable or ZERO for one in paid), ZERO)
    parts: list[tuple[str, list[str]]] = [
        (f"拟予兑现的条款（{len(paid)}条，共{yuan(total)}）", [_paid_words(reading, one) for one in paid]),
        (f"不予兑现的条款（{len(refused)}条）", [_refused_words(reading, one) for one in refused]),
        (f"待定的条款（{len(waiting)}条）", [_open_words(reading, one) for one in waiting]),
        ("不适用的条款", _outside(reading, rows)),
    ]
    blocks: list[Block] = [
        _said(f"根据{basis_words(reading)}，现将你单位{reading.year}年度奖补事项的审核结果一次告知。")
    ]
    for ordinal, (title, texts) in zip(_ORDINALS, [one for one in parts if one[1]], strict=False):
        blocks.append(Heading(f"{ordinal}、{title}"))
        numbered = len(texts) > 1
        blocks += [_said(f"{at}.{text}" if numbered else text) for at, text in enumerate(texts, start=1)]
    blocks += [_said(text) for text in _closing(paid)]
    letter = Bulletin(
        title=f"{reading.year}年度奖补政策一次性告知书",
        issuer="",
        number="",
        recipients=f"{name}（{subject}）",
        blocks=tuple(blocks),
        signed="",
        dated=dated_on,
        draft_note=draft_note(reading, with_doubts=False),
    )
    return FirmLetter(subject, name, letter)


def _paid_words(reading: AwardReading, row: AwardRow) -> str:
    reward, cut = reading.clauses[row.reward].reward, cut_words(reading, row)
    return (
        f"{reward.name}：{yuan(row.payable or ZERO)}。计算办法：{_amounts(reading, row)}。{row.because}。"
        + (f"{cut}。" if cut else "")
        + _proof("核验材料", reward.proof)
        + _basis(reading, row)
    )


def _refused_words(reading: AwardReading, row: AwardRow) -> str:
    word, sentence = refusal_word(reading, row), refusal_sentence(reading, row)
    return f"{reading.clause_name(row.reward)}：{word}。{sentence}。{_basis(reading, row)}"


def _open_words(reading: AwardReading, row: AwardRow) -> str:
    reward = reading.clauses[row.reward].reward
    bring = f"{DECLARE_WORDS}。" if row.reason == STATISTICS_REASON else _proof("请带以下材料核对", reward.proof)
    return f"{reward.name}：{open_sentence(reading, row)}。{bring}{_basis(reading, row)}"


def _outside(reading: AwardReading, rows: Iterable[AwardRow]) -> list[str]:
    """Return one sentence on the clauses of firms whose object (对象) the firm is not, with whom they speak of."""
    listed = {one.reward for one in rows}
    others = [
        rule.reward
        for rule in reading.paying
        if rule.id not in listed and rule.reward.who and reading.tables[rule.id].table.name == "firm_years"
    ]
    named = (
        f"{one.name}（对象：{'、'.join(who.name or condition_text(who.test) for who in one.who)}）" for one in others
    )
    return [f"以下条款的对象不含你单位：{'；'.join(named)}。"] if others else []


def _basis(reading: AwardReading, row: AwardRow) -> str:
    return f"依据：{reading.cited(reading.clauses[row.reward].reward)}。"


def _amounts(reading: AwardReading, row: AwardRow) -> str:
    rule = reading.clauses[row.reward]
    exceptions = rule.variants[0].exceptions
    number = row.reason.removeprefix("e").removesuffix("cap")
    applied = exceptions[int(number) - 1].reward if row.reason.startswith("e") and number.isdigit() else rule.reward
    return amount_words(dated(applied.amount, reading.book.moment)) + rounding_words(applied)


def _proof(word: str, proof: Sequence[str]) -> str:
    return f"{word}：{'、'.join(proof)}。" if proof else ""


def _closing(paid: Sequence[AwardRow]) -> list[str]:
    shown = ["拟予兑现的金额以公示无异议后的结果为准。"] if paid else []
    return [
        *shown,
        "以上结果按你单位申报和有关部门提供的数据、按条款逐条计算。对所用的数据或结果有异议的，可以持原始凭证到受理窗口核对。",
        *CONTACTS,
    ]


def _said(text: str) -> Paragraph:
    return Paragraph((text,))
