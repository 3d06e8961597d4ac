"""Plain values as the YAML of a pack file, laid out as a person would write it: the only file that writes YAML.

What is written here is read back by `from_yaml` as the same texts; the order of keys is the order given.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import yaml

from guatu.pack.from_yaml import MAX_BYTES

Writable: TypeAlias = "str | int | bool | Decimal | date | Sequence[Writable] | Mapping[str, Writable] | None"

_WIDTH = 120
# Long lines stay whole: a folded Chinese sentence would be read back with spaces in it.
_UNFOLDED = MAX_BYTES
_FLAG_WORDS = frozenset({"on", "off", "yes", "no"})
_TAG = "tag:yaml.org,2002:"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def yaml_text(value: Writable, heading: str = "") -> str:
    """Return the text of a pack file: `heading` as a comment, a blank line between the entries of a list.

    Keys whose value is None or an empty list are left out. Short lists and mappings stand on one line.

    >>> print(yaml_text([{"id": "a", "lead": ["县财政局"], "note": None}], "任务"))
    # 任务
    - id: a
      lead: [县财政局]
    <BLANKLINE>
    """
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    kept = _without_empty(value)
    if isinstance(kept, Sequence) and not isinstance(kept, str):
        if not kept:
            return f"{comment}[]\n"
        return comment + "\n".join(_written([entry]) for entry in kept)
    return comment + _written(kept)


def _written(value: Writable) -> str:
    text: str = yaml.serialize(_node(value, depth=0), Dumper=_DUMPER, allow_unicode=True, width=_UNFOLDED)
    return "".join(_indented(text)) if isinstance(value, Mapping) else text


def _indented(text: str) -> Iterator[str]:
    """Set the lists of a mapping in by two, as in every other pack; text inside quotes is never at a line's start."""
    inside = False
    for line in text.splitlines(keepends=True):
        inside = line.startswith(("- ", "  ")) if inside else line.startswith("- ")
        yield f"  {line}" if inside else line


def _without_empty(value: Writable) -> Writable:
    if isinstance(value, Mapping):
        cleaned = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in cleaned.items() if inner is not None and inner not in ([], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_empty(inner) for inner in value]
    return value


def _node(value: Writable, *, depth: int) -> yaml.Node:
    if isinstance(value, Mapping):
        pairs = [(_key(key), _node(inner, depth=depth + 1)) for key, inner in value.items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=depth > 1 and _is_short(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_node(inner, depth=depth + 1) for inner in value]
        plain = not any(isinstance(one, Mapping) or (isinstance(one, Sequence) and len(one) > 40) for one in value)
        return yaml.SequenceNode(f"{_TAG}seq", items, flow_style=depth > 0 and plain and _is_short(value))
    return _scalar(value)


def _is_short(value: Writable) -> bool:
    """Tell what fits on one line beside its key."""
    if isinstance(value, Mapping):
        return sum(len(key) + 2 + _length(inner) for key, inner in value.items()) <= _WIDTH - 20
    return _length(value) <= _WIDTH - 20


def _length(value: Writable) -> int:
    """The room that a value takes; Chinese characters are as wide as two others."""
    if isinstance(value, Mapping):
        return sum(len(key) + 2 + _length(inner) for key, inner in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(_length(inner) + 2 for inner in value)
    return sum(1 if sign.isascii() else 2 for sign in str(value))


def _key(name: str) -> yaml.ScalarNode:
    """A key bare, `on` too: other software takes it for a flag, but a person looks for the word."""
    return yaml.ScalarNode(f"{_TAG}{'bool' if name in _FLAG_WORDS else 'str'}", name)


def _scalar(value: object) -> yaml.ScalarNode:
    """A number, a day or a flag bare; a text in quotes where it would be read as one of these by other software."""
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", "true" if value else "false")
    if isinstance(value, date):
        return yaml.ScalarNode(f"{_TAG}timestamp", value.isoformat())
    if isinstance(value, (int, Decimal)):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return yaml.ScalarNode(f"{_TAG}{'float' if '.' in text else 'int'}", text)
    return yaml.ScalarNode(f"{_TAG}str", " ".join(str(value).split()) if _is_loose(str(value)) else str(value))


def _is_loose(text: str) -> bool:
    """Tell a text with line ends or tabs in it: pack files hold sentences, not layout."""
    return any(sign in text for sign in "\n\r\t\v\f\x85\u2028\u2029")
