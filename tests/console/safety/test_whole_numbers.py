"""Numbers in requests: what is none is None, and no page falls over it."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from tests.console.conftest import SignIn

from guatu.console.frame.numbers import whole_number

STRANGE = ("", "²", "٣", "３", "-1", "1.0", "1e3", "0x10", " ", "1 2", "9" * 30, "9" * 6000, "NaN", "١٢", "1\x00")


@pytest.mark.parametrize("text", STRANGE)
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text) is None


def test_a_whole_number_is_read_up_to_what_is_asked() -> None:
    assert whole_number(" 17 ") == 17
    assert whole_number("72", 72) == 72
    assert whole_number("73", 72) is None
    assert whole_number(str(2**63 - 1)) == 2**63 - 1
    assert whole_number(str(2**63)) is None


@pytest.mark.parametrize(
    ("person", "name", "arguments", "field"),
    [
        ("jiazi", "unlock_ask", (), "filing"),
        ("li", "checking_batch", (), "picked"),
        ("wang", "switch_packs", (), "expected"),
        ("wang", "start_issue", (), "run"),
        ("sun", "sign_ruling", ("example", "fair-times"), "expected"),
        ("auditor", "verify_trail", (), "first"),
    ],
)
def test_no_page_falls_over_a_number_that_is_none(
    person: str, name: str, arguments: tuple[str, ...], field: str, sign_in: SignIn
) -> None:
    client = sign_in(person)
    for text in ("²", "9" * 6000, "١٢"):
        sent = {field: f"{text}:{text}" if field == "picked" else text, "reason": "x", "order:example": text}
        answer = client.post(reverse(name, args=arguments), sent, follow=True)
        assert answer.status_code < 500
        assert "invalid literal" not in answer.content.decode()


@pytest.mark.parametrize(
    ("person", "name"),
    [("wang", "targets"), ("wang", "overview"), ("auditor", "trail"), ("secadmin", "grant"), ("li", "checking")],
)
def test_no_list_falls_over_a_number_that_is_none(person: str, name: str, sign_in: SignIn) -> None:
    client = sign_in(person)
    for text in ("²", "9" * 6000, "١٢"):
        asked = urlencode(dict.fromkeys(("year", "run", "page", "before", "after", "user"), text))
        assert client.get(f"{reverse(name)}?{asked}").status_code < 500
