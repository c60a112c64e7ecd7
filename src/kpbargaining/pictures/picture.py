"""`picture`: an answer to look at, as SVG, PNG or a Vega-Lite chart."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.extras import extra
from kpbargaining.pictures.answers import Answers, sort_of
from kpbargaining.pictures.drawing.layout import Drawing
from kpbargaining.pictures.drawing.lettering import clean
from kpbargaining.pictures.drawing.reading import marks_of
from kpbargaining.pictures.drawing.svg import FONTS, svg_of
from kpbargaining.pictures.drawing.vegalite import vegalite_of
from kpbargaining.questions.agreements import AgreementRow
from kpbargaining.questions.evidence.sources import DisagreementRow
from kpbargaining.questions.evidence.voices import NumberRow
from kpbargaining.questions.members import MemberRow
from kpbargaining.questions.pay.offers import OfferRow
from kpbargaining.questions.pay.real_wages import RealLevel
from kpbargaining.questions.pay.wages import Schedule
from kpbargaining.questions.rounds import RoundRow
from kpbargaining.questions.strikes import ActionRow, HeadcountRow
from kpbargaining.questions.tallies import Tally
from kpbargaining.questions.timeline import EntryRow
from kpbargaining.records.actions import Event
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Outcome
from kpbargaining.records.figures import Term
from kpbargaining.saving import path_of, save
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from kpbargaining.pictures.drawing.reading import MarkRow

__all__ = ["PICTURES", "Picture", "Sort", "picture"]

NARROWEST, WIDEST = 480, 2400
"""The widths in pixels at which a picture can be drawn."""


class Sort(NamedTuple):
    """One sort of picture: what it shows, and which answers can stand beside."""

    module: str
    function: str
    """Takes the answers and a width; gives the drawing and its finding."""
    about: str
    asked: str
    """How its answer is asked for."""
    beside: tuple[type, ...] = ()


PICTURES: dict[type, Sort] = {
    OfferRow: Sort(
        "offers.convergence",
        "draw_offers",
        "the offers of both sides and the gap between them",
        "ds.offers(round)",
        (RoundRow, ActionRow, AgreementRow),
    ),
    RoundRow: Sort(
        "clock", "draw_rounds", "rounds against the clock", "ds.compare_rounds()", (ActionRow,)
    ),
    Tally: Sort(
        "staircase",
        "draw_tally",
        "agreements session by session",
        "ds.tally(round)",
        (Outcome, Term),
    ),
    ActionRow: Sort(
        "stoppages",
        "draw_strikes",
        "strikes and averted strikes",
        "ds.action_log()",
        (HeadcountRow, AgreementRow, MemberRow, NumberRow, Event, Agreement),
    ),
    Schedule: Sort(
        "raises",
        "draw_raises",
        "what the raises add up to",
        "ds.schedules()",
        (RealLevel, Term, Agreement),
    ),
    MemberRow: Sort(
        "membership",
        "draw_members",
        "who bargained with whom",
        "ds.members_of(body)",
        (NumberRow, DisagreementRow, Event),
    ),
    EntryRow: Sort("story", "draw_story", "the timeline of a round", "ds.timeline(round)"),
}
"""Every picture, by what its answer is of."""


@frozen(kw_only=True, repr=False)
class Picture:
    """One answer, drawn; a notebook shows it."""

    title: str
    alt: str
    """What it shows, in words: for those who cannot see it."""
    svg: str
    """The picture itself."""
    width: int
    """How wide it is, in pixels."""
    table: Table[Any]
    """The answer that it shows."""
    drawing: Drawing = field(eq=False)
    """Its marks, as they were placed."""

    def __repr__(self) -> str:
        return f"<Picture {self.title!r}: {self.alt}>"

    def _repr_svg_(self) -> str:
        return self.svg

    @property
    def marks(self) -> Table[MarkRow]:
        """Every mark with its place, in the words and numbers of its axes."""
        return marks_of(self.drawing)

    def to_vegalite(self) -> dict[str, Any]:
        """The same marks at the same values as a Vega-Lite chart, to be restyled.

        It has the colours of light; textures are lighter surfaces there.
        """
        return vegalite_of(self.drawing, self.alt)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write it as `.svg`, as `.png` (which needs the extra `png`), or as `.json` for Vega-Lite.

        A PNG has twice the pixels, and the colours of light.
        Raises `InvalidValue` for another ending and for a PNG on a machine that has none of the
        fonts which it can be written in, `MissingExtra` where the library is not
        installed, and `UnreadableFile` where it cannot be written or something is there already.
        """
        name = path_of(path, "a picture")
        ending = os.path.splitext(name)[1].lower()
        if ending not in ENDINGS:
            raise InvalidValue("a path that ends in .svg, .png or .json", name)
        save(name, ENDINGS[ending](self), overwrite=overwrite)


def _svg(drawn: Picture) -> bytes:
    return drawn.svg.encode("utf-8")


def _chart(drawn: Picture) -> bytes:
    text = json.dumps(drawn.to_vegalite(), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _png(drawn: Picture) -> bytes:
    pixels = extra("resvg_py").svg_to_bytes
    if pixels(svg_string=_line_of("a")) == pixels(svg_string=_line_of("")):
        expected = f"one of these fonts for the texts of a PNG, {FONTS}; an SVG needs none"
        raise InvalidValue(expected, "a machine with none of them")
    return bytes(pixels(svg_string=drawn.svg, width=2 * drawn.width))


def _line_of(text: str) -> str:
    """A text as a picture has it, to see whether it is drawn: without a font it silently is not."""
    size = 'width="20" height="20"'
    told = f'<text x="2" y="16" font-family="{FONTS}">{text}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{told}</svg>'


ENDINGS = {".svg": _svg, ".png": _png, ".json": _chart}
"""What a picture is written as, by how the path ends."""


def picture(answer: object, *beside: object, width: int = 900) -> Picture:
    """Draw an answer: which picture it is follows from what was asked.

    *beside* are further answers, which are drawn into it where they belong: of the same sort, or
    as the picture takes them. See `PICTURES` for all of them.
    Raises `InvalidValue` for what has no picture, naming what has; for an answer beside it of
    which it draws nothing; for an answer with nothing to draw; and for a width that is no whole
    number of pixels from 480 to 2,400.
    """
    if type(width) is not int or not NARROWEST <= width <= WIDEST:
        raise InvalidValue(f"a width in pixels, from {NARROWEST} to {WIDEST}", width)
    sort = PICTURES.get(sort_of(answer) or type(None))
    if sort is None:
        known = [f"{each.asked} ({each.about})" for each in PICTURES.values()]
        found = sort_of(answer)
        raise InvalidValue(f"one of {', '.join(known)}", found.__name__ if found else answer)
    answers = Answers(answer, beside)
    answers.refuse_others(sort.beside)
    module = __import__(f"kpbargaining.pictures.{sort.module}", fromlist=[sort.function])
    drawing, finding = getattr(module, sort.function)(answers, width)
    alternative = clean(finding)
    return Picture(
        title=drawing.title,
        alt=alternative,
        svg=svg_of(drawing, alternative),
        width=width,
        table=answers.wide,
        drawing=drawing,
    )
