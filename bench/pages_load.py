"""A load for `bench.pages`, in a process of its own so that it does not share the server's: keep-alive connections that
ask one page after the other. Reads its orders as JSON on stdin, writes what it measured as JSON on stdout."""

import asyncio
import json
import random
import sys
import time
from typing import Any


async def connection(orders: dict[str, Any], number: int, until: float, told: list[tuple[float, float]]) -> None:
    """One visitor: asks, reads, thinks for `pause` seconds, asks again."""
    chance = random.Random(f"{orders['seed']} {number}")
    reader, writer = await asyncio.open_connection("127.0.0.1", orders["port"])
    head = f"Host: 127.0.0.1:{orders['port']}\r\nCookie: {orders['cookie']}\r\nAccept-Language: fr\r\n"
    head += "HX-Request: true\r\n" if orders.get("partial") else ""
    while time.perf_counter() < until:
        path = chance.choice(orders["paths"])
        began = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        fields = dict(
            line.split(": ", 1) for line in answer.decode("latin-1").lower().split("\r\n")[1:] if ": " in line
        )
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(path, answer[:200])
        await reader.readexactly(int(fields["content-length"]))
        inside = float(fields.get("server-timing", "page;dur=0").partition("dur=")[2]) / 1000
        told.append((time.perf_counter() - began, inside))
        if orders["pause"]:
            await asyncio.sleep(chance.expovariate(1 / orders["pause"]))
    writer.close()


async def carry_out() -> None:
    """Carry out the orders."""
    orders = json.load(sys.stdin)
    told: list[tuple[float, float]] = []
    until = time.perf_counter() + orders["seconds"]
    await asyncio.gather(*(connection(orders, number, until, told) for number in range(orders["connections"])))
    json.dump({"seen": [one[0] for one in told], "inside": [one[1] for one in told]}, sys.stdout)


if __name__ == "__main__":
    asyncio.run(carry_out())
