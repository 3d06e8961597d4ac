import time

import pytest

from guatu.reader.labels import label_at
from guatu.reader.outline import clause_at, read_outline
from guatu.reader.sentences import read_sentences, split_phrases
from guatu.reader.source import read_source

PLAN = """某县2026年工业工作方案

一、总体要求

(一)指导思想。坚持稳中求进。

(二)目标。产值增长10%。

二、重点任务

1.培育企业。新增企业5户。

2.做强园区。投资增长8%。

三、保障措施

一是加强领导。各镇要落实责任。

二是按月调度。县工信局每月通报。

附件：1.任务分解表
"""


def paths(text: str) -> list[str]:
    return [clause.path for clause in read_outline(read_source(text))]


def test_paths_follow_the_nesting_of_the_labels() -> None:
    assert paths(PLAN) == [
        "", "一", "一/（一）", "一/（二）", "二", "二/1", "二/2", "三", "三/一是", "三/二是", "附件",
    ]  # fmt: skip


def test_headings_are_lines_of_their_own_or_short_first_sentences() -> None:
    titles = {clause.path: clause.title for clause in read_outline(read_source(PLAN))}
    assert titles["一"] == "总体要求"
    assert titles["二/1"] == "培育企业"
    assert titles["三/二是"] == "按月调度"


def test_two_plans_in_one_file_are_numbered() -> None:
    two = (
        f"某县人民政府关于印发两个方案的通知\n\n各镇人民政府：\n\n请执行。\n\n{PLAN}\n\n{PLAN.replace('工业', '商务')}"
    )
    found = paths(two)
    assert found[:3] == ["", "1#", "1#一"]
    assert "2#二/1" in found


def test_numbers_that_run_on_keep_their_section() -> None:
    text = "一、甲\n1.第一件。\n2.第二件。\n二、乙\n3.第三件。\n4.第四件。\n"
    assert paths(text) == ["一", "一/1", "一/2", "二", "二/3", "二/4"]


def test_articles_stand_under_chapters() -> None:
    text = "第一章 总则\n第一条 为规范管理，制定本办法。\n第二条 本办法适用于全县。\n第二章 奖励\n第三条 奖励十万元。\n"
    assert paths(text) == ["第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条"]


@pytest.mark.parametrize(
    "line", ["2.0版平台上线", "10千伏以下线路", "3、5", "第三条措施见下", "2026年工作", "（含）以上", "一致同意"]
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    label = label_at(line, 0)
    assert label is None or (label.kind == "digit" and line == "3、5" and label.number == 3)


@pytest.mark.parametrize("line", ["一、", "十二．", "（三）", "四是", "五是要", "附件", "附则"])
def test_a_label_without_words_is_a_label(line: str) -> None:
    label = label_at(line, 0)
    assert label is not None
    assert label.end == len(line)


def test_labels_inside_a_flat_text_are_found_in_order() -> None:
    flat = (
        "某市关于加快发展的意见。一、总体要求（一）思想。坚持创新。（二）目标。产值翻番。二、任务（一）企业。培育三家（含）以上。"
        + ("各地抓好落实，" * 260)
    )
    assert paths(flat) == ["", "一", "一/（一）", "一/（二）", "二", "二/（一）"]


def test_the_number_of_a_collection_is_no_clause() -> None:
    text = "5.某市人民政府办公室关于印发十项措施的通知\n一、目标\n发展。\n二、措施\n支持。\n"
    assert paths(text) == ["", "一", "二"]


def test_a_text_without_labels_is_one_clause() -> None:
    outline = read_outline(read_source("今天召开了会议。会议很成功。"))
    assert [clause.path for clause in outline] == [""]


def test_a_place_knows_its_clause() -> None:
    plan = read_source(PLAN)
    outline = read_outline(plan)
    assert clause_at(outline, plan.clean.index("投资增长")).path == "二/2"
    assert clause_at(outline, 0).path == ""


def test_sentences_know_their_clause_and_skip_the_heading() -> None:
    plan = read_source(PLAN)
    found = [(one.clause.path, one.text) for one in read_sentences(plan, read_outline(plan))]
    assert ("二/1", "新增企业5户") in found
    assert ("三/一是", "各镇要落实责任") in found


def test_marks_inside_brackets_end_no_sentence() -> None:
    plan = read_source("一、任务\n建设园区（含标准厂房；不含道路）三个。完成投资。\n二、其他\n无。\n")
    found = [one.text for one in read_sentences(plan, read_outline(plan))]
    assert found[0] == "建设园区（含标准厂房；不含道路）三个"


def test_phrases_are_cut_outside_brackets() -> None:
    assert [one.text for one in split_phrases("甲（乙，丙），“丁，戊”己；庚")] == ["甲（乙，丙）", "“丁，戊”己", "庚"]


def test_a_list_may_jump_where_it_goes_on_from_there() -> None:
    text = "二、任务\n（一）甲\n1.第一件。\n（四）丁\n42.第四十二件。\n43.第四十三件。\n（五）戊\n"
    assert paths(text) == ["二", "二/（一）", "二/（一）/1", "二/（四）", "二/（四）/42", "二/（四）/43", "二/（五）"]


def test_a_note_behind_a_heading_is_no_part_of_it() -> None:
    outline = read_outline(read_source("一、建设枢纽（牵头单位：市商务局）\n1.建设口岸。扩大进口。\n2.建设园区。\n"))
    assert outline[0].title == "建设枢纽"


def test_a_short_first_sentence_is_a_heading_beside_clauses_without_one() -> None:
    long = "推动全县各类金融机构加大对先进制造业、高新技术企业和专精特新企业的信贷投放力度，降低综合融资成本"
    text = f"一、措施\n1.{long}。\n2.{long}。\n3.{long}。\n4.支持住房消费。{long}。\n"
    assert [clause.title for clause in read_outline(read_source(text))] == ["措施", None, None, None, "支持住房消费"]


def test_a_plan_behind_the_word_annex_stands_under_it() -> None:
    text = (
        "某县关于印发工业措施的通知\n各镇：\n请执行。\n附件：某县工业若干措施\n某县人民政府\n2026年1月5日\n附件\n某县工业若干措施\n"
        "一、扶持企业\n（一）给予奖励。奖励五万元。\n二、做强园区\n（二）完善设施。\n"
    )
    assert paths(text)[-4:] == ["附件/一", "附件/一/（一）", "附件/二", "附件/二/（二）"]


def test_a_text_of_nothing_but_labels_is_read_at_once() -> None:
    started = time.process_time()
    assert len(read_outline(read_source("一、（一）1." * 10_000))) > 1000
    assert time.process_time() - started < 4
