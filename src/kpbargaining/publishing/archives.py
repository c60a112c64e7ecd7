"""Archives: data files one after the other as one gzip, the same bytes at every time and place."""

from __future__ import annotations

import zlib

from kpbargaining.errors import DamagedEdition

__all__ = ["HEAD", "packed", "unpacked"]

HEAD = bytes.fromhex("1f8b0800000000000203")
"""How each begins: a gzip without a name, a time or a comment, packed as small as can be.

Its last byte is of the system; zlib writes that for which it was built, an archive has this one.
"""

GZIP = 31
"""What zlib calls the gzip format."""


def packed(content: bytes) -> bytes:
    """The gzip of some bytes."""
    gzip = zlib.compressobj(9, zlib.DEFLATED, GZIP)
    return HEAD + (gzip.compress(content) + gzip.flush())[len(HEAD) :]


def unpacked(archive: bytes, name: str, size: int) -> bytes:
    """What an archive holds; never more than it should, and nothing beside it.

    Raises `DamagedEdition` for one of another length, or that begins otherwise than all do.
    """
    gzip = zlib.decompressobj(wbits=GZIP)
    try:
        content = gzip.decompress(archive, size + 1)
    except zlib.error as error:
        raise DamagedEdition(name, "a whole gzip file", str(error)) from None
    if len(content) != size or not gzip.eof or gzip.unused_data:
        found = f"{len(content)} bytes" if len(content) < size else "more than that"
        raise DamagedEdition(name, f"{size} bytes and nothing behind them", found)
    if not archive.startswith(HEAD):
        found = archive[: len(HEAD)].hex()
        raise DamagedEdition(name, f"a gzip file that begins with {HEAD.hex()}", found)
    return content
