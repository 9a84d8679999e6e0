"""Entregent: the art of meeting people and of keeping them, on your own disk."""

__version__ = "0.1.0"
