"""The list of readers: complete, loadable, and in agreement with itself."""

import subprocess
import sys

import pytest

from entregent.readers import catalogue
from entregent.readers.base import Document

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Archer\r\nEND:VCARD\r\n"


def document(name: str, head: bytes) -> Document:
    def never() -> None:
        raise AssertionError("recognising opens nothing")

    return Document(name, name, head, len(head), never)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "path"), catalogue.READERS)
def test_each_reader_bears_the_name_it_is_listed_under(name: str, path: str) -> None:
    reader = catalogue.load(path)
    assert reader.name == name
    assert reader.version >= 1


def test_the_surest_reader_comes_first() -> None:
    found = catalogue.recognise(document("ann.vcf", CARD))
    assert found[0][0].name == "contacts_vcard"
    confidences = [recognition.confidence for _, recognition in found]
    assert confidences == sorted(confidences, reverse=True)


def test_what_nobody_knows_has_no_reader() -> None:
    assert catalogue.recognise(document("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(200))) == []


def test_the_list_itself_loads_no_reader() -> None:
    loaded = "import sys; from entregent.readers import catalogue; print([m for m in sys.modules if 'mail_' in m])"
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_module_without_its_reader_is_an_error() -> None:
    with pytest.raises(LookupError):
        catalogue.load("entregent.readers.limits")
