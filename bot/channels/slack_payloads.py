"""JSON that Slack sends, as the models of what is used of it; other keys are passed over."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class Malformed(ValueError):
    """A signed request that is not in Slack's form."""


def checked(model: type[Model], data: Any) -> Model:
    """The data as `model`. Raises Malformed when a key is missing or of another type."""
    try:
        return model.model_validate(data)
    except ValidationError:
        raise Malformed("not in Slack's form") from None


def read_json(text: str) -> dict[str, Any]:
    """Raises Malformed for anything but an object."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if not isinstance(data, dict):
        raise Malformed("not an object")
    return data
