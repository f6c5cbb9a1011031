"""The Django app of the records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The one app with tables: what a force did and knows."""

    name = "dutybound.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
