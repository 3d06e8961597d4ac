"""Hand files in as a program could, and look at what the site says: words for a clerk, none of the machine."""

import re
import signal
from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.test import Client
from tests.console.safety.pages import body_of

_SECONDS = 90  # of one file, on a machine that does other things too
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_MACHINE_WORDS = re.compile(r"Traceback|Error\b|Exception|codec|0x[0-9a-f]{4}|/tmp|\.py\b|\bNone\b")


def in_time(act: Callable[[], object]) -> None:
    """Do something that must not hang."""

    def too_late(*_what: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(_SECONDS)
    try:
        act()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def wrong_words(said: str) -> list[str]:
    """Return what a clerk would not understand of a sentence."""
    return [*_MACHINE_WORDS.findall(said), *([] if _CHINESE.search(said) else [f"no Chinese: {said!r}"])]


def post_file(client: Client, address: str, field: str, file: tuple[str, bytes], **fields: str) -> HttpResponseBase:
    """Post a file under any name at all, as a program could, and follow to the page that answers."""
    name, content = file
    lines = [
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n'.encode()
        for key, text in fields.items()
    ]
    head = f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    body = b"".join(lines) + head.encode("utf-8", "surrogatepass") + content + b"\r\n--x--\r\n"
    answer: HttpResponseBase = client.post(address, body, content_type="multipart/form-data; boundary=x", follow=True)
    return answer


_MESSAGE = re.compile(
    r'<(?:p class="(?:message|error)[^"]*"|ul class="errorlist[^"]*")[^>]*>(.*?)</(?:p|ul)>', re.DOTALL
)


def told(answer: HttpResponseBase) -> str:
    """Return what a page says about what was done."""
    said = " ".join(_MESSAGE.findall(body_of(answer).decode()))
    return re.sub(r"<[^>]*>", " ", said).strip()


def sentences(findings: list[dict[str, str]]) -> list[str]:
    """Return what findings say."""
    return [one["sentence"] + one["way_out"] for one in findings]
