"""The plans that were annotated by hand: what the reader owes them. They stand beside the project, not in it."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from guatu.reader import read_draft, to_annotation

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
GOLD = sorted(CORPUS.glob("gold/*.json"))
LEAST_F1 = {"targets": 0.95, "tasks": 0.97, "incentives": 0.92, "duties": 0.9, "document": 0.95}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD, reason="the annotated plans are not beside the project"),
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Any: annotations are JSON.
@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return gold and reading of every annotated plan, by its name."""
    found = {}
    for path in GOLD:
        text = (CORPUS / f"{path.stem}.txt").read_text(encoding="utf-8")
        found[path.stem] = (json.loads(path.read_text(encoding="utf-8")), to_annotation(read_draft(text, path.stem)))
    return found


@pytest.mark.parametrize("kind", ["targets", "tasks", "incentives", "duties"])
def test_items_are_read_as_well_as_they_must(
    kind: str, scorer: ModuleType, readings: dict[str, tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    matched = missed = spare = 0
    for gold, read in readings.values():
        pairs, left, over = scorer.pair(gold[kind], read[kind], scorer.MATCH[kind])
        matched, missed, spare = matched + len(pairs), missed + len(left), spare + len(over)
    assert scorer.prf(matched, missed, spare)[2] >= LEAST_F1[kind]


def test_facts_of_documents_are_read_as_well_as_they_must(
    scorer: ModuleType, readings: dict[str, tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    matched = missed = spare = 0
    for gold, read in readings.values():
        known, said = scorer.doc_fields(gold["document"]), scorer.doc_fields(read["document"])
        for name in scorer.DOC_FIELDS:
            if name in known and name in said and scorer.same_field(name, known[name], said[name]):
                matched += 1
            else:
                missed, spare = missed + (name in known), spare + (name in said)
    assert scorer.prf(matched, missed, spare)[2] >= LEAST_F1["document"]


def test_a_text_that_is_no_plan_has_no_target_and_no_incentive(
    readings: dict[str, tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    empty = {name for name, (gold, _) in readings.items() if not gold["targets"] and not gold["tasks"]}
    without = {name for name in empty if not readings[name][0]["incentives"]}
    assert len(without) == 3
    for name in without:
        assert readings[name][1]["targets"] == []
        assert readings[name][1]["incentives"] == []
