"""The words by which newsletters, robots, lists, roles and rooms give themselves away, in French and English."""

import re
from typing import Final

from entregent.text.scripts import word_set

NO_REPLY: Final = re.compile(
    r"(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|dont[._-]?reply|noresponse|no[._-]?response|"
    r"ne[._-]?pas[._-]?repondre|nepasrepondre|sans[._-]?reponse|nao[._-]?responda|no[._-]?responder|"
    r"keine[._-]?antwort)|noreply|donotreply|nepasrepondre",
    re.I,
)
ROBOTS: Final = word_set("""
    mailer-daemon maildaemon mailerdaemon postmaster bounce bounces notification notifications notify alert
    alerts alerte alertes newsletter newsletters news nouvelles infolettre infolettres lettre bulletin bulletins
    update updates digest digests automated automatic auto-confirm autoconfirm auto-reply listserv majordomo
    daemon cron invitations invites invitation reminder reminders rappel rappels promo promos promotion
    promotions offers offres campaign campaigns publicite deals reply replies unsubscribe
    desabonnement subscribe abonnement subscriptions abonnements communications announcements announce annonces
    mailing mailer mailinglist system systeme robot bot jira confluence github gitlab bugzilla jenkins nagios
    calendar-notification receipts recus confirmation confirmations order-update order-updates shipment-tracking
    statements releve releves ebill survey surveys sondage sondages feedback rewards recompenses members
    membership account-update security-noreply verification verify
""")
ROLES: Final = word_set("""
    marketing info infos information informations contact contacts sales ventes vente support soutien service services
    serviceclient service-client serviceclients clientservice customerservice customer-service customercare aide
    help helpdesk admin administration administrator administrateur webmaster hostmaster abuse security securite
    privacy legal juridique billing facturation factures invoice invoices comptabilite accounting accounts
    payroll paie hr rh humanresources ressourceshumaines jobs emplois emploi careers carrieres recrutement
    recruiting recruitment office bureau reception accueil secretariat direction team equipe press presse media
    medias hello bonjour commandes orders order commande reservations reservation booking bookings store
    boutique shop magasin inscriptions inscription registration events evenements evenement conference librarian
    bibliotheque comms dispatch operations ops it noc concierge parking mailroom cafeteria
""")
LIST_ENDINGS: Final = re.compile(
    r"[._-](?:dev|devel|users?|announce|annonces?|list|liste|discuss|discussion|members|membres|request|owner|bounces|"
    r"commits?|bugs|cvs|core|all|tous|team|equipe|staff|alumni|board)(?:-?\d*)$|^(?:all|tous|everyone|staff|team)[._-]",
    re.I,
)
LIST_DOMAINS: Final = re.compile(
    r"^(?:lists?|listes?|listserv|groups?|groupes?|mailman|sympa|ml|news)\.|googlegroups\.com$|yahoogroups\.|groups\.io$|"
    r"freelists\.org$|framalistes\.org$|simplelists\.com$",
    re.I,
)
SENDING_DOMAINS: Final = re.compile(
    r"(?:^|\.)(?:e?mail(?:er|ing|ings|s|out)?|e|em\d*|news(?:letters?)?|nouvelles|infolettre|notif(?:y|ications?)?|"
    r"alerts?|updates?|info|reply|bounces?|mktg?|marketing|campaigns?|offers?\d*|promo(?:tions?)?|smtp|send(?:er)?|"
    r"mg|sg|lists?|customer-email|airmail|engage|connect|members?)\.[^.]+\.[^.]+|"
    r"(?:mailchimp|sendgrid|mailgun|amazonses|sparkpost|mandrill|constantcontact|hubspot|cyberimpact|"
    r"facebookmail|customer-email|mcsv|rsgsv|salesforce|marketo|sendinblue|brevo|klaviyo)",
    re.I,
)
ROOMS: Final = re.compile(
    r"resource\.calendar\.google\.com$|^(?:room|salle|conf(?:erence)?[._-]?room|meeting[._-]?room|boardroom|projector|"
    r"projecteur|equipment|parking)[._-]?",
    re.I,
)
ROOM_NAMES: Final = re.compile(
    r"\b(?:conf(?:erence)?|meeting|board)\s*room\b|^salle\b|\bsalle de (?:reunion|conference)\b|\broom\s+\w?\d+|"
    r"\bprojector\b|\bprojecteur\b",
    re.I,
)
TRACKED: Final = re.compile(
    r"[0-9a-f]{12,}|\d{5,}[._-]\d{4,}|[a-z]_\d{5,}$|\d{9,}|=|\+[^@]{16,}|(?:^|[._-])[0-9a-f]{8}-[0-9a-f]{4}-|"
    r"\.[0-9a-z]{8}\.d$",
    re.I,
)
ORGANISATION_WORDS: Final = word_set("""
    inc ltd ltee llc llp corp corporation company co gmbh sarl sas sa spa plc group groupe team equipe service
    services support soutien customer customers client clients clientele newsletter newsletters news nouvelles
    infolettre notification notifications alert alerts alertes billing facturation university universite college
    cegep school ecole association foundation fondation institute institut society societe club council conseil
    commission ministere ministry department departement office bureau bank banque caisse desjardins store
    boutique shop magasin airlines air hotel hotels restaurant center centre museum musee theatre festival
    magazine journal times radio tv media medias press presse rewards recompenses membership members membres
    account accounts compte admin administration administrator system systeme announcements announcement
    annonces communications updates update digest weekly daily hebdo quotidien monthly mensuel committee comite
    board events evenements online mail guest direct express insurance assurance assurances telecom mobile solutions
    technologies technology consulting conseil security securite helpdesk careers carrieres emplois jobs
    recruiting recrutement marketing sales ventes relations resources ressources human humaines operations
    tracker mailer distribution bot robot assistant via web
""")
TEAM_NAMES: Final = re.compile(
    r"^(?:the|l'equipe|equipe|l’equipe)\s.+|\s(?:team|crew|staff)$|\s(?:de|chez|at|from)\s+\S+$", re.I
)
