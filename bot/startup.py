"""A quick start: what answering never uses is not imported."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType

#: Imported by Rasa's policies for training and evaluation only. They bring TensorFlow and matplotlib:
#: 12 of 18 seconds and 380 of 560 MB before the first message.
UNUSED = ("rasa.utils.train_utils", "rasa.core.test")


class Deferred(ModuleType):
    """Stands for a module until something is asked of it, then becomes that module."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        module = importlib.import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)


def defer_unused() -> None:
    """Call before Rasa is imported; a process that trains does not need to."""
    for name in UNUSED:
        sys.modules.setdefault(name, Deferred(name))


def mute_warnings() -> None:
    """Some packages that Rasa brings switch their warnings on whatever `-W` says; they would bury our own lines."""
    warnings.showwarning = lambda *_, **__: None
