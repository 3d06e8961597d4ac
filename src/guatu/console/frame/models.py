"""A stamp (版本戳): a number that grows whenever something kept in memory has changed, so that all processes see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models import F

# What stamps were when this request first asked; None outside a request, where each question is asked anew.
_READ: ContextVar[dict[str, int] | None] = ContextVar("stamps_read", default=None)


class Stamp(models.Model):
    """The count of changes of one thing, by its name."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def stamp_of(name: str) -> int:
    """Return how often a thing has changed."""
    read = _READ.get()
    if read is None:
        return _number_of(name)
    if name not in read:
        read[name] = _number_of(name)
    return read[name]


@contextmanager
def stamps_read_once() -> Iterator[None]:
    """Ask the database for each stamp once while one request is answered; what it changes itself is asked again."""
    before = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(before)


def _number_of(name: str) -> int:
    return Stamp.objects.filter(name=name).values_list("number", flat=True).first() or 0


def renew(name: str) -> None:
    """Say that a thing has changed."""
    (_READ.get() or {}).pop(name, None)
    if not Stamp.objects.filter(name=name).update(number=F("number") + 1):
        Stamp.objects.get_or_create(name=name, defaults={"number": 1})
