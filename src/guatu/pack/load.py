"""Packs from folders: finds each pack and those it extends, reads their files, and hashes what was read.

Checks of what the entries say together are in `checks`; nothing here looks across entries.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from guatu.domain import Finding, Span, nearest
from guatu.pack.calendar import work_calendar
from guatu.pack.findings import (
    EMPTY_FILE,
    EXTENDS_CYCLE,
    MISSING_PACK,
    NOT_READ_YET,
    SAME_PACK_ID,
    UNKNOWN_FILE,
    WRONG_SHAPE,
)
from guatu.pack.from_plain import EntryReader
from guatu.pack.from_yaml import Plain, read_yaml
from guatu.pack.keys import LIST_FILES, MANIFEST_FILE, NOUNS, Noun, id_field, words_in
from guatu.pack.pack import Manifest, Pack, Packs

_LISTS = frozenset(file for file, _, _, _ in LIST_FILES)
RESERVED = {"scorecards": "评价体系", "flows": "流程"}


def load_packs(names: Sequence[str | Path], *, with_cases: bool = True) -> tuple[Packs | None, tuple[Finding, ...]]:
    """Load packs (政策包) and all they extend, each once, bases first.

    A name is a folder or a bundled pack. A bad entry is left out and the rest still loads; Packs is None only when a
    pack, or one that it extends, could not be read at all. Without cases (用例) their files, often the longest, stay
    unread.
    """
    shelf = _Shelf(frozenset() if with_cases else frozenset({"cases"}))
    whole = [shelf.fetch(name, None, ()) for name in names]
    if not whole or not all(whole):
        return None, tuple(shelf.findings)
    packs = tuple(shelf.packs.values())
    # A later pack's year replaces an earlier one, as its entries do.
    calendar = work_calendar(year for pack in packs for year in pack.calendar)
    return Packs(packs, calendar), tuple(shelf.findings)


def bundled_names() -> tuple[str, ...]:
    """Return the names of the packs that come with guatu."""
    folder = _bundled_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(one.name for one in folder.iterdir() if (one / MANIFEST_FILE).is_file()))


@dataclass
class _Shelf:
    """The packs read so far, in order, by their folder; `passed` are the kinds of entries that are not read."""

    passed: frozenset[str]
    packs: dict[Path, Pack] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def fetch(self, name: str | Path, asked_in: Span | None, trail: tuple[Path, ...]) -> bool:
        """Read a pack and its bases; `trail` holds the folders of those that extend it. False when one is missing."""
        folder = _find(name, trail[-1] if trail else None)
        if folder is None:
            hint = nearest(str(name), bundled_names())
            sentence = f"找不到政策包“{name}”{hint or '。'}"
            way_out = f"请写政策包文件夹的路径，或自带的政策包：{'、'.join(bundled_names()) or '（无）'}。"
            self.findings.append(MISSING_PACK.at(asked_in, sentence, way_out))
            return False
        if folder in trail:
            circle = " → ".join(one.name for one in (*trail[trail.index(folder) :], folder))
            sentence = f"政策包互相作为基础：{circle}。"
            self.findings.append(EXTENDS_CYCLE.at(asked_in, sentence, "请删去其中一个 extends。"))
            return True
        if folder in self.packs:
            return True
        return self._read(folder, asked_in, trail)

    def _read(self, folder: Path, asked_in: Span | None, trail: tuple[Path, ...]) -> bool:
        if not (folder / MANIFEST_FILE).is_file():
            sentence = f"文件夹“{folder.name}”里没有 {MANIFEST_FILE}，不是政策包。"
            way_out = f"请在里面写一个 {MANIFEST_FILE}，至少有 id 和 title。"
            self.findings.append(MISSING_PACK.at(asked_in or Span(folder.name), sentence, way_out))
            return False
        pack, span, findings = _read_folder(folder, self.passed)
        self.findings.extend(findings)
        if pack is None:
            return False
        bases = [self.fetch(base, span, (*trail, folder)) for base in pack.manifest.extends]
        twin = next((one for one in self.packs.values() if one.id == pack.id), None)
        if twin is not None:
            sentence = f"政策包编号“{pack.id}”已经用在文件夹“{twin.folder.name}”里。"
            self.findings.append(SAME_PACK_ID.at(pack.manifest.span, sentence, "请给其中一个换个编号。"))
        self.packs[folder] = pack
        return all(bases)


def _bundled_folder() -> Path:
    return Path(str(files("guatu"))) / "packs"


def _find(name: str | Path, beside: Path | None) -> Path | None:
    """The folder of a pack: a path, for a base also beside or under the pack that names it, or a bundled pack."""
    places = (Path(),) if beside is None else (beside.parent, beside)
    candidates = [place / name for place in places]
    if isinstance(name, str) and name in bundled_names():
        candidates.append(_bundled_folder() / name)
    found = [one.resolve() for one in candidates if one.is_dir()]
    with_manifest = [one for one in found if (one / MANIFEST_FILE).is_file()]
    return next(iter((*with_manifest, *found)), None)


def _read_folder(folder: Path, passed: frozenset[str]) -> tuple[Pack | None, Span | None, list[Finding]]:
    """The pack of a folder, where its `extends` stands, and what was found."""
    findings = list(_strangers(folder))
    source, found = read_yaml(folder / MANIFEST_FILE, f"{folder.name}/{MANIFEST_FILE}", words_in(Manifest))
    findings.extend(found)
    manifest = None
    if source is not None:
        value = {} if source.value is None else source.value
        manifest = EntryReader(source, "政策包", findings).read(Manifest, value)
    unread: set[str] = set()
    # Any: one dict holds the tuples of all nouns; each entry was validated as the noun that its field declares.
    entries: dict[str, Any] = {}
    for file, attribute, noun, word in LIST_FILES:
        for one in () if attribute in passed else _list_files(folder, file):
            found_entries, found, left_out = _read_list(folder, one, noun, word)
            entries[attribute] = (*entries.get(attribute, ()), *found_entries)
            findings.extend(found)
            # What a file of a folder leaves out is missed as it would be from the one file.
            unread |= {file if name == one else name for name in left_out}
    if source is None or manifest is None:
        return None, None, findings
    pack = Pack(manifest, pack_version(folder), folder, unread=frozenset(unread), **entries)
    return pack, source.span(("extends",)), findings


def _list_files(folder: Path, file: str) -> list[str]:
    """`rewards.yaml` and the files of the folder `rewards`: a long list may be cut into several."""
    parts = sorted((folder / file).with_suffix("").glob("*.yaml"))
    names = [one.relative_to(folder).as_posix() for one in parts if one.is_file()]
    return [file, *names] if (folder / file).is_file() else names


def _read_list(
    folder: Path, file: str, noun: Noun, word: str
) -> tuple[tuple[object, ...], tuple[Finding, ...], set[str]]:
    """The entries of a list file, what was found, and the names under which something was left out."""
    source, findings = read_yaml(folder / file, f"{folder.name}/{file}", words_in(noun))
    if source is None:
        return (), findings, {file}
    if source.value is None:
        empty = EMPTY_FILE.at(Span(f"{folder.name}/{file}"), f"{file} 里一个{word}也没有。", EMPTY_FILE.instead)
        return (), (*findings, empty), set()
    if not isinstance(source.value, list):
        sentence = f"{file} 应当是一个列表，每个{word}以“- ”开头，写的却是{_found(source.value)}。"
        way_out = "请在每个条目的第一行前加“- ”，其余各行缩进两格。"
        return (), (*findings, WRONG_SHAPE.at(source.span(), sentence, way_out)), {file}
    reader = EntryReader(source, word, list(findings))
    entries: list[object] = []
    left_out: set[str] = set()
    for index, value in enumerate(source.value):
        entry = reader.read(noun, value, (index,))
        if entry is not None:
            entries.append(entry)
        elif isinstance(value, dict):
            left_out |= {name for key in (id_field(noun), "name") if isinstance(name := value.get(key), str)}
    return tuple(entries), tuple(sorted(reader.findings, key=_line)), left_out


def _line(finding: Finding) -> int:
    return 0 if finding.span is None else finding.span.line or 0


def _found(value: Plain) -> str:
    return "一组“键: 值”" if isinstance(value, dict) else "文字"


def _strangers(folder: Path) -> Iterator[Finding]:
    """Files that are not read: a misspelt name would otherwise go unnoticed."""
    for path in sorted(folder.iterdir()):
        name, span = path.name, Span(f"{folder.name}/{path.name}")
        if name in NOUNS and path.is_file():
            continue
        if path.is_dir() and f"{name}.yaml" in _LISTS:
            yield from _strangers_among_parts(folder, path)
            continue
        if name in RESERVED:
            sentence = f"“{name}”是留给{RESERVED[name]}的，目前还不读取。"
            yield NOT_READ_YET.at(span, sentence, "可以放着，不影响其他内容。")
        elif not name.startswith((".", "~$")) and path.suffix != ".md":
            sentence = f"“{name}”不是政策包的文件，没有读{nearest(name, NOUNS) or '。'}"
            yield UNKNOWN_FILE.at(span, sentence, f"政策包的文件有：{'、'.join(NOUNS)}。")


def _strangers_among_parts(folder: Path, part: Path) -> Iterator[Finding]:
    """What lies in the folder of a long list and is not one of its files, which are `*.yaml` side by side."""
    for path in sorted(part.iterdir()):
        if path.name.startswith((".", "~$")) or path.suffix == ".md" or (path.is_file() and path.suffix == ".yaml"):
            continue
        sentence = f"“{part.name}/{path.name}”没有读：文件夹 {part.name} 里只读以 .yaml 结尾的文件。"
        span = Span(f"{folder.name}/{path.relative_to(folder).as_posix()}")
        yield UNKNOWN_FILE.at(span, sentence, "请把文件名改成 .yaml 结尾，直接放在这个文件夹里。")


def pack_version(folder: Path) -> str:
    """Return the version of a pack: 16 hex digits of a SHA-256 over its YAML files, the same on every machine.

    Names are sorted and line ends are read as LF, so a checkout on Windows has the version of one on Linux.
    """
    digest = hashlib.sha256()
    paths = (one for one in folder.rglob("*.yaml") if one.is_file())
    for name, path in sorted((one.relative_to(folder).as_posix(), one) for one in paths):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
