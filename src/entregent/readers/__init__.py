"""Readers: one file per source, from structure to records, interactions and problems."""
