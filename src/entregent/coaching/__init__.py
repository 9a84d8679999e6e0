"""Coaching: smaller steps, first sentences, promises to oneself, and what an effort leaves. Pure: no I/O, no clock."""
