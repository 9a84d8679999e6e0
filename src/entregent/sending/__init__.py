"""Sending: what leaves this machine, and only because its owner said so."""
