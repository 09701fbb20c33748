"""Slack is on, off, or wrongly set up; and its ids say nothing of people."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
import yaml
from rasa.shared.exceptions import InvalidConfigException
from sqlalchemy.engine import URL, make_url

from bot.channels.slack import SlackInput
from bot.channels.slack_setup import SCOPES, Setup
from bot.channels.web import sender_of
from bot.database import connect
from bot.settings import ROOT
from bot.stores import ScreeningTrackerStore
from tests.slack.fake import BOT, SECRET, TEAM, TOKEN, FakeSlack

NAMES = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_ID_KEY", "SLACK_SCREENING", "SLACK_API_URL", "CHAT_URL")


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, slack: FakeSlack) -> pytest.MonkeyPatch:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in slack.environment().items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_absent_without_its_secrets(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("SLACK_BOT_TOKEN")
    environment.setenv("SLACK_SIGNING_SECRET", "")
    assert SlackInput.from_credentials(None) is None


def test_on_with_its_secrets(environment: pytest.MonkeyPatch) -> None:
    channel = SlackInput.from_credentials(None)
    assert channel is not None and channel.workspace is not None
    assert (channel.workspace.team, channel.workspace.bot_user) == (TEAM, BOT)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set"),
        ("SLACK_SIGNING_SECRET", " ", "SLACK_SIGNING_SECRET is not set"),
        ("SLACK_BOT_TOKEN", "xapp-1-A", "SLACK_BOT_TOKEN is no bot token"),
        ("SLACK_BOT_TOKEN", SECRET, "SLACK_BOT_TOKEN is no bot token"),
        ("SLACK_SIGNING_SECRET", TOKEN, "SLACK_SIGNING_SECRET is no signing secret"),
        ("SLACK_SIGNING_SECRET", "two words", "SLACK_SIGNING_SECRET is no signing secret"),
        ("SLACK_SCREENING", "no", "SLACK_SCREENING='no': must be on or off"),
        ("SLACK_SCREENING", "off", "SLACK_SCREENING=off needs CHAT_URL"),
        ("SLACK_BOT_TOKEN", "xoxb-of-another-app", "Slack refuses SLACK_BOT_TOKEN: invalid_auth"),
    ],
)
def test_a_wrong_setting_stops_the_start(environment: pytest.MonkeyPatch, name: str, value: str, why: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(InvalidConfigException, match=why) as told:
        SlackInput.from_credentials(None)
    assert not (value.strip() and name != "SLACK_SCREENING" and value in str(told.value)), "a secret in a message"


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked"])
def test_a_token_taken_away_stops_the_start(environment: pytest.MonkeyPatch, slack: FakeSlack, error: str) -> None:
    environment.setattr(slack, "auth_error", error)
    with pytest.raises(InvalidConfigException, match=error):
        SlackInput.from_credentials(None)


def test_slack_being_away_stops_nothing(environment: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    environment.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    channel = SlackInput.from_credentials(None)
    assert channel is not None and channel.workspace is None
    assert "could not be asked" in caplog.text and TOKEN not in caplog.text


def test_missing_scopes_are_told(
    environment: pytest.MonkeyPatch, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    environment.setattr(slack, "scopes", "chat:write,im:history,commands")
    SlackInput.from_credentials(None)
    assert "app_mentions:read, files:write, im:write" in caplog.text


def test_the_manifest_asks_for_these_scopes_and_no_more() -> None:
    manifest = yaml.safe_load((ROOT / "slack" / "manifest.yml").read_text(encoding="utf-8"))
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)
    assert "user" not in manifest["oauth_config"]["scopes"]
    events = manifest["settings"]["event_subscriptions"]
    assert sorted(events["bot_events"]) == ["app_mention", "app_uninstalled", "message.im", "tokens_revoked"]
    address = "/webhooks/slack/webhook"
    urls = [events["request_url"], manifest["settings"]["interactivity"]["request_url"]]
    urls += [command["url"] for command in manifest["features"]["slash_commands"]]
    assert all(url.startswith("https://") and url.endswith(address) for url in urls)
    assert manifest["features"]["slash_commands"][0]["command"] == "/trial-match"
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True


@pytest.fixture
def setup(environment: pytest.MonkeyPatch) -> Setup:
    setup = Setup.read()
    assert setup is not None
    return setup


def test_sender_ids_are_hashed_with_the_servers_key(setup: Setup, environment: pytest.MonkeyPatch) -> None:
    sender = setup.sender(TEAM, "U1")
    assert "U1" not in sender and TEAM not in sender
    assert sender == setup.sender(TEAM, "U1") != setup.sender(TEAM, "U2")
    assert sender.startswith(setup.senders(TEAM)) and not sender.startswith(setup.senders("T2"))
    environment.setenv("SLACK_ID_KEY", "another key")
    other = Setup.read()
    assert other is not None and other.sender(TEAM, "U1") != sender


def test_without_a_key_of_its_own_the_signing_secret_gives_one(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SLACK_ID_KEY", "")
    one = Setup.read()
    environment.setenv("SLACK_SIGNING_SECRET", SECRET[::-1])
    other = Setup.read()
    assert one is not None and other is not None
    assert len(one.id_key) == 32 and one.sender(TEAM, "U1") != other.sender(TEAM, "U1")


def test_no_web_token_opens_a_slack_conversation(setup: Setup) -> None:
    sender = setup.sender(TEAM, "U1")
    assert sender.startswith("slack-")
    assert not any(sender_of(token).startswith("slack-") for token in (sender, "U1", "", sender.removeprefix("slack-")))


def test_a_place_and_a_person_never_have_the_same_id(setup: Setup) -> None:
    of = (("U1",), ("U1", ""), ("U1", "9"), ())
    assert len({setup.sender(TEAM, *ids) for ids in of}) == 4


def test_a_message_is_claimed_once_by_any_worker(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'shared.db'}"
    workers = [ScreeningTrackerStore(host=database) for _ in range(4)]
    for message in range(10):
        with ThreadPoolExecutor(4) as pool:
            claimed = list(pool.map(lambda store, id=f"m{message}": store.claim("slack-1", id), workers))
        assert sorted(claimed) == [False, False, False, True]


def test_workers_that_start_at_once_share_a_new_database(tmp_path: Path) -> None:
    def first_write(url: URL, together: Barrier) -> None:
        engine = connect(url)
        together.wait()
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE IF NOT EXISTS started (at REAL)"))
        engine.dispose()

    with ThreadPoolExecutor(8) as pool:
        for number in range(60):
            url, together = make_url(f"sqlite:///{tmp_path / f'{number}.db'}"), Barrier(8)
            list(pool.map(lambda _, url=url, together=together: first_write(url, together), range(8)))


def test_claims_go_with_their_conversation(tmp_path: Path) -> None:
    store = ScreeningTrackerStore(host=f"sqlite:///{tmp_path / 'own.db'}")
    for sender in ("slack-a-1", "slack-a-2", "slack-b-1"):
        assert store.claim(sender, "m")
    assert sorted(store.senders("slack-a-")) == ["slack-a-1", "slack-a-2"]
    store.delete(store.senders("slack-a-"))
    assert store.senders("slack-") == ["slack-b-1"]
    assert store.claim("slack-a-1", "m") and not store.claim("slack-b-1", "m")
