"""``python -m hbnews_ie`` is the command ``hbnews-ie``."""

import sys

from hbnews_ie.cli import main

if __name__ == "__main__":
    sys.exit(main())
