"""One document for catalogues: it tells of the CSV files just what they are."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest edition as CSV files, with the document beside their folder."""
    path = tmp_path_factory.mktemp("jsonld")
    kp.export(kp.load(), path / "csv", "csv")
    kp.export(kp.load(), path / "croissant.json", "jsonld")
    return path


@pytest.fixture(scope="module")
def document(folder: Path) -> dict[str, Any]:
    """What the document says."""
    found: dict[str, Any] = json.loads((folder / "croissant.json").read_text("utf-8"))
    return found


def test_which_data_it_is(document: dict[str, Any]) -> None:
    """The document names edition, digest, licence, author and citation."""
    newest = kp.load()
    assert "http://mlcommons.org/croissant/1.1" == document["conformsTo"]
    assert ("sc:Dataset", newest.edition) == (document["@type"], document["version"])
    assert f"sha256:{newest.digest}" == document["identifier"]
    assert kp.cite(newest) == document["citeAs"]
    assert kp.cite(newest).endswith(f" {document['url']}.")
    assert "Derived" not in document["description"]


def test_files_are_as_told(folder: Path, document: dict[str, Any]) -> None:
    """Each file is where the document says, with its length and digest."""
    for each in document["distribution"]:
        content = (folder / each["contentUrl"]).read_bytes()
        assert sha256(content).hexdigest() == each["sha256"]
        assert f"{len(content)} B" == each["contentSize"]


def test_columns_are_as_told(folder: Path, document: dict[str, Any]) -> None:
    """Each field is a column of its file, with a type and a meaning; each key is a field."""
    files = {each["@id"]: folder / each["contentUrl"] for each in document["distribution"]}
    for each in document["recordSet"]:
        heads = {
            file: files[file].read_text("utf-8").partition("\n")[0].split(",") for file in files
        }
        fields = {field["@id"] for field in each["field"]}
        assert all(
            field["source"]["extract"]["column"] in heads[field["source"]["fileObject"]["@id"]]
            and field["dataType"].startswith("sc:")
            and field["description"]
            for field in each["field"]
        )
        keys = each.get("key", [])
        assert {key["@id"] for key in (keys if isinstance(keys, list) else [keys])} <= fields


def test_derived_data_say_so(tmp_path: Path) -> None:
    """A document about derived data says how it was derived."""
    kp.export(kp.load("2026.1").as_of("2025-08-10"), tmp_path / "c.json", "jsonld")
    document = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert document["description"].endswith(
        "Derived from the edition; as of 2025-08-10, certainly."
    )


def test_of_no_edition(odd: kp.Dataset, tmp_path: Path) -> None:
    """Data that was never frozen has a document, too, whatever its texts look like."""
    kp.export(odd, tmp_path / "c.json", "jsonld")
    document = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert "bargaining" == document["name"]
    assert {"version", "citeAs", "license"}.isdisjoint(document)
