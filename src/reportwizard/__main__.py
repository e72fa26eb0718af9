"""`python -m reportwizard`: the same as the command `reportwizard`."""

import sys

from reportwizard.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
