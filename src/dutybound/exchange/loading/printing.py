"""What is in an extract as one hash: the same content gives the same, in whatever order its rows come."""

from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any

import pyarrow as pa

from dutybound.exchange.declaration import Declaration
from dutybound.exchange.scratch import scratch

PIECE = 100_000  # rows hashed at once


def print_of(tables: Mapping[str, pa.Table], declaration: Declaration, erasures: Mapping[str, Any]) -> str:
    """SHA-256 over all rows by id, and over what the declaration says of them: how far they reach, and their feed."""
    feeds = [declaration.feeds.usual, dict(declaration.feeds.tables)]
    found = sha256(dumps([declaration.title, declaration.data_as_at, feeds, erasures], sort_keys=True).encode())
    with scratch() as connection:
        for name in sorted(tables):
            found.update(f"\n[{name}]\n".encode())
            connection.register("rows_of_it", tables[name])
            text = connection.sql("SELECT CAST(to_json(t) AS VARCHAR) AS line FROM rows_of_it AS t ORDER BY t.id")
            for batch in text.to_arrow_reader(PIECE):
                found.update("\n".join(batch.column(0).to_pylist()).encode())
    return found.hexdigest()
