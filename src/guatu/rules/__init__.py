"""rules: the expression language of packs, and their rules on a table compiled to one pass over it."""

from guatu.rules.award_changes import (
    AFTER,
    BEFORE,
    BY_CLAUSE,
    BY_INDUSTRY,
    BY_PLACE,
    BY_SIZE,
    CHANGES,
    IN_ALL,
    ChangesProgram,
    affected_rewards,
    changes_program,
)
from guatu.rules.award_lists import AWARD_LIST, COUNTS, LIST, ListProgram, list_program
from guatu.rules.award_steps import AwardProgram, amount, award_program, outcome, reason
from guatu.rules.book import RuleBook, compile_rules
from guatu.rules.card_figures import CardProgram, card_program
from guatu.rules.card_parts import CardPart
from guatu.rules.cases import CaseResult, run_cases
from guatu.rules.checks.load_checks import check_rules
from guatu.rules.checks.load_findings import FINDING_CODES as LOAD_CODES
from guatu.rules.class_steps import CLASSED_KINDS, ClassProgram, class_program
from guatu.rules.cost_steps import CostProgram, Trial, cost_program
from guatu.rules.explained import (
    ExplainedAward,
    ExplainedCondition,
    ExplainedException,
    ExplainedFigure,
    ExplainedGroup,
    GroupMember,
    ReadAmount,
)
from guatu.rules.explanations import ExplanationProgram, explanation_program
from guatu.rules.findings import FINDING_CODES as RULE_CODES
from guatu.rules.findings import NO_TABLE_COLUMN
from guatu.rules.flags import Flag, Truth, choose_sql, flag_step
from guatu.rules.lacking import lacks
from guatu.rules.ladder_steps import CONDITIONS, EXPIRING, PACES, RUNGS, LadderProgram, expiring_program, ladder_program
from guatu.rules.ladders import CLIMB, KEEP, LadderRule, RungRule, compile_ladders
from guatu.rules.language.expression import Expression, compile_expression
from guatu.rules.language.findings import FINDING_CODES as LANGUAGE_CODES
from guatu.rules.language.function import Function
from guatu.rules.language.functions import FUNCTIONS
from guatu.rules.language.parameter import Parameter
from guatu.rules.language.value_type import Sort, ValueType
from guatu.rules.moment import Moment
from guatu.rules.overlay import Overlay, overlaid
from guatu.rules.rewards import RewardRule, as_read
from guatu.rules.row_steps import Given, row_steps
from guatu.rules.rule_column import ColumnKind, RuleColumn
from guatu.rules.settling import OpenQuestion, QuestionSet, open_questions, question_sets, reached_rewards, settled
from guatu.rules.table_rules import TableRules
from guatu.rules.telling import condition_text

FINDING_CODES = (*LANGUAGE_CODES, *RULE_CODES, *LOAD_CODES)

__all__ = [
    "AFTER",
    "AWARD_LIST",
    "BEFORE",
    "BY_CLAUSE",
    "BY_INDUSTRY",
    "BY_PLACE",
    "BY_SIZE",
    "CHANGES",
    "CLASSED_KINDS",
    "CLIMB",
    "CONDITIONS",
    "COUNTS",
    "EXPIRING",
    "FINDING_CODES",
    "FUNCTIONS",
    "IN_ALL",
    "KEEP",
    "LIST",
    "NO_TABLE_COLUMN",
    "PACES",
    "RUNGS",
    "AwardProgram",
    "CardPart",
    "CardProgram",
    "CaseResult",
    "ChangesProgram",
    "ClassProgram",
    "ColumnKind",
    "CostProgram",
    "ExplainedAward",
    "ExplainedCondition",
    "ExplainedException",
    "ExplainedFigure",
    "ExplainedGroup",
    "ExplanationProgram",
    "Expression",
    "Flag",
    "Function",
    "Given",
    "GroupMember",
    "LadderProgram",
    "LadderRule",
    "ListProgram",
    "Moment",
    "OpenQuestion",
    "Overlay",
    "Parameter",
    "QuestionSet",
    "ReadAmount",
    "RewardRule",
    "RuleBook",
    "RuleColumn",
    "RungRule",
    "Sort",
    "TableRules",
    "Trial",
    "Truth",
    "ValueType",
    "affected_rewards",
    "amount",
    "as_read",
    "award_program",
    "card_program",
    "changes_program",
    "check_rules",
    "choose_sql",
    "class_program",
    "compile_expression",
    "compile_ladders",
    "compile_rules",
    "condition_text",
    "cost_program",
    "expiring_program",
    "explanation_program",
    "flag_step",
    "lacks",
    "ladder_program",
    "list_program",
    "open_questions",
    "outcome",
    "overlaid",
    "question_sets",
    "reached_rewards",
    "reason",
    "row_steps",
    "run_cases",
    "settled",
]
