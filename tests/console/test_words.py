"""Every text of the pages can be read in English, and none of them stands where it cannot be translated."""

import ast
import re
from pathlib import Path

import pytest
from tests.generated_messages import CONSOLE, compiled, english_words, po_file, slices, untranslated, words_in

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TRANSLATED_TAG = re.compile(
    r"\{%\s*(?:translate|trans)\s.*?%\}|\{%\s*blocktrans(?:late)?.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|_\(\"[^\"]*\"\)|_\('[^']*'\)|lang=\"zh[^>]*>[^<]*<"  # arguments of filters; the name of a language in itself
    r"|\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}",
    re.DOTALL,
)
# What takes Chinese that is data and not the text of a page: the trail, refusals of the floors below, where a figure
# came from.
_DATA_CALLS = frozenset({"record", "InvalidValue", "MissingFile", "Actor", "Figure"})
# Modules whose Chinese is printed in a terminal, written into papers, or kept as data.
_NO_PAGES = ("operation/", "demo.py", "demo_story.py", "workspace.py", "settings.py", "__main__.py", "audit/trail.py")
_NO_PAGES_EITHER = ("apps.py", "_job.py", "exchange/api.py", "exchange/api_values.py", "exchange/hooks.py")


@pytest.mark.parametrize("folder", slices(), ids=lambda path: path.name)
def test_every_text_has_an_english_one(folder: Path) -> None:
    assert untranslated(folder) == {}


@pytest.mark.parametrize("folder", slices(), ids=lambda path: path.name)
def test_no_english_is_kept_of_a_text_that_is_gone(folder: Path) -> None:
    assert set(english_words(folder)) - set(words_in(folder)) == set()


def test_one_text_reads_the_same_in_every_slice() -> None:
    # All catalogues are laid over each other: of two readings of one text, one would show on the pages of both.
    readings: dict[tuple[str, str], set[str]] = {}
    for folder in slices():
        for text, message in english_words(folder).items():
            readings.setdefault(text, set()).add(str(message.string))
    assert {text: found for text, found in readings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("folder", slices(), ids=lambda path: path.name)
def test_the_compiled_catalogue_is_that_of_its_source(folder: Path) -> None:
    if words_in(folder):
        assert po_file(folder).with_suffix(".mo").read_bytes() == compiled(folder)


@pytest.mark.parametrize("page", sorted(CONSOLE.rglob("*.html")), ids=lambda path: path.name)
def test_no_chinese_stands_in_a_template_outside_its_tags(page: Path) -> None:
    rest = _TRANSLATED_TAG.sub("", page.read_text(encoding="utf-8"))
    assert [line.strip() for line in rest.splitlines() if _CHINESE.search(line)] == []


def test_a_text_without_a_tag_would_be_seen() -> None:
    assert _CHINESE.search(_TRANSLATED_TAG.sub("", '<p>{% translate "好" %}不好</p>'))
    assert not _CHINESE.search(_TRANSLATED_TAG.sub("", '<p>{% translate "好" %}</p>'))


def modules() -> list[Path]:
    return [
        path
        for path in sorted(CONSOLE.rglob("*.py"))
        if "migrations" not in path.parts
        and not path.relative_to(CONSOLE).as_posix().startswith(_NO_PAGES)
        and not path.as_posix().endswith(_NO_PAGES_EITHER)
    ]


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(CONSOLE).as_posix())
def test_no_chinese_stands_in_code_where_it_cannot_be_translated(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert [f"{line}: {text}" for line, text in loose_texts(tree)] == []


def loose_texts(tree: ast.AST) -> list[tuple[int, str]]:
    """Chinese literals outside docstrings, translating calls and calls that take data."""
    found: list[tuple[int, str]] = []

    def visit(node: ast.AST, *, is_covered: bool) -> None:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            covers = name in _DATA_CALLS or name in (
                "_",
                "gettext",
                "gettext_lazy",
                "ngettext",
                "pgettext",
                "pgettext_lazy",
            )
            is_covered = is_covered or covers
        text = node.value if isinstance(node, ast.Constant) and not is_covered else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and _CHINESE.search(text):
            found.append((node.lineno, text))
        for child in ast.iter_child_nodes(node):
            if not _is_docstring(node, child):
                visit(child, is_covered=is_covered)

    visit(tree, is_covered=False)
    return found


def _is_docstring(parent: ast.AST, child: ast.AST) -> bool:
    holds = isinstance(parent, ast.Module | ast.ClassDef | ast.FunctionDef)
    return holds and isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def test_a_loose_text_in_code_would_be_seen() -> None:
    tree = ast.parse('"""说明"""\nfine = _("好")\nloose = "不好"\nrecord(a, "x", "数据")\n')
    assert loose_texts(tree) == [(3, "不好")]
