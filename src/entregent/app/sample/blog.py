"""The owner's blog as WordPress exports it: posts and, under them, what readers said and she answered."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import gmtime, strftime
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person, plain
from entregent.app.sample.clock import DAY, montreal_offset
from entregent.app.sample.presence import Handles, Naming, crowd_on, source_of, with_share
from entregent.app.sample.streams import pick, stream

BLOG: Final = "blogue/atelier-boreal.WordPress.xml"
_SITE: Final = "https://blogue.atelier-boreal.example"
_SUBJECTS: Final = (
    "Choisir entre merisier et érable", "Une bibliothèque qui respire", "Ce que j'ai appris d'un plancher",
    "Trois cafés, trois comptoirs", "Pourquoi nous huilons encore", "Le bois qui reste", "A library built in winter",
    "L'échelle des petits", "Visite d'une scierie", "Nos erreurs de l'année", "Éloge de l'équerre",
    "Light from the north",
)  # fmt: skip
_WORDS: Final = (
    "Merci pour cet article, très inspirant!", "Quelle huile utilisez-vous?", "Nous avons fait la même erreur…",
    "Magnifique comptoir.", "Great read, thank you.", "Avez-vous des photos de l'étape d'avant?", "Bravo à l'équipe!",
)  # fmt: skip
_ANSWERS: Final = ("Merci beaucoup!", "Bonne question, j'en parle dans un prochain billet.", "Thank you for reading!")
_HEAD: Final = f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.6" -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>Copeaux, le blogue d'{OWNER.company}</title>
\t<link>{_SITE}</link>
\t<language>fr-CA</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{_SITE}</wp:base_site_url>
\t<wp:base_blog_url>{_SITE}</wp:base_blog_url>
\t<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[maude]]></wp:author_login>\
<wp:author_email><![CDATA[{OWNER.addresses[0]}]]></wp:author_email>\
<wp:author_display_name><![CDATA[{OWNER.name}]]></wp:author_display_name>\
<wp:author_first_name><![CDATA[Maude]]></wp:author_first_name>\
<wp:author_last_name><![CDATA[Thériault-Lamy]]></wp:author_last_name></wp:author>
"""


class Reader(NamedTuple):
    """Somebody who comments: the name, mail and site that the form holds."""

    person: Person
    name: str
    mail: str
    site: str


def readers(cast: Cast) -> dict[int, Reader]:
    """Who comments, and how they sign."""
    rng = stream(cast.seed, "blog-readers")
    naming = Naming(rng, "blog")
    found = {}
    for person in [*with_share(rng, cast.people, 0.1, 0.16), *crowd_on(cast, "blog")]:
        found[person.id] = Reader(person, naming.of(person).name, _mail(rng, person), _site(rng, person))
    return found


def _mail(rng: Random, person: Person) -> str:
    """One of the person's addresses, or one that is used nowhere else."""
    if person.mails and rng.random() < 0.8:
        return pick(rng, person.mails)
    letters = "".join(sign for sign in plain(person.name).lower() if sign.isalpha())
    return f"{letters[:11]}{person.id % 89 + 10}@lecture.example"


def _site(rng: Random, person: Person) -> str:
    """Nothing mostly; the employer's site, or a page under the own name."""
    chance = rng.random()
    if person.domain and chance < 0.35:
        return f"https://{person.domain}"
    slug = "".join(sign for sign in plain(person.name).lower() if sign.isalpha())
    return f"https://{slug}.example" if chance > 0.88 else ""


def write_blog(folder: Path, cast: Cast, scale: float) -> Source:
    """Write the blog's export under `folder`."""
    known = readers(cast)
    path = folder / BLOG
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        for text, comments in _posts(cast, list(known.values()), scale):
            out.write(text)
            count += comments
        out.write("</channel>\n</rss>\n")
    handles: dict[int, Handles] = {number: {"mail": [one.mail]} for number, one in known.items()}
    return source_of(count, {number: one.name for number, one in known.items()}, handles)


