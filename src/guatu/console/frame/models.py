"""A stamp (版本戳): a number that grows whenever something kept in memory has changed, so that all processes see it."""

from django.db import models
from django.db.models import F


class Stamp(models.Model):
    """The count of changes of one thing, by its name."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def stamp_of(name: str) -> int:
    """Return how often a thing has changed."""
    return Stamp.objects.filter(name=name).values_list("number", flat=True).first() or 0


def renew(name: str) -> None:
    """Say that a thing has changed."""
    if not Stamp.objects.filter(name=name).update(number=F("number") + 1):
        Stamp.objects.get_or_create(name=name, defaults={"number": 1})
