"""One YAML file as plain values with the line of each: the only file that knows YAML.

A scalar stays the text that stands there (`no` is a word, 15.10 is exact). Events are read one by one, no loader builds
objects: anchors, aliases and tags are refused where they stand, so no file can unfold into a bomb.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml

from guatu.domain import Finding, Span
from guatu.pack.findings import (
    BROKEN_YAML,
    OLD_ENCODING,
    REFERENCE_IN_YAML,
    REPEATED_KEY,
    SEVERAL_DOCUMENTS,
    TOO_LARGE,
    UNKNOWN_ENCODING,
    WRONG_COLON,
)

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Steps: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 5 * 1024 * 1024
_MAX_DEPTH = 20
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
# PyYAML is also shipped without its C parser; the Python one gives the same events, ten times slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says, in part, and what it means to the person who wrote the file.
_MEANINGS = (
    ("found a tab character", "这一行用了制表符（Tab）缩进", "请把 Tab 换成空格"),
    ("cannot start any token", "值不能以 @、%、` 或制表符（Tab）开头", "请给整个值加上引号；缩进请用空格"),
    ("mapping values are not allowed", "这一行多了一个冒号，或者缩进和上一行对不齐", "带冒号的值请加引号；缩进请对齐"),
    ("could not find expected ':'", "这一行缺少“键: 值”里的冒号", "请写成“键: 值”，冒号用半角，后面空一格"),
    ("did not find expected '-'", "这一行的缩进和同一条目的其他行对不齐", "请让同一条目的各行左端对齐"),
    ("did not find expected key", "这一行的缩进对不齐，或者引号后面还有文字", "请对齐缩进；引号要把整个值包住"),
    ("unexpected end of stream", "引号没有配对", "请补上缺少的引号"),
    ("',' or ']'", "方括号没有配对，或者缺逗号", "请补上 ] 或半角逗号"),
    ("',' or '}'", "花括号没有配对，或者缺逗号", "请补上 } 或半角逗号"),
)
_ANY_MEANING = ("这一行附近的写法读不懂", "请检查缩进、冒号和引号")


@dataclass(frozen=True)
class YamlFile:
    """The plain value of a file and the line of each key and list item."""

    name: str
    value: Plain
    lines: Mapping[Steps, int]

    def span(self, path: Steps = ()) -> Span:
        """Return where a path stands; for something inside a scalar, where the nearest outer thing stands."""
        while path and path not in self.lines:
            path = path[:-1]
        return Span(self.name, self.lines.get(path, 1))


def read_yaml(path: Path, name: str, keys: Iterable[str] = ()) -> tuple[YamlFile | None, tuple[Finding, ...]]:
    """Read a file; `name` is how findings call it, `keys` the keys that may stand in it (to notice `id：`).

    Without a value the file could not be read as a whole, and the findings say why.
    """
    if path.stat().st_size > MAX_BYTES:
        sentence = f"这个文件有 {path.stat().st_size / 1024 / 1024:.1f} MB，最多读 5 MB。"
        return None, (TOO_LARGE.at(Span(name), sentence, "请把数据移出政策包，或者把文件拆开。"),)
    text, findings = _decode(path.read_bytes(), name)
    if text is None:
        return None, findings
    text, colons = _mend_colons(text, name, frozenset(keys))
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if (stop := builder.take(event)) is not None:
                return None, (*findings, *colons, stop)
    except yaml.YAMLError as error:
        return None, (*findings, *colons, _broken(error, text, name))
    return YamlFile(name, builder.root, builder.lines), (*findings, *colons, *builder.findings)


def _decode(data: bytes, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "utf-8-sig":
            return text, ()
        sentence = "这个文件是 GBK 编码，已经照读。"
        return text, (OLD_ENCODING.at(Span(name), sentence, "请另存为 UTF-8，以免在别的电脑上变成乱码。"),)
    sentence = "这个文件既不是 UTF-8 也不是 GBK 编码的文本，没有读。"
    return None, (UNKNOWN_ENCODING.at(Span(name), sentence, "请用记事本打开检查，再另存为 UTF-8 编码的文本文件。"),)


@cache
def _colon_pattern(keys: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, keys)))
    return re.compile(rf"(?m)(^[ \t]*(?:-[ \t]+)*|[{{,][ \t]*)({names})[ \t]*(：[ \t]*|:(?=[^\s]))")


def _mend_colons(text: str, name: str, keys: frozenset[str]) -> tuple[str, tuple[Finding, ...]]:
    """Read `id：x` and `id:x` as they were meant, and say so: other software would read them as words."""
    if not keys:
        return text, ()
    pattern = _colon_pattern(keys)
    findings = []
    for match in pattern.finditer(text):
        line = text.count("\n", 0, match.start(2)) + 1
        if "#" in text[text.rfind("\n", 0, match.start(2)) + 1 : match.start(2)]:
            continue
        mistake = "后面是全角冒号“：”" if "：" in match[3] else "的冒号后面没有空格"
        way_out = f"请写成“{match[2]}: ”，半角冒号加一个空格。"
        findings.append(WRONG_COLON.at(Span(name, line), f"键“{match[2]}”{mistake}。", way_out))
    return (pattern.sub(r"\1\2: ", text) if findings else text), tuple(findings)


def _broken(error: yaml.YAMLError, text: str, name: str) -> Finding:
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    line = None if mark is None else mark.line + 1
    if "control characters" in problem or "unacceptable character" in problem:
        bad = next((index for index, sign in enumerate(text) if ord(sign) < 32 and sign not in "\t\n\r"), 0)
        line = text.count("\n", 0, bad) + 1
        meaning, way_out = "这一行里有看不见的控制字符", "请删去这一行重新输入"
    else:
        meaning, way_out = next(((what, how) for part, what, how in _MEANINGS if part in problem), _ANY_MEANING)
        # A missing colon, quote or bracket is noticed only later; it is mended where the key, quote or list begins.
        if start is not None and any(sign in meaning for sign in ("缺少", "引号没有", "括号")):
            line = start.line + 1
    sentence = f"{meaning}；这个文件没有读。"
    return BROKEN_YAML.at(Span(name, line), sentence, f"{way_out}。")


@dataclass
class _Frame:
    """A mapping or list that is being filled; in a mapping, `key` is the one whose value comes next."""

    container: list[Plain] | dict[str, Plain]
    path: Steps
    key: str | None = None
    repeated: bool = False


@dataclass
class _Builder:
    """Turns parser events into plain values; a finding that it returns ends the reading."""

    name: str
    root: Plain = None
    lines: dict[Steps, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: yaml.Event) -> Finding | None:
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                sentence = "这一行的 --- 之后是第二份内容，这个文件没有读。"
                return SEVERAL_DOCUMENTS.at(Span(self.name, line), sentence, "请删去 ---，或者分成两个文件。")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            sentence = "这里有以 &、* 或 ! 开头的值，YAML 把它当作引用或类型标记；这个文件没有读。"
            way_out = "如果它是文字的一部分，请给整个值加引号；如果想省事引用，请把内容再写一遍。"
            return REFERENCE_IN_YAML.at(Span(self.name, line), sentence, way_out)
        elif isinstance(event, yaml.ScalarEvent):
            empty = event.style in ("", None) and event.value in _EMPTY
            return self._scalar(None if empty else event.value, event.value, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            return self._open([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._place(self._stack.pop().container)
        return None

    def _scalar(self, value: str | None, text: str, line: int) -> Finding | None:
        frame = self._stack[-1] if self._stack else None
        if frame is None or isinstance(frame.container, list) or frame.key is not None:
            self._mark(line)
            self._place(value)
            return None
        frame.key = text
        frame.repeated = text in frame.container
        if frame.repeated:
            first = self.lines[(*frame.path, text)]
            sentence = f"键“{text}”在第 {first} 行已经写过，这里的不算。"
            self.findings.append(REPEATED_KEY.at(Span(self.name, line), sentence, "请只留下对的那一个。"))
        self.lines.setdefault((*frame.path, text), line)
        return None

    def _open(self, container: list[Plain] | dict[str, Plain], line: int) -> Finding | None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            sentence = "键的位置上是一个列表或一组键值；这个文件没有读。"
            return BROKEN_YAML.at(Span(self.name, line), sentence, "以 { 或 [ 开头的文字请加引号。")
        if len(self._stack) >= _MAX_DEPTH:
            sentence = f"这里的层次超过 {_MAX_DEPTH} 层；这个文件没有读。"
            return BROKEN_YAML.at(Span(self.name, line), sentence, "请检查括号和缩进；政策包用不到这么多层。")
        self._mark(line)
        self._stack.append(_Frame(container, self._here()))
        return None

    def _here(self) -> Steps:
        """The path of the value that comes next."""
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            return (*frame.path, len(frame.container))
        return (*frame.path, frame.key or "")

    def _mark(self, line: int) -> None:
        self.lines.setdefault(self._here(), line)

    def _place(self, value: Plain) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            return
        if not frame.repeated and frame.key is not None:
            frame.container[frame.key] = value
        frame.key = None
