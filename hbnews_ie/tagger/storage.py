"""A model on disk: a folder with its description and its weights.

``model.json`` holds the sizes of the network, the characters it knows, its labels and the SHA-256 checksum of
``weights.npz``; the weights are arrays of half-precision numbers. Nothing in the folder is ever executed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["FORMAT", "Description", "ModelError", "find_model", "read_model", "write_model"]

FORMAT = 3
"""Raised when weights of one release cannot be read by the code of another, features included."""

_DESCRIPTION = "model.json"
_WEIGHTS = "weights.npz"


class ModelError(ValueError):
    """A model is missing, damaged or of another format; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Description:
    """What the weights belong to; ``heads`` are the types of each head by its name, those of the main one first."""

    name: str
    heads: dict[str, tuple[str, ...]]
    characters: str
    bigrams: int
    words: int
    gap: int
    dilations: tuple[int, ...]


def find_model(model: str | Path) -> Path:
    """The folder of a model, given its path or the name of one that ships with the package.

    Raises `ModelError` if there is no such model.
    """
    if isinstance(model, Path) or "/" in model or "\\" in model:
        if (Path(model) / _DESCRIPTION).is_file():
            return Path(model)
        raise ModelError(f"{model}: no model here ({_DESCRIPTION} is missing)")
    shipped = Path(str(resources.files("hbnews_ie")))
    # a wheel holds the models inside the package; in a clone they stand beside it
    for folder in (shipped / "models", shipped.parent / "models"):
        if (folder / model / _DESCRIPTION).is_file():
            return folder / model
    raise ModelError(f"no model named {model!r} ships with the package")


def read_model(folder: Path) -> tuple[Description, dict[str, npt.NDArray[Any]]]:
    """Read a model's description and weights.

    Raises `ModelError` where a file is missing or malformed, the checksum differs, or the format is another.
    """
    try:
        fields = json.loads((folder / _DESCRIPTION).read_text("utf-8"))
        data = (folder / _WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: cannot be read as a model: {error}") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise ModelError(f"{folder / _DESCRIPTION}: expected a model of format {FORMAT}")
    if hashlib.sha256(data).hexdigest() != fields.get("sha256"):
        raise ModelError(f"{folder / _WEIGHTS}: the checksum differs from the one in {_DESCRIPTION}")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            weights = {name: arrays[name] for name in arrays.files}
        description = Description(
            str(fields["name"]),
            {str(head): tuple(map(str, types)) for head, types in fields["heads"].items()},
            str(fields["characters"]),
            int(fields["bigrams"]),
            int(fields["words"]),
            int(fields["gap"]),
            tuple(map(int, fields["dilations"])),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"{folder}: malformed model: {error!r}") from error
    return description, weights


def write_model(folder: Path, description: Description, weights: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write a model; the folder is made. Weights are stored in half precision."""
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {name: np.asarray(array, np.float16) for name, array in weights.items()}
    np.savez(buffer, **arrays)
    data = buffer.getvalue()
    fields = {"format": FORMAT, **asdict(description), "sha256": hashlib.sha256(data).hexdigest()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _WEIGHTS).write_bytes(data)
    (folder / _DESCRIPTION).write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", "utf-8")
