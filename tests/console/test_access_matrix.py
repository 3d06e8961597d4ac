"""Every address with every role: who is let in is written here once more, apart from the views that say it.

Requests go through the whole site up to the view, which is not called: what is asked is who gets that far. That a
person of one place reaches nothing of another is asked below with things that exist, and through the views.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from guatu.console.people.models import Post, Role, User
from guatu.console.reporting.models import Entry, Figure, Filing, FilingState
from guatu.console.reporting.rounds import open_rounds
from guatu.domain import Period

_FILLER, _CHECKER, _ANALYST, _HEAD, _LEADER = Role.FILLER, Role.CHECKER, Role.ANALYST, Role.HEAD, Role.LEADER
_SUPERVISION, _FINANCE, _SYSTEM, _SECURITY, _AUDIT = (
    Role.SUPERVISION,
    Role.FINANCE,
    Role.SYSTEM,
    Role.SECURITY,
    Role.AUDIT,
)
EVERYBODY = frozenset(Role.values)
BUSINESS = frozenset({_FILLER, _CHECKER, _ANALYST, _HEAD, _LEADER, _SUPERVISION, _FINANCE})
OPEN = None  # also without an account
PERSONS = {
    _FILLER: "jiazi",
    _CHECKER: "li",
    _ANALYST: "wang",
    _HEAD: "sun",
    _LEADER: "gao",
    _SUPERVISION: "zhou",
    _FINANCE: "qian",
    _SYSTEM: "sysadmin",
    _SECURITY: "secadmin",
    _AUDIT: "auditor",
}
# Who may enter, by the names of the addresses.
MATRIX: tuple[tuple[frozenset[str] | None, str], ...] = (
    (OPEN, "alive sign_in single_sign_on single_sign_on_return choose_language"),
    (
        EVERYBODY,
        "worklist calendar help sign_out change_password second_factor enrol_second_factor second_factor_image "
        "my_account end_my_session end_other_sessions delegations end_delegation job",
    ),
    (
        frozenset({_SYSTEM}),
        "units new_unit unit change_unit agency_phone new_account import_accounts accounts_template "
        "stop_this_account reopen_this_account",
    ),
    (frozenset({_SYSTEM, _SECURITY}), "accounts account reset_this_password reset_this_second_factor"),
    (
        frozenset({_SECURITY}),
        "unlock_this_account posts grant end_this_post locks unlock tokens token_end webhooks webhook_end",
    ),
    (
        frozenset({_FILLER}),
        "filings filing filing_save filing_submit filing_withdraw filing_answer filing_check no_change "
        "filing_template filing_upload upload upload_marked upload_take unlock_ask",
    ),
    (frozenset({_FILLER, _CHECKER, _ANALYST}), "receipt receipt_printed"),
    (
        frozenset({_CHECKER, _ANALYST}),
        "checking checking_batch check_filing check_accept check_return check_question",
    ),
    (frozenset({_ANALYST, _SUPERVISION, _CHECKER}), "chase_log"),
    (frozenset({_FILLER, _CHECKER, _HEAD}), "unlocks"),
    (frozenset({_CHECKER, _HEAD}), "unlock_decide"),
    (
        frozenset({_ANALYST}),
        "rounds rounds_open round_terms round_change runs start_run history take_history history_import "
        "start_issue issue_head issue_block issue_block_shown hide_issue_block issue_added confirm_issue_number "
        "switch_packs plan_uploads hand_in_plan plan_upload plan_review plan_paper plan_draft hand_in_review load_plan "
        "packages package_make package_take package_file package_receipt peer_add peer_end",
    ),
    (
        frozenset({_ANALYST, _HEAD, _LEADER}),
        "run run_changes track_differences issue_numbers issue_step issue_comment write_issue_again issue_preview",
    ),
    (frozenset({_ANALYST, _HEAD, _SUPERVISION}), "confirm_alert dismiss_alert"),
    (frozenset({_HEAD}), "sign_ruling"),
    (
        BUSINESS,
        "figures figure progress progress_export chase indicators paper chart source printed ranking_workbook "
        "wall_print overview ledgers ledger alerts alert answer_alert ranking wall issues issue issue_figure "
        "issue_chart issue_file packs pack_findings compare_packs pack download_pack targets export_targets "
        "contradictions rulings ruling",
    ),
    (frozenset({_AUDIT}), "trail trail_entry export_trail trail_statistics verify_trail"),
)
WHO = {name: who for who, names in MATRIX for name in names.split()}
_ARGUMENTS = {
    "key": 999_999_999,
    "number": 999_999_999,
    "at": 0,
    "index": 0,
    "name": "ledgers",
    "page": "ledgers",
    "month": "2024-09",
    "place": "999901",
    "what": "place",
    "code": "999901",
    "act": "rename",
    "pack_id": "example",
    "ruling_id": "none",
}
_GOT_THERE = 299


class StopAtTheView:
    """Answers in the place of every view that the site would call."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, *_what: object) -> HttpResponse:
        return HttpResponse(status=_GOT_THERE)


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            if one.namespace != "api":  # asks for tokens; see exchange/test_api.py
                yield from patterns(one)
        else:
            yield one


