"""The clients: wrk for requests, and a crowd of idle keep-alive connections."""

import re
import select
import socket
import subprocess
import time

REQUEST = b"GET %s HTTP/1.1\r\nHost: bench.test\r\n%s\r\n"


def get(port, path):
    """The status of one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(REQUEST % (path.encode(), b"Connection: close\r\n"))
        head = connection.recv(64)
        return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0


def wrk(port, path, connections, seconds, close=False, scheme="http"):
    """One run: requests, requests/s, p99 in ms, bytes/s and what went wrong."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s", "-H", "Host: bench.test"]
    if close:
        command += ["-H", "Connection: close"]
    text = subprocess.run(command + [f"{scheme}://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    return parse(text)


def parse(text):
    requests, duration = re.search(r"(\d+) requests in ([\d.]+)(?:s|m)", text).groups()
    errors = [line.strip() for line in text.splitlines() if "Socket errors" in line or "Non-2xx" in line]
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text)
    per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    scale = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}
    return {
        "requests": int(requests),
        "seconds": float(duration),
        "rps": per_second,
        "p99_ms": float(p99.group(1)) * scale[p99.group(2)] if p99 else None,
        "errors": "; ".join(errors),
    }


class IdleCrowd:
    """Connections that have had one answer each and now say nothing."""

    def __init__(self, port, count):
        self.connections = []
        poller = select.epoll()
        pending = {}
        try:
            for _ in range(count):
                connection = socket.create_connection(("127.0.0.1", port), timeout=10)
                connection.sendall(REQUEST % (b"/1k.txt", b""))
                self.connections.append(connection)
                pending[connection.fileno()] = connection
                poller.register(connection, select.EPOLLIN)
                if len(pending) >= 50:
                    self.drain(poller, pending)
            while pending:
                self.drain(poller, pending)
        except OSError:
            self.close()
            raise
        finally:
            poller.close()

    @staticmethod
    def drain(poller, pending):
        ready = poller.poll(10)
        if not ready:
            raise OSError(f"{len(pending)} connections got no answer within 10 s")
        for descriptor, _ in ready:
            connection = pending.pop(descriptor)
            poller.unregister(connection)
            connection.recv(8192)

    def still_open(self):
        """How many of them the server has not closed."""
        count = 0
        for connection in self.connections:
            connection.setblocking(False)
            try:
                if connection.recv(8192):
                    count += 1
            except BlockingIOError:
                count += 1
            except OSError:
                pass
        return count

    def close(self):
        for connection in self.connections:
            connection.close()


def time_until_answer(port, path):
    """Milliseconds until a server that has just lost its only child answers again."""
    begun = time.monotonic()
    while time.monotonic() < begun + 20:
        try:
            if get(port, path) == 200:
                return (time.monotonic() - begun) * 1000
        except OSError:
            pass
        time.sleep(0.001)
    return None
