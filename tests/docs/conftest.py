"""What the documents are tried on, where it takes an assessment: that of the tests of inspection."""

from tests.inspection.conftest import assessed, settings

__all__ = ["assessed", "settings"]
