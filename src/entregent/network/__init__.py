"""Network: the map of who knows whom, its groups, bridges and ways. Pure: no I/O, no clock."""
