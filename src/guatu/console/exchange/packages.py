"""Offline packages (交换包): figures on a disc between two networks, with manifest, checksums and signature.

A package is a zip of `manifest.json`, `signature.bin` over the manifest's bytes, and the files that the manifest names
with their SHA-256. Its number is its own: the same package goes in once, however often it is handed in.
"""

import csv
import hashlib
import io
import json
import os
import uuid
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guatu import __version__
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.exchange.models import Package, Peer
from guatu.console.exchange.observation_lists import CSV_COLUMNS, Wanted, accepted_rows, csv_lines
from guatu.console.exchange.signing import is_signed_by, public_key, sign
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.plans.active import active_packs
from guatu.console.reporting.models import Figure
from guatu.domain import InvalidValue

MANIFEST, SIGNATURE, OBSERVATIONS = "manifest.json", "signature.bin", "observations.csv"
_FOLDER = "packages"
_MOST_BYTES = 200 << 20  # of all its files when unpacked
_BROKEN = (RuntimeError, NotImplementedError, EOFError, OSError)
_MOST_FILES = 8
_STATUSES = frozenset({"estimate", "flash", "preliminary", "revised", "final"})
_BASES = frozenset({"cumulative", "month", "stock", "year"})


@dataclass(frozen=True)
class Opened:
    """A package whose signature and checksums are right: its manifest, its sender, its figures."""

    manifest: Mapping[str, object]
    sender: Peer
    rows: tuple[Mapping[str, str], ...]
    sha256: str

    @property
    def number(self) -> str:
        """The package's own number."""
        return str(self.manifest["number"])


def make_package(wanted: Wanted, *, to: str, by: User, actor: Actor) -> Package:
    """Write a package of the figures that are wanted, signed by this site, and note that it went out."""
    number = uuid.uuid4().hex
    content = "".join(csv_lines(accepted_rows(wanted))).encode()
    rows = content.count(b"\r\n") - 1
    if rows < 1:
        raise InvalidValue("这几个月没有已通过的数，没有可导出的")
    manifest = {
        "number": number,
        "kind": "observations",
        "guatu": __version__,
        "from": settings.WORKSPACE.text("site_name"),
        "key": public_key(),
        "to": to,
        "made_at": now().isoformat(timespec="seconds"),
        "first": str(wanted.first or ""),
        "last": str(wanted.last or ""),
        "rows": rows,
        "files": {OBSERVATIONS: hashlib.sha256(content).hexdigest()},
    }
    path = settings.WORKSPACE.path(_FOLDER, f"{number}.zip")
    _write_zip(path, manifest, {OBSERVATIONS: content})
    with transaction.atomic():
        package = Package.objects.create(
            number=number,
            way=Package.Way.OUT,
            peer=to,
            path=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            counts={"rows": rows},
            by=by,
            at=now(),
        )
        record(actor, "package.make", f"交换包 {number}", kind=Kind.EXPORT, after={"to": to, "rows": rows})
    return package


def open_package(content: bytes) -> Opened:
    """Return what a package holds; InvalidValue where it is none, is not whole, or is not from a site we trust."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, *_BROKEN) as error:
        raise InvalidValue("这不是交换包，或者文件损坏；请让对方重新导出") from error
    if MANIFEST not in parts or SIGNATURE not in parts:
        raise InvalidValue("这不是交换包：没有清单或签名")
    manifest = _manifest(parts[MANIFEST])
    sender = _trusted(str(manifest["key"]))
    if sender is None:
        raise InvalidValue("这个包出自没有登记的站点；请核实后把对方的公钥登记为可信站点，再导入")
    if not is_signed_by(sender.public_key, parts[SIGNATURE], parts[MANIFEST]):
        raise InvalidValue("签名不对：这个包在路上被改过，没有导入；请让对方重新导出")
    files = manifest["files"]
    for name, wanted in files.items() if isinstance(files, dict) else ():
        if hashlib.sha256(parts.get(name, b"")).hexdigest() != wanted:
            raise InvalidValue(f"{name} 的校验值不符，文件损坏，没有导入；请重新拷贝")
    return Opened(manifest, sender, _rows(parts.get(OBSERVATIONS, b"")), hashlib.sha256(content).hexdigest())


@transaction.atomic
def take_package(content: bytes, *, places: frozenset[str], by: User, actor: Actor) -> tuple[Package, bool]:
    """Take the figures of a package in; return its row and whether it was new. All of it goes in, or nothing.

    A figure that is here already is not taken again; one that differs becomes a later vintage with the package as its
    reason. A place outside `places` refuses the whole package.
    """
    opened = open_package(content)
    known = Package.objects.select_for_update().filter(number=opened.number).first()
    if known is not None:
        return known, False
    outside = sorted({row["place"] for row in opened.rows} - places)
    if outside:
        raise InvalidValue(f"包里有您不管的地区：{'、'.join(outside[:5])}；没有导入")
    indicators = sorted({row["indicator"] for row in opened.rows} - {one.id for one in active_packs().indicators})
    if indicators:
        raise InvalidValue(f"在用的政策包没有这些指标：{'、'.join(indicators[:5])}；请先换用相同的政策包")
    taken = _take_rows(opened, by)
    path = settings.WORKSPACE.path(_FOLDER, f"in-{opened.number}.zip")
    _put(path, content)
    counts = {"rows": len(opened.rows), "taken": taken, "known": len(opened.rows) - taken}
    package = Package.objects.create(
        number=opened.number,
        way=Package.Way.IN,
        peer=opened.sender.name,
        path=path.name,
        sha256=opened.sha256,
        counts=counts,
        by=by,
        at=now(),
    )
    record(actor, "package.take", f"交换包 {opened.number}（{opened.sender.name}）", kind=Kind.CHANGE, after=counts)
    return package, True


def receipt_of(package: Package) -> bytes:
    """Return the receipt of a package that came in: a signed file that its sender can take in."""
    said = {"receipt_for": package.number, "sha256": package.sha256, "counts": package.counts, "key": public_key()}
    said |= {"from": settings.WORKSPACE.text("site_name"), "at": package.at.isoformat(timespec="seconds")}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return json.dumps({"said": text, "signature": sign(text.encode()).hex()}, ensure_ascii=False).encode()


@transaction.atomic
def take_receipt(content: bytes, *, actor: Actor) -> Package:
    """Note a receipt at the package it is for; InvalidValue where it is none, is not signed, or is for another."""
    try:
        outer = json.loads(content)
        text, signature = str(outer["said"]), bytes.fromhex(str(outer["signature"]))
        said = json.loads(text)
        key, number, sha256 = str(said["key"]), str(said["receipt_for"]), str(said["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidValue("这不是回执文件") from error
    peer = _trusted(key)
    if peer is None or not is_signed_by(peer.public_key, signature, text.encode()):
        raise InvalidValue("回执不是登记过的可信站点签的，没有收")
    package = Package.objects.filter(number=number, way=Package.Way.OUT, sha256=sha256).first()
    if package is None:
        raise InvalidValue("没有导出过这个包，或者对方收到的不是原来的文件")
    if package.receipt is None:
        Package.objects.filter(pk=package.pk).update(receipt=said)
        record(actor, "package.receipt", f"交换包 {number}", kind=Kind.CHANGE, after={"peer": peer.name})
        package.refresh_from_db()
    return package


def _trusted(key: str) -> Peer | None:
    """Return the site of a key; compared here, since what a stranger wrote may be nothing that a database takes."""
    return next((one for one in Peer.objects.filter(is_trusted=True).order_by("pk") if one.public_key == key), None)


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts by name, together read up to a limit whatever their headers claim."""
    parts, left = {}, _MOST_BYTES
    if len(archive.infolist()) > _MOST_FILES:
        raise InvalidValue("包里文件太多，不是交换包")
    for entry in archive.infolist():
        with archive.open(entry) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise InvalidValue("包里的文件太大，不是交换包")
        parts[entry.filename] = content
    return parts


