"""The customer's mailbox: IMAP over what the ledger holds. What a mail program changes there (marks, moves) is forgotten with the process."""

from __future__ import annotations

from argparse import Namespace
from asyncio import Server, start_server
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict.mailbox import LoadedMessage, MailboxData, MailboxSet, Message
from pymap.backend.session import BaseSession
from pymap.concurrent import Event, Subsystem
from pymap.config import BackendCapability, IMAPConfig
from pymap.exceptions import AuthorizationFailure, InvalidAuth, NotAllowedError
from pymap.imap import IMAPServer
from pymap.interfaces.login import IdentityInterface, LoginInterface
from pymap.mime import MessageContent
from pymap.parsing.specials import FetchRequirement
from pymap.selected import SelectedMailbox
from pymap.token import AllTokens
from pymap.user import UserMetadata
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext

from houdun.desk.server.ledger import Entry, Side
from houdun.facts.time import from_millis

SENT: Final = "Sent"
LARGEST_APPEND: Final = 32 * 1024 * 1024


class Mailbox:
    """INBOX and Sent of the one account. `born` tells mail programs whether their memory of it still holds. Needs a running loop."""

    def __init__(self, account: str, password: str, born: int) -> None:
        self._config = _Config()
        self._config.apply_context()
        self._folders = _Folders(born)
        self._login = _Login(self._config, UserMetadata(self._config, account, password=password), self._folders)

    def put(self, entry: Entry) -> None:
        """Shows a mail that is kept, to whoever is watching, too."""
        folder = self._folders.inbox if entry.side is Side.SAID else self._folders.sent
        folder.show(entry)

    async def listen(self, host: str, port: int) -> Server:
        callback = ProxyProtocolReader(ProxyProtocolNoop()).get_callback(IMAPServer(self._login, self._config))
        return await start_server(callback, host, port)


class _Mail(Message):
    """A mail whose bytes stay on disk until somebody reads them."""

    __slots__ = ("_path",)

    def __init__(self, uid: int, when: datetime, path: Path) -> None:
        super().__init__(uid, when, ())
        self._path = path

    async def load_content(self, requirement: FetchRequirement) -> LoadedMessage:
        content = None if requirement.has_none(FetchRequirement.CONTENT) else MessageContent.parse(self._path.read_bytes())
        return LoadedMessage(self, requirement, content)


class _Folder(MailboxData):
    """Uids follow the order of the ledger, so they are the same after every start."""

    def __init__(self, folders: MailboxSet, born: int) -> None:
        super().__init__(folders._content_cache, folders._thread_cache)
        self._uid_validity, self._max_uid = born, 0

    def show(self, entry: Entry) -> None:
        self._max_uid += 1
        self._messages[self._max_uid] = _Mail(self._max_uid, from_millis(entry.at), entry.path)
        self._mod_sequences.update([self._max_uid])
        self._updated.set()

    async def update_selected(self, selected: SelectedMailbox, *, wait_on: Event | None = None) -> SelectedMailbox:
        """Without this, a mail that comes while the last one is being told of waits for the next."""
        news = selected.mod_sequence is not None and selected.mod_sequence < self._mod_sequences.highest
        return await super().update_selected(selected, wait_on=None if news else wait_on)


class _Folders(MailboxSet):
    def __init__(self, born: int) -> None:
        super().__init__()
        self._inbox = self.inbox = _Folder(self, born)
        self._set[SENT] = self.sent = _Folder(self, born)


class _Config(IMAPConfig):
    """Everything in the one loop. The password is compared as it is: hashing would take a third of a second for every login."""

    def __init__(self) -> None:
        arguments = Namespace(passlib_cfg=None, proxy_protocol=None)
        super().__init__(
            arguments, host=None, port=0, tls_enabled=False, hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(), max_append_len=LARGEST_APPEND,
        )  # fmt: skip

    @property
    def backend_capability(self) -> BackendCapability:
        return BackendCapability(idle=True, object_id=True, multi_append=True)

    @property
    def greeting(self) -> bytes:
        """The library would ask the name service for this machine's name, at every connection."""
        return b"Server ready"


class _Login(LoginInterface):
    def __init__(self, config: IMAPConfig, user: UserMetadata, folders: MailboxSet) -> None:
        self._config, self._user, self._folders = config, user, folders
        self._tokens = AllTokens(config)

    @property
    def tokens(self) -> AllTokens:
        return self._tokens

    async def authenticate(self, credentials: ServerCredentials) -> IdentityInterface:
        if not credentials.verify(self._user):
            raise InvalidAuth
        return _Customer(self._config, self._user, self._folders)

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> IdentityInterface:
        if authzid != authenticated.name:
            raise AuthorizationFailure
        return authenticated


class _Customer(IdentityInterface):
    def __init__(self, config: IMAPConfig, user: UserMetadata, folders: MailboxSet) -> None:
        self._config, self._user, self._folders = config, user, folders

    @property
    def name(self) -> str:
        return self._user.name

    @property
    def roles(self) -> frozenset[str]:
        return frozenset()

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[_Session]:
        yield _Session(self.name, self._config, self._folders)

    async def new_token(self, *, expiration: datetime | None = None) -> str | None:
        return None

    async def get(self) -> UserMetadata:
        return self._user

    async def set(self, metadata: UserMetadata) -> int | None:
        raise NotAllowedError

    async def delete(self) -> None:
        raise NotAllowedError


class _Session(BaseSession[Message]):
    def __init__(self, owner: str, config: IMAPConfig, folders: MailboxSet) -> None:
        super().__init__(owner)
        self._config, self._folders = config, folders

    @property
    def config(self) -> IMAPConfig:
        return self._config

    @property
    def mailbox_set(self) -> MailboxSet:
        return self._folders
