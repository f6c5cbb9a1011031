"""The force's key, made once and kept in its settings, and signatures made with it (Ed25519)."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dutybound.base.errors import DutyboundError, Problem

NAME = "seal.key"


@dataclass(frozen=True)
class Signer:
    """Signs with the key of a force; `public` is what others check the signature with."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> str:
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return self.key.public_key().public_bytes(*raw).hex()

    def sign(self, content: bytes) -> str:
        return self.key.sign(content).hex()


def signer_in(settings: Path) -> Signer:
    """The force's key, made at first use, readable by its owner only."""
    file = settings / NAME
    settings.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        _make(file)
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        remedy = "Put back the key that was made; what another key signs, nobody knows to be this force's."
        raise DutyboundError(Problem(f"{file}", "is not a key for sealing (Ed25519, PEM)", remedy))
    return Signer(key)


def _make(file: Path) -> None:
    written = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = file.with_name(f".seal-{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as writing:
        writing.write(written)
    with suppress(FileExistsError):  # another run was first: its key is kept, or there would be two
        os.link(made, file)
    made.unlink()


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether a signature is that of a key over the content; one that cannot be read is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A key as people compare it by telephone: eight groups of four."""
    found = sha256(public.encode()).hexdigest()[:32]
    return " ".join(found[at : at + 4] for at in range(0, 32, 4))
