"""口径影响: what each answer to an open question would pay, beside what can be paid while nobody has decided."""

from collections.abc import Iterator
from itertools import groupby

from guatu.report.award_reading import AwardReading
from guatu.report.award_values import AnswerEffect
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table

_COLUMNS = (
    Column("涉及条款", width=12),
    Column("口径", width=28),
    Column("如果答复", width=16),
    Column("兑现户数", Form.COUNT),
    Column("兑现金额", Form.MONEY, "元"),
    Column("比最少的多", Form.MONEY, "元"),
    Column("仍待定", Form.COUNT, "户次"),
    Column("说明", width=14),
)


def question_table(reading: AwardReading, effects: tuple[AnswerEffect, ...]) -> Table:
    """Return the table: under each question, or questions that meet in a clause, a line for each way of answering."""
    rows: list[Row] = []
    for _, group in groupby(effects, key=lambda one: (one.questions, one.rewards)):
        rows.extend(_rows(reading, tuple(group)))
    return Table(
        name="口径影响",
        title=f"{reading.title}未定口径的影响",
        subtitle="",
        columns=_COLUMNS,
        sections=(Section("", tuple(rows)),),
        notes=(
            "金额为涉及条款在该答复下的合计；在同一条款或条款组里相遇的几个口径合起来测算。",
            "由有权的单位决定后写进 rulings.yaml，程序不代为取舍。",
        ),
        numbered=False,
        nothing="（没有未定的口径）",
    )


def _rows(reading: AwardReading, effects: tuple[AnswerEffect, ...]) -> Iterator[Row]:
    first = effects[0]
    names = "、".join(map(reading.clause_name, first.rewards))
    asked = _numbered(first.questions)
    head: tuple[Cell, ...] = (names, asked, "（不决定）", None, first.now_yuan, None, first.unknown_now, first.note)
    yield Row(head, Emphasis.SUBTOTAL)
    for one in effects:
        answers = _numbered(one.answers)
        yield Row((None, None, answers, one.firms, one.amount_yuan, one.more_yuan or None, one.unknown, None))


def _numbered(words: tuple[str, ...]) -> str:
    """Return several texts numbered, so that each answer finds its question; one text as it is."""
    return words[0] if len(words) == 1 else "\n".join(f"{at}.{word}" for at, word in enumerate(words, start=1))
