"""References that leave the machine: keyed hashes instead of record ids, with a key made once and kept by the force."""

import hmac
import os
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

KEY_BYTES = 32
REFERENCE_BYTES = 12


@dataclass(frozen=True)
class References:
    """Turns record ids into references: the same id always into the same one, and nobody without the key back."""

    key: bytes

    def of(self, identity: str | None) -> str | None:
        if identity is None:
            return None
        return blake2b(identity.encode(), key=self.key, digest_size=REFERENCE_BYTES).hexdigest()

    def is_of(self, reference: str, identity: str) -> bool:
        """Whether a reference stands for an id, for those who hold the key."""
        return hmac.compare_digest(reference, self.of(identity) or "")


def references_in(settings: Path) -> References:
    """The force's key, made at first use, readable by its owner only."""
    file = settings / "reference.key"
    settings.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        pass  # made before: that one is kept, or references would not match from one run to the next
    return References(file.read_bytes())
