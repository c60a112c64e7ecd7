"""Passages: fingerprints of words, read from their texts."""

from typing import Any

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.passages import Passage

DIGEST = "0123456789abcdef"


def test_a_passage_is_its_text() -> None:
    """A passage reads its place, its length and its digest out of its text."""
    passage = Passage(f"412+9:{DIGEST}")
    assert (412, 9, DIGEST) == (passage.at, passage.words, passage.digest)
    assert f"412+9:{DIGEST}" == str(passage) == passage.text
    assert f"Passage('412+9:{DIGEST}')" == repr(passage)
    assert Passage.of(412, 9, DIGEST) == passage
    assert 1 == len({passage, Passage(passage.text)})
    assert passage != Passage(f"413+9:{DIGEST}")


@pytest.mark.parametrize("text", [f"0+1:{DIGEST}", f"9999999+9999999:{'f' * 16}"])
def test_the_outermost_passages(text: str) -> None:
    """A passage can begin at the first word, and be as long as a library."""
    assert text == str(Passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "412+9",
        f"412+0:{DIGEST}",
        f"-1+9:{DIGEST}",
        f"012+9:{DIGEST}",
        f"412+09:{DIGEST}",
        f"412+9:{DIGEST[:-1]}",
        f"412+9:{DIGEST}0",
        f"412+9:{DIGEST.upper()}",
        f"412 + 9:{DIGEST}",
        f"412+9:{DIGEST}\n",
        f"\u0664+9:{DIGEST}",
        f"10000000+9:{DIGEST}",
        None,
        412,
        f"412+9:{DIGEST}".encode(),
    ],
    ids=ascii,
)
def test_no_passage(text: Any) -> None:
    """Anything else than a passage is refused."""
    with pytest.raises(InvalidValue, match=r"expected a passage at\+words:digest with 16"):
        Passage(text)


@pytest.mark.parametrize(("at", "words"), [(-1, 9), (4, 0), (10**7, 1)])
def test_no_passage_of_numbers(at: int, words: int) -> None:
    """A passage of no words, or that begins nowhere, is refused."""
    with pytest.raises(InvalidValue, match="expected a passage"):
        Passage.of(at, words, DIGEST)
