"""The commands that ask: each prints what the question of its name answers, in three forms."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.cli.commands import COMMANDS
from kpbargaining.tables.table import Table

Run = Callable[..., tuple[int, str, str]]
Question = Callable[[kp.Dataset], Table[Any]]

SOUND = Path(__file__).parents[1] / "samples" / "sound"
ROUND = "2024-acme"

TABLES: dict[str, Question] = {
    "rounds": lambda ds: ds.compare_rounds(),
    "sessions 2024": lambda ds: ds.session_log(ROUND),
    "work 2024": lambda ds: ds.work_log(ROUND),
    "offers 2024": lambda ds: ds.offers(ROUND),
    "gap 2024": lambda ds: ds.gap(ROUND),
    "agreements": lambda ds: ds.compare_agreements(),
    "votes": lambda ds: ds.vote_log(),
    "votes 2024-a": lambda ds: ds.vote_log(ROUND),
    "strikes": lambda ds: ds.action_log(),
    "strikes 2024": lambda ds: ds.action_log(ROUND),
    "numbers": lambda ds: ds.numbers(),
    "numbers 2024-acme/strike": lambda ds: ds.numbers("2024-acme/strike"),
    "numbers --metric metric-strikers": lambda ds: ds.numbers(metric="metric-strikers"),
    "members carers": lambda ds: ds.members_of("carers"),
    "members carers --on 2024-05-01": lambda ds: ds.members_of("carers", "2024-05-01"),
    "sides": lambda ds: ds.sides(),
    "sides topic-pay": lambda ds: ds.sides("topic-pay"),
    "disagreements": lambda ds: ds.disagreements(),
    "disagreements 2024": lambda ds: ds.disagreements(ROUND),
    "coverage": lambda ds: ds.coverage(),
    "coverage 2024": lambda ds: ds.coverage(ROUND),
    "find acme hospitals": lambda ds: ds.find("acme hospitals"),
    "list organizations": lambda ds: ds.organizations,
    "list rounds": lambda ds: ds.rounds,
    "sources": lambda ds: ds.sources,
    "codebook": kp.codebook,
}
"""Commands, and the tables that they print."""

OTHERS = ("timeline 2024", "tally 2024", "schedule agreement-2024")
"""Commands that print something more."""


@pytest.fixture(scope="module")
def sound() -> kp.Dataset:
    """The sample that is asked: one of nearly everything."""
    return kp.read(SOUND)


@pytest.fixture
def ask(run: Run) -> Callable[[str], str]:
    """Ask the sample, and give what a good answer says."""

    def ask(command: str) -> str:
        status, out, err = run(*command.split(), "--data", SOUND)
        assert (0, "") == (status, err)
        return out

    return ask


def test_every_question_has_a_command() -> None:
    """Each command that asks is tried here."""
    tried = {command.split()[0] for command in (*TABLES, *OTHERS)}
    assert {name for name, command in COMMANDS.items() if command.module == "ask"} == tried


@pytest.mark.parametrize("command", TABLES)
def test_as_text(ask: Callable[[str], str], sound: kp.Dataset, command: str) -> None:
    """As text, a command prints the table that the question answers with, and there is one."""
    table = TABLES[command](sound)
    assert len(table) or command.startswith(("disagreements", "gap", "sides topic"))
    assert f"{table}\n" == ask(command)


@pytest.mark.parametrize("command", TABLES)
def test_as_json(ask: Callable[[str], str], sound: kp.Dataset, command: str) -> None:
    """In JSON, a command prints a list with an object for each row, in plain ASCII."""
    out = ask(f"{command} --json")
    assert out.isascii()
    assert TABLES[command](sound).to_dicts() == json.loads(out)


def cells(out: str) -> list[list[str]]:
    """Give the cells of what was printed as CSV, line by line."""
    return list(csv.reader(io.StringIO(out)))


def written(value: object) -> str:
    """Give a flat value as a CSV file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("command", TABLES)
def test_as_csv(ask: Callable[[str], str], sound: kp.Dataset, command: str) -> None:
    """In CSV, a command prints the columns laid flat, a line for each row."""
    table = TABLES[command](sound)
    head, *rows = cells(ask(f"{command} --csv"))
    columns = table.to_columns(flat=True)
    assert list(columns) == head
    assert len(table) == len(rows)
    expected = [["" if v is None else written(v) for v in values] for values in columns.values()]
    assert [list(row) for row in zip(*expected, strict=True)] == rows


