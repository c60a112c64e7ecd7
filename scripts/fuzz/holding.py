"""What every target uses: the library under watch, and how what it gives is held to what is known.

A target raises an error of ours where the bytes are refused, `AssertionError` where what was read
is wrong, and else gives nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import atheris

with atheris.instrument_imports(include=["kpbargaining"]):
    import kpbargaining as kp
    from kpbargaining.documents import passages
    from kpbargaining.files.codec import converter, writing
    from kpbargaining.publishing import freezing
    from kpbargaining.publishing.verifying import claims, printed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["again", "kp", "once", "plainly", "refuse", "same", "text_of"]

WATCHED = (converter, writing, passages, freezing, claims, printed)
"""What would be loaded when first used, and then not be watched."""


def same(expected: object, found: object) -> None:
    """Refuse what is not as expected."""
    if expected != found:
        raise AssertionError(f"expected {expected!r:.300}, found {found!r:.300}")


def again(read: Callable[[], object]) -> Any:
    """Read what was written; that it is refused is a find, and no refusal."""
    try:
        return read()
    except kp.KPBargainingError as error:
        raise AssertionError(f"what was written is refused: {error}") from error


def text_of(content: bytes) -> str:
    """Give any text, lone surrogates among them."""
    return content.decode("utf-8", "surrogateescape")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object with a key that stands twice."""
    held = dict(pairs)
    same(len(pairs), len(held))
    return held


def refuse(constant: str) -> None:
    """Refuse what is no JSON."""
    raise AssertionError(f"{constant} was read as JSON")


def plainly(content: bytes) -> Any:
    """Read JSON that was accepted, strictly and without the library."""
    text = content.decode("utf-8").removeprefix("\ufeff")
    return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
