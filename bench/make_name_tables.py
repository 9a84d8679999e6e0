"""Condense public name lists into the small tables of `src/entregent/text/tables/` (run by hand, result kept).

Sources: INSEE first names of France (Licence Ouverte), popular names by country (CC0), English nicknames
(carltonnorthern/nicknames, Apache-2.0). `python -m bench.make_name_tables` reads them from `../shared/data`.
"""

import csv
import gzip
import io
import math
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from entregent.text.scripts import fold

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
TABLES = ROOT / "src" / "entregent" / "text" / "tables"
FRENCH_BIRTHS = 86_000_000
FRANCE, STATES = 66_000_000, 295_000_000
POPULATIONS = {"FR": FRANCE, "US": STATES}
TOP_FORENAME, TOP_SURNAME = 0.02, 0.02
"""Share of the first rank where a country gives ranks only; rank r gets a Zipf share, top / (1 + r / 6)."""


def rows(archive: str, member: str) -> list[dict[str, str]]:
    with tarfile.open(SHARED / f"{archive}.tar.gz") as packed:
        stream = packed.extractfile(f"{archive}/{member}")
        assert stream is not None
        raw = stream.read()
    text = (gzip.decompress(raw) if member.endswith(".gz") else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def words(name: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", fold(name).replace("'", "")) if len(w) > 1]


def given_shares() -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for row in rows("names-prenoms-fr", "insee_france_totals.csv.gz"):
        for word in set(words(row["prenom"])):
            shares[word] += int(row["total"]) / FRENCH_BIRTHS
    for row in rows("names-popular-by-country", "common-forenames-by-country.csv"):
        rank = int(re.sub(r"\D", "", row["Index"]) or 50)
        keep_highest(shares, row, TOP_FORENAME / (1 + rank / 6))
    return shares


def family_shares() -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for row in rows("names-popular-by-country", "common-surnames-by-country.csv"):
        rank = int(re.sub(r"\D", "", row["Rank"]) or 50)
        share = TOP_SURNAME / (1 + rank / 6)
        if row["Percent"]:
            share = float(row["Percent"].strip("%")) / 100
        elif row["Count"] and row["Country"] in POPULATIONS:
            share = float(row["Count"]) / POPULATIONS[row["Country"]]
        keep_highest(shares, row, share)
    return shares


def keep_highest(shares: dict[str, float], row: dict[str, str], share: float) -> None:
    for form in (row["Localized Name"], row["Romanized Name"]):
        for word in set(words(form)):
            shares[word] = max(shares[word], share)


def levels(shares: dict[str, float], most: int) -> Iterable[str]:
    """Lines "level<TAB>names": level n stands for a share of 10^(-n/4)."""
    grouped: dict[int, list[str]] = defaultdict(list)
    for name, share in sorted(shares.items(), key=lambda kv: (-kv[1], kv[0]))[:most]:
        grouped[round(-4 * math.log10(min(share, 1.0)))].append(name)
    for level, names in sorted(grouped.items()):
        yield f"{level}\t{' '.join(sorted(names))}"


def nickname_lines() -> Iterable[str]:
    formal: dict[str, set[str]] = defaultdict(set)
    for row in rows("names-nicknames-en", "names.csv.gz"):
        one, two = fold(row["name1"]), fold(row["name2"])
        if one.isalpha() and two.isalpha() and one != two:
            formal[one].add(two)
    for name, short in sorted(formal.items()):
        yield f"{name}\t{' '.join(sorted(short))}"


def write(name: str, head: str, lines: Iterable[str]) -> None:
    text = "".join(f"# {line}\n" for line in head.splitlines()) + "\n".join(lines) + "\n"
    (TABLES / name).write_text(text, encoding="utf-8")
    print(f"{name:22} {len(text.encode()):>8} bytes")


def main() -> None:
    TABLES.mkdir(parents=True, exist_ok=True)
    share = "level<TAB>names; level n is a share of 10^(-n/4) of people"
    write(
        "given.txt", f"{share}\nINSEE, Licence Ouverte 2.0; popular-names-by-country, CC0", levels(given_shares(), 9000)
    )
    write("family.txt", f"{share}\npopular-names-by-country, CC0", levels(family_shares(), 9000))
    write("nicknames_en.txt", "formal<TAB>nicknames; carltonnorthern/nicknames, Apache-2.0", nickname_lines())


if __name__ == "__main__":
    main()
