"""The rules of .importlinter are seen to catch what they are for: a violation is planted for each of them."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = (
    "cli",
    "console",
    "desk",
    "engines",
    "office",
    "report",
    "ledgers",
    "rules",
    "series",
    "scoring",
    "allocation",
    "intake",
    "sample",
    "reader",
    "query",
    "pack",
)


def contracts() -> dict[str, configparser.SectionProxy]:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    return {
        config[section]["name"]: config[section] for section in config.sections() if section.startswith("importlinter:")
    }


def lines(section: configparser.SectionProxy, key: str) -> list[str]:
    return section[key].split()


def violation(section: configparser.SectionProxy) -> tuple[str, str]:
    """Return a module in which a line breaks the contract, and the line."""
    match section["type"]:
        case "layers":
            top, *_, bottom = lines(section, "layers")
            lowest = f"{section['containers']}.{bottom}"
            return (lowest, f"import {section['containers']}.{top}") if top != "cli" else (lowest, "import guatu.pack")
        case "acyclic_siblings":
            return "guatu.report", "import guatu.desk"
        case "protected":
            floor = lines(section, "protected_modules")[0].split(".")[1]
            inner = sorted(path.stem for path in (ROOT / "src/guatu" / floor).glob("[a-z]*.py"))[0]
            outside = "guatu.desk" if floor != "desk" else "guatu.cli"
            return outside, f"import guatu.{floor}.{inner}"
        case "forbidden":
            return lines(section, "source_modules")[0], f"import {lines(section, 'forbidden_modules')[0]}"
        case other:
            raise AssertionError(f"no violation is planted for a contract of type {other}")


def verdicts(source: Path) -> dict[str, bool]:
    """Run the rules over a source folder and return, by the contract's name, whether it was kept."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run(
        [*command, "--config", str(ROOT / ".importlinter"), "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {}
    for line in result.stdout.splitlines():
        for word in (" KEPT", " BROKEN"):
            if line.rstrip().endswith(word):
                found[line.rstrip().removesuffix(word)] = word == " KEPT"
    assert found, result.stdout + result.stderr
    return found


def test_the_source_keeps_every_rule() -> None:
    assert [name for name, kept in verdicts(ROOT / "src").items() if not kept] == []


def test_a_planted_violation_of_every_rule_is_caught(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.csv", "*.yaml"))
    for number, section in enumerate(contracts().values()):
        module, line = violation(section)
        folder = tmp_path / "src" / module.replace(".", "/")
        (folder / f"planted_{number}.py").write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")
    found = verdicts(tmp_path / "src")
    assert set(found) == set(contracts())
    assert [name for name, kept in found.items() if kept] == []


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_has_a_door_rule(floor: str) -> None:
    assert f"{floor} is entered by its door" in contracts() or floor in ("cli", "console")


def test_every_folder_is_a_floor_or_data() -> None:
    data = {"packs", "published", "__pycache__"}
    folders = {path.name for path in (ROOT / "src/guatu").iterdir() if path.is_dir()} - data
    assert folders == {*FLOORS, "domain"}