def _posts(cast: Cast, known: list[Reader], scale: float) -> Iterator[tuple[str, int]]:
    """A post a month and its comments; readers take turns, so that each is there at least once."""
    rng = stream(cast.seed, "blog")
    months = max(2, (cast.end - cast.begin) // (30 * DAY))
    each = max(1, -(-len(known) // (months - 1)), round(len(known) * min(scale, 3.0) / 8))
    number, turn = 0, 0
    for month in range(months - 1):
        at = cast.begin + (month * 30 + int(rng.random() * 20)) * DAY + 15 * 3600
        comments: list[str] = []
        for _ in range(each if known else 0):
            reader, turn = known[turn % len(known)], turn + 1
            number += 1
            when = min(at + int(rng.expovariate(1 / (3 * DAY))), cast.end - 3600)
            comments.append(_comment(number, reader.name, reader.mail, reader.site, when, pick(rng, _WORDS)))
            if rng.random() < 0.4:
                number += 1
                answer = min(when + 7200, cast.end - 60)
                told = (OWNER.name, OWNER.addresses[0], _SITE, answer, pick(rng, _ANSWERS))
                comments.append(_comment(number, *told, parent=number - 1, user=1))
        comments.append(
            _comment(number + 1, "Un autre blogue", "", "https://ailleurs.example/lien", at, "[…]", ping=True)
        )
        number += 1
        yield _post(month + 1, at, pick(rng, _SUBJECTS), "".join(comments)), len(comments) - 1


def _times(at: int) -> tuple[str, str]:
    form = "%Y-%m-%d %H:%M:%S"
    return strftime(form, gmtime(at + montreal_offset(at))), strftime(form, gmtime(at))


def _post(number: int, at: int, title: str, comments: str) -> str:
    local, utc = _times(at)
    return (
        f"\t<item>\n\t\t<title><![CDATA[{title}]]></title>\n\t\t<link>{_SITE}/?p={number}</link>\n"
        f"\t\t<pubDate>{strftime('%a, %d %b %Y %H:%M:%S +0000', gmtime(at))}</pubDate>\n"
        f"\t\t<dc:creator><![CDATA[maude]]></dc:creator>\n\t\t<content:encoded><![CDATA[]]></content:encoded>\n"
        f"\t\t<wp:post_id>{number}</wp:post_id>\n\t\t<wp:post_date><![CDATA[{local}]]></wp:post_date>\n"
        f"\t\t<wp:post_date_gmt><![CDATA[{utc}]]></wp:post_date_gmt>\n\t\t<wp:status><![CDATA[publish]]></wp:status>\n"
        f"\t\t<wp:post_type><![CDATA[post]]></wp:post_type>\n{comments}\t</item>\n"
    )


def _comment(  # noqa: PLR0913 -- the form's own fields
    number: int,
    name: str,
    mail: str,
    site: str,
    at: int,
    text: str,
    *,
    parent: int = 0,
    user: int = 0,
    ping: bool = False,
) -> str:
    """One comment; a ping is a link from another site, and nobody's words."""
    local, utc = _times(at)
    return (
        f"\t\t<wp:comment>\n\t\t\t<wp:comment_id>{number}</wp:comment_id>\n"
        f"\t\t\t<wp:comment_author><![CDATA[{name}]]></wp:comment_author>\n"
        f"\t\t\t<wp:comment_author_email><![CDATA[{mail}]]></wp:comment_author_email>\n"
        f"\t\t\t<wp:comment_author_url>{escape(site)}</wp:comment_author_url>\n"
        f"\t\t\t<wp:comment_author_IP><![CDATA[192.0.2.{number % 250 + 1}]]></wp:comment_author_IP>\n"
        f"\t\t\t<wp:comment_date><![CDATA[{local}]]></wp:comment_date>\n"
        f"\t\t\t<wp:comment_date_gmt><![CDATA[{utc}]]></wp:comment_date_gmt>\n"
        f"\t\t\t<wp:comment_content><![CDATA[{text}]]></wp:comment_content>\n"
        f"\t\t\t<wp:comment_approved><![CDATA[1]]></wp:comment_approved>\n"
        f"\t\t\t<wp:comment_type><![CDATA[{'pingback' if ping else 'comment'}]]></wp:comment_type>\n"
        f"\t\t\t<wp:comment_parent>{parent}</wp:comment_parent>\n"
        f"\t\t\t<wp:comment_user_id>{user}</wp:comment_user_id>\n\t\t</wp:comment>\n"
    )
