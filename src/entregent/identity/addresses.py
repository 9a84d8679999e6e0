"""What an address tells by its form: mailbox, login, account, organisation; whether it can reach anybody."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from entregent.text.names import login_stem
from entregent.text.scripts import word_set

FREE_MAIL: Final = word_set("""
    gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr hotmail.ca hotmail.co.uk live.com
    live.fr live.ca live.co.uk msn.com yahoo.com yahoo.fr yahoo.ca yahoo.co.uk yahoo.co.in ymail.com
    rocketmail.com aol.com icloud.com me.com mac.com protonmail.com protonmail.ch proton.me pm.me gmx.com gmx.de
    gmx.net gmx.at web.de t-online.de mail.com mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru rambler.ru
    qq.com 163.com 126.com sina.com foxmail.com naver.com hanmail.net daum.net orange.fr wanadoo.fr free.fr
    laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr videotron.ca videotron.qc.ca sympatico.ca
    bell.net cogeco.ca rogers.com shaw.ca telus.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net
    cox.net earthlink.net charter.net btinternet.com virginmedia.com sky.com ntlworld.com libero.it alice.it
    tin.it virgilio.it uol.com.br bol.com.br terra.com.br rediffmail.com fastmail.com fastmail.fm hey.com
    tutanota.com tuta.io zoho.com skynet.be telenet.be bluewin.ch ziggo.nl planet.nl xs4all.nl seznam.cz wp.pl
    o2.pl onet.pl interia.pl mailbox.org posteo.de riseup.net
""")
"""Providers that give an address to anybody: the domain says nothing of work or kin."""

GENERIC_LOGINS: Final = word_set("""
    info mail email me contact hello bonjour hi git github gitlab code dev admin root user users test name my
    your you webmaster postmaster office sales team support service home work personal perso pro public private
    none nobody unknown ubuntu debian pi vagrant guest student lists list ml news spam junk temp tmp noreply
    mailing inbox accueil direction secretariat bureau commercial recrutement rh hr jobs billing facturation
    comptabilite reception box first last anonymous devnull null example myself moi owner
""")
"""Logins that many people choose: sharing one tells nothing."""

_DOTLESS: Final = frozenset(("gmail.com", "googlemail.com"))
_SAME_PROVIDER: Final = {
    "googlemail.com": "gmail.com", "pm.me": "proton.me", "protonmail.com": "proton.me", "protonmail.ch": "proton.me",
    "me.com": "icloud.com", "mac.com": "icloud.com", "ya.ru": "yandex.ru", "yandex.com": "yandex.ru",
}  # fmt: skip
_NOWHERE: Final = re.compile(
    r"^[^.]*$|\.(?:local|localdomain|lan|home|internal|localhost|invalid|arpa|\(none\))$|^[\d.]+$|\(none\)|nospam|"
    r"^(?:your|my)?_?e?mail\.com$|^localhost|ubuntu-domain$",
    re.I,
)
_FORGE: Final = re.compile(r"^(?:(\d+)[+-])?([^@]+)@users\.noreply\.(github|gitlab)\.com$", re.I)


class Address(NamedTuple):
    """A mail address taken apart. `mailbox` is the same for addresses that reach one mailbox."""

    login: str
    domain: str
    mailbox: str
    stem: str
    account: str = ""
    """User of a code forge that hides the address ("12345+user@users.noreply.github.com")."""
    reaches: bool = True
    organisation: str = ""
    """The domain where it may stand for an employer, school or family; "" for a free provider."""
    label: str = ""
    """The organisation's own word in it: "spiering" of "mail.spiering.org"."""


def take_apart(value: str) -> Address:
    """Take a canonical mail address apart. Plus-tags, Gmail dots and provider twins meet in `mailbox` (RFC 5233)."""
    login, _, domain = value.rpartition("@")
    if domain.startswith("users.noreply."):
        forge = _FORGE.match(value)
        if forge:
            number, user, host = forge.groups()
            key = f"{host}:{number}" if number else value.lower()
            return Address(user.lower(), domain, key, login_stem(user), user.lower())
    base = login.partition("+")[0] or login
    provider = _SAME_PROVIDER.get(domain, domain)
    if domain in _DOTLESS:
        base = base.replace(".", "")
    return Address(login, domain, f"{base}@{provider}", login_stem(login), "", *_of_domain(domain))


@lru_cache(maxsize=1 << 14)
def _of_domain(domain: str) -> tuple[bool, str, str]:
    """Whether mail to this domain could be delivered, the organisation it stands for, and that one's own word.

    A machine's own name, a made-up domain or a bare number reaches nobody.
    """
    if _NOWHERE.search(domain):
        return False, "", ""
    if domain in FREE_MAIL:
        return True, "", ""
    return True, domain, domain.rpartition(".")[0].rpartition(".")[2].replace("-", "")