def test_the_timeline_of_a_round(ask: Callable[[str], str], sound: kp.Dataset) -> None:
    """`timeline` tells the story of a round, a line for each entry, and how much it leaves out."""
    entries = sound.timeline(ROUND)
    story = entries.where(story=True)
    *lines, last = ask("timeline 2024").splitlines()
    assert f"and {len(entries) - len(story)} smaller entries with --all" == last
    assert len(story) == len(lines)
    for line, entry in zip(lines, story, strict=True):
        assert line.startswith(f"{entry.when}  ".ljust(len(str(entry.when)) + 2))
        assert line.endswith(f"  {entry.label}")
        assert entry.event in line
    assert story.to_dicts() == json.loads(ask("timeline 2024 --json"))
    assert 1 + len(story) == len(cells(ask("timeline 2024 --csv")))


def test_the_whole_timeline(ask: Callable[[str], str], sound: kp.Dataset) -> None:
    """With `--all`, `timeline` tells the small events too; without a round, that of everything."""
    assert len(sound.timeline(ROUND)) == len(ask("timeline 2024 --all").splitlines())
    whole = ask("timeline --all").splitlines()
    assert set(ask("timeline 2024 --all").splitlines()) < {*whole}
    assert len(sound.timeline()) == len(json.loads(ask("timeline --all --json")))


@pytest.mark.parametrize("data", [[], ["--data", SOUND]], ids=["package", "sample"])
def test_a_timeline_for_people(run: Run, data: list[object]) -> None:
    """No line of a timeline stands twice, and none calls anything by its id."""
    dataset = kp.read(SOUND) if data else kp.load()
    for name in dataset.rounds.ids:
        for options in ([], ["--all"]):
            status, out, err = run("timeline", name, *options, *data)
            assert (0, "") == (status, err)
            lines = out.splitlines()
            assert len(set(lines)) == len(lines)
            labels = {line.rpartition("  ")[2] for line in lines}
            assert set() == {label for label in labels if label in dataset}


def test_the_timeline_of_a_record(ask: Callable[[str], str], sound: kp.Dataset) -> None:
    """`timeline` takes any record, a session inside a round too."""
    session = "2024-acme/2024-03-05"
    rows = json.loads(ask(f"timeline {session} --all --json"))
    assert sound.timeline(session).to_dicts() == rows
    assert session in {row["record"] for row in rows}


SUMMARY = "A long talk " * 20 + "ended"


@pytest.fixture
def long_talk(dataset_of: Callable[..., kp.Dataset], tmp_path: Path) -> Path:
    """A folder with one event, whose summary is longer than any terminal is wide."""
    event = {"on": "2030-05-06", "summary": SUMMARY}
    held = {"rounds/2030-acme": {"round": {"name": "Talks"}, "events": {"talk": event}}}
    kp.write(dataset_of(held), tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("width", "begins"),
    [(100, "2030-05-06  event  A long"), (60, "2030-05-06  event: A long")],
)
def test_a_timeline_in_a_terminal(
    run: Run, long_talk: Path, terminal_of: Callable[[int], None], width: int, begins: str
) -> None:
    """In a terminal the label of an entry is told whole, on as many lines as it takes."""
    asked = ("timeline", "--all", "--data", long_talk)
    assert run(*asked)[1].endswith(f"  {SUMMARY}\n")
    terminal_of(width)
    first, *others = run(*asked)[1].splitlines()
    assert first.startswith(begins)
    assert width >= max(map(len, (first, *others)))
    start = begins.index("A") if width == 100 else begins.index("event")
    assert {start} == {len(line) - len(line.lstrip()) for line in others}
    assert SUMMARY == " ".join([first[first.index("A") :], *map(str.strip, others)])


@pytest.mark.parametrize("width", [60, 80, 100, 132, 200])
@pytest.mark.parametrize("command", ["timeline", "offers", "gap", "strikes", "rounds", "find pay"])
def test_an_answer_in_a_terminal(
    ask: Callable[[str], str], terminal_of: Callable[[int], None], command: str, width: int
) -> None:
    """However wide a terminal is, a command tells every word there that it tells into a pipe."""
    asked = f"{command} 2024" if command in ("timeline", "offers", "gap", "strikes") else command
    piped = ask(asked)
    terminal_of(width)
    shown = ask(asked)
    assert width >= max(map(len, shown.splitlines()))
    told = "".join(shown.split())
    assert [] == [word for word in piped.split() if word not in told]


