"""Runs of the sample month that kept their pages, made once for the tests that ask about them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from guatu.desk import MonthRequest, make_sample, run_month
from guatu.domain import Period
from guatu.pack import Packs, load_packs

SEPTEMBER = Period.month(2024, 9)
# The budget revenue of 甲子市, 1—9月 2024, as its office typed it, and a figure that lies behind its schedule.
TYPED, CORRECTED = "2024年1-9月,累计,164594,万元,3.6,", "2024年1-9月,累计,150000,万元,-5.6,"
COUNTIES = "observations-counties.csv"


@dataclass(frozen=True)
class Kept:
    """A run that kept its pages, and the packs it was run on."""

    folder: Path
    packs: Packs


@pytest.fixture(scope="session")
def example_packs() -> Packs:
    packs, _ = load_packs(("example",))
    assert packs is not None
    return packs


@pytest.fixture(scope="session")
def sample_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "facts"
    make_sample(folder, 1)
    return folder


@pytest.fixture(scope="session")
def kept(sample_facts: Path, example_packs: Packs) -> Kept:
    return Kept(_run(sample_facts, sample_facts.parent / "first"), example_packs)


@pytest.fixture(scope="session")
def corrected(sample_facts: Path, example_packs: Packs) -> Kept:
    facts = sample_facts.parent / "corrected-facts"
    shutil.copytree(sample_facts, facts)
    path = facts / COUNTIES
    text = path.read_text(encoding="utf-8-sig")
    assert text.count(f"甲子市,一般公共预算收入,{TYPED}") == 1
    path.write_text(text.replace(TYPED, CORRECTED), encoding="utf-8-sig")
    return Kept(_run(facts, sample_facts.parent / "second"), example_packs)


def _run(facts: Path, out: Path) -> Path:
    run_month(MonthRequest(SEPTEMBER, ("example",), facts, out, keeps_pages=True), "test", lambda _stage: None)
    return out
