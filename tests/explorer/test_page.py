"""The page: one file that asks nobody anything, made of the dataset's own bytes."""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.explorer.page import html_of, usual_page
from kpbargaining.publishing.bundled import DATA

LARGEST = 1_500_000
PERSON = kp.Person(id="somebody", name="Some Body")


def element(html: str, name: str) -> str:
    """Give what stands in an element of the page that holds data."""
    found = re.search(rf'<script type="[^"]*" id="{name}">([^<]*)</script>', html)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def html(newest: kp.Dataset) -> str:
    """Give the page of the newest edition."""
    return html_of(newest)


@pytest.mark.parametrize("edition", ["2026.1", "2026.3"])
def test_it_is_made_of_the_bytes_of_the_edition(edition: str) -> None:
    """What it unpacks is the frozen file of the edition, to the byte, of an old schema, too."""
    packed = b64decode(element(html_of(kp.load(edition)), "data"))
    assert Path(DATA, "editions", f"{edition}.json.gz").read_bytes() == packed


def test_it_is_small(html: str) -> None:
    """The page of an edition has at most 1.5 megabytes."""
    assert len(html.encode()) < LARGEST


def test_it_is_the_same_every_time(html: str) -> None:
    """The same dataset gives the same page, to the byte."""
    assert html == html_of(kp.load())


def test_nothing_leaves_it(html: str) -> None:
    """It names no address to load from, and its policy allows none."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert [] == re.findall(r'<(?:link|script|img|iframe)[^>]* (?:src|href)="(?!data:)', html)


def test_its_policy_knows_its_scripts_and_its_style(html: str) -> None:
    """The policy names the digest of each script that runs, and of the style."""
    run = re.findall(r'<script(?: type="module")?>(.*?)</script>', html, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert (2, 1) == (len(run), len(style))
    for text in [*run, *style]:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in html


def test_text_stays_text(newest: kp.Dataset) -> None:
    """Whatever a text says, it ends no element and fills no place of the page."""
    bad = "</script><script>alert(1)</script>{{script}}\u2028<!--"
    record = attrs.evolve(PERSON, name=bad.replace("\u2028", " "))
    about = newest.index.provenance.publication
    assert about is not None
    provenance = attrs.evolve(
        newest.index.provenance, publication=attrs.evolve(about, title=bad), lineage=("cut",)
    )
    html = html_of(kp.Dataset([record], [], provenance))
    assert 5 == html.count("<script")
    assert bad == json.loads(element(html, "about"))["title"]
    assert "\u2028" not in element(html, "about")


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """It is written once, replaced only when asked, and nothing is left of what is refused."""
    path = tmp_path / "page.html"
    dataset = kp.Dataset([PERSON], [])
    assert kp.page(dataset, path) is None
    assert html_of(dataset) == path.read_text("utf-8")
    with pytest.raises(kp.UnreadableFile, match="is there already"):
        kp.page(dataset, path)
    kp.page(kp.Dataset([], []), path, overwrite=True)
    assert html_of(kp.Dataset([], [])) == path.read_text("utf-8")
    with pytest.raises(kp.UnreadableFile, match="is a directory"):
        kp.page(dataset, tmp_path, overwrite=True)
    twice = kp.Dataset([PERSON, PERSON], [])
    with pytest.raises(kp.InvalidValue, match="one record for each id"):
        kp.page(twice, tmp_path / "twice.html")
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", ["2026.3", None, Path("data"), [PERSON]])
def test_only_a_dataset_has_a_page(tmp_path: Path, wrong: Any) -> None:
    """What is no dataset is refused, and says what gives one."""
    with pytest.raises(kp.InvalidValue, match="a dataset first, then the path of the page"):
        kp.page(wrong, tmp_path / "page.html")


def test_only_a_path_has_a_page() -> None:
    """What is no path is refused."""
    wrong: Any = 7
    with pytest.raises(kp.InvalidValue, match="the path of a file"):
        kp.page(kp.Dataset([], []), wrong)


def test_its_usual_name(newest: kp.Dataset) -> None:
    """Without a name it is named for the edition, or for what it is."""
    assert "kpbargaining-2026.3.html" == usual_page(newest)
    assert "kpbargaining-2026.3-derived.html" == usual_page(newest.as_of("2020-01-01"))
    assert "bargaining.html" == usual_page(kp.Dataset([], []))


def test_its_title(newest: kp.Dataset) -> None:
    """The title says which edition it is, or of which it was derived."""
    about = newest.index.provenance.publication
    assert about is not None
    derived = newest.subset("2008-reopener")
    assert f"<title>{about.title} · 2026.3</title>" in html_of(newest)
    assert f"<title>{about.title} · derived from 2026.3</title>" in html_of(derived)
    assert "<title>Bargaining record</title>" in html_of(kp.Dataset([], []))
