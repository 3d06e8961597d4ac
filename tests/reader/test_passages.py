"""Sentences and clauses around what was read, and words found again in the text."""

from dataclasses import replace

from tests.reader.example_draft import TEXT, example_draft, quote

from guatu.reader import Passages, Quote
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source

DRAFT = example_draft()
PASSAGES = Passages.of_draft(DRAFT)
TABLE = "\t一、重点清单\n1\t建设平台\t接入企业120家\t\t县科技局\n"


def passages_of(text: str) -> Passages:
    plan = replace(DRAFT, text=text, outline=read_outline(read_source(text)), targets=(), tasks=())
    return Passages.of_draft(plan)


def test_cells_of_a_table_are_kept_apart_and_the_own_words_stay_in_place() -> None:
    passages = passages_of(TABLE)
    start = TABLE.index("接入")
    sentence, first, last = passages.context(Quote(start, start + 8, "接入企业120家"))
    assert "1　建设平台　接入企业120家　县科技局" in sentence
    assert sentence[first:last] == "接入企业120家"
    assert passages.printed(0, len(passages.plan.clean)).startswith("一、重点清单")


def test_words_copied_from_the_sheet_are_found_again() -> None:
    found = passages_of(TABLE).find("1　建设平台　接入企业120家")
    assert found is not None
    assert found.text == "1\t建设平台\t接入企业120家"


def test_words_are_looked_for_behind_a_place() -> None:
    second = PASSAGES.find("县工信局", TEXT.index("各乡镇每月"))
    assert second is not None
    assert second.start == TEXT.rindex("县工信局")


def test_a_measure_begins_with_its_heading_where_that_is_asked_for() -> None:
    task = DRAFT.tasks[0]
    assert PASSAGES.measure(task, 0).startswith("建立培育库")
    assert PASSAGES.measure(task, 0, with_heading=True).startswith("（一）壮大企业。建立培育库")
    assert not PASSAGES.measure(task, 0).endswith("（")


def test_the_context_of_a_quote_is_its_sentence() -> None:
    sentence, first, last = PASSAGES.context(quote("每年新增规上企业3—5户"))
    assert sentence[:7] + sentence[-2:] == "到2028年，户。"
    assert sentence[first:last] == "每年新增规上企业3—5户"
