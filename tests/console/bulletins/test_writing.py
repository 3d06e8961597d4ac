"""改稿: words change, figures never; two who write at the same place are told; everything is recorded."""

from tests.console.bulletins.conftest import Desk

from guatu.console.audit.models import Entry
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.wording import bulletin_of, draft_of
from guatu.report import Paragraph, figures_in


def first_paragraph_with_figures(issue: Issue) -> tuple[int, Paragraph]:
    return next(
        (at, block)
        for at, block in enumerate(draft_of(issue).blocks)
        if isinstance(block, Paragraph) and len(figures_in(block)) > 2
    )


def test_words_between_figures_change_and_figures_stay(office: Desk, issue: Issue) -> None:
    at, paragraph = first_paragraph_with_figures(issue)
    office.write(issue, at, {"text-0": "总的看，列入台账的目标有"})
    written = bulletin_of(issue).blocks[at]
    assert isinstance(written, Paragraph)
    assert written.text.startswith("总的看，列入台账的目标有")
    assert figures_in(written) == figures_in(paragraph)
    act = issue.acts.get(what=IssueAct.What.EDIT)
    assert act.before == {f"{at}.0": paragraph.parts[0]}
    assert act.after == {f"{at}.0": "总的看，列入台账的目标有"}
    assert Entry.objects.filter(act="issue.edit", account="wang").count() == 1


def test_a_forged_form_reaches_no_figure(office: Desk, issue: Issue) -> None:
    at, paragraph = first_paragraph_with_figures(issue)
    figures = [one.printed for one in draft_of(issue).figures()]
    forged = {
        "text-0": "改",
        "figure-0": "99项",
        f"text-{len(figures_in(paragraph)) + 1}": "多出来的一段",
        "text--1": "x",
        "parts": "[]",
        "draft": "{}",
        "text-0.printed": "99项",
    }
    office.write(issue, at, forged)
    assert [one.printed for one in bulletin_of(issue).figures()] == figures
    assert set(issue.texts) == {f"{at}.0"}
    assert office.at("wang").post(f"/bulletins/{issue.pk}/blocks/9999", {"text-0": "x"}).status_code == 404


def test_what_is_typed_becomes_one_line_without_control_characters(office: Desk, issue: Issue) -> None:
    office.write(issue, 0, {"text-0": "现将情况\r\n通报\x07如下。<b>"})
    assert issue.texts["0.0"] == "现将情况通报如下。<b>"
    page = office.page("wang", f"/bulletins/{issue.pk}/")
    assert "&lt;b&gt;" in page
    assert "如下。<b>" not in page


def test_words_put_back_as_drafted_are_no_change_any_more(office: Desk, issue: Issue) -> None:
    drafted = draft_of(issue).blocks[0]
    assert isinstance(drafted, Paragraph)
    office.write(issue, 0, {"text-0": "别的话"})
    office.write(issue, 0, {"text-0": drafted.text})
    assert issue.texts == {}
    edition = issue.edition
    office.write(issue, 0, {"text-0": drafted.text})
    assert issue.edition == edition


def test_two_who_write_the_same_paragraph_are_told_and_nothing_is_lost(office: Desk, issue: Issue) -> None:
    seen = office.seen(f"/bulletins/{issue.pk}/blocks/0")
    office.write(issue, 0, {"text-0": "甲写的。"}, seen)
    answer = office.write(issue, 0, {"text-0": "乙写的。"}, seen)
    assert answer.status == 409
    page = answer.page
    assert "被别人改过" in page
    assert "甲写的。" in page
    assert "乙写的。" in page
    assert issue.texts["0.0"] == "甲写的。"


def test_two_who_write_different_paragraphs_do_not_meet(office: Desk, issue: Issue) -> None:
    at, _paragraph = first_paragraph_with_figures(issue)
    seen = office.seen(f"/bulletins/{issue.pk}/blocks/{at}")
    office.write(issue, 0, {"text-0": "甲写的。"})
    assert office.write(issue, at, {"text-0": "乙写的"}, seen).status == 302
    assert set(issue.texts) == {"0.0", f"{at}.0"}


def test_the_same_form_sent_twice_is_one_change(office: Desk, issue: Issue) -> None:
    seen = office.seen(f"/bulletins/{issue.pk}/blocks/0")
    for _click in range(2):
        assert office.write(issue, 0, {"text-0": "改过。"}, seen).status == 302
    assert issue.acts.filter(what=IssueAct.What.EDIT).count() == 1


