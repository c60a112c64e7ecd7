"""Alter JSON and lines of text by what they are made of, so that much of it is still accepted.

A value is exchanged for another that stood in a like place, a record or an entry is told again,
left out or put in, a character of a text is another; now and then the bytes are altered instead.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

import atheris

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Place = tuple[str, ...]
    Spot = tuple[dict[str, Any] | list[Any], Any, Place]
    """What holds a value, under which key or at which position, and in what sort of place."""

BY_BYTES = 0.1
"""How often the bytes are altered instead."""

MOST_DONORS = 60
"""How many values are kept of one sort of place."""

AGAIN = "\0again"
"""What is behind a key that is to stand a second time."""

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 1e300, 10**6, 10**6 + 1, 2**63, 10**400, [], {}, ""),
    *(" ", "a b", "\u0301", "e\u0301", "\ud800", "\u202e", "\u200b", "\x7f", "\\", '"', "a\tb"),
    *("x" * 2000, "x" * 2001, "\U0001f600", "\xa0", "\u2028", "</script>", "-0", "1e3", "NaN"),
    *("0001", "9999", "9999-24", "2024-02-29", "2023-02-29", "[2024-03..2024-05]", "0000"),
    *("[2024-02-28..2024-03-01]", "2024-12-31/..", "/2024", "2024/2023", "10000-01-01"),
    *("0", "-1", "~5", ">0", "<=999999999999999", "1000000000000000", "2..4", "4..2", "0.000001"),
    *(
        "98%",
        "3 days",
        "3 day",
        "1 USD",
        "1 percent",
        "0+1:" + "0" * 16,
        "9999999+9999999:" + "f" * 16,
    ),
    *("f" * 64, "F" * 64, "f" * 63, "con", "a/b", "a//b", "-a", "a-", "x" * 120, "x" * 121),
    *("https://a.example", "http://a@b.example/", "ftp://a.example", "https://a.example/?a=<b>"),
)
"""Values at the edge of what is accepted, or beyond it."""

ODD_NUMBERS = (True, False, 0, 1, -1, 1.0, 10**6, 10**6 + 1)
"""Those that are, or look like, counts."""

CHARS = [
    *"09aZ -.,:;/+~<>=%&\\\"'{}[]()_#$@",
    *"é\u0301\u00ad\u200b\u2019\u2013½ﬁİßΣ中\U0001f600\0\n\r\t\u0345\u1100\u1161\u11a8\u3099\uff9e",
    *("\uff76\uff9e", "\u1100\u1161\u11a8", "e\u0301", "\u0915\u093c", "-\n", "1.5", "6,000"),
]
"""Characters that a text is altered by, and some that join with those before them."""

is_name = re.compile(r"[A-Za-z_0-9]+").fullmatch


def places(value: Any, place: Place = ()) -> Iterator[Spot]:
    """Give every spot below a value; ids and positions are alike in a place."""
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        is_id = len(place) == 1 and place != ("round",)
        sort = key if isinstance(key, str) and is_name(key) and not is_id else "*"
        yield value, key, (*place, sort)
        yield from places(inner, (*place, sort))


class Mutator:
    """Alters JSON, whose parts it takes from samples."""

    def __init__(self, samples: Iterable[Any], *, named: bool = False) -> None:
        self.named = named
        self.donors: dict[Place, list[Any]] = defaultdict(list)
        self.keys: dict[Place, dict[str, None]] = defaultdict(dict)
        for sample in samples:
            for holder, key, place in places(sample):
                donors, value = self.donors[place], holder[key]
                if len(donors) < MOST_DONORS and value not in donors:
                    donors.append(value)
                if isinstance(key, str):
                    self.keys[place[:-1]][key] = None
        self.all = [donors for donors in self.donors.values() if donors]

    def __call__(self, content: bytes, longest: int, seed: int) -> bytes:
        """Alter what follows the first line, or all of it where nothing has to precede it."""
        random = Random(seed)  # noqa: S311 (no secret)
        head, line, body = content.partition(b"\n") if self.named else (b"", b"", content)
        try:
            plain = json.loads(body)
        except (ValueError, RecursionError):
            plain = None
        if not isinstance(plain, (dict, list)) or random.random() < BY_BYTES:
            return bytes(atheris.Mutate(content, longest))
        for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
            self.alter(plain, random)
        told = json.dumps(plain, ensure_ascii=random.random() < 0.1, indent=self.indent(random))  # noqa: PLR2004 (rarely)
        body = told.replace(r"\u0000again", "").encode("utf-8", "surrogatepass")
        made = head + line + body
        return made if len(made) <= longest else content

    @staticmethod
    def indent(random: Random) -> int | None:
        """Give how far lines are set in."""
        return random.choice((None, 1, 2))

    def alter(self, plain: Any, random: Random) -> None:
        """Alter one spot."""
        spots = list(places(plain))
        if not spots:
            return
        place = random.choice(sorted({place for _, _, place in spots}))
        holder, key, _ = random.choice([spot for spot in spots if spot[2] == place])
        how = random.choices(WAYS, SHARES)[0]
        how(self, holder, key, place, random)

    def like(self, holder: Any, key: Any, place: Place, random: Random) -> None:
        """Put what stood in a like place."""
        holder[key] = copied(random.choice(self.donors.get(place) or random.choice(self.all)))

    def other(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Put what stood anywhere."""
        holder[key] = copied(random.choice(random.choice(self.all)))

    def odd(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Put what is at the edge, of the same type as often as not."""
        value = holder[key]
        alike = [odd for odd in ODD if type(odd) is type(value)]
        holder[key] = random.choice(alike if alike and random.random() < 1 / 2 else ODD)

    def spelled(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Alter some characters of a text, or a number by one."""
        value = holder[key]
        if isinstance(value, str):
            holder[key] = altered(value, random)
        elif type(value) in (int, bool):
            holder[key] = random.choice((value - 1, value + 1, -value, -1, *ODD_NUMBERS))

    def gone(self, holder: Any, key: Any, _: Place, __: Random) -> None:
        """Leave it out."""
        del holder[key]

    def more(self, holder: Any, key: Any, place: Place, random: Random) -> None:
        """Put something beside it that stood beside its like, or the same once more."""
        if isinstance(holder, list):
            same = random.random() < 0.3  # noqa: PLR2004 (now and then)
            donors = [holder[key]] if same else self.donors.get(place) or [holder[key]]
            holder.insert(key, copied(random.choice(donors)))
        elif known := self.keys.get(place[:-1]):
            name = random.choice(list(known))
            donors = [d for sort in (name, "*") for d in self.donors.get((*place[:-1], sort), ())]
            holder.setdefault(name, copied(random.choice(donors or [holder[key]])))

    def again(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Let a key stand twice."""
        if isinstance(holder, dict):
            holder[key + AGAIN] = copied(holder[key]) if random.random() < 1 / 2 else None

    def renamed(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Give a key another name."""
        if isinstance(holder, dict):
            known = [key for sorts in self.keys.values() for key in sorts]
            name = altered(key, random) if random.random() < 1 / 2 else random.choice(known)
            holder[name] = holder.pop(key)

    def swapped(self, holder: Any, key: Any, _: Place, random: Random) -> None:
        """Let two values beside one another change places."""
        other = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        holder[key], holder[other] = holder[other], holder[key]


Way = "Callable[[Mutator, Any, Any, Place, Random], None]"
WAYS = (
    *(Mutator.like, Mutator.more, Mutator.gone, Mutator.spelled, Mutator.odd),
    *(Mutator.other, Mutator.swapped, Mutator.again, Mutator.renamed),
)
SHARES = (30, 20, 12, 14, 8, 3, 5, 3, 5)
"""How often each is chosen, in a hundred."""


def copied(value: Any) -> Any:
    """Give a value that shares nothing with the one given."""
    return json.loads(json.dumps(value)) if isinstance(value, (dict, list)) else value


def altered(text: str, random: Random) -> str:
    """Give a text with a character more, less or another, or a piece moved or told again."""
    at, until = sorted(random.randrange(len(text) + 1) for _ in "12")
    until = min(until, at + random.choice((1, 1, 2, 8, 40)))
    char = random.choice(CHARS) if random.random() < 0.7 else chr(random.randrange(0x2100))  # noqa: PLR2004
    put = random.choice((char, char, "", text[at:until] * 2, text[at:until].swapcase()))
    return text[:at] + put + text[until:]


class Lines:
    """Alters text by its lines and words, some of which it takes from samples."""

    def __init__(
        self, samples: Iterable[str], inside: Mutator | None = None, pieces: Sequence[str] = ()
    ) -> None:
        self.samples = list(samples)
        self.inside = inside
        self.pieces = pieces

    def __call__(self, content: bytes, longest: int, seed: int) -> bytes:
        """Alter some of it."""
        random = Random(seed)  # noqa: S311 (no secret)
        if random.random() < BY_BYTES:
            return bytes(atheris.Mutate(content, longest))
        if self.inside and content.lstrip()[:1] in (b"{", b"[") and random.random() < 0.7:  # noqa: PLR2004
            return self.inside(content, longest, seed)
        text = content.decode("utf-8", "surrogateescape")
        for _ in range(random.choice((1, 1, 2, 3, 6))):
            text = self.alter(text, random)
        made = text.encode("utf-8", "surrogatepass")
        return made if len(made) <= longest else content

    def alter(self, text: str, random: Random) -> str:
        """Alter a character, a number by one, or exchange a piece for one of a sample."""
        if self.pieces and random.random() < 0.4:  # noqa: PLR2004
            return self.piece(text, random)
        if random.random() < 0.4:  # noqa: PLR2004
            return altered(text, random)
        parts = re.split(random.choice((r"(\n)", r"(\s+)", r"([,;.(){}]+)", r"([0-9]+)")), text)
        donor = re.split(r"(\n|[,;]|\s+)", random.choice(self.samples))
        at, other = random.randrange(len(parts)), random.randrange(len(parts))
        way = random.randrange(5)
        if way == 0:
            parts[at] = random.choice(donor)
        elif way == 1:
            parts[at], parts[other] = parts[other], parts[at]
        elif way == 2:  # noqa: PLR2004
            parts.insert(at, parts[other])
        elif way == 3:  # noqa: PLR2004
            parts[at] = random.choice(
                ("\n", " ", "-\n", "", "\r\n", "\u2019", "\u2013", "1", "[1]")
            )
        else:
            del parts[at]
        return "".join(parts)

    def piece(self, text: str, random: Random) -> str:
        """Alter a number by one, or put one of the pieces in its place."""
        found = list(re.finditer(r"[0-9]+|[0-9-]+|[A-Za-z]+", text))
        one = random.choice(found or [next(re.finditer("", text))])
        put = random.choice(self.pieces)
        if random.random() < 0.1:  # noqa: PLR2004
            lines = text.split("\n")
            lines[random.randrange(len(lines))] = put
            return "\n".join(lines)
        if one[0].isdecimal() and random.random() < 1 / 2:
            put = str(int(one[0]) + random.choice((-1, 1))).zfill(len(one[0]))
        elif random.random() < 0.2:  # noqa: PLR2004
            dates = re.findall(r"[0-9-]{4,}", text) or self.pieces
            put = random.choice(dates)
        return text[: one.start()] + put + text[one.end() :]
