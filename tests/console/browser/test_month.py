"""A month through a real browser: from filling to the signed bulletin, its correction and the trail."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect
from tests.console.browser.conftest import Visit
from tests.console.browser.visitor import Visitor
from tests.console.live_site import LiveSite

_MONTHLY = "上月主要经济指标的累计数和增速"
_CAME_IN, _TRADE = "招商引资到位资金", "社会消费品零售总额"
_HAND_TYPED = "全州新签约项目57个，"
_LONG = 90_000  # milliseconds: a run on a busy machine


@pytest.mark.live
def test_the_month_from_the_first_figure_to_the_signed_bulletin_its_correction_and_the_trail(
    visit: Visit, demo: LiveSite, tmp_path: Path
) -> None:
    jiazi, li, yichou, wang = (visit(name) for name in ("jiazi", "li", "yichou", "wang"))
    hand_in_a_workbook_with_slips(jiazi, demo.folder / "演示填报表", tmp_path)
    hand_in_the_right_one_and_answer_why(jiazi, demo.folder / "演示填报表")
    return_one_and_accept_the_other(li)
    correct_what_came_back(yichou)
    accept(li, "乙丑县")
    chase_who_is_silent(wang)
    run_the_month(wang)
    follow_a_number_to_who_reported_it(wang)
    bulletin = draft_the_bulletin(wang)
    answer_for_the_typed_number(wang, bulletin)
    pass_it(visit("sun"), bulletin)
    files = sign_it(visit("gao"), bulletin, tmp_path)
    correct_after_signing(jiazi)
    accept(li, "甲子市")
    see_the_correction_beside_the_untouched_files(wang, bulletin, files)
    verify_the_trail(visit("auditor"))
    complaints = [said for one in (jiazi, li, yichou, wang) for said in one.complaints]
    assert [said for said in complaints if "422" not in said] == [], "422 is a form that came back to be answered"


def hand_in_a_workbook_with_slips(jiazi: Visitor, papers: Path, folder: Path) -> None:
    """The workbook comes back as the same workbook, the wrong cells coloured and commented, the right ones whole."""
    expect(jiazi.row(f"甲子市 · {_MONTHLY}")).to_contain_text("10-08 17:00")
    jiazi.row(f"甲子市 · {_MONTHLY}").get_by_role("link", name="去办理").click()
    handed = papers / "甲子市-2024年9月-有错.xlsx"
    upload(jiazi, handed)
    expect(jiazi.main.locator("#upload > p .state")).to_have_text("有问题，请改", timeout=_LONG)
    told: dict[str, str] = {}
    for found in jiazi.main.locator("#upload tbody tr").all():
        _number, sheet, at, _kind, sentence, _way_out = found.locator("td").all_inner_texts()
        assert sheet == "填报表"
        told[at] = told.get(at, "") + sentence
    assert len(told) == 3, "a slip of unit, the total it spoils, a sum that fell"
    marked = jiazi.download(lambda: jiazi.follow("下载标出问题的原表"), folder)
    before, after = cells_of(handed), cells_of(marked)
    assert {at for at, cell in after.items() if cell.comment} == told.keys()
    for at, sentence in told.items():
        assert after[at].is_filled
        assert after[at].colour != before[at].colour
        assert sentence.partition("。")[0] in after[at].comment, "why stands in the comment"
        assert "办法" in after[at].comment
    assert "万元" in after["D4"].comment, "the first figure was typed in 万元"
    assert {at: cell.value for at, cell in after.items()} == {at: cell.value for at, cell in before.items()}
    assert all(after[at].colour == before[at].colour for at in before.keys() - told.keys())


@dataclass(frozen=True)
class PaperCell:
    """A cell of a workbook as a person sees it."""

    value: object
    is_filled: bool
    colour: str
    comment: str


def cells_of(path: Path) -> dict[str, PaperCell]:
    """Return the cells of the sheet in which people fill in, by their addresses."""
    return {
        cell.coordinate: PaperCell(
            cell.value,
            cell.fill.fill_type == "solid",
            str(cell.fill.fgColor.rgb),
            cell.comment.text if cell.comment else "",
        )
        for line in openpyxl.load_workbook(path)["填报表"].iter_rows()
        for cell in line
    }


def hand_in_the_right_one_and_answer_why(jiazi: Visitor, papers: Path) -> None:
    """The right workbook fills the form; a figure that jumps is asked about, and a reason, not the figure, is given."""
    jiazi.follow("改好后重新上传")
    upload(jiazi, papers / "甲子市-2024年9月-改好.xlsx")
    expect(jiazi.main.locator("#upload > p .state")).to_have_text("已填入", timeout=_LONG)
    jiazi.follow("去看这张表")
    figure = jiazi.row(_CAME_IN).locator("input.number").first
    expect(figure).to_have_value("56.7813")
    figure.fill("96.7813")
    expect(jiazi.row(_CAME_IN)).to_contain_text("相差超过 30%")
    jiazi.press("提交")
    expect(jiazi.main.get_by_role("alert")).to_contain_text("没有提交")
    for answer in jiazi.row(_CAME_IN).locator("input.answer").all():
        answer.fill("龙头项目设备款当月集中到位，银行回单已核")
    jiazi.press("提交")
    expect(jiazi.main.get_by_role("heading", level=1)).to_have_text("报送回执")
    expect(jiazi.main).to_contain_text("与存着的数核对一致")
    expect(jiazi.row(_CAME_IN)).to_contain_text("96.7813")


def return_one_and_accept_the_other(li: Visitor) -> None:
    """The checker sees new beside old, cannot change a figure, returns with a reason, accepts."""
    li.menu("审核与退回")
    li.row("乙丑县").get_by_role("link", name="对照审核").click()
    cells = li.row(_TRADE).locator("td").all_inner_texts()
    assert [cells[1], cells[5], cells[7]] == ["54.7393", "48.346", "50.3413"], "reported, last month, the year before"
    expect(li.row(_TRADE)).to_contain_text("答复（乙丑县联络员")
    assert not li.main.locator("table input").count(), "a department never types into a county's figures"
    assert li.main.get_by_label("退回原因").get_attribute("required") is not None
    li.main.get_by_label("退回原因").fill("社零增速与商务局口径不符，请核实后重报")
    li.press("退回")
    expect(li.main.get_by_role("status")).to_contain_text("乙丑县：退回")
    accept(li, "甲子市")


def accept(li: Visitor, place: str) -> None:
    """Open what waits of a place and accept it."""
    li.menu("审核与退回")
    li.row(place).get_by_role("link", name="对照审核").click()
    li.press("通过")
    expect(li.main.get_by_role("status")).to_contain_text(f"{place}：已通过")
    expect(li.row(place)).to_have_count(0)


def correct_what_came_back(yichou: Visitor) -> None:
    """The county reads the reason in its work list's page, changes the figure, and hands in again."""
    yichou.page.reload()
    yichou.row("退回重报").get_by_role("link", name="去办理").click()
    expect(yichou.main).to_contain_text("社零增速与商务局口径不符")
    yichou.row(_TRADE).locator("input.number.short").fill("8.7")
    expect(yichou.row(_TRADE).locator(".hit-question")).to_have_count(0)
    yichou.press("提交")
    expect(yichou.main.get_by_role("heading", level=1)).to_have_text("报送回执")


