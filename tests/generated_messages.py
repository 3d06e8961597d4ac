"""The words of the pages in English: what is translatable, what is translated, and the compiled catalogues.

`python -m tests.generated_messages` compiles each `locale/en/LC_MESSAGES/django.po` into the `.mo` that Django reads,
and tells what is not translated yet.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

CONSOLE = Path(__file__).parent.parent / "src" / "guatu" / "console"
# Names under which code asks for a translation; numbers say which argument is the text.
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_UNDATED = datetime(2024, 1, 1, tzinfo=UTC)  # babel would put the hour of compiling

Text = tuple[str, str]  # the context of a text, empty for most, and the text


def slices() -> tuple[Path, ...]:
    """Return the folders of the console that have words of their own."""
    return tuple(sorted(path for path in CONSOLE.iterdir() if (path / "apps.py").is_file()))


def words_in(folder: Path) -> dict[Text, str]:
    """Return every text that a slice offers for translation, with the first place it stands in."""
    found: dict[Text, str] = {}
    for path, content in _sources(folder):
        for line, words, _comments, context in extract("python", io.BytesIO(content.encode()), keywords=_KEYWORDS):
            text = words if isinstance(words, str) else words[0]
            if text:
                found.setdefault((context or "", text), f"{path.relative_to(CONSOLE)}:{line}")
    return found


def _sources(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")
    for path in sorted(folder.rglob("*.html")):
        yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path))


def po_file(folder: Path) -> Path:
    """Return where a slice keeps its English."""
    return folder / "locale" / "en" / "LC_MESSAGES" / "django.po"


def english_of(folder: Path) -> Catalog:
    """Return the English of a slice; an empty catalogue where it has none yet."""
    file = po_file(folder)
    if not file.is_file():
        return Catalog("en")
    with file.open("rb") as source:
        return read_po(source, locale="en", abort_invalid=True)


def english_words(folder: Path) -> dict[Text, Message]:
    """Return what a slice says in English, by the Chinese text."""
    return {(message.context or "", _first(message.id)): message for message in english_of(folder) if message.id}


def untranslated(folder: Path) -> dict[Text, str]:
    """Return the texts of a slice that have no English, with where they stand."""
    known = english_words(folder)
    return {
        text: where
        for text, where in words_in(folder).items()
        if text not in known or not _is_filled(known[text].string) or known[text].fuzzy
    }


def compiled(folder: Path) -> bytes:
    """Return a slice's catalogue as Django reads it; the same words give the same bytes."""
    words = english_of(folder)
    words.creation_date = words.revision_date = _UNDATED
    target = io.BytesIO()
    write_mo(target, words)
    return target.getvalue()


def _first(text: object) -> str:
    return text[0] if isinstance(text, tuple | list) else str(text)


def _is_filled(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def main() -> None:
    """Compile every catalogue and tell what is missing."""
    missing = 0
    for folder in slices():
        if po_file(folder).is_file():
            po_file(folder).with_suffix(".mo").write_bytes(compiled(folder))
        for text, where in untranslated(folder).items():
            missing += 1
            sys.stdout.write(f"{where}: {text!r}\n")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
