"""Bytes to text when the label lies: charset names as mail and cards write them, and a way out for each."""

import re
from functools import lru_cache

_PLAIN_CODEC = re.compile(
    r"ascii|utf-(?:7|8|16|32)(?:-[bl]e)?|utf-8-sig|iso8859-\d+|iso2022_\w+|cp\d+|koi8-[rut]|windows-\d+|mac-\w+"
    r"|shift_jis\w*|euc_\w+|gb2312|gbk|gb18030|big5\w*|hz|johab|tis-620|ptcp154|kz1048|hp-roman8"
)
"""Codecs that turn bytes into characters in linear time; punycode, idna and the byte codecs stay out."""

_REPLACED = {
    # What senders call by the older name is nearly always the superset (WHATWG Encoding, §4.2).
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

_NICKNAMES = {
    "ks_c_5601-1987": "cp949",
    "ansi_x3.4-1968": "cp1252",
    "cp-850": "cp850",
    "iso-8859-8-i": "iso8859-8",
    "x-sjis": "cp932",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-gbk": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
}


@lru_cache(maxsize=512)
def codec_for(charset: str) -> str:
    """Name the codec that `charset` means, or "" where it is unknown or no plain character set."""
    import codecs

    name = charset.strip().strip("\"'").lower()[:64]
    if name in _NICKNAMES:
        return _NICKNAMES[name]
    if not name.isascii() or not name or "\0" in name:
        return ""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return _REPLACED.get(found, found) if _PLAIN_CODEC.fullmatch(found) else ""


def decode_unlabelled(raw: bytes) -> str:
    """Decode bytes nobody named: UTF-8 where it is that, else Windows-1252, else Latin-1; never U+FFFD."""
    for codec in ("utf-8", "cp1252"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def decode_labelled(raw: bytes, charset: str) -> str:
    """Decode by the label where that works, else as `decode_unlabelled` does. The result holds no lone surrogate."""
    codec = codec_for(charset)
    if raw.isascii() and codec not in {"utf-7", "hz"} and not codec.startswith(("iso2022", "utf-16", "utf-32")):
        return raw.decode("ascii")
    if not codec:
        return decode_unlabelled(raw)
    # Undeclared UTF-8 under a single-byte label is far likelier than the mojibake it would spell.
    first = ("utf-8", codec) if codec == "cp1252" else (codec,)
    for name in first:
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, UnicodeError):
            continue
        return text.encode("utf-16", "replace").decode("utf-16") if name == "utf-7" else text
    return decode_unlabelled(raw)
