"""The dutybound command."""
