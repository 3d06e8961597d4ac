import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from guatu.pack import json_schema, pack_keys
from guatu.pack.keys import NOUNS, keys_of, nouns_in

# Any: a schema is JSON of any shape.
SCHEMA: dict[str, Any] = json.loads(json.dumps(json_schema()))


def parts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from parts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from parts(inner)


def test_every_field_of_every_noun_is_a_property_and_nothing_else_is() -> None:
    for noun in {inner for outer in NOUNS.values() for inner in nouns_in(outer)}:
        definition = SCHEMA["$defs"][noun.__name__]
        # `if_` and `from_` are written `if` and `from`: Python keeps those words for itself.
        assert set(definition["properties"]) == {one.name.rstrip("_") for one in fields(noun)} - {"span"}
        assert definition["additionalProperties"] is False


def test_every_file_has_an_entry_and_every_reference_leads_somewhere() -> None:
    assert set(SCHEMA["properties"]) == set(NOUNS)
    references = [node["$ref"] for node in parts(SCHEMA) if "$ref" in node]
    assert references
    assert {reference.removeprefix("#/$defs/") for reference in references} == set(SCHEMA["$defs"])


def test_only_words_of_the_2020_12_draft_are_used() -> None:
    words = {"$schema", "title", "description", "type", "properties", "required", "$defs", "$ref", "items", "anyOf"}
    words |= {"prefixItems", "minItems", "maxItems", "enum", "pattern", "minimum", "maximum", "additionalProperties"}
    maps = [
        node[word] for node in parts(SCHEMA) for word in ("properties", "$defs") if isinstance(node.get(word), dict)
    ]
    for node in parts(SCHEMA):
        if not any(node is one for one in maps):
            assert set(node) <= words
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_numbers_and_dates_may_stand_bare() -> None:
    target = SCHEMA["$defs"]["Target"]
    assert "number" in target["properties"]["value"]["anyOf"][0]["anyOf"][0]["type"]
    assert "integer" in target["properties"]["period"]["anyOf"][0]["type"]
    assert target["required"] == ["id", "indicator", "measure", "comparator"]
    assert target["properties"]["measure"]["enum"][0] == "growth"


def test_what_may_stand_bare_or_alone_may_do_so_for_editors() -> None:
    reward, amount = SCHEMA["$defs"]["Reward"]["properties"], SCHEMA["$defs"]["Amount"]["properties"]
    condition = {"anyOf": [{"type": ["string", "number", "boolean"]}, {"$ref": "#/$defs/Condition"}]}
    assert reward["when"]["anyOf"][0] == {"anyOf": [condition, {"type": "array", "items": condition}]}
    assert reward["amount"]["anyOf"][0]["anyOf"][0] == {"$ref": "#/$defs/Amount"}
    assert {"$ref": "#/$defs/DatedTerm"} in amount["lump"]["anyOf"][0]["anyOf"][0]["anyOf"]
    assert SCHEMA["$defs"]["Case"]["properties"]["given"]["anyOf"][0]["type"] == "object"
    # Rows of two numbers are no pairs of names and values.
    assert SCHEMA["$defs"]["Target"]["properties"]["steps"]["anyOf"][0]["type"] == "array"


def test_every_key_has_a_meaning_and_a_type_in_words() -> None:
    pages = pack_keys()
    assert all(page.meaning and page.type_words for page in pages)
    due = next(page for page in pages if (page.noun, page.key) == ("Due", "day"))
    assert (due.file, due.required, due.type_words) == ("duties.yaml", False, "1 到 31 的整数")


def test_every_choice_is_explained_in_the_meaning_of_its_key() -> None:
    for outer in NOUNS.values():
        for noun in nouns_in(outer):
            for key in keys_of(noun):
                for choice in key.shape.choices:
                    assert key.choice_word(choice) != choice, (noun.__name__, key.name, choice)
