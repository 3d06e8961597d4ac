import re
from dataclasses import is_dataclass
from pathlib import Path

from guatu.pack import column_nouns, nouns, reward_nouns

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| 中文")
]
KEYS = [key for row in ROWS for key in re.findall(r"`([^`]+)`", row[2])]


def test_every_row_has_a_chinese_term_an_english_word_a_key_and_a_meaning() -> None:
    assert len(ROWS) > 60
    for row in ROWS:
        assert len(row) == 4, row
        assert all(row), row
        assert re.search(r"[\u4e00-\u9fff]", row[0]), row
        assert re.search(r"`[^`]+`", row[2]), row


def test_every_key_stands_in_the_code() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "guatu").rglob("*.py"))
    for key in KEYS:
        assert re.search(rf"(?<![A-Za-z_]){re.escape(key)}(?![A-Za-z])", source), f"nothing in src is called {key}"


def test_every_noun_of_the_packs_is_in_the_glossary() -> None:
    for module in (nouns, column_nouns, reward_nouns):
        held = vars(module).items()
        own = {name for name, value in held if is_dataclass(value) and value.__module__ == module.__name__}
        assert own
        assert own <= set(KEYS)


def test_a_term_is_entered_once() -> None:
    terms = [row[0] for row in ROWS]
    assert len(terms) == len(set(terms))
