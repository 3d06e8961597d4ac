"""Text that a spreadsheet must not take for a formula."""

# A text that begins like this is taken for a formula by Excel and WPS.
# In Chinese settings wide signs count as well; the bar begins a call of a program in old ones.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def plain_text(text: str) -> str:
    """Return a text for a CSV file; one that a spreadsheet would compute is kept a text by a leading apostrophe."""
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) else text
