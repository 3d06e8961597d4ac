import pytest

from guatu.reader.source import clean_words, read_source

PAPER = (
    "为推动全县工业平稳增长，做大做强主导产业，提升园区承载能力和服务水平，结合我\n"
    "县实际，制定本方案。\n"
    "一、工作目标\n"
    "到２０２８ 年，全县规上工业企业达到120 户以上，其中高新技术企业占比达到30%左\n"
    "\n# Page 2:\n"
    "右，园区亩均税收\n，\n稳定在15 万元以上。\n"
    "二、重点任务\n"
    "（一）\n培育企业。建立后备企业库，入库企业一户一策，逐户落实帮扶责任人和帮扶\n"
    "“清单”\n，每季度通报一次。（责\n任单位：县工信局、县\n财政局）\n"
    "（二）做强园区。完善园区道路、供水、供电、污水处理等配套设施，推动标准厂房建\n"
    "设，提高土地利用效率和产出水平。（责任单位：县工信局）\n"
)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("产值增长１２％，共 3,500 户；(约)", "产值增长12%，共3,500户；（约）"),
        ("比例为3:1,时间:全年", "比例为3:1，时间：全年"),
        ("加快產業發展，后續支持", "加快产业发展，后续支持"),
        ("產(chǎn)業(yè)強(qiáng)市", "产业强市"),
        ("推广app(应用)和PPP(政府合作)", "推广app（应用）和PPP（政府合作）"),
        ("**某市工业方案**", "某市工业方案"),
        ("# source: http://example.org\n正文。", "正文。"),
        ("第 1 0 条", "第10条"),
        ("Open AI 平台", "Open AI平台"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_characters_get_one_form(printed: str, clean: str) -> None:
    assert read_source(printed).clean == clean


def test_pinyin_goes_only_where_tones_are_marked() -> None:
    assert read_source("企业(qiye)数量").clean == "企业（qiye）数量"


def test_lines_of_paper_are_joined_and_paragraphs_stay() -> None:
    paragraphs = read_source(PAPER).clean.split("\n")
    assert paragraphs[:3] == [
        "为推动全县工业平稳增长，做大做强主导产业，提升园区承载能力和服务水平，结合我县实际，制定本方案。",
        "一、工作目标",
        "到2028年，全县规上工业企业达到120户以上，其中高新技术企业占比达到30%左右，园区亩均税收，稳定在15万元以上。",
    ]
    assert paragraphs[3] == "二、重点任务"
    assert paragraphs[4].startswith("（一）培育企业。")
    assert paragraphs[4].endswith("“清单”，每季度通报一次。（责任单位：县工信局、县财政局）")


def test_a_quote_is_cut_from_the_printed_text_with_its_page_mark() -> None:
    plan = read_source(PAPER)
    start = plan.clean.index("占比达到30%左右")
    quote = plan.quote(start, start + len("占比达到30%左右"))
    assert quote.text == PAPER[quote.start : quote.end] == "占比达到30%左\n\n# Page 2:\n右"


def test_every_clean_character_knows_its_printed_one() -> None:
    plan = read_source(PAPER)
    assert len(plan.offsets) == len(plan.clean)
    assert list(plan.offsets) == sorted(plan.offsets)


def test_a_document_whose_lines_are_paragraphs_keeps_every_break() -> None:
    text = "某县工业方案\n\n一、目标\n\n(一)产值增长10%\n\n(二)新增企业5户\n\n县工信局\n\n2026年1月5日"
    assert read_source(text).clean.count("\n") == 5


def test_a_running_head_stays_once() -> None:
    page = (
        "某区工业扶持政策汇编\n" + "对当年新纳规的企业给予奖励，奖励资金由区财政安排，企业按年度向所在街道提出申\n" * 3
    )
    clean = read_source(page * 5).clean
    assert clean.count("某区工业扶持政策汇编") == 1


def test_a_text_without_line_breaks_is_flat() -> None:
    flat = "某市人民政府关于加快工业发展的意见。" + "一、目标。产值增长一成以上，企业数量稳步增加。" * 100
    assert read_source(flat).is_flat


def test_gaps_in_a_flat_text_stand_for_lost_breaks() -> None:
    flat = "一、扶持企业 1.支持扩产。给予补助。 2.支持技改。给予补助。 （此件公开发布） " + "各地要抓好落实，" * 200
    assert read_source(flat).clean.split("\n")[:4] == [
        "一、扶持企业",
        "1.支持扩产。给予补助。",
        "2.支持技改。给予补助。",
        "（此件公开发布）",
    ]


def test_a_quotation_over_two_lines_begins_no_clause() -> None:
    page = (
        "为提升服务水平，全市各审批部门要精简流程、压减材料、缩短时限，全面推行“多审合\n"
        "一、多证合一”改革，让企业少跑路、快办事，具体办法由牵头部门会同有关部门制定并\n"
        "印发执行，各县市可以结合实际制定细则，细则报市政府备案，备案之日起十个工作日内公\n"
        "布，接受社会监督，有意见的按程序反映，由牵头部门研究后答复，答复要及时、准确、完\n"
        "整。\n"
    )
    assert "“多审合一、多证合一”改革" in read_source(page).clean


def test_a_title_broken_around_its_brackets_stays_one_line_and_apart_from_the_preamble() -> None:
    page = (
        "3. 某省人民政府办公厅关于印发中国\n（某市）\n跨境贸易\n综合试验区建设实施方案的通知（2023 年4 月3 日）\n"
        "某市人民政府，省有关部门：\n《中国（某市）跨境贸易综合试验区建设实施方案》已经省政府同意，现印发给你们，请认真抓\n"
        "好落实，工作中遇到的重要情况和问题，请及时向省商务厅报告，省商务厅要加强指导协调\n"
        "某省人民政府办公厅\n2023 年4 月3 日\n中国（某市）跨境贸易\n综合试验区建设实施方案\n"
        "为加快推进中国（某市）跨境贸易综合试验区建设，推动外贸稳规模优结构，形成产业集聚，\n"
        "制定本方案，全市上下要统一思想，提高认识，把综合试验区建设摆上重要位置抓紧抓好抓\n实，务求实效。\n"
    )
    paragraphs = read_source(page).clean.split("\n")
    assert (
        paragraphs[0] == "3.某省人民政府办公厅关于印发中国（某市）跨境贸易综合试验区建设实施方案的通知（2023年4月3日）"
    )
    assert "中国（某市）跨境贸易综合试验区建设实施方案" in paragraphs


def test_cells_of_a_table_stay_apart_and_a_number_in_front_is_a_label() -> None:
    row = "1\t建设工业互联网平台\t接入企业120家\t2025年12月底\t县大数据局"
    assert read_source(row).clean == "1.建设工业互联网平台；接入企业120家；2025年12月底；县大数据局"
    assert read_source("一、\t壮大产业").clean == "一、壮大产业"


def test_a_label_alone_on_its_line_belongs_to_the_next() -> None:
    page = (
        "一、\n加大支持力度。\n"
        + "对新纳规的企业给予奖励，奖励资金由县财政安排，企业按年度向所在乡镇提出申请，经\n" * 5
        + "十、\n强化保障。\n"
    )
    assert "\n十、强化保障。" in read_source(page).clean
    assert read_source(page).clean.startswith("一、加大支持力度。")


@pytest.mark.parametrize("heading", ["附件1", "附则"])
def test_an_annex_begins_on_its_page_even_behind_a_line_without_a_full_stop(heading: str) -> None:
    page = f"某县工业方案\n一、产值增长10%。\n某县人民政府\n2026年1月5日\n- 3 -\n{heading}\n任务分解表\n"
    assert f"\n2026年1月5日\n{heading}\n" in read_source(page).clean


def test_words_are_cleaned_like_a_plan_and_do_not_push_it_out() -> None:
    assert clean_words("甲局,\u3000乙局\t（牵头）") == read_source("甲局,\u3000乙局\t（牵头）").clean
    plan = read_source(PAPER)
    clean_words("县工信局")
    assert read_source(PAPER) is plan
