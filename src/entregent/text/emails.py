"""Mail addresses as strings: one canonical form, and what their shape alone gives away."""

import re
from functools import lru_cache
from typing import Final

_ADDRESS = re.compile(
    r"(?P<local>[^\s@<>()\[\],;:\\\"]+|\"(?:[^\"\\\r\n]|\\[^\r\n])+\")@(?P<domain>[^\s@<>()\[\],;:\\\"]+|\[[0-9a-fA-F.:IPv]+\])"
)
_ATOM = re.compile(r"[^\s@<>()\[\],;:\\\".]+(?:\.[^\s@<>()\[\],;:\\\".]+)*")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.UNICODE)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

LONGEST: Final = 320
"""Local part 64 and domain 255 with the sign between (RFC 5321 §4.5.3.1)."""


def canonical_mail(raw: str) -> str | None:
    """Give the address in its one form: lower case, IDNA domain, without brackets, quotes or `mailto:`; else None.

    Plus tags and dots stay. Invisible characters and control codes make it no address: it must look like what it is.
    """
    text = raw.strip().strip("<>").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"`":
        text = text[1:-1].strip()
    text = text.strip("'`").rstrip(".")
    if len(text) > LONGEST or not text.isprintable() or _INVISIBLE.search(text):
        return None
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    local, domain = match["local"], _canonical_domain(match["domain"])
    if local[0] == '"' and _ATOM.fullmatch(local[1:-1]):
        local = local[1:-1]
    return f"{local.lower()}@{domain}" if domain else None


@lru_cache(maxsize=20_000)
def _canonical_domain(domain: str) -> str:
    """Lower-case a domain and write it in ASCII where IDNA can; "" where it is none."""
    lowered = domain.lower().rstrip(".")
    if lowered.startswith("["):
        return lowered
    if lowered.isascii():
        return lowered if _DOMAIN.fullmatch(lowered) else ""
    if not _DOMAIN.fullmatch(lowered):
        return ""
    try:
        return lowered.encode("idna").decode("ascii")
    except UnicodeError:
        return lowered


_NOWHERE = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|lan|internal|invalid|test|\(none\)|home|corp|intranet|workgroup)$"
)


def deliverable(value: str) -> bool:
    """Tell whether mail could reach `value` over the Internet: a public domain with a dot, no `localhost`, `.local`."""
    local, at, domain = value.rpartition("@")
    if not at or not local or "." not in domain or domain.startswith("["):
        return False
    return not _NOWHERE.search(domain.lower()) and not domain.rpartition(".")[2].isdigit()


_DOTLESS = frozenset(("gmail.com", "googlemail.com"))
_HYPHENATED = frozenset(("yahoo.com", "yahoo.fr", "yahoo.ca", "yahoo.co.uk"))


def base_mailbox(value: str) -> str:
    """Name the mailbox behind an address: plus tag gone, Gmail dots and `googlemail` gone. Evidence, not a handle."""
    local, _, domain = value.lower().rpartition("@")
    if domain in _HYPHENATED:
        local = local.partition("-")[0] or local
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


_FAMILIES: Final = (
    (
        "no-reply",
        (
            r"(?:no|not|non|do-?not|dont|never|ne-?pas|pas-?de)-?(?:reply|repondre|response|reponse|answer|respond)s?"
            r"|nepasrepondre|sans-?reponse|unattended|noreponse|keine-?antwort|no-?responder"
        ),
    ),
    (
        "bounce",
        (
            r"mailer-?daemon|postmaster|bounces?|bounced|delivery-?status|mail-?delivery(?:-?system|-?subsystem)?"
            r"|abuse|undeliverable|double-?bounce|complaints?|return"
        ),
    ),
    (
        "list-request",
        (
            r"list-?request|listserv|listserver|majordomo|mailman|subscribe|unsubscribe|desabonnement|abonnements?"
            r"|sympa|list-?manager"
        ),
    ),
    (
        "newsletter",
        (
            r"news-?letters?|e-?news(?:letter)?|info-?lettres?|news|actualites?|bulletins?|digest|mailings?|promos?"
            r"|promotions?|offers?|offres?|deals|marketing|campaigns?|publipostage|emailing|mail-?list|updates?"
        ),
    ),
    (
        "notification",
        (
            r"notifications?|notify|notif|alerts?|alertes?|reminders?|rappels?|updates?-?noreply|system|systeme|robot|bot"
            r"|auto(?:mated|matique|confirm|mailer|reply|-?response)?|daemon|root|cron|nagios|jenkins|monitoring|www-data"
            r"|apache|invitations?|invites?|messages?-?noreply|calendar-notification|security|securite|verification"
            r"|verify|confirm(?:ation)?s?|donotreply|mailer|postbot|feedback|survey|sondages?|voicemail|scanner|fax"
        ),
    ),
    (
        "transaction",
        (
            r"orders?|commandes?|factur(?:e|es|ation)|invoices?|billing|receipts?|recus?|payments?|paiements?|shipping"
            r"|livraisons?|expeditions?|delivery|returns?|retours?|reservations?|bookings?|tickets?|billetterie|accounts?"
            r"|comptes?|statements?|releves?|auto-confirm|ship-confirm|order-update|subscriptions?|membership"
        ),
    ),
    (
        "role",
        (
            r"info|infos|information|informations|contacts?|contactez-?nous|sales|ventes?|support|soutien|help|helpdesk"
            r"|aide|assistance|service|services|service-?clients?|sav|customer-?(?:service|care|support)|care|admin"
            r"|administration|administrator|administrateur|webmaster|hostmaster|office|bureau|reception|secretariat"
            r"|secretaire|accueil|hello|bonjour|team|equipe|hr|rh|jobs|careers|emplois?|carrieres|recrutement|recruiting"
            r"|press|presse|media|medias|legal|privacy|dpo|events|evenements|community|communaute|communications?"
            r"|compta|comptabilite|accounting|enquiries|inquiries|mail|email|general|registration|inscriptions?|members"
            r"|membres|direction|ressources-?humaines|it|dev|ops|web|announce|annonces?|all|everyone|staff|personnel"
            r"|tous|toutes|undisclosed-recipients"
        ),
    ),
)
_FAMILY = tuple((name, re.compile(pattern)) for name, pattern in _FAMILIES)

