"""The pages of a liaison: inbox, form, checks while typing, no change, receipt, where a figure comes from."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guatu.console.audit.models import Entry as TrailEntry
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, CellKey
from guatu.console.reporting.decisions import accept, question
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Figure, Filing, FilingAct, Hit
from guatu.console.reporting.sheet import read_sheet
from guatu.console.reporting.steps import Handed

FilingOf = Callable[..., Filing]
StepOf = Callable[..., object]
Figures = Callable[..., dict[CellKey, Amount]]
SignIn = Callable[[str], Client]
QUARTER = "counties-quarterly"
PARTS = {"gdp_primary": "10", "gdp_secondary": "40", "gdp_tertiary": "50", "gdp": "100"}


def posted(filing: Filing, parts: dict[str, str], **more: str) -> dict[str, str]:
    """Return what the page's form sends."""
    filing.refresh_from_db()
    fields = {f"value:{name}:cumulative": value for name, value in parts.items()}
    growth = {f"growth:{name}:cumulative": "5" for name in parts}
    return {**fields, **growth, "token": f"p{filing.edition}", "edition": str(filing.edition), **more}


def handed_in(client: Client, filing: Filing, parts: dict[str, str], **more: str) -> None:
    """Hand a filing in over its page, answering what is asked at the second attempt."""
    address = reverse("filing_submit", args=(filing.pk,))
    answer = client.post(address, posted(filing, parts, **more))
    if answer.status_code == 422:
        names = re.findall(r'name="(answer:[^"]+)"', answer.content.decode())
        answer = client.post(address, posted(filing, parts, **dict.fromkeys(names, "已核实"), **more))
    assert answer.status_code == 302, answer.content.decode()


def accepted(filing: Filing) -> None:
    filing.refresh_from_db()
    accept(filing, User.objects.get(username="li"), SYSTEM, token=f"a{filing.edition}", edition=filing.edition)


def test_the_inbox_lists_the_own_forms_by_due_day(filing_of: FilingOf, sign_in: SignIn) -> None:
    page = sign_in("jiazi").get(reverse("filings")).content.decode()
    rows = page.partition("<tbody>")[2]
    assert rows.index("上月主要经济指标") < rows.index("上季地区生产总值")
    assert "10-08 17:00" in page
    assert "乙丑县" not in page


def test_the_inbox_keeps_what_is_owed_in_sight_and_finds_the_rest_by_filter(
    filing_of: FilingOf, sign_in: SignIn
) -> None:
    client = sign_in("jiazi")
    assert "没有符合条件的报表" in client.get(reverse("filings"), {"state": "accepted"}).content.decode()
    page = client.get(reverse("filings"), {"period": "2024-09", "form": f"example:{QUARTER}"}).content.decode()
    assert page.count('<th class="sticky"><a') == 1
    assert client.get(reverse("filings"), {"period": "x", "page": "x"}).status_code == 200


@pytest.mark.usefixtures("site")
def test_an_empty_inbox_says_what_comes_next(sign_in: SignIn) -> None:
    assert "布置以后" in sign_in("jiazi").get(reverse("filings")).content.decode()


def test_the_form_shows_last_period_and_last_year_beside_each_cell(
    filing_of: FilingOf, sign_in: SignIn, history: Callable[..., None]
) -> None:
    filing = filing_of(duty=QUARTER)
    history(filing, date(2024, 6, 1))
    history(filing, date(2023, 9, 1))
    page = sign_in("jiazi").get(reverse("filing", args=(filing.pk,))).content.decode()
    assert page.count(">103.00</a>") == 2
    assert 'name="value:gdp:cumulative"' in page
    assert 'name="growth:gdp:cumulative"' in page
    assert "本月无变化" in page


def test_a_form_of_another_county_looks_like_one_that_is_not_there(filing_of: FilingOf, sign_in: SignIn) -> None:
    other, client = filing_of("999902", QUARTER), sign_in("jiazi")
    for name in ("filing", "no_change", "filing_template"):
        assert client.get(reverse(name, args=(other.pk,))).status_code == 404
    for name in ("filing_save", "filing_submit", "filing_withdraw", "filing_answer", "filing_check", "filing_upload"):
        assert client.post(reverse(name, args=(other.pk,)), posted(other, PARTS)).status_code == 404
    assert client.get(reverse("filing", args=(10**9,))).status_code == 404
    assert not FilingAct.objects.exists()


