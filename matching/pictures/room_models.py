"""Where the models of the extra `room` lie, and that they are the ones we measured. Nothing is fetched here."""

import hashlib
import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from matching.pictures.faults import RoomModelsMissingError

FOLDER_VARIABLE: Final = "THREADLINE_ROOM_MODELS"
PERSON: Final = ("selfie_segmentation.tflite", "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27")
EMBEDDING: Final = ("sscd_distilled.onnx", "240436cc531e2e10299f2c60d6fe581d1f9f405e3ee8360e81e9e6cfc0a8a9ab")
OWN_EMBEDDING: Final = "embedding.onnx"
"""Any ONNX model of 512 dimensions put here takes the place of ours (for instance OpenHotels' SALAD)."""
_REMEDY: Final = "run: make room-models"


@dataclass(frozen=True, slots=True)
class RoomModels:
    """Files of both models; `embedding_name` marks what an embedding column was made with."""

    person: Path
    embedding: Path
    embedding_name: str


def models_folder() -> Path:
    """`THREADLINE_ROOM_MODELS`, else `room-models` in the virtual environment."""
    return Path(os.environ.get(FOLDER_VARIABLE) or Path(sys.prefix) / "room-models")


def find_models(folder: Path | None = None) -> RoomModels:
    """Both models, their digests checked. Raises RoomModelsMissingError saying what is missing and how to get it."""
    for package in ("ai_edge_litert", "onnxruntime"):
        if find_spec(package) is None:
            message = f"the extra `room` is not installed (no {package}); {_REMEDY}"
            raise RoomModelsMissingError(message)
    where = folder or models_folder()
    person = _checked(where, *PERSON)
    own = where / OWN_EMBEDDING
    if own.is_file():
        return RoomModels(person, own, _digest(own))
    return RoomModels(person, _checked(where, *EMBEDDING), EMBEDDING[1])


def _checked(folder: Path, name: str, sha256: str) -> Path:
    path = folder / name
    if not path.is_file():
        message = f"{path} is not there; {_REMEDY}"
        raise RoomModelsMissingError(message)
    if _digest(path) != sha256:
        message = f"{path} is not the model that was measured (its SHA-256 differs); delete it and {_REMEDY}"
        raise RoomModelsMissingError(message)
    return path


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
