"""Puts the models, which stand beside the package in a clone, into it in a wheel. The rest is in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithModels(build_py):
    """Builds the package, models included; an editable install finds them where they are."""

    def run(self) -> None:
        """Build."""
        super().run()
        if not self.editable_mode:
            self.copy_tree("models", str(Path(self.build_lib, "hbnews_ie", "models")))


setup(cmdclass={"build_py": BuildWithModels})
