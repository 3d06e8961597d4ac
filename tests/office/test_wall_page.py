"""The wall chart: one file, every light with its word, every text escaped, nothing fetched."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.office.paper_values import COUNTIES, PARKS, wall

from guatu.office import write_wall
from guatu.office.wall_arrangement import arrange
from guatu.office.wall_page import wall_html
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


def _tiles(count: int, lamps: int, **words: str) -> tuple[Tile, ...]:
    lamp = Lamp("用电量", Light.GREEN, words.get("reading", "完成率 75.0%"), words.get("gap", "超前1.0个百分点"), "")
    return tuple(Tile(f"第{at}县", "县", (lamp,) * lamps) for at in range(count))


def test_a_prefecture_has_a_sheet_for_itself_its_counties_and_its_parks() -> None:
    reading = "同比增长10.9% / 目标 增长9.3%以上"
    ways, apart = arrange((_tiles(1, 21), _tiles(10, 9, reading=reading), _tiles(6, 6, reading=reading)))
    assert apart
    assert ways[0].tiles == 1
    assert (ways[1].tiles, ways[1].lamps) == (5, 1)
    assert ways[2].scale > ways[1].scale >= 0.9


def test_few_tiles_share_a_sheet_in_large_print() -> None:
    ways, apart = arrange((_tiles(1, 3), _tiles(2, 2)))
    assert not apart
    assert {way.scale for way in ways} == {1.4}


def test_long_lines_keep_print_from_growing() -> None:
    short, _ = arrange((_tiles(5, 3),))
    long, _ = arrange((_tiles(5, 3, gap="落后" + "很" * 40),))
    assert long[0].scale < short[0].scale or long[0].tiles < short[0].tiles


def test_what_no_sheet_holds_keeps_its_print_and_runs_over() -> None:
    ways, _ = arrange((_tiles(129, 20),))
    assert ways[0].scale == 1.0


def test_no_groups_and_no_tiles_are_arranged_too() -> None:
    assert arrange(()) == ((), False)
    assert arrange(((),))[1] is False


def test_sheets_are_parted_only_where_groups_do_not_fit_one() -> None:
    crowded = replace(wall(), groups=(("全州", _tiles(1, 21)), ("县市", _tiles(10, 9))))
    assert wall_html(crowded).count(' sheet">') == 2
    assert ' sheet">' not in wall_html(replace(wall(), groups=(("全州", _tiles(1, 3)),)))


def test_a_lead_that_all_indicators_share_is_said_once_in_the_head() -> None:
    lamps = tuple(Lamp(name, Light.GREEN, "", "", "甲县政府") for name in ("用电量", "产值", "投资"))
    html = wall_html(Wall("挂图", "", (("县市", (Tile("甲县", "县", lamps),)),), ()))
    assert html.count("牵头：甲县政府") == 1
    apart = (replace(lamps[0], lead="州工信局"), *lamps[1:])
    html = wall_html(Wall("挂图", "", (("县市", (Tile("甲县", "县", apart),)),), ()))
    assert html.count("牵头：") == 3


def test_empty_groups_and_tiles_say_so() -> None:
    html = wall_html(Wall("挂图", "", (("县市", ()), ("园区", (Tile("甲园区", "园区", ()),))), ()))
    assert "没有挂图对象" in html
    assert "没有列入的目标" in html


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_wall(tmp_path / name, wall())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
