"""Rasa's rules, without the three intents on which it acts by itself."""

from __future__ import annotations

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class FormPolicy(RulePolicy):
    """Every turn goes to the form, "start over" and "go back" too, which ask first and know what to undo.

    RulePolicy would answer the intents restart, back and session_start with actions that silently drop events.
    """

    @staticmethod
    def _find_action_from_default_actions(_: DialogueStateTracker) -> tuple[None, None]:
        return None, None
