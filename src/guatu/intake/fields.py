"""The words a column's head may say for each field of a fact table (表头用语)."""

from guatu.intake.amounts import plain_text
from guatu.intake.words import FIELD_WORDS, PASSED_BY_TABLE, PASSED_OVER, UNIT_COLUMN
from guatu.query import Measure, TableSchema


def field_words(schema: TableSchema) -> dict[str, str]:
    """Return the field of each word, in plain signs and lower case; empty for a column that is passed over.

    A name of the table itself, or of a column that a pack adds, goes before the other words for a field.
    """
    words = dict.fromkeys((*PASSED_OVER, *PASSED_BY_TABLE.get(schema.name, ())), "")
    if any(column.measure is Measure.INDICATOR for column in schema.columns):
        words.update(dict.fromkeys(UNIT_COLUMN, "unit"))
    for field, names in FIELD_WORDS.get(schema.name, {}).items():
        words.update(dict.fromkeys((plain_text(name).lower() for name in names), field))
    for key in sorted(schema.keys()):
        column = schema.column(key)
        if column is not None and column.name != "origin":
            words[plain_text(key).lower()] = column.name
    return words
