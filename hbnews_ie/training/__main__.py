"""``python -m hbnews_ie.training CONFIG --corpora FOLDER --output MODEL``: train a tagger."""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from hbnews_ie.training.config import ConfigError, read_config

CONFIG = "training.toml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 2 for a configuration or corpus that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m hbnews_ie.training", description="Train a tagger of names.")
    parser.add_argument("config", type=Path, help="TOML file; the one of a shipped model is models/NAME/training.toml")
    parser.add_argument("--corpora", type=Path, required=True, help="folder in which the files of the TOML file lie")
    parser.add_argument("--output", type=Path, required=True, help="folder of the new model")
    parser.add_argument("--threads", type=int, default=1, help="processor threads (default: 1)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        import torch
    except ImportError:
        print("training needs PyTorch: pip install 'hbnews_ie[train]'", file=sys.stderr)
        return 2
    from hbnews_ie.training.recipe import train

    torch.set_num_threads(options.threads)
    try:
        config = read_config(options.config)
        train(config, options.corpora, options.output)
    except (ConfigError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.config.parent.resolve() != options.output.resolve():
        shutil.copyfile(options.config, options.output / CONFIG)
        for view in config.views:
            if view.standoff:
                copy = options.output / view.file
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(config.folder / view.file, copy)
    return 0


if __name__ == "__main__":
    sys.exit(main())
