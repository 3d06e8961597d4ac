"""Markup and quotes in everything that is typed and asked: shown as signs, never run, and no page falls over them."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from tests.console.conftest import SignIn
from tests.console.safety.conftest import PERSONAS, Lived
from tests.console.safety.pages import Form, Page, Visited, visit, walk
from tests.console.safety.test_headers import OWN_STYLE, wrong_markup
from tests.console.safety.typed_everywhere import type_everywhere
from tests.console.test_access_matrix import PERSONS, address, every_address
from tests.console.test_access_matrix import WHO as ADMITTED

from guatu.console.people.models import Role, User

MARKUP = "<script>alert('甲')</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}{% debug %}"
QUOTES = "' OR '1'='1'; DROP TABLE people_user; -- %_\\\" ${7*7}"
# Lists and pages that read what stands behind the question mark, with all the names that any of them knows.
ASKED = (
    "accounts alerts calendar checking compare_packs export_targets export_trail filings figures grant indicators "
    "issues ledgers overview pack_findings packs posts progress progress_export ranking rounds rulings sign_in targets "
    "trail trail_statistics units unlocks wall worklist"
)
NAMES = (
    "act as before after code day edit filing first form from group indicator kind last lead ledger level light month "
    "new next noun old page person place run shown source state status subject target to track undone user word words "
    "year asked disputed column role"
)
PROBES = (MARKUP, QUOTES, "\x00", "9" * 400, "甲" * 3000, "-1", "0001-01-01", "9999-12-31")
WHO = {"accounts": "sysadmin", "units": "sysadmin", "posts": "secadmin", "grant": "secadmin", "filings": "jiazi"}
WHO |= dict.fromkeys(("trail", "trail_statistics", "export_trail"), "auditor")


def wrong_in(seen: Visited) -> list[str]:
    if seen.answer.status_code >= 500:
        return [f"status {seen.answer.status_code}"]
    if seen.page is None:
        return []
    wrong = list(wrong_markup(seen.page, own_style=seen.name in OWN_STYLE))
    body = seen.body.decode()
    wrong += [one for one in ("<script>alert", "<img src=x", "people_user;</") if one in body]
    if "77" in body and "{{ 7" not in body and MARKUP[:9] in body:
        wrong.append("a template was carried out")
    return wrong


def test_what_is_typed_is_shown_as_signs_on_every_page(lived: Lived, sign_in: SignIn) -> None:
    type_everywhere(lived, (MARKUP, QUOTES))
    wrong, shown = [], set()
    for person in PERSONAS:
        for seen in walk(sign_in(person), most_of_a_kind=1):
            wrong += [f"{person} {seen.address}: {why}" for why in wrong_in(seen)]
            if b"&lt;script&gt;alert" in seen.body:
                shown.add(seen.name)
    assert not wrong, "\n".join(wrong)
    assert {"accounts", "trail", "filing", "issue", "alerts", "units", "tokens", "unlocks", "packages"} <= shown


def test_what_looks_for_markup_finds_it() -> None:
    page = f"<p>{MARKUP}</p>"
    seen = Visited("/", "", type("Answer", (), {"status_code": 200})(), page.encode(), Page(page, "/"))
    assert len(wrong_in(seen)) >= 3


def test_a_list_takes_any_question(lived: Lived, sign_in: SignIn) -> None:
    wrong = []
    for name in ASKED.split():
        client = sign_in(WHO.get(name, "wang"))
        for probe in PROBES:
            asked = "&".join(f"{one}={quote(probe)}" for one in NAMES.split())
            seen = visit(client, f"{reverse(name)}?{asked}")
            wrong += [f"{name} {probe[:20]!r}: {why}" for why in wrong_in(seen)]
    assert not wrong, "\n".join(wrong)
    assert User.objects.count() > 10


_ARGUMENTS = ("code", "pack_id", "ruling_id", "name", "page", "month", "place", "key")


@pytest.mark.usefixtures("lived")
def test_an_address_takes_any_text(sign_in: SignIn) -> None:
    wrong = []
    clients = {role: sign_in(person) for role, person in PERSONS.items()}
    for name, pattern in every_address().items():
        wanted = set(pattern.pattern.regex.groupindex)
        allowed = ADMITTED[name]
        if not set(_ARGUMENTS) & wanted:
            continue
        client = clients[Role.ANALYST if allowed is None or Role.ANALYST in allowed else Role(min(allowed))]
        for probe in (QUOTES, MARKUP, "\x00", "../../../etc/passwd", "甲" * 300, "9" * 40):
            at = address(name)
            for given in ("999999999", "999901", "2024-09", "ledgers", "example", "none", "gap"):
                at = at.replace(f"/{given}", f"/{quote(probe, safe='')}")
            seen = visit(client, at)
            wrong += [f"{at}: {why}" for why in wrong_in(seen)]
            if b"root:" in seen.body:
                wrong.append(f"{at}: a file of the machine")
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.slow
def test_fields_that_are_posted_take_any_text(lived: Lived, sign_in: SignIn) -> None:
    """Fill in every form of every page with the same text, and send it as it stands otherwise."""
    wrong = []
    for person in PERSONAS:
        client = sign_in(person)
        forms = {
            form.action: form
            for seen in walk(client, most_of_a_kind=1)
            for form in (seen.page.forms if seen.page else ())
            if form.method == "post" and not form.has_file and form.typed
        }
        wrong += [f"{person} {why}" for why in _posted(client, list(forms.values()), MARKUP + QUOTES)]
    assert not wrong, "\n".join(wrong)


def _posted(client: Client, forms: list[Form], probe: str) -> list[str]:
    wrong = []
    for form in forms:
        fields = {name: probe if name in form.typed else text for name, text in form.fields.items()}
        answer = client.post(form.action, fields, follow=True)
        page = Page(answer.content.decode(), form.action)
        seen = Visited(form.action, "", answer, answer.content, page)
        wrong += [f"{form.action}: {why}" for why in wrong_in(seen)]
    return wrong
