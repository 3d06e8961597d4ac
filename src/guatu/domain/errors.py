"""Errors are for a broken machine or a programmer's slip; an author's mistake is a Finding, not an error."""


class GuatuError(Exception):
    """Anything guatu raises on purpose; `str(error)` is one sentence a person can act on."""


class InvalidValue(GuatuError, ValueError):
    """A text that is not a value of the kind asked for: a period, a quantity, a code."""


class UnitMismatch(GuatuError, TypeError):
    """Two quantities whose units (计量单位) cannot be added or compared."""


class MissingFile(GuatuError, FileNotFoundError):
    """A file or folder that the caller named and that is not there."""


class UnsafeFile(GuatuError):
    """A file that must not be opened: encrypted, a bomb, or not what its ending says."""


class EngineFailure(GuatuError, RuntimeError):
    """The database refused a step; the message names the step."""
