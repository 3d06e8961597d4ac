"""Whole numbers that a request carries (编号、版次): read without trust, since anybody can write anything there."""

# The largest that every database keeps in a key.
_MOST = (1 << 63) - 1


def whole_number(text: object, most: int = _MOST) -> int | None:
    """Return the whole number that a text is, or None where it is none, is negative or above `most`.

    `isdigit` alone is no test: ² is a digit to Python and no number to `int`.
    """
    written = str(text).strip()
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(_MOST))):
        return None
    number = int(written)
    return number if number <= most else None
