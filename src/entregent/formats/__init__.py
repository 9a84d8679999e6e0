"""Bytes to structure and back: syntax alone, no people."""
