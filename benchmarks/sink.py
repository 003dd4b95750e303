"""A mail server that takes everything at once and keeps nothing: `python -m benchmarks.sink PORT`."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection
from time import monotonic, sleep

_END = b"\r\n.\r\n"


class _Sink(asyncio.Protocol):
    """Answers each command line; between DATA and the final dot it only waits."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._buffer = b""
        self._in_message = False
        self._transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._in_message or b"\r\n" in self._buffer:
            if self._in_message:
                _message, end, rest = self._buffer.partition(_END)
                if not end:
                    return
                self._buffer, self._in_message = rest, False
                self._transport.write(b"250 taken\r\n")
            else:
                line, _, self._buffer = self._buffer.partition(b"\r\n")
                self._in_message = line.upper().startswith(b"DATA")
                self._transport.write(b"354 go on\r\n" if self._in_message else b"250 ok\r\n")


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Sink, "127.0.0.1", port)
    await server.serve_forever()


@contextmanager
def running_sink(port: int) -> Iterator[None]:
    """The sink in a process of its own, while it is needed."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.sink", str(port)])  # noqa: S603 - our own module
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    end = monotonic() + 30
    while monotonic() < end:
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            sleep(0.1)
    raise TimeoutError("the sink does not listen")


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
