"""`python -m entregent` is the same as `entregent`."""

from entregent.cli import main

main()
