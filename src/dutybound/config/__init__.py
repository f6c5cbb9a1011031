"""The settings of the installed product."""
