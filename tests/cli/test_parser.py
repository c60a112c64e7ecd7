"""The command line: what it asks, exit status, streams, encodings, and what a start costs."""

import contextlib
import gc
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.cli.commands import COMMANDS
from kpbargaining.cli.parser import main, run

Run = Callable[..., tuple[int, str, str]]

ROUND, MAY = "2030-acme", "2030-acme/2030-05-06"
ANSWERS = [("timeline", ROUND), ("tally", ROUND), ("show", MAY), ("sources",), ("cite",)]
"""Commands that ask an edition or a folder, with what they take."""


def command(
    *arguments: object, env: dict[str, str] | None = None, stdout: int | None = subprocess.PIPE
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command as one does in a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "kpbargaining", *map(str, arguments)],
        check=False,
        env=os.environ | (env or {}),
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
    )


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: asked[0])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_the_bundled_data_is_asked(run: Run, asked: tuple[str, ...], form: tuple[str, ...]) -> None:
    """Without options a command asks the newest edition, on standard output alone."""
    mine = tuple(word.replace(MAY, "2025-alliance/2025-08-19") for word in asked)
    named = tuple(word.replace(ROUND, "2025-alliance") for word in mine)
    status, out, err = run(*named, *form)
    assert (0, "") == (status, err)
    assert out
    newest = kp.load().edition
    assert (0, out, "") == run(*named, *form, "--edition", newest)


def test_what_was_known_on_a_day(run: Run, acme: Path) -> None:
    """`--as-of` asks what was certainly known on a day, with `--possibly` what can have been."""
    asked = ("sources", "--data", acme)
    for day, certainty in (("2030-06-02", "possibly"), ("2030-06-03", "certainly")):
        options = ["--as-of", day, *(["--possibly"] if certainty == "possibly" else [])]
        known = kp.read(acme).as_of(day, certainty)  # type: ignore[arg-type]
        assert (0, f"{known.sources}\n", "") == run(*asked, *options)
    assert (0, "sources: 0\n", "") == run(*asked, "--as-of", "2030-06-02")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "2030-acne"), "no id '2030-acne'; nearest: 2030-acme"),
        (("show", "2030-05-06"), "no id '2030-05-06'; nearest: 2030-acme/2030-05-06"),
        (("tally", "2030-acne"), "no round '2030-acne'; nearest: 2030-acme\n"),
        (("show", "2030-acme/2030-05-16"), "no id '2030-acme/2030-05-16'; nearest: 2030-acme/"),
        (("unread", "acme-mai", "--sources", "."), "no id 'acme-mai'; nearest: acme-may"),
        (("timeline", "--as-of", "May"), "expected one whole day as YYYY-MM-DD, found 'May'\n"),
        (
            ("show", MAY, "--sources", "nowhere"),
            "nowhere: no such file or directory; see how the path is spelled\n",
        ),
        (("cite",), "expected a dataset that was loaded as an edition"),
    ],
)
def test_what_is_not_found(run: Run, acme: Path, arguments: tuple[str, ...], message: str) -> None:
    """What is misspelt or not there is named on standard error, with the nearest, at status 1."""
    status, out, err = run(*arguments, "--data", acme)
    assert (1, "") == (status, out)
    assert err.startswith(message)


