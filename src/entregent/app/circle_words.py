"""The words for circles in both languages, so that a command takes either."""

from typing import Final

KNOWN: Final = {
    "amour": "love",
    "famille": "family",
    "amis": "friends",
    "amies": "friends",
    "ami": "friends",
    "friend": "friends",
    "copains": "pals",
    "copines": "pals",
    "pal": "pals",
    "clients": "clients",
    "clientes": "clients",
    "client": "clients",
    "collaborateurs": "collaborators",
    "collaboratrices": "collaborators",
    "collegues": "collaborators",
    "collaborator": "collaborators",
    "partenaires": "partners",
    "partenaire": "partners",
    "partner": "partners",
    "prospect": "prospects",
}
"""Folded word → circle."""
