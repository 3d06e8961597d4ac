"""Text out of Markdown: the marks that only lay out go, the words stay as they are."""

import re

# "# source: …" and "# Page 3: …" are remarks of the program that wrote the text, not headings.
_HEADING = re.compile(r"^ {0,3}#{1,6} +(?!(?:source|Page \d+):)(.*)$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$\n?", re.MULTILINE)
_ROW = re.compile(r"^ {0,3}\|(.*)\|[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def plain_markdown(text: str) -> str:
    """Return Markdown as plain text: no `#` before headings, no `**`, rows of tables with tabs between cells.

    >>> plain_markdown("## 一、总体要求")
    '一、总体要求'
    """
    text = _RULE.sub("", _HEADING.sub(lambda heading: _open_heading(heading[1]), text))
    text = _ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)
    return _STRONG.sub(r"\1", text)


def _open_heading(words: str) -> str:
    """Return a heading without the marks that may close it: `总体要求 ##`."""
    bare = words.rstrip().rstrip("#")
    return bare.rstrip() if not bare or bare.endswith(" ") else words
