"""rules: the expression language of packs, compiled to one pass over one table."""

from guatu.rules.flags import Flag, Truth, choose_sql, flag_step
from guatu.rules.language.expression import Expression, compile_expression
from guatu.rules.language.findings import FINDING_CODES
from guatu.rules.language.function import Function
from guatu.rules.language.functions import FUNCTIONS
from guatu.rules.language.parameter import Parameter
from guatu.rules.language.value_type import Sort, ValueType

__all__ = [
    "FINDING_CODES",
    "FUNCTIONS",
    "Expression",
    "Flag",
    "Function",
    "Parameter",
    "Sort",
    "Truth",
    "ValueType",
    "choose_sql",
    "compile_expression",
    "flag_step",
]
