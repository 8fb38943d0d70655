"""The front door: `python build.py [COMMAND]`.  `python build.py --help` lists the commands."""

import sys

from pobratym.cli import main

if __name__ == "__main__":
    sys.exit(main())
