"""`kp.picture`: which answer has which picture, what it refuses, what it saves."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.picture import PICTURES

Make = Callable[..., Any]
ENTRY = {"when": kp.PartialDate("2030-05-06"), "event": "held", "label": "a strike", "kind": "Vote"}
PNG = b"\x89PNG pixels"


@pytest.fixture
def story(table_of: Make) -> kp.Picture:
    """Give a small picture."""
    return kp.picture(table_of(q.EntryRow, ENTRY))


def test_a_notebook_shows_it(story: kp.Picture) -> None:
    """A picture gives a notebook its SVG, and a reader its finding."""
    assert story.svg == story._repr_svg_()
    assert f"<Picture 'What happened: 2030': {story.alt}>" == repr(story)


def test_what_has_no_picture(newest: kp.Dataset) -> None:
    """An answer without a picture is refused with the list of those that have one."""
    with pytest.raises(kp.InvalidValue, match=r"ds\.offers\(round\).*found 'VoteRow'"):
        kp.picture(newest.vote_log())
    with pytest.raises(kp.InvalidValue, match=r"ds\.timeline\(round\)"):
        kp.picture(newest)


def test_an_answer_of_which_nothing_is_drawn(newest: kp.Dataset) -> None:
    """What a picture cannot draw beside its answer is refused with what it can."""
    with pytest.raises(kp.InvalidValue, match="beside it answers of ActionRow, found 'VoteRow'"):
        kp.picture(newest.compare_rounds(), newest.vote_log())
    with pytest.raises(kp.InvalidValue, match="beside it answers of ActionRow, found '2025'"):
        kp.picture(newest.compare_rounds(), "2025")


@pytest.mark.parametrize("width", [479, 2401, 900.0, True, "900"])
def test_impossible_widths(newest: kp.Dataset, width: Any) -> None:
    """A width is a whole number of pixels from 480 to 2,400."""
    with pytest.raises(kp.InvalidValue, match="a width in pixels, from 480 to 2400"):
        kp.picture(newest.compare_rounds(), width=width)


@pytest.mark.parametrize("row", [sort for sort in PICTURES if sort is not q.Tally])
def test_an_empty_answer(row: type) -> None:
    """An answer with nothing to draw is refused in words that say what to ask instead."""
    with pytest.raises(kp.InvalidValue, match="expected "):
        kp.picture(kp.Table(row, (), "nothing"))


def test_saved_as_svg(story: kp.Picture, tmp_path: Path) -> None:
    """Saved as SVG, a picture is its text in UTF-8, and stands in the way of none before it."""
    path = tmp_path / "story.svg"
    story.save(path)
    assert story.svg.encode() == path.read_bytes()
    with pytest.raises(kp.UnreadableFile, match="overwrite replaces it"):
        story.save(path)
    story.save(path, overwrite=True)


def test_saved_as_png(story: kp.Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved as PNG, it has twice as many pixels as it is wide."""
    asked: list[dict[str, Any]] = []

    def pixels(**given: Any) -> list[int]:
        asked.append(given)
        return [*PNG, len(asked)]

    monkeypatch.setitem(sys.modules, "resvg_py", SimpleNamespace(svg_to_bytes=pixels))
    story.save(str(tmp_path / "story.PNG"))
    assert (tmp_path / "story.PNG").read_bytes().startswith(PNG)
    assert {"svg_string": story.svg, "width": 1800} == asked[-1]


def test_a_png_without_any_font(
    story: kp.Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no font, a PNG would lack its texts: it is refused, and no file is left."""
    blank = SimpleNamespace(svg_to_bytes=lambda **_: list(PNG))
    monkeypatch.setitem(sys.modules, "resvg_py", blank)
    with pytest.raises(kp.InvalidValue, match="one of these fonts for the texts of a PNG"):
        story.save(tmp_path / "story.png")
    assert [] == list(tmp_path.iterdir())


def test_saved_as_png_for_real(story: kp.Picture, tmp_path: Path) -> None:
    """Where the library is installed, the file is a PNG."""
    pytest.importorskip("resvg_py")
    story.save(tmp_path / "story.png")
    assert (tmp_path / "story.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_png_without_its_extra(
    story: kp.Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library a PNG is refused with the line that installs it, and no file is left."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(kp.MissingExtra, match=r"kpbargaining\[png\]"):
        story.save(tmp_path / "story.png")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["story", "story.jpg", ".svg", "story.svg.gz"])
def test_other_endings(story: kp.Picture, tmp_path: Path, name: str) -> None:
    """A path that ends neither in .svg nor in .png nor in .json is refused."""
    with pytest.raises(kp.InvalidValue, match=r"ends in \.svg, \.png or \.json"):
        story.save(tmp_path / name)


def test_one_text_for_one_picture(story: kp.Picture, table_of: Make) -> None:
    """The same answer gives an equal picture; another answer another one."""
    assert story == kp.picture(table_of(q.EntryRow, ENTRY))
    assert story != kp.picture(table_of(q.EntryRow, ENTRY | {"label": "another"}))


def test_hostile_text_stays_text(table_of: Make) -> None:
    """What an answer says is shown as it is written, and never obeyed."""
    label = "</text><script>alert('x')</script> & \x1b[31m \u202e\ud800"
    drawn = kp.picture(table_of(q.EntryRow, ENTRY | {"label": label}), width=1400)
    assert "<script" not in drawn.svg
    assert "&lt;script&gt;alert('x')&lt;/script&gt; &amp; \\x1b[31m \\u202e\\ud800" in drawn.svg
    assert label in drawn.to_vegalite()["vconcat"][1]["layer"][0]["data"]["values"][0]["told"]


def test_a_chart_tells_its_version(story: kp.Picture) -> None:
    """A chart names the version of Vega-Lite it is written for, its title and its finding."""
    chart = story.to_vegalite()
    assert "https://vega.github.io/schema/vega-lite/v5.json" == chart["$schema"]
    assert (story.title, story.alt) == (chart["title"]["text"], chart["description"])


def test_marks_are_rows(story: kp.Picture) -> None:
    """Each mark is a row: its panel, its sort, what it stands for, and where it lies."""
    row = story.marks[0]
    assert ("events", "dot", "2030-05-06", None, "0.5", None) == (
        row.panel,
        row.mark,
        row.x,
        row.x_to,
        row.y,
        row.y_to,
    )
    assert "6 May 2030: held, a strike" == row.told
