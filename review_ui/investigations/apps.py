"""Django app of the ad desks' records."""

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    """Investigations, judgements, watches."""

    name = "review_ui.investigations"
    label = "investigations"
    default_auto_field = "django.db.models.BigAutoField"
