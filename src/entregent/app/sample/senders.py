"""Machines that write to the owner, and the lists that she is on."""
# ruff: noqa: E501 -- one sender a line: a table reads across

from typing import Final, NamedTuple


class Automaton(NamedTuple):
    """A sender of machine mail. `gap_days` between two letters."""

    kind: str
    """newsletter, notification, role or list."""
    name: str
    address: str
    gap_days: float
    subjects: tuple[str, ...]
    text: str


AUTOMATA: Final = (
    Automaton("newsletter", "Le Courrier du bois", "infolettre@courrier-du-bois.example", 7, ("Les essences du mois", "Trois finis qui durent", "Agenda des salons", "Portrait d'atelier"), "Bonjour,\n\nVoici notre choix de la semaine."),
    Automaton("newsletter", "Design Québec Hebdo", "hebdo@design-quebec.example", 7, ("Cette semaine en design", "Concours : plus que dix jours", "Lumière et matière"), "À lire cette semaine."),
    Automaton("newsletter", "Montreal Small Business", "news@mtl-business.example.com", 7, ("Your weekly digest", "Grants closing soon", "Five founders to watch"), "Here is your digest."),
    Automaton("newsletter", "Librairie du Ruisseau", "bonjour@librairie-ruisseau.example", 14, ("Nos coups de cœur", "Rencontre avec une autrice", "La rentrée littéraire"), "Bonnes lectures!"),
    Automaton("newsletter", "Théâtre du Quai", "billetterie@theatre-du-quai.example", 21, ("La nouvelle saison est lancée", "Dernières places", "Prévente pour abonnés"), "Réservez tôt."),
    Automaton("newsletter", "Cuisine de Solange", "solange@cuisine-solange.example", 9, ("Un souper en trente minutes", "Soupe de saison", "La tarte de ma mère"), "Recette complète sur notre site."),
    Automaton("newsletter", "Hardwood Weekly", "editor@hardwood-weekly.example.net", 7, ("Lumber prices", "Joinery corner", "Readers' shop tours"), "This week in hardwood."),
    Automaton("newsletter", "Chambre de commerce", "communications@chambre-metro.example", 10, ("Petit-déjeuner conférence", "Mémoire prébudgétaire", "Nos membres rayonnent"), "Chères et chers membres,"),
    Automaton("notification", "Caisse du Fleuve", "ne-pas-repondre@caisse-fleuve.example", 4, ("Un dépôt a été reçu", "Votre relevé est prêt", "Alerte : solde de votre compte"), "Ceci est un message automatique."),
    Automaton("notification", "Colis Express", "no-reply@colis-express.example", 9, ("Votre colis est en route", "Votre colis a été livré", "Avis de passage"), "Suivez votre colis."),
    Automaton("notification", "Réseau", "notifications@reseau.example", 2, ("Vous avez 3 nouvelles invitations", "Quelqu'un a consulté votre profil", "Félicitez vos relations"), "Ouvrez l'application pour en voir plus."),
    Automaton("notification", "Facturo", "noreply@facturo.example", 6, ("Paiement reçu", "Facture envoyée", "Rappel programmé"), "Message envoyé par Facturo."),
    Automaton("notification", "Cloud Drive", "drive-noreply@cloud.example.com", 5, ("A file was shared with you", "Storage almost full", "Weekly activity"), "You receive this because of your settings."),
    Automaton("notification", "Agenda partagé", "calendar-notification@agenda.example.org", 6, ("Rappel : rendez-vous demain", "Événement modifié"), "Rappel automatique."),
    Automaton("notification", "Mailer-Daemon", "mailer-daemon@mx.atelier-boreal.example", 60, ("Undelivered Mail Returned to Sender",), "The message could not be delivered."),
    Automaton("role", "Service à la clientèle", "service@quincaillerie-papineau.example", 25, ("Votre commande est prête", "Article en rupture de stock"), "Bonjour,\n\nMerci de votre commande.\n\nL'équipe du service à la clientèle"),
    Automaton("role", "", "info@ville-rosemont.example", 40, ("Collecte des encombrants", "Travaux dans votre rue"), "Avis aux résidents."),
    Automaton("role", "Comptes recevables", "facturation@scierie-harricana.example", 30, ("Facture du mois", "État de compte"), "Veuillez trouver ci-joint votre état de compte."),
    Automaton("list", "voisins", "voisins@listes.example.org", 1.5, ("Chat perdu rue Beaubien", "À donner : table et quatre chaises", "Déneigement de la ruelle", "Quelqu'un connaît un électricien?", "Vente de garage samedi"), "Bonjour les voisins,\n\nécrivez-moi si cela vous intéresse."),
    Automaton("list", "entrepreneures", "entrepreneures@listes.example.net", 2.5, ("Cherche comptable pour OBNL", "Qui a un bon modèle de contrat?", "5 à 7 de la rentrée", "Bravo à nos lauréates!"), "Bonjour à toutes,\n\nmerci d'avance de vos conseils."),
)  # fmt: skip