def test_the_head_is_written_and_figures_are_not_in_it(office: Desk, issue: Issue) -> None:
    address = f"/bulletins/{issue.pk}/head"
    seen = office.seen(f"/bulletins/{issue.pk}/?edit=head")
    head = {
        "title": "关于1—9月目标完成情况的通报",
        "number": "示政通〔2024〕9号",
        "recipients": "各县市人民政府：",
        "signed": "示例州人民政府办公室",
        "dated": "2024-10-18",
    }
    assert office.at("wang").post(address, {**head, "seen": seen}).status_code == 302
    issue.refresh_from_db()
    bulletin = bulletin_of(issue)
    assert (bulletin.title, bulletin.number, bulletin.signed) == (head["title"], head["number"], head["signed"])
    assert str(bulletin.dated) == "2024-10-18"
    stale = office.at("wang").post(address, {**head, "title": "又一个", "seen": seen})
    assert stale.status_code == 409
    assert "又一个" in stale.content.decode()
    wrong = office.at("wang").post(address, {**head, "dated": "十月", "seen": seen})
    assert "日期要写成" in wrong.content.decode()


def test_a_paragraph_is_left_out_and_taken_in_again(office: Desk, issue: Issue) -> None:
    at, paragraph = first_paragraph_with_figures(issue)
    address = f"/bulletins/{issue.pk}/blocks/{at}/hide"
    office.at("wang").post(address, {"hidden": "yes"})
    issue.refresh_from_db()
    bulletin = bulletin_of(issue)
    assert paragraph.text not in [getattr(block, "text", "") for block in bulletin.blocks]
    assert "这一段不印" in office.page("wang", f"/bulletins/{issue.pk}/")
    office.at("wang").post(address, {"hidden": "no"})
    issue.refresh_from_db()
    assert bulletin_of(issue).blocks == draft_of(issue).blocks


def test_a_paragraph_is_added_and_taken_away(office: Desk, issue: Issue) -> None:
    address = f"/bulletins/{issue.pk}/blocks/0/added"
    office.at("wang").post(address, {"paragraph": ["各地要抓紧。", "  "], "seen": office.seen(address)})
    issue.refresh_from_db()
    added = bulletin_of(issue).blocks[1]
    assert isinstance(added, Paragraph)
    assert added.text == "各地要抓紧。"
    assert "各地要抓紧。" in office.page("wang", f"/bulletins/{issue.pk}/")
    office.at("wang").post(address, {"paragraph": [""], "seen": office.seen(address)})
    issue.refresh_from_db()
    assert issue.added == {}


def test_a_sent_issue_is_not_written_any_more(office: Desk, issue: Issue) -> None:
    seen = office.seen(f"/bulletins/{issue.pk}/blocks/0")
    office.step("wang", issue, "send")
    answer = office.write(issue, 0, {"text-0": "改"}, seen)
    assert "不能改" in answer.page
    assert issue.texts == {}


def test_a_fragment_answers_with_the_block_and_what_stands_beside_it(office: Desk, issue: Issue) -> None:
    address = f"/bulletins/{issue.pk}/blocks/0"
    sent = {"text-0": "有15%的企业停产。", "seen": office.seen(address)}
    page = office.at("wang").post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div class="block')
    assert 'hx-swap-oob="true"' in page
    assert "待确认 1 个" in page


def test_every_figure_opens_its_source(office: Desk, issue: Issue) -> None:
    at, paragraph = first_paragraph_with_figures(issue)
    figure = figures_in(paragraph)[0]
    page = office.page("sun", f"/bulletins/{issue.pk}/blocks/{at}/figures/0")
    assert figure.meaning in page
    assert figure.formula in page
    assert office.at("sun").get(f"/bulletins/{issue.pk}/blocks/{at}/figures/999").status_code == 404
    looked_up = next(
        (place, index)
        for place, block in enumerate(draft_of(issue).blocks)
        for index, one in enumerate(figures_in(block))
        if one.about is not None
    )
    page = office.page("sun", f"/bulletins/{issue.pk}/blocks/{looked_up[0]}/figures/{looked_up[1]}")
    assert f"/monitor/runs/{issue.run_id}/source?ledger=" in page
