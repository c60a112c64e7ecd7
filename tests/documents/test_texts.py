"""The texts in a folder: how large a file may be that is read."""

from pathlib import Path

from kpbargaining.documents.texts import texts_in


def test_a_text_has_at_most_32_mib(tmp_path: Path) -> None:
    """A text of 32 MiB is read; one with a byte more is left, and named."""
    for name, more in (("most", 0), ("more", 1)):
        with (tmp_path / f"{name}.txt").open("wb") as file:
            file.truncate(32 * 2**20 + more)
    texts, left = texts_in(str(tmp_path))
    assert (["most.txt"], ["more.txt"]) == ([text.name for text in texts], left)
