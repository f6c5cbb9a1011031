"""Django set up for the records, by whatever is imported first that needs it; no database is opened by it."""

import os

import django
from django.apps import apps
from django.conf import ENVIRONMENT_VARIABLE, settings

if not (apps.ready or apps.loading):  # Django may be at it already, and imports the records as a part of it
    if not settings.configured:  # the product's own settings, unless somebody named others
        os.environ.setdefault(ENVIRONMENT_VARIABLE, "dutybound.config.settings")
    django.setup()
