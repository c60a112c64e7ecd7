"""Checks of what ties records together: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.checks import ties
from kpbargaining.checks.findings import Severity
from kpbargaining.dataset import Dataset
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import (
    BargainingRound,
    Called,
    Committee,
    CommitteeKind,
    Deliverable,
    Proposal,
    Reach,
)
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Counted, Inquiry
from kpbargaining.records.parties import Identifier, Membership, Scheme
from kpbargaining.records.pay import WageStep
from kpbargaining.values.when import PartialDate

Found = Callable[..., list[str]]
Talks = Callable[..., Dataset]

MARCH, MAY = "march-bulletin", "may-story"
SESSION, PICKET = "2024-acme/2024-05-14", "2024-acme/picket"
PART, SUM = "2024-acme/pay-2024-05-14", "2024-acme/total-2024-06-11"


def about(record: str, **more: Any) -> Evidence:
    """What the story of May says about a record."""
    return Evidence(**{"record": record, "source": MAY} | more)


def sought(*fields: str, about: str = "2024-acme") -> Inquiry:
    """A note that these facts were looked for."""
    return Inquiry(id="sought", about=about, fields=fields, where="news", on=PartialDate("2025"))


def member(name: str, member: str, body: str) -> Membership:
    """A membership of one body in another."""
    return Membership(id=name, member=member, body=body)


def named(scheme: Scheme, value: str | None, of: str = "nurses-united") -> Identifier:
    """The name of something in a register."""
    return Identifier(id="named", of=of, scheme=scheme, value=value)


ROUND = BargainingRound(id="2025-acme", name="2025 Acme bargaining")
GROUP = Committee(
    id="2025-acme/group", round="2025-acme", kind=CommitteeKind.SUBGROUP, name="Group"
)
OFFER = Proposal(id="2025-acme/offer", round="2025-acme", by=("nurses-united",))
TASK = Deliverable(id="2025-acme/task", round="2025-acme", committee=GROUP.id)
ELSEWHERE = (ROUND, GROUP, OFFER, TASK)

FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        ties.dangling_references,
        ["dangling 2024-acme/ta-10 session"],
        [("2024-acme/ta-10", {"session": "2024-acme/2024-05-15"})],
    ),
    (
        ties.dangling_references,
        ["wrong-kind 2024-acme/ta-10 topics", "dangling 2024-acme/ta-10 topics"],
        [("2024-acme/ta-10", {"topics": ("topic-pay", "nurses-united", "topic-gone")})],
    ),
    (
        ties.dangling_references,
        ["wrong-kind 2024-acme/ta-10 topics"],
        [("2024-acme/ta-10", {"topics": ("metric-agreements",)})],
    ),
    (ties.dangling_evidence, ["dangling nurses-divided"], [about("nurses-divided")]),
    (
        ties.dangling_evidence,
        [f"dangling {SESSION}"] * 2,
        [about(SESSION, source="april-story", also=("nurses-united", MARCH))],
    ),
    (
        ties.dangling_evidence,
        ["dangling 2024-acme parties", "dangling 2024-acme renegotiates"],
        [about("2024-acme", says=(("parties", ("gone",)), ("renegotiates", "agreement-2018")))],
    ),
    (
        ties.cycles,
        ["cycle 2024-acme/pay parent"],
        [("2024-acme/pay", {"parent": "2024-acme/pay"})],
    ),
    (
        ties.cycles,
        ["cycle topic-pay parent", "cycle topic-safety parent"],
        [
            ("topic-pay", {"parent": "topic-safety"}),
            ("topic-safety", {"parent": "topic-pay"}),
            ("metric-subgroups", {"parent": "topic-pay"}),
        ],
    ),
    (ties.cycles, [f"cycle {PART} about"], [(PART, {"about": PART})]),
    (
        ties.misnamed_fields,
        ["unknown-field sought fields", "unknown-field sought fields"],
        [sought("opend", "opened", "sessions", "offer")],
    ),
    (
        ties.misnamed_fields,
        ["unknown-field sought fields"],
        [sought("sessions", "place", about=SESSION)],
    ),
    (ties.mutual_members, ["mutual a body"], [member("a", "nurses-united", "nurses-united")]),
    (
        ties.mutual_members,
        ["mutual a body", "mutual b body"],
        [member("a", "carers", "nurses-united"), member("b", "nurses-united", "carers")],
    ),
    (
        ties.mutual_members,
        ["mutual b body"],
        [
            ("nurses-united", {"parent": "carers"}),
            member("a", "cooks", "carers"),
            member("b", "carers", "nurses-united"),
            member("c", "nurses-united", "everyone"),
        ],
    ),
    (
        ties.other_rounds,
        ["other-round 2024-acme/ta-2 committee"],
        [("2024-acme/ta-2", {"committee": GROUP.id}), *ELSEWHERE],
    ),
    (
        ties.other_rounds,
        ["other-round 2024-acme/acme-pay answers"],
        [("2024-acme/acme-pay", {"answers": OFFER.id}), *ELSEWHERE],
    ),
    (
        ties.other_rounds,
        ["other-round 2024-acme/ta-2 answers"],
        [("2024-acme/ta-2", {"answers": TASK.id}), *ELSEWHERE],
    ),
    (
        ties.registered_names,
        ["register named value"],
        [named(Scheme.OLMS, "12345")],
    ),
    (
        ties.registered_names,
        ["register named of"],
        [named(Scheme.NLRB, "01-CA-123456")],
    ),
    (
        ties.vocabularies,
        ["vocabulary topic-pay parent"],
        [("topic-pay", {"parent": "metric-agreements"})],
    ),
    (ties.vocabularies, ["vocabulary topic-pay counts"], [("topic-pay", {"counts": Counted.DAYS})]),
    (
        ties.vocabularies,
        ["vocabulary metric-subgroups counts"],
        [
            ("metric-subgroups", {"parent": "metric-agreements", "counts": Counted.BODIES}),
            ("metric-agreements", {"counts": Counted.AGREEMENTS}),
        ],
    ),
    (
        ties.named_markets,
        ["reach 2024-acme/ta-2 markets", "reach 2024-acme/ta-10 reach"],
        [
            ("2024-acme/ta-2", {"reach": Reach.ALL, "markets": ("market-north",)}),
            ("2024-acme/ta-10", {"reach": Reach.NAMED}),
        ],
    ),
    (
        ties.led_to,
        [
            "same-agreement 2024-acme sought",
            "other-agreement 2024-acme sought",
            "no-predecessor more predecessor",
        ],
        [
            ("2024-acme", {"sought": "agreement-2021-acme", "produced": "more"}),
            Agreement(id="more", kind=AgreementKind.EXTENSION, name="More"),
        ],
    ),
    (
        ties.led_to,
        ["same-agreement 2024-acme produced"],
        [("2024-acme", {"produced": "agreement-2021-acme"})],
    ),
    (
        ties.called_in_order,
        ["called 2024-acme/ta-2 called"],
        [("2024-acme/ta-2", {"called": (Called.TENTATIVE_AGREEMENT, Called.RECOMMENDATION)})],
    ),
    (ties.registered_names, ["register named value"], [named(Scheme.EIN, "00-0000000")]),
    (ties.registered_names, ["register named value"], [named(Scheme.OLMS, "000-000")]),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(ties, name), []) for name in ties.__all__),
    (ties.dangling_references, [(SUM, {"about": MAY})]),
    (ties.cycles, [("topic-pay", {"parent": "topic-gone"})]),
    (ties.vocabularies, [("topic-pay", {"parent": "topic-safety"})]),
    (
        ties.vocabularies,
        [
            ("metric-subgroups", {"parent": "metric-agreements"}),
            ("metric-agreements", {"counts": Counted.AGREEMENTS}),
        ],
    ),
    (ties.misnamed_fields, [sought("opened", "headcounts of strikes")]),
    (ties.misnamed_fields, [sought("reached", "steps of pay", about="agreement-2021-acme")]),
    (ties.misnamed_fields, [sought("whatever", about="gone")]),
    (
        ties.mutual_members,
        [
            ("nurses-united", {"parent": "everyone"}),
            member("a", "nurses-united", "carers"),
            member("b", "cooks", "carers"),
            member("c", "carers", "everyone"),
        ],
    ),
    (ties.other_rounds, [(PICKET, {"round": None, "id": "picket"}), *ELSEWHERE]),
    (ties.other_rounds, [named(Scheme.WIKIDATA, "Q42", SESSION)]),
    (ties.other_rounds, [("2024-acme/mediation", {"about": GROUP.id}), *ELSEWHERE]),
    *(
        (ties.registered_names, [named(scheme, value, of)])
        for scheme, value, of in (
            (Scheme.OLMS, "012345", "nurses-united"),
            (Scheme.OLMS, "012-345", "nurses-united"),
            (Scheme.OLMS, None, "nurses-united"),
            (Scheme.EIN, "94-1340523", "acme-hospitals"),
            (Scheme.WIKIDATA, "Q42", "agreement-2021-acme"),
            (Scheme.ROR, "00t60zh31", "acme-hospitals"),
            (Scheme.FMCS, "2024-0001", "agreement-2021-acme"),
            (Scheme.NLRB, "32-CA-123456", "gone"),
        )
    ),
    (ties.named_markets, [("2024-acme/ta-2", {"reach": Reach.ALL})]),
    (ties.named_markets, [("2024-acme/ta-2", {"reach": Reach.NAMED, "markets": ("gone",)})]),
    (ties.named_markets, [("2024-acme/ta-2", {"reach": Reach.NAMED, "whom": ("gone",)})]),
    (ties.named_markets, [("2024-acme/ta-2", {"reach": Reach.WHERE_NOT_YET})]),
    (ties.led_to, [("2024-acme", {"sought": "pact", "produced": "pact"})]),
    (
        ties.called_in_order,
        [("2024-acme/ta-2", {"called": (Called.RECOMMENDATION, Called.TENTATIVE_AGREEMENT)})],
    ),
    (ties.registered_names, [named(Scheme.EIN, "94-1105628")]),
]


@pytest.mark.parametrize(("check", "expected", "changes"), FAULTS)
def test_a_check_finds(found: Found, check: Any, expected: list[str], changes: list[Any]) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(check, *changes)


@pytest.mark.parametrize(("check", "changes"), HARMLESS)
def test_a_check_passes(found: Found, check: Any, changes: list[Any]) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(check, *changes)


def test_the_record_that_was_meant(talks: Talks) -> None:
    """What a reference names without its round is told, and what is nowhere is not."""
    dataset = talks((SUM, {"about": "2024-05-14"}), ("2024-acme/mediation", {"about": "gone"}))
    meant = f"; there is {SESSION}: a reference names the round, an id in its file does not"
    found = {finding.sentence for finding in ties.dangling_references(dataset)}
    assert {f"there is no record 2024-05-14{meant}", "there is no record gone"} == found


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("metric-agreements", "metric-agreements is a metric, not topic"),
        ("nurses-united", "nurses-united is of kind Organization, not topic"),
    ],
)
def test_what_another_record_is(talks: Talks, target: str, sentence: str) -> None:
    """Of a record that is referred to, and cannot be, it is told what it is and should be."""
    (finding,) = ties.dangling_references(talks(("2024-acme/ta-10", {"topics": (target,)})))
    assert sentence == finding.sentence


@pytest.mark.parametrize(
    ("severity", "record", "change"),
    [
        (Severity.ERROR, "2024-acme/ta-2", {"committee": GROUP.id}),
        (Severity.WARNING, "2024-acme/acme-pay", {"answers": OFFER.id}),
        (Severity.WARNING, "2024-acme/ta-2", {"answers": TASK.id}),
    ],
)
def test_how_bad_another_round_is(
    talks: Talks, severity: Severity, record: str, change: dict[str, Any]
) -> None:
    """That a fact is of another round cannot be; what answers another round's offer is odd."""
    (finding,) = ties.other_rounds(talks((record, change), *ELSEWHERE))
    assert (severity, record) == (finding.severity, finding.record)


