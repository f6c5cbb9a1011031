"""Statistics over duties and records: rates with their intervals, days in compliance, declared measures."""
