"""Django app of the hotline's records."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Calls, tips, cases."""

    name = "review_ui.hotline"
    label = "hotline"
    default_auto_field = "django.db.models.BigAutoField"
