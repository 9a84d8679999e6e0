"""How every tie stands: pure, streaming, explained."""
