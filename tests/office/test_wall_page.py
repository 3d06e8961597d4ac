"""The wall chart: one file, every light with its word, every text escaped, nothing fetched."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.office.paper_values import COUNTIES, PARKS, wall

from guatu.office import write_wall
from guatu.office.wall_page import arrangement, wall_html
from guatu.report import Lamp, Light, Tile, Wall


class _Page(HTMLParser):
    """Collects tags, attributes and the words of the page, and checks that tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def _one(lamp: Lamp, name: str = "甲县") -> Wall:
    return Wall("挂图", "", (("县市", (Tile(name, "县", (lamp,)),)),), ())


@pytest.fixture(name="page")
def _page() -> _Page:
    return _Page(wall_html(wall()))


def test_every_tile_lamp_and_legend_is_on_the_page(page: _Page) -> None:
    assert page.tags.count("article") == len(COUNTIES) + len(PARKS)
    for text in (*COUNTIES, *PARKS, "高技术制造业增加值增速", "牵头：州统计局", "落后序时1.2个百分点", "未报或不评"):
        assert text in page.words
    assert "红1黄1绿2灰1" in page.words


def test_every_light_carries_its_word() -> None:
    lights = re.findall(r'<span class="(?:light|past) (\w+)">(.*?)</span>', wall_html(wall()))
    assert len(lights) > 500
    assert all(Light(name).word == word for name, word in lights)


def test_nothing_is_fetched_and_nothing_runs(page: _Page) -> None:
    html = wall_html(wall())
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not {"src", "href", "style", "onclick"} & {name for name, _ in page.attributes}
    assert not re.search(r"url\(|@import|@font-face|https?:", html)


def test_texts_are_escaped() -> None:
    nasty = '<b>=1+1"&</b><script>'
    lamp = Lamp(nasty, Light.RED, nasty, nasty, nasty)
    html = wall_html(
        replace(_one(lamp, nasty), title=nasty, subtitle=nasty, legend=((Light.RED, nasty),), notes=(nasty,))
    )
    page = _Page(html)
    assert not {"b", "script"} & set(page.tags)
    assert page.words.count(nasty) == 10


def test_the_page_is_a3_landscape_and_rows_of_tiles_do_not_break() -> None:
    css = wall_html(wall()).partition("<style>")[2].partition("</style>")[0]
    assert "size: A3 landscape" in css
    row = re.search(r"\.row \{(.*?)\}", css, re.DOTALL)
    assert row is not None
    assert "break-inside: avoid" in row[1]


def test_only_css_of_an_old_browser_is_used() -> None:
    css = wall_html(wall()).partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r":has\(|:is\(|@container|subgrid|@layer|color-mix|aspect-ratio|\bgap:|&", css)


def test_a_lamp_without_words_leaves_no_empty_lines() -> None:
    html = wall_html(_one(Lamp("用电量", Light.GREY, "", "", "")))
    assert "牵头" not in html
    assert '<p class="gap">' not in html
    assert "左远右近" not in html


def test_many_lamps_make_tiles_broad() -> None:
    lamp = Lamp("用电量", Light.GREEN, "", "", "")
    assert arrangement((Tile("全州", "州", (lamp,) * 30),)) == (1, 5)
    assert arrangement((Tile("甲县", "县", (lamp,) * 12),) * 10) == (3, 2)
    assert arrangement((Tile("甲县", "县", (lamp,) * 30),) * 10) == (1, 5)


def test_empty_groups_and_tiles_say_so() -> None:
    html = wall_html(Wall("挂图", "", (("县市", ()), ("园区", (Tile("甲园区", "园区", ()),))), ()))
    assert "没有挂图对象" in html
    assert "没有列入的目标" in html


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_wall(tmp_path / name, wall())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
