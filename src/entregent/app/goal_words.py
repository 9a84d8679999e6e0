"""The words of goals, stages, results and consents, beside the stable ones that commands and programs use."""

from typing import Final

from entregent.app.marking import N_

STAGES: Final = {
    "noticed": N_("noticed"),
    "approached": N_("approached"),
    "answered": N_("answered"),
    "met": N_("met"),
    "trusted": N_("trust"),
    "working": N_("working together"),
    "loyal": N_("loyal"),
}
MEASURES: Final = {
    "people": N_("people met for the first time"),
    "first-contacts": N_("first contacts"),
    "answers": N_("people who answered for the first time"),
    "talks": N_("talks and meetings"),
    "steps": N_("steps taken, the tried ones too"),
    "trusting": N_("people who trust you"),
    "clients": N_("people you work with for the first time"),
    "loyal": N_("people who stay loyal"),
    "results": N_("results of any kind"),
    "sales": N_("sales"),
    "jobs": N_("jobs and mandates"),
    "referrals": N_("referrals"),
    "advice": N_("pieces of advice"),
    "value": N_("worth of results, in money"),
}
RESULTS: Final = {
    "sale": N_("a sale"),
    "job": N_("a job or mandate"),
    "referral": N_("a referral"),
    "advice": N_("advice"),
    "other": N_("something else"),
}
CONSENTS: Final = {
    "express": N_("gave a clear yes"),
    "implied": N_("understood, until a day"),
    "unknown": N_("not known"),
    "withdrawn": N_("asked for no more"),
}
SYNONYMS: Final = {
    ("measure", "personnes"): "people",
    ("measure", "met"): "people",
    ("measure", "contacts"): "first-contacts",
    ("measure", "premiers contacts"): "first-contacts",
    ("measure", "réponses"): "answers",
    ("measure", "talk"): "talks",
    ("measure", "conversations"): "talks",
    ("measure", "rencontres"): "talks",
    ("measure", "step"): "steps",
    ("measure", "pas"): "steps",
    ("measure", "client"): "clients",
    ("measure", "result"): "results",
    ("measure", "résultats"): "results",
    ("measure", "ventes"): "sales",
    ("measure", "emplois"): "jobs",
    ("measure", "recommandations"): "referrals",
    ("measure", "conseils"): "advice",
    ("measure", "argent"): "value",
    ("measure", "money"): "value",
    ("measure", "valeur"): "value",
    ("result", "vente"): "sale",
    ("result", "emploi"): "job",
    ("result", "mandat"): "job",
    ("result", "contrat"): "job",
    ("result", "recommandation"): "referral",
    ("result", "conseil"): "advice",
    ("result", "autre"): "other",
    ("consent", "exprès"): "express",
    ("consent", "yes"): "express",
    ("consent", "oui"): "express",
    ("consent", "tacite"): "implied",
    ("consent", "implicite"): "implied",
    ("consent", "inconnu"): "unknown",
    ("consent", "retiré"): "withdrawn",
    ("consent", "no"): "withdrawn",
    ("consent", "non"): "withdrawn",
}
"""(kind, word) -> ours: what people also write for it."""
