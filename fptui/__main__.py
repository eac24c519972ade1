"""`python -m fptui` is the command `fptui`."""

from fptui.commands.cli import main

main()