def _manifest(content: bytes) -> dict[str, object]:
    try:
        manifest = json.loads(content)
        complete = isinstance(manifest, dict) and {"number", "key", "files", "kind"} <= manifest.keys()
    except (ValueError, RecursionError) as error:
        raise InvalidValue("包里的清单读不了") from error
    if not complete or manifest["kind"] != "observations" or not str(manifest["number"]).isalnum():
        raise InvalidValue("包里的清单不全，或者是更新版本的 guatu 导出的；请升级后再导入")
    return dict(manifest)


def _rows(content: bytes) -> tuple[Mapping[str, str], ...]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    if tuple(reader.fieldnames or ()) != CSV_COLUMNS:
        raise InvalidValue("包里的数据列不对；请让对方用相同版本的 guatu 导出")
    return tuple(reader)


def _take_rows(opened: Opened, by: User) -> int:
    figures = [_figure(row, opened, by) for row in opened.rows]
    periods = {one.period for one in figures}
    latest: dict[tuple[object, ...], Figure] = {}
    for one in Figure.objects.filter(period__in=periods, place__in={one.place for one in figures}).order_by("vintage"):
        latest[_cell(one)] = one
    new = []
    for figure in figures:
        before = latest.get(_cell(figure))
        if before is not None and (before.value, before.growth) == (figure.value, figure.growth):
            continue
        figure.vintage = before.vintage + 1 if before else 1
        latest[_cell(figure)] = figure
        new.append(figure)
    Figure.objects.bulk_create(new, batch_size=500)
    return len(new)


def _figure(row: Mapping[str, str], opened: Opened, by: User) -> Figure:
    try:
        period = date.fromisoformat(row["period"])
        value, growth = (Decimal(row[name]) if row[name] else None for name in ("value", "growth"))
    except (ValueError, InvalidOperation) as error:
        raise InvalidValue(f"包里有一行读不了：{row['place']} {row['indicator']}") from error
    if row["basis"] not in _BASES or row["status"] not in _STATUSES or period.day != 1:
        raise InvalidValue(f"包里有一行的口径、状态或报告期不对：{row['place']} {row['indicator']}")
    return Figure(
        place=row["place"],
        period=period,
        indicator=row["indicator"],
        basis=row["basis"],
        status=row["status"],
        value=value,
        growth=growth,
        growth_basis=row["growth_basis"],
        reason=f"交换包 {opened.number}",
        source=f"交换包 {opened.number}（{opened.sender.name}）{row['source']}"[:200],
        reported_by=by,
        reported_at=now(),
        accepted_by=by,
        accepted_at=now(),
    )


def _cell(figure: Figure) -> tuple[object, ...]:
    return figure.place, figure.period, figure.indicator, figure.basis, figure.status


def _write_zip(path: Path, manifest: Mapping[str, object], files: Mapping[str, bytes]) -> None:
    said = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in ((MANIFEST, said), (SIGNATURE, sign(said)), *files.items()):
            archive.writestr(name, part)
    _put(path, content.getvalue())


def _put(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    aside.write_bytes(content)
    os.replace(aside, path)
