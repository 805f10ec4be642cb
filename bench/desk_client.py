"""A browser's worth of cookies: logs in at a hotline desk, opens a call, and writes the look-ups of that call."""

import http.client
import urllib.parse


class DeskClient:
    """Logged in at a hotline desk on loopback, with an open call."""

    def __init__(self, port: int, password: str) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection("localhost", port, timeout=120)
        self._send("GET", "/log-in/")
        self._send("POST", "/log-in/", {"username": "worker", "password": password})
        self._send("POST", "/calls/open/", {})
        self._connection.close()

    def look_up(self, typed: str) -> bytes:
        """The whole request of a look-up, as htmx sends it: written before the clock starts."""
        body = self._form({"typed": typed})
        head = (
            f"POST /look-up/ HTTP/1.1\r\nHost: localhost:{self._port}\r\nCookie: {self.cookie_header()}\r\n"
            "HX-Request: true\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode("ascii")

    def cookie_header(self) -> str:
        """The cookies of this log-in, as another program sends them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _form(self, fields: dict[str, str]) -> str:
        token = next((value for name, value in self._cookies.items() if name.endswith("csrf")), "")
        return urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token})

    def _send(self, method: str, path: str, fields: dict[str, str] | None = None) -> None:
        headers = {"Cookie": self.cookie_header(), "Content-Type": "application/x-www-form-urlencoded"}
        body = None if fields is None else self._form(fields)
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        response.read()
