"""The nouns of Entregent: frozen values that every floor may name. No I/O, no clock."""
