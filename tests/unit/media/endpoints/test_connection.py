from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.media.endpoints import connection
from houdun.media.endpoints.connection import dial
from houdun.testing.far_ends import Handler, endless, listening, rude, saying, silent

WHERE = "the address"


def test_what_is_said_is_received_and_silence_times_out() -> None:
    with listening(saying(b"hello")) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        assert made.receive(1.0) == b"hello"
        assert made.waiting() is None
        with pytest.raises(TimeoutError):
            made.receive(0.05)
        made.close()


def test_bytes_and_the_end_are_ready_and_silence_is_not() -> None:
    with listening(saying(b"hello")) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        assert made.ready(1.0)
        assert made.receive(1.0) == b"hello"
        assert not made.ready(0.05)
        made.interrupt()
        assert made.ready(1.0)
        made.close()


def test_the_other_sides_end_is_no_bytes() -> None:
    with listening(rude) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        made.send(b"x", 1.0)
        assert made.receive(1.0) == b""
        made.close()


@pytest.mark.parametrize("tls", [False, True])
def test_nobody_there_is_an_outside_error_with_the_address(tls: bool) -> None:
    with pytest.raises(OutsideError, match=WHERE):
        dial("127.0.0.1", 9, 1.0, where=WHERE, tls=tls)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 300, "x\udc80y"])
def test_a_name_of_nobody_is_an_outside_error(host: str) -> None:
    with pytest.raises(OutsideError):
        dial(host, 80, 2.0, where=WHERE)


def test_a_look_up_that_hangs_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    began = clock.steady()
    with pytest.raises(OutsideError, match="timed out"):
        dial("slow.example", 80, 0.1, where=WHERE)
    over.set()
    assert clock.steady() - began < 1.0


@pytest.mark.parametrize("far_end", [silent, saying(b"no TLS here"), rude])
def test_a_far_end_that_speaks_no_tls_is_an_outside_error_in_time(far_end: Handler) -> None:
    with listening(far_end) as port:
        began = clock.steady()
        with pytest.raises(OutsideError):
            dial("127.0.0.1", port, 0.2, where=WHERE, tls=True)
        assert clock.steady() - began < 1.5


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of localhost's own making, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day = dt.timedelta(days=1)
    now = dt.datetime.fromtimestamp(clock.seconds(), dt.UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now - day).not_valid_after(now + day)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    file = tmp_path / "localhost.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM) + private)
    return file


def over_tls(certificate: Path, handler: Handler) -> Handler:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def handle(connected: socket.socket) -> None:
        with context.wrap_socket(connected, server_side=True) as secured:
            handler(secured)

    return handle


def test_over_tls_it_is_as_without(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with listening(over_tls(certificate, saying(b"hello"))) as port:
        made = dial("localhost", port, 2.0, where=WHERE, tls=True)
        made.send(b"x", 1.0)
        assert made.receive(1.0) == b"hello"
        assert made.waiting() is None
        assert made.queued() == -1
        made.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with listening(over_tls(certificate, silent)) as port, pytest.raises(RefusedError, match="certificate"):
        dial("localhost", port, 2.0, where=WHERE, tls=True)


def test_what_the_kernel_still_holds_is_queued() -> None:
    over = threading.Event()

    def never_reading(connected: socket.socket) -> None:
        over.wait(5)

    with listening(never_reading) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        made.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)
        with pytest.raises(TimeoutError):
            send_on(made)
        assert made.queued() > 0
        over.set()
        made.close()
        assert made.queued() == -1


def send_on(made: connection.Connection) -> None:
    while True:
        made.send(bytes(10_000), 0.05)


def test_a_wait_is_interrupted_from_another_thread() -> None:
    with listening(silent) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        threading.Timer(0.05, made.interrupt).start()
        began = clock.steady()
        assert made.receive(5.0) == b""
        assert clock.steady() - began < 1.0
        made.close()


def test_much_is_received_in_pieces() -> None:
    with listening(endless(bytes(1 << 18))) as port:
        made = dial("127.0.0.1", port, 1.0, where=WHERE)
        assert 0 < len(made.receive(1.0)) <= connection.PIECE
        made.close()
