"""The TCP relay. A byte stream cannot lose anything: what the line delays is sent later, in order, and a full queue pushes back on the sender."""

from __future__ import annotations

import asyncio
import contextlib
import math

from houdun import clock
from houdun.media.link.model import Line

SEGMENT = 1400
"""Bytes that the line carries as one: about what fits an Ethernet frame."""
BUFFER = 64 * 1024


class Tcp:
    """Every connection to `port` gets one to the target; both share the two lines, as flows share a link."""

    def __init__(self, target: tuple[str, int], up: Line, down: Line) -> None:
        self._target, self._up, self._down = target, up, down
        self._changed = asyncio.Event()
        self._flows: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=BUFFER)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        self._server.close()
        for flow in self._flows:
            flow.cancel()
        await asyncio.gather(*self._flows, return_exceptions=True)
        await self._server.wait_closed()

    def nudge(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        flow = asyncio.get_running_loop().create_task(self._relay(reader, writer))
        self._flows.add(flow)
        flow.add_done_callback(self._flows.discard)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target, limit=BUFFER)
        except OSError:
            writer.transport.abort()  # the target refuses: so does the relay
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(self._up, reader, far_writer))
                both.create_task(self._carry(self._down, far_reader, writer))
        except* OSError:
            pass  # one side broke the connection off: the other learns it by the closing below
        finally:
            for end in (writer, far_writer):
                end.close()
                with contextlib.suppress(OSError):
                    await end.wait_closed()

    async def _carry(self, line: Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads, lets the line decide, writes when the time has come: two halves, so that delay does not cost throughput."""
        way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        deliver = asyncio.create_task(self._deliver(way, writer))
        try:
            while data := await reader.read(SEGMENT):
                way.put_nowait((await self._passage(line, len(data)), data))
                await self._push_back(line)
            way.put_nowait((0.0, b""))
            await deliver
        finally:
            deliver.cancel()

    async def _passage(self, line: Line, size: int) -> float:
        while (arrival := line.carry(clock.seconds(), size)) is None or math.isinf(arrival):
            await self._changed.wait()
        return arrival

    async def _push_back(self, line: Line) -> None:
        """A sender may run ahead of the line by its queue, not further."""
        ahead = line.backlog(clock.seconds()) - line.impairment.queue_ms / 1000
        if ahead > 0:
            await asyncio.sleep(ahead)

    async def _deliver(self, way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        while True:
            due, data = await way.get()
            if not data:
                with contextlib.suppress(OSError):
                    writer.write_eof()
                return
            if (wait := due - clock.seconds()) > 0:
                await asyncio.sleep(wait)
            writer.write(data)
            await writer.drain()
