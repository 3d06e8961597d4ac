"""Offline packages: signed, whole, taken once; what is wrong refuses all of it."""

import io
import json
import zipfile
from datetime import date

import pytest

from guatu.console.audit.trail import SYSTEM
from guatu.console.exchange.models import Package, Peer
from guatu.console.exchange.observation_lists import Wanted
from guatu.console.exchange.packages import (
    MANIFEST,
    OBSERVATIONS,
    make_package,
    receipt_of,
    take_package,
    take_receipt,
)
from guatu.console.exchange.signing import public_key
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.reporting.models import Figure
from guatu.domain import InvalidValue

pytestmark = pytest.mark.usefixtures("site")
_PLACES = frozenset({"999901", "999902"})


def figure(place: str, value: str, vintage: int = 1) -> Figure:
    return Figure.objects.create(
        place=place, period=date(2024, 8, 1), indicator="fai", basis="cumulative", status="final", value=value,
        growth="0.05", vintage=vintage, reported_at=now(), source="历史数据",
    )  # fmt: skip


def analyst() -> User:
    return User.objects.get(username="wang")


@pytest.fixture
def package_bytes() -> bytes:
    """A package of two figures, made by this very site, which trusts itself."""
    figure("999901", "10.5")
    figure("999902", "20")
    Peer.objects.create(name="本站", public_key=public_key(), added_by=analyst(), added_at=now())
    made = make_package(Wanted(_PLACES), to="对方", by=analyst(), actor=SYSTEM)
    from django.conf import settings  # noqa: PLC0415  # settings of the running test site

    content: bytes = settings.WORKSPACE.path("packages", made.path).read_bytes()
    made.delete()  # as if it had been made elsewhere
    return content


def take(content: bytes, places: frozenset[str] = _PLACES) -> tuple[Package, bool]:
    return take_package(content, places=places, by=analyst(), actor=SYSTEM)


def changed(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, part if entry == name else source.read(entry))
    return out.getvalue()


def test_the_same_package_is_taken_once_and_known_figures_are_not_doubled(package_bytes: bytes) -> None:
    Figure.objects.filter(place="999902").delete()
    package, is_new = take(package_bytes)
    assert (is_new, package.counts) == (True, {"rows": 2, "taken": 1, "known": 1})
    again, is_new = take(package_bytes)
    assert (again.pk, is_new) == (package.pk, False)
    assert Figure.objects.filter(indicator="fai").count() == 2


def test_another_value_becomes_a_later_vintage(package_bytes: bytes) -> None:
    figure("999901", "11", vintage=2)
    take(package_bytes)
    vintages = Figure.objects.filter(place="999901").order_by("vintage").values_list("vintage", "value")
    assert [(number, str(value.normalize())) for number, value in vintages if value] == [
        (1, "10.5"),
        (2, "11"),
        (3, "10.5"),
    ]


def test_a_changed_file_a_changed_manifest_and_a_stranger_are_refused(package_bytes: bytes) -> None:
    with pytest.raises(InvalidValue, match="校验值"):
        take(changed(package_bytes, OBSERVATIONS, b"place\r\n"))
    with zipfile.ZipFile(io.BytesIO(package_bytes)) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    with pytest.raises(InvalidValue, match="签名"):
        take(changed(package_bytes, MANIFEST, json.dumps({**manifest, "rows": 3}).encode()))
    Peer.objects.update(is_trusted=False)
    with pytest.raises(InvalidValue, match="没有登记"):
        take(package_bytes)
    for junk in (b"", b"PK\x03\x04", b"{", package_bytes[:200]):
        with pytest.raises(InvalidValue):
            take(junk)
    assert Package.objects.count() == 0


def test_a_package_with_a_foreign_place_is_refused_as_a_whole(package_bytes: bytes) -> None:
    with pytest.raises(InvalidValue, match="不管的地区"):
        take(package_bytes, frozenset({"999901"}))
    assert Package.objects.count() == 0


def test_a_receipt_comes_back_to_the_package_it_is_for(package_bytes: bytes) -> None:
    taken, _is_new = take(package_bytes)
    receipt = receipt_of(taken)
    taken.way = Package.Way.OUT  # the sender's own row of the same package
    taken.save()
    assert take_receipt(receipt, actor=SYSTEM).receipt is not None
    forged = json.loads(receipt)
    forged["said"] = forged["said"].replace("taken", "token")
    with pytest.raises(InvalidValue, match="回执"):
        take_receipt(json.dumps(forged).encode(), actor=SYSTEM)
