"""The script of the page: put together of modules, and checked to be all of them."""

import re
import subprocess
from collections import Counter
from pathlib import Path

from kpbargaining.explorer.script import WEB, policy, script, web

MODULES = sorted(Path(WEB).glob("*.mjs"))


def test_every_module_is_in_it_once() -> None:
    """Each module stands in the script whole, but for its imports, and behind what it imports."""
    code = script()
    heads = {}
    for path in MODULES:
        head = re.search(r"/\*\*.*?\*/", path.read_text("utf-8"), re.DOTALL)
        assert head is not None
        assert 1 == code.count(head[0]), path.name
        heads[path.name] = code.index(head[0])
    for path in MODULES:
        needed = re.findall(
            r"^import .*?'\./(\w+\.mjs)';$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        assert all(heads[name] < heads[path.name] for name in needed), path.name


def test_its_words(node: str) -> None:
    """What it says of dates and amounts is as the tests in its own language say."""
    tests = Path(__file__).with_name("words.test.mjs")
    ran = subprocess.run(
        [node, "--test", tests], capture_output=True, check=False, encoding="utf-8"
    )
    assert 0 == ran.returncode, ran.stdout


def test_it_is_a_script() -> None:
    """Nothing is left in it that only a module has, and every module is read as checked."""
    assert [] == re.findall(r"^(?:import|export) .*", script(), re.MULTILINE)
    assert "// @ts-check" not in script()
    assert all(path.read_text("utf-8").startswith("// @ts-check\n") for path in MODULES)


def test_no_two_modules_give_a_name_to_different_things() -> None:
    """Every name at the top of a module is its alone, since all stand in one script."""
    named = r"^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+)"
    names = Counter(re.findall(named, script(), re.MULTILINE))
    assert len(names) > 100
    assert {} == {name: number for name, number in names.items() if number > 1}


def test_modules_stay_small() -> None:
    """A module of the script has at most 300 lines, as one of the library."""
    assert [] == [p.name for p in MODULES if len(p.read_text("utf-8").splitlines()) > 300]


def test_data_is_never_made_markup() -> None:
    """No module writes markup, makes code of text, or asks a network for anything."""
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    network = r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts"
    assert [] == re.findall(rf"{markup}|{network}", script())


def test_policy() -> None:
    """The policy allows nothing but the scripts and the style whose digests it has."""
    empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert (
        f"default-src 'none'; script-src {empty} {empty}; style-src {empty}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    ) == policy("", "", "")


def test_the_shell_has_every_place() -> None:
    """The shell has a place for all that a page is made of, the title twice more."""
    places = Counter(re.findall(r"\{\{(\w+)\}\}", web("shell.html")))
    once = ("about", "beside", "data", "first", "plain", "policy", "script", "style")
    assert {**dict.fromkeys(once, 1), "title": 3} == places
