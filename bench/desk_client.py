"""A browser's worth of cookies, asking one look-up after another over one connection."""

import http.client
import time
import urllib.parse


class DeskClient:
    """Logged in at a hotline desk on loopback, with an open call."""

    def __init__(self, port: int, password: str) -> None:
        self._connection = http.client.HTTPConnection("localhost", port, timeout=120)
        self._cookies: dict[str, str] = {}
        self._request("GET", "/log-in/")
        self._request("POST", "/log-in/", {"username": "worker", "password": password})
        self._request("POST", "/calls/open/", {})

    def look_up(self, typed: str) -> float:
        """Milliseconds until the whole answer is read."""
        started = time.perf_counter()
        body = self._request("POST", "/look-up/", {"typed": typed}, fragment="true")
        took = (time.perf_counter() - started) * 1000
        assert b'data-figure="ads"' in body
        return took

    def cookie_header(self) -> str:
        """The cookies of this log-in, as another program sends them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _request(self, method: str, path: str, fields: dict[str, str] | None = None, fragment: str = "") -> bytes:
        token = next((value for name, value in self._cookies.items() if name.endswith("csrf")), "")
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}) if fields is not None else None
        headers = {"Cookie": self.cookie_header()}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if fragment:
            headers["HX-Request"] = fragment
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return response.read()
