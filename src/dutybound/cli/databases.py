"""The databases of the records: what every command asks for that reads or writes them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutybound.exchange.loading.databases import Databases


def records_databases() -> "Databases":
    """The databases of the records as the settings name them; Django is imported only where they are needed."""
    from dutybound.exchange.loading.databases import Databases

    return Databases()
