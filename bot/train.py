"""Train the model, unless there is one for this catalogue and configuration: `python -m bot.train [--force]`."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import tarfile
from pathlib import Path

from bot.model import MODELS, model_file
from bot.settings import ROOT, apply_defaults
from bot.startup import mute_warnings
from criteria.load import catalogue
from criteria.yamlfile import CatalogueError


def train() -> Path:
    """Train and return the model's file. Raises CatalogueError before any work when the catalogue has a mistake."""
    catalogue()
    apply_defaults()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    mute_warnings()
    # here, because it takes ten seconds that an up-to-date model does not need
    from rasa.model_training import train as rasa_train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)

    file = model_file()
    result = rasa_train(
        domain=str(ROOT / "bot" / "domain"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data")],
        output=str(MODELS),
        fixed_model_name=file.name.removesuffix(".tar.gz"),
    )
    if result.code != 0 or not file.exists():
        raise RuntimeError("Rasa trained no model; its messages above say why.")
    forget_training(file)
    return file


def forget_training(file: Path) -> None:
    """Take the training graph out of a model. Only answering needs to load it, and Rasa imports what it names:
    TensorFlow among others, ten seconds of every start.
    """
    slim = file.with_suffix(".tmp")
    with tarfile.open(file) as model, tarfile.open(slim, "w:gz") as written:
        for member in model:
            content = model.extractfile(member) if member.isfile() else None
            if content is not None and Path(member.name).name == "metadata.json":
                metadata = {**json.load(content), "train_schema": {"nodes": {}}}
                encoded = json.dumps(metadata).encode()
                member.size, content = len(encoded), io.BytesIO(encoded)
            written.addfile(member, content)
    slim.replace(file)


def main(arguments: list[str]) -> int:
    try:
        present = model_file()
        file = present if present.exists() and "--force" not in arguments else train()
    except CatalogueError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return 1
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
