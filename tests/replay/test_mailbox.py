"""The test mailbox: Mailpit's and MailHog's API, IMAP, and watching until the acknowledgement is there."""

from __future__ import annotations

import email.policy
import json
import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread, Timer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from aiosmtpd.controller import Controller
from tests.replay.imap import serving_imap
from tests.replay.shop import Answer, Page, Request, redirect, serving
from tests.replay.walking import plan, walk

from frictionaudit.evidence.mail import MailEvidence
from frictionaudit.loops import run_to_end
from frictionaudit.replay.mail import MailboxError, box_of, watch_mailbox
from frictionaudit.replay.mail.imap import ImapBox
from frictionaudit.replay.mail.words import text_of_html
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.rules.engine import judge

ADDRESS = "maija@example.com"
NOW = datetime.now(UTC)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class MailServer:
    """A mail server as Mailpit and MailHog are: SMTP in, HTTP out, in the shapes of their APIs."""

    def __init__(self) -> None:
        self.letters: list[tuple[datetime, EmailMessage]] = []
        self.smtp = Controller(self, hostname="127.0.0.1", port=_free_port())
        self.web = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self.web.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        read = message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        self.letters.insert(0, (datetime.now(UTC), read))
        return "250 OK"

    def __enter__(self) -> MailServer:
        self.smtp.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.web.shutdown()
        self.web.server_close()
        self.smtp.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web.server_address[1]}"

    def send(self, subject: str, text: str = "", html: str = "", to: str = ADDRESS) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, "shop@shop.test", to
        message.set_content(text or " ")
        if html:
            message.clear_content()
            message.set_content(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp.port) as connection:
            connection.send_message(message)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                answer = server.answer(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})
                body = json.dumps(answer).encode()
                self.send_response(200 if answer is not None else 404)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler

    def answer(self, path: str, query: dict[str, str]) -> Any:
        listed = [(str(len(self.letters) - place), at, letter) for place, (at, letter) in enumerate(self.letters)]
        if path == "/api/v1/search":
            wanted = query["query"].removeprefix("to:").strip('"')
            return {"messages": [self._pit(*each) for each in listed if wanted in str(each[2]["to"])]}
        if path.startswith("/api/v1/message/"):
            found = next(each for each in listed if each[0] == unquote(path.rpartition("/")[2]))
            kind = found[2].get_content_subtype()
            return {**self._pit(*found), "Date": found[1].isoformat(),
                    "Text": found[2].get_content() if kind == "plain" else "",
                    "HTML": found[2].get_content() if kind == "html" else ""}  # fmt: skip
        if path == "/api/v2/search":
            return {"items": [self._hog(*each) for each in listed if query["query"] in str(each[2]["to"])]}
        return None

    def _pit(self, name: str, at: datetime, letter: EmailMessage) -> dict[str, Any]:
        created = at.isoformat().replace("+00:00", "123Z")
        return {"ID": name, "From": {"Name": "Shop", "Address": "shop@shop.test"}, "Subject": letter["subject"],
                "To": [{"Name": "", "Address": str(letter["to"])}], "Created": created, "Snippet": ""}  # fmt: skip

    def _hog(self, name: str, at: datetime, letter: EmailMessage) -> dict[str, Any]:
        headers = {key: [value] for key, value in letter.items()}
        body = letter.as_bytes().partition(b"\n\n")[2].decode()
        return {"ID": name, "Content": {"Headers": headers, "Body": body}, "Created": at.isoformat()}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def watch(settings: dict[str, str], language: str = "en", since: datetime = NOW) -> MailEvidence:
    return run_to_end(watch_mailbox(settings, ADDRESS, since, language, Mask(["4711-secret"])))


@pytest.mark.parametrize("kind", ["mailpit", "mailhog"])
def test_the_acknowledgement_ends_the_watch(server: MailServer, kind: str) -> None:
    server.send("Welcome", "Our newsletter")
    server.send("Thank you for your order", "Order number: A-10023\nTotal 24,90 €, 4711-secret")
    server.send("Your order", "Not for Maija", to="other@example.com")
    seen = watch({kind: server.url})
    assert (seen.kind, seen.gaps) == (kind, ())
    assert [each.subject for each in seen.messages] == ["Welcome", "Thank you for your order"]
    assert "Total 24,90 €" in seen.messages[1].text
    assert "4711" not in seen.messages[1].text
    assert seen.waited_s < 5


@pytest.mark.parametrize("kind", ["mailpit", "mailhog"])
def test_a_letter_of_html_is_read_as_words(server: MailServer, kind: str) -> None:
    table = "<table><tr><td>Yhteensä</td><td>24,90&nbsp;€</td></tr></table>"
    server.send("Tilaus", html=f"<style>p{{color:red}}</style><h1>Kiitos tilauksestasi</h1>{table}")
    assert watch({kind: server.url}, "fi").messages[0].text == "Kiitos tilauksestasi\nYhteensä\n24,90 €"


def test_a_letter_that_comes_late_is_waited_for(server: MailServer) -> None:
    late = Timer(0.3, server.send, ("Thank you for your order", "Order number: A-10023"))
    late.start()
    seen = watch({"mailpit": server.url})
    late.join()
    assert len(seen.messages) == 1
    assert 0.2 < seen.waited_s < 10


