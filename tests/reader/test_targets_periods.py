"""For when a target is: the period of the sentence, the lead, the heading, the note, the title, in that order."""

from datetime import date

import pytest

from guatu.reader.draft import DocumentFacts
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source
from guatu.reader.targets import read_targets

UNTITLED = DocumentFacts(title="青河县提质行动方案", issued_on="2024-03-01")
TITLED = DocumentFacts(
    title="青河县提质行动方案（2024—2026年）",
    issued_on="2024-03-01",
    period_start=date(2024, 1, 1),
    period_end=date(2026, 12, 31),
)
VALID = DocumentFacts(
    title="青河县若干措施", issued_on="2024-03-01", period_start=date(2024, 3, 1), period_end=date(2027, 2, 28)
)


def periods_of(text: str, facts: DocumentFacts = UNTITLED) -> list[str | None]:
    plan = read_source(text)
    outline = read_outline(plan)
    return [item.period for item in read_targets(plan, read_sentences(plan, outline), facts)]


def clause(body: str, title: str = "重点工作") -> str:
    return f"一、{title}\n{body}\n二、保障措施\n加强领导。\n"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("到2028年，园区达到50家。", "2028"),
        ("2028年底前，建成园区50家。", "2028"),
        ("建成园区50家，力争2027年底前全部投用。", None),
        ("2026—2028年，产值年均增长7%。", "2026/2028"),
        ("年内新增企业20户。", "2024"),
        ("全年力争新增企业20户。", "2024"),
        ("“十五五”末，产值达到50亿元。", "2030"),
        ("产值较2023年增长10%。", None),
        ("落实《园区规划（2021—2025年）》，建成园区3家。", None),
        ("三年内培育企业100家。", None),
    ],
)
def test_the_sentence_states_the_period_and_comparisons_do_not(sentence: str, period: str | None) -> None:
    assert periods_of(clause(sentence)) == [period]


def test_a_lead_sentence_rules_those_that_follow_it() -> None:
    assert periods_of(clause("到2028年，产业体系基本形成。产值达到50亿元；新增企业20户。")) == ["2028", "2028"]


def test_a_later_statement_takes_over() -> None:
    text = clause("到2026年，产值达到50亿元；占比超25%。到2028年，产值达到80亿元。占比超30%。")
    assert periods_of(text) == ["2026", "2026", "2028", "2028"]


def test_a_lead_does_not_reach_into_the_next_clause() -> None:
    text = "一、总体要求\n到2028年，产值达到50亿元。\n二、重点任务\n（一）培育主体。\n培育企业20家。\n"
    assert periods_of(text) == ["2028", None]


def test_goals_that_open_with_a_period_hand_it_down() -> None:
    goals = "（一）规模。\n产值达到50亿元。\n（二）主体。\n企业达到20家。\n"
    text = f"一、主要目标\n到2028年，实现以下目标：\n{goals}二、保障\n略。\n"
    assert periods_of(text) == ["2028", "2028"]


def test_the_heading_states_the_period() -> None:
    assert periods_of(clause("产值达到50亿元。", title="主要目标（到2028年）")) == ["2028"]


def test_the_deadline_of_the_note_behind_a_figure_is_its_period() -> None:
    note = "（责任单位：县商务局；完成时限：2025年10月底前）"
    assert periods_of(clause(f"建成园区3家。{note}")) == ["2025"]
    assert periods_of(clause(f"压减事项。{note}\n建成园区3家。")) == [None]


def test_the_years_of_the_title_come_last_and_a_validity_gives_none() -> None:
    assert periods_of(clause("建成园区3家。"), TITLED) == ["2024/2026"]
    assert periods_of(clause("到2025年，建成园区3家。"), TITLED) == ["2025"]
    assert periods_of(clause("建成园区3家。"), VALID) == [None]


def test_years_that_are_counted_take_their_first_year_from_the_text() -> None:
    text = (
        "一、总体目标\n从2026年起，5年内全县新增规上企业200户。\n"
        "二、重点工作\n1.引才。5年内，引进高层次人才300名。\n2.育才。三年内，培训技工1000名。\n"
    )
    assert periods_of(text) == ["2026/2030", "2026/2030", None]
    assert periods_of("一、重点工作\n1.引才。5年内，引进高层次人才300名。\n2.育才。培训技工1000名。\n") == [None, None]
