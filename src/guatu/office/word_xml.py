"""The XML of a .docx without its namespaces: names and values as the parts of one document give them."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

# lxml ships no types; an element is what etree.fromstring returns.
Element: TypeAlias = etree._Element

# Entities stay unread and nothing is fetched, whatever a part declares.
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
LARGEST_PART = 64 << 20
# Measured: five million tags take 1 GB and two minutes; a plan of fifty pages has some ten thousand.
MOST_TAGS = 2_000_000


class LargePart(Exception):
    """A part with more XML than any plan has."""


def read_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of a part, None where the document has no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > LARGEST_PART:
        raise LargePart(name)
    data = archive.read(info)
    if data.count(b"<") > MOST_TAGS:
        raise LargePart(name)
    return etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the text, word/document.xml in nearly every file."""
    return related_part(archive, "", "officeDocument") or "word/document.xml"


def related_part(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """Return the part that a part names as its `kind` (numbering, styles); "" is the document as a whole."""
    folder, name = posixpath.split(part)
    relations = read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in () if relations is None else relations:
        if attribute(relation, "Type").rpartition("/")[2] == kind and attribute(relation, "TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target"))).lstrip("/")
    return None


def tag(element: Element) -> str:
    """Return an element's name without its namespace: transitional and strict documents differ only there."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its name without namespace, "" where there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return str(value)
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the element at the end of a path of names, None where a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of one name."""
    return (each for each in element if tag(each) == name)


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as w:vanish is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")
