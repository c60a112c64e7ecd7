"""Records to files: one canonical form, and nothing lost on the way."""

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.files.codec import decode, encode, file_of
from kpbargaining.files.codec.writing import entry
from kpbargaining.records.actions import Event
from kpbargaining.records.bargaining import BargainingRound, Session
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Term, Vocabulary
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.parties import Organization, OrganizationKind, Person
from kpbargaining.values.passages import Passage
from kpbargaining.values.when import PartialDate, Span

ROUND = BargainingRound(id="2030", name="Talks of “Acme”")
MAY = Session(
    id="2030/may",
    round="2030",
    scheduled=Span("2030-05-06/2030-05-08"),
    place="Springfield",
)
JUNE = Session(id="2030/june", round="2030")
EVENT = Event(id="2030/pause", round="2030", topics=("pay", "safety"))
EVIDENCE = [
    Evidence(record=MAY.id, source="news", passage=Passage("4+1:0123456789abcdef")),
    Evidence(record=MAY.id, source="news", fields=("place",)),
    Evidence(record=ROUND.id, source="news"),
]

FILE = """\
{
  "schema": "2",
  "round": {
    "name": "Talks of “Acme”",
    "evidence": [
      {"from": "news"}
    ]
  },
  "sessions": {
    "june": {},
    "may": {
      "scheduled": "2030-05-06/2030-05-08",
      "place": "Springfield",
      "evidence": [
        {"from": "news", "words": "4+1:0123456789abcdef"},
        {"from": "news", "for": ["place"]}
      ]
    }
  },
  "events": {
    "pause": {
      "topics": ["pay", "safety"]
    }
  }
}
"""


def person(name: str) -> Person:
    """Give a person by id."""
    return Person(id=name, name="Jo")


def test_canonical_form() -> None:
    """A file has its sections, keys and ids in their order, one line for one fact or evidence."""
    expected = {"rounds/2030.json": FILE.encode()}
    assert expected == encode([EVENT, MAY, JUNE, ROUND], EVIDENCE)


def test_read_back() -> None:
    """The canonical file is read back to what was written, in its order."""
    expected = ([ROUND, JUNE, MAY, EVENT], [EVIDENCE[2], *EVIDENCE[:2]])
    assert expected == decode({"rounds/2030.json": FILE.encode()})


def test_nothing() -> None:
    """No records make no files."""
    assert {} == encode([], [])


def test_natural_order() -> None:
    """Records stand in natural order of their ids, in whichever order they are given."""
    names = ["a", "a1", "a2", "a10", "a10-1", "b-1", "b-01", "b-2"]
    people = [person(name) for name in names]
    (content,) = encode(people, []).values()
    (backwards,) = encode(reversed(people), []).values()
    read, _ = decode({"parties.json": content})
    assert content == backwards
    assert ["a", "a1", "a2", "a10", "a10-1", "b-01", "b-1", "b-2"] == [each.id for each in read]


def test_a_file_for_each_home() -> None:
    """Each record is written into the file of its round or of its kind, in order of file names."""
    acme = Organization(
        id="acme", kind=OrganizationKind.EMPLOYER, name="Acme", since=PartialDate("1997")
    )
    term = Term(id="pay", kind=Vocabulary.TOPIC, name="Pay")
    event = Event(id="pause")
    records: list[AnyRecord] = [term, acme, MAY, ROUND, event, EVENT]
    expected = ["terms", "parties", "rounds/2030", "rounds/2030", "record", "rounds/2030"]
    assert [f"{name}.json" for name in expected] == [file_of(record) for record in records]
    assert sorted({f"{name}.json" for name in expected}) == list(encode(records, []))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (ROUND, ("round", "2030", {"name": "Talks of “Acme”"})),
        (EVENT, ("events", "pause", {"topics": ["pay", "safety"]})),
        (Event(id="pause"), ("events", "pause", {})),
        (person("jo"), ("people", "jo", {"name": "Jo"})),
    ],
)
def test_entries(record: AnyRecord, expected: tuple[str, str, object]) -> None:
    """A record has a section, a key relative to its round, and a body without what these say."""
    assert expected == entry(record)


def test_a_second_record_of_an_id() -> None:
    """Two records of one kind and id are refused, not written one over the other."""
    with pytest.raises(
        InvalidValue, match=r"one record for each id, as kp\.check asks for, found 'jo'"
    ):
        encode([person("jo"), person("al"), person("jo")], [])


def test_records_of_two_kinds_with_one_id() -> None:
    """Two kinds cannot share an id: whose the evidence is could not be told when it is read."""
    event = Event(id=MAY.id, round="2030", topics=("pay",))
    about = [Evidence(record=MAY.id, source="news", fields=("topics",))]
    for evidence in ([], about):
        with pytest.raises(InvalidValue, match=r"one record for each id, as kp\.check asks for"):
            encode([MAY, event], evidence)


def test_evidence_about_no_record() -> None:
    """Evidence about a record that is not there is refused, not left out."""
    with pytest.raises(InvalidValue, match="that are there, found '2030'"):
        encode([MAY], EVIDENCE)
