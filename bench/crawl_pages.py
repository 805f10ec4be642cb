"""Serves made-up ads on loopback for bench_crawl: `python -m bench.crawl_pages ADS PORT`. About 10 kB a page."""

import asyncio
import random
import sys

WORDS = [
    "garden",
    "help",
    "weekly",
    "evening",
    "reliable",
    "local",
    "quick",
    "tidy",
    "fair",
    "rate",
    "details",
    "start",
    "references",
    "flexible",
]
PER_PAGE = 50


def pages(ads: int) -> dict[bytes, bytes]:
    """Every answer by its path, head and body ready to send."""
    made = {b"/robots.txt": _answer("User-agent: *\nAllow: /\n", "text/plain")}
    for number in range(1, ads + 1):
        made[f"/ad/{number}".encode()] = _answer(_ad(number), "text/html; charset=utf-8")
    last = (ads + PER_PAGE - 1) // PER_PAGE
    for page in range(1, last + 1):
        numbers = range((page - 1) * PER_PAGE + 1, min(page * PER_PAGE, ads) + 1)
        links = "".join(f'<li><a href="/ad/{number}">Garden help {number}</a></li>' for number in numbers)
        more = f'<a class="next" href="/list?page={page + 1}">next</a>' if page < last else ""
        body = f"<!doctype html><h1>Board</h1><ul class='ads'>{links}</ul>{more}"
        made[f"/list?page={page}".encode()] = _answer(body, "text/html; charset=utf-8")
    return made


def _ad(number: int) -> str:
    chance = random.Random(number)
    text = " ".join(chance.choices(WORDS, k=120))
    related = "".join(
        f'<li><a href="/ad/{chance.randint(1, 999)}">{" ".join(chance.choices(WORDS, k=8))}</a></li>' for _ in range(60)
    )
    return (
        f"<!doctype html><html><head><title>Ad {number}</title></head><body><h1>Board</h1><article>"
        f"<h2>Garden help {number}</h2><p class='text'>{text}</p><p class='phone'>(312) 555-01{number % 100:02d}</p>"
        f"<p class='price'>${20 + number % 80}/hr</p><p class='place'>Springfield</p>"
        f"<time datetime='2026-11-{1 + number % 20:02d}T10:00:00Z'>some day</time><p class='author'>poster{number}</p>"
        f"</article><ul class='related'>{related}</ul></body></html>"
    )


def _answer(body: str, media_type: str) -> bytes:
    content = body.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


async def serve(ads: int, port: int) -> None:
    """Answer until killed."""
    made = pages(ads)
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(made.get(head.split(b" ", 2)[1], missing))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    print("serving", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
