"""Tables as HTML: escaped texts, words on lights, links to the source of every number that has one."""

from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from guatu.office import table_html
from guatu.report import Column, Form, Light, Row, Section, Table

ABOUT = ("999901", "output", "2024:t&1")
TABLE = Table(
    name="时序账",
    title="时序账",
    subtitle="",
    columns=(
        Column("地区"),
        Column("累计完成", Form.NUMBER, key="actual"),
        Column("亮灯", Form.LIGHT, key="light"),
        Column("牵头单位"),
    ),
    sections=(
        Section(
            "工业总产值",
            (
                Row(("甲<县>", 12.345, Light.RED, "经信局"), about=ABOUT),
                Row(("乙县", None, None, None), about=ABOUT),
                Row(("小计", 20.0, None, None)),
            ),
            "亿元",
        ),
    ),
    key="schedule_ledger",
)


def links(html: str) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314 - made by the test itself
    return [("".join(one.itertext()), one.get("href") or "") for one in root.iter("a")]


def test_numbers_and_lights_of_rows_that_say_what_they_are_about_lead_to_their_source() -> None:
    found = links(table_html(TABLE, "/runs/1/source"))
    assert [text for text, _ in found] == ["12.35", "红", "", ""]
    address = urlsplit(found[0][1])
    assert address.path == "/runs/1/source"
    assert {name: value for name, (value,) in parse_qs(unescape(address.query)).items()} == {
        "ledger": "schedule_ledger", "place": "999901", "indicator": "output", "target": "2024:t&1", "column": "actual",
    }  # fmt: skip


def test_a_column_about_one_place_fills_in_what_its_rows_leave_open() -> None:
    columns = (Column("指标"), Column("甲县", Form.LIGHT, key="light", about=("999901", "")))
    table = Table("亮灯一览", "", "", columns, (Section("", (Row(("产值", Light.GREEN), about=("", "output", "")),)),))
    ((_, link),) = links(table_html(table, "s"))
    assert parse_qs(link.partition("?")[2])["place"] == ["999901"]
    assert parse_qs(link.partition("?")[2])["indicator"] == ["output"]


def test_without_an_address_nothing_is_linked() -> None:
    html = table_html(TABLE)
    assert links(html) == []
    assert "甲&lt;县&gt;" in html


def test_a_blank_asks_why_without_printing_anything() -> None:
    html = table_html(TABLE, "s")
    assert html.count('class="blank"') == 2
    assert 'tabindex="-1"' in html