def test_patience_ends(server: MailServer) -> None:
    server.send("Welcome", "Our newsletter")
    seen = watch({"mailpit": server.url, "patience": "0.2s"})
    assert [each.subject for each in seen.messages] == ["Welcome"]
    assert seen.waited_s < 3


def test_letters_from_before_the_visit_do_not_count(server: MailServer) -> None:
    server.send("Thank you for your order", "Order number: A-10022")
    assert watch({"mailpit": server.url, "patience": "0"}, since=NOW + timedelta(hours=1)).messages == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"mailpit": "http://127.0.0.1:9", "patience": "0"},
        {"mailpit": "no address", "patience": "0"},
        {"mailpit": "http://127.0.0.1:9", "patience": "soon"},
        {"pop3": "mail.test"},
        {"imap": "mail.test"},
        {"imap": "imap://mail.test", "user": "a", "password": "b"},
    ],
)
def test_a_mailbox_that_cannot_be_read_is_a_gap(settings: dict[str, str]) -> None:
    seen = watch(settings)
    assert seen.messages == ()
    assert len(seen.gaps) == 1


def test_an_imap_folder_is_read_and_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = b"To: %s\r\nSubject: =?utf-8?q?Kiitos_tilauksestasi?=\r\nFrom: shop@shop.test\r\n\r\nTilausnumero: A-10023"
    with serving_imap(tmp_path, monkeypatch) as server:
        server.put("Orders", letter % ADDRESS.encode(), (NOW - timedelta(days=3)).timestamp())
        server.put("Orders", letter % b"someone@example.com")
        server.put("Orders", letter % ADDRESS.encode())
        box = ImapBox.of(f"imaps://127.0.0.1:{server.port}/Orders", "maija@mail.test", "right", None)
        (seen,) = run_to_end(box.letters(ADDRESS, frozenset()))
        assert (seen.subject, seen.text) == ("Kiitos tilauksestasi", "Tilausnumero: A-10023")
        assert seen.received is not None
        assert seen.received >= NOW - timedelta(seconds=1)
        assert run_to_end(box.letters(ADDRESS, frozenset({seen.id}))) == []
        assert b"Seen" not in server.flags("Orders")
        box.password = "wrong"
        with pytest.raises(MailboxError):
            run_to_end(box.letters(ADDRESS, frozenset()))


def test_a_mailbox_whose_certificate_nobody_vouches_for_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_imap(tmp_path, monkeypatch) as server:
        monkeypatch.delenv("SSL_CERT_FILE")
        box = ImapBox.of(f"imaps://127.0.0.1:{server.port}", "maija@mail.test", "right", None)
        with pytest.raises(MailboxError, match="SSL"):
            run_to_end(box.letters(ADDRESS, frozenset()))


def test_where_an_imap_mailbox_is() -> None:
    box = box_of({"imap": "mail.test:1993", "user": "maija", "password": "right"})
    assert isinstance(box, ImapBox)
    assert (box.host, box.port, box.user, box.folder) == ("mail.test", 1993, "maija", "INBOX")


def test_html_becomes_lines() -> None:
    assert text_of_html("<p>One\n two<br>three</p><script>four</script>") == "One two\nthree"


CHECKOUT = "<!doctype html><html lang=en><h1>Pay</h1><form method=post action=/buy><button>Pay 24,90 €</button></form>"
THANKS = "<!doctype html><html lang=en><h1>Thank you for your order</h1><p>Order number: A-10023</p>"
STEPS = (
    "  - {step: Open, stage: checkout, goto: /}\n"
    "  - {step: Pay, stage: pay, click: 'Pay 24,90 €', commits: payment, expect: {see: Thank you}}\n"
)


@pytest.mark.browser
def test_an_order_is_looked_for_in_the_mailbox_and_no_order_is_not(server: MailServer, tmp_path: Path) -> None:
    def buy(request: Request) -> Answer:
        server.send("Thank you for your order", "Order number: A-10023")
        return redirect("/thanks", 303)

    mailbox = f"mailbox: {{mailpit: '{server.url}'}}\ndata: {{email: {ADDRESS}}}\n"
    pages: dict[str, Page] = {"/": CHECKOUT, "/buy": buy, "/thanks": THANKS}
    with serving(pages) as shop:
        held = mailbox + "safety: {allow_order: false}"
        plans = [
            plan(tmp_path, shop.url, STEPS, name="order", more=mailbox),
            plan(tmp_path, shop.url, STEPS, name="held", more=held),
        ]
        order, stopped = walk(plans, tmp_path)
    assert order.mail is not None
    assert [each.subject for each in order.mail.messages] == ["Thank you for your order"]
    assert stopped.mail is None
    findings = {each.rule for each in judge([order]).findings}
    assert "confirmation/missing-email" not in findings
    lost = order.model_copy(update={"mail": MailEvidence(kind="mailpit", waited_s=30)})
    assert "confirmation/missing-email" in {each.rule for each in judge([lost]).findings}
