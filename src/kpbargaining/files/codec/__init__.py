"""Data files to records and back: strict, canonical, with an address for every problem.

What each type becomes in JSON:

- an id, text, address or digest: a string inside its profile (see `kpbargaining.values.texts`)
- a count: a whole number, never true, never 1.0, never "1"
- a `PartialDate`, `Span`, `Quantity` or `Passage`: a string in its profile
- a member of a vocabulary (a `StrEnum`): its value, in just that spelling
- several values: a list of one or more, none twice
- a fact that is not known: no key at all; null is refused

A file is UTF-8 (a byte-order mark is dropped) of at most 64 MiB.
It holds `"schema": "2"` and one object for each kind, which maps ids to records; in
`rounds/<round>.json` the ids are relative to the round, whose own record is `"round"`.
The evidence of a record stands in it as a list, in the words of a curator: `from` (source),
`words` (passage), `at` (locator), `for` (fields), `says`, `open`, `weak`, `basis`, `doubt`,
`attests`, `also`, `note`. A file of schema 1 is read as one of schema 2.
"""

from __future__ import annotations

from kpbargaining.files.codec.jsontext import parse as parse
from kpbargaining.files.codec.migrating import SCHEMA as SCHEMA
from kpbargaining.files.codec.migrating import unreadable as unreadable
from kpbargaining.files.codec.reading import decode as decode
from kpbargaining.files.codec.verified import Verified as Verified
from kpbargaining.later import modules, promise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from kpbargaining.files.codec import converter, writing
else:  # reading needs neither what writes, nor cattrs
    globals().update(
        modules(__name__, {"converter": "converter", "writing": "writing"}),
    )

encode: Final = writing.encode
evidence_plain: Final = converter.evidence_plain
file_of: Final = writing.file_of
to_plain: Final = converter.to_plain

promise(globals(), "SCHEMA", "Verified", "decode", "parse", "unreadable")
