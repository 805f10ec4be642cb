"""Each desk's process knows its own apps, database, keys and cookie, and nothing of the other's."""

import json
import os
import subprocess
import sys
from pathlib import Path

_TELL = """
import json, django
django.setup()
from django.apps import apps
from django.conf import settings
from review_ui.desk import current_desk
desk = current_desk()
print(json.dumps({
    "apps": sorted(app.label for app in apps.get_app_configs()), "cookie": settings.SESSION_COOKIE_NAME,
    "csrf": settings.CSRF_COOKIE_NAME, "databases": {name: str(d["NAME"]) for name, d in settings.DATABASES.items()},
    "keys": [desk.secret_key.hex(), desk.audit_key.hex(), desk.record_key.hex()], "audit": str(desk.audit),
}))
"""


def tell(desk: str, data: Path) -> dict[str, object]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"threadline.web.{desk}", "THREADLINE_DATA": str(data)}
    done = subprocess.run([sys.executable, "-c", _TELL], env=environment, check=True, capture_output=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_two_processes_share_nothing_but_the_evidence(tmp_path: Path) -> None:
    hotline, casework = tell("hotline", tmp_path), tell("casework", tmp_path)
    assert "investigations" not in str(hotline["apps"])
    assert "hotline" not in str(casework["apps"])
    assert "resources" not in str(casework["apps"])
    for name in ("cookie", "csrf", "databases", "audit"):
        assert hotline[name] != casework[name], name
    keys = [*hotline["keys"], *casework["keys"]]  # type: ignore[misc]
    assert len(set(keys)) == 6


def test_no_migration_is_missing() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "review_ui.every_app"}
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