def chase_who_is_silent(wang: Visitor) -> None:
    """The matrix shows who reported; the text for a message is ready; the call is written down."""
    wang.menu("报送进度与催报")
    matrix = wang.main.locator(".matrix")
    for place, state in (("甲子市", "已通过"), ("乙丑县", "已通过"), ("丙寅县", "未报")):
        expect(matrix.locator("tr").filter(has_text=place).locator(".state").first).to_have_text(state)
    wang.row("丙寅县").get_by_role("link", name="催报").click()
    text = wang.main.get_by_label("短信文本").input_value()
    assert "丙寅县" in text
    assert _MONTHLY in text
    copy = wang.main.locator("[data-copy=message-text]")
    copy.click()
    expect(copy).to_have_text("已复制")
    assert wang.page.evaluate("window.getSelection().toString() || document.activeElement.value").strip() == text
    wang.main.get_by_label("方式").select_option(label="电话")
    wang.main.get_by_label("结果").fill("已接通，答应下午报")
    wang.press("记入催报记录")
    expect(wang.row("已接通，答应下午报").first).to_contain_text("王科")


def run_the_month(wang: Visitor) -> None:
    """One button runs the month in the background, and the page tells by itself when it is done."""
    wang.menu("运行本月")
    wang.main.get_by_label("报告期").select_option(label="2024年9月")
    wang.press("运行")
    expect(wang.main.get_by_role("link", name="监测总览")).to_be_visible(timeout=_LONG)
    expect(wang.main.locator(".state-done")).to_have_text("已完成")
    expect(wang.main).to_contain_text("红")


