from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from guatu.console.audit.guard import guard_trail, release_trail


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    guard_trail(editor.connection)


def release(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    release_trail(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
