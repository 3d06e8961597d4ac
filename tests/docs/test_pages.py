import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from guatu.cli.main import VERBS, guatu
from guatu.desk import check_plan, read_facts
from guatu.domain import has_blocking
from guatu.pack import load_packs

ROOT = Path(__file__).parents[2]
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src" / "guatu").rglob("*.md")})
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_NAMED_FILE = re.compile(r"`([\w./*-]*/[\w.*-]+\.(?:py|yaml|md|css|sql|json|toml|txt|lock|csv))(?:::\w+)?`")
_FOLDER = re.compile(r"`((?:src|tests|docs|benchmarks|\.ci)/[\w./-]*)`")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
# Where a path that a page names may begin.
_ROOTS = ("", "src/guatu", "tests", "docs")


def without_fences(page: str) -> str:
    return _FENCE.sub("", page)


def anchor(heading: str) -> str:
    """The anchor that code forges make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(page: Path) -> Iterator[str]:
    for target in _LINK.findall(without_fences(page.read_text(encoding="utf-8"))):
        if not re.match(r"https?://|mailto:", target):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in links(page):
        name, _, wanted = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}"
        assert file.is_relative_to(ROOT), f"{page.name} links out of the project: {target}"
        if wanted:
            assert wanted in {anchor(one) for one in _HEADING.findall(file.read_text(encoding="utf-8"))}, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_folder_that_is_named_is_there(page: Path) -> None:
    text = without_fences(page.read_text(encoding="utf-8"))
    for name in (*_NAMED_FILE.findall(text), *_FOLDER.findall(text)):
        if "…" in name:
            continue
        found = any(list(root.glob(name.rstrip("/"))) for root in (page.parent, *(ROOT / one for one in _ROOTS)))
        assert found, f"{page.relative_to(ROOT)} names {name}"


def command_lines() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for language, block in _FENCE.findall(page.read_text(encoding="utf-8")):
            if language == "sh":
                for line in block.replace("\\\n", " ").splitlines():
                    if line.strip():
                        yield page.name, line.split("  #")[0].strip()


def targets_of_make() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_command_in_a_page_can_be_typed() -> None:
    lines = list(command_lines())
    assert len(lines) > 10
    for page, line in lines:
        words = shlex.split(line)
        if words[0] == "make":
            wanted = {word for word in words[1:] if "=" not in word}
            assert wanted <= targets_of_make(), f"{page}: {line}"
        elif words[0].split("/")[-1] == "guatu":
            check_guatu(page, line, words[1:])
        elif words[0].split("/")[-1] == "python" and words[1].endswith(".py"):
            assert (ROOT / words[1]).exists(), f"{page}: {line}"


def check_guatu(page: str, line: str, words: list[str]) -> None:
    if words[0] in ("--help", "--version"):
        return
    assert words[0] in VERBS, f"{page}: {line}"
    command = guatu.get_command(click.Context(guatu), words[0])
    assert command is not None
    options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    assert {word.split("=")[0] for word in words if word.startswith("--")} <= options, f"{page}: {line}"


def test_pictures_are_small_and_shown_somewhere() -> None:
    shown = {(page.parent / target).resolve() for page in PAGES for target in links(page)}
    pictures = [path for path in (ROOT / "docs").rglob("*.png") if path.is_file()]
    assert pictures
    for path in pictures:
        assert path in shown, f"{path.name} is not shown on any page"
        assert path.stat().st_size <= 250_000, f"{path.name} is larger than 250 kB"


def test_decisions_are_numbered_without_a_gap_and_say_what_was_rejected() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        headings = _HEADING.findall(page.read_text(encoding="utf-8"))
        assert headings[0].startswith(f"{page.name[:4]} "), page.name
        assert headings[1:] == ["Context", "Decision", "Reason", "Rejected"], page.name


def test_every_page_of_docs_is_reached_from_its_index() -> None:
    index = ROOT / "docs" / "README.md"
    reached, ahead = {index}, [index]
    while ahead:
        page = ahead.pop()
        found = {(page.parent / target.partition("#")[0]).resolve() for target in links(page)}
        new = {one for one in found if one.suffix == ".md"} - reached
        reached |= new
        ahead.extend(new)
    assert set((ROOT / "docs").rglob("*.md")) <= reached


def test_every_function_on_the_road_of_the_main_job_is_there() -> None:
    road = re.findall(
        r"`((?:cli|desk|pack|office|intake|ledgers|engines|report)\.[\w.]+)`",
        (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"),
    )
    assert len(road) > 8
    for name in road:
        floor, *inner = name.split(".")
        found: object = importlib.import_module(f"guatu.{floor}")
        if floor == "cli":  # a verb is a module, imported when it is called
            found = importlib.import_module(f"guatu.cli.{inner.pop(0)}")
        for part in inner:
            assert hasattr(found, part), f"ARCHITECTURE.md names {name}"
            found = getattr(found, part)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_pack_and_the_figures_of_a_readme_can_be_used_as_they_stand(name: str, tmp_path: Path) -> None:
    blocks = _FENCE.findall((ROOT / name).read_text(encoding="utf-8"))
    pack, figures = tmp_path / "pack", tmp_path / "figures"
    pack.mkdir()
    figures.mkdir()
    (pack / "pack.yaml").write_text("id: readme\ntitle: 例\nplace: '999900'\nextends: [example]\n", encoding="utf-8")
    for language, block in blocks:
        if language == "yaml":
            (pack / block.split("\n")[0].removeprefix("# ")).write_text(block, encoding="utf-8")
        if language == "csv":
            (figures / "figures.csv").write_text(block, encoding="utf-8")
    assert {path.name for path in pack.iterdir()} == {"pack.yaml", "targets.yaml", "alerts.yaml"}
    assert not [finding for finding in check_plan((pack,)) if finding.span and finding.span.file.startswith("pack/")]
    packs, _ = load_packs((pack,))
    assert packs is not None
    facts, findings, note = read_facts(figures, packs)
    assert not has_blocking(findings), "\n".join(map(str, findings))
    assert note.rows == {"observations": 1}
    assert "observations" in facts.tables
