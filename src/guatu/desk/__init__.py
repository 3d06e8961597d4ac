"""desk: what an officer does, one file a verb. The faces ask here; here nothing is printed."""

from guatu.desk.award_explanation import ExplainReport, ExplainRequest, explain_award, explain_in
from guatu.desk.award_files import AwardReport, AwardRequest, run_award
from guatu.desk.bundled_facts import find_facts
from guatu.desk.class_files import ClassReport, ClassRequest, run_classes
from guatu.desk.demonstration import DEMO_AWARD, DEMO_RUNS, DemoAward, DemoRun, make_demo, make_demo_award
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.findings import FINDING_CODES
from guatu.desk.ladder_files import LadderReport, LadderRequest, run_ladders
from guatu.desk.month_computation import Month, compute_month
from guatu.desk.month_explanation import explain_month
from guatu.desk.month_files import MonthReport, MonthRequest, run_month
from guatu.desk.pack_cases import CaseReport, run_pack_cases
from guatu.desk.plan_check import check_conditions, check_plan
from guatu.desk.question_costs import QuestionCost, question_costs
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.desk.sample_folder import SampleReport, make_sample
from guatu.desk.version_comparison import compare_versions
from guatu.desk.whatif_files import WhatIfReport, WhatIfRequest, run_whatif

__all__ = [
    "DEMO_AWARD",
    "DEMO_RUNS",
    "FINDING_CODES",
    "AwardReport",
    "AwardRequest",
    "CaseReport",
    "ClassReport",
    "ClassRequest",
    "DemoAward",
    "DemoRun",
    "ExplainReport",
    "ExplainRequest",
    "FactsNote",
    "LadderReport",
    "LadderRequest",
    "Month",
    "MonthReport",
    "MonthRequest",
    "QuestionCost",
    "Reader",
    "RuleInputs",
    "SampleReport",
    "WhatIfReport",
    "WhatIfRequest",
    "check_conditions",
    "check_plan",
    "compare_versions",
    "compute_month",
    "explain_award",
    "explain_in",
    "explain_month",
    "find_facts",
    "make_demo",
    "make_demo_award",
    "make_sample",
    "missing_inputs",
    "question_costs",
    "read_facts",
    "read_rule_inputs",
    "run_award",
    "run_classes",
    "run_ladders",
    "run_month",
    "run_pack_cases",
    "run_whatif",
]
