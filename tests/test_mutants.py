"""Mutants in short: which changes are made of a few lines; the script tries them on the tests."""

import ast
from pathlib import Path
from runpy import run_path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "mutations.py"

CODE = '''
"""What it is."""
LIMIT: int = 3

def first(names: list[str], least: int = 0) -> str | None:
    """The first name that is long enough."""
    for name in names[1:]:
        if len(name) < least or not name:
            continue
        return f"{name!r:.5}"
    raise ValueError("no name of more than 0")
'''
CHANGES = [
    *("3: 3 -> 4", "3: 3 -> 2", "5: 0 -> 1", "5: 0 -> -1"),
    *("7: 1: -> :", "7: 1 -> 2", "7: 1 -> 0"),
    *(
        f"8: len(name) < least or not name -> {other}"
        for other in (
            "len(name) < least and (not name)",
            "len(name) < least",
            "not (len(name) < least or not name)",
        )
    ),
    *(f"8: len(name) < least -> len(name) {other} least" for other in ("<=", ">=")),
    "8: not name -> name",
    *("9: continue -> break", "9: continue -> pass"),
    "10: return f'{name!r:.5}' -> return None",
    "11: raise ValueError('no name of more than 0') -> pass",
]


def test_which_changes_are_made() -> None:
    """Each part that is run is changed once in each way, texts and types never; all is undone."""
    if not SCRIPT.exists():
        pytest.skip("the scripts are not here")
    tree = ast.parse(CODE)
    before = ast.dump(tree, include_attributes=True)
    made = [(each.text, each.function) for each in run_path(str(SCRIPT))["mutations"](tree)]
    assert CHANGES == [text for text, _ in made]
    assert [None] * 4 + ["first:5"] * (len(CHANGES) - 4) == [function for _, function in made]
    assert before == ast.dump(tree, include_attributes=True)
