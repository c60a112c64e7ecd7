"""Libraries that the core does without: loaded when something that needs them is asked for."""

from __future__ import annotations

from kpbargaining.errors import MissingExtra

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["EXTRAS", "extra"]

EXTRAS = {
    "duckdb": "parquet",
    "icalendar": "calendar",
    "nanoarrow": "arrow",
    "pandas": "pandas",
    "polars": "polars",
    "resvg_py": "png",
}
"""Which extra of the package brings each of them."""


def extra(module: str) -> ModuleType:
    """A library of an extra; raises `MissingExtra` with the line that installs it."""
    try:
        return __import__(module)
    except ImportError:
        raise MissingExtra(module, EXTRAS[module]) from None
