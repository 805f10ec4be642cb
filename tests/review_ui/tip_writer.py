"""A desk that takes one tip after another until it is killed, or until the disk is full; run as a program."""

import os
import resource
import signal
import sys
import time
import uuid

import django
from django.conf import settings as django_settings

_FORM = {
    "urgency": "routine",
    "reporter": "unknown",
    "exploitation": "unknown",
    "consent": "not_asked",
    "channel": "phone",
}


def set_up() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    django_settings.ALLOWED_HOSTS.append("testserver")


def enter() -> object:
    from django.test import Client

    from review_ui.accounts.models import Account

    account, _ = Account.objects.get_or_create(username="ann", defaults={"role": "worker", "password": "!"})
    client = Client(raise_request_exception=False)
    client.force_login(account)
    session = client.session
    session["began_at"] = session["seen_at"] = time.time()
    session.save()
    client.post("/calls/open/")
    return client


def write() -> None:
    """Each tip is told on standard output as soon as the desk has said that it is kept."""
    client = enter()
    while True:
        words = f"tip {uuid.uuid4()}"
        answer = client.post("/tips/new/", _FORM | {"narrative": words})  # type: ignore[attr-defined]
        assert answer.status_code == 302
        sys.stdout.write(words + "\n")
        sys.stdout.flush()


def read() -> None:
    from review_ui.audit.recorder import chain_of
    from review_ui.desk import current_desk
    from review_ui.hotline.models import Tip
    from review_ui.hotline.sealing import unseal

    for tip in Tip.objects.all():
        sys.stdout.write(str(unseal(str(tip.case_id), str(tip.pk), tip.sealed)["narrative"]) + "\n")
    assert all(check.ok for check in chain_of(current_desk()).verify())


def fill() -> None:
    """No file may grow any more, as on a full disk: every answer is 503, and holds nothing of the index."""
    from review_ui.hotline.models import Tip

    client = enter()
    assert client.post("/look-up/", {"typed": "202 555 0134"}).status_code == 200  # type: ignore[attr-defined]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
    statuses = [client.post(*one).status_code for one in (  # type: ignore[attr-defined]
        ("/look-up/", {"typed": "202 555 0134"}), ("/tips/new/", _FORM | {"narrative": "Told on a full disk."}),
    )]  # fmt: skip
    page = client.post("/tips/new/", _FORM | {"narrative": "Told on a full disk."}).content.decode()  # type: ignore[attr-defined]
    sys.stdout.write(f"{statuses} {'Told on a full disk.' in page} {Tip.objects.count()}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadline.web.hotline")
    set_up()
    {"write": write, "read": read, "fill": fill}[sys.argv[1]]()