def follow_a_number_to_who_reported_it(wang: Visitor) -> None:
    """A number of a ledger opens its formula and figures, and from there the form and the person."""
    wang.menu("六本账")
    wang.main.get_by_label("指标").select_option(label=_CAME_IN)
    wang.press("查询")
    number = wang.row("甲子市").locator("td.number a").first
    expect(number).to_have_text("96.78")
    number.click()
    expect(wang.main.get_by_role("heading", level=1)).to_have_text("数据来源")
    expect(wang.main).to_contain_text("条款")
    report = wang.main.locator("table").last.locator("tbody tr").filter(has_text="2024年9月").first
    for words in ("甲子市", "96.78", "甲子市联络员", "第1版", "李审"):
        expect(report).to_contain_text(words)
    report.locator("a.source").click()
    expect(wang.main).to_contain_text("甲子市联络员")


def draft_the_bulletin(wang: Visitor) -> str:
    """The draft comes from the run; words between the figures change, figures cannot; a typed number is flagged."""
    wang.menu("通报与报告")
    wang.main.get_by_label("用哪一次运行").select_option(index=0)
    wang.press("起草通报")
    address = wang.page.url
    for chart in wang.main.locator(".document figure img").all():
        chart.scroll_into_view_if_needed()
        assert chart.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    block = wang.main.locator(".block-paragraph").filter(has=wang.page.locator("a.figure")).first
    at, locked = block.get_attribute("id"), block.locator("a.figure").all_inner_texts()
    assert locked
    block.get_by_role("link", name="改文字").click()
    form = wang.main.locator("form.block-form")
    words = form.get_by_label("第 1 处文字")
    expect(form.locator("span.figure")).to_have_text(locked)  # figures are no fields
    words.fill(_HAND_TYPED + words.input_value())
    form.get_by_role("button", name="保存").click()
    rewritten = wang.main.locator(f"#{at}")
    expect(rewritten.locator(".text").first).to_contain_text(_HAND_TYPED)
    assert rewritten.locator("a.figure").all_inner_texts() == locked
    expect(wang.main.locator("#issue-side")).to_contain_text("待确认 1 个")
    wang.press("送审")
    expect(wang.main.get_by_role("status")).to_contain_text("还有 1 个人工写入的数没有来源：57")
    return address


def answer_for_the_typed_number(wang: Visitor, bulletin: str) -> None:
    """The typed number stands in the number check without a source; with one the bulletin can be sent."""
    wang.follow("逐个核对")
    line = wang.row(_HAND_TYPED.strip("，"))
    expect(line).to_have_count(1)
    expect(line).to_contain_text("无来源")
    line.get_by_label("来源").fill("州投促局签约台账第 3 页")
    line.get_by_role("button", name="确认").click()
    expect(line).to_contain_text("已确认")
    wang.page.goto(bulletin)
    wang.press("送审")
    expect(wang.main.locator("h1 .state")).to_have_text("审核")
    expect(wang.main.get_by_role("link", name="改文字")).to_have_count(0)


def pass_it(sun: Visitor, bulletin: str) -> None:
    """The head of the office finds it in the work list and passes it."""
    sun.row("审核").get_by_role("link", name="去办理").click()
    sun.page.goto(bulletin)
    sun.main.get_by_label("意见（退回、作废必填）").fill("同意，请分管领导签发")
    sun.press("审核通过")
    expect(sun.main.locator("h1 .state")).to_have_text("签发")
    expect(sun.main.get_by_role("button", name="签发", exact=True)).to_have_count(0)


