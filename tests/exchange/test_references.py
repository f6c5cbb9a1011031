"""References made many at once are those made one by one."""

from hashlib import blake2b

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dutybound.exchange.references import KEY_BYTES, References

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
IDS = st.lists(st.none() | st.text(max_size=40) | st.integers(0, 300).map("x".__mul__), max_size=30)


@given(KEYS, IDS, st.integers(0, 3))
def test_a_column_of_ids_becomes_what_each_of_them_becomes(key: bytes, ids: list[str | None], first: int) -> None:
    column = pa.array(ids, pa.string()).slice(first)
    wanted = [None if one is None else References(key).of(one) for one in ids[first:]]
    assert References(key).of_all(column).to_pylist() == wanted


def test_every_length_is_hashed_as_the_library_hashes_it() -> None:
    """Up to three blocks of 128 octets, and at their edges; characters of several octets among them."""
    key, ids = bytes(range(KEY_BYTES)), ["é" + "a" * length for length in range(400)]
    wanted = [blake2b(one.encode(), key=key, digest_size=12).hexdigest() for one in ids]
    assert References(key).of_all(pa.array(ids)).to_pylist() == wanted


@given(KEYS, st.lists(st.tuples(st.lists(st.text(max_size=3), min_size=1), st.lists(st.none() | st.integers(0, 9)))))
def test_coded_columns_one_after_another_become_what_their_texts_become(
    key: bytes, columns: list[tuple[list[str], list[int | None]]]
) -> None:
    references = References(key)
    for texts, codes in columns:
        within = [None if code is None else code % len(texts) for code in codes]
        coded = pa.DictionaryArray.from_arrays(pa.array(within, pa.int64()), pa.array(texts, pa.string()))
        wanted = [None if code is None else References(key).of(texts[code]) for code in within]
        assert references.of_all(pa.chunked_array([coded])).to_pylist() == wanted
