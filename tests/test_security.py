"""What SECURITY.md promises: its limits are those of the code, and nobody is called."""

import re
import socket
from importlib import import_module
from pathlib import Path

import pytest

POLICY = Path(__file__).parents[1] / "SECURITY.md"


def test_the_limits_are_those_of_the_code() -> None:
    """Each limit that SECURITY.md names is the one that the code keeps."""
    row = r"^\| [^|]+ \| ([0-9,]+) \w+ \| `([\w.]+)\.(\w+)` \|$"
    rows = re.findall(row, policy(), re.MULTILINE)
    assert policy().count("\n| ") - 2 == len(rows)
    for number, module, name in rows:
        limit = getattr(import_module(f"kpbargaining.{module}"), name)
        assert (name, limit) == (name, int(number.replace(",", "")))


def policy() -> str:
    """Give the text of the policy, or skip where only the package is at hand."""
    if not POLICY.exists():
        pytest.skip("SECURITY.md is not here")
    return POLICY.read_text("utf-8")


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("::1", 9), ("acme.example", 80)])
def test_sockets_are_denied(address: tuple[str, int]) -> None:
    """While the suite runs, nothing can reach for a network: all its roads are walked without."""
    with pytest.raises(PermissionError, match="no test may use a network"):
        socket.create_connection(address, timeout=1)