def test_how_bad_a_step_of_another_round_is(talks: Talks) -> None:
    """That a step of pay is offered in another round is odd, and no more."""
    step = WageStep(id="2024-acme/step", of=OFFER.id, order=1, round="2024-acme")
    (finding,) = ties.other_rounds(talks(step, *ELSEWHERE))
    assert (Severity.WARNING, step.id) == (finding.severity, finding.record)


@pytest.mark.parametrize("name", ["nurses-united", "topic-pay"])
def test_two_records_of_one_id(talks: Talks, found: Found, name: str) -> None:
    """An id that two records have is found, of whatever kinds they are."""
    again = attrs.evolve(talks()["acme-hospitals"], id=name)
    dataset = Dataset([*talks().records(), again], [])
    assert [f"repeated-id {name} id"] == found(ties.repeated_ids, dataset)


def test_ids_that_were_given_up(found: Found) -> None:
    """An id that a record had before is no other's, and what refers to it is to be told the new."""
    renamed = ("nurses-united", {"formerly": ("nurses", "acme-hospitals")})
    assert ["retired-id acme-hospitals id"] == found(ties.retired_ids, renamed)
    both = [(name, {"formerly": ("carers",)}) for name in ("acme-hospitals", "nurses-united")]
    assert ["retired-id nurses-united formerly"] == found(ties.retired_ids, *both)
    former = ("nurses-united", {"formerly": ("nurses",)})
    assert [f"retired-id {PICKET} by"] == found(
        ties.retired_ids, former, (PICKET, {"by": ("nurses",)})
    )
    assert [] == found(ties.retired_ids, former)


def test_a_long_chain_of_bodies(found: Found) -> None:
    """At the end of a chain of bodies, however long, a circle of members is found, and it alone."""
    chain = [member(f"m-{n}", f"b-{n}", f"b-{n + 1}") for n in range(2_000)]
    assert [] == found(ties.mutual_members, *chain)
    circle = member("z", "b-2000", "b-1999")
    assert ["mutual m-1999 body", "mutual z body"] == found(ties.mutual_members, *chain, circle)


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(ties, name) for name in ties.__all__}
    tried = {check for check, _, _ in FAULTS} | {ties.repeated_ids, ties.retired_ids}
    assert named == tried == {check for check, _ in HARMLESS}
