"""From prose to a draft (草案): clean text, outline, sentences; then facts, tasks, targets, incentives, duties."""

from dataclasses import replace

from guatu.domain import Finding, FindingCode, Span
from guatu.reader.characters import is_han
from guatu.reader.document import date_doubts, read_facts
from guatu.reader.draft import Clause, DocumentFacts, Draft
from guatu.reader.duties import read_duties
from guatu.reader.findings import DATES_DISAGREE
from guatu.reader.incentives import read_incentives
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import PlanText, read_source
from guatu.reader.targets import read_targets
from guatu.reader.tasks import read_tasks
from guatu.reader.text_findings import NO_LABELS, NOT_CHINESE, NOTHING_READ, SEVERAL_PLANS

# Below this share of Chinese characters among all signs a text is another language or a table of figures.
_LEAST_CHINESE = 0.25


def read_draft(text: str, name: str = "") -> Draft:
    """Return what a plan's prose says, every item with its place in `text`; `name` is the file's, for findings.

    Nothing is invented: a text that is no plan gives a draft without items and a finding that says so.
    """
    plan = read_source(text)
    outline = read_outline(plan)
    if not _is_chinese(plan):
        empty = Draft(
            text=text, document=DocumentFacts(), outline=outline, targets=(), tasks=(), incentives=(), duties=()
        )
        return replace(empty, findings=(_said(NOT_CHINESE, name, "全文大半不是汉字，没有读。"),))
    sentences = read_sentences(plan, outline)
    facts = read_facts(plan, outline)
    tasks = read_tasks(plan, outline, facts)
    draft = Draft(
        text=text,
        document=facts,
        outline=outline,
        targets=read_targets(plan, sentences, facts),
        tasks=tasks,
        incentives=read_incentives(plan, sentences, facts),
        duties=read_duties(plan, sentences, facts, tasks),
    )
    return replace(draft, findings=(*_doubts(plan, facts, name), *_remarks(draft, plan, name)))


def _is_chinese(plan: PlanText) -> bool:
    if not plan.clean:
        return True
    return sum(map(is_han, plan.clean)) >= _LEAST_CHINESE * len(plan.clean)


def _doubts(plan: PlanText, facts: DocumentFacts, name: str) -> tuple[Finding, ...]:
    return tuple(_said(DATES_DISAGREE, name, sentence) for sentence in date_doubts(plan, facts))


def _remarks(draft: Draft, plan: PlanText, name: str) -> tuple[Finding, ...]:
    remarks = []
    if not (draft.targets or draft.tasks or draft.incentives or draft.duties):
        remarks.append(_said(NOTHING_READ, name, "没有读出目标、任务、奖补和报送要求。"))
    if all(clause.path in ("", "附件") for clause in draft.outline):
        remarks.append(_said(NO_LABELS, name, "全文没有条款序号。"))
    plans = _plan_titles(draft.outline, plan)
    if len(plans) > 1:
        listed = "；".join(f"{number}#{title}" for number, title in enumerate(plans, start=1))
        remarks.append(_said(SEVERAL_PLANS, name, f"读出 {len(plans)} 个方案：{listed}。"))
    return tuple(remarks)


def _plan_titles(outline: tuple[Clause, ...], plan: PlanText) -> tuple[str, ...]:
    """Return the titles of the plans in a file that holds several, in order."""
    heads = [clause for clause in outline if clause.path.endswith("#")]
    return tuple(plan.clean[head.start : head.end].split("\n", 1)[0] for head in heads)


def _said(code: FindingCode, name: str, sentence: str) -> Finding:
    return code.at(Span(name) if name else None, sentence, f"{code.instead}。")
