"""What the site serves is written in the words of a browser of 2018, and pages hold no script, style or far address."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.console.live_site import LiveSite

CONSOLE = Path(__file__).parents[3] / "src" / "guatu" / "console"
# What Chromium 69 of September 2018 does not know, and when it came.
_NEWER_SCRIPT = {
    "optional chaining (80)": r"\?\.(?!\d)",
    "nullish coalescing (80)": r"\?\?",
    "logical assignment (85)": r"\|\|=|&&=",
    "private members (74, 84)": r"(?:\bthis\.|^\s+|[;{]\s*)#[A-Za-z_]\w*",
    "fields of classes (72)": r"\bclass(?:\s+[\w$]+)?(?:\s+extends\s+[\w$.]+)?\s*\{\s*(?:static\s+)?[\w$]+\s*=(?!=)",
    "static blocks (94)": r"\bstatic\s*\{",
    "big integers' separators (75)": r"\b\d+_\d+\b",
    "replaceAll (85)": r"\.replaceAll\(",
    "at (92)": r"\.at\(-?\d",
    "structuredClone (98)": r"\bstructuredClone\(",
    "Object.hasOwn (93)": r"\bObject\.hasOwn\(",
    "Object.fromEntries (73)": r"\bObject\.fromEntries\(",
    "allSettled, any (76, 85)": r"\bPromise\.(?:allSettled|any)\(",
    "matchAll (73)": r"\.matchAll\(",
    "globalThis (71)": r"\bglobalThis\b",
    "replaceChildren (86)": r"\.replaceChildren\(",
    "requestSubmit (76)": r"\.requestSubmit\(",
    "import() and import.meta in plain scripts": r"\bimport\s*\(|\bimport\.meta\b",
}
_NEWER_STYLE = {
    ":is, :where (88)": r":(?:is|where)\(",
    ":has (105)": r":has\(",
    ":not with a list (88)": r":not\([^()]*,",
    ":focus-visible (86)": r":focus-visible",
    "aspect-ratio (88)": r"(?<![\w-])aspect-ratio\s*:",
    "inset (87)": r"(?<![\w-])inset(?:-block|-inline)?\s*:",
    "dvh, svh, lvh (108)": r"\d(?:dvh|svh|lvh|dvw)\b",
    "min, max, clamp (79)": r"(?<![\w-])(?:min|max|clamp)\(",
    "layers, containers, nesting (99 and later)": r"@(?:layer|container|property|scope)\b|(?:^|[;{])\s*&",
    "color-mix, oklch (111)": r"\b(?:color-mix|oklch|oklab|lch|lab)\(",
    "accent-color (93)": r"accent-color\s*:",
    "overflow: clip (90)": r"overflow(?:-[xy])?\s*:\s*clip",
    "place-items in flex rows (gap, 84)": r"(?<![\w-])(?:row-|column-)?gap\s*:",
    "subgrid (117)": r"\bsubgrid\b",
    "media ranges (104)": r"@media[^{]*[<>]",
}
# In one line of a small script `//` is part of a text or a pattern; where people write, blanks stand before it.
_COMMENTS = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))//[^\n]*", re.DOTALL | re.MULTILINE)
_WRITTEN_BY_PEOPLE = 1000  # characters a line
_TEXTS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_FAR = re.compile(
    r"(?:src|href|action|srcset|hx-(?:get|post))\s*=\s*[\"']?\s*(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//"
)
_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_STYLE = re.compile(r"<[a-z][^<>]*\sstyle\s*=|<style\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages' own files as the site serves them."""
    site = LiveSite(tmp_path_factory.mktemp("collected") / "site")
    site.run("collectstatic", "--noinput", "--verbosity", "0")
    return site.folder / "static"


def newer_words(text: str, newer: dict[str, str]) -> list[str]:
    """Return what a text uses of words that came later; comments are passed over, and texts where people wrote them."""
    bare = _COMMENTS.sub("", text)
    if max(map(len, text.splitlines())) < _WRITTEN_BY_PEOPLE:
        bare = _TEXTS.sub('""', bare)  # in one long line, patterns with quotes in them would make code look like texts
    return [name for name, pattern in newer.items() if re.search(pattern, bare, re.MULTILINE)]


