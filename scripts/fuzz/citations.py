"""Citations, held to what the editions would print."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from files import SAMPLES
from holding import again, kp, same, text_of

from kpbargaining.files.codec import encode
from kpbargaining.publishing.freezing import add_erratum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpbargaining.publishing.citation import Style

STYLES: tuple[Style, ...] = ("text", "bibtex", "csl-json", "cff")
ABOUT = dict.fromkeys(("name", "author", "licence"), "acme") | {
    "title": "Record of Acme & {sons}",
    "draft": "x",
}
FIGURE, PERSON = "2030-acme/new-2030-05-06", "jose-nunez"
INTACT = ("stands", "corrected", "withdrawn")
"""What is said only of a citation that is as it was printed."""

DASHES, QUOTES = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2032",
)


def change(folder: Path, name: str, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change a data file of a folder, and write it as it has to be written."""
    path = folder / name
    held = json.loads(path.read_text("utf-8"))
    edit(held)
    path.write_text(json.dumps(held), "utf-8")
    draft = kp.read(folder)
    for file, content in encode(draft.records(), draft.evidence).items():
        (folder / file).write_bytes(content)


def counted_again(held: dict[str, Any]) -> None:
    """Say what the second edition has otherwise."""
    figure = held["figures"]["new-2030-05-06"] | {"value": "4..5"}
    figure["evidence"] = [
        {"from": "acme-june", "for": ["value"], "note": "Counted again"},
        {"from": "acme-may", "says": {"value": "4"}, "note": "June counts again"},
    ]
    held["figures"]["new-2030-05-06"] = figure
    held["outcomes"]["ta-1"]["summary"] = (
        "Patients are lifted - without harm, {as} they \u201csay\u201d"
    )


@cache
def frozen() -> str:
    """Give a folder with two editions, which is there until the end."""
    folder = Path(os.environ["FUZZ_PLACE"]) / "data"
    if not folder.exists():
        shutil.copytree(SAMPLES / "acme", folder)
        (folder / "manifest.json").write_text(json.dumps(ABOUT | {"editions": {}}), "utf-8")
        kp.freeze(folder, "2030.1", "2030-07-02")
        change(folder, "rounds/2030-acme.json", counted_again)
        change(folder, "parties.json", lambda held: held.pop("people"))
        kp.freeze(folder, "2030.2", "2030-08-02")
        wrong = kp.Erratum(record="2030-acme/2030-06-03", field="place", error="It is Shelbyville")
        add_erratum(folder, "2030.2", wrong)
    return str(folder)


def citations(content: bytes) -> None:
    """Verify a citation, and the one to print instead."""
    text = text_of(content)
    verdict = kp.verify(text, frozen())
    str(verdict)
    json.dumps(verdict.to_dict())
    if offered := verdict.instead:
        instead = again(lambda: kp.verify(offered, frozen()))
        same(True, str(instead.standing) in INTACT)  # noqa: FBT003
    if str(verdict.standing) in INTACT:
        intact(text, verdict)


def intact(text: str, verdict: kp.Verdict) -> None:
    """Hold a citation that is said to be intact to what its edition prints of the same."""
    if len(re.findall("SHA-256:? ?[0-9A-Za-z]", text)) > 1 and text.lstrip()[:1] not in "[{@":
        raise AssertionError("two digests in one citation")
    about = tuple(name for name in (verdict.record, verdict.field) if name)
    expected = printed(verdict.edition or "", about)
    held = text.strip().removeprefix("\ufeff").lstrip()
    if re.match(r"\[?\s*\{", held):
        found = json.loads(held)
        alike(json.loads(expected["csl-json"])[0], found[0] if isinstance(found, list) else found)
    elif held.startswith("@"):
        fields = re.findall(r"([a-z]+) = \{(.*)\},\n", expected["bibtex"])
        needed = [value for name, value in fields if name in ("title", "note")]
        blank = text.replace("~", " ")  # of TeX; a tilde is spelled in letters
        same([], [value for value in needed if bare(value) not in bare(blank)])
    elif not held.startswith("cff-version:"):
        core = json.loads(expected["csl-json"])[0]
        parts = [core["title"], core.get("version", ""), core["note"]]
        same([], [part for part in parts if bare(part) not in bare(text)])


def alike(own: dict[str, Any], found: dict[str, Any]) -> None:
    """Hold the parts of CSL to those that the edition has."""
    for name in ("title", "note"):
        same(bare(own[name]), bare(str(found.get(name, ""))))
    for name in ("version", "URL", "DOI"):
        if found.get(name) and own.get(name):
            same(bare(own[name]), bare(str(found[name])))
    named = [each.get("literal") for each in found.get("author") or () if isinstance(each, dict)]
    if any(named):
        same([bare(each["literal"]) for each in own["author"]], [bare(str(n)) for n in named if n])
    with suppress(TypeError, ValueError, KeyError):  # what is no date says nothing
        held = found["issued"]["date-parts"]
        ends = [[int(part) for part in end] for end in held if isinstance(end, list)]
        if any(ends):
            same(own["issued"]["date-parts"], ends)


def bare(text: str) -> str:
    """Give a text without blanks, quotes and the signs of TeX, all dashes being one."""
    text = re.sub(
        r"\\text(backslash|asciitilde|asciicircum)\{\}|\$?\\[lr]brace\$?|[\\{}]", "", text
    )
    normal = unicodedata.normalize("NFKC", text)
    kept = (c for c in normal if c.isprintable() and not c.isspace() and c not in QUOTES)
    return re.sub("-+", "-", "".join("-" if c in DASHES else c for c in kept))


@cache
def printed(edition: str, about: tuple[str, ...]) -> dict[str, str]:
    """Give the citations of an edition, or of what is in it, by their forms."""
    dataset = kp.load(edition, frozen())
    return {
        style: kp.cite(dataset, *about, style=style) for style in ("text", "bibtex", "csl-json")
    }


def cited() -> Iterator[bytes]:
    """Give citations of the frozen editions, in every form."""
    record = "2030-acme/ta-1"
    about = ((), ("2030-acme",), (FIGURE, "value"), (record, "summary"), (PERSON,), ("acme-june",))
    for edition, what, style in product(("2030.1", "2030.2"), about, STYLES):
        with suppress(kp.KPBargainingError):
            yield kp.cite(kp.load(edition, frozen()), *what, style=style).encode()
    yield kp.cite(kp.load("2030.2", frozen()).as_of("2030-06-10"), FIGURE, "value").encode()
