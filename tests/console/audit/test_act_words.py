"""The trail says in words what was done: every act that code records has its words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import guatu.console
from guatu.console.audit.act_words import ACT_WORDS, act_words, acts_called

CONSOLE = Path(next(iter(guatu.console.__path__)))


def _recorded_acts() -> Iterator[str]:
    """Yield the names of acts that stand in calls of `record`, also those in a choice of two."""
    for path in sorted(CONSOLE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                texts = [one for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)]
                yield from (one.value for one in texts if isinstance(one.value, str) and not one.value.endswith("."))


def test_every_act_that_is_recorded_has_words() -> None:
    recorded = set(_recorded_acts())
    assert {"sign_in", "filing.correct", "trail.verify"} <= recorded
    assert recorded - set(ACT_WORDS) == set()


def test_acts_are_found_by_their_words() -> None:
    assert acts_called("退回") == ["filing.return", "issue.return"]
    assert act_words("what.was.once") == "what.was.once"
