"""Keyed BLAKE2b (RFC 7693) of very many short texts at once, the same to the bit as `hashlib` makes it one by one.

A force-year has a million ids in its duties. `hashlib` wants an object of Python for each, and that took longer than
judging them; here they stay where Arrow has them. The test holds every length against `hashlib`.
"""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Octets = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int32]

NUMBA: Any = numba  # its stubs do not know its settings
IS_COMPILED = not NUMBA.config.DISABLE_JIT
BLOCK = 128  # octets
U = np.uint64
#: Section 2.6 of the RFC: the initialization vector.
START = np.array(
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ],
    np.uint64,
)  # fmt: skip
#: Section 2.7: in which order each round takes the words of a block; the eleventh begins again.
ORDER = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ],
    np.int64,
)
ROUNDS = 12
DIGITS = np.frombuffer(b"0123456789abcdef", np.uint8)


def keyed(key: bytes, size: int) -> Words:
    """The eight words that the key has left when no text has been read yet; digests shall have `size` octets."""
    words = START.copy()
    words[0] ^= U(0x01010000 ^ (len(key) << 8) ^ size)
    _mix(words, np.frombuffer(key.ljust(BLOCK, b"\0"), np.uint64), BLOCK, False)
    return words


@numba.njit(inline="always")
def _turned(word: np.uint64, by: int) -> np.uint64:
    return (word >> U(by)) | (word << U(64 - by))


@numba.njit(inline="always")
def _stirred(a: Any, b: Any, c: Any, d: Any, x: Any, y: Any) -> tuple[Any, Any, Any, Any]:
    """The function G of section 3.1, of words of 64 bits."""
    a = a + b + x
    d = _turned(d ^ a, 32)
    c = c + d
    b = _turned(b ^ c, 24)
    a = a + b + y
    d = _turned(d ^ a, 16)
    c = c + d
    return a, _turned(b ^ c, 63), c, d


@numba.njit(nogil=True, cache=True)
def _mix(h: Words, m: Words, read: int, is_last: bool) -> None:
    """The compression function F of section 3.2, in place; `read` octets so far. Scalars, as an array is slower."""
    v0, v1, v2, v3, v4, v5, v6, v7 = h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
    v8, v9, v10, v11 = START[0], START[1], START[2], START[3]
    v12, v13, v14, v15 = START[4] ^ U(read), START[5], START[6], START[7]
    if is_last:
        v14 = ~v14
    for number in range(ROUNDS):
        s = ORDER[number % len(ORDER)]
        v0, v4, v8, v12 = _stirred(v0, v4, v8, v12, m[s[0]], m[s[1]])
        v1, v5, v9, v13 = _stirred(v1, v5, v9, v13, m[s[2]], m[s[3]])
        v2, v6, v10, v14 = _stirred(v2, v6, v10, v14, m[s[4]], m[s[5]])
        v3, v7, v11, v15 = _stirred(v3, v7, v11, v15, m[s[6]], m[s[7]])
        v0, v5, v10, v15 = _stirred(v0, v5, v10, v15, m[s[8]], m[s[9]])
        v1, v6, v11, v12 = _stirred(v1, v6, v11, v12, m[s[10]], m[s[11]])
        v2, v7, v8, v13 = _stirred(v2, v7, v8, v13, m[s[12]], m[s[13]])
        v3, v4, v9, v14 = _stirred(v3, v4, v9, v14, m[s[14]], m[s[15]])
    h[0] ^= v0 ^ v8
    h[1] ^= v1 ^ v9
    h[2] ^= v2 ^ v10
    h[3] ^= v3 ^ v11
    h[4] ^= v4 ^ v12
    h[5] ^= v5 ^ v13
    h[6] ^= v6 ^ v14
    h[7] ^= v7 ^ v15


@numba.njit(nogil=True, cache=True)
def digests(begun: Words, offsets: Offsets, texts: Octets, size: int) -> Octets:
    """The digests as hexadecimal digits, one after another: of the texts from each offset to before the next.

    No text may be empty: the block of the key would be its last, and `begun` has left that behind.
    """
    written = np.empty((len(offsets) - 1) * 2 * size, np.uint8)
    words, block = np.empty(8, np.uint64), np.empty(BLOCK // 8, np.uint64)
    octets, digest = block.view(np.uint8), words.view(np.uint8)
    for number in range(len(offsets) - 1):
        at, end, read = int(offsets[number]), int(offsets[number + 1]), BLOCK
        words[:] = begun
        while at < end:
            taken = min(BLOCK, end - at)
            block[:] = 0
            for place in range(taken):
                octets[place] = texts[at + place]
            at += taken
            read += taken
            _mix(words, block, read, at == end)
        for place in range(size):
            written[2 * (number * size + place)] = DIGITS[digest[place] >> 4]
            written[2 * (number * size + place) + 1] = DIGITS[digest[place] & 15]
    return written
