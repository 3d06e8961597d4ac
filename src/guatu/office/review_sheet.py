"""Where things stand in the sheets of a review workbook (核对表); writing and reading agree here."""

from guatu.reader import ReviewTable

COVER = "说明"
TITLE_ROW, HINT_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
SPARE_ROWS = 20  # empty rows under the items of a growing table
FINGERPRINT_MARK = "guatu-review"


def last_row(table: ReviewTable) -> int:
    """Return the last row that belongs to a table, its spare rows included."""
    return FIRST_ROW + max(len(table.rows) + (SPARE_ROWS if table.growing else 0), 1) - 1
