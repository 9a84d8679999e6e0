"""Where people work and what they do: companies, trades and mail providers, all under reserved names (RFC 2606)."""
# ruff: noqa: E501 -- tables of names

from typing import Final

PROVIDERS: Final = (
    "courriel.example", "boite.example", "poste-libre.example", "fleuve.example", "mail.example.com",
    "inbox.example.net", "webmel.example.org", "cablo.example", "telenord.example",
)  # fmt: skip

KINDS: Final = (
    "Café", "Boulangerie", "Librairie", "Clinique", "Bistro", "Auberge", "Coopérative", "Garderie", "École",
    "Bibliothèque", "Brasserie", "Galerie", "Studio", "Architectes", "Ébénisterie", "Scierie", "Quincaillerie",
    "Imprimerie", "Agence", "Groupe", "Fondation", "Microbrasserie", "Théâtre", "Pharmacie", "Construction",
    "Éclairage", "Design", "Avocats", "Comptables", "Transport",
)  # fmt: skip

SITES: Final = (
    "Tournesol", "du Parc", "Belle-Rive", "des Érables", "du Vieux-Moulin", "Mile-Carré", "Saint-Ambroise", "Lachute",
    "des Patriotes", "Petite-Côte", "du Quai", "Harricana", "Boréalis", "Chambly", "de la Gare", "Rosemont", "Sainte-Émélie",
    "du Ruisseau", "Kamouraska", "des Trois-Pignons", "Point-Nord", "Outremont", "du Canal", "Nordet", "Grand-Pré",
    "Laurier", "Montcalm", "de l'Anse", "Bois-Franc", "Villeray", "des Cantons", "Ahuntsic", "Mistassini", "Papineau",
    "Verdure", "Escale", "Horizon", "La Ruche", "Bouleau Blanc", "Marée Haute", "Lanterne", "Pointe-aux-Cerfs", "Sirocco",
    "Blue Heron", "Cedar & Stone", "Maplewood", "Northgate", "Harbourview", "Two Rivers", "Old Mill", "Westmount Hill",
)  # fmt: skip

TRADES_FR: Final = (
    ("directrice générale", "directeur général"), ("chargée de projet", "chargé de projet"), ("architecte", "architecte"),
    ("designer", "designer"), ("ébéniste", "ébéniste"), ("responsable des achats", "responsable des achats"),
    ("gérante", "gérant"), ("coordonnatrice", "coordonnateur"), ("conseillère", "conseiller"), ("comptable", "comptable"),
    ("propriétaire", "propriétaire"), ("adjointe administrative", "adjoint administratif"), ("associée", "associé"),
    ("responsable des communications", "responsable des communications"), ("ingénieure", "ingénieur"),
    ("bibliothécaire", "bibliothécaire"), ("cheffe d'équipe", "chef d'équipe"), ("acheteuse", "acheteur"),
)  # fmt: skip
"""What women and men are called in each trade."""

TRADES_EN: Final = (
    "general manager", "project manager", "architect", "designer", "purchasing lead", "owner", "coordinator",
    "consultant", "accountant", "office manager", "engineer", "partner", "head of operations", "facilities lead",
)  # fmt: skip

AREA_CODES: Final = (
    "514", "438", "450", "418", "581", "819", "873", "579", "367", "263", "354", "613", "343", "416", "647", "506",
    "902", "604", "403", "780", "204", "306", "709", "705",
)  # fmt: skip
"""Each holds the hundred numbers 555-0100 to 555-0199, which no exchange gives out."""
