"""Click's own sentences, word for word those of the Click that is installed."""

from pathlib import Path

import click
from babel.messages.extract import extract_from_dir

from entregent.app.marking import Plural
from entregent.cli.click_words import CLICK_WORDS


def test_click_still_says_what_we_translate() -> None:
    folder = str(Path(click.__file__).parent)
    keywords = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(folder, keywords=keywords, method_map=[("**.py", "python")])
    said = {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found if message}
    ours = {(word.one, word.many) if isinstance(word, Plural) else word for word in CLICK_WORDS}
    assert ours - said == set()
