"""The network that reads the words around a name in their order, and what it is given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.opinion.network import Network
from bot.nlu.opinion.windows import REACH, THERE, WIDTH, Known, Windows
from bot.nlu.reader import Reader
from tests.bot.nlu.conftest import AS_OF


@pytest.fixture(scope="module")
def network() -> Network:
    return Network()


def _odds(reader: Reader, network: Network, text: str, fact: str, claim: str) -> float:
    page = reader.page(text, (), AS_OF)
    [place] = [(one.fact, one.start, one.end) for one in page.mentions if one.fact == fact]
    return float(network.odds([Windows(page, network.known).at(*place)])[0, network.claims[claim]])


@pytest.mark.parametrize(
    ("text", "fact", "claimed", "other"),
    [
        ("He has heart failure but no dementia", "heart_failure", "true", "false"),
        ("He has dementia but no heart failure", "heart_failure", "false", "true"),
        ("IVIG helped, rituximab did nothing", "tx_rituximab", "treatment failed", "treatment responded"),
        ("rituximab helped, IVIG did nothing", "tx_rituximab", "treatment responded", "treatment failed"),
    ],
)
def test_the_same_words_in_another_order_claim_something_else(
    reader: Reader, network: Network, text: str, fact: str, claimed: str, other: str
) -> None:
    assert _odds(reader, network, text, fact, claimed) > _odds(reader, network, text, fact, other)


@pytest.mark.parametrize("text", ["dementia", "dementia " + "and then we waited for the bus " * 60])
def test_a_window_reaches_as_far_as_there_are_words(reader: Reader, network: Network, text: str) -> None:
    page = reader.page(text, (), AS_OF)
    window = Windows(page, network.known).at("dementia", 0, 1)
    there = window.flags[:, THERE]
    assert window.words.shape == (WIDTH,)
    assert not there[:REACH].any()
    assert there.sum() == min(len(page.keys), REACH + 1)
    assert np.isfinite(network.odds([window])).all()


def test_windows_are_read_alone_as_together(reader: Reader, network: Network) -> None:
    page = reader.page("No cancer, HIV neg, depression 2019, on rituximab", (), AS_OF)
    windows = [Windows(page, network.known).at(one.fact, one.start, one.end) for one in page.mentions]
    alone = np.concatenate([network.odds([one]) for one in windows])
    assert np.allclose(network.odds(windows), alone, atol=1e-4)


def test_what_is_learned_is_what_is_read(reader: Reader, tmp_path: Path) -> None:
    """The network of the learner and the one of the reader compute the same."""
    learning = pytest.importorskip("tests.bot.nlu.learn_network")
    names = [{name: at for at, name in enumerate(("one", "two", "three"), first)} for first in (2, 1, 0, 0)]
    known, claims = Known(*names), ["true", "false"]
    model = learning.network(known, len(claims))
    model.set_weights([np.random.default_rng(1).normal(0, 0.3, one.shape) for one in model.get_weights()])
    np.savez(tmp_path / "weights.npz", **learning.stored(model, known, claims))
    page = reader.page("one two three, no cancer. Two one HIV neg three", (), AS_OF)
    windows = [Windows(page, known).at(one.fact, one.start, one.end) for one in page.mentions]
    learned = model.predict(learning.as_inputs(windows), verbose=0)
    assert len(windows) > 1
    assert np.allclose(Network(tmp_path / "weights.npz").odds(windows), learned, rtol=0.01, atol=0.05)