def sign_it(gao: Visitor, bulletin: str, folder: Path) -> dict[str, str]:
    """The leader signs; the files are frozen with their hashes. Return the hash of each file that was downloaded."""
    gao.row("签发").get_by_role("link", name="去办理").click()
    gao.page.goto(bulletin)
    gao.press("签发")
    assert gao.asked == ["签发后文字和数不能再改，确定签发？"]
    links = gao.main.locator(".files a")
    expect(links.first).to_be_visible(timeout=_LONG)
    gao.page.goto(bulletin)
    wanted = {"通报（Word）", *({"通报（PDF）"} if shutil.which("soffice") else ())}
    assert wanted <= set(links.all_inner_texts())
    found: dict[str, str] = {}
    for line in gao.main.locator(".files li").all():
        expect(line).to_contain_text("与签发时一致")
        path = gao.download(line.locator("a").click, folder)
        printed = line.locator(".hash").inner_text().removeprefix("SHA-256").strip()
        assert hashlib.sha256(path.read_bytes()).hexdigest() == printed
        found[path.name] = printed
    assert any(name.endswith(".docx") for name in found)
    return found


def correct_after_signing(jiazi: Visitor) -> None:
    """The reporter corrects an accepted figure with a reason: the old one counts until it is accepted."""
    jiazi.menu("我的填报")
    jiazi.row(_MONTHLY).get_by_role("link", name="查看").click()
    jiazi.follow("更正")
    jiazi.row(_CAME_IN).locator("input.number").first.fill("66.7813")
    expect(jiazi.row(_CAME_IN)).to_contain_text("已通过：96.78")
    jiazi.main.get_by_label("更正原因").fill("一笔到位资金重复计入，已剔除")
    jiazi.press("提交更正")
    for answer in jiazi.main.locator("table.grid input.answer").all():
        answer.fill("剔除重复计入后与银行回单一致")
    if jiazi.main.get_by_role("button", name="提交更正").count():
        jiazi.press("提交更正")
    expect(jiazi.main.get_by_role("heading", level=1)).to_have_text("报送回执")
    expect(jiazi.row(_CAME_IN)).to_contain_text("66.7813")


def see_the_correction_beside_the_untouched_files(wang: Visitor, bulletin: str, files: dict[str, str]) -> None:
    """The bulletin stays as it was signed; the correction stands in a table of revisions."""
    wang.page.goto(bulletin)
    expect(wang.main.locator("#revisions")).to_contain_text(_CAME_IN)
    line = wang.main.locator("#revisions tbody tr").filter(has_text="一笔到位资金重复计入")
    expect(line).to_contain_text("96.78")
    expect(line).to_contain_text("66.78")
    for entry in wang.main.locator(".files li").all():
        expect(entry).to_contain_text("与签发时一致")
    printed = wang.main.locator(".files .hash").all_inner_texts()
    assert set(files.values()) <= {one.removeprefix("SHA-256").strip() for one in printed}


def verify_the_trail(auditor: Visitor) -> None:
    """Everything above stands in the trail, and its chain is whole."""
    auditor.menu("安全审计")
    acts = {"jiazi": "filing.", "li": "filing.", "wang": "run.", "sun": "issue.pass", "gao": "issue.sign"}
    for person, act in acts.items():
        auditor.main.get_by_label("账号或姓名").fill(person)
        auditor.main.get_by_label("动作").fill(act)
        auditor.press("查询")
        expect(auditor.main.locator("tbody tr").first).to_contain_text(person)
        auditor.follow("重置")
    auditor.follow("核对")
    auditor.press("核对")
    expect(auditor.main).to_contain_text("全部相符")


def upload(filler: Visitor, path: Path) -> None:
    """Hand a workbook in on the page of a form."""
    filler.main.get_by_label("文件").set_input_files(path)
    filler.press("上传")
