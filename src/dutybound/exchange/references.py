"""References that leave the machine: keyed hashes instead of record ids, with a key made once and kept by the force."""

import os
import secrets
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem

KEY_BYTES = 32
REFERENCE_BYTES = 12
KEPT = 4  # columns of ids that references are remembered of: subjects and records, of the batch and the one before


@dataclass(frozen=True)
class References:
    """Turns record ids into references: the same id always into the same one, and nobody without the key back."""

    key: bytes

    def of(self, identity: str) -> str:
        hashing = self._begun.copy()
        hashing.update(identity.encode())
        return hashing.hexdigest()

    def of_all(self, ids: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
        """The same of every id of a column; of coded ids each is turned once, used or not."""
        columns = pa.chunked_array(ids) if isinstance(ids, pa.Array) else ids
        return pa.chunked_array([self._of_chunk(one) for one in columns.chunks], pa.string())

    def _of_chunk(self, ids: pa.Array) -> pa.Array:
        coded = ids if pa.types.is_dictionary(ids.type) else ids.dictionary_encode()
        return self._of_dictionary(coded.dictionary).take(coded.indices)

    def _of_dictionary(self, ids: pa.Array) -> pa.Array:
        """Duties of many standards name records of the same few batches, so what was made of these is kept."""
        for told, made in self._lately:
            if told.equals(ids):
                return made
        coded = ids.dictionary_encode()
        made = pa.array(map(self.of, coded.dictionary.to_pylist()), pa.string()).take(coded.indices)
        self._lately.append((ids, made))
        return made

    @cached_property
    def _lately(self) -> deque[tuple[pa.Array, pa.Array]]:
        """What was turned last, with what was made of it. One thread alone may use it: that which writes duties."""
        return deque(maxlen=KEPT)

    @cached_property
    def _begun(self) -> blake2b:
        """The key already read: with it read anew for each id, a force-year took twice as long."""
        return blake2b(key=self.key, digest_size=REFERENCE_BYTES)


def references_in(settings: Path) -> References:
    """The force's key, made at first use, readable by its owner only."""
    file = settings / "reference.key"
    settings.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        made = settings / f".reference-{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as writing:
            writing.write(secrets.token_bytes(KEY_BYTES))
        with suppress(FileExistsError):  # another run was first: its key is kept, or references would not match
            os.link(made, file)
        made.unlink()
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        remedy = "Put back the key that was made; with another, references do not match those of earlier runs."
        raise DutyboundError(Problem(f"{file}", f"is not a key of {KEY_BYTES} bytes", remedy))
    return References(key)
