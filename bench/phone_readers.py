"""Texts and chats of the telephone: events a second and peak memory of each reader alone, beside the standard library.

Run: python -m bench.phone_readers [NAME…] [--megabytes 30]. Each file is made here, seeded, as large as asked. CPU
seconds, best of the rounds. Beside SMS XML `ElementTree.iterparse`, each element dropped once it is seen; beside a chat
one regular expression that knows the form of its stamps, over the whole text in memory. Both make nothing of what they
find. Asked: 50,000 events a second, 150 MB on a file of 1 GB.
"""

import base64
import re
import sys
import time
from collections import deque
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from xml.etree.ElementTree import iterparse

from bench.reading import Pieces, Sample, show, words

BEGIN = 1_500_000_000


def readable(at: int) -> str:
    """A local date as the app writes it, four hours west."""
    return time.strftime("%d %b %Y %H:%M:%S", time.gmtime(at - 4 * 3600))


def sms(rng: Random) -> Pieces:
    """SMS Backup & Restore: all of its attributes; emoji whole, for the peer dies of their halves."""
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n", 0
    for number in range(sys.maxsize):
        at, who = BEGIN + number, rng.randrange(2_000)
        body = words(rng).replace("🌻", "&#127803;")
        yield (
            (
                f'  <sms protocol="0" address="+1514555{who:04}" date="{at}123" type="{1 + number % 2}" subject="null"'
                f' body="{body}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0"'
                f' date_sent="{at}000" sub_id="1" readable_date="{readable(at)}" contact_name="Personne {who}" />\n'
            ),
            1,
        )


def mms(rng: Random) -> Pieces:
    """Mostly pictures: an MMS in a group of four with two hundred kilobytes of them, then ten SMS."""
    picture = base64.b64encode(rng.randbytes(150_000)).decode()
    rows = sms(rng)
    yield next(rows)
    for number in range(sys.maxsize):
        at = BEGIN + number * 60
        people = [f"+1514555{rng.randrange(2_000):04}" for _ in range(3)]
        addresses = "".join(
            f'      <addr address="{one}" type="{137 if n == 0 else 151}" charset="106" />\n'
            for n, one in enumerate([*people, "+15145559999"])
        )
        yield (
            (
                f'  <mms date="{at}000" msg_box="1" address="{"~".join(people)}" m_type="132"'
                f' readable_date="{readable(at)}" contact_name="">\n    <parts>\n'
                f'      <part seq="0" ct="image/jpeg" name="a.jpg" text="null" data="{picture}" />\n'
                f'      <part seq="0" ct="text/plain" text="{words(rng)}" />\n    </parts>\n    <addrs>\n{addresses}'
                "    </addrs>\n  </mms>\n"
            ),
            1,
        )
        for _ in range(10):
            yield next(rows)


def chat(rng: Random, people: int) -> Pieces:
    """A French chat for Android: one in ten in several lines, one in twenty a picture."""
    at = datetime(2009, 3, 13)  # noqa: DTZ001 (local by meaning)
    yield f"{at:%d/%m/%Y} à {at:%H:%M} - Les messages et les appels sont chiffrés de bout en bout.\n", 0
    for number in range(sys.maxsize):
        at += timedelta(seconds=rng.randrange(60))
        text = words(rng) if number % 20 else "<Médias omis>"
        more = f"\n{words(rng)}" if not number % 10 else ""
        yield f"{at:%d/%m/%Y} à {at:%H:%M} - Personne {rng.randrange(people)}: {text}{more}\n", 1


def chat_of_two(rng: Random) -> Pieces:
    """Two people."""
    return chat(rng, 2)


def chat_of_many(rng: Random) -> Pieces:
    """A group of forty."""
    return chat(rng, 40)


def parse_events(path: Path) -> None:
    """The standard library's way through a big XML file."""
    for _, element in iterparse(path):
        element.clear()


_STAMP = re.compile(r"^(\d\d/\d\d/\d{4}) à (\d\d:\d\d) - ([^:\n]+): ", re.MULTILINE)


def find_stamps(path: Path) -> None:
    """What parsers of a known form do: one expression over the whole text."""
    deque(_STAMP.finditer(path.read_text(encoding="utf-8")), maxlen=0)


SAMPLES = {
    "sms": Sample("phone_sms", "sms.xml", sms, "</smses>\n", parse_events, streams=True),
    "sms, pictures": Sample("phone_sms", "sms.xml", mms, "</smses>\n", parse_events, streams=True),
    "chat of two": Sample("chat_whatsapp", "Discussion WhatsApp avec Personne 1.txt", chat_of_two, "", find_stamps),
    "group of 40": Sample("chat_whatsapp", "Discussion WhatsApp avec Prunes.txt", chat_of_many, "", find_stamps),
}


def main() -> None:
    """Print the table."""
    show(SAMPLES, "Texts and chats of the telephone", "peer s")


if __name__ == "__main__":
    main()
