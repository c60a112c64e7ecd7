"""Why a value stands where it stands: sources, passages, and evidence that ties them to fields."""

import re
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.roles import Checked, fact, key, ours
from kpbargaining.values.texts import Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate

__all__ = ["Basis", "Evidence", "Passage", "Source", "SourceKind", "Voice"]

PASSAGE_PATTERN = r"(0|[1-9][0-9]{0,6})\+([1-9][0-9]{0,6}):([0-9a-f]{16})"
PAIR = 2
_is_passage = re.compile(PASSAGE_PATTERN).fullmatch


@frozen(slots=True, init=False, repr=False)
class Passage:
    """A fingerprint of consecutive words of a document, never the words themselves.

    Written `at+words:digest`: the index of the first word, counted from the start of the
    source's own extent (a hint only); how many words; the first 16 hexadecimal digits of the
    SHA-256 of the normalised words joined by single spaces. The format is a published promise.
    Raises `InvalidValue` for anything else.
    """

    text: str
    at: int = field(eq=False)
    words: int = field(eq=False)
    digest: str = field(eq=False)

    def __init__(self, text: str) -> None:
        parts = _is_passage(text) if type(text) is str else None
        if parts is None:
            raise InvalidValue("a passage at+words:digest with 16 hexadecimal digits", text)
        at, words, digest = parts.groups()
        self.__attrs_init__(text, int(at), int(words), digest)

    @classmethod
    def of(cls, at: int, words: int, digest: str) -> "Passage":
        """The passage of *words* words from word *at* on, with that *digest*."""
        return cls(f"{at}+{words}:{digest}")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Passage({self.text!r})"


class SourceKind(StrEnum):
    """What sort of document a source is."""

    BULLETIN = "bulletin"
    STORY = "story"
    PRESS_RELEASE = "press release"
    WEB_PAGE = "web page"
    MAGAZINE_ISSUE = "magazine issue"
    VIDEO = "video"
    FEED = "feed"
    ARTICLE = "article"
    NEWSLETTER = "newsletter"
    FLYER = "flyer"
    LETTER = "letter"
    RULING = "ruling"
    CONTRACT = "contract"
    REPORT = "report"
    BOOK = "book"


class Voice(StrEnum):
    """Whose voice a source is published in: that of its publisher, not of those it quotes."""

    MANAGEMENT = "management"
    UNION = "union"
    JOINT = "joint"
    PRESS = "press"
    ACADEMIC = "academic"
    GOVERNMENT = "government"


class Basis(StrEnum):
    """How a source supports a value."""

    STATED = "stated"
    """The source says it."""
    COMPLETED = "completed"
    """The source says part of it and fills the gap elsewhere: the year from its heading."""
    DERIVED = "derived"
    """Worked out from what one or several sources say."""


@frozen(kw_only=True, repr=False)
class Source(Checked):
    """One document, or one story of a document, that a publisher made public."""

    id: Id = field(metadata=key("The source"))
    kind: SourceKind = field(metadata=key("What sort of document it is"))
    title: Text = field(metadata=key("Its title as printed, or our description in brackets"))
    publisher: Text = field(metadata=key("Who published it"))
    voice: Voice = field(metadata=key("Whose voice it is published in"))
    url: Url | None = field(default=None, metadata=key("Its own public address"))
    published: PartialDate | None = field(
        default=None, metadata=fact("When it was published; mostly a derived range")
    )
    published_note: Text | None = field(
        default=None, metadata=ours("Why the range of publication is what it is")
    )
    audience: Text | None = field(default=None, metadata=fact("Whom the publisher addresses"))
    senders: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who signs it", refers="Person or Organization")
    )
    retrieved: PartialDate | None = field(
        default=None, metadata=key("The day we saw it; bounds the publication of what is undated")
    )
    part_of: Id | None = field(
        default=None, metadata=ours("The source that carries it", refers="Source")
    )
    extent: Passage | None = field(
        default=None, metadata=key("Which words of the carrying source are its own")
    )
    sha256: Digest | None = field(
        default=None, metadata=key("The digest of the text that was read")
    )
    format: Text | None = field(default=None, metadata=fact("The format it is offered in"))
    pages: Count | None = field(default=None, metadata=fact("Its length", unit="pages"))


def _check_says(_: object, __: object, value: Any) -> None:
    if value is None:
        return
    pairs = value if type(value) is tuple else ()
    if not pairs or not all(
        type(pair) is tuple and len(pair) == PAIR and type(pair[0]) is str and pair[1] is not None
        for pair in pairs
    ):
        raise InvalidValue("a tuple of pairs of a field and a value", value, "says")
    if len({name for name, _ in pairs}) < len(pairs):
        raise InvalidValue("a tuple with one value for each field", value, "says")


@frozen(kw_only=True, repr=False)
class Evidence(Checked):
    """What one source says about one record.

    Each piece of evidence either agrees with the fields it names in *fields*, or holds in *says*
    values of its own that differ from the record's: readings. It may do both. One that does
    neither supports the record's existence.
    """

    record: Id = field(metadata=key("The record it is about", refers="any"))
    source: Id = field(metadata=key("The source it comes from", refers="Source"))
    fields: tuple[Text, ...] | None = field(
        default=None, metadata=key("The fact fields whose value it agrees with")
    )
    says: tuple[tuple[str, Any], ...] | None = field(
        default=None,
        validator=_check_says,
        metadata=key("Pairs of a fact field and the different value this source gives it"),
    )
    weak: bool = field(
        default=False, metadata=key("No question may promote what it says to the field")
    )
    basis: Basis = field(default=Basis.STATED, metadata=key("How the source supports the value"))
    also: tuple[Id, ...] | None = field(
        default=None, metadata=key("The other sources a derived value rests on", refers="Source")
    )
    locator: Text | None = field(
        default=None, metadata=key("Where in the source a person finds it")
    )
    passage: Passage | None = field(
        default=None, metadata=key("The fingerprint of the words that say so")
    )
    quote: Text | None = field(
        default=None, metadata=ours("The words themselves, only until they are stamped")
    )
    note: Text | None = field(default=None, metadata=ours("What a reader should know"))

    def __attrs_post_init__(self) -> None:
        """Refuse evidence that agrees with a field and gives it another value at once."""
        super().__attrs_post_init__()
        both = set(self.readings).intersection(self.fields or ())
        if both:
            raise InvalidValue("a field either agreed with or read differently", min(both), "says")

    @property
    def readings(self) -> dict[str, Any]:
        """The values this source gives that differ from the record's, by field."""
        return dict(self.says or ())

    def supports(self, name: str, value: object) -> bool:
        """Whether it agrees with the field, or says just this value of it."""
        agrees = name in (self.fields or ())
        return agrees or (value is not None and self.readings.get(name) == value)

    @property
    def sources(self) -> tuple[Id, ...]:
        """Every source it rests on, its own first."""
        return (self.source, *(self.also or ()))
