"""Why a value stands where it stands: sources, passages, and evidence that ties them to fields."""

from enum import StrEnum
from typing import Any

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.amounts import PAGES
from kpbargaining.records.record import Checked
from kpbargaining.records.roles import fact, key, ours
from kpbargaining.values.passages import Passage
from kpbargaining.values.texts import Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate

__all__ = ["Basis", "Doubt", "Evidence", "Source", "SourceKind", "Voice"]

PAIR = 2


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


class Doubt(StrEnum):
    """Why something is less sure than its words sound, though no source says otherwise."""

    READING = "another reading is possible"
    """The words can be understood differently."""
    REACH = "how far it reaches is not said"
    """For whom, where or when it holds is left open."""
    NUMBER = "it may be fewer, or the same as another"
    """What is recorded apart may be one thing."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Source(Checked):
    """One document, or one story of a document, that a publisher made public."""

    id: Id = field(metadata=key("The source"))
    formerly: tuple[Id, ...] | None = field(
        default=None, metadata=ours("The ids it had in earlier editions; they still find it")
    )
    kind: SourceKind = field(metadata=key("What sort of document it is"))
    title: Text = field(metadata=key("Its title as printed, or our description in brackets"))
    publisher: Text = field(metadata=key("Who published it"))
    voice: Voice = field(metadata=key("Whose voice it is published in"))
    url: Url | None = field(default=None, metadata=key("Its own public address"))
    archived: Url | None = field(
        default=None, metadata=ours("An archived copy of it, where the page itself names one")
    )
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
    extent_note: Text | None = field(
        default=None,
        metadata=ours("In which text the words of its passages are counted, if not in all of it"),
    )
    sha256: Digest | None = field(
        default=None, metadata=key("The digest of the text that was read")
    )
    format: Text | None = field(default=None, metadata=fact("The format it is offered in"))
    pages: Count | None = field(default=None, metadata=fact("Its length", amount=PAGES))


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
    try:
        hash(pairs)
    except TypeError:
        raise InvalidValue("values that a field can hold", value, "says") from None


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
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
    open: tuple[Text, ...] | None = field(
        default=None,
        metadata=key('The fields whose list the source leaves open, with words as "and other"'),
    )
    weak: bool = field(
        default=False, metadata=key("No question may promote what it says to the field")
    )
    basis: Basis = field(default=Basis.STATED, metadata=key("How the source supports the value"))
    doubt: Doubt | None = field(
        default=None, metadata=ours("Why it is less sure than it sounds; the note says more")
    )
    attests: PartialDate | None = field(
        default=None, metadata=key("A day on which, by this source, the record was so")
    )
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

    def _check_whole(self) -> None:
        """Refuse evidence that agrees with a field and gives it another value at once."""
        if not (self.says or self.open):
            return
        agreed, read = set(self.fields or ()), set(self.readings)
        if both := agreed & read:
            raise InvalidValue("a field either agreed with or read differently", min(both), "says")
        if stray := set(self.open or ()) - agreed - read:
            raise InvalidValue("fields that this evidence speaks of", min(stray), "open")

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
