"""What people of the offices are used to: the keyboard, large type, English, paper, small screens, no scripts."""

import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Message
from playwright.sync_api import Page, expect
from tests.console.browser.conftest import Visit
from tests.console.browser.visitor import WINDOW, Visitor
from tests.console.live_site import LiveSite
from tests.generated_messages import english_words, slices

pytestmark = pytest.mark.live

PERSONS = ("jiazi", "li", "wang", "sun", "gao", "zhou", "qian", "sysadmin", "secadmin", "auditor")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_QUARTERLY = "上季地区生产总值及三次产业"
_GROWTH, _FIGURE = "input.number.short", "input.number:not(.short)"
# A field must say what it is: by a label, by a word of its own, or by what it is described by.
_WITHOUT_LABEL = """fields => fields.filter(field => field.type !== 'hidden' && field.type !== 'submit'
    && !(field.labels && field.labels.length && field.labels[0].innerText.trim())
    && !field.getAttribute('aria-label')).map(field => field.outerHTML)"""
# Papers and their lights are Chinese documents in either language, and so is what somebody typed.
_TEXTS_OF_THE_PAGE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), part = walk.currentNode.parentElement;
    if (text && !part.closest('table.paper, .light, textarea, svg')) { found.push(text); }
  }
  return found;
}"""
# Texts that the pages also know as words of their own, and are names here: of persons, of the trail's own hand, of
# tables, columns and groups of places in papers.
_NAMES = frozenset({"系统管理员", "安全管理员", "审计管理员", "系统", "合计", "数据来源", "县市", "园区"})
_NEVER_DATA = "nav.menu, main label, main button, main a.button, .helptext"
_EMPTY_STATES = """marks => marks.filter(mark => !mark.innerText.trim()).map(mark => mark.outerHTML)"""


@pytest.fixture(scope="module")
def keys(demo: LiveSite) -> dict[str, str]:
    """A session of each person."""
    return demo.sessions_of([*PERSONS, "dingmao"])


@pytest.fixture
def enter(visit: Visit, keys: dict[str, str]) -> Callable[..., Visitor]:
    """Open a window of a person who has signed in before."""
    return lambda name, **options: visit(**options).with_session(keys[name])


def through_the_menu(visitor: Visitor) -> list[str]:
    """Return the addresses of a person's menu; each page is opened by who asks for it."""
    visitor.open("/")
    addresses = visitor.menu_addresses()
    assert len(addresses) >= 4
    return addresses


def quarterly_of(visitor: Visitor) -> Visitor:
    """Open the form of the quarter, which nobody has begun."""
    visitor.open("/reporting/filings")
    visitor.row(_QUARTERLY).get_by_role("link", name="填报").click()
    return visitor


@pytest.mark.parametrize("person", PERSONS)
def test_every_page_of_the_menu_is_whole(enter: Callable[..., Visitor], person: str) -> None:
    """No complaint of the browser, no scrolling sideways, every field has a label, every state has its word."""
    visitor = enter(person)
    wrong: dict[str, object] = {}
    for address in through_the_menu(visitor):
        visitor.open(address)
        page = visitor.page
        width = page.evaluate("document.documentElement.scrollWidth")
        found = {
            "wide": width if width > WINDOW["width"] else 0,
            "without label": page.eval_on_selector_all("input, select, textarea", _WITHOUT_LABEL),
            "without word": page.eval_on_selector_all(".state, .light", _EMPTY_STATES),
            "without title": page.locator("h1").count() != 1,
        }
        if any(found.values()):
            wrong[address] = {name: what for name, what in found.items() if what}
    assert wrong == {}
    assert visitor.complaints == []


@pytest.mark.parametrize("person", ["jiazi", "wang", "sysadmin"])
def test_paper_shows_no_menu(enter: Callable[..., Visitor], person: str) -> None:
    visitor = enter(person)
    addresses = through_the_menu(visitor)
    expect(visitor.page.locator("nav.menu")).to_be_visible()
    visitor.page.emulate_media(media="print")
    for address in addresses:
        visitor.open(address)
        for part in ("nav.menu", "header.top", "footer.foot"):
            expect(visitor.page.locator(part)).to_be_hidden()
        expect(visitor.main.locator("h1")).to_be_visible()


