"""A turn, whole or not at all: from what a person sent to what they are told."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from redis import RedisError
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.channels.incoming import Collected, Reply, user_message
from bot.endpoint import ActionEndpoint, ActionServerFailed
from bot.locks import ConversationLocks
from bot.stores import ScreeningTrackerStore, UnansweredTurn


class TurnFailed(RuntimeError):
    """The turn was not taken and nothing of it is saved; the same message may be sent again."""


class NotReady(RuntimeError):
    """A message would not be answered now; the text says which part is missing."""


class ScreeningAgent(Agent):
    """Rasa's agent on our own store.

    Rasa wraps a store so that, when saving fails, it answers from memory and forgets the turn later; here a turn that
    cannot be saved has not happened.
    """

    tracker_store: ScreeningTrackerStore
    lock_store: ConversationLocks
    action_endpoint: ActionEndpoint

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        if store is None:
            raise ValueError("endpoints.yml must name a tracker_store")
        store.domain = domain
        return store


async def take_turn(
    agent: ScreeningAgent, text: str, *, sender_id: str, channel: str, message_id: str | None = None
) -> list[Reply]:
    """What is answered to `text`. A message id that has had its turn gets the same answer again, and no second turn.

    Raises TurnFailed when the action server does not answer, NoConversation when the conversation was deleted,
    sqlalchemy.exc.SQLAlchemyError when it cannot be saved. After any of these, nothing of the turn is saved.
    """
    store = agent.tracker_store
    async with agent.lock_store.lock(sender_id):
        awaited = store.awaited(sender_id)
        if message_id is not None and (answer := store.answer(sender_id, message_id)) is not None:
            return answer
        output = Collected(channel)
        message = user_message(
            text, sender_id=sender_id, channel=channel, message_id=message_id, awaited=awaited, output=output
        )
        try:
            await agent.processor.handle_message(message)
        except (ActionServerFailed, UnansweredTurn) as error:
            raise TurnFailed(str(error)) from None
        except IntegrityError:
            # a worker without shared locks was quicker; its answer is the answer
            return store.answer(sender_id, message.message_id) or []
        if any(_marks_deletion(reply) for reply in output.replies):
            store.delete([sender_id])
        return output.replies


def _marks_deletion(reply: Reply) -> bool:
    """The person confirmed that everything is to be deleted: from every store, and by the window on its own side."""
    return (reply.get("custom") or {}).get("type") == "deleted"


async def check_ready(agent: ScreeningAgent | None) -> None:
    """Raises NotReady unless a message would be answered."""
    if agent is None or not agent.is_ready():
        raise NotReady("The model is not loaded.")
    try:
        agent.tracker_store.check()
        agent.lock_store.check()
        await agent.action_endpoint.check()
    except SQLAlchemyError:
        raise NotReady("The database does not answer.") from None
    except RedisError:
        raise NotReady("The lock store does not answer.") from None
    except ActionServerFailed as error:
        raise NotReady(str(error)) from None
