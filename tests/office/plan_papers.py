"""Files that a plan comes in, and what is asked of the answers about them."""

from pathlib import Path

import docx

from guatu.domain import Severity
from guatu.office import read_plan_text

PLAN = "某某县促进产业发展实施方案\n一、总体要求\n到2026年，规模以上工业企业达到30家以上。\n"


def text_of(path: Path) -> str:
    plan, findings = read_plan_text(path)
    assert findings == ()
    assert plan is not None
    assert plan.name == path.name
    return plan.text


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def refusal(path: Path) -> str:
    """Return the code of the one finding about a file that is not read; its sentence names the file."""
    plan, findings = read_plan_text(path)
    assert plan is None
    assert len(findings) == 1
    assert findings[0].severity is Severity.ERROR
    assert path.name in findings[0].sentence
    assert findings[0].way_out
    return findings[0].code