def every_address() -> dict[str, URLPattern]:
    return {str(one.name): one for one in patterns(get_resolver())}


def address(name: str) -> str:
    wanted = every_address()[name].pattern.regex.groupindex
    given = {key: "gap" if (name, key) == ("ledger", "key") else _ARGUMENTS[key] for key in wanted}
    if name in ("pack", "download_pack"):
        given["key"] = "example"
    return reverse(name, kwargs=given)


def test_the_matrix_names_every_address_and_no_other() -> None:
    assert set(WHO) == set(every_address())


@pytest.fixture
def stopped() -> Iterator[None]:
    """Let requests come as far as the view and no further."""
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.StopAtTheView"]):
        yield


@pytest.mark.parametrize("role", list(Role.values))
@pytest.mark.usefixtures("stopped")
def test_a_role_is_let_in_where_the_matrix_says_and_nowhere_else(role: str, sign_in: Callable[[str], Client]) -> None:
    client, wrong = sign_in(PERSONS[Role(role)]), []
    for name, who in WHO.items():
        for method in (client.get, client.post):
            status = method(address(name)).status_code
            wanted = _GOT_THERE if who is None or role in who else 403
            if status != wanted:
                wrong.append(f"{name} {method.__name__} {status} instead of {wanted}")
    assert wrong == []


@pytest.mark.usefixtures("site", "stopped")
def test_without_an_account_everything_but_the_way_in_leads_to_the_way_in() -> None:
    client = Client()
    for name, who in WHO.items():
        answer = client.get(address(name))
        if who is OPEN:
            assert answer.status_code == _GOT_THERE, name
        else:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/people/sign-in"), name


@pytest.fixture
def filings(site: None) -> dict[str, Filing]:
    """The monthly filings of two counties, handed in and each with a figure."""
    open_rounds(Period.month(2024, 9), None)
    found = {}
    for place, filler in (("999901", "jiazi"), ("999902", "yichou")):
        filing = Filing.objects.get(place=place, round__form="example:counties-monthly")
        said = {"place": place, "period": date(2024, 9, 1), "indicator": "fai", "basis": "cumulative", "value": 10}
        moment, by = filing.round.opened_at, User.objects.get(username=filler)
        Entry.objects.create(by=by, at=moment, **said)
        Figure.objects.create(filing=filing, reported_by=by, reported_at=moment, **said)
        filing.state, filing.submitted_at, filing.submitted_by = FilingState.SUBMITTED, moment, by
        filing.save()
        found[place] = filing
    return found


_OF_A_FILING = (
    "filing", "filing_save", "filing_submit", "filing_withdraw", "filing_answer", "filing_check", "no_change",
    "filing_template", "filing_upload",
)  # fmt: skip


def test_a_filler_reaches_its_own_filing_and_no_other(
    filings: dict[str, Filing], sign_in: Callable[[str], Client]
) -> None:
    neighbour = sign_in("yichou")
    before = list(Entry.objects.order_by("pk").values()), list(Filing.objects.order_by("pk").values("state", "edition"))
    for name in _OF_A_FILING:
        for method in (neighbour.get, neighbour.post):
            status = method(reverse(name, args=(filings["999901"].pk,))).status_code
            assert status in (403, 404, 405), f"{name} {status}"
    assert neighbour.get(reverse("filing", args=(filings["999902"].pk,))).status_code == 200
    after = list(Entry.objects.order_by("pk").values()), list(Filing.objects.order_by("pk").values("state", "edition"))
    assert after == before


def test_a_checker_of_one_county_reaches_no_other(filings: dict[str, Filing], sign_in: Callable[[str], Client]) -> None:
    Post.objects.filter(user__username="li").update(place="999902")
    checker = sign_in("li")
    for name in ("check_filing", "check_accept", "check_return", "check_question"):
        for method in (checker.get, checker.post):
            status = method(reverse(name, args=(filings["999901"].pk,)), {"reason": "x", "token": "t"}).status_code
            assert status in (403, 404, 405), f"{name} {status}"
    assert checker.get(reverse("check_filing", args=(filings["999902"].pk,))).status_code == 200
    assert Filing.objects.get(pk=filings["999901"].pk).state == FilingState.SUBMITTED


def test_a_checker_writes_no_figure_whatever_is_posted(
    filings: dict[str, Filing], sign_in: Callable[[str], Client]
) -> None:
    before = list(Figure.objects.order_by("pk").values("value", "growth", "vintage"))
    checker = sign_in("li")
    posted = {
        "value": "99",
        "growth": "1",
        "fai": "99",
        "token": "t",
        "edition": "0",
        "reason": "核对",
        "indicator": "fai",
    }
    for name in ("check_accept", "check_return", "check_question", "filing_save", "filing_submit", "filing_upload"):
        checker.post(reverse(name, args=(filings["999901"].pk,)), posted)
    assert list(Figure.objects.order_by("pk").values("value", "growth", "vintage")) == before
