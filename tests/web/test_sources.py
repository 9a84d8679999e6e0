"""Sources: by path, by drop, by form; watched, stopped, taken up again, taken out."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import MARIE, PAULE, card, exchange, write_cards, write_mbox
from tests.web.conftest import House, Visitor, wait_until

from entregent.app import dropping


def test_the_page_opens(client: TestClient) -> None:
    page = client.get("/sources")
    assert page.status_code == 200
    assert "What was read so far" in page.text