def test_a_checker_does_not_fill_in(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing = filing_of(duty=QUARTER)
    assert sign_in("li").post(reverse("filing_submit", args=(filing.pk,)), posted(filing, PARTS)).status_code == 403


def test_state_is_changed_by_posting_alone(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing = filing_of(duty=QUARTER)
    for name in ("filing_save", "filing_submit", "filing_withdraw", "filing_answer", "filing_check"):
        assert sign_in("jiazi").get(reverse(name, args=(filing.pk,))).status_code == 405


def test_what_was_saved_stands_in_the_form_as_it_was_typed(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    answer = client.post(
        reverse("filing_save", args=(filing.pk,)), posted(filing, {"gdp": "１，２３４.5"}), follow=True
    )
    page = answer.content.decode()
    assert "已暂存" in page
    assert 'value="1,234.5"' in page
    assert read_sheet(filing.pk).amounts()["gdp", "cumulative"] == Amount(Decimal("1234.5"), Decimal("0.05"))


def test_a_cell_that_cannot_be_read_is_shown_again_and_the_others_are_kept(
    filing_of: FilingOf, sign_in: SignIn
) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    answer = client.post(
        reverse("filing_submit", args=(filing.pk,)), posted(filing, {**PARTS, "gdp": "<b>十个亿左右</b>"})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="&lt;b&gt;十个亿左右&lt;/b&gt;"' in page
    assert "<b>十" not in page
    amounts = read_sheet(filing.pk).amounts()
    assert amounts["gdp_primary", "cumulative"].value == Decimal(10)
    assert amounts["gdp", "cumulative"].is_blank
    assert not Figure.objects.exists()


def test_a_submission_leads_to_its_receipt(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    act = FilingAct.objects.get(what="submit")
    page = client.get(reverse("receipt", args=(act.pk,))).content.decode()
    assert act.hash in page
    assert "与存着的数核对一致" in page
    assert f"{act.pk:06d}" in page
    assert client.post(reverse("receipt_printed", args=(act.pk,))).status_code == 204
    assert TrailEntry.objects.filter(kind=Kind.PRINT, act="receipt.print").count() == 1
    assert sign_in("yichou").get(reverse("receipt", args=(act.pk,))).status_code == 404
    assert sign_in("li").get(reverse("receipt", args=(act.pk,))).status_code == 200


def test_a_double_click_hands_in_once(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    act = FilingAct.objects.get(what="submit")
    again = client.post(
        reverse("filing_submit", args=(filing.pk,)), posted(filing, PARTS, token=act.token, edition="0")
    )
    assert again["Location"] == reverse("receipt", args=(act.pk,))
    assert FilingAct.objects.filter(what="submit").count() == 1


def test_a_page_that_was_overtaken_shows_what_was_typed_and_what_is_stored(
    filing_of: FilingOf, sign_in: SignIn, step_of: Callable[..., object], quarter_figures: Figures
) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    old = posted(filing, {"gdp": "777"})
    save_entries(filing, step_of(edition=0), Handed(quarter_figures()))  # type: ignore[arg-type]
    answer = client.post(reverse("filing_save", args=(filing.pk,)), old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="777"' in page
    assert "现在存着的是 100，同比 5" in page
    assert 'name="edition" value="1"' in page
    assert read_sheet(filing.pk).amounts()["gdp", "cumulative"].value == Decimal(100)


def test_checks_answer_while_figures_are_typed_and_store_nothing(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    address = reverse("filing_check", args=(filing.pk,))
    answer = client.post(address, posted(filing, {**PARTS, "gdp": "300", "gdp_primary": "x"}))
    page = answer.content.decode()
    assert 'hx-swap-oob="true"' in page
    assert "“x”" in page
    assert (
        'id="told-4" class="told" data-mark="asked"'
        in client.post(address, posted(filing, {**PARTS, "gdp": "300"})).content.decode()
    )
    assert not Hit.objects.exists()
    filing.refresh_from_db()
    assert filing.edition == 0


def test_a_checkers_question_is_answered_on_the_page(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    filing.refresh_from_db()
    checker = User.objects.get(username="li")
    question(filing, checker, SYSTEM, indicator="gdp", sentence="为何回落", token="q", edition=filing.edition)
    hit = Hit.objects.get(check_id="asked")
    assert "1 处" in client.get(reverse("filings")).content.decode()
    assert "为何回落" in client.get(reverse("filing", args=(filing.pk,))).content.decode()
    answers = {f"reply:{hit.pk}": "停产检修", "token": "r", "edition": str(filing.edition)}
    page = client.post(reverse("filing_answer", args=(filing.pk,)), answers, follow=True).content.decode()
    assert "已答复 1 处疑问" in page
    hit.refresh_from_db()
    assert hit.answer == "停产检修"


def test_a_correction_is_made_on_the_page_with_a_reason(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    accepted(filing)
    assert "提交更正" not in client.get(reverse("filing", args=(filing.pk,))).content.decode()
    page = client.get(reverse("filing", args=(filing.pk,)), {"mode": "correct"}).content.decode()
    assert "提交更正" in page
    changed = {**PARTS, "gdp_primary": "11", "gdp": "101"}
    refused = client.post(reverse("filing_submit", args=(filing.pk,)), posted(filing, changed, mode="correct"))
    assert refused.status_code == 422
    assert "更正原因" in refused.content.decode()
    assert 'value="101"' in refused.content.decode()
    handed_in(client, filing, changed, mode="correct", reason="漏报一个企业")
    assert FilingAct.objects.filter(what="correct", reason="漏报一个企业").count() == 1


def test_final_figures_are_reported_beside_the_flash_ones(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    accepted(filing)
    page = client.get(reverse("filing", args=(filing.pk,)), {"mode": "final"}).content.decode()
    assert 'value="100"' in page
    handed_in(client, filing, {**PARTS, "gdp_primary": "12", "gdp": "102"}, mode="final")
    accepted(filing)
    found = Figure.objects.get(status="final", indicator="gdp")
    page = client.get(reverse("figure", args=(found.pk,))).content.decode()
    assert page.index("定案数") < page.index(">102<")
    assert ">100<" in page
    assert page.count("采用</span>") == 2


def test_no_change_shows_what_will_be_handed_in_and_takes_one_click(
    filing_of: FilingOf, sign_in: SignIn, history: Callable[..., None]
) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    address = reverse("no_change", args=(filing.pk,))
    assert "没有可以沿用的上期数" in client.get(address).content.decode()
    for name, value in PARTS.items():
        Figure.objects.create(
            place="999901",
            period=date(2024, 6, 1),
            indicator=name,
            basis="cumulative",
            status="final",
            value=Decimal(value),
            reported_at=filing.round.opened_at,
        )
    page = client.get(address).content.decode()
    assert "4 格按上期数报出" in page
    answer = client.post(address, {"token": "n", "edition": "0", "reason": "本月无变化"})
    act = FilingAct.objects.get(what="submit")
    assert answer["Location"] == reverse("receipt", args=(act.pk,))
    filing.refresh_from_db()
    assert filing.no_change
    assert {hit.answer for hit in Hit.objects.filter(filing=filing)} <= {"本月无变化"}
    assert Figure.objects.get(filing=filing, indicator="gdp").value == Decimal(100)


def test_a_figure_is_found_by_its_cell_and_hidden_from_other_places(filing_of: FilingOf, sign_in: SignIn) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    handed_in(client, filing, PARTS)
    asked = {"place": "999901", "indicator": "gdp", "period": "2024-09", "basis": "cumulative"}
    page = client.get(reverse("figures"), asked).content.decode()
    assert "待审核" in page
    assert "甲子市联络员" in page
    other = sign_in("yichou")
    assert other.get(reverse("figures"), asked).status_code == 404
    assert other.get(reverse("figure", args=(Figure.objects.get(indicator="gdp").pk,))).status_code == 404
    assert sign_in("gao").get(reverse("figures"), asked).status_code == 200
    for wrong in ({"period": "x"}, {"indicator": "nothing"}, {"place": "1"}):
        assert client.get(reverse("figures"), {**asked, **wrong}).status_code == 404


def test_a_closed_form_says_how_to_report_after_all(
    filing_of: FilingOf, sign_in: SignIn, site_clock: Callable[[str], None]
) -> None:
    filing, client = filing_of(duty=QUARTER), sign_in("jiazi")
    site_clock("2024-10-22T09:00")
    page = client.get(reverse("filing", args=(filing.pk,))).content.decode()
    assert "申请" in page
    assert '<input class="number"' not in page
    answer = client.post(reverse("filing_save", args=(filing.pk,)), posted(filing, PARTS))
    assert answer.status_code == 422
    assert "逾期" in client.get(reverse("filings")).content.decode()


def test_a_form_page_asks_the_database_few_questions(
    filing_of: FilingOf, sign_in: SignIn, history: Callable[..., None]
) -> None:
    filing, client = filing_of(), sign_in("jiazi")
    for month in (date(2024, 8, 1), date(2023, 9, 1)):
        history(filing, month)
    client.get(reverse("filing", args=(filing.pk,)))
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(reverse("filing", args=(filing.pk,)))
    own = [one["sql"] for one in seen.captured_queries if "reporting_" in one["sql"]]
    assert len(own) <= 6
    assert len(seen) <= 12, "\n".join(one["sql"][:150] for one in seen.captured_queries)


def test_a_submission_of_three_hundred_cells_is_written_in_few_statements(
    filing_of: FilingOf, step_of: Callable[..., object]
) -> None:
    filing = filing_of()
    cell = filing.round.cells[0]
    filing.round.cells = [{**cell, "indicator": f"x{number}", "name": f"指标{number}"} for number in range(300)]
    filing.round.save()
    amounts = {(f"x{number}", cell["basis"]): Amount(Decimal(number), Decimal("0.1")) for number in range(1, 300)}
    with CaptureQueriesContext(connection) as seen:
        outcome = submit(filing, step_of(), Handed(amounts))  # type: ignore[arg-type]
    assert outcome.is_submitted
    assert Figure.objects.count() == 299
    assert len(seen) < 50
    assert sum(float(one["time"]) for one in seen.captured_queries) < 0.3
