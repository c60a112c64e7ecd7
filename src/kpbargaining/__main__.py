"""`python -m kpbargaining` is the command line."""

import sys

from kpbargaining.cli.parser import main

sys.exit(main())
