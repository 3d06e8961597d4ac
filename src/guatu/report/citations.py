"""How a clause (条款) is cited: by its document's short title in sentences, by the document's sign in tables."""

import re

from guatu.pack import Document, split_clause
from guatu.report.reading import Reading

_YEARS = re.compile(r"\d{4}(?:[—-]\d{4})?年")
_BRACKETED_END = re.compile(r"（[^（）]*）$")
_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def cited_clause(reading: Reading, clause: object, target: str = "") -> str:
    """Return a clause as a sentence cites it: `《工业攻坚方案》二（三）`; blank without one.

    `target` is the number of a target with its pack: documents of that pack are meant first.
    """
    document, path = _document_of(reading, clause, target)
    return path if document is None else f"《{short_title(reading, document)}》{path}"


def full_clause(reading: Reading, clause: object, target: str = "") -> str:
    """Return a clause as a page of sources cites it, with the document's whole title; blank without one."""
    document, path = _document_of(reading, clause, target)
    return path if document is None else f"《{document.title}》{path}"


def signed_clause(reading: Reading, clause: object, target: str = "") -> str:
    """Return a clause as a narrow column cites it: `②二（三）`; `document_signs` says what ② is."""
    document, path = _document_of(reading, clause, target)
    return path if document is None else f"{_sign_of(reading, document)}{path}"


def document_signs(reading: Reading) -> str:
    """Return the note under a table with signed clauses: `条款：①《…》，②《…》。`; blank without documents."""
    documents = reading.documents
    titles = (f"{_sign_of(reading, document)}《{document.title}》" for document in documents)
    return f"条款：{'，'.join(titles)}。" if documents else ""


def short_title(reading: Reading, document: Document) -> str:
    """Return a document's title without place, year and what stands in brackets behind it; whole where two agree."""
    short = _shortened(reading, document)
    alike = [one for one in reading.documents if _shortened(reading, one) == short]
    return short if len(alike) == 1 else document.title


def _shortened(reading: Reading, document: Document) -> str:
    bare = _BRACKETED_END.sub("", document.title).removeprefix(reading.name)
    return _YEARS.sub("", bare, count=1) or document.title


def _sign_of(reading: Reading, document: Document) -> str:
    at = reading.documents.index(document)
    return _SIGNS[at] if at < len(_SIGNS) else f"[{at + 1}]"


def _document_of(reading: Reading, clause: object, target: str) -> tuple[Document | None, str]:
    if not clause:
        return None, ""
    number, path = split_clause(str(clause))
    owner = target.partition(":")[0]
    packs = sorted(reading.packs.packs, key=lambda pack: pack.id != owner)
    for document in (one for pack in packs for one in pack.manifest.documents):
        if document.number == number and (number is not None or any(one.path == path for one in document.clauses)):
            return document, path.replace("/", "")
    return None, str(clause).replace("/", "")