@pytest.mark.parametrize("asked", [*ANSWERS, ("check",)], ids=lambda asked: asked[0])
def test_a_folder_that_cannot_be_asked(run: Run, acme: Path, asked: tuple[str, ...]) -> None:
    """A folder that is missing, nameless or faulty is named on standard error, at status 1."""
    folder = () if asked == ("check",) else ("--data",)
    missing = f"{acme / 'nowhere'}: no such file or directory; see how the path is spelled\n"
    assert (1, "", missing) == run(*asked, *folder, acme / "nowhere")
    assert (1, "", "expected the path of a folder, found ''\n") == run(*asked, *folder, "")
    (acme / "parties.json").write_bytes(b"{}")
    (acme / "terms.json").write_bytes(b"")
    status, out, err = run(*asked, *folder, acme)
    assert (1, "", "2 problems") == (status, out, err.splitlines()[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ("tally",),
        ("show", MAY, "more"),
        ("timeline", "--jason"),
        ("timeline", "--possibly"),
        ("timeline", "--json", "--csv"),
        ("check", ".", "--edition", "2030.1"),
        ("unread", "acme-may"),
        ("cite", "--style", "poem"),
        ("cite", "--csv"),
        ("freeze", "2030.1", ".", "--on"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """A command that lacks something or contradicts itself is explained, at status 2."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)
    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith(f"usage: kpbargaining {arguments[0]} ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("timelime", "no command 'timelime'; nearest: timeline\n"),
        ("xyz", "no command 'xyz'\n"),
        ("--jason", "no command '--jason'\n"),
        ("\x1b[31m\u202e", "no command '\\x1b[31m\\u202e'\n"),
    ],
)
def test_a_command_that_is_none(run: Run, name: str, hint: str) -> None:
    """What is no command is told with the nearest and where to find them all, at status 2."""
    status, out, err = run(name)
    assert (2, "") == (status, out)
    assert err.startswith(f"kpbargaining: {hint}usage: kpbargaining ")
    assert "kpbargaining --help lists the commands" in err


def test_arguments_that_a_terminal_would_obey(capsys: pytest.CaptureFixture[str]) -> None:
    """Arguments, such as names of files, are repeated without what a terminal would obey."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["show", MAY, "\x1b[31m\u202e.json"])
    assert "unrecognized arguments: \\x1b[31m\\u202e.json" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["--help", "-h", "help"])
def test_help(run: Run, asked: str) -> None:
    """Help lists every command with what it does, at status 0."""
    status, out, err = run(asked)
    assert (0, "") == (status, err)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    for name, command in COMMANDS.items():
        assert f"{name} {command.about}" in lines
    assert max(map(len, out.splitlines())) <= 100


def test_version(run: Run) -> None:
    """`--version` prints the version of the package."""
    assert (0, f"kpbargaining {kp.__version__}\n", "") == run("--version")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each command explains itself and everything it takes."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main([name, "--help"])
    out, err = capsys.readouterr()
    assert "" == err
    assert out.startswith(f"usage: kpbargaining {name} ")
    told = " ".join(out.split())
    about = COMMANDS[name].about
    assert f" {about[0].upper()}{about[1:]}. " in told or f" Print {about}. " in told
    for option in COMMANDS[name].takes:
        if option.startswith("--"):
            assert f" {option} " in told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_function(name: str) -> None:
    """Each command has a function of its name, which says what it does as the help says it."""
    module = import_module(f"kpbargaining.cli.{COMMANDS[name].module}")
    function = getattr(module, {"list": "list_"}.get(name, name))
    assert function.__name__ in module.__all__
    assert function.__doc__


def test_standard_output_of_any_kind(acme: Path) -> None:
    """A command prints to whatever stands in for standard output."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert 0 == main(["tally", ROUND, "--data", str(acme)])
    assert "total: 14" in out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, "ascii"),
        ({"PYTHONIOENCODING": "utf-16", "PYTHONUTF8": "0"}, "utf-16"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
        ({"LC_ALL": "C"}, "utf-8"),
    ],
)
def test_every_encoding(acme: Path, copies: Path, env: dict[str, str], encoding: str) -> None:
    """In every locale the data is read as UTF-8; what a terminal cannot show, it shows escaped."""
    asked = ("show", "jose-nunez", "--data", acme, "--sources", copies)
    env |= {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    shown = command(*asked, env=env)
    name = "Jos\u00e9 N\u00fa\u00f1ez".encode(encoding, "backslashreplace").decode(encoding)
    assert (0, b"") == (shown.returncode, shown.stderr)
    assert f"      found: {name}" in shown.stdout.decode(encoding).splitlines()
    plain = json.loads(command(*asked, "--json", env=env).stdout.decode(encoding))
    assert "Jos\u00e9 N\u00fa\u00f1ez" == plain["evidence"][0]["text"]


@pytest.mark.parametrize("arguments", [("timeline", "2025-alliance"), ("--help",)], ids=" ".join)
def test_a_closed_pipe(arguments: tuple[str, ...]) -> None:
    """A reader that closes the pipe ends a command without a word, at status 0."""
    reading, writing = os.pipe()
    os.close(reading)
    run = command(*arguments, stdout=writing)
    os.close(writing)
    assert (0, b"") == (run.returncode, run.stderr)


def test_a_full_disk() -> None:
    """Where standard output takes no more, a command says so, at status 1."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as target:
        run = command("tally", "2025-alliance", stdout=target.fileno())
    assert (1, b"standard output: no space left on device; make room, or name another place") == (
        run.returncode,
        run.stderr.strip(),
    )


@pytest.mark.parametrize(
    "arguments",
    [("rounds",), ("list", "sources", "--csv"), (), ("--help",), ("nothing",)],
    ids=" ".join,
)
def test_a_closed_standard_output(arguments: tuple[str, ...]) -> None:
    """Where standard output is closed from the start, a command has its status and no traceback."""
    line = [sys.executable, "-m", "kpbargaining", *arguments]
    run = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *line], check=False, stderr=subprocess.PIPE
    )
    assert (2 if arguments == ("nothing",) else 0) == run.returncode
    assert b"Traceback" not in run.stderr


def test_standard_output_that_was_closed(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard output was closed before, a command ends at status 1, without a traceback."""
    out = io.StringIO()
    out.close()
    monkeypatch.setattr(sys, "stdout", out)
    assert 1 == main(["tally", ROUND, "--data", str(acme)])


def test_a_fault_of_ours_is_not_hidden(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `ValueError` that has nothing to do with standard output is not swallowed."""

    def broken(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("kpbargaining.cli.ask.answer", broken)
    with pytest.raises(ValueError, match="ours"):
        main(["sources", "--data", str(acme)])


@pytest.mark.parametrize("name", ["rounds", "codebook", "check"])
def test_an_interrupted_command(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Ctrl-C ends a command at status 130, without a word."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kpbargaining.cli.answers.load", interrupted)
    assert (130, "", "") == run(name)


def test_a_terminal(acme: Path) -> None:
    """In a terminal, no line is longer than the terminal is wide, and all is told as in a pipe."""
    asked = ("sources", "--data", acme)
    piped = command(*asked).stdout.decode().splitlines()
    master, slave = os.openpty()
    run = command(*asked, stdout=slave, env={"COLUMNS": "60", "LINES": "24"})
    os.close(slave)
    shown = os.read(master, 1 << 16).decode().splitlines()
    os.close(master)
    assert 0 == run.returncode
    assert max(map(len, piped)) > 60
    assert max(map(len, shown)) <= 60
    told = re.sub(r"\s", "", "".join(shown))
    assert piped[-1].startswith("empty: ")
    assert [] == [word for line in piped for word in line.split() if word not in told]


def test_no_standard_output(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any standard output a command still has its status."""
    monkeypatch.setattr(sys, "stdout", None)
    assert 0 == main(["check", str(acme)])
    assert 1 == main(["check", str(acme / "nowhere")])


def test_the_same_bytes_everywhere(acme: Path) -> None:
    """Hash seed, time zone, locale and optimisation change no byte of an answer."""
    places = [
        {"PYTHONHASHSEED": "0", "TZ": "Etc/GMT-14"},
        {"PYTHONHASHSEED": "1", "TZ": "Etc/GMT+12", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "PYTHONOPTIMIZE": "2"},
    ]
    (acme / "terms.json").unlink()
    asking: list[tuple[object, ...]] = [
        ("timeline", "--json", "--data", acme),
        ("codebook", "--csv", "--data", acme),
        ("check", acme),
    ]
    for asked in asking:
        runs = [command(*asked, env=env) for env in places]
        assert {asked[0] == "check"} == {bool(run.returncode) for run in runs}
        assert 1 == len({run.stdout for run in runs})


STEPS = {
    "timeline": ("timeline", ROUND),
    "tally": ("tally", ROUND),
    "show": ("show", MAY),
    "sources": ("sources",),
    "as of": ("timeline", "--as-of", "2030-06-03"),
    "csv": ("votes", "--csv"),
}
HEAVY = {
    "hypothesis",
    "kpbargaining.checks",
    "kpbargaining.publishing.citation",
    "kpbargaining.publishing.freezing",
    "kpbargaining.documents.passages",
    "kpbargaining.strategies",
    "pendulum",
}


def test_only_a_process_that_ends_keeps_what_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process does not look through all that it read as it ends; who calls `main` goes on."""
    monkeypatch.setattr(sys, "argv", ["kpbargaining", "cite"])
    before = gc.get_freeze_count()  # 0, but on some versions of Python
    try:
        assert (main(["cite"]), gc.get_freeze_count()) == (0, before)
        assert run() == 0
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("asked", STEPS.values(), ids=STEPS)
def test_a_start_costs_little(acme: Path, asked: tuple[str, ...]) -> None:
    """A command loads neither pendulum nor what looks into documents, unless it needs them."""
    line = [*asked, "--data", str(acme)]
    script = (
        f"import sys; from kpbargaining.cli.parser import main; main({line!r}); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    loaded = set(run.stdout.decode().splitlines()[-1].split())
    assert "kpbargaining.files.folders" in loaded
    assert set() == HEAVY & loaded


TOLD = {"round": "2024-acme", "id": "agreement-2024", "text": "nurses", "kind": "sessions"}
"""What commands are told, by the names of what they take; but for those below."""

TOLD_APART = {"members": ["carers"]}
SOUND = Path(__file__).parents[1] / "samples" / "sound"
NEVER_TO_ASK = {"cattrs", "html", "hypothesis", "kpbargaining.files.codec.writing", "pendulum"}


def test_no_question_costs_a_library() -> None:
    """Whichever command asks, it loads neither the date library nor the converter."""
    asking = {name: each for name, each in COMMANDS.items() if each.module == "ask"}
    lines = [
        [name, *TOLD_APART.get(name, [TOLD[each] for each in command.takes if each in TOLD])]
        for name, command in asking.items()
    ]
    script = (
        "import sys; before = {*sys.modules}\n"  # what measures coverage is there already
        "from kpbargaining.cli.parser import main\n"
        f"for line in {lines!r}:\n"
        f"    code = main([*line, '--data', {str(SOUND)!r}])\n"
        "    print('##', code, line[0], *{*sys.modules} - before)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    told = [line.split()[1:] for line in run.stdout.decode().splitlines() if line[:2] == "##"]
    assert [("0", name) for name in asking] == [(each[0], each[1]) for each in told]
    assert [] == [each[1] for each in told if NEVER_TO_ASK & set(each[2:])]