@pytest.mark.parametrize("person", ["jiazi", "wang", "secadmin", "sysadmin", "auditor"])
def test_english_leaves_no_chinese_word_of_the_pages(enter: Callable[..., Visitor], person: str) -> None:
    """What is left in Chinese is data: names of places, forms and people, papers, sentences of packs and the trail."""
    messages = [message for folder in slices() for message in english_words(folder).values()]
    interface = {one for message in messages for one in texts_of(message) if _CHINESE.search(one)}
    assert len(interface) > 500
    visitor = enter(person)
    visitor.open("/people/my-account")
    visitor.page.get_by_label("界面语言").select_option(label="English")
    visitor.press("保存")
    try:
        left: dict[str, list[str]] = {}
        for address in through_the_menu(visitor):
            visitor.open(address)
            assert visitor.page.locator("html").get_attribute("lang") == "en"
            said = set(visitor.page.evaluate(_TEXTS_OF_THE_PAGE))
            named = visitor.page.eval_on_selector_all(_NEVER_DATA, "parts => parts.map(part => part.innerText)")
            chinese = (said & interface - _NAMES) | {one for one in named if _CHINESE.search(one)}
            if chinese:
                left[address] = sorted(chinese)
        assert left == {}
    finally:
        visitor.open("/people/my-account")
        visitor.page.get_by_label("language").select_option(label="简体中文")
        visitor.press("Save")


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the Chinese of a message; one with a plural has two."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_enter_moves_down_the_grid(enter: Callable[..., Visitor]) -> None:
    page = quarterly_of(enter("dingmao")).page
    cells = page.locator(f"table.grid {_FIGURE}")
    assert cells.count() > 2
    cells.nth(0).focus()
    page.keyboard.press("Enter")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    assert "/filings/" in page.url, "Enter submits nothing"


def test_checks_answer_while_somebody_types(enter: Callable[..., Visitor]) -> None:
    visitor = quarterly_of(enter("dingmao"))
    line = visitor.main.locator("table.grid tbody tr").filter(has=visitor.page.locator(_FIGURE)).first
    last = float(line.locator("td.number a.source").first.inner_text().replace(",", ""))
    line.locator(_FIGURE).fill(f"{last * 10_000:.2f}")
    expect(line.locator(".hit-error")).to_contain_text("万元")
    expect(line).to_have_class(re.compile("wrong"))
    line.locator(_FIGURE).fill("约三百")
    expect(line.locator(".hit-error")).to_have_count(1)
    assert visitor.complaints == []


def test_unsaved_figures_are_not_left_without_a_warning(enter: Callable[..., Visitor]) -> None:
    visitor = quarterly_of(enter("dingmao"))
    visitor.menu("帮助")
    assert visitor.asked == [], "nothing was typed"
    visitor.page.go_back()
    visitor.main.locator(f"table.grid {_FIGURE}").first.press_sequentially("12")
    visitor.menu("帮助")
    visitor.page.wait_for_url("**/help")
    assert len(visitor.asked) == 1


def test_large_type_enlarges_everything_and_still_fits(enter: Callable[..., Visitor]) -> None:
    visitor = enter("zhou")
    visitor.open("/people/my-account")
    before = size_of_type(visitor.page)
    visitor.page.get_by_label("大字模式").check()
    visitor.press("保存")
    assert size_of_type(visitor.page) >= 1.3 * before
    for address in through_the_menu(visitor):
        visitor.open(address)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= WINDOW["width"], address


def size_of_type(page: Page) -> float:
    """Return the size of the page's text in pixels."""
    size: float = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    return size


def test_the_keyboard_reaches_the_page_and_shows_where_it_is(enter: Callable[..., Visitor]) -> None:
    visitor = enter("jiazi")
    visitor.open("/reporting/filings")
    page = visitor.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "the menu can be jumped over"
    for _ in range(30):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_without_scripts_a_form_is_saved_and_submitted(enter: Callable[..., Visitor]) -> None:
    visitor = quarterly_of(enter("dingmao", with_scripts=False))
    lines = visitor.main.locator("table.grid tbody tr").all()
    for line in lines:
        growth = line.locator(_GROWTH)
        last = line.locator("td.number").nth(3).inner_text().strip()
        if growth.count():
            growth.fill(last or "5")
    visitor.press("暂存")
    expect(visitor.main.locator(".state-draft")).to_have_text("暂存")
    for line in visitor.main.locator("table.grid tbody tr").all():
        year, growth = line.locator("td.number a.source").nth(1), line.locator(_GROWTH)
        if line.locator(_FIGURE).count() and year.count():
            before = float(year.inner_text().replace(",", ""))
            line.locator(_FIGURE).fill(f"{before * (1 + float(growth.input_value() or 0) / 100):.2f}")
    visitor.press("提交")
    for _ in range(3):
        if visitor.main.get_by_role("heading", level=1).inner_text() == "报送回执":
            break
        for answer in visitor.main.locator("table.grid input.answer").all():
            answer.fill("已与统计局核对，数据属实")
        visitor.press("提交")
    expect(visitor.main.get_by_role("heading", level=1)).to_have_text("报送回执")
