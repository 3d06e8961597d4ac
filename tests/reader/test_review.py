"""What a person sees of a draft, and what becomes of it when it comes back edited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.reader.example_draft import FILE, example_draft, filled_review

from guatu.domain import Finding, Span
from guatu.pack import Confidence, TargetMeasure
from guatu.reader import (
    Draft,
    FilledCell,
    FilledReview,
    FilledRow,
    FilledTable,
    Quote,
    ReviewCell,
    apply_review,
    review_fingerprint,
    review_tables,
)
from guatu.reader.matching import match_draft
from guatu.reader.review_findings import REVIEW_CODES

DRAFT = example_draft()
PLAIN_NOTE = (10, 20, "（责任单位：县工信局、县财政局）")
Edit = Callable[[list[dict[str, ReviewCell]]], object]


def answered(sheet: str, edit: Edit, draft: Draft = DRAFT) -> FilledReview:
    """Return the untouched review with the rows of one sheet edited as plain dictionaries."""
    review = filled_review(review_tables(draft, match_draft(draft, None)), review_fingerprint(draft))
    tables = tuple(_edited(table, edit) if table.title == sheet else table for table in review.tables)
    return replace(review, tables=tables)


def _edited(table: FilledTable, edit: Edit) -> FilledTable:
    rows: list[dict[str, ReviewCell]] = [{name: cell.value for name, cell in row.cells.items()} for row in table.rows]
    edit(rows)
    filled = []
    for number, row in enumerate(rows, start=4):
        span = Span(FILE, sheet=table.title, cell=f"第{number}行")
        cells = {
            name: FilledCell(value, Span(FILE, sheet=table.title, cell=f"{name}{number}"))
            for name, value in row.items()
        }
        filled.append(FilledRow(span, cells))
    return replace(table, rows=tuple(filled))


def accepted_all(rows: list[dict[str, ReviewCell]]) -> None:
    for row in rows:
        row["采用"] = "采用"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def table_rows(title: str) -> list[dict[str, ReviewCell]]:
    table = next(one for one in review_tables(DRAFT) if one.title == title)
    return [dict(zip((column.heading for column in table.columns), row, strict=True)) for row in table.rows]


def test_each_kind_is_a_table_in_the_words_of_an_official() -> None:
    assert [table.title for table in review_tables(DRAFT)] == ["文件", "目标", "任务", "奖补", "报送"]
    growth, added = table_rows("目标")
    assert growth["编号"] == "目标-001"
    assert (growth["类型"], growth["要求"], growth["目标值"], growth["单位"]) == ("年均增速", "以上", Decimal(8), "%")
    assert (growth["目标期"], added["目标期"], added["频次"]) == ("2026—2028年", "2028年", "每年")
    assert table_rows("任务")[0]["责任单位"] == "县财政局、各乡镇人民政府"
    assert table_rows("奖补")[1]["档次"] == "1亿元：50,000元\n5亿元：200,000元"
    assert (table_rows("报送")[0]["频次"], table_rows("报送")[0]["时限"]) == ("每月", "次月5日前")


def test_a_row_shows_the_whole_sentence_and_marks_what_was_read_of_it() -> None:
    table = review_tables(DRAFT)[1]
    sentence = table_rows("目标")[1]["原文"]
    start, end = table.marks[1]
    assert sentence == "到2028年，全县规上工业增加值年均增长8%以上，每年新增规上企业3—5户。"
    assert isinstance(sentence, str)
    assert sentence[start:end] == "每年新增规上企业3—5户"


def test_low_confidence_is_undecided_before_anybody_chooses() -> None:
    assert [row["采用"] for row in table_rows("目标")] == ["采用", "待定"]
    assert [row["可信程度"] for row in table_rows("奖补")] == ["中", "高"]


def test_an_untouched_review_gives_the_same_items_but_for_the_undecided() -> None:
    applied, findings = apply_review(DRAFT, answered("目标", lambda rows: None))
    assert applied == replace(DRAFT, targets=DRAFT.targets[:1])
    assert codes(findings) == ["X053"]
    assert "1 条待定" in findings[0].sentence


def test_accepting_all_gives_the_draft_and_makes_what_was_chosen_sure() -> None:
    applied, findings = apply_review(DRAFT, answered("目标", accepted_all))
    assert findings == ()
    assert applied.targets == (DRAFT.targets[0], replace(DRAFT.targets[1], confidence=Confidence.HIGH))
    assert replace(applied, targets=()) == replace(DRAFT, targets=())


def test_edited_cells_override_what_was_read() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        accepted_all(rows)
        rows[0] |= {
            "目标值": Decimal("8.5"),
            "要求": "左右",
            "类型": "增速",
            "目标期": "2028",
            "指标": "规上工业 总产值",
        }

    target = apply_review(DRAFT, answered("目标", edit))[0].targets[0]
    assert (target.value, target.comparator, target.period) == (Decimal("8.5"), "~", "2028")
    assert target.measure is TargetMeasure.GROWTH
    assert target.indicator == "规上工业 总产值"
    assert target.quote == DRAFT.targets[0].quote


def test_names_money_tiers_days_and_time_limits_are_read_as_people_write_them() -> None:
    task = apply_review(
        DRAFT, answered("任务", lambda rows: rows[0].update(牵头单位="县工信局，县科技局", 完成时限="2026年11月底前"))
    )
    assert (task[0].tasks[0].lead, task[0].tasks[0].deadline) == (("县工信局", "县科技局"), date(2026, 11, 30))
    typed: dict[str, ReviewCell] = {"封顶（元）": "50万元", "比例（%）": "2‰"}
    rate = apply_review(DRAFT, answered("奖补", lambda rows: rows[0].update(typed)))[0].incentives[0]
    assert (rate.cap, rate.rate) == (Decimal(500000), Decimal("0.2"))
    tiers = apply_review(DRAFT, answered("奖补", lambda rows: rows[1].update(档次="1亿元：6万元\n首次认定: 2%")))[0]
    shown = [(tier.threshold, tier.amount, tier.rate) for tier in tiers.incentives[1].tiers]
    assert shown == [("1亿元", Decimal(60000), None), ("首次认定", None, Decimal(2))]
    duty = apply_review(DRAFT, answered("报送", lambda rows: rows[0].update(时限="每季度末", 频次="每季")))[0].duties[0]
    assert (duty.due, duty.frequency) == ("end of each quarter", "quarterly")


@pytest.mark.parametrize(
    ("sheet", "heading", "typed", "said"),
    [
        ("目标", "单位", "亿远", "亿元"),
        ("目标", "要求", "差不多", "下拉列表"),
        ("目标", "类型", "", "增速"),
        ("目标", "目标值", "明显提高", "只填数字"),
        ("目标", "目标期", "明年", "2028年"),
        ("目标", "指标", None, "不采用"),
        ("目标", "上限", Decimal(1), "留空"),
        ("任务", "完成时限", "2026-13-40", "年月日"),
        ("奖补", "金额（元）", "若干", "20万元"),
        ("奖补", "比例（%）", "一点", "2‰"),
        ("奖补", "档次", "5万元", "每档一行"),
        ("报送", "时限", "每月45日前", "次月5日前"),
        ("报送", "频次", "偶尔", "每月"),
    ],
)
def test_a_wrong_cell_is_named_with_the_way_out_and_the_item_keeps_what_was_read(
    sheet: str, heading: str, typed: ReviewCell, said: str
) -> None:
    applied, findings = apply_review(DRAFT, answered(sheet, lambda rows: rows[0].update({heading: typed})))
    wrong = [one for one in findings if one.code == "X055"]
    assert [(one.span.sheet, one.span.cell) for one in wrong if one.span] == [(sheet, f"{heading}4")]
    assert said in wrong[0].sentence + wrong[0].way_out
    first = {"目标": "targets", "任务": "tasks", "奖补": "incentives", "报送": "duties"}[sheet]
    assert replace(getattr(applied, first)[0], confidence=Confidence.LOW) == replace(
        getattr(DRAFT, first)[0], confidence=Confidence.LOW
    )


def test_a_task_needs_somebody_who_does_it() -> None:
    bare = {"牵头单位": None, "责任单位": " "}
    applied, findings = apply_review(DRAFT, answered("任务", lambda rows: rows[0].update(bare)))
    assert [(one.code, one.span.cell) for one in findings if one.span and one.span.cell] == [("X055", "责任单位4")]
    assert applied.tasks[0].lead == ("县工信局",)


def test_bodies_of_a_note_without_a_lead_stand_as_it_calls_them_and_lead_when_read_back() -> None:
    answering = replace(DRAFT.tasks[0], quote=Quote(*PLAIN_NOTE), lead=("县工信局", "县财政局"), support=())
    draft = replace(DRAFT, tasks=(answering,))
    table = next(one for one in review_tables(draft) if one.title == "任务")
    shown = dict(zip((column.heading for column in table.columns), table.rows[0], strict=True))
    assert (shown["牵头单位"], shown["责任单位"]) == (None, "县工信局、县财政局")
    assert apply_review(draft, answered("任务", lambda rows: None, draft))[0].tasks == (answering,)
    shorter, _ = apply_review(draft, answered("任务", lambda rows: rows[0].update(责任单位="县工信局"), draft))
    assert (shorter.tasks[0].lead, shorter.tasks[0].support) == (("县工信局",), ())
    led, _ = apply_review(draft, answered("任务", lambda rows: rows[0].update(牵头单位="县商务局"), draft))
    assert (led.tasks[0].lead, led.tasks[0].support) == (("县商务局",), ("县工信局", "县财政局"))


def test_a_task_is_shown_with_what_its_clause_asks_for_and_its_note_in_bold() -> None:
    table = next(one for one in review_tables(DRAFT) if one.title == "任务")
    sentence = str(table_rows("任务")[0]["原文"])
    asked, _, note = sentence.partition("\n")
    assert asked.startswith("（一）壮大企业。建立培育库，逐户帮扶。")
    assert (note[:6], note[-6:]) == ("（牵头单位：", "10月底前）")
    start, end = table.marks[0]
    assert sentence[start:end] == note


def test_a_task_row_of_another_reading_finds_its_note_again() -> None:
    review = replace(answered("任务", accepted_all), fingerprint=review_fingerprint(DRAFT).split()[0] + " other")
    applied, findings = apply_review(DRAFT, review)
    assert applied.tasks[0].quote == DRAFT.tasks[0].quote
    assert "X058" not in codes(findings)


def test_the_rule_is_said_in_words() -> None:
    draft = replace(DRAFT, targets=tuple(replace(one, rule="count-behind") for one in DRAFT.targets))
    table = review_tables(draft)[1]
    assert [row[table.column("rule") or 0] for row in table.rows] == ["先写个数，后写事物"] * 2


def test_refused_rows_go_quietly_and_deleted_ones_with_a_note() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        rows[0]["采用"] = "不采用"
        del rows[1]

    applied, findings = apply_review(DRAFT, answered("目标", edit))
    assert applied.targets == ()
    assert codes(findings) == ["X054"]
    assert "目标-002" in findings[0].sentence


def test_a_row_without_a_number_is_a_new_item_with_its_place_where_the_sentence_is_found() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        new: dict[str, ReviewCell] = {
            "对象": "进入培育库的企业",
            "方式": "定额",
            "金额（元）": Decimal(10000),
            "条款": "二/（一）",
        }
        rows.append(dict.fromkeys(rows[0]) | new | {"原文": "建立培育库， 逐户帮扶"})
        rows.append(dict.fromkeys(rows[0]) | new | {"原文": "给每户一万元"})

    applied, findings = apply_review(DRAFT, answered("奖补", edit))
    placed, loose = applied.incentives[2:]
    assert (placed.amount, placed.comparator, placed.rule) == (Decimal(10000), "=", "人工补充")
    assert DRAFT.text[placed.quote.start : placed.quote.end] == "建立培育库，逐户帮扶"
    assert (loose.quote.start, loose.quote.end, loose.quote.text) == (0, 0, "给每户一万元")
    assert codes(findings) == ["X058", "X053"]


def test_an_incomplete_new_row_is_left_out_and_says_what_is_missing() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        rows.append(dict.fromkeys(rows[0]) | {"指标": "技改投资", "类型": "增速", "单位": "%"})

    applied, findings = apply_review(DRAFT, answered("目标", edit))
    assert len(applied.targets) == 1
    assert codes(findings) == ["X056", "X053"]
    assert "目标值" in findings[0].sentence


def test_a_copied_row_is_a_new_item_at_the_same_sentence() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        rows.insert(1, rows[0] | {"指标": "规上工业总产值"})

    applied, findings = apply_review(DRAFT, answered("目标", edit))
    assert [one.indicator for one in applied.targets] == ["规上工业增加值", "规上工业总产值"]
    assert applied.targets[1].quote == DRAFT.targets[0].quote
    assert codes(findings) == ["X057", "X053"]


def test_an_unknown_or_emptied_decision_leaves_the_item_undecided() -> None:
    unknown, findings = apply_review(DRAFT, answered("任务", lambda rows: rows[0].update(采用="要")))
    assert unknown.tasks == ()
    assert codes(findings) == ["X055", "X053"]
    assert apply_review(DRAFT, answered("任务", lambda rows: rows[0].update(采用=None)))[0].tasks == ()


@pytest.mark.parametrize(("typed", "kept"), [("是", 1), ("√", 1), ("采 用", 1), ("否", 0), ("×", 0), ("不采纳", 0)])
def test_a_decision_is_read_as_people_tick_it(typed: str, kept: int) -> None:
    applied, findings = apply_review(DRAFT, answered("任务", lambda rows: rows[0].update(采用=typed)))
    assert len(applied.tasks) == kept + len(DRAFT.tasks) - 1
    assert "X055" not in codes(findings)


def test_facts_of_the_document_are_corrected() -> None:
    def edit(rows: list[dict[str, ReviewCell]]) -> None:
        values: dict[str, ReviewCell] = {
            "发文字号": "青政发〔2026〕3号",
            "成文日期": "2026年3月5日",
            "实施期止": "2027-12-31",
        }
        for row in rows:
            row["内容"] = values.get(str(row["项目"]), row["内容"])

    facts = apply_review(DRAFT, answered("文件", edit))[0].document
    assert (facts.doc_number, facts.issued_on) == ("青政发〔2026〕3号", "2026-03-05")
    assert facts.period_end == date(2027, 12, 31)
    assert facts.title == DRAFT.document.title


def test_a_review_of_another_text_is_refused() -> None:
    other = replace(DRAFT, text=DRAFT.text.replace("8%", "9%"))
    for review in (answered("目标", accepted_all, other), replace(answered("目标", accepted_all), fingerprint=None)):
        applied, findings = apply_review(DRAFT, review)
        assert applied is DRAFT
        assert codes(findings) == ["X050"]
        assert findings[0].blocks


def test_a_review_of_another_reading_is_taken_cell_by_cell() -> None:
    other = replace(DRAFT, targets=DRAFT.targets[::-1])
    applied, findings = apply_review(other, answered("目标", accepted_all))
    assert codes(findings) == ["X051"]
    assert [one.indicator for one in applied.targets] == ["规上工业增加值", "规上企业"]
    assert [replace(one, quote=DRAFT.targets[0].quote) for one in applied.targets] == [
        replace(one, quote=DRAFT.targets[0].quote, rule="人工补充", confidence=Confidence.HIGH) for one in DRAFT.targets
    ]


def test_lost_sheets_and_columns_are_findings_and_the_rest_is_used() -> None:
    review = answered("目标", lambda rows: [row.pop("目标值") for row in rows])
    targets = replace(review.tables[1], headings=tuple(one for one in review.tables[1].headings if one != "目标值"))
    applied, findings = apply_review(DRAFT, replace(review, tables=(targets,)))
    assert codes(findings) == ["X052"] * 5 + ["X053"]
    assert replace(applied, targets=DRAFT.targets) == DRAFT


def test_a_settled_name_of_a_body_replaces_the_printed_one_everywhere() -> None:
    def settle(rows: list[dict[str, ReviewCell]]) -> None:
        next(row for row in rows if row["文中名称"] == "县工信局")["定为"] = "县工业和信息化局"

    applied, _ = apply_review(DRAFT, answered("单位", settle))
    assert applied.tasks[0].lead == ("县工业和信息化局",)
    assert applied.duties[0].to == "县工业和信息化局"


def test_a_settled_name_of_an_indicator_is_taken_unless_its_own_row_says_otherwise() -> None:
    def settle(rows: list[dict[str, ReviewCell]]) -> None:
        rows[0]["定为"] = "规模以上工业增加值"

    review = answered("指标", settle)
    assert apply_review(DRAFT, review)[0].targets[0].indicator == "规模以上工业增加值"
    edited = answered("目标", lambda rows: rows[0].update(指标="工业增加值"))
    both = replace(edited, tables=(*edited.tables[:-1], review.tables[-1]))
    assert apply_review(DRAFT, both)[0].targets[0].indicator == "工业增加值"


def test_codes_are_each_given_once() -> None:
    assert [code.code for code in REVIEW_CODES] == [f"X{number:03d}" for number in range(50, 50 + len(REVIEW_CODES))]
