"""Read pages as a browser does: their links, forms, texts; and walk the site along its links."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

# Not along these: the first ends the walk, the others leave the site's pages.
_NOT_WALKED = frozenset({"sign_out", "single_sign_on"})
_TYPED = frozenset({"text", "search", "tel", "email", "url", ""})


@dataclass
class Form:
    """A form of a page: where it goes, and its fields by name with the value that stands in them."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    has_file: bool = False


@dataclass(frozen=True)
class Tag:
    """A tag with its attributes."""

    name: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, markup: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.tags: list[Tag] = []
        self.forms: list[Form] = []
        self.inside: list[tuple[str, str]] = []  # texts that stand inside <script> and <style>
        self._form: Form | None = None
        self._select = ""
        self._raw = ""
        self.feed(markup)
        self.close()

    @property
    def links(self) -> list[str]:
        """Addresses that the page leads to, without their fragments."""
        wanted = {"a": "href", "iframe": "src", "img": "src"}
        found = (one.attributes.get(wanted[one.name], "") for one in self.tags if one.name in wanted)
        return [urljoin(self.address, one).partition("#")[0] for one in found if one and not one.startswith("data:")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(Tag(tag, given))
        self._raw = tag if tag in ("script", "style") else ""
        if tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self._form = Form(action, given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._take_field(tag, given, self._form)

    def _take_field(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, kind = given.get("name", ""), given.get("type", "").lower()
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, "")
        elif tag == "option" and self._select:
            if "selected" in given or not form.fields[self._select]:
                form.fields[self._select] = given.get("value", "")
        elif not name:
            return
        elif tag == "textarea":
            form.fields[name] = ""
            form.typed.add(name)
        elif tag == "input" and kind == "file":
            form.has_file = True
        elif tag == "input" and (kind not in ("checkbox", "radio") or "checked" in given or name not in form.fields):
            form.fields[name] = given.get("value", "")
            if kind in _TYPED:
                form.typed.add(name)
        elif tag == "button":
            form.fields.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw and data.strip():
            self.inside.append((self._raw, data))


@dataclass(frozen=True)
class Visited:
    """An answer on the walk: the address, the name of its view, what was answered, and the page where it is one."""

    address: str
    name: str
    answer: HttpResponseBase
    body: bytes
    page: Page | None


def visit(client: Client, address: str) -> Visited:
    """Return the answer to a GET."""
    answer: HttpResponseBase = client.get(address)
    body = body_of(answer)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    is_saved = answer.headers.get("Content-Disposition", "").startswith("attachment")
    page = Page(body.decode(), address) if is_page and not is_saved else None
    return Visited(address, name_of(address), answer, body, page)


def walk(client: Client, start: str = "/", *, most_of_a_kind: int = 2) -> Iterator[Visited]:
    """Yield the pages that a person reaches from the menu, some of each kind."""
    waiting, known, kinds = [start], {start}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if not name or name in _NOT_WALKED or kinds[name] >= most_of_a_kind:
            continue
        kinds[name] += 1
        seen = visit(client, address)
        yield seen
        for one in (*(seen.page.links if seen.page else ()), seen.answer.headers.get("Location", "")):
            if one.startswith("/") and one not in known:
                known.add(one)
                waiting.append(one)


def name_of(address: str) -> str:
    """Return the name of the view of an address; empty where the site has none."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return "" if "api" in match.namespaces else match.url_name or ""


def body_of(answer: HttpResponseBase) -> bytes:
    """Return the bytes of an answer; one that is streamed is read to its end, which closes its file."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
