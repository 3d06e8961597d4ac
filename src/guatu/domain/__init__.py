"""domain: the nouns of the field. Standard library only; knows nothing of packs, databases or paper."""

from guatu.domain.agency import Agency, AgencyBook, Alias
from guatu.domain.errors import (
    EngineFailure,
    GuatuError,
    InvalidValue,
    MissingFile,
    UnitMismatch,
    UnsafeFile,
)
from guatu.domain.finding import Finding, FindingCode, Severity, has_blocking, nearest
from guatu.domain.identifier import credit_code_check, is_credit_code, is_place_code, is_project_code
from guatu.domain.period import Period
from guatu.domain.place import Level, Place, PlaceTree
from guatu.domain.quantity import Quantity
from guatu.domain.span import Span
from guatu.domain.unit import UNITS, Unit, conversion, data_factor, unit_named
from guatu.domain.validity import ALWAYS, Validity
from guatu.domain.workday import WEEKDAYS_ONLY, WorkCalendar

__all__ = [
    "ALWAYS",
    "UNITS",
    "WEEKDAYS_ONLY",
    "Agency",
    "AgencyBook",
    "Alias",
    "EngineFailure",
    "Finding",
    "FindingCode",
    "GuatuError",
    "InvalidValue",
    "Level",
    "MissingFile",
    "Period",
    "Place",
    "PlaceTree",
    "Quantity",
    "Severity",
    "Span",
    "Unit",
    "UnitMismatch",
    "UnsafeFile",
    "Validity",
    "WorkCalendar",
    "conversion",
    "credit_code_check",
    "data_factor",
    "has_blocking",
    "is_credit_code",
    "is_place_code",
    "is_project_code",
    "nearest",
    "unit_named",
]
