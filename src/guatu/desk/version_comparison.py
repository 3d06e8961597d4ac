"""Compare two versions of a pack (版本对照), noun by noun."""

from guatu.domain import Finding
from guatu.pack import Change, compare_packs, load_packs


def compare_versions(old: str, new: str) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Return what was added, removed and changed between two packs, and what was found while reading them."""
    before, old_findings = load_packs((old,))
    after, new_findings = load_packs((new,))
    findings = (*old_findings, *new_findings)
    if before is None or after is None:
        return (), findings
    return compare_packs(before.main, after.main), findings
