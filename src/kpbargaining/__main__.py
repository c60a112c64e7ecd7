"""`python -m kpbargaining` is the command line."""

import sys

from kpbargaining.cli.parser import run

sys.exit(run())