_INSIDE = re.compile(
    r"(?P<noreply>(?:no|not|do-?not|ne-?pas)[-_.]?(?:reply|repondre)|nepasrepondre)"
    r"|(?P<bounce>(?:^|[-_.+])bounces?(?:$|[-_.+=\d])|^prvs=|^srs\d=|mailer-daemon)"
    r"|(?P<listrequest>-(?:request|owner|admin|bounces|subscribe|unsubscribe|leave|join|confirm|help)$|^owner-)"
    r"|(?P<newsletter>news-?letter|info-?lettre)"
    r"|(?P<notification>(?:^|[-_.+])(?:notifications?|notify|alerts?|alertes?)(?:$|[-_.+\d]))"
)
_INSIDE_WORDS = {"noreply": "no-reply", "listrequest": "list-request"}
_RELAY = re.compile(r"(?:^|\.)(?:bounces?|mailer|mailing|news|newsletter|e?mail\d*|mkt|reply|noreply|notifications?)\.")
_TOKEN = re.compile(r"(?=[^@]*\d)[0-9a-f]{16,}|[\w.=+-]{40,}|reply\+\S{12,}")


@lru_cache(maxsize=50_000)
def looks_automated(value: str) -> str | None:
    """Say which family of machine or role address `value` looks like by its shape; None for a person's.

    Families: no-reply, bounce, list-request, newsletter, notification, transaction, role, token.
    """
    local, _, domain = value.lower().rpartition("@")
    if not local:
        return None
    word = _unaccented(local).partition("+")[0].replace("_", "-").replace(".", "-").rstrip("0123456789-")
    for family, pattern in _FAMILY:
        if pattern.fullmatch(word):
            return family
    inside = _INSIDE.search(_unaccented(local))
    if inside and inside.lastgroup:
        return _INSIDE_WORDS.get(inside.lastgroup, inside.lastgroup)
    if _TOKEN.fullmatch(local) or (_RELAY.search(domain) and any(c.isdigit() for c in local) and len(local) > 20):
        return "token"
    return None


def _unaccented(text: str) -> str:
    """Fold the accents away: addresses of forms and cards sometimes carry them."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFD", text) if not combining(c))


_PROVIDERS: Final = """
    gmail.com googlemail.com hotmail.com hotmail.fr hotmail.ca hotmail.co.uk hotmail.de hotmail.it hotmail.es
    outlook.com outlook.fr outlook.ca live.com live.fr live.ca live.co.uk msn.com passport.com windowslive.com
    yahoo.com yahoo.fr yahoo.ca yahoo.co.uk yahoo.de yahoo.it yahoo.es yahoo.co.jp yahoo.com.br yahoo.in ymail.com
    rocketmail.com aol.com aim.com netscape.net compuserve.com icloud.com me.com mac.com proton.me protonmail.com
    protonmail.ch pm.me tutanota.com tuta.io tuta.com hey.com fastmail.com fastmail.fm gmx.com gmx.net gmx.de gmx.fr
    gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.com zoho.com zohomail.com yandex.com yandex.ru mail.ru
    rambler.ru bk.ru list.ru inbox.ru qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net rediffmail.com
    videotron.ca videotron.qc.ca sympatico.ca bell.net bell.ca rogers.com cogeco.ca cogeco.net shaw.ca telus.net
    globetrotter.net oricom.ca b2b2c.ca ebox.ca distributel.net teksavvy.com eastlink.ca sasktel.net mts.net vif.com
    orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aliceadsl.fr club-internet.fr
    noos.fr cegetel.net voila.fr libertysurf.fr tele2.fr 9online.fr 9business.fr worldonline.fr caramail.com dbmail.com
    skynet.be telenet.be proximus.be scarlet.be voo.be bluewin.ch sunrise.ch hispeed.ch pt.lu luxnet.lu internet.lu
    comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net
    optonline.net roadrunner.com rr.com windstream.net frontier.com mindspring.com prodigy.net pacbell.net swbell.net
    btinternet.com ntlworld.com blueyonder.co.uk sky.com talktalk.net virginmedia.com virgin.net tiscali.co.uk
    libero.it virgilio.it alice.it tin.it tiscali.it terra.es telefonica.net ono.com sapo.pt uol.com.br bol.com.br
    terra.com.br ig.com.br bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz wp.pl o2.pl onet.pl interia.pl
    seznam.cz centrum.cz abv.bg mail.bg ukr.net riseup.net disroot.org posteo.de posteo.net mailbox.org mailfence.com
"""
_PERSONAL: Final = frozenset(_PROVIDERS.split())


def personal_provider(domain: str) -> bool:
    """Tell whether everybody can have an address at `domain` (Gmail, Videotron, Orange …): it says nothing of work."""
    return domain.lower() in _PERSONAL