def served(folder: Path, ending: str) -> Iterator[Path]:
    """Yield what pages ask for: the project's own files, and of htmx the one that the pages name."""
    for path in sorted(folder.rglob(f"*.{ending}")):
        where = path.relative_to(folder).as_posix()
        if not where.startswith("django_htmx/") or where.startswith("django_htmx/htmx-2.min."):
            yield path


def test_scripts_use_nothing_newer_than_2018(collected: Path) -> None:
    scripts = list(served(collected, "js"))
    assert {path.name.partition(".")[0] for path in scripts} >= {"htmx-2", "console", "filing"}
    found = {path.name: newer_words(path.read_text(encoding="utf-8"), _NEWER_SCRIPT) for path in scripts}
    assert {name: words for name, words in found.items() if words} == {}


def test_styles_use_nothing_newer_than_2018(collected: Path) -> None:
    styles = list(served(collected, "css"))
    assert styles
    found = {path.name: newer_words(path.read_text(encoding="utf-8"), _NEWER_STYLE) for path in styles}
    assert {name: words for name, words in found.items() if words} == {}


def test_styles_and_scripts_load_nothing_from_elsewhere(collected: Path) -> None:
    for path in (*served(collected, "css"), *served(collected, "js")):
        assert not _FAR.search(_COMMENTS.sub("", path.read_text(encoding="utf-8"))), path.name


def test_pages_name_only_files_that_are_looked_at_here() -> None:
    named = {
        name
        for page in pages()
        for name in re.findall(r"\{%\s*static\s+['\"]([^'\"]+)['\"]", page.read_text(encoding="utf-8"))
    }
    assert "django_htmx/htmx-2.min.js" in named
    assert {name for name in named if name.startswith("django_htmx/")} == {"django_htmx/htmx-2.min.js"}


def pages() -> list[Path]:
    """Return the templates of the site."""
    return sorted(CONSOLE.rglob("*.html"))


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_a_page_holds_no_script_no_style_and_no_address_from_elsewhere(page: Path) -> None:
    assert unsafe_words(page.read_text(encoding="utf-8")) == []


def unsafe_words(page: str) -> list[str]:
    """Return what a content security policy without exceptions would not let pass in a page."""
    bare = _TAGS.sub("", page)
    found = [match.group() for pattern in (_FAR, _HANDLER, _STYLE) for match in [pattern.search(bare)] if match]
    return found + [body for _attributes, body in _SCRIPT.findall(bare) if body.strip()]


@pytest.mark.parametrize(
    "words",
    [
        "var a = b?.c;", "var a = b ?? c;", "a ||= b;", "class A { #b = 1; }", "class A { b = 1; }", "var n = 1_000;",
        "'x'.replaceAll('a', 'b');", "[1].at(-1);", "form.requestSubmit();", "Object.fromEntries(a);",
    ],
)  # fmt: skip
def test_newer_words_of_scripts_would_be_seen(words: str) -> None:
    assert newer_words(words, _NEWER_SCRIPT)


@pytest.mark.parametrize(
    "words",
    [
        ".a { display: flex; gap: 1rem }", ":is(a, b) { x: y }", "a:has(b) { x: y }", ".a { aspect-ratio: 1 }",
        ".a { inset: 0 }", ".a { height: 100dvh }", ".a { width: min(1rem, 2rem) }", ".a { &:hover { x: y } }",
    ],
)  # fmt: skip
def test_newer_words_of_styles_would_be_seen(words: str) -> None:
    assert newer_words(words, _NEWER_STYLE)


def test_older_words_pass() -> None:
    assert not newer_words("var a = b ? .5 : c; // d?.e\nvar s = 'x ?? y';", _NEWER_SCRIPT)
    assert not newer_words("/* gap: 1 */ .a { margin: 0; border-left: 1px } a:not(.b) { x: y }", _NEWER_STYLE)


@pytest.mark.parametrize(
    "page",
    [
        '<a onclick="x()">', '<p style="color: red">', "<style>p { }</style>", "<script>x()</script>",
        '<img src="https://example.org/a.png">', '<script src="//example.org/a.js"></script>',
    ],
)  # fmt: skip
def test_what_a_page_must_not_hold_would_be_seen(page: str) -> None:
    assert unsafe_words(page)
