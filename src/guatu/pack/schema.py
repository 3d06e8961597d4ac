"""The keys of packs for editors (JSON Schema) and for the page of pack keys, made from the nouns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from guatu.pack.keys import LONE_NOUNS, MANIFEST_FILE, NOUNS, PLAIN_KEYS, Key, Noun, Shape, keys_of, nouns_in
from guatu.pack.values import DatedValue

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

# Bare scalars: an editor reads 2019 as a number and 2019-01-31 as a text; both are right in a pack.
_BARE: Mapping[str, tuple[str, ...]] = {
    "text": ("string", "number", "boolean"),
    "id": ("string", "integer"),
    "number": ("number", "string"),
    "whole": ("integer", "string"),
    "day": ("string",),
    "flag": ("boolean", "string"),
    "period": ("string", "integer"),
}
_DAY_PATTERN = r"^\d{4}([-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)$"


@dataclass(frozen=True)
class KeyPage:
    """One key as the page of pack keys prints it: file, noun, key, whether required, type in words, meaning.

    `inside` is the noun whose keys are written under this one, if any.
    """

    file: str
    noun: str
    key: str
    required: bool
    type_words: str
    meaning: str
    inside: str = ""


def pack_keys() -> tuple[KeyPage, ...]:
    """Return every key of every pack file, nouns inside a noun after it, in the order of the files."""
    return tuple(
        KeyPage(file, inner.__name__, key.name, key.required, key.shape.words, key.meaning, _inside(key.shape))
        for file, noun in NOUNS.items()
        for inner in nouns_in(noun)
        for key in keys_of(inner)
    )


def json_schema() -> dict[str, Json]:
    """Return one JSON Schema (draft 2020-12) for all pack files.

    The schema describes a pack folder as one object with a property for each file; an editor binds a file to its part,
    for instance `pack.schema.json#/properties/targets.yaml`.
    """
    nouns = dict.fromkeys(inner for noun in (*NOUNS.values(), DatedValue) for inner in nouns_in(noun))
    properties: dict[str, Json] = {
        file: _ref(noun) if file == MANIFEST_FILE else {"type": ["array", "null"], "items": _ref(noun)}
        for file, noun in NOUNS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guatu pack",
        "description": "一个政策包文件夹：每个文件是一个属性",
        "type": "object",
        "properties": properties,
        "required": [MANIFEST_FILE],
        "$defs": {noun.__name__: _noun_schema(noun) for noun in nouns},
    }


def _inside(shape: Shape) -> str:
    noun = (shape.item or shape).noun
    return "" if noun is None else noun.__name__


def _ref(noun: Noun) -> dict[str, Json]:
    return {"$ref": f"#/$defs/{noun.__name__}"}


def _noun_schema(noun: Noun) -> dict[str, Json]:
    required: list[Json] = [key.name for key in keys_of(noun) if key.required]
    properties: dict[str, Json] = {key.name: _key_schema(key) for key in keys_of(noun)}
    schema: dict[str, Json] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _key_schema(key: Key) -> dict[str, Json]:
    """A key that is not required may also stand without a value."""
    schema = _shape_schema(key.shape)
    if not key.required:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {"description": key.meaning, **schema} if key.meaning else schema


def _shape_schema(shape: Shape) -> dict[str, Json]:
    if shape.kind == "dated" and shape.item is not None:
        entry = _shape_schema(shape.item)
        return {"anyOf": [_bare("number"), entry, {"type": "array", "items": entry}]}
    if shape.kind == "list" and shape.item is not None:
        return _list_schema(shape.item)
    if shape.kind == "pairs":
        return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
    if shape.kind == "row":
        items: list[Json] = [_shape_schema(one) for one in shape.row]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if shape.kind == "noun" and shape.noun is not None:
        return _ref(shape.noun)
    if shape.kind == "validity":
        day: Json = {"anyOf": [_bare("day"), {"type": "null"}]}
        return {"type": "object", "properties": {"from": day, "to": day}, "additionalProperties": False}
    return _scalar_schema(shape)


def _list_schema(item: Shape) -> dict[str, Json]:
    entry = _shape_schema(item)
    if item.noun in PLAIN_KEYS:
        entry = {"anyOf": [_bare("text"), entry]}
    listed: dict[str, Json] = {"type": "array", "items": entry}
    return {"anyOf": [entry, listed]} if item.noun in LONE_NOUNS else listed


def _scalar_schema(shape: Shape) -> dict[str, Json]:
    if shape.choices:
        return {"enum": list(shape.choices)}
    schema = _bare(shape.kind)
    if shape.pattern is not None:
        schema["pattern"] = shape.pattern
    if shape.low is not None:
        schema["minimum"] = shape.low
    if shape.high is not None:
        schema["maximum"] = shape.high
    return schema


def _bare(kind: str) -> dict[str, Json]:
    types = _BARE[kind]
    schema: dict[str, Json] = {"type": types[0] if len(types) == 1 else list(types)}
    return {**schema, "pattern": _DAY_PATTERN} if kind == "day" else schema
