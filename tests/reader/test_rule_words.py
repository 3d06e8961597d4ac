"""The words for the rules of the grammars: none missing, none left over."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from guatu.reader import duties, incentives, notes, targets, tasks
from guatu.reader.rule_words import RULE_WORDS, rule_words

_RULE = re.compile(r"[a-z]+(?:[- ][a-z]+)*")
_HYPHENED = re.compile(r"[a-z]+(?:-[a-z]+)+")


def files_of(package: ModuleType) -> list[ModuleType]:
    return [import_module(f"{package.__name__}.{one.name}") for one in iter_modules(package.__path__)]


def nodes(*modules: ModuleType) -> Iterator[ast.AST]:
    for module in modules:
        yield from ast.walk(ast.parse(inspect.getsource(module)))


def words_in(node: ast.AST, form: re.Pattern[str]) -> set[str]:
    texts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return {text for text in texts if form.fullmatch(text)}


def given_to_rule(node: ast.AST) -> set[str]:
    """Return the texts that a call gives as `rule`; of a lookup in a dictionary its values, not its keys."""
    found: set[str] = set()
    for given in node.keywords if isinstance(node, ast.Call) else ():
        if given.arg == "rule":
            keys = {key for one in ast.walk(given.value) if isinstance(one, ast.Dict) for key in one.keys if key}
            found |= words_in(given.value, _RULE) - {word for key in keys for word in words_in(key, _RULE)}
    return found


def claimed(node: ast.AST) -> set[str]:
    is_claim = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Claim"
    return words_in(node.args[0], _RULE) if isinstance(node, ast.Call) and is_claim else set()


def rules_in_use(kind: str) -> set[str]:
    if kind == "targets":
        return {rule for node in nodes(*files_of(targets)) for rule in claimed(node) | given_to_rule(node)}
    if kind == "incentives":
        return {rule for node in nodes(*files_of(incentives)) for rule in given_to_rule(node)}
    # A note's form and a rhythm's finding pass through several hands: every name with a hyphen is one.
    own = nodes(notes, tasks) if kind == "tasks" else nodes(duties)
    return {rule for node in own for rule in words_in(node, _HYPHENED)}


@pytest.mark.parametrize("kind", RULE_WORDS)
def test_every_rule_of_the_grammars_has_words_and_no_words_are_left_over(kind: str) -> None:
    assert rules_in_use(kind) == set(RULE_WORDS[kind])


def test_words_are_chinese_short_and_told_apart() -> None:
    for kind, words in RULE_WORDS.items():
        assert len(set(words.values())) == len(words), kind
        assert [one for one in words.values() if re.search(r"[A-Za-z]", one) or len(one) > 16] == []


def test_a_rule_without_words_stays_as_it_is() -> None:
    assert rule_words("tasks", "人工补充") == "人工补充"
