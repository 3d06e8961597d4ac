"""Web pages as plans: what is shown, in the order in which it is shown."""

import time
from pathlib import Path

import pytest
from tests.office.plan_papers import PLAN, refusal, save, text_of

from guatu.office import read_plan_text


def page(tmp_path: Path, body: str, *, encoding: str = "utf-8", head: str = "") -> str:
    data = f"<!DOCTYPE html><html><head>{head}<title>首页</title></head><body>{body}</body></html>".encode(encoding)
    return text_of(save(tmp_path / "方案.html", data))


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_decoded_by_its_signs_whatever_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    body = "".join(f"<p>{line}</p>\r\n" for line in PLAN.splitlines())
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    assert page(tmp_path, body, encoding=encoding, head=head) == PLAN.strip()


def test_only_what_is_shown_is_read(tmp_path: Path) -> None:
    body = (
        "<nav>导航</nav><script>var a='<p>脚本</p>'</script><style>p{}</style><!-- 注释 -->"
        "<div>一、总<b>体</b>要求<br>第二行&nbsp;A&amp;B&#19968;</div>"
        "<p style='display: none'>隐藏</p>后面的话<p>断开\n  的句子 in two\n words</p><footer>版权</footer>"
    )
    expected = ["一、总体要求", "第二行\xa0A&B一", "后面的话", "断开的句子 in two words"]
    assert page(tmp_path, body).split("\n") == expected


def test_a_numbered_list_keeps_its_numbers(tmp_path: Path) -> None:
    body = "<ol><li>甲<li>乙<ul><li>丙</ul></ol><ol start=3 type=A><li>丁<li value=9>戊</ol><pre>己\n庚</pre>"
    assert page(tmp_path, body).split("\n") == ["1. 甲", "2. 乙", "丙", "C. 丁", "I. 戊", "己", "庚"]


def test_a_table_is_rows_and_a_table_for_layout_is_not(tmp_path: Path) -> None:
    inner = (
        "<table><tr><th>任务<th>单位<th>时限<tr><td rowspan=2>修路<td>交通局<td>6月"
        "<tr><td>住建局<br>水务局<td>9月<tr><td colspan=2>合计<td>2项</table>"
    )
    body = f"<table><tr><td>栏目</td><td><p>一、要求</p><p>二、任务</p>{inner}</td></tr></table>"
    expected = [
        "栏目",
        "一、要求",
        "二、任务",
        "任务\t单位\t时限",
        "修路\t交通局\t6月",
        "\t住建局 水务局\t9月",
        "合计\t\t2项",
    ]
    assert page(tmp_path, body).split("\n") == expected


def test_a_page_ten_thousand_levels_deep_does_not_stop_the_program(tmp_path: Path) -> None:
    path = save(
        tmp_path / "方案.htm", ("<html>" + "<div>" * 10_000 + "深处" + "</div>" * 10_000 + "<p>外面</p>").encode()
    )
    plan, findings = read_plan_text(path)
    assert plan or findings


def test_a_table_that_spans_beyond_any_paper_loses_no_word(tmp_path: Path) -> None:
    rows = "<tr>" + "<td rowspan=999 colspan=999>数</td>" * 5
    assert page(tmp_path, f"<table>{rows * 50}</table>").count("数") == 250


def test_a_row_of_fifty_thousand_cells_is_read_at_once(tmp_path: Path) -> None:
    started = time.process_time()
    text = page(tmp_path, f"<table><tr>{'<td>综合管理局' * 50_000}</table>")
    assert text.count("局") == 50_000
    assert time.process_time() - started < 10


def test_a_page_of_tags_without_end_is_refused(tmp_path: Path) -> None:
    assert refusal(save(tmp_path / "方案.html", b"<html>" + b"<p>" * 500_001)) == "O023"
