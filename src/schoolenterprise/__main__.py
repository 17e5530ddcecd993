"""`python -m schoolenterprise` is the command `schoolenterprise`."""

import sys

from schoolenterprise.cli import main

if __name__ == "__main__":
    sys.exit(main())
