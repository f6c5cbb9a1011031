"""The language of duties: obligations, calendar, policy, the duty itself. It knows no database and no web page."""
