"""What is so, for tests and benches: never written where an import would find it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person
from entregent.app.sample.clock import day_of
from entregent.app.sample.introductions import decoys
from entregent.app.sample.life import Life
from entregent.app.sample.presence import crowd
from entregent.app.sample.senders import AUTOMATA


def write_truth(
    path: Path, cast: Cast, life: Life, sources: Mapping[str, Source], elsewhere: Mapping[str, Source]
) -> None:
    """Write `truth.json`, one person a line so that memory stays flat.

    `elsewhere` are the sources besides mail and contacts: under "on" each person has the name and the handles there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.write("{\n")
        for key, value in _facts(cast, life):
            out.write(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n")
        out.write('"people": [')
        on = {name: frozenset(source.people) for name, source in sources.items()}
        for person in cast.people:
            told = _person(person, life.scale)
            told["names"] = {"mail": person.mail_name} | {
                name: source.other_names.get(person.id, person.name)
                for name, source in sources.items()
                if person.id in on[name]
            }
            told["on"] = _on(person.id, elsewhere)
            out.write((",\n" if person.id else "\n") + json.dumps(told, ensure_ascii=False))
        out.write('\n],\n"crowd": [')
        for place, person in enumerate(crowd(cast) if elsewhere else ()):
            met = {"id": person.id, "name": person.name, "on": _on(person.id, elsewhere)}
            out.write((",\n" if place else "\n") + json.dumps(met, ensure_ascii=False))
        out.write("\n]\n}\n")


def _on(number: int, elsewhere: Mapping[str, Source]) -> dict[str, object]:
    """Where else somebody is: by source, the name shown and the handles."""
    return {
        name: {"name": source.other_names.get(number, ""), "handles": source.handles[number]}
        for name, source in elsewhere.items()
        if number in source.handles
    }


def _facts(cast: Cast, life: Life) -> Iterator[tuple[str, object]]:
    """Everything besides the people."""
    yield "seed", cast.seed
    yield "until", cast.until.isoformat()
    yield "owner", {"name": OWNER.name, "mail": list(OWNER.addresses), "phone": [OWNER.phone]}
    yield "automata", [{"kind": sender.kind, "name": sender.name, "address": sender.address} for sender in AUTOMATA]
    yield (
        "introductions",
        [{"on": f"{day_of(at)}", "by": by, "of": of, "form": form} for at, by, of, form in life.introductions],
    )
    yield (
        "decoys",
        [
            {"on": f"{day_of(decoy.at)}", "writer": decoy.writer.id, "new": decoy.new, "form": decoy.form}
            for decoy in decoys(cast)
        ],
    )
    yield "bridges", [{"on": f"{day_of(at)}", "of": one, "to": other} for at, one, other in life.bridges]


def _person(person: Person, scale: float) -> dict[str, object]:
    """One person's facts."""
    return {
        "id": person.id,
        "name": person.name,
        "circle": person.circle,
        "language": "fr" if person.french else "en",
        "handles": {"mail": person.mails, "phone": person.phones, "url": [person.profile] if person.profile else []},
        "profile_told": person.profile_told,
        "nickname": person.nickname,
        "born_family": person.born_family,
        "organisation": person.company,
        "birthday": f"{person.birthday}",
        "met_on": f"{day_of(person.since)}",
        "via": person.via if person.via >= 0 else None,
        "fate": person.fate,
        "role": person.role,
        "usual_gap_days": round(person.gap / scale / 86_400, 2),
        "spans": [[f"{day_of(begin)}", f"{day_of(end)}"] for begin, end in person.spans],
    }
