"""`python -m kpbargaining` is the command line."""

import sys

from kpbargaining.cli import main

sys.exit(main())
