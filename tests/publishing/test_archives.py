"""Archives: the same bytes for the same data, and no byte of the data changes unnoticed."""

import gzip
import zlib
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.publishing.archives import HEAD, packed, unpacked
from kpbargaining.publishing.bundled import DATA

ARCHIVE = "editions/2030.1.json.gz"


def test_packed() -> None:
    """What is packed is a gzip of the same bytes at every time, whatever zlib calls the system."""
    assert packed(b"same") == packed(b"same")
    assert b"same" == gzip.decompress(packed(b"same")) == unpacked(packed(b"same"), ARCHIVE, 4)
    assert HEAD == packed(b"")[:10]


@pytest.mark.parametrize("edition", ["2026.1", "2026.2", "2026.3"])
def test_every_edition_begins_so(edition: str) -> None:
    """Each edition that was frozen begins as those do that will be."""
    content = Path(DATA, "editions", f"{edition}.json.gz").read_bytes()
    assert content.startswith(HEAD)


def test_every_bit(frozen: Path) -> None:
    """Whichever bit of an archive is flipped, it is refused, or holds the same data to the byte.

    Only of how the data is packed some bits are free, but none of the head and of the sums.
    """
    whole = (frozen / ARCHIVE).read_bytes()
    content = gzip.decompress(whole)
    taken: set[int] = set()
    for place in range(len(whole)):
        for bit in range(8):
            other = bytearray(whole)
            other[place] ^= 1 << bit
            try:
                assert content == unpacked(bytes(other), ARCHIVE, len(content))
            except kp.DamagedEdition:
                continue
            taken.add(place)
    assert taken <= {*range(len(HEAD), len(whole) - 8)}
    assert len(taken) < 9


def test_a_head_that_says_more(frozen: Path) -> None:
    """A comment, a name or a time in the head of an archive is refused, though it unpacks."""
    path = frozen / ARCHIVE
    whole = path.read_bytes()
    comment = HEAD[:3] + b"\x10" + HEAD[4:] + b"x" * 1000 + b"\0"
    name = HEAD[:3] + b"\x08" + HEAD[4:] + b"name.json\0"
    time = HEAD[:4] + b"\1" + HEAD[5:]
    for head in (comment, name, time):
        path.write_bytes(head + whole[len(HEAD) :])
        assert zlib.decompress(path.read_bytes(), 31) == gzip.decompress(whole)
        with pytest.raises(kp.DamagedEdition, match=f"begins with {HEAD.hex()}") as caught:
            kp.load("2030.1")
        assert (ARCHIVE, head[: len(HEAD)].hex()) == (caught.value.file, caught.value.found)
