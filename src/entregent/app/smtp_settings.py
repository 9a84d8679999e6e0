"""The settings of the mail server, checked one by one."""

import re
from typing import Final

from entregent.model.errors import BadSettingError
from entregent.text.emails import canonical_mail

PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
"""How the way to a server is kept secret -> its usual port. "none" is for this very machine."""
HERE: Final = frozenset(("127.0.0.1", "::1", "localhost"))
KEYS: Final = ("smtp-host", "smtp-port", "smtp-security", "smtp-user", "smtp-from")

_LABEL: Final = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*\.?")
_IPV6: Final = re.compile(r"[0-9a-f:]{2,39}")


def checked(key: str, value: str) -> str:
    """A setting of the mail server as it is kept. Raises BadSettingError."""
    if key == "smtp-security":
        if value not in {"", *PORTS}:
            raise BadSettingError(key=key, value=value)
        return value
    if not value:
        return ""
    if key == "smtp-port":
        if not value.isascii() or not value.isdecimal() or not 0 < int(value[:6]) < 65_536:
            raise BadSettingError(key=key, value=value)
        return str(int(value))
    if key == "smtp-host":
        host = value.lower()
        if not _HOST.fullmatch(host) and not _IPV6.fullmatch(host):
            raise BadSettingError(key=key, value=value)
        return host
    if key == "smtp-from":
        address = canonical_mail(value)
        if address is None or address.startswith('"'):
            raise BadSettingError(key=key, value=value)
        return address
    if not value.isprintable() or len(value) > 320:
        raise BadSettingError(key=key, value=value)
    return value
