"""The review as a page: the text beside what was read, linked both ways, safe and the same every time."""

import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.reader.example_draft import TEXT, example_draft, quote

from guatu.domain import FindingCode, Severity, Span
from guatu.office import write_review_page
from guatu.office.review_page import review_html
from guatu.pack import Confidence
from guatu.reader import Draft, Quote
from guatu.reader.matching import match_draft

DRAFT = example_draft()
DATES = FindingCode("X900", "日期不一致", "", "", "", Severity.WARNING).at(
    Span("方案.docx", line=3), "落款日期<b>晚于</b>报送日期。", "请核对。"
)
LOW, HIGH = Confidence.LOW, Confidence.HIGH


class Page(HTMLParser):
    """Ids, links and what tags are left open."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        self.ids.extend(filter(None, [values.get("id")]))
        self.links.extend(filter(None, [values.get("href")]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def text_of(html: str) -> str:
    """Return the words of the left column without labels."""
    words = re.findall(r'<div class="words[^"]*">(.*?)</div>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", "".join(re.sub(r"<a [^>]*>.*?</a>", "", word) for word in words))


def test_every_link_leads_somewhere_and_every_tag_is_closed() -> None:
    page = Page(review_html(DRAFT, match_draft(DRAFT, None), [DATES]))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    for item in ("targets-1", "targets-2", "tasks-1", "incentives-2", "duties-1"):
        assert {f"#{item}", f"#at-{item}"} <= set(page.links)


def test_the_whole_text_stands_on_the_page_once() -> None:
    assert re.sub(r"\s", "", text_of(review_html(DRAFT))) == re.sub(r"\s", "", TEXT)


def test_an_item_stands_beside_its_paragraph_with_its_fields() -> None:
    html = review_html(DRAFT)
    row = next(one for one in html.split('<div class="row') if "年均增长8%以上" in one)
    assert (
        '<a class="tag k-targets" id="at-targets-1" href="#targets-1">目标-001</a>规上工业增加值年均增长8%以上' in row
    )
    assert "<b>目标期</b><i>2026—2028年</i>" in row
    assert "可信程度：低" in row
    assert "待定" in row
    assert "次月5日前" not in row


def test_items_that_share_or_overlap_a_stretch_are_all_marked() -> None:
    first = DRAFT.targets[0]
    wide = replace(first, quote=quote("全县规上工业增加值年均增长8%以上，每年新增规上企业3—5户"))
    html = review_html(replace(DRAFT, targets=(wide, first, first)))
    assert re.sub(r"\s", "", text_of(html)) == re.sub(r"\s", "", TEXT)
    assert '<a class="tag k-targets" id="at-targets-3" href="#targets-3">003</a>' in html


def test_nothing_from_the_text_or_the_findings_becomes_markup() -> None:
    evil = '<script>alert(1)</script>&"\x01'
    text = TEXT + evil
    target = replace(DRAFT.targets[0], indicator=evil, quote=Quote(len(TEXT), len(text), evil), rule=evil)
    facts = replace(DRAFT.document, title=evil)
    html = review_html(replace(DRAFT, text=text, document=facts, targets=(target,)), findings=[DATES])
    page = Page(html)
    assert "script" not in page.tags
    assert "b" in page.tags
    assert "<b>晚于" not in html
    assert "\x01" not in html


def test_the_page_loads_nothing() -> None:
    html = review_html(DRAFT, findings=[DATES])
    assert "default-src 'none'" in html
    assert not re.search(r"<script|<link|<img|https?:|@import|url\(", html)


def test_an_item_without_a_place_is_listed_by_itself() -> None:
    loose = replace(DRAFT.duties[0], quote=Quote(0, 0, ""))
    html = review_html(replace(DRAFT, duties=(loose,)))
    assert "没有标出原文位置的条目" in html
    assert 'href="#at-duties-1"' not in html


def test_a_zero_is_shown() -> None:
    zero = replace(DRAFT.targets[0], value=DRAFT.targets[0].value and DRAFT.targets[0].value * 0)
    assert "<b>目标值</b><i>0</i>" in review_html(replace(DRAFT, targets=(zero,)))


@pytest.mark.parametrize("text", ["", "\n\n", "没有序号的一段话。"])
def test_a_text_with_nothing_in_it_is_a_page_too(text: str) -> None:
    empty = Draft(
        text=text,
        document=replace(DRAFT.document, title=None),
        outline=(),
        targets=(),
        tasks=(),
        incentives=(),
        duties=(),
    )
    page = Page(review_html(empty))
    assert page.open == []


def test_low_confidence_is_said_in_words_and_by_a_line() -> None:
    sure = replace(DRAFT.targets[1], confidence=Confidence.HIGH)
    assert 'class="mark k-targets low"' in review_html(DRAFT)
    assert 'class="mark k-targets low"' not in review_html(replace(DRAFT, targets=(sure,)))


def test_what_is_not_sure_is_linked_first_and_the_rule_is_said_in_words() -> None:
    unsure, sure = (replace(DRAFT.targets[1], confidence=one, rule="count-before") for one in (LOW, HIGH))
    html = review_html(replace(DRAFT, targets=(DRAFT.targets[0], unsure)))
    assert '<a href="#targets-2">目标-002</a></p>' in html
    assert "读法：先写事物，后写个数" in html
    assert "先核对" not in review_html(replace(DRAFT, targets=(DRAFT.targets[0], sure)))


def test_cells_of_a_table_in_the_text_stand_apart() -> None:
    draft = replace(DRAFT, text="1\t建设平台\t县科技局\n", outline=(), targets=(), tasks=(), incentives=(), duties=())
    assert "1　建设平台　县科技局" in review_html(draft)


def test_thousands_of_items_in_one_paragraph_are_marked_at_once() -> None:
    text = "".join(f"产值增长{number}%。" for number in range(12_000))
    targets = tuple(
        replace(DRAFT.targets[0], quote=Quote(match.start(), match.end(), match.group()))
        for match in re.finditer(r"产值增长\d+%", text)
    )
    started = time.process_time()
    html = review_html(replace(DRAFT, text=text, targets=targets, tasks=(), incentives=(), duties=()))
    assert html.count('id="at-targets-') == 12_000
    assert time.process_time() - started < 10


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_review_page(tmp_path / name, DRAFT, match_draft(DRAFT, None), [DATES])
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
