"""The tables of a new database of records, made from the models at once.

Its migrations come to the same (a test compares the two), and take seven seconds of processor where this takes one:
Django works out all models anew for each that a migration adds.
"""

from django.apps import apps
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def make_tables(alias: str) -> None:
    """Make every table that the database `alias` keeps, in one transaction, and note its migrations as made."""
    connection = connections[alias]
    migrations = MigrationLoader(connection).disk_migrations
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("records").get_models():
            if router.allow_migrate_model(alias, model):
                editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in migrations:
            recorder.record_applied(app, name)