def test_tally(ask: Callable[[str], str], sound: kp.Dataset) -> None:
    """`tally` prints each session's numbers, then the total; in JSON with what is counted."""
    tally = sound.tally(ROUND)
    assert f"{tally}\n" == ask("tally 2024")
    assert f"total: {tally.total}" in ask("tally 2024").splitlines()
    plain = json.loads(ask("tally 2024 --json"))
    assert ("metric-agreements", str(tally.total)) == (plain["metric"], plain["total"])
    assert tally.sessions.to_dicts() == plain["sessions"]
    assert 1 + len(tally.sessions) == len(cells(ask("tally 2024 --csv")))


def test_a_tally_without_numbers(run: Run, acme: Path) -> None:
    """Where no number is reported, `tally` says so, and in JSON the total is null."""
    path = acme / "rounds" / "2030-acme.json"
    head, _, _ = path.read_text("utf-8").partition(',\n  "figures"')
    path.write_text(f"{head}\n}}\n", "utf-8")
    assert "total: not known" in run("tally", "2030", "--data", acme)[1].splitlines()
    assert json.loads(run("tally", "2030", "--json", "--data", acme)[1])["total"] is None


def test_schedule(ask: Callable[[str], str], sound: kp.Dataset) -> None:
    """`schedule` prints the raises of an agreement or a proposal, then what they come to."""
    for name in ("agreement-2024", "2024-acme/offer"):
        plans = sound.schedules(name)
        parts = [*(str(plan.steps) for plan in plans), str(plans)]
        assert "\n\n".join(parts) + "\n" == ask(f"schedule {name}")
        assert plans.to_dicts() == json.loads(ask(f"schedule {name} --json"))
        assert 1 + len(plans) == len(cells(ask(f"schedule {name} --csv")))


@pytest.mark.parametrize("command", ["timeline", "tally", "offers", "votes", "numbers", "show"])
def test_a_round_by_how_it_begins(run: Run, command: str) -> None:
    """A round may be named by how its id begins, as long as no other begins so."""
    whole = run(command, "2025-alliance")
    assert (0, "") == (whole[0], whole[2])
    assert whole == run(command, "2025") == run(command, "2025-a")
    status, out, err = run(command, "2018")
    assert (1, "") == (status, out)
    assert "expected one of the rounds 2018-alliance, 2018-coalition, found '2018'\n" == err


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("tally 2031", "no round '2031'"),
        ("tally 2024-acne", "no round '2024-acne'; nearest: 2024-acme"),
        ("offers agreement-2024", "no round 'agreement-2024'"),
        ("timeline 2024-06-17", "no id '2024-06-17'; nearest: 2024-acme/2024-06-17"),
        ("numbers new-2", "no id 'new-2'; nearest: 2024-acme/new-2"),
        ("disagreements nurse", "no id 'nurse'; nearest: nurses"),
        ("schedule agreement-2042", "no id 'agreement-2042'; nearest: agreement-2024"),
        ("members carer", "no id 'carer'; nearest: carers"),
        ("members carers --on May", "expected one whole day as YYYY-MM-DD, found 'May'"),
        ("sides raises", "no topic 'raises'; nearest: topic-raises"),
        ("numbers --metric strikers", "no metric 'strikers'; nearest: metric-strikers"),
        ("list session", "no kind 'session'; nearest: sessions"),
        ("list Session", "no kind 'Session'; nearest: sessions"),
        ("list xyz", "no kind 'xyz'"),
    ],
)
def test_what_is_not_there(run: Run, command: str, message: str) -> None:
    """What is not there is told on standard error with the nearest, be that inside a round."""
    status, out, err = run(*command.split(), "--data", SOUND)
    assert (1, "") == (status, out)
    assert err.startswith(message)


def test_overview(run: Run) -> None:
    """The command alone prints the editions, the rounds, and what to ask first."""
    status, out, err = run()
    assert (0, "") == (status, err)
    dataset = kp.load()
    lines = out.splitlines()
    for edition in kp.editions():
        assert f"  {edition.name}  as of {edition.as_of}, {edition.records} records" in lines
    for each in dataset.rounds:
        assert f"  {each.id}  {each.name}" in lines
    (ask,) = [place for place, line in enumerate(lines) if line == "ask:"]
    first = [line.split() for line in lines[ask + 1 :]]
    assert {"kpbargaining"} == {words[0] for words in first}
    assert {words[1] for words in first} - {"--help"} <= set(COMMANDS)
    for words in first[:-1]:
        asked = words[1:3] if words[1] in ("timeline", "offers", "find") else words[1:2]
        assert 0 == run(*asked)[0]
