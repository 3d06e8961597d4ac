"""One entry from plain values: a frozen noun, or findings that say in Chinese what to write instead.

pydantic does the validating; its English sentences never leave this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from guatu.domain import Finding, nearest
from guatu.pack.findings import MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE, WRONG_VALUE
from guatu.pack.from_yaml import Plain, Steps, YamlFile
from guatu.pack.keys import LONE_NOUNS, PLAIN_KEYS, Key, Noun, Shape, id_field, keys_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

N = TypeVar("N", bound="DataclassInstance")


@dataclass
class EntryReader:
    """Reads the entries of one file; findings gather in the order of the lines."""

    source: YamlFile
    word: str
    findings: list[Finding] = field(default_factory=list)

    def read(self, noun: type[N], value: Plain, path: Steps = ()) -> N | None:
        """Return the noun written at a path, or None with a finding when the entry cannot be used."""
        if not isinstance(value, dict):
            self._refuse_shape(value, path)
            return None
        label = self._label(noun, value)
        prepared = self._prepare(noun, value, path, label)
        adapter: TypeAdapter[N] = _adapter(noun)
        try:
            return adapter.validate_python(prepared)
        except ValidationError as error:
            self._explain(noun, error.errors(include_url=False), path, label)
            return None

    def _label(self, noun: Noun, value: Mapping[str, Plain]) -> str:
        key = value.get(id_field(noun)) or value.get("name") or value.get("title")
        return f"{self.word}“{key}”" if isinstance(key, str) else f"这个{self.word}"

    def _refuse_shape(self, value: Plain, path: Steps) -> None:
        found = "空的" if value is None else "一个列表" if isinstance(value, list) else f"文字“{_short(str(value))}”"
        sentence = f"这里应当是一个{self.word}的“键: 值”，写的却是{found}。"
        self.findings.append(WRONG_SHAPE.at(self.source.span(path), sentence, "请逐行写“键: 值”，冒号后面空一格。"))

    def _prepare(self, noun: Noun, value: Mapping[str, Plain], path: Steps, label: str) -> dict[str, object]:
        """Leave out unknown and empty keys and add the span, here and in the nouns inside.

        An unknown key is a finding but does not cost the entry: what refers to the entry would be called unknown too.
        """
        keys = {key.name: key for key in keys_of(noun)}
        prepared: dict[str, object] = {}
        for name, inner in value.items():
            here = (*path, name)
            if name not in keys:
                self.findings.append(self._unknown_key(name, inner, keys, here, label))
            elif inner is not None:
                prepared[keys[name].field] = self._prepare_inner(keys[name].shape, inner, here, label)
        if "span" in noun.__dataclass_fields__:
            prepared["span"] = self.source.span(path)
        return prepared

    def _unknown_key(self, name: str, value: Plain, keys: Iterable[str], path: Steps, label: str) -> Finding:
        known = tuple(keys)
        if value is None and any(sign in name for sign in "()（）"):
            # `{then: least(a, b)}` is read as `then: least(a` and a key `b)` without a value.
            sentence = f"{label}里的“{name}”被当成了一个键：花括号里的逗号把算式切断了。"
            return UNKNOWN_KEY.at(self.source.span(path), sentence, '请给整个算式加引号，如 then: "最小(甲, 乙)"。')
        sentence = _stop(f"{label}没有“{name}”这个键{nearest(name, known)}")
        return UNKNOWN_KEY.at(self.source.span(path), sentence, f"可以用的键：{'、'.join(known)}。")

    def _prepare_inner(self, shape: Shape, value: Plain, path: Steps, label: str) -> object:
        inner = shape.item or shape
        if inner.noun is None:
            return value
        if isinstance(value, list):
            return [self._prepare_one(inner.noun, one, (*path, index), label) for index, one in enumerate(value)]
        one = self._prepare_one(inner.noun, value, path, label)
        return [one] if shape.kind == "list" and inner.noun in LONE_NOUNS else one

    def _prepare_one(self, noun: Noun, value: Plain, path: Steps, label: str) -> object:
        if isinstance(value, str) and noun in PLAIN_KEYS:
            value = {PLAIN_KEYS[noun]: value}
        return self._prepare(noun, value, path, label) if isinstance(value, dict) else value

    def _explain(self, noun: Noun, errors: list[ErrorDetails], path: Steps, label: str) -> None:
        told: set[Steps] = set()
        for error in errors:
            where = tuple(step.rstrip("_") if isinstance(step, str) else step for step in error["loc"])
            key = _key_at(noun, where)
            last = max((index for index, step in enumerate(where) if isinstance(step, str)), default=-1)
            trunk = where[: last + 1]
            if key is None or trunk in told:
                continue
            told.add(trunk)
            if error["type"] == "missing" and isinstance(where[-1], str):
                span = self.source.span((*path, *where[:-1]))
                sentence = f"{label}缺少“{key.name}”（{key.title}）。"
                way_out = f"请补上“{key.name}: …”，应为：{key.shape.words}。"
                self.findings.append(MISSING_KEY.at(span, sentence, way_out))
            else:
                span = self.source.span((*path, *where))
                sentence = f"{label}的“{key.name}”（{key.title}）{_wrong(error, key)}"
                self.findings.append(WRONG_VALUE.at(span, _stop(sentence), _way_out(error, key)))


@cache
def _adapter(noun: type[N]) -> TypeAdapter[N]:
    return TypeAdapter(noun)


def _key_at(noun: Noun, where: Steps) -> Key | None:
    """The innermost key on the way to an error."""
    found: Key | None = None
    inside: Noun | None = noun
    for step in where:
        if isinstance(step, str) and inside is not None:
            found = next((key for key in keys_of(inside) if key.name == step), found)
            if found is not None:
                inside = (found.shape.item or found.shape).noun
    return found


def _wrong(error: ErrorDetails, key: Key) -> str:
    reason = error.get("ctx", {}).get("error")
    if error["type"] == "value_error" and isinstance(reason, ValueError):
        return f"不对：{reason}"
    value = error["input"]
    if value is None:
        return "有一项是空的"
    if isinstance(value, dict):
        return "写的是一组“键: 值”"
    if isinstance(value, (list, tuple)):
        return "写的是一个列表" if key.shape.kind not in ("list", "dated") else "里有一项的个数不对"
    hint = nearest(str(value), key.shape.choices)
    return f"写的是“{_short(str(value))}”{hint}"


def _way_out(error: ErrorDetails, key: Key) -> str:
    if key.shape.kind == "list" and error["type"] == "tuple_type" and isinstance(error["input"], str):
        names = error["input"].replace("、", ", ").replace("，", ", ")
        return f"应为列表，请写成 {key.name}: [{names}]。"
    if key.shape.kind in ("dated", "number"):
        return f"应为：{key.shape.words}，如 {key.name}: 15；单位另写在 unit。"
    return f"应为：{key.shape.words}。"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 30 else plain[:29] + "…"


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "？")) else sentence + "。"
