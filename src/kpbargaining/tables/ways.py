"""The ways in which a table leaves the library; each is loaded when it is first taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpbargaining.later import modules

if TYPE_CHECKING:
    from kpbargaining.tables import arrow, delimited, flat, frames
else:
    globals().update(
        modules(
            "kpbargaining.tables",
            {name: name for name in ("arrow", "delimited", "flat", "frames")},
        )
    )

__all__ = ["Ways"]


class Ways:
    """What has rows of one class, and can be taken elsewhere."""

    to_columns: Final = flat.to_columns
    to_dicts: Final = flat.to_dicts
    to_csv: Final = delimited.to_csv
    to_pandas: Final = frames.to_pandas
    to_polars: Final = frames.to_polars
    __arrow_c_stream__: Final = arrow.to_arrow
