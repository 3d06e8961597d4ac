"""desk: what an officer does, one file a verb. The faces ask here; here nothing is printed.

Names are fetched when first asked for: a month need not wait for ladders and letters.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guatu.desk.answer_costs import QuestionCost, question_costs
    from guatu.desk.award_explanation import ExplainReport, ExplainRequest, explain_award, explain_in
    from guatu.desk.award_files import AwardReport, AwardRequest, run_award
    from guatu.desk.bulletin_files import (
        DOCUMENT_FILE,
        FIGURES_FILE,
        ISSUE_FILE,
        PDF_FILE,
        IssuedBulletin,
        issued_hashes,
        read_issued,
        rebuild_bulletin,
        write_draft,
        write_issued,
    )
    from guatu.desk.bundled_facts import find_facts
    from guatu.desk.class_files import ClassReport, ClassRequest, run_classes
    from guatu.desk.demonstration import DEMO_AWARD, DEMO_RUNS, DemoAward, DemoRun, make_demo, make_demo_award
    from guatu.desk.facts_folder import FactsNote, read_facts
    from guatu.desk.figure_changes import FigureChange, figure_change
    from guatu.desk.figure_lookup import figure_source
    from guatu.desk.filed_rows import FiledFigure
    from guatu.desk.filing_checks import FilingHit, check_filing
    from guatu.desk.filing_forms import FormCell, ReportForm, report_forms
    from guatu.desk.filing_reading import CellProblem, FilingReading, read_filing
    from guatu.desk.filing_workbook import FormRow, write_form_workbook
    from guatu.desk.findings import FINDING_CODES
    from guatu.desk.forecast_files import ForecastReport, ForecastRequest, forecast_year
    from guatu.desk.ladder_files import LadderReport, LadderRequest, run_ladders
    from guatu.desk.ledger_csv import LEDGER_NAMES, ledger_lines
    from guatu.desk.local_pack import LocalAnswer, LocalState, write_local_pack
    from guatu.desk.match_files import MatchReport, MatchRequest, match_projects
    from guatu.desk.month_computation import Month, compute_month
    from guatu.desk.month_explanation import explain_month
    from guatu.desk.month_files import MonthReport, MonthRequest, run_month
    from guatu.desk.month_pages import month_charts, read_month_pages
    from guatu.desk.observation_rows import Observed, read_observations, write_observations
    from guatu.desk.pack_cases import CaseReport, run_pack_cases
    from guatu.desk.plan_check import check_conditions, check_plan
    from guatu.desk.plan_folder import FolderReport, PlanOutcome, read_plan_folder
    from guatu.desk.plan_reading import (
        USUAL_PACKS,
        ReadReport,
        ReadRequest,
        apply_plan_review,
        read_pasted_plan,
        read_plan,
    )
    from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
    from guatu.desk.run_alerts import MonthAlert, alert_conditions, month_alerts
    from guatu.desk.run_comparison import compare_runs
    from guatu.desk.sample_folder import SampleReport, make_sample
    from guatu.desk.score_files import GroupResult, ScoreReport, ScoreRequest, score_units
    from guatu.desk.secrecy import is_secret_name, secrecy_mark
    from guatu.desk.sizing_files import SizingReport, SizingRequest, size_supply
    from guatu.desk.split_files import SplitReport, SplitRequest, split_targets
    from guatu.desk.target_list import ListedTarget, document_title, list_targets, target_table
    from guatu.desk.typed_numbers import typed_number
    from guatu.desk.version_comparison import compare_versions
    from guatu.desk.whatif_files import WhatIfReport, WhatIfRequest, run_whatif

# Each name and the file it is found in.
_DOORS = {
    "guatu.desk.award_explanation": (
        "ExplainReport",
        "ExplainRequest",
        "explain_award",
        "explain_in",
    ),
    "guatu.desk.award_files": (
        "AwardReport",
        "AwardRequest",
        "run_award",
    ),
    "guatu.desk.bulletin_files": (
        "DOCUMENT_FILE",
        "FIGURES_FILE",
        "ISSUE_FILE",
        "PDF_FILE",
        "IssuedBulletin",
        "issued_hashes",
        "read_issued",
        "rebuild_bulletin",
        "write_draft",
        "write_issued",
    ),
    "guatu.desk.bundled_facts": ("find_facts",),
    "guatu.desk.class_files": (
        "ClassReport",
        "ClassRequest",
        "run_classes",
    ),
    "guatu.desk.demonstration": (
        "DEMO_AWARD",
        "DEMO_RUNS",
        "DemoAward",
        "DemoRun",
        "make_demo",
        "make_demo_award",
    ),
    "guatu.desk.facts_folder": (
        "FactsNote",
        "read_facts",
    ),
    "guatu.desk.figure_changes": (
        "FigureChange",
        "figure_change",
    ),
    "guatu.desk.figure_lookup": ("figure_source",),
    "guatu.desk.findings": ("FINDING_CODES",),
    "guatu.desk.forecast_files": (
        "ForecastReport",
        "ForecastRequest",
        "forecast_year",
    ),
    "guatu.desk.ladder_files": (
        "LadderReport",
        "LadderRequest",
        "run_ladders",
    ),
    "guatu.desk.local_pack": (
        "LocalAnswer",
        "LocalState",
        "write_local_pack",
    ),
    "guatu.desk.match_files": (
        "MatchReport",
        "MatchRequest",
        "match_projects",
    ),
    "guatu.desk.month_computation": (
        "Month",
        "compute_month",
    ),
    "guatu.desk.month_explanation": ("explain_month",),
    "guatu.desk.month_files": (
        "MonthReport",
        "MonthRequest",
        "run_month",
    ),
    "guatu.desk.run_alerts": (
        "MonthAlert",
        "alert_conditions",
        "month_alerts",
    ),
    "guatu.desk.ledger_csv": (
        "LEDGER_NAMES",
        "ledger_lines",
    ),
    "guatu.desk.month_pages": (
        "month_charts",
        "read_month_pages",
    ),
    "guatu.desk.observation_rows": (
        "Observed",
        "read_observations",
        "write_observations",
    ),
    "guatu.desk.pack_cases": (
        "CaseReport",
        "run_pack_cases",
    ),
    "guatu.desk.plan_check": (
        "check_conditions",
        "check_plan",
    ),
    "guatu.desk.plan_folder": (
        "FolderReport",
        "PlanOutcome",
        "read_plan_folder",
    ),
    "guatu.desk.plan_reading": (
        "USUAL_PACKS",
        "ReadReport",
        "ReadRequest",
        "apply_plan_review",
        "read_pasted_plan",
        "read_plan",
    ),
    "guatu.desk.answer_costs": (
        "QuestionCost",
        "question_costs",
    ),
    "guatu.desk.rule_inputs": (
        "Reader",
        "RuleInputs",
        "missing_inputs",
        "read_rule_inputs",
    ),
    "guatu.desk.run_comparison": ("compare_runs",),
    "guatu.desk.sample_folder": (
        "SampleReport",
        "make_sample",
    ),
    "guatu.desk.score_files": (
        "GroupResult",
        "ScoreReport",
        "ScoreRequest",
        "score_units",
    ),
    "guatu.desk.secrecy": (
        "is_secret_name",
        "secrecy_mark",
    ),
    "guatu.desk.sizing_files": (
        "SizingReport",
        "SizingRequest",
        "size_supply",
    ),
    "guatu.desk.target_list": (
        "ListedTarget",
        "document_title",
        "list_targets",
        "target_table",
    ),
    "guatu.desk.split_files": (
        "SplitReport",
        "SplitRequest",
        "split_targets",
    ),
    "guatu.desk.version_comparison": ("compare_versions",),
    "guatu.desk.whatif_files": (
        "WhatIfReport",
        "WhatIfRequest",
        "run_whatif",
    ),
    "guatu.desk.filing_forms": (
        "FormCell",
        "ReportForm",
        "report_forms",
    ),
    "guatu.desk.filing_checks": (
        "FilingHit",
        "check_filing",
    ),
    "guatu.desk.filed_rows": ("FiledFigure",),
    "guatu.desk.typed_numbers": ("typed_number",),
    "guatu.desk.filing_workbook": (
        "FormRow",
        "write_form_workbook",
    ),
    "guatu.desk.filing_reading": (
        "CellProblem",
        "FilingReading",
        "read_filing",
    ),
}
_FILE_OF = {name: file for file, names in _DOORS.items() for name in names}

__all__ = [
    "DEMO_AWARD",
    "DEMO_RUNS",
    "DOCUMENT_FILE",
    "FIGURES_FILE",
    "FINDING_CODES",
    "ISSUE_FILE",
    "LEDGER_NAMES",
    "PDF_FILE",
    "USUAL_PACKS",
    "AwardReport",
    "AwardRequest",
    "CaseReport",
    "CellProblem",
    "ClassReport",
    "ClassRequest",
    "DemoAward",
    "DemoRun",
    "ExplainReport",
    "ExplainRequest",
    "FactsNote",
    "FigureChange",
    "FiledFigure",
    "FilingHit",
    "FilingReading",
    "FolderReport",
    "ForecastReport",
    "ForecastRequest",
    "FormCell",
    "FormRow",
    "GroupResult",
    "IssuedBulletin",
    "LadderReport",
    "LadderRequest",
    "ListedTarget",
    "LocalAnswer",
    "LocalState",
    "MatchReport",
    "MatchRequest",
    "Month",
    "MonthAlert",
    "MonthReport",
    "MonthRequest",
    "Observed",
    "PlanOutcome",
    "QuestionCost",
    "ReadReport",
    "ReadRequest",
    "Reader",
    "ReportForm",
    "RuleInputs",
    "SampleReport",
    "ScoreReport",
    "ScoreRequest",
    "SizingReport",
    "SizingRequest",
    "SplitReport",
    "SplitRequest",
    "WhatIfReport",
    "WhatIfRequest",
    "alert_conditions",
    "apply_plan_review",
    "check_conditions",
    "check_filing",
    "check_plan",
    "compare_runs",
    "compare_versions",
    "compute_month",
    "document_title",
    "explain_award",
    "explain_in",
    "explain_month",
    "figure_change",
    "figure_source",
    "find_facts",
    "forecast_year",
    "is_secret_name",
    "issued_hashes",
    "ledger_lines",
    "list_targets",
    "make_demo",
    "make_demo_award",
    "make_sample",
    "match_projects",
    "missing_inputs",
    "month_alerts",
    "month_charts",
    "question_costs",
    "read_facts",
    "read_filing",
    "read_issued",
    "read_month_pages",
    "read_observations",
    "read_pasted_plan",
    "read_plan",
    "read_plan_folder",
    "read_rule_inputs",
    "rebuild_bulletin",
    "report_forms",
    "run_award",
    "run_classes",
    "run_ladders",
    "run_month",
    "run_pack_cases",
    "run_whatif",
    "score_units",
    "secrecy_mark",
    "size_supply",
    "split_targets",
    "target_table",
    "typed_number",
    "write_draft",
    "write_form_workbook",
    "write_issued",
    "write_local_pack",
    "write_observations",
]


def __getattr__(name: str) -> object:
    if name not in _FILE_OF:
        raise AttributeError(f"guatu.desk has no name {name!r}")
    found: object = getattr(importlib.import_module(_FILE_OF[name]), name)
    # Loading a file puts it under its own name here; a function that is called like its file must stay on top.
    globals()[name] = found
    return found
