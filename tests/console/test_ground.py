"""The ground of the site: it starts, its migrations are complete, the trail holds."""

import pytest
from django.core.management import call_command
from django.db import connection

from guatu.console.audit.guard import release_trail
from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import SYSTEM, broken_entries, record
from guatu.console.people.access import Act, may, places_for
from guatu.console.people.models import User


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_a_changed_or_missing_entry_breaks_the_trail() -> None:
    for number in range(3):
        record(SYSTEM, "test.act", f"第{number}件", kind=Kind.CHANGE, after={"数": number})
    assert list(broken_entries()) == []
    release_trail(connection)  # as an attacker with the database's file would
    Entry.objects.filter(number=2).update(subject="改过")
    assert [number for number, _ in broken_entries()] == [2]
    Entry.objects.filter(number=2).delete()
    assert [number for number, _ in broken_entries()] == [3]


@pytest.mark.usefixtures("site")
def test_a_filler_reaches_its_own_place_alone() -> None:
    filler = User.objects.get(username="jiazi")
    assert places_for(filler, Act.FILL) == {"999901"}
    assert not may(filler, Act.CHECK)
    assert len(places_for(User.objects.get(username="wang"), Act.CHECK)) == 17
