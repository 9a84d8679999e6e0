"""Benchmarks: each script prints one table with a peer or a bound beside our figure."""
