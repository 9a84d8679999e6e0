"""Openers: first sentences, written by hand in both languages, that say only what the book knows."""
